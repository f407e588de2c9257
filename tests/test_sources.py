"""The pages of the sources and about the assistant, from a real server in a real Chromium, on a phone and a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.types import Span
from tests.served import Server
from ui.pages.sources import link

pytestmark = pytest.mark.slow
WIDTHS = (360, 1280)
LONG_REPORT = "kings-fund-ics-workforce-2024"
HOSTILE = """# <img src=x onerror="hacked=1"> & Co

<script>hacked=1</script> Elmbridge wrote ${window.hacked=1} and {{constructor}} <b onmouseover="hacked=1">bold</b>.

<sup><img src="https://elsewhere.example/x.png" onerror="hacked=1"></sup> [here](javascript:hacked=1)

- </li></ul><iframe src="https://elsewhere.example"></iframe>
"""


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, open_server: Server) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": request.param, "height": 800}, base_url=open_server.address)
    asked: list[str] = []
    opened.on("request", lambda sent: asked.append(sent.url))
    opened.add_init_script("window.hacked = 0")
    yield opened
    ran = opened.evaluate("window.hacked")
    opened.close()
    outside = [url for url in asked if not url.startswith((open_server.address, "data:", "blob:"))]
    assert (outside, ran) == ([], 0), "the page asked for something from elsewhere, or ran what a document holds"


def _open(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)


def _is_usable(page: Page, region: str) -> None:
    """Fail where the page scrolls sideways, or axe-core finds what keeps people from using it."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "the page scrolls sideways"
    found = Axe().run(page, context=region)
    assert found.violations_count == 0, found.generate_report()


def _read(marked: Locator) -> str:
    return " ".join(" ".join(marked.all_inner_texts()).split())


def test_a_cited_place_is_opened_marked_and_in_sight(page: Page, open_server: Server) -> None:
    cited = open_server.ask("How long is the fellows programme?")["citations"][0]
    _open(page, link(cited["document"], Span(cited["start"], cited["end"])))
    marked = page.locator("mark.cited")
    expect(marked.first).to_be_in_viewport()
    expect(marked.first).to_be_focused()
    assert _read(marked) == " ".join(re.sub(r"</?sup>", "", cited["quote"]).split())
    expect(page.locator(".cited-place")).to_contain_text(" > ".join(cited["section"]))
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("link", name="Go to the cited words").click()
    expect(marked.first).to_be_in_viewport()
    _is_usable(page, "#sources")


def test_the_structure_leads_to_its_sections(page: Page) -> None:
    _open(page, "/sources")
    expect(page.get_by_role("article")).to_have_count(5)
    report = page.get_by_role("article").filter(has_text="developing system-wide solutions")
    expect(report).to_contain_text("research report")
    expect(report).to_contain_text("our own briefing on it")
    report.locator("summary", has_text="Contents").click()
    _is_usable(page, "#sources")
    inner = report.locator(".contents .contents a", has_text="Born into a storm")
    expect(inner.locator("xpath=..")).to_contain_text("page 5")
    inner.click()
    expect(page.get_by_role("heading", name="Born into a storm")).to_be_in_viewport(timeout=20_000)
    expect(page.locator(".page-mark", has_text="page 5").first).to_be_visible()
    page.locator(".all-contents a", has_text="A whole-system approach").click()
    expect(page.get_by_role("heading", name="A whole-system approach")).to_be_focused()


def test_by_keyboard_words_are_found_and_opened(page: Page) -> None:
    _open(page, f"/sources?document={LONG_REPORT}")
    page.get_by_label("Search within this document").last.focus()
    page.keyboard.type("building  SYSTEM leadership")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("stands in"))).to_be_visible(timeout=20_000)
    _is_usable(page, "#sources")
    page.locator(".results a").last.focus()
    page.keyboard.press("Enter")
    found = page.locator(".text mark.found")
    expect(found.last).to_be_in_viewport(timeout=20_000)
    assert _read(found.last).lower() == "building system leadership"
    page.get_by_label("Search within this document").last.fill("nowhere to be found")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("does not stand in"))).to_be_visible(timeout=20_000)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/sources?document=none", "no document “none”"),
        ("/sources?document=%3Cscript%3Ehacked%3D1%3C/script%3E", "no document “<script>"),
        (f"/sources?document={LONG_REPORT}&start=9&end=8", "start=9 and end=8"),
        (f"/sources?document={LONG_REPORT}&start=-1&end=x", "start=-1, end=x"),
        (f"/sources?document={LONG_REPORT}&start=0&end=99999999", "outside this text"),
    ],
)
def test_an_address_that_names_no_place_says_so(browser: Browser, open_server: Server, address: str, told: str) -> None:
    page = browser.new_page(base_url=open_server.address)
    _open(page, address)
    expect(page.locator("#sources .fault").first).to_contain_text(told)
    page.close()


def test_a_document_is_added_read_and_removed_and_nothing_in_it_runs(page: Page, tmp_path: Path) -> None:
    hostile, empty = tmp_path / "note.md", tmp_path / "empty.md"
    hostile.write_text(HOSTILE, encoding="utf-8")
    empty.touch()
    _open(page, "/sources")
    page.get_by_label("Files").set_input_files([hostile, empty])
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".progress")).to_be_visible()
    expect(page.locator(".outcome")).to_contain_text("takes up to a minute")
    outcome = page.locator(".outcome")
    expect(outcome).to_contain_text("note.md): added", timeout=120_000)
    expect(outcome).to_contain_text("empty.md: refused. empty.md is empty")
    _is_usable(page, "#sources")
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
    expect(page.get_by_role("article")).to_have_count(5)


def test_where_changes_are_not_allowed_none_are_offered(browser: Browser, server: Server) -> None:
    page = browser.new_page(base_url=server.address)
    _open(page, "/sources")
    expect(page.get_by_role("article")).to_have_count(5)
    assert page.locator("#sources :is(form, button, input)").count() == 0
    page.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_about_says_how_good_it_is_and_where_it_falls_short(page: Page, open_server: Server, theme: str) -> None:
    _open(page, f"/about?__theme={theme}")
    figures = page.get_by_role("table", name="The last accepted evaluation")
    expect(figures.get_by_role("row").filter(has_text="rightly declined")).to_contain_text("falls short")
    for told in ("not for the care of individuals", "Read the source before you act", "Nothing leaves the machine"):
        expect(page.locator("#about")).to_contain_text(told)
    _is_usable(page, "#about")
    _open(page, f"/sources?__theme={theme}&document={LONG_REPORT}&start=3000&end=3100")
    _is_usable(page, "#sources")
