"""A served assistant over HTTP, whatever answers there: what it says of its own quotations is stored as it says it."""

from __future__ import annotations

import json
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from assistant.errors import AssistantError
from evals.actual import Actual, Drafted, Passage, Quoted, Said
from evals.data import PLANS, Item
from evals.drafts import DRAFTED, told
from evals.generate import K

_TIMEOUT = 120
_MALFORMED = (400, 413, 422)


class ServerError(AssistantError):
    """The served assistant cannot be reached, or failed."""


@dataclass(frozen=True, slots=True)
class Served:
    """The assistant that a server lends, at `url`."""

    url: str

    def check(self, known: Collection[str]) -> None:
        """Raise ServerError where the server holds a document that is not known here, so that it cannot be judged."""
        held = json.loads(self._reply(f"{self.url}/v1/documents"))["documents"]
        others = sorted({each["id"] for each in held} - {*known})
        if others:
            told = f"it holds {', '.join(others)} besides the documents of this corpus"
            raise ServerError(f"{self.url} cannot be judged: {told}: choose its --corpus, or remove them there")

    def __call__(self, item: Item) -> Actual:
        """Return what comes out for an item. Raise ServerError where the server fails."""
        if item.type == PLANS:
            return self._drafted(item)
        history = [{"role": turn.role, "content": turn.content} for turn in item.history]
        found = self._post("/v1/search", {"query": item.question, "history": history, "k": K})
        alone = self._post("/v1/search", {"query": item.standalone, "k": K}) if item.standalone else None
        started = time.perf_counter()
        answer = self._post("/v1/ask", {"question": item.question, "history": history})
        if found is None or answer is None:
            return Actual(item.id, status="malformed")
        hits = _hits(found)
        return Actual(
            id=item.id,
            hits=hits,
            status=answer["status"],
            query=answer["query"],
            text="" if answer["claims"] else answer["text"],
            claims=_claims(answer),
            notices=tuple(notice["text"] for notice in answer["notices"]),
            standalone_hits=_hits(alone) if alone else None,
            confidence=_confidence(found),
            seconds=time.perf_counter() - started,
            timings_ms=answer["timings_ms"],
        )

    def _drafted(self, item: Item) -> Actual:
        started = time.perf_counter()
        found = self._post("/v1/plans", dict(item.brief or {"problem": item.question}))
        if found is None:
            return Actual(item.id, status="malformed", plan=Drafted())
        return Actual(item.id, status=DRAFTED, plan=told(found), seconds=time.perf_counter() - started)

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        """Return what the server says, nothing where it refuses the question as malformed."""
        data = json.dumps(body).encode()
        request = Request(f"{self.url}{path}", data, {"content-type": "application/json"})  # noqa: S310  the user's own
        try:
            return json.loads(self._reply(request))
        except HTTPError as error:
            if error.code in _MALFORMED:
                return None
            raise ServerError(f"{self.url}{path} failed with {error.code}: see what the server says") from error

    def _reply(self, request: Request | str) -> bytes:
        try:
            with urlopen(request, timeout=_TIMEOUT) as reply:  # noqa: S310  the user's own
                return bytes(reply.read())
        except HTTPError:
            raise
        except (URLError, TimeoutError) as error:
            raise ServerError(f"{self.url} cannot be reached ({error}): start it with `ics serve`") from error


def _hits(found: Any) -> tuple[Passage, ...]:
    return tuple(Passage(hit["document"], hit["start"], hit["end"], hit["score"]) for hit in found["hits"])


def _confidence(found: Any) -> float:
    """Return the best hit's late interaction, as `generate` does."""
    scores = (hit["scores"].get("late_interaction", hit["score"]) for hit in found["hits"][:3])
    return float(round(max(scores, default=0.0), 6))


def _claims(told: Any) -> tuple[Said, ...]:
    numbered = {
        each["number"]: Quoted(each["document"], each["start"], each["end"], each["quote"])
        for each in told["citations"]
    }
    return tuple(
        Said(claim["text"], tuple(numbered[number] for number in claim["citations"])) for claim in told["claims"]
    )
