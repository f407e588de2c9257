"""Journeys of a reader through the sources and about: in both sizes and colour schemes, on whole pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.reader import PATIENCE, Reader, beside, opened
from tests.served import Server

pytestmark = pytest.mark.slow
LONG_REPORT = "kings-fund-ics-workforce-2024"
HOSTILE = """# <img src=x onerror="hacked=1"> & Co

<script>hacked=1</script> Elmbridge wrote ${window.hacked=1} and {{constructor}} <b onmouseover="hacked=1">bold</b>.

<sup><img src="https://elsewhere.example/x.png" onerror="hacked=1"></sup> [here](javascript:hacked=1)

- </li></ul><iframe src="https://elsewhere.example"></iframe>
"""


def _read(marked: Locator) -> str:
    return " ".join(" ".join(marked.all_inner_texts()).split())


def test_a_cited_place_is_read_from_the_chat(reader: Reader) -> None:
    reader.ask("How long is the fellows programme?")
    quoted = reader.last.locator("blockquote").first.inner_text().removeprefix("[1]")
    with reader.page.context.expect_page() as told:
        reader.last.get_by_role("link", name="Open the document here in a new tab: [1]").click()
    there = beside(reader, told.value)
    marked = there.page.locator("mark.cited")
    expect(marked.first).to_be_in_viewport(timeout=PATIENCE)
    expect(marked.first).to_be_focused()
    assert _read(marked) == " ".join(quoted.split())
    expect(there.page.locator(".cited-place")).to_contain_text("Cited here")
    there.look("cited-place")
    there.page.evaluate("scrollTo(0, 0)")
    there.page.get_by_role("link", name="Go to the cited words").click()
    expect(marked.first).to_be_in_viewport()


def test_the_structure_leads_to_its_sections(visitor: Reader) -> None:
    page = visitor.page
    visitor.read("/sources")
    expect(page.get_by_role("article")).to_have_count(5)
    report = page.get_by_role("article").filter(has_text="developing system-wide solutions")
    expect(report).to_contain_text("research report")
    expect(report).to_contain_text("our own briefing on it")
    report.locator("summary", has_text="Contents").click()
    visitor.look("sources")
    inner = report.locator(".contents .contents a", has_text="Born into a storm")
    expect(inner.locator("xpath=..")).to_contain_text("page 5")
    expect(page).to_have_title("Sources – ICS assistant")
    inner.click()
    expect(page.get_by_role("heading", name="Born into a storm")).to_be_in_viewport(timeout=20_000)
    expect(page).to_have_title(re.compile("developing system-wide solutions.* – Sources – ICS assistant"))
    expect(page.locator(".page-mark", has_text="page 5").first).to_be_visible()
    page.locator(".all-contents a", has_text="A whole-system approach").click()
    expect(page.get_by_role("heading", name="A whole-system approach")).to_be_focused()


def test_by_keyboard_words_are_found_and_opened(visitor: Reader) -> None:
    page = visitor.page
    visitor.read(f"/sources?document={LONG_REPORT}")
    page.get_by_label("Search within this document").last.focus()
    page.keyboard.type("building  SYSTEM leadership")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("stands in"))).to_be_visible(timeout=20_000)
    visitor.look("found-in-a-document")
    page.locator(".results a").last.focus()
    page.keyboard.press("Enter")
    found = page.locator(".text mark.found")
    expect(found.last).to_be_in_viewport(timeout=20_000)
    assert _read(found.last).lower() == "building system leadership"
    page.get_by_label("Search within this document").last.fill("nowhere to be found")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("does not stand in"))).to_be_visible(timeout=20_000)


def test_an_address_that_names_no_place_says_so(wide: Reader) -> None:
    for address, told in (
        ("document=none", "no document “none”"),
        ("document=%3Cscript%3Ehacked%3D1%3C/script%3E", "no document “<script>"),
        (f"document={LONG_REPORT}&start=9&end=8", "start=9 and end=8"),
        (f"document={LONG_REPORT}&start=-1&end=x", "start=-1, end=x"),
        (f"document={LONG_REPORT}&start=0&end=99999999", "outside this text"),
    ):
        wide.read(f"/sources?{address}")
        expect(wide.page.locator("#sources .fault").first).to_contain_text(told)
        assert wide.page.evaluate("window.hacked") is None


@pytest.mark.parametrize("width", [360, 1280])
def test_a_document_is_added_read_and_removed_and_nothing_in_it_runs(
    browser: Browser, open_server: Server, pictures: Path, tmp_path: Path, width: int
) -> None:
    with opened(browser, open_server.address, pictures, width=width) as reader:
        _add_read_and_remove(reader, tmp_path)
        assert reader.page.evaluate("window.hacked") is None


def _add_read_and_remove(reader: Reader, tmp_path: Path) -> None:
    page = reader.page
    hostile, empty = tmp_path / "note.md", tmp_path / "empty.md"
    hostile.write_text(HOSTILE, encoding="utf-8")
    empty.touch()
    reader.read("/sources")
    expect(page.get_by_role("article").first).to_be_visible()
    held = page.get_by_role("article").count()
    page.get_by_label("Files").set_input_files([hostile, empty])
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".progress")).to_be_visible()
    expect(page.locator(".outcome")).to_contain_text("takes up to a minute")
    outcome = page.locator(".outcome")
    expect(outcome).to_contain_text("note.md): added", timeout=120_000)
    expect(outcome).to_contain_text("empty.md: refused. empty.md is empty")
    reader.look("document-added")
    page.get_by_role("link", name='<img src=x onerror="hacked=1"> & Co').click()
    expect(page.get_by_role("heading", level=1)).to_have_text('<img src=x onerror="hacked=1"> & Co', timeout=20_000)
    text = page.locator(".text")
    for line in HOSTILE.replace("# ", "").replace("- ", "").split("\n\n"):
        expect(text).to_contain_text(line.strip())
    assert page.locator("#sources :is(.text, h1) :is(img, script, iframe, b, a)").count() == 0
    page.get_by_role("link", name="All sources").click()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=re.compile("^Remove <img")).click()
    expect(page.locator(".outcome")).to_contain_text("removed", timeout=120_000)
    expect(page.get_by_role("article")).to_have_count(held)


def test_where_changes_are_not_allowed_none_are_offered(wide: Reader) -> None:
    wide.read("/sources")
    expect(wide.page.get_by_role("article")).to_have_count(5)
    expect(wide.page.locator("#sources :is(form, button, input)")).to_have_count(0)


def test_about_says_how_good_it_is_and_where_it_falls_short(visitor: Reader) -> None:
    visitor.read("/about")
    figures = visitor.page.get_by_role("table", name="The last accepted evaluation")
    expect(figures.get_by_role("row").filter(has_text="rightly declined")).to_contain_text("falls short")
    for told in ("not for the care of individuals", "Read the source before you act", "Nothing leaves the machine"):
        expect(visitor.page.locator("#about")).to_contain_text(told)
    visitor.look("about")


def test_no_page_scrolls_sideways_on_the_smallest_screen(browser: Browser, server: Server, pictures: Path) -> None:
    with opened(browser, server.address, pictures, width=320) as reader:
        for address in (
            "/",
            "/compare",
            "/plans",
            "/assessments",
            "/packs",
            "/sources",
            f"/sources?document={LONG_REPORT}&find=a",
            "/about",
        ):
            reader.read(address)
            expect(reader.page.get_by_role("navigation", name="Pages").get_by_role("link")).to_have_count(7)
            reader.fits()


def test_where_there_is_no_page_a_reader_is_led_to_those_there_are(visitor: Reader) -> None:
    visitor.read("/nothing")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    visitor.look("no-page")
    visitor.page.get_by_role("link", name="Sources").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Sources", timeout=PATIENCE)
