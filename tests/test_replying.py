"""A question on the page: its place in a real queue, its claims one by one, its answer; a reader who leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import pytest

from assistant.types import Answer, Citation, Claim, Status
from tests.made import made
from ui.pages import replying as stage
from ui.pages.exchanges import SEARCHING, Pending
from ui.pages.replying import Asked, replying
from ui.server.queue import Place, Queue
from ui.server.service import Service

NOTE = made("Boards listen. Chairs rest.")
CLAIMS = (Claim("Boards listen.", (Citation(NOTE, 0, 14),)), Claim("Chairs rest.", (Citation(NOTE, 15, 27),)))
ANSWER = Answer("a1", "What?", "What?", Status.ANSWERED, "", CLAIMS, "complete")


class Fake:
    """A service with a real queue that serves one at a time, and an assistant that says the same to everyone."""

    def __init__(self) -> None:
        self.queue = Queue(1, 5)
        self.asked: list[tuple[Any, ...]] = []

    def place(self) -> Place:
        return self.queue.join()

    @contextmanager
    def assistant(self, place: Place) -> Iterator[Fake]:
        assert place.number == 0, "it was not its turn"
        yield self

    def stream(self, *asked: Sequence[Any]) -> Iterator[Claim | Answer]:
        self.asked.append(asked)
        yield from CLAIMS
        yield ANSWER


def reply(fake: Fake) -> Any:
    return replying(cast(Service, fake), Asked("What?", documents=("note",)))


def test_a_reader_is_told_the_place_and_then_each_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "_NOT_TOLD", 0.0)

    async def run() -> list[Pending | Answer]:
        fake = Fake()
        other, found = fake.place(), []
        async for item in reply(fake):
            found.append(item)
            other.leave()
        assert fake.asked == [("What?", (), ("note",))]
        assert fake.place().number == 0, "the place was not left"
        return found

    waiting, searching, first, second, answer = asyncio.run(run())
    assert isinstance(waiting, Pending)
    assert "number 1 in the queue" in waiting.asking
    assert searching == Pending("What?", SEARCHING)
    assert [[claim.text for claim in item.claims] for item in (first, second) if isinstance(item, Pending)] == [
        ["Boards listen."],
        ["Boards listen.", "Chairs rest."],
    ]
    assert answer == ANSWER


def test_who_is_served_soon_is_told_of_no_queue() -> None:
    async def run() -> list[Pending | Answer]:
        fake = Fake()
        come = fake.queue.coming()
        asyncio.get_running_loop().call_later(0.05, come)
        return [item async for item in reply(fake)]

    first, *_ = asyncio.run(run())
    assert first == Pending("What?", SEARCHING)


def test_who_leaves_while_waiting_gives_the_place_up() -> None:
    async def run() -> None:
        fake = Fake()
        fake.place()
        leaving = reply(fake)
        await anext(leaving)
        behind = fake.place()
        assert behind.number == 2
        await leaving.aclose()
        assert behind.number == 1

    asyncio.run(run())
