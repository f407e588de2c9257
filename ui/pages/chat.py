"""The chat page: claims appear as they are checked, with numbered sources and their quotations."""

from __future__ import annotations

import html
import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from fastapi import FastAPI

from assistant.errors import AssistantError
from assistant.text import display
from assistant.types import Answer, Citation, Claim, Turn
from ui.pages import about, sources
from ui.render import claim_markdown, date_words, page_words, plain, source_line
from ui.schema import Numbering, answer_text, marks
from ui.service import Service

TITLE = "ICS assistant"
INTRODUCTION = (
    "Ask about leading integrated care systems in England. Every sentence of an answer rests on a quotation that was "
    "checked in its source; where the sources are silent, you are told so. Please give no patient's details."
)
EXAMPLES = (
    "What are the six functions of an ICS?",
    "What does good look like for protected time?",
    "What did the Tameside pilot change?",
    "How long is the fellows programme, and what backfill does it give?",
)
_CSS = """
.gradio-container { max-width: 52rem !important; margin: 0 auto !important; }
#conversation:not(:has(.message)) { display: none; }
#conversation .message-row { padding: .5rem !important; }
#conversation .user-row { scroll-margin-top: .5rem; }
details { margin: .25rem 0; } summary { cursor: pointer; padding: .375rem 0; }
blockquote { white-space: pre-line; margin: .25rem 0 !important; } footer { display: none !important; }
.nav-holder nav a { color: var(--body-text-color) !important; }
#examples { gap: .5rem; }
#examples button { font-weight: 400; text-align: left; white-space: normal; }
:is(button, summary):focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
"""
# A finished answer is read from its beginning.
_SHOW_LAST = """() => [...document.querySelectorAll("#conversation .user")].at(-1)?.scrollIntoView({block: "start"})"""
_SOURCES = "**Sources**\n\n"
Message = dict[str, Any]


def mount(app: FastAPI, service: Service) -> FastAPI:
    """Mount the page on an app, at its root."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    import gradio as gr

    mounted: FastAPI = gr.mount_gradio_app(app, page(service), path="/", css=_CSS, theme=_theme())
    return mounted


def _theme() -> Any:
    """Return the look: the default, with buttons on which white text can be read."""
    import gradio as gr

    fill = {"button_primary_background_fill": "*primary_700", "button_primary_background_fill_hover": "*primary_800"}
    dark = {f"{name}_dark": value for name, value in fill.items()}
    return gr.themes.Default(primary_hue="blue", font=["system-ui", "sans-serif"]).set(**fill, **dark)


def page(service: Service) -> Any:
    """Return the page."""
    import gradio as gr

    def reply(question: str, shown: list[Message], turns: list[Turn]) -> Iterator[tuple[Any, ...]]:
        asked = question.strip()
        if not asked:
            yield shown, turns, question
            return
        shown = [*shown, {"role": "user", "content": plain(asked)}]
        for text, answer in answering(service, asked, turns):
            told = [Turn("user", asked), Turn("assistant", answer_text(answer))] if answer else []
            yield [*shown, {"role": "assistant", "content": text}], [*turns, *told], ""

    with gr.Blocks(title=TITLE, analytics_enabled=False) as blocks:
        gr.Markdown(f"# {TITLE}\n\n{INTRODUCTION}")
        chatbot = gr.Chatbot(
            label="Conversation", show_label=False, height="auto", min_height=80, buttons=["copy"], layout="panel",
            autoscroll=False, elem_id="conversation",
        )  # fmt: skip
        turns = gr.State([])
        with gr.Row():
            box = gr.Textbox(label="Your question", lines=1, max_length=2000, scale=5, autofocus=True)
            ask = gr.Button("Ask", variant="primary", scale=1, min_width=80)
        with gr.Column(elem_id="examples"):
            examples = [gr.Button(example, size="md") for example in EXAMPLES]
        new = gr.Button("New conversation", size="md")
        told = [chatbot, turns, box]
        asked = gr.on([ask.click, box.submit], reply, [box, chatbot, turns], told, concurrency_limit=None)
        asked.then(None, js=_SHOW_LAST)
        for button in examples:
            button.click(reply, [button, chatbot, turns], told, concurrency_limit=None, api_visibility="private")
        new.click(lambda: ([], [], ""), outputs=told, queue=False, api_visibility="private")
        # The conversation has a button of its own that empties it: what went before has to be forgotten then too. Only
        # that: the browser has emptied the rest, and the next question may be asked before this is heard.
        chatbot.clear(list, outputs=[turns], queue=False, api_visibility="private")
    with blocks.route("Sources", "/sources"):
        sources.build(service)
    with blocks.route("About", "/about"):
        about.build(service)
    return blocks


def answering(service: Service, question: str, turns: list[Turn]) -> Iterator[tuple[str, Answer | None]]:
    """Yield what is shown of an answer so far, and the answer itself with the last of it."""
    claims: list[Claim] = []
    yield "Searching the sources…", None
    try:
        with service.assistant(service.place()) as assistant:
            for item in assistant.stream(question, turns[-50:]):
                if isinstance(item, Answer):
                    yield answer_page(item), item
                else:
                    claims.append(item)
                    yield claims_page(claims), None
    except AssistantError as error:
        yield plain(f"That did not work: {error}"), None


def claims_page(claims: list[Claim]) -> str:
    """Return claims with their marks, and their sources, each opening on its quotation."""
    numbering = Numbering()
    said = "\n\n".join(claim_markdown(claim, numbering) for claim in claims)
    return f"{said}\n\n{_SOURCES}{sources_page(numbering.citations)}" if claims else ""


def answer_page(answer: Answer) -> str:
    """Return a whole answer: claims, what it says itself, notices, sources, and the nearest passages where none."""
    numbering = Numbering()
    said = [claim_markdown(claim, numbering) for claim in answer.claims]
    notices = [f"- {plain(notice.text)}" for notice in dict.fromkeys(answer.notices)]
    parts = [*said, plain(answer.text)]
    parts += ["**Please note**\n\n" + "\n".join(notices)] if notices else []
    parts += [_SOURCES + sources_page(numbering.citations)] if numbering.citations else []
    parts += ["**Nearest passages**\n\n" + sources_page(answer.also_read, numbered=False)] if answer.also_read else []
    return "\n\n".join(part for part in parts if part)


def sources_page(citations: Sequence[Citation], *, numbered: bool = True) -> str:
    """Return citations as lines that open on section and quotations; those that follow one another share a line."""
    grouped = groupby(enumerate(citations, 1), key=lambda one: (source_line(one[1]), one[1].document.id))
    return "\n".join(_source(dict(group), numbered) for _, group in grouped)


def _source(citations: dict[int, Citation], numbered: bool) -> str:
    first = next(iter(citations.values()))
    document, page = first.document, page_words(*first.document.pages_of(first.span))
    source = "our briefing" if document.is_briefing else ""
    brief = ", ".join(part for part in (document.publisher, date_words(document.published), page, source) if part)
    summary = f"{marks(citations)} {brief}" if numbered else brief
    whole = html.escape(source_line(first).replace("\\", "").replace("*", ""))
    quotes = "".join(_quotation(number, one, len(citations) > 1) for number, one in citations.items())
    return f"<details><summary>{html.escape(summary)}</summary><p>{whole}</p>{quotes}</details>"


def _quotation(number: int, citation: Citation, marked: bool) -> str:
    mark = f"{marks([number])} " if marked else ""
    return f"<blockquote>{mark}{html.escape(display(citation.quote))}</blockquote>"
