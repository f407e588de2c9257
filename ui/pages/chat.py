"""The chat page: what happens when a reader uses its parts."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Literal

import anyio.to_thread
import gradio as gr
from gradio.context import Context

from assistant.errors import AssistantError, NotKeptError, UsageError
from assistant.store import Feedback
from assistant.types import Answer
from ui.pages import exchanges as said
from ui.pages.chat_parts import Parts, Update
from ui.pages.look import Page
from ui.pages.pieces import script
from ui.pages.replying import Asked, read, replying
from ui.pages.session import Session
from ui.pages.showing import Showing
from ui.server.callers import caller_of
from ui.server.keeping import history_of
from ui.server.service import Service

# Of many who ask at once, each is shown that it came before the first is answered: within so many seconds of another.
_OTHERS_COME = 0.1

_NONE_HELD = "The documents that you chose here are no longer held: the next question is looked for in all of them."
_DELETED = "The conversation before this was deleted, in another tab or for its age: this question begins a new one."

PAGE = Page("Ask", "", "Ask about integrated care systems", "question")


def build(service: Service) -> None:
    """Put the chat page into the blocks that are open."""
    # Of a tab that was open before the server was started, only these choices are known.
    parts = Parts(_choices(service))
    chat = Chat(service, parts)
    quiet: dict[str, Any] = {
        "inputs": parts.told, "outputs": parts.shown, "show_progress": "hidden", "api_visibility": "private",
        "concurrency_limit": None, "postprocess": False,
    }  # fmt: skip
    # Each of the three begins when the one before it has succeeded; the claims have an event that changes little else.
    asking = [parts.ask.click, parts.box.submit, parts.last.submit, parts.last.retry]
    begun = gr.on(asking, chat.ask, **quiet | {"outputs": parts.begun, "js": script("send")})
    running = begun.success(chat.reply, **quiet | {"outputs": [parts.last, parts.came]})
    ended = running.success(chat.end, **quiet)
    ending: list[tuple[Any, Any, list[Any]]] = [
        (parts.stop.click, chat.stop, parts.shown),
        (parts.new.click, chat.begin, parts.opened),
        (parts.kept.select, chat.open, parts.opened),
        (parts.kept.clear, chat.clear, parts.opened),
    ]
    # What is pressed at once after another is done too: Gradio would drop it while the first is under way.
    each: dict[str, Any] = quiet | {"trigger_mode": "multiple"}
    for trigger, react, outputs in ending:
        trigger(react, cancels=[begun, running, ended], **each | {"outputs": outputs})
    others: list[tuple[Any, Any]] = [
        (parts.kept.edit, chat.rename),
        (parts.kept.delete, chat.delete),
        (parts.last.edit, chat.edit),
        (parts.editing.clear, chat.leave),
    ]
    for trigger, react in others:
        trigger(react, **each)
    # One after another: of two ratings the second is meant.
    for rated in (parts.past.like, parts.last.like):
        rated(chat.rate, **each | {"concurrency_limit": 1})
    parts.documents.change(chat.choose, **quiet | {"outputs": parts.filter})
    # A change comes when the page is opened as well, and what went wrong then is still to be read.
    parts.documents.input(lambda _: "", **quiet | {"outputs": parts.alert})
    assert Context.root_block is not None
    loading = {"inputs": [parts.current], "outputs": parts.opened, "js": script("load")}
    Context.root_block.load(chat.load, **quiet | loading)


class Chat:
    """What happens on the page. It holds nothing of a reader: the browser tells each time what its tab has open."""

    def __init__(self, service: Service, parts: Parts) -> None:
        self._service = service
        self._parts = parts
        self._showing = Showing()

    async def ask(self, told: Update, event: gr.EventData, request: gr.Request) -> AsyncIterator[Update]:
        """Show a question on its way: what stands in the box, or what was chosen in the conversation.

        Raise gr.Error where there is none, or one runs already: nothing follows then.
        """
        come = self._service.queue.coming()
        try:
            with self._showing.one():
                async for shown in self._asked(told, event, request):
                    yield shown
            await self._showing.all_are()
        finally:
            asyncio.get_running_loop().call_later(_OTHERS_COME, come)

    async def _asked(self, told: Update, event: gr.EventData, request: gr.Request) -> AsyncIterator[Update]:
        if told[self._parts.asked]:
            waits = "One question at a time: wait for the answer, or press Stop. What you typed stays in the box."
            yield {self._parts.alert: said.alert_html(waits)}
            raise _nothing()
        pressed = _sent(event)
        # What is pressed in the conversation says itself what it takes the place of; a change stands in the box.
        sent = pressed or {"question": told[self._parts.box], "replaces": told[self._parts.replaces]}
        question, session = sent["question"].strip(), self._session(told, request)
        shown: Update = {self._parts.alert: said.alert_html("Type a question first.")}
        try:
            if question:
                shown = await anyio.to_thread.run_sync(self._parts.asking, question, session, sent.get("replaces", ""))
                # What is typed leaves the box by itself (send.js); one that is pressed may stand there as well.
                shown |= {self._parts.box: ""} if pressed and question == told[self._parts.box].strip() else {}
        except AssistantError as error:
            shown = {self._parts.alert: said.alert_html(f"That did not work: {error}")}
            shown |= {} if pressed else {self._parts.box: question}
        yield shown
        if self._parts.asked not in shown:
            raise _nothing()

    async def reply(self, told: Update, request: gr.Request) -> AsyncIterator[Update]:
        """Show the claims so far while the question is answered; tell last what came: an answer, kept, or an error."""
        session, replaces = self._session(told, request), told[self._parts.replaces]
        shown: Update = {}
        try:
            before = await anyio.to_thread.run_sync(session.before, replaces)
            asked = Asked(told[self._parts.asked], history_of(before), self._documents(told))
            async for item in replying(self._service, asked):
                if isinstance(item, Answer):
                    came = await anyio.to_thread.run_sync(session.keep, item, replaces, asked.documents)
                    yield shown | {self._parts.came: came}
                else:
                    shown = {self._parts.last: said.pending_html(item)}
                    yield shown
        except AssistantError as error:
            yield shown | {self._parts.came: str(error)}
        except Exception:  # a question on its way has to come to an end
            logging.getLogger(__name__).exception("a question on the page was not answered")
            yield shown | {self._parts.came: "something went wrong here; please ask again"}

    def end(self, told: Update, request: gr.Request) -> Update:
        """Show what came: the answer, or what went wrong, and then the question is in the box again."""
        came = told[self._parts.came]
        if isinstance(came, Session):
            ready = said.announced(read(came.exchanges[-1]))
            left = told[self._parts.current]
            gone = said.alert_html(_DELETED) if left and left != came.current else ""
            return self._parts.view(came) | {self._parts.status: said.status_html(ready), self._parts.alert: gone}
        again = self._parts.again(told)
        failed = "That did not work" if again else f"“{told[self._parts.asked]}” was not answered"
        alert = {self._parts.alert: said.alert_html(f"{failed}: {came}"), self._parts.status: said.status_html("")}
        return self._view(told, request) | again | alert

    def stop(self, told: Update, request: gr.Request) -> Update:
        """Leave off: nothing of the answer is kept; the question is in the box again, unless another stands there."""
        if told[self._parts.came]:
            return self.end(told, request)
        return self._parts.stopped(self._session(told, request), told)

    def begin(self, told: Update, request: gr.Request) -> Update:
        """Begin a new conversation."""
        fresh = self._shown(Session(self._service.store, caller_of(request)))
        begun = {self._parts.status: said.status_html("A new conversation."), self._parts.box: ""}
        return self._parts.left(told, fresh | begun)

    def open(self, told: Update, event: gr.EventData, request: gr.Request) -> Update:
        """Open a conversation that was kept."""
        return self._parts.left(told, self._opened(_sent(event)["conversation"], request, found=True))

    def load(self, current: str, request: gr.Request) -> Update:
        """Show what a tab begins with: the conversation that its address names, at its end, or none."""
        return self._opened(current, request, found=True)

    def rename(self, told: Update, event: gr.EventData, request: gr.Request) -> Update:
        """Give a conversation another name."""
        session = self._session(told, request)
        try:
            session.store.rename(session.owner, _sent(event)["conversation"], _sent(event)["title"])
        except AssistantError as error:
            return {self._parts.alert: said.alert_html(str(error))}
        return self._parts.listed(session) | {self._parts.status: said.status_html("Renamed.")}

    def delete(self, told: Update, event: gr.EventData, request: gr.Request) -> Update:
        """Delete a conversation that is not open: what goes on in the one that is goes on."""
        session = self._session(told, request)
        with suppress(NotKeptError):  # deleted in another tab
            session.store.delete(session.owner, _sent(event)["conversation"])
        return self._parts.listed(session) | {self._parts.status: said.status_html("Deleted.")}

    def clear(self, told: Update, event: gr.EventData, request: gr.Request) -> Update:
        """Delete the conversation that is open, and begin a new one."""
        return self.begin(told, request) | self.delete(told | {self._parts.current: ""}, event, request)

    def edit(self, _told: Update, event: gr.EventData) -> Update:
        """Put the last question into the box, to be asked in another form."""
        return {
            self._parts.box: _sent(event)["question"],
            self._parts.replaces: _sent(event)["replaces"],
            self._parts.editing: said.editing_html(),
        }

    def leave(self, _told: Update) -> Update:
        """Leave the last question as it was."""
        return {self._parts.box: "", self._parts.replaces: "", self._parts.editing: ""}

    def rate(self, told: Update, event: gr.EventData, request: gr.Request) -> Update:
        """Keep the rating of an answer, and its reason where one is sent."""
        session, sent = self._session(told, request), _sent(event)
        given: Literal["up", "down"] = "up" if sent["rating"] == "up" else "down"
        comment = sent.get("comment")
        feedback = Feedback(sent["answer"], given, sent.get("reason"), comment, datetime.now(UTC))
        try:
            kept = session.store.rate(session.owner, feedback)
        except AssistantError as error:
            return {self._parts.alert: said.alert_html(str(error))}
        return self._parts.rated(session, told, feedback.answer_id) | {
            self._parts.status: said.status_html(said.thanks(kept))
        }

    def choose(self, told: Update) -> Update:
        """Say which documents are searched."""
        chosen = self._chosen(told)
        label = "all documents" if chosen is None else f"{len(chosen)} of {len(self._service.documents)} documents"
        return {self._parts.filter: said.filter_html(label)}

    def _documents(self, told: Update) -> tuple[str, ...]:
        """Return the documents to search: none named where all are chosen. Raise UsageError where none is."""
        chosen = self._chosen(told)
        if chosen is not None and not chosen:
            raise UsageError("no document is chosen: choose one or more to search in")
        return chosen or ()

    def _chosen(self, told: Update) -> tuple[str, ...] | None:
        """Return which of the documents held now are chosen; None: all, where all that the tab offers are."""
        chosen = told[self._parts.documents]
        if set(chosen) == set(told[self._parts.offered]):
            return None
        return tuple(name for name in chosen if name in self._service.documents)

    def _opened(self, current: str, request: gr.Request, found: bool = False) -> Update:
        session = Session(self._service.store, caller_of(request), current)
        try:
            if current:
                session.store.conversation(session.owner, current)
        except NotKeptError:
            gone = said.alert_html("This conversation is not kept here, or belongs to another browser.")
            return self._shown(Session(session.store, session.owner)) | {self._parts.alert: gone}
        return self._shown(session, found)

    def _shown(self, session: Session, found: bool = False) -> Update:
        """Show what a tab has open, and the documents that its last question chose: of a new conversation, all."""
        choices = _choices(self._service)
        offered = [name for _, name in choices]
        chosen = [name for name in offered if name in session.documents]
        filtered = gr.CheckboxGroup(choices=choices, value=chosen or offered)
        shown = self._parts.view(session, found) | {self._parts.documents: filtered, self._parts.offered: offered}
        if session.documents and not chosen:
            shown[self._parts.alert] = said.alert_html(_NONE_HELD)
        return shown

    def _view(self, told: Update, request: gr.Request) -> Update:
        return self._parts.view(self._session(told, request))

    def _session(self, told: Update, request: gr.Request) -> Session:
        return Session(
            self._service.store, caller_of(request), told[self._parts.current], tuple(told[self._parts.unkept])
        )


def _choices(service: Service) -> list[tuple[str, str]]:
    return [(document.title, name) for name, document in service.documents.items()]


def _nothing() -> gr.Error:
    """Return the error that ends a chain of events and is not shown."""
    return gr.Error(visible=False, print_exception=False)


def _sent(event: gr.EventData) -> dict[str, str]:
    """Return what the page sent with an event: nothing with a click of Gradio's own button."""
    return {name: str(value) for name, value in (event._data or {}).items()}
