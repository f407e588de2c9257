"""`python -m evals.bench_crowd`: many people at once, on the API's streams and on the chat page; who waits how long.

Each asks a question of the tuning part that is some other's too, and must be given the answer to its own. The page is
asked as a browser asks it: by its queue of events (Gradio's `queue/join` and `queue/data`).
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from evals.bench_http import questions_of, served, spread

app = typer.Typer(add_completion=False, rich_markup_mode=None)
_DIFFERENT, _PATIENCE = 40, 600.0
_BOX = "question"


@dataclass(frozen=True, slots=True)
class Waited:
    """The seconds until the first event, the first claim (none where nothing was claimed) and the end of an answer.

    `outcome` is "its own", "another's", "turned away" or what else became of it.
    """

    outcome: str
    first_event: float
    first_claim: float | None
    whole: float


@app.command()
def run(
    home: Annotated[
        Path | None, typer.Option(help="a folder with an index (it is copied); none: a new machine")
    ] = None,
    streams: Annotated[int, typer.Option(help="how many streams of the API at once")] = 200,
    pages: Annotated[int, typer.Option(help="how many people on the chat page at once")] = 50,
) -> None:
    """Start the server, ask by so many streams at once, and then by so many pages."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "home"
        if home:
            shutil.copytree(home, own)
        with served(own) as (port, _, _):
            base = f"http://127.0.0.1:{port}"
            httpx.post(f"{base}/v1/ask", json={"question": questions_of(1)[0]}, timeout=_PATIENCE)
            load = os.getloadavg()[0]
            found = {
                "streams": asyncio.run(_all(base, streams, _stream)),
                "pages": asyncio.run(_all(base, pages, _page)),
            }
    print(f"load before {load:.1f} on {os.cpu_count()} cores")
    for name, waited in found.items():
        print(told(name, waited))


def told(name: str, waited: Sequence[Waited]) -> str:
    """Return what became of those who asked at once, and how long they waited."""
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in Counter(each.outcome for each in waited).items())
    claims = [each.first_claim for each in waited if each.first_claim is not None]
    events = [each.first_event for each in waited]
    return "\n".join(
        [
            f"{len(waited)} {name} at once: {outcomes or 'nobody asked'}",
            f"  first event   {spread(events)}, at the latest {max(events, default=0.0):.3f} s",
            f"  first claim   {spread(claims)}",
            f"  whole answer  {spread([each.whole for each in waited])}",
        ]
    )


async def _all(base: str, count: int, ask: Any) -> list[Waited]:
    questions = questions_of(_DIFFERENT)
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=base, timeout=_PATIENCE, limits=limits) as client:
        together = asyncio.Barrier(max(1, count))
        asked = [ask(client, questions[place % len(questions)], together) for place in range(count)]
        return list(await asyncio.gather(*asked))


async def _stream(client: httpx.AsyncClient, question: str, together: asyncio.Barrier) -> Waited:
    await together.wait()
    started, seen, outcome = time.perf_counter(), dict[str, float](), "broken off"
    event = ""
    async with client.stream("POST", "/v1/ask/stream", json={"question": question}) as response:
        if response.status_code == 429:
            waited = time.perf_counter() - started
            return Waited("turned away", waited, None, waited)
        async for line in response.aiter_lines():
            if line.startswith("event: "):
                event = line.removeprefix("event: ")
                seen.setdefault(event, time.perf_counter() - started)
            elif line.startswith("data: ") and event == "done":
                outcome = "its own" if json.loads(line.removeprefix("data: "))["question"] == question else "another's"
    return Waited(outcome, seen["status"], seen.get("claim"), time.perf_counter() - started)


async def _page(client: httpx.AsyncClient, question: str, together: asyncio.Barrier) -> Waited:
    """Ask as a tab of the page does that is open already; each has a cookie, a session and connections of its own."""
    async with httpx.AsyncClient(base_url=client.base_url, timeout=_PATIENCE) as tab:
        await tab.get("/")  # which gives it its cookie
        config = (await tab.get("/config")).json()
        body = _joining(config, question)
        await together.wait()
        started = time.perf_counter()
        await tab.post("/gradio_api/queue/join", json=body)
        first_event = first_claim = None
        shown, outcome = "", "broken off"
        path = f"/gradio_api/queue/data?session_hash={body['session_hash']}"
        async with tab.stream("GET", path) as response:
            async for line in response.aiter_lines():
                message = json.loads(line.removeprefix("data: ")) if line.startswith("data: ") else {}
                now = time.perf_counter() - started
                if message.get("msg") == "process_generating":
                    shown += json.dumps(message["output"])
                    first_event = first_event or now
                    first_claim = first_claim or (now if "ics-mark" in shown else None)
                if message.get("msg") == "process_completed":
                    answered = "data-rating" in shown or "data-rating" in json.dumps(message["output"])
                    outcome = _outcome(question, shown, answered=answered)
                    break
        return Waited(outcome, first_event or _PATIENCE, first_claim, time.perf_counter() - started)


def _joining(config: dict[str, Any], question: str) -> dict[str, Any]:
    """Return what a tab sends when the question in its box is submitted: the value of each part that is told."""
    parts = {part["id"]: part for part in config["components"]}
    box = next(id for id, part in parts.items() if part["props"].get("elem_id") == _BOX)
    told = next(each for each in config["dependencies"] if [box, "submit"] in [list(t) for t in each["targets"]])
    values = [question if id == box else _chosen(parts[id]["props"]) for id in told["inputs"]]
    return {"data": values, "fn_index": told["id"], "session_hash": secrets.token_hex(6), "trigger_id": box}


def _chosen(part: dict[str, Any]) -> Any:
    """Return what a part of a tab that was just opened holds: of choices, all; else what it begins with, or nothing."""
    return [value for _, value in part["choices"]] if "choices" in part else part.get("value") or ""


def _outcome(question: str, shown: str, *, answered: bool) -> str:
    if not answered:
        return "not answered"
    return "its own" if _escaped(question) in shown else "another's"


def _escaped(text: str) -> str:
    """Return a text as it stands in HTML within JSON."""
    from markupsafe import escape

    return json.dumps(str(escape(text)))[1:-1]


if __name__ == "__main__":
    app()
