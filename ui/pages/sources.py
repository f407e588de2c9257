"""The page of the sources: what is held, what each document holds, and a reader that opens at a cited place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.errors import AssistantError
from assistant.ingestion.loaders import LOADERS
from assistant.types import Document, Span
from ui.exports.answer import page_words
from ui.pages import reading
from ui.pages.look import Page
from ui.pages.pieces import html, script
from ui.server.service import Service

PAGE = Page("Sources", "sources")
MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the page asks for: a document, a cited span, an offset to open at, words to find."""

    document: str = ""
    cited: Span | None = None
    at: int = 0
    words: str = ""
    fault: str = ""

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Asked:
        """Return what an address asks for; what cannot be meant is told as its fault."""
        numbers = {name: parameters.get(name, "").strip() for name in ("start", "end", "at")}
        wrong = [f"{name}={text[:20]}" for name, text in numbers.items() if text and not _is_number(text)]
        start, end, at = (int(text) if _is_number(text) else 0 for text in numbers.values())
        cited = Span(start, end) if start < end else None
        if numbers["end"] and not cited and not wrong:
            wrong = [f"start={start} and end={end}"]
        fault = f"The address does not name a place ({', '.join(wrong)})." if wrong else ""
        words = " ".join(parameters.get("find", "").split())[:MOST_WORDS]
        return cls(parameters.get("document", ""), cited, start if cited else at, words, fault)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def link(document: str, span: Span) -> str:
    """Return the address of the reader at a cited place."""
    return f"/sources?{urlencode({'document': document, 'start': span.start, 'end': span.end})}"


def build(service: Service) -> None:
    """Put the page into the route that is open."""
    import gradio as gr

    def show(request: gr.Request) -> str:
        return page(service, dict(request.query_params))

    # Gradio looks the name of the type up outside this function, where it is not known.
    show.__annotations__["request"] = gr.Request
    shown = gr.HTML(
        elem_id="sources",
        apply_default_css=False,
        js_on_load=script("sources"),
    )
    gr.on(None, show, None, shown, show_progress="hidden", queue=False, api_visibility="private")


def page(service: Service, parameters: Mapping[str, str]) -> str:
    """Return the page that an address asks for: the list of the documents, or one of them to read."""
    asked = Asked.of(parameters)
    try:
        held = service.documents
    except AssistantError as error:
        return _list(service, (), str(error))
    if asked.document in held:
        return _reader(held[asked.document], asked)
    fault = f"There is no document “{asked.document[:100]}” here any more, or never was." if asked.document else ""
    listed = sorted(held.values(), key=lambda document: (document.publisher, document.title))
    return _list(service, listed, fault)


def _list(service: Service, documents: Sequence[Document], fault: str) -> str:
    return html(
        "sources",
        documents=documents,
        fault=fault,
        changes=service.settings.allow_changes,
        suffixes=",".join(LOADERS),
        contents=reading.contents,
    )


def _reader(document: Document, asked: Asked) -> str:
    length = len(document.text)
    outside = asked.at >= length or (asked.cited is not None and asked.cited.end > length)
    beyond = f"The place asked for lies outside this text of {length:,} characters." if outside else ""
    cited = None if outside else asked.cited
    found = reading.find(document, asked.words)
    at = 0 if outside else asked.at or (found[0].start if found else 0)
    block = document.block_at(cited.start) if cited else None
    return html(
        "reader",
        contents=reading.contents,
        most_found=reading.MOST_FOUND,
        document=document,
        fault=asked.fault or beyond,
        words=asked.words,
        found=found,
        cited=cited,
        cited_section=" > ".join(block.section) if block else "",
        cited_page=page_words(*document.pages_of(cited)) if cited else "",
        at=asked.at,
        part=reading.read(document, at, cited, found),
    )
