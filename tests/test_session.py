"""What a tab has open: kept in a real store, in the tab alone where nothing is kept, and never another's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import StorageError
from assistant.store import Store
from assistant.types import Answer, Status
from ui.pages.replying import read
from ui.pages.session import Session

OWNER, STRANGER = "a" * 64, "b" * 64


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(Store(tmp_path / "store.sqlite", 90), OWNER)


def said(question: str) -> Answer:
    return Answer(f"id of {question}", question, question, Status.NOT_COVERED, "The sources do not say this.")


def questions(session: Session) -> list[str]:
    return [exchange.question for exchange in session.exchanges]


def test_the_first_answer_begins_a_conversation_and_the_next_goes_on_with_it(session: Session) -> None:
    first = session.keep(said("One?"))
    second = first.keep(said("Two?"))
    assert (questions(second), second.current) == (["One?", "Two?"], first.current)
    assert [one.title for one in second.conversations] == ["One?"]
    assert questions(replace(second, owner=STRANGER)) == []


def test_an_answer_takes_the_place_of_the_last_and_of_no_other(session: Session) -> None:
    kept = session.keep(said("One?")).keep(said("Two?"))
    assert [exchange.question for exchange in kept.before("id of Two?")] == ["One?"]
    assert questions(kept.keep(said("Three?"), "id of Two?")) == ["One?", "Three?"]
    assert questions(kept.keep(said("Four?"), "id of One?")) == ["One?", "Three?", "Four?"]


def test_where_nothing_is_kept_the_tab_holds_what_was_said(tmp_path: Path) -> None:
    session = Session(Store(tmp_path / "store.sqlite", 0), OWNER)
    kept = session.keep(said("One?")).keep(said("Two?")).keep(said("Three?"), "id of Two?")
    assert (questions(kept), kept.current, kept.conversations) == (["One?", "Three?"], "", ())
    assert questions(session) == []


def test_a_conversation_deleted_meanwhile_goes_on_as_a_new_one(session: Session) -> None:
    kept = session.keep(said("One?"))
    kept.store.delete(OWNER, kept.current)
    assert questions(kept) == []
    later = kept.keep(said("Two?"))
    assert questions(later) == ["Two?"]
    assert later.current != kept.current


def test_an_answer_that_cannot_be_kept_stays_in_the_tab_and_says_so(session: Session) -> None:
    class Full(Store):
        def keep(self, *_arguments: object) -> None:
            raise StorageError("the disk is full")

    kept = session.keep(said("One?"))
    full = replace(kept, store=Full(session.store._database.path, 90))
    later = full.keep(said("Two?"))
    assert questions(later) == ["One?", "Two?"]
    assert [notice.kind for notice in read(later.exchanges[-1]).notices] == ["not-kept"]
