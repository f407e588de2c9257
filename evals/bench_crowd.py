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
from collections.abc import AsyncIterator, Sequence
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
    together: Annotated[bool, typer.Option(help="whether both ask at the same moment")] = False,
) -> None:
    """Start the server, ask by so many streams at once, and then by so many pages, or by both together."""
    asking = {"streams": (_stream, streams), "pages": (_page, pages)}
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "home"
        if home:
            shutil.copytree(home, own)
        with served(own) as (port, _, _):
            base = f"http://127.0.0.1:{port}"
            httpx.post(f"{base}/v1/ask", json={"question": questions_of(1)[0]}, timeout=_PATIENCE)
            load = os.getloadavg()[0]
            rounds = [[*asking.values()]] if together else [[each] for each in asking.values()]
            found = [waited for each in rounds for waited in asyncio.run(_asked(base, each))]
    print(f"load before {load:.1f} on {os.cpu_count()} cores{', both together' if together else ''}")
    for name, waited in zip(asking, found, strict=True):
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


async def _asked(base: str, asking: Sequence[tuple[Any, int]]) -> list[list[Waited]]:
    """Return how long each waited of those who ask at the same moment: so many in each of some ways."""
    questions = questions_of(_DIFFERENT)
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=base, timeout=_PATIENCE, limits=limits) as client:
        together = asyncio.Barrier(max(1, sum(count for _, count in asking)))
        groups = [
            asyncio.gather(*(ask(client, questions[place % len(questions)], together) for place in range(count)))
            for ask, count in asking
        ]
        return [list(await each) for each in groups]


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
    async with httpx.AsyncClient(base_url=client.base_url, timeout=_PATIENCE) as http:
        await http.get("/")  # which gives it its cookie
        tab = Tab((await http.get("/config")).json())
        async for _ in _told(http, tab):  # what it begins with
            pass
        tab.submit(question)
        await together.wait()
        started = time.perf_counter()
        first_event = first_claim = None
        shown = ""
        async for message in _told(http, tab):
            now = time.perf_counter() - started
            if message["msg"] in ("process_generating", "process_completed"):
                shown += json.dumps(message["output"])
                first_event = first_event or now
                first_claim = first_claim or (now if "ics-mark" in shown else None)
        outcome = _outcome(question, shown, answered="data-rating" in shown)
        return Waited(outcome, first_event or _PATIENCE, first_claim, time.perf_counter() - started)


class Tab:
    """What a tab of the page holds, and which event it begins next: one that succeeds may lead to another."""

    def __init__(self, config: dict[str, Any]) -> None:
        """Take what the server says of the page; what is shown when it is opened is asked for first."""
        parts = {part["id"]: part["props"] for part in config["components"]}
        self.box = next(id for id, props in parts.items() if props.get("elem_id") == _BOX)
        self.holds = {id: _chosen(props) for id, props in parts.items()}
        self.session = secrets.token_hex(6)
        self._events = config["dependencies"]
        self.event = next(
            each for each in self._events if self.box in each["outputs"] and "load" in dict(each["targets"]).values()
        )

    def submit(self, question: str) -> None:
        """Begin with the event of a question in the box."""
        self.holds[self.box] = question
        self.event = next(each for each in self._events if (self.box, "submit") in map(tuple, each["targets"]))

    def joining(self) -> dict[str, Any]:
        """Return what is sent when the event begins: the value of each part that is told."""
        values = [self.holds[id] for id in self.event["inputs"]]
        return {
            "data": values, "fn_index": self.event["id"], "session_hash": self.session, "trigger_id": self.box
        }  # fmt: skip

    def completed(self, message: dict[str, Any]) -> None:
        """Hold what an event returned, and go on to the one that follows it, if it succeeded."""
        done, self.event = self.event, None
        if message["success"]:
            new = zip(done["outputs"], message["output"]["data"], strict=True)
            self.holds |= {id: value for id, value in new if not isinstance(value, dict)}
            self.event = next((each for each in self._events if each.get("trigger_after") == done["id"]), None)


async def _told(http: httpx.AsyncClient, tab: Tab) -> AsyncIterator[dict[str, Any]]:
    """Yield what a tab is told of its event, and of those that follow it."""
    while tab.event:
        await http.post("/gradio_api/queue/join", json=tab.joining())
        async with http.stream("GET", f"/gradio_api/queue/data?session_hash={tab.session}") as response:
            async for line in response.aiter_lines():
                if line.startswith("data: "):
                    message = json.loads(line.removeprefix("data: "))
                    if message["msg"] == "process_completed":
                        tab.completed(message)
                    yield message


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
