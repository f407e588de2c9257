"""The page of the evidence packs: a theme or questions, the pack with its files, and a pack's file verified."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from queue import SimpleQueue
from typing import Any

from assistant.drafting import pack as drafting
from assistant.errors import AssistantError
from assistant.types import Span
from ui.exports.pack import pack_markdown, pack_word
from ui.exports.pack_parts import (
    NOTHING_CONTESTED,
    NOTHING_MISSING,
    asked_lines,
    by_publisher,
    contested_lines,
    missing_lines,
)
from ui.exports.word import MEDIA_TYPE
from ui.pages.look import Page
from ui.pages.pieces import html, script
from ui.pages.sources import link
from ui.server.service import Service
from ui.shapes.pack import Pack
from ui.shapes.pack_json import pack_json

PAGE = Page("Packs", "packs", "Evidence packs")


def build(service: Service) -> None:
    """Put the page into the route that is open."""
    import gradio as gr

    def note(event: gr.EventData) -> dict[str, str]:
        return {name: str((event._data or {}).get(name, "")) for name in ("theme", "questions")}

    def make(wanted: dict[str, str]) -> Iterator[str]:
        yield from packing(service, wanted["theme"], wanted["questions"])

    # Gradio looks the name of the type up outside this function, where it is not known.
    note.__annotations__["event"] = gr.EventData
    form = gr.HTML(
        html("packs", most=drafting.MOST_QUESTIONS),
        elem_id="packing",
        apply_default_css=False,
        js_on_load=script("packs"),
    )
    shown = gr.HTML(elem_id="pack", apply_default_css=False)
    wanted = gr.State()
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    noted = form.submit(note, None, wanted, queue=False, trigger_mode="multiple", **quiet)
    # Whoever asks again before the first pack is made gets the one asked for last.
    noted.then(make, wanted, shown, concurrency_limit=None, trigger_mode="always_last", **quiet)


def packing(service: Service, theme: str, questions: str) -> Iterator[str]:
    """Yield what is shown while the sources are read, and then the pack or what went wrong."""
    asked = [line for line in questions.splitlines() if line.strip()]
    if bool(theme.strip()) == bool(asked):
        yield _message("Give a theme, or questions, one a line.")
        return
    yield _message("Reading what each source says…")
    try:
        made = yield from _made(service, theme, asked)
        told = pack_json(made, datetime.now(UTC).date(), service.documents.get)
    except AssistantError as error:
        yield _message(f"That did not work: {error}")
    else:
        yield pack_page(Pack.model_validate(told))


def _made(service: Service, theme: str, asked: list[str]) -> Generator[str, None, drafting.Pack]:
    """Make a pack beside, and yield which question is read; return the pack."""
    steps: SimpleQueue[str] = SimpleQueue()

    def make() -> drafting.Pack:
        try:
            with service.assistant(service.place()) as assistant:
                return (
                    drafting.questions_pack(assistant, asked, step) if asked else drafting.theme_pack(assistant, theme)
                )
        finally:
            steps.put("")

    def step(_stage: str, done: int, total: int) -> None:
        steps.put(f"Reading what each source says: question {done + 1} of {total}…")

    with ThreadPoolExecutor(1) as beside:
        making = beside.submit(make)
        while text := steps.get():
            yield _message(text)
    return making.result()


def _message(text: str) -> str:
    return html("pack", pack=None, message=text)


def pack_page(pack: Pack) -> str:
    """Return a pack as it is shown, with its files, which hold the same."""
    count = len(pack.quotations)
    return html(
        "pack",
        pack=pack,
        message=f"The pack is ready: {count} {'quotation' if count == 1 else 'quotations'}.",
        word=_file(MEDIA_TYPE, pack_word(pack)),
        markdown=_file("text/markdown", pack_markdown(pack).encode()),
        asked=asked_lines(pack),
        publishers=by_publisher(pack),
        contested=contested_lines(pack),
        nothing_contested=NOTHING_CONTESTED,
        missing=missing_lines(pack),
        nothing_missing=NOTHING_MISSING,
        reader=lambda place: link(place.document, Span(place.start, place.end)),
    )


def _file(kind: str, content: bytes) -> str:
    """Return a file as an address that holds it: what is saved is what was shown, and is not made a second time."""
    return f"data:{kind};base64,{b64encode(content).decode()}"
