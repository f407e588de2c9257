"""The page "Who says what": a real Chromium at two widths, and nothing that a document says becomes markup."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.drafting.agreement import Finding
from assistant.drafting.comparison import Comparison, Row
from assistant.settings import Settings
from assistant.types import Citation, Claim, Notice, Status
from tests.made import Piece, listed, made
from ui.pages import compare
from ui.service import Service

EVIL = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">${1}{{ 7*7 }}"
HOSTILE = made(Piece(EVIL, section=("<b>bold</b>",)), name="<i>note</i>", notices=[Notice("old", "<u>old</u>")])
CLAIM = Claim(EVIL, (Citation(HOSTILE, 0, len(EVIL)),))


def comparison() -> Comparison:
    finding = Finding("They say the same in much the same words.", (CLAIM, CLAIM))
    return Comparison("<s>theme</s>", Status.ANSWERED, rows=(Row(HOSTILE, (CLAIM,)),), shared=(finding,))


def test_nothing_that_a_document_says_becomes_markup() -> None:
    shown = compare.comparison_page(comparison())
    for mark in ("<script", "<img", "<b>bold", "<i>note", "<u>old", "<s>theme"):
        assert mark not in shown
    assert "&lt;script&gt;" in shown
    assert "{{ 7*7 }}" in shown


def test_a_list_is_a_list_and_silence_is_a_word() -> None:
    rules = made(listed("The rules are:", "row", "sing"), name="rules")
    spans = [(0, 14), (15, 20), (21, 27)]
    claim = Claim("The rules are:\n- row\n- sing", tuple(Citation(rules, *span) for span in spans))
    shown = compare.comparison_page(
        Comparison("rules", Status.ANSWERED, rows=(Row(rules, (claim,)), Row(made("Nothing.", name="empty"))))
    )
    assert "<ul><li>row</li><li>sing</li></ul>" in shown
    assert '<td role="cell">silent</td>' in shown
    assert "1 of 2 sources speak of this." in shown
    assert "<summary>Quotations</summary>" in shown


def test_what_is_refused_shows_its_text_and_no_table() -> None:
    shown = compare.comparison_page(Comparison("pills", Status.CLINICAL, "Ask a clinician."))
    assert '<p role="status">Ask a clinician.</p>' in shown
    assert "<table" not in shown


# In the browser


@contextmanager
def served(blocks: Any) -> Iterator[str]:
    """Serve blocks from this process, and yield the address."""
    import gradio as gr
    import uvicorn

    app = gr.mount_gradio_app(FastAPI(), blocks, path="/")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    _wait(f"http://127.0.0.1:{port}/")
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(timeout=20)


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    """The page alone: another page mounts it beside the chat."""
    import gradio as gr

    service = Service(Settings(home=home, briefings=False))
    service.start()
    with gr.Blocks(title="Who says what", analytics_enabled=False) as blocks:
        compare.build(service)
    with served(blocks) as address:
        yield address
    service.stop()


def _wait(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if httpx.get(address).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the page was not there within 60 s")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "no Chromium: `apt-get install chromium`"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(params=[320, 1280])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": request.param, "height": 800})
    opened.goto(address)
    yield opened
    opened.close()


@pytest.mark.slow
def test_a_theme_is_compared_by_keyboard_and_its_quotation_opens(page: Page) -> None:
    box = page.get_by_label("Theme")
    box.fill("apprenticeships")
    box.press("Enter")
    expect(page.get_by_role("status").filter(has_text="of 5 sources speak")).to_be_visible(timeout=60_000)
    table = page.get_by_role("table")
    assert table.get_by_role("row").count() == 6
    expect(table.get_by_role("rowheader").filter(has_text="NHS Confederation")).to_be_visible()
    expect(table.get_by_role("cell", name="silent").first).to_be_visible()
    summary = table.locator("summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(table.locator("blockquote").first).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "the page scrolls sideways"
    found = Axe().run(page, context="#comparison")
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.slow
def test_an_example_fills_the_box_and_a_blank_theme_is_asked_for(page: Page) -> None:
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("Give a theme first.")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="suicide prevention").click()
    expect(page.get_by_role("table")).to_be_visible(timeout=60_000)
    expect(page.get_by_label("Theme")).to_have_value("suicide prevention")


@pytest.mark.slow
def test_a_hostile_document_runs_nothing(browser: Browser) -> None:
    import gradio as gr

    with gr.Blocks(title="mine", analytics_enabled=False) as blocks:
        gr.HTML(compare.comparison_page(comparison()))
    opened, asked = browser.new_page(), list[str]()
    opened.on("request", lambda sent: asked.append(sent.url))
    with served(blocks) as address:
        opened.goto(address)
        expect(opened.get_by_role("table")).to_be_visible(timeout=60_000)
        expect(opened.get_by_role("table").get_by_text("{{ 7*7 }}").first).to_be_visible()
        assert opened.title() == "mine"
        assert not [url for url in asked if url.rstrip("/").endswith("/x")]
        opened.close()
