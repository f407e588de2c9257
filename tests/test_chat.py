"""What happens on the chat page, without a browser: each event is told what a tab has open, and says what it shows."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import gradio as gr
import pytest

from assistant.errors import StorageError
from assistant.store import Store
from assistant.types import Answer, Claim, Document, Status, Turn
from tests.made import made
from ui.pages import chat
from ui.pages.chat_parts import Parts, Update
from ui.pages.session import Session
from ui.server.callers import COOKIE, caller_of
from ui.server.queue import Place, Queue
from ui.server.service import Service


class Fake:
    """A service with a real store and queue, and an assistant that covers nothing and notes what it is asked."""

    def __init__(self, home: Path) -> None:
        self.store = Store(home / "store.sqlite", 90)
        self.queue = Queue(1, 5)
        self.documents: dict[str, Document] = {name: made("Boards listen.") for name in ("one", "two")}
        self.asked: list[tuple[Any, ...]] = []
        self.fails = False

    def place(self) -> Place:
        return self.queue.join()

    @contextmanager
    def assistant(self, _place: Place) -> Iterator[Fake]:
        yield self

    def stream(self, *asked: Sequence[Any]) -> Iterator[Claim | Answer]:
        self.asked.append(asked)
        if self.fails:
            raise StorageError("the disk is full")
        yield Answer(f"id of {asked[0]}", str(asked[0]), "", Status.NOT_COVERED, "The sources do not say this.")


class Tab:
    """A tab of a browser: what its parts hold, and the events that change them, as Gradio passes them on."""

    def __init__(self, home: Path, loop: asyncio.Runner) -> None:
        self.service, self._loop = Fake(home), loop
        self.parts = loop.run(_parts())
        self.chat = chat.Chat(cast(Service, self.service), self.parts)
        self.request = cast(gr.Request, SimpleNamespace(headers={}, cookies={COOKIE: "k" * 43}))
        self._holds: Update = {part: part.value for part in (*self.parts.told, *self.parts.shown, self.parts.filter)}

    def __getitem__(self, name: str) -> Any:
        return self._holds[getattr(self.parts, name)]

    def __setitem__(self, name: str, value: Any) -> None:
        self._holds[getattr(self.parts, name)] = value

    def event(self, name: str, **sent: str) -> None:
        """Do what an event does, and show what it says; `sent` is what the page sends with it."""
        react = getattr(self.chat, name)
        told = {part: self._holds[part] for part in self.parts.told}
        given = {"told": told, "_told": told, "event": gr.EventData(None, sent or None), "request": self.request}
        wanted = inspect.signature(react).parameters
        shown = react(**{name: {**given, "current": self["current"]}[name] for name in wanted})
        if isinstance(shown, AsyncIterator):
            self._loop.run(self._streamed(shown))
        else:
            self._show(shown)

    def ask(self, typed: str = "", **pressed: str) -> None:
        """Ask what is typed, or what is pressed in the conversation, and wait for the answer."""
        self.begin(typed, **pressed)
        self.event("reply")
        self.event("end")

    def begin(self, typed: str = "", **pressed: str) -> None:
        """Ask, and go no further: the question is on its way."""
        if typed:
            self["box"] = typed
        self.event("ask", **pressed)
        if not pressed:
            self["box"] = ""  # as the page itself does it, when the question goes off

    @property
    def questions(self) -> list[str]:
        """What was asked in the conversation that is open, as it is kept."""
        return [exchange.question for exchange in self.session.exchanges]

    @property
    def session(self) -> Session:
        """The conversation that is open."""
        return Session(self.service.store, caller_of(self.request), self["current"])

    def _show(self, shown: Update) -> None:
        self._holds |= {part: value.value if isinstance(value, type(part)) else value for part, value in shown.items()}

    async def _streamed(self, shown: AsyncIterator[Update]) -> None:
        async for update in shown:
            self._show(update)
        await asyncio.sleep(0.001)


async def _parts() -> Parts:
    """Return the parts of a page: made outside a loop, Gradio opens one and leaves it."""
    with gr.Blocks():
        return Parts([("One", "one"), ("Two", "two")])


@pytest.fixture
def tab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tab]:
    """A tab that was just opened."""
    monkeypatch.setattr(chat, "_OTHERS_COME", 0.0)
    with asyncio.Runner() as loop:
        opened = Tab(tmp_path, loop)
        opened.event("load")
        yield opened


def test_what_is_pressed_while_a_question_is_changed_takes_the_place_of_none(tab: Tab) -> None:
    tab.ask("One?")
    tab.event("edit", question="One?", replaces="id of One?")
    tab.ask(question="Two?")  # a suggestion
    assert tab.questions == ["One?", "Two?"]
    tab.event("edit", question="Two?", replaces="id of Two?")
    tab.ask("Three?")
    assert tab.questions == ["One?", "Three?"]
    tab.ask(question="Three?", replaces="id of Three?")  # asked again
    assert tab.questions == ["One?", "Three?"]


def test_a_question_that_failed_is_in_the_box_again_as_the_change_that_it_was(tab: Tab) -> None:
    tab.ask("One?")
    tab.service.fails = True
    tab.event("edit", question="One?", replaces="id of One?")
    tab.ask("Two?")
    assert tab["box"] == "Two?"
    assert "That did not work: the disk is full" in tab["alert"]
    tab.service.fails = False
    tab.ask()
    assert tab.questions == ["Two?"]


def test_what_is_typed_while_a_question_fails_stays_and_the_question_is_named(tab: Tab) -> None:
    tab.service.fails = True
    tab.begin("One?")
    tab["box"] = "Another that is being typed"
    tab.event("reply")
    tab.event("end")
    assert tab["box"] == "Another that is being typed"
    assert "“One?” was not answered: the disk is full" in tab["alert"]


def test_what_is_done_in_the_list_leaves_a_question_on_its_way(tab: Tab) -> None:
    tab.ask("One?")
    earlier = tab["current"]
    tab.event("begin")
    tab.ask("Two?")
    tab.begin("Three?")
    pending = tab["last"]
    tab.event("rename", conversation=earlier, title="First")
    tab.event("delete", conversation=earlier)
    assert (tab["last"], tab["asked"]) == (pending, "Three?")
    assert "Your conversations (1)" in tab["kept"]
    tab.event("reply")
    tab.event("end")
    assert tab.questions == ["Two?", "Three?"]


def test_a_question_that_is_asked_while_another_runs_is_told_to_wait(tab: Tab) -> None:
    tab.begin("One?")
    tab["box"] = "Two?"
    with pytest.raises(gr.Error):
        tab.event("ask")
    assert "One question at a time" in tab["alert"]
    assert (tab["box"], tab["asked"]) == ("Two?", "One?")
    tab.event("reply")
    tab.event("end")
    assert (tab["box"], tab["alert"], tab.questions) == ("Two?", "", ["One?"])


def test_a_conversation_is_opened_at_its_end_and_asks_for_no_reason_again(tab: Tab) -> None:
    tab.ask("One?")
    tab.event("rate", answer="id of One?", rating="down")
    assert "What was wrong with it?" in tab["last"]
    tab.event("load")
    assert "data-found" in tab["last"]
    assert 'data-rating="down" aria-pressed="true"' in tab["last"]
    assert "What was wrong with it?" not in tab["last"]


def test_an_answer_is_rated_while_a_question_is_on_its_way(tab: Tab) -> None:
    tab.ask("One?")
    tab.begin("Two?")
    pending = tab["last"]
    tab.event("rate", answer="id of One?", rating="down")
    assert (tab["last"], tab["asked"]) == (pending, "Two?")
    assert 'data-rating="down" aria-pressed="true"' in tab["past"]
    tab.event("stop")
    tab.event("rate", answer="id of One?", rating="up")
    assert 'data-rating="up" aria-pressed="true"' in tab["last"]


@pytest.mark.parametrize("away", ["begin", "open", "clear"])
def test_a_question_is_in_the_box_again_where_something_else_is_opened(tab: Tab, away: str) -> None:
    tab.ask("One?")
    sent = {} if away == "begin" else {"conversation": tab["current"]}
    tab.begin("Two?")
    tab.event(away, **sent)
    assert (tab["asked"], tab["box"]) == ("", "Two?")
    assert "“Two?” was stopped: nothing of its answer was kept. It is in the box again." in tab["alert"]
    tab.begin("Two?")
    tab["box"] = "Three, that is being typed"
    tab.event(away, **sent)
    assert tab["box"] == "Three, that is being typed"
    assert "“Two?” was stopped: nothing of its answer was kept.</p>" in tab["alert"]


def test_a_question_that_was_answered_meanwhile_is_not_said_to_be_stopped(tab: Tab) -> None:
    tab.begin("One?")
    tab.event("reply")
    tab.event("begin")
    assert (tab["box"], tab["alert"]) == ("", "")


def test_the_conversation_that_is_open_is_deleted_and_a_new_one_begins(tab: Tab) -> None:
    tab.ask("One?")
    assert f'data-event="clear" data-conversation="{tab["current"]}"' in tab["kept"]
    tab.event("clear", conversation=tab["current"])
    assert (tab["current"], tab.session.conversations) == ("", ())
    assert "Your conversations (0)" in tab["kept"]
    assert "Deleted." in tab["status"]


def test_where_all_documents_are_chosen_what_was_added_and_removed_since_changes_nothing(tab: Tab) -> None:
    held = tab.service.documents
    held["three"] = held.pop("one")
    tab.ask("One?")
    assert tab.service.asked[-1][2] == ()
    tab.event("choose")
    assert "Search in all documents" in tab["filter"]


def test_of_the_documents_chosen_those_that_are_still_held_are_searched(tab: Tab) -> None:
    held = tab.service.documents
    held["three"] = held["one"]
    tab.event("load")
    tab["documents"] = ["one", "two"]
    del held["one"]
    tab.ask("One?")
    assert tab.service.asked[-1][2] == ("two",)
    tab.event("choose")
    assert "Search in 1 of 2 documents" in tab["filter"]
    for none in (["one"], []):
        tab["documents"] = none
        tab.ask("Two?")
        assert "no document is chosen" in tab["alert"]


def test_a_conversation_brings_the_documents_that_its_last_question_chose(tab: Tab) -> None:
    tab["documents"] = ["two"]
    tab.ask("One?")
    filtered = tab["current"]
    tab.event("begin")
    assert tab["documents"] == ["one", "two"]
    tab.ask("Two?")
    tab.event("open", conversation=filtered)
    assert tab["documents"] == ["two"]
    tab.event("begin")
    tab["current"] = filtered
    tab.event("load")
    assert tab["documents"] == ["two"]
    tab.ask("Three?")
    assert tab.service.asked[-1][2] == ("two",)


def test_of_a_conversation_whose_documents_are_gone_it_is_said_that_all_are_searched(tab: Tab) -> None:
    tab["documents"] = ["two"]
    tab.ask("One?")
    del tab.service.documents["two"]
    tab.event("load")
    assert tab["documents"] == ["one"]
    assert "are no longer held" in tab["alert"]


def test_of_a_reason_that_was_withheld_it_is_said_that_it_was_not_kept(tab: Tab) -> None:
    tab.ask("One?")
    tab.event("rate", answer="id of One?", rating="down", reason="It is wrong", comment="Ring me on 07700 900123.")
    assert "what you wrote was not: it seems to hold details that could identify a person" in tab["status"]
    assert "your reason was kept" not in tab["last"]
    tab.event("rate", answer="id of One?", rating="down", reason="It is wrong", comment="Too short.")
    assert "your reason was kept" in tab["status"]


def test_a_question_has_what_was_said_before_it_as_its_history_and_a_change_has_not_what_it_replaces(tab: Tab) -> None:
    tab.ask("One?")
    tab.ask("Two?")
    tab.ask(question="Three?", replaces="id of Two?")
    said = (Turn("user", "One?"), Turn("assistant", "The sources do not say this."))
    assert [asked[1] for asked in tab.service.asked] == [(), said, said]
