"""The chat page: claims appear as they are checked, with numbered sources and their quotations."""

from __future__ import annotations

import html
import os
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from assistant.errors import AssistantError
from assistant.types import Answer, Citation, Claim, Turn
from ui.render import claim_markdown, plain, source_line
from ui.schema import Numbering, answer_text
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
details { margin: .25rem 0; } summary { cursor: pointer; padding: .25rem 0; }
blockquote { white-space: pre-line; } footer { display: none !important; }
#examples button { text-align: left; white-space: normal; }
"""
Message = dict[str, Any]


def mount(app: FastAPI, service: Service) -> FastAPI:
    """Mount the page on an app, at its root."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    import gradio as gr

    mounted: FastAPI = gr.mount_gradio_app(
        app, page(service), path="/", css=_CSS, theme=gr.themes.Default(font=["system-ui", "sans-serif"])
    )
    return mounted


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

    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_height=True) as blocks:
        gr.Markdown(f"# {TITLE}\n\n{INTRODUCTION}")
        chatbot = gr.Chatbot(label="Conversation", height="60vh", buttons=["copy"], layout="panel")
        turns = gr.State([])
        with gr.Row():
            box = gr.Textbox(label="Your question", lines=1, max_length=2000, scale=5, autofocus=True)
            ask = gr.Button("Ask", variant="primary", scale=1, min_width=80)
        with gr.Column(elem_id="examples"):
            examples = [gr.Button(example, size="sm") for example in EXAMPLES]
        new = gr.Button("New conversation", size="sm")
        told = [chatbot, turns, box]
        gr.on([ask.click, box.submit], reply, [box, chatbot, turns], told, concurrency_limit=None)
        for button in examples:
            button.click(reply, [button, chatbot, turns], told, concurrency_limit=None, api_visibility="private")
        new.click(lambda: ([], [], ""), outputs=told, api_visibility="private")
    return blocks


def answering(service: Service, question: str, turns: list[Turn]) -> Iterator[tuple[str, Answer | None]]:
    """Yield what is shown of an answer so far, and the answer itself with the last of it."""
    claims: list[Claim] = []
    yield "Searching the sources…", None
    try:
        with service.assistant() as assistant:
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
    return f"{said}\n\n{sources_page(numbering.citations)}" if claims else ""


def answer_page(answer: Answer) -> str:
    """Return a whole answer: claims, what it says itself, notices, sources, and the nearest passages where none."""
    numbering = Numbering()
    said = [claim_markdown(claim, numbering) for claim in answer.claims]
    notices = [f"- {plain(notice.text)}" for notice in dict.fromkeys(answer.notices)]
    parts = [*said, plain(answer.text)]
    parts += ["**Please note**\n\n" + "\n".join(notices)] if notices else []
    parts += [sources_page(numbering.citations)] if numbering.citations else []
    parts += ["**Nearest passages**\n\n" + sources_page(answer.also_read, numbered=False)] if answer.also_read else []
    return "\n\n".join(part for part in parts if part)


def sources_page(citations: Any, *, numbered: bool = True) -> str:
    """Return citations as lines that open on the quotation."""
    return "\n".join(_source(place if numbered else None, one) for place, one in enumerate(citations, 1))


def _source(number: int | None, citation: Citation) -> str:
    where = html.escape(source_line(citation).replace("\\", "").replace("*", ""))
    mark = f"[{number}] " if number else ""
    return f"<details><summary>{mark}{where}</summary><blockquote>{html.escape(citation.quote)}</blockquote></details>"
