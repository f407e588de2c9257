"""The parts of the chat page, and what each of them shows."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui.pages import exchanges as said
from ui.pages.pieces import script
from ui.pages.replying import read
from ui.pages.session import Session

# What is told with an event, and what is shown after it: a value for a part.
Update = dict[Any, Any]


class Parts:
    """The parts of the page, in the order in which they are read."""

    def __init__(self, choices: list[tuple[str, str]]) -> None:
        """Put them into the blocks that are open; `choices` are the documents, by title and id."""
        with gr.Row(elem_id="ics-layout"):
            with gr.Column(elem_id="ics-side"):
                self.new = gr.Button("New conversation", elem_id="ics-new")
                self.kept = _html("ics-kept", "kept")
            with gr.Column(elem_id="ics-main"):
                self.past = _html("ics-past", "conversation")
                self.last = _html("ics-last", "conversation")
                self.status = _html("ics-status", value=said.status_html(""))
                self._composer(choices)
        self.current = _told("ics-current")
        self.asked = _told("ics-asked")
        self.replaces = _told("ics-replaces")
        self.unkept = gr.State(())
        self.came = gr.State(None)

    def _composer(self, choices: list[tuple[str, str]]) -> None:
        with gr.Column(elem_id="ics-composer"):
            self.alert = _html("ics-alert")
            self.editing = _html("ics-editing", "conversation")
            with gr.Row(elem_classes="ics-ask"):
                # Without a longest: a browser would cut what is pasted, and say nothing.
                self.box = gr.Textbox(
                    label="Your question", lines=1, max_lines=6, elem_id="question", scale=5, min_width=160
                )
                self.ask = gr.Button("Ask", variant="primary", scale=0, min_width=88, elem_id="ics-send")
                self.stop = gr.Button("Stop", scale=0, min_width=88, elem_id="ics-stop")
            self.filter = _html("ics-filter", "filter", said.filter_html("all documents"))
            offered = [name for _, name in choices]
            self.documents = gr.CheckboxGroup(
                choices, value=offered, label="Documents to search in", elem_id="ics-documents"
            )
            self.offered = gr.State(offered)

    @property
    def told(self) -> set[Any]:
        """Return the parts whose values are told with an event."""
        return {
            self.box, self.current, self.asked, self.replaces, self.documents, self.offered, self.unkept, self.came
        }  # fmt: skip

    # Gradio makes each part anew that an event may change and does not, so that an event names no more than it needs.

    @property
    def shown(self) -> list[Any]:
        """Return the parts that show what a tab has open."""
        return [self.kept, self.current, self.unkept, *self.begun]

    @property
    def opened(self) -> list[Any]:
        """Return the same with the documents to search in, which a conversation that is opened brings."""
        return [*self.shown, self.documents, self.offered]

    @property
    def begun(self) -> list[Any]:
        """Return the parts that show that a question is on its way."""
        return [
            self.past, self.last, self.status, self.alert, self.editing, self.box, self.asked, self.replaces, self.came
        ]  # fmt: skip

    def asking(self, question: str, session: Session, replaces: str) -> Update:
        """Show a question on its way, below what was said before it."""
        return self._at_rest() | {
            self.past: _before(session, replaces),
            self.last: said.pending_html(said.Pending(question, said.SEARCHING)),
            self.status: said.status_html(said.SEARCHING),
            self.asked: question,
            self.replaces: replaces,
        }

    def stopped(self, session: Session, told: Update) -> Update:
        """Show that a question was stopped, in the place of its answer."""
        text, again = "Stopped: nothing of this answer was kept.", self.again(told)
        text += " Your question is in the box again." if again else ""
        view = self.view(session)
        stopped = said.stopped_html(told[self.asked], told[self.replaces], text)
        last = f"{view[self.last]}\n{stopped}" if session.exchanges else stopped
        return view | again | {self.last: last, self.status: said.status_html(text)}

    def again(self, told: Update) -> Update:
        """Put a question that has no answer into the box again, to take the place of the last where it was to do so.

        What is being typed meanwhile stays, and nothing changes.
        """
        if told[self.box].strip():
            return {}
        changing = {self.replaces: told[self.replaces], self.editing: said.editing_html()}
        return {self.box: told[self.asked]} | (changing if told[self.replaces] else {})

    def left(self, told: Update, shown: Update) -> Update:
        """Show something else, and of a question that was on its way that it was stopped; it is in the box again."""
        question, typed = told[self.asked], told[self.box].strip()
        if not question or isinstance(told[self.came], Session):
            return shown
        text = f"“{question}” was stopped: nothing of its answer was kept.{'' if typed else ' It is in the box again.'}"
        shown = {self.status: said.status_html("")} | shown
        return shown | {
            self.box: told[self.box] if typed else question,
            self.alert: shown[self.alert] + said.alert_html(text),
        }

    def listed(self, session: Session) -> Update:
        """Show the conversations that are kept."""
        return {self.kept: said.kept_html(session.conversations, session.current, session.store.days)}

    def rated(self, session: Session, told: Update, answer: str) -> Update:
        """Show the ratings as they are now, and ask for the reason of the one that was given just now.

        A question on its way stays, below what was said before it.
        """
        if told[self.asked]:
            return {self.past: _before(session, told[self.replaces], answer)}
        view = self.view(session, rated=answer)
        return {self.past: view[self.past], self.last: view[self.last]}

    def view(self, session: Session, found: bool = False, rated: str = "") -> Update:
        """Show what a tab has open, at rest; `found`: the reader is led to the last question."""
        answers = [read(exchange) for exchange in session.exchanges]
        ratings = session.ratings
        return (
            self._at_rest()
            | self.listed(session)
            | {
                self.past: said.past_html(answers[:-1], ratings, rated),
                self.last: said.last_html(answers, ratings, session.current, found, rated),
                self.current: session.current,
                self.unkept: session.unkept,
            }
        )

    def _at_rest(self) -> Update:
        """Show that nothing runs, and that no question is being changed."""
        return {
            self.alert: "",
            self.editing: "",
            self.asked: "",
            self.replaces: "",
            self.came: None,
        }


def _before(session: Session, replaces: str, rated: str = "") -> str:
    """Return what was said before a question that takes the place of the last answer, where that is `replaces`."""
    return said.past_html([read(exchange) for exchange in session.before(replaces)], session.ratings, rated)


def _html(name: str, behaviour: str = "", value: str = "") -> gr.HTML:
    loaded = script(behaviour) if behaviour else None
    return gr.HTML(value, js_on_load=loaded, apply_default_css=False, elem_id=name)


def _told(name: str) -> gr.Textbox:
    return gr.Textbox(visible="hidden", label=name, elem_id=name)
