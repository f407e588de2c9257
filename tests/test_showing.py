"""Who is shown the own question waits for those who are not, and not for long."""

from __future__ import annotations

import asyncio

import pytest

from ui.pages import showing
from ui.pages.showing import Showing


def test_one_alone_goes_on_at_once() -> None:
    async def ask() -> None:
        others = Showing()
        with others.one():
            pass
        await asyncio.wait_for(others.all_are(), 0.01)

    asyncio.run(ask())


def test_one_goes_on_when_the_last_is_shown() -> None:
    told: list[str] = []

    async def ask(others: Showing, name: str, until: asyncio.Event) -> None:
        with others.one():
            await until.wait()
            told.append(f"{name} shown")
        await others.all_are()
        told.append(f"{name} goes on")

    async def both() -> None:
        others, first, second = Showing(), asyncio.Event(), asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(ask(others, "one", first))
            tasks.create_task(ask(others, "two", second))
            await asyncio.sleep(0)
            first.set()
            await asyncio.sleep(0.01)
            second.set()

    asyncio.run(both())
    assert told[:2] == ["one shown", "two shown"]
    assert sorted(told[2:]) == ["one goes on", "two goes on"]


def test_nobody_is_kept_for_long_and_one_that_fails_keeps_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask() -> None:
        others = Showing()
        with others.one():
            await others.all_are()  # it is not shown itself
        with pytest.raises(ValueError, match="no question"), others.one():
            raise ValueError("no question")
        monkeypatch.setattr(showing, "_LONGEST", 60.0)
        await asyncio.wait_for(others.all_are(), 0.01)

    monkeypatch.setattr(showing, "_LONGEST", 0.01)
    asyncio.run(asyncio.wait_for(ask(), 5))
