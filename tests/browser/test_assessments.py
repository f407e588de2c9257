"""Journeys of a reader through an assessment: filled in with a brought document, found again, assessed, deleted."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from assistant.drafting.assessment_form import make_form
from assistant.drafting.kept_assessment import KeptAssessments
from assistant.drafting.kept_plan import Origin, read_kept
from assistant.store import FILE
from assistant.works import Work, Works, mark_of
from tests.browser.reader import PATIENCE, Reader, opened
from tests.files import drawn_pdf
from tests.made_assessments import shaped
from tests.served import Server, served

pytestmark = pytest.mark.slow
AGREED = "The zebra board agreed the plan with all its partners in May."
HOSTILE = """<script>window.ran = 1</script> ${window.ran = 1} {{constructor}} <img src=x onerror="window.ran=1">"""


def begun(reader: Reader, *, functions: bool = False) -> None:
    """Begin an assessment by keyboard alone."""
    page = reader.page
    reader.read("/assessments")
    reader.tab_to(page.get_by_label("Core expectations and five principles"))
    if functions:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Two Valleys")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Self-assessment: Two Valleys", timeout=PATIENCE)


def criterion(page: Page, id: str) -> Locator:
    return page.locator(f'[data-criterion="{id}"]')


def bring(page: Page, *files: Path) -> None:
    page.get_by_label("Bring documents").set_input_files(files)
    page.get_by_role("button", name="Bring", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="You can quote it")).to_be_visible(timeout=PATIENCE)


def saved(page: Page) -> None:
    expect(page.get_by_role("status").filter(has_text="Saved as version")).to_be_visible(timeout=PATIENCE)


def assess(page: Page) -> None:
    page.get_by_role("button", name="Assess", exact=True).click()
    expect(page.get_by_role("heading", name="Result of")).to_be_focused(timeout=PATIENCE)


def test_by_keyboard_a_verdict_without_evidence_is_said_at_once_and_counts_with_it(visitor: Reader) -> None:
    page = visitor.page
    visitor.read("/assessments")
    visitor.look("assessment-begin")
    begun(visitor, functions=True)
    visitor.look("assessment-empty")
    one = criterion(page, "function-1")
    visitor.tab_to(one.locator("summary").first)
    page.keyboard.press("Enter")
    visitor.tab_to(one.get_by_label("Met", exact=True))
    page.keyboard.press("Space")
    expect(one.locator("[data-reason]")).to_contain_text("does not count yet")
    expect(one.locator("[data-verdict]")).to_have_text("not evidenced")
    visitor.look("assessment-without-evidence")
    visitor.tab_to(one.get_by_label("Your evidence, in your own words"))
    page.keyboard.type("Every partner signed the shared ambitions.")
    expect(one.locator("[data-reason]")).to_be_hidden()
    expect(one.locator("[data-verdict]")).to_have_text("met")
    visitor.tab_to(one.get_by_label("Next step"))
    page.keyboard.type("Ask the nurses.")
    visitor.tab_to(page.get_by_role("button", name="Assess", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Result of")).to_be_focused(timeout=PATIENCE)
    row = page.get_by_role("row").filter(has_text="function-1")
    expect(row).to_contain_text("Every partner signed the shared ambitions.")
    expect(row).to_contain_text("Next step: Ask the nurses.")
    visitor.look("assessment-result")


def test_what_is_typed_while_it_is_assessed_is_saved_and_conflicts_with_nothing(wide: Reader) -> None:
    page = wide.page
    begun(wide)
    one = criterion(page, "core.1")
    one.locator("summary").first.click()
    one.get_by_label("Partly").check()
    one.get_by_label("Your evidence, in your own words").fill("Four of six professions sit on it.")
    held: list[Route] = []
    page.route("**/assess", lambda route: held.append(route))
    page.get_by_role("button", name="Assess", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Assessing")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name="Bring", exact=True)).to_be_disabled()
    one.get_by_label("Next step").fill("Ask the nurses.")
    page.get_by_label("Your system").fill("Three Valleys")  # who leaves a criterion has it saved
    page.wait_for_timeout(1_000)
    held[0].continue_()
    expect(page.get_by_role("heading", name="Result of")).to_be_focused(timeout=PATIENCE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Self-assessment: Three Valleys")
    expect(one.get_by_label("Next step")).to_have_value("Ask the nurses.")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_brought_document_is_evidence_and_all_is_found_again_after_a_restart(
    browser: Browser, server: Server, pictures: Path, tmp_path: Path
) -> None:
    lines = [(700.0, "Minutes of the board"), (640.0, AGREED)]
    file = drawn_pdf(tmp_path, [lines]).rename(tmp_path / "minutes.pdf")
    with opened(browser, server.address, pictures) as reader:
        page = reader.page
        begun(reader)
        bring(page, file)
        one = criterion(page, "core.1")
        one.locator("summary").first.click()
        one.get_by_label("Met", exact=True).check()
        one.get_by_role("button", name="Quote a document you brought").click()
        one.get_by_label("The words that stand there").fill("the board never agreed anything")
        one.get_by_label("How sure are you").select_option("high")
        expect(one.locator("[data-evidence=place]")).to_contain_text("does not stand in minutes.pdf", timeout=PATIENCE)
        expect(one.locator("[data-reason]")).to_contain_text("does not count")
        reader.look("assessment-quotation-not-found")
        one.get_by_label("The words that stand there").fill(AGREED)
        one.get_by_label("Next step").focus()
        expect(one.locator("[data-evidence=place]")).to_contain_text("Found", timeout=PATIENCE)
        reader.look("assessment-quotation-found")
        two = criterion(page, "core.2")
        two.locator("summary").first.click()
        two.get_by_label("Partly").check()
        two.get_by_label("Your evidence, in your own words").fill("Four of six professions sit on it.")
        assess(page)
        kept = page.url.removeprefix(server.address)
        expect(page.get_by_label("The address to come back by")).to_have_value(page.url)
    # A server that was started afterwards knows nothing but what stands in the home folder.
    with served(server.home) as after, opened(browser, after.address, pictures, width=360, scheme="dark") as reader:
        page = reader.page
        reader.read(kept)
        _found_again(reader)
        reader.look("assessment-found-again")
        _improved(page)
        expect(page.locator(".result ol.bars li")).to_have_count(2)
        expect(page.locator(".result ol.bars")).to_contain_text("1 met, 1 partly, 40 not evidenced")
        expect(page.locator(".result ol.bars")).to_contain_text("2 met, 40 not evidenced")
        reader.look("assessment-over-time")
        _exported(page)
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Delete this assessment").click()
        expect(page.get_by_role("heading", name="Assess your system")).to_be_visible(timeout=PATIENCE)
        reader.read(kept)
        expect(page.get_by_role("alert")).to_contain_text("no assessment is kept under this link")


def _found_again(reader: Reader) -> None:
    page = reader.page
    one = criterion(page, "core.1")
    one.locator("summary").first.click()
    expect(one.get_by_label("Met", exact=True)).to_be_checked()
    expect(one.get_by_label("The words that stand there")).to_have_value(AGREED)
    expect(one.locator("[data-evidence=place]")).to_contain_text("Found")
    expect(one.get_by_label("How sure are you")).to_have_value("high")
    weak = page.get_by_role("row").filter(has_text="core.2")
    expect(weak.get_by_role("link")).to_have_attribute(
        "href", re.compile(r"^/plans\?section=sponsor&problem=.+in\+our\+system")
    )
    others = page.locator(".result h4").filter(has_text="core.2")
    expect(others).to_be_visible()
    expect(page.locator(".result h4 + .ics-faint")).to_contain_text("Nothing was found that surely tells")


def _improved(page: Page) -> None:
    two = criterion(page, "core.2")
    two.locator("summary").first.click()
    two.get_by_label("Met", exact=True).check()
    assess(page)


def _exported(page: Page) -> None:
    with page.expect_download() as told:
        page.get_by_role("link", name="Save as Word").click()
    document = docx.Document(io.BytesIO(Path(told.value.path()).read_bytes()))
    assert document.paragraphs[0].text.startswith("Self-assessment: Two Valleys, ")
    assert len(document.inline_shapes) == 2
    with page.expect_download() as told:
        page.get_by_role("link", name="Save as Markdown").click()
    assert AGREED.rstrip(".") in Path(told.value.path()).read_text(encoding="utf-8")


def test_nothing_that_is_written_or_brought_runs(wide: Reader, tmp_path: Path) -> None:
    page = wide.page
    file = tmp_path / "<img src=x onerror=window.ran=1>.txt"
    file.write_text(f"{HOSTILE} is what these minutes say of the plan.\n", encoding="utf-8")
    begun(wide)
    page.get_by_label("Your system").fill(f"Valleys {HOSTILE}")
    bring(page, file)
    one = criterion(page, "core.1")
    one.locator("summary").first.click()
    one.get_by_label("Met", exact=True).check()
    one.get_by_label("Your evidence, in your own words").fill(f'"></textarea>{HOSTILE}')
    one.get_by_label("Next step").fill(f"</p>{HOSTILE}")
    one.get_by_role("button", name="Quote a document you brought").click()
    one.get_by_label("The words that stand there").fill("is what these minutes say of the plan")
    assess(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>window.ran = 1</script>")
    expect(page.get_by_role("row").filter(has_text="core.1")).to_contain_text("</p><script>")
    wide.look("assessment-hostile")
    expect(page.locator("#assessments :is(img, script, iframe)")).to_have_count(0)
    assert page.evaluate("window.ran") is None


def test_who_saves_second_is_told_and_loses_nothing(wide: Reader) -> None:
    begun(wide, functions=True)
    page, other = wide.page, wide.page.context.new_page()
    other.goto(page.url)
    for each, text in ((other, "The first."), (page, "The second.")):
        one = criterion(each, "function-2")
        one.locator("summary").first.click()
        one.get_by_label("Next step").fill(text)
        each.get_by_role("textbox", name="Your system").focus()
        if each is other:
            saved(each)
    alert = page.get_by_role("alert").filter(has_text="was saved while you worked on version")
    expect(alert).to_contain_text("What you wrote is still here", timeout=PATIENCE)
    expect(criterion(page, "function-2").get_by_label("Next step")).to_have_value("The second.")
    wide.look("assessment-conflict")


def test_a_text_that_tells_of_a_person_is_refused_with_the_reason(wide: Reader) -> None:
    begun(wide, functions=True)
    one = criterion(wide.page, "function-3")
    one.locator("summary").first.click()
    one.get_by_label("Next step").fill("Ask the nurses.")
    wide.page.get_by_role("textbox", name="Your system").focus()
    saved(wide.page)
    expect(one.locator("[data-verdict]")).to_have_text("not judged yet")
    one.get_by_label("Next step").fill("Mrs Smith has dementia.")
    wide.page.get_by_role("textbox", name="Your system").focus()
    expect(wide.page.get_by_role("alert").filter(has_text="identify a person")).to_be_visible(timeout=PATIENCE)


def test_what_was_filled_in_for_other_criteria_is_shown_and_not_lost(visitor: Reader, server: Server) -> None:
    told = {"criterion": "function-2", "verdict": "met", "evidence": ["All <b>trained</b>."], "next_step": "Ask."}
    form = make_form({"set": "functions", "criteria": "0" * 12, "judgements": [told]})
    link = KeptAssessments(Works(server.home / FILE, 90)).begin(form).link
    visitor.read(f"/assessments?link={link}")
    expect(visitor.page.get_by_role("alert").filter(has_text="Nothing is lost")).to_be_visible()
    expect(visitor.page.locator(".written")).to_contain_text("All <b>trained</b>.")
    visitor.look("assessment-of-other-criteria")


def test_two_of_one_day_are_told_apart_and_what_others_did_is_quoted(visitor: Reader, server: Server) -> None:
    assessments = KeptAssessments(Works(server.home / FILE, 90))
    first = assessments.begin(make_form({"set": "principles", "system": "Two Valleys"}))
    for version in (2, 3):
        assessed = shaped().model_copy(update={"version": version}).model_dump_json()
        first = assessments.keep_assessed(first, assessed)
    page = visitor.page
    visitor.read(f"/assessments?link={first.link}")
    result = page.get_by_role("heading", name="Result of 25 November 2026, 14:05 UTC, version 3")
    expect(result).to_be_visible(timeout=PATIENCE)
    names = page.locator(".result ol.bars strong")
    expect(names).to_have_text([f"25 November 2026, 14:05 UTC, version {version}" for version in (2, 3)])
    page.locator(".result details").filter(has_text="Quotation and source").first.locator("summary").click()
    expect(page.locator(".result blockquote").first).to_be_visible()
    visitor.look("assessment-two-of-one-day")


def test_a_weak_point_and_the_plan_begun_from_it_point_to_each_other(wide: Reader, server: Server) -> None:
    works = Works(server.home / FILE, 90)
    assessments = KeptAssessments(works)
    first = assessments.begin(make_form({"set": "principles", "system": "Two Valleys"}))
    kept = assessments.keep_assessed(first, shaped().model_dump_json())
    page = wide.page
    wide.read(f"/assessments?link={kept.link}")
    page.locator(".result table").get_by_role("link", name="(core.2)").click()
    title = "core.2 in “Self-assessment: Two *Valleys*, 25 November 2026, 14:05 UTC, version 7”"
    expect(page.get_by_text(f"The plan will say where it was begun from: {title}.")).to_be_visible(timeout=PATIENCE)
    assert kept.link not in page.url
    page.get_by_role("button", name="Begin a plan").click()
    expect(page.get_by_text(f"Begun from {title}.")).to_be_visible(timeout=PATIENCE)
    assert "whence" not in page.url
    begun = read_kept(works.newest(Work.PLAN, page.locator("#plan-link").input_value().split("link=")[1]).body)
    assert begun.origin == Origin(mark_of(kept.link), "core.2", title)
    wide.read(f"/assessments?link={kept.link}")
    expect(page.locator(".result table")).to_contain_text("a plan was begun from this on")
    wide.look("assessment-plan-begun")
    with page.expect_download() as told:
        page.get_by_role("link", name="Save as Markdown").click()
    assert "; a plan was begun from this on" in Path(told.value.path()).read_text(encoding="utf-8")
