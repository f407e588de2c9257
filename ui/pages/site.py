"""The pages together, mounted on an app: one address each, one look."""

from __future__ import annotations

import importlib.util
import os
import sys
import warnings
from collections.abc import Callable

import gradio as gr
from fastapi import FastAPI

from ui.pages import about, assessments, chat, compare, look, packs, pieces, plans, sources
from ui.pages.look import Page
from ui.server.service import Service

_TELL_EVERY = 5.0  # seconds
# Each page, and what puts it into the blocks that are open.
PAGES: dict[Page, Callable[[Service], None]] = {
    chat.PAGE: chat.build,
    compare.PAGE: compare.build,
    plans.PAGE: plans.build,
    assessments.PAGE: assessments.build,
    packs.PAGE: packs.build,
    sources.PAGE: sources.build,
    about.PAGE: about.build,
}

# Where a browser needs a key: the chat, whose conversations are the caller's, and what its page sends.
ASKING = ("/", "/gradio_api/queue/join")


def mount(app: FastAPI, service: Service) -> FastAPI:
    """Mount the pages on an app, the chat at its root."""
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    pieces.compile_all()
    _know_what_is_not_installed()
    with warnings.catch_warnings():
        # Told of several pages, though it is not asked to render them.
        warnings.filterwarnings("ignore", "SSR mode", UserWarning)
        mounted: FastAPI = gr.mount_gradio_app(
            app,
            blocks(service),
            path="/",
            css_paths=look.STYLES,
            theme=look.theme(),
            footer_links=[],
            run_history=False,
            ssr_mode=False,
            show_error=True,
        )
    return mounted


def _know_what_is_not_installed() -> None:
    """Spare Gradio looking through all folders for matplotlib twice an event: a sixteenth of what a page's costs."""
    if importlib.util.find_spec("matplotlib") is None:
        sys.modules["matplotlib"] = None  # type: ignore[assignment]


def blocks(service: Service) -> gr.Blocks:
    """Return the pages: the first is the blocks themselves, the others are routes beside it."""
    (first, build_first), *others = PAGES.items()
    with gr.Blocks(title=look.NAME, analytics_enabled=False) as made:
        _put(first, build_first, service)
    for page, build in others:
        with made.route(page.name, page.path, show_in_navbar=False):
            _put(page, build, service)
    # Gradio would tell each who waits of every other who is served. The page says itself who is before one.
    return made.queue(status_update_rate=_TELL_EVERY)  # type: ignore[no-any-return]


def _put(page: Page, build: Callable[[Service], None], service: Service) -> None:
    look.header(page, tuple(PAGES))
    with gr.Column(elem_id="content", elem_classes=f"ics-page-{page.path or 'chat'}"):
        build(service)
