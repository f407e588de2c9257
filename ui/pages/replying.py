"""A question on the page: its turn, its claims as they are checked, and its answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import anyio.to_thread

from assistant.pipeline import Assistant
from assistant.store import Exchange
from assistant.types import Answer, Claim, Turn
from ui.pages.exchanges import SEARCHING, Pending
from ui.server.queue import Place
from ui.server.service import Service
from ui.shapes import answer as shapes
from ui.shapes.answer_json import Numbering, citation_json

# How often a place in the queue is looked at, and told anew where it has changed, in seconds: to tell each of fifty
# who wait of every step would keep the server busy with nothing else.
_LOOK_EVERY, _TELL_EVERY = 0.1, 3.0
# Who waits no longer than this waits for nobody's question, only for those who came at the same moment.
_NOT_TOLD = 0.25


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, what was said before, and the documents to search; none: all of them."""

    question: str
    history: tuple[Turn, ...] = ()
    documents: tuple[str, ...] = ()


def read(exchange: Exchange) -> shapes.Answer:
    """Return the answer of an exchange, in the shape in which it was returned."""
    return shapes.Answer.model_validate_json(exchange.answer)


async def replying(service: Service, asked: Asked) -> AsyncIterator[Pending | Answer]:
    """Yield what is going on, the claims so far each time one is checked, and the answer last.

    Waiting holds no thread. Raise what the assistant and its queue raise.
    """
    place = service.place()
    answer: Answer | None = None
    try:
        async for ahead in _waiting(place):
            yield Pending(asked.question, f"Waiting for other questions: yours is number {ahead} in the queue.")
        yield Pending(asked.question, SEARCHING)
        with service.assistant(place) as assistant:
            async for item in _items(assistant, asked):
                if isinstance(item, Answer):
                    answer = item
                else:
                    yield item
    finally:
        place.leave()
    assert answer  # what a stream ends with
    yield answer


async def _waiting(place: Place) -> AsyncIterator[int]:
    """Yield the place's number soon, and every few seconds where it has changed, until it is its turn."""
    told, last = 0, time.monotonic() + _NOT_TOLD - _TELL_EVERY
    while number := place.number:
        if number != told and time.monotonic() - last >= _TELL_EVERY:
            yield number
            told, last = number, time.monotonic()
        await asyncio.sleep(_LOOK_EVERY)


async def _items(assistant: Assistant, asked: Asked) -> AsyncIterator[Pending | Answer]:
    found = assistant.stream(asked.question, asked.history, asked.documents)
    claims: list[shapes.Claim] = []
    numbering = Numbering()
    while (item := await anyio.to_thread.run_sync(_next, found)) is not None:
        if isinstance(item, Answer):
            yield item
        else:
            claims.append(shapes.Claim(text=item.text, citations=numbering.of(item)))
            yield Pending(asked.question, "Checking what else the sources say…", tuple(claims), _cited(numbering))


def _next(found: Iterator[Claim | Answer]) -> Claim | Answer | None:
    return next(found, None)


def _cited(numbering: Numbering) -> tuple[shapes.Citation, ...]:
    return tuple(
        shapes.Citation.model_validate(citation_json(citation, number))
        for number, citation in enumerate(numbering.citations, 1)
    )
