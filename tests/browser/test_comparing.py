"""Journeys of a reader through "Who says what": in both sizes and colour schemes, by mouse and by keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reader import PATIENCE, Reader

pytestmark = pytest.mark.slow


def test_a_theme_is_compared_by_keyboard_and_its_quotation_is_read_in_place(visitor: Reader) -> None:
    visitor.read("/compare")
    page = visitor.page
    visitor.look("theme")
    visitor.tab_to(page.get_by_label("Theme"))
    page.keyboard.type("apprenticeships")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="of 5 sources speak")).to_be_visible(timeout=PATIENCE)
    table = page.get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(6)
    expect(table.get_by_role("rowheader").filter(has_text="NHS Confederation")).to_be_visible()
    expect(table.get_by_role("cell", name="silent").first).to_be_visible()
    visitor.tab_to(table.locator("summary").first)
    page.keyboard.press("Enter")
    quotation = table.locator("blockquote").first
    expect(quotation).to_be_visible()
    visitor.look("compared")
    quoted = quotation.inner_text()
    visitor.tab_to(table.get_by_role("link").first)
    page.keyboard.press("Enter")
    expect(page.locator("mark.cited").first).to_be_in_viewport(timeout=PATIENCE)
    # The reader shows the marks of notes too.
    assert " ".join(" ".join(page.locator("mark.cited").all_inner_texts()).split()).startswith(quoted.strip())


def test_an_example_fills_the_box_and_a_blank_theme_is_asked_for(visitor: Reader) -> None:
    visitor.read("/compare")
    page = visitor.page
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("Give a theme first.")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="suicide prevention").click()
    expect(page.get_by_role("table")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_label("Theme")).to_have_value("suicide prevention")


def test_a_theme_stands_in_the_address_and_is_compared_again_where_that_is_opened(visitor: Reader) -> None:
    visitor.read("/compare")
    page = visitor.page
    page.get_by_label("Theme").fill("suicide prevention & “what works”?")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("caption")).to_contain_text("suicide prevention", timeout=PATIENCE)
    expect(page).to_have_url(re.compile("/compare#theme=suicide%20prevention%20%26"))
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("caption")).to_contain_text("suicide prevention & “what works”?", timeout=PATIENCE)
    expect(page.get_by_label("Theme")).to_have_value("suicide prevention & “what works”?")
    page.goto("about:blank")
    visitor.read("/compare#theme=%E0%A4%A")
    expect(page.get_by_label("Theme")).to_have_value("")


def test_what_is_asked_while_another_theme_is_compared_is_compared_after_it(visitor: Reader) -> None:
    visitor.read("/compare")
    page = visitor.page
    page.get_by_role("button", name="suicide prevention").click()
    expect(page.get_by_label("Theme")).to_have_value("suicide prevention")
    page.get_by_label("Theme").fill("apprenticeships")
    page.get_by_role("button", name="Compare").click()
    page.get_by_label("Theme").fill("What is being typed")
    expect(page.locator("caption")).to_have_text("Who says what on: apprenticeships", timeout=PATIENCE)
    expect(page.get_by_label("Theme")).to_have_value("What is being typed")


def test_one_theme_after_another_is_compared(visitor: Reader) -> None:
    visitor.read("/compare")
    page = visitor.page
    for theme in ("apprenticeships", "voluntary sector", "suicide prevention"):
        page.get_by_label("Theme").fill("")
        page.get_by_label("Theme").press_sequentially(theme, delay=20)
        expect(page.get_by_label("Theme")).to_have_value(theme)
        page.get_by_label("Theme").press("Enter")
        expect(page.locator("caption")).to_have_text(f"Who says what on: {theme}", timeout=PATIENCE)
        expect(page).to_have_url(re.compile(f"#theme={theme.split()[0]}"))


def test_back_leads_to_the_theme_before_and_details_of_a_person_stand_in_no_address(wide: Reader) -> None:
    wide.read("/compare")
    page = wide.page
    for theme in ("apprenticeships", "suicide prevention"):
        page.get_by_label("Theme").fill(theme)
        page.get_by_role("button", name="Compare").click()
        expect(page.locator("caption")).to_contain_text(theme, timeout=PATIENCE)
    page.go_back()
    expect(page.locator("caption")).to_contain_text("apprenticeships", timeout=PATIENCE)
    page.get_by_label("Theme").fill("Mrs Margaret Smith, NHS number 943 476 5919")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("could identify a person")).to_be_visible(timeout=PATIENCE)
    assert "Smith" not in page.url
