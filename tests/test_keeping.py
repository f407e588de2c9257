"""What is said, as it is kept in a real store, and read again as a history."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import NotKeptError
from assistant.store import Store
from assistant.types import Answer, Notice, Status, Turn
from ui.server.keeping import keep_answer, kept_history
from ui.shapes.answer_json import answer_json

ANNE = "a" * 64
PATIENT = "My patient's NHS number is 943 476 5919, who leads?"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store.sqlite", 90)


def silent(number: int, question: str = "") -> Answer:
    asked = question or f"What is number {number}?"
    return Answer(f"{number}", asked, asked, Status.NOT_COVERED, f"Nothing is said of {number}.")


def test_an_answer_is_kept_as_it_is_returned(store: Store) -> None:
    answer = silent(1)
    assert keep_answer(store, ANNE, answer) == answer
    assert json.loads(store.exchange(ANNE, "1").answer) == answer_json(answer)


def test_an_answer_that_cannot_be_kept_is_not_lost(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    lost = Notice(
        "not-kept",
        "This answer could not be kept: copy what you need of it. It cannot be rated or found again.",
    )
    for answer, conversation in ((silent(1), "deleted meanwhile"), (silent(2), None)):
        assert keep_answer(store, ANNE, answer, conversation) == replace(answer, notices=(lost,))
        store.path.write_bytes(b"no store" * 1_000)
    told = [record.getMessage() for record in caplog.records]
    assert ["no conversation 'deleted meanwhile'" in told[0], f"{store.path} is damaged" in told[1]] == [True, True]


def test_a_history_is_the_latest_turns_without_what_was_withheld(store: Store) -> None:
    made = store.create(ANNE)
    assert kept_history(store, ANNE, made.id) == ()
    for number in range(30):
        keep_answer(store, ANNE, silent(number, PATIENT if number == 20 else ""), made.id)
    history = kept_history(store, ANNE, made.id)
    numbers = [number for number in range(4, 30) if number != 20]
    asked = [Turn("user", f"What is number {number}?") for number in numbers]
    said = [Turn("assistant", f"Nothing is said of {number}.") for number in numbers]
    assert history == tuple(turn for pair in zip(asked, said, strict=True) for turn in pair)
    assert len(history) == 50
    with pytest.raises(NotKeptError):
        kept_history(store, "b" * 64, made.id)
