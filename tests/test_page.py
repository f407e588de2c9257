"""The real server on loopback, the real page in a real Chromium, on the briefings alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.served import Server

pytestmark = pytest.mark.slow
WIDTHS = (360, 1280)


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": request.param, "height": 800})
    asked: list[str] = []
    opened.on("request", lambda sent: asked.append(sent.url))
    opened.goto(server.address)
    yield opened
    opened.close()
    outside = [url for url in asked if not url.startswith((server.address, "data:", "blob:"))]
    assert outside == [], "the page asked for something from elsewhere"


def _ask(page: Page, question: str) -> None:
    box = page.get_by_label("Your question")
    box.fill(question)
    box.press("Enter")


def test_a_question_its_sources_and_a_follow_up(page: Page) -> None:
    expect(page.get_by_role("heading", name="ICS assistant")).to_be_visible()
    _ask(page, "How long is the fellows programme?")
    expect(page.get_by_text("12 months").first).to_be_visible(timeout=20_000)
    source = page.locator("summary", has_text="our briefing").first
    expect(source).to_be_visible(timeout=20_000)
    source.click()
    expect(page.locator("blockquote").first).to_be_visible()
    expect(page.locator("details[open]").first).to_contain_text("Integrated Care Fellows Programme")
    _ask(page, "and what backfill does it give?")
    expect(page.get_by_text("one day a week").first).to_be_visible(timeout=20_000)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "the page scrolls sideways"


def test_what_is_not_answered_says_so(page: Page) -> None:
    _ask(page, "How much amoxicillin should my child take?")
    expect(page.get_by_text("999").first).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="New conversation").click()
    expect(page.get_by_text("999")).to_have_count(0)
    _ask(page, "What is the salary of an ICB chief executive?")
    expect(page.get_by_text("do not say").first).to_be_visible(timeout=20_000)


def test_what_was_cleared_is_forgotten(page: Page) -> None:
    answers = page.locator("#conversation .bot")
    _ask(page, "What did the Tameside pilot change?")
    expect(answers.get_by_text("Tameside").first).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Clear").click()
    expect(answers).to_have_count(0)
    _ask(page, "How long does it last?")
    expect(answers.locator("summary").first).to_be_visible(timeout=20_000)
    expect(answers.get_by_text("Tameside")).to_have_count(0)


def test_nothing_keeps_people_from_using_it(page: Page) -> None:
    for question in ("What are the six functions of an ICS?", "What is the salary of an ICB chief executive?"):
        _ask(page, question)
        expect(page.locator("#conversation .bot").last.locator("summary").first).to_be_visible(timeout=20_000)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_by_keyboard_an_example_is_asked(page: Page) -> None:
    page.get_by_role("button", name="What are the six functions of an ICS?").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("organising around a shared purpose").first).to_be_visible(timeout=20_000)


def test_the_description_of_the_api_shows_its_operations(page: Page, server: Server) -> None:
    page.goto(f"{server.address}/docs")
    expect(page.get_by_text("/v1/ask/stream").first).to_be_visible(timeout=20_000)
    assert page.locator(".opblock").count() == 11
