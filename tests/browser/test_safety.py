"""Nothing that a document or a reader says runs or is fetched, and nothing is kept where nothing may be."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assistant.library import Library
from assistant.settings import Settings
from tests.browser.reader import PATIENCE, Reader, opened
from tests.browser.test_packs import ask, make
from tests.served import Server, served

pytestmark = pytest.mark.slow
HOSTILE = """<script>window.ran = "script"</script> The zephyr rota

The zephyr rota of <img src="https://elsewhere.example/a.png" onerror="window.ran = 'image'"> Harbour Trust has eleven
duty managers. The zephyr rota is kept by `${window.ran = "template"}` {{constructor.constructor('window.ran=1')()}}
and by the <a href="javascript:window.ran='link'">night office</a> of Harbour Trust.

</blockquote></section><svg onload="window.ran = 'svg'"> The zephyr rota is renewed every March.
"""
QUESTIONS = ("How many duty managers has the zephyr rota of Harbour Trust?", "Who keeps the zephyr rota?")


TITLE = "Rota <script>window.ran = 'title'</script> ${window.ran = 1}"


@pytest.fixture(scope="module")
def guarded(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that has a hostile document and keeps nothing."""
    folder = tmp_path_factory.mktemp("guarded")
    own, file = folder / "home", folder / "rota.txt"
    shutil.copytree(home, own, ignore=shutil.ignore_patterns("store.sqlite*"))
    file.write_text(HOSTILE, encoding="utf-8")
    library, publisher = Library(Settings(home=own, briefings=True)), "<img src=x onerror=window.ran=1>"
    (added,) = library.add([file], title=TITLE, publisher=publisher).outcomes
    assert added.action == "added"
    with served(own, ICS_KEEP_DAYS="0") as running:
        yield running


def test_a_script_laden_document_runs_nothing(browser: Browser, guarded: Server, pictures: Path) -> None:
    with opened(browser, guarded.address, pictures) as reader:
        reader.visit()
        reader.page.get_by_role("button", name="Search in all documents").click()
        expect(reader.page.get_by_label(TITLE)).to_be_visible()
        for question in QUESTIONS:
            reader.ask(question)
            expect(reader.last.get_by_text(TITLE).first).to_be_visible()
            for fold in reader.last.locator("summary:visible").all():
                fold.click()
        reader.look("hostile-document")
        made = reader.page.locator(":is(#ics-past, #ics-last) :is(img, script, svg:not(.ics-rating svg))")
        expect(made).to_have_count(0)
        assert reader.page.evaluate("window.ran") is None
        reader.read("/compare")
        reader.page.get_by_label("Theme").fill("the zephyr rota of Harbour Trust")
        reader.page.get_by_role("button", name="Compare").click()
        expect(reader.page.get_by_role("table").get_by_text(TITLE).first).to_be_visible(timeout=PATIENCE)
        for fold in reader.page.locator("#comparison summary").all():
            fold.click()
        reader.look("hostile-comparison")
        expect(reader.page.locator("#comparison :is(img, script, svg, section)")).to_have_count(0)
        assert reader.page.evaluate("window.ran") is None


def test_hostile_documents_and_themes_run_nothing_in_a_pack(browser: Browser, guarded: Server, pictures: Path) -> None:
    with opened(browser, guarded.address, pictures) as reader:
        reader.read("/packs")
        make(reader.page, "<script>window.ran=1</script> rota")
        ask(reader.page, *QUESTIONS, "When is the zephyr rota renewed?")
        expect(reader.page.locator("#pack blockquote").filter(has_text="zephyr").first).to_be_visible()
        reader.look("pack-hostile")
        expect(reader.page.locator("#pack :is(img, script, svg, iframe)")).to_have_count(0)
        assert reader.page.evaluate("window.ran") is None


def test_where_nothing_is_kept_no_assessment_is_begun(browser: Browser, guarded: Server, pictures: Path) -> None:
    with opened(browser, guarded.address, pictures) as reader:
        reader.read("/assessments")
        expect(reader.page.get_by_text("Nothing is kept on this server")).to_be_visible()
        expect(reader.page.get_by_role("button", name=re.compile("Begin"))).to_have_count(0)


def test_where_nothing_is_kept_a_follow_up_is_understood_and_gone_afterwards(
    browser: Browser, guarded: Server, pictures: Path
) -> None:
    with opened(browser, guarded.address, pictures) as reader:
        reader.visit()
        expect(reader.page.get_by_text("Nothing is kept on this server")).to_be_visible()
        reader.ask("How long is the fellows programme?")
        reader.ask("and what backfill does it give?")
        expect(reader.last).to_contain_text("one day a week")
        expect(reader.exchanges).to_have_count(2)
        expect(reader.page.get_by_role("link", name="Save as Word")).to_have_count(0)
        before = reader.last.get_attribute("data-exchange") or ""
        reader.last.get_by_role("button", name="Ask again").click()
        expect(reader.last).not_to_have_attribute("data-exchange", before, timeout=PATIENCE)
        expect(reader.exchanges).to_have_count(2)
        reader.visit()
        expect(reader.exchanges).to_have_count(0)


def test_a_hostile_question_runs_nothing(wide: Reader) -> None:
    for question in (
        '<img src=x onerror="window.ran=1"> What are the six functions of an ICS?',
        '"><script>window.ran=1</script> ${window.ran=1} {{window.ran=1}}',
    ):
        wide.box.fill(question)
        wide.box.press("Enter")
        wide.answered(question)
        wide.page.reload()
        expect(wide.last.get_by_role("heading", level=2)).to_contain_text(question, timeout=20_000)
    assert wide.page.evaluate("window.ran") is None
