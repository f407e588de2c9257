"""What is held for long is left out of the garbage collector's full passes, and garbage is not."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from ui.server.memory import settle


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


class Ring:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.own = self


def test_what_is_held_is_left_out_and_what_is_not_is_freed() -> None:
    held, dropped = Ring(), weakref.ref(Ring())
    settle()
    assert dropped() is None
    assert gc.get_freeze_count() > 1_000
    assert not any(each is held for each in gc.get_objects())


def test_what_was_left_out_is_freed_the_next_time() -> None:
    held = Ring()
    settle()
    dropped = weakref.ref(held)
    del held
    gc.collect()
    assert dropped() is not None
    settle()
    assert dropped() is None
