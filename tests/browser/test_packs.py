"""Journeys of a reader through an evidence pack: made, saved, verified, and a tampered one found out."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Dialog, Download, Page, expect

from tests.browser.reader import PATIENCE, Reader

pytestmark = pytest.mark.slow
THEME = "protected time for clinical leaders"


def make(page: Page, theme: str = THEME) -> None:
    page.get_by_role("textbox", name="Theme").fill(theme)
    page.get_by_role("button", name="Make the pack").click()
    expect(page.get_by_role("heading", name=f"Evidence pack: {theme}")).to_be_visible(timeout=PATIENCE)


def ask(page: Page, *questions: str) -> None:
    page.get_by_label("Questions", exact=True).check()
    page.get_by_label("Questions, one a line").fill("\n\n".join(questions))
    page.get_by_role("button", name="Make the pack").click()
    title = f"Evidence pack: {len(questions)} questions"
    expect(page.get_by_role("heading", name=title)).to_be_visible(timeout=PATIENCE)


def save(page: Page, kind: str, path: Path) -> Path:
    with page.expect_download() as told:
        page.get_by_role("link", name=f"Save as {kind}").click()
    return kept(told.value, path)


def kept(download: Download, path: Path) -> Path:
    return Path(shutil.copy(download.path(), path))


def verify(page: Page, path: Path) -> None:
    if not page.get_by_label("A pack’s file").is_visible():
        page.get_by_text("Verify a pack that you were given").click()
    page.get_by_label("A pack’s file").set_input_files(path)
    page.get_by_role("button", name="Verify").click()


def test_by_keyboard_a_pack_is_made_saved_and_verified_and_a_tampered_one_is_found_out(
    visitor: Reader, tmp_path: Path
) -> None:
    page = visitor.page
    visitor.read("/packs")
    visitor.look("pack-begin")
    visitor.tab_to(page.get_by_role("textbox", name="Theme"))
    page.keyboard.type(THEME)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Evidence pack: {THEME}")).to_be_visible(timeout=PATIENCE)
    for name in ("Quotations", "What is contested", "What is missing", "NHS Confederation"):
        expect(page.locator("#pack").get_by_role("heading", name=name, exact=True)).to_be_visible()
    expect(page.locator("#pack .ics-facts").first).to_contain_text("Section:")
    visitor.look("pack")
    link = page.get_by_role("link", name="Save as Word")
    visitor.tab_to(link)
    with page.expect_download() as told:
        page.keyboard.press("Enter")
    word = kept(told.value, tmp_path / "pack.docx")
    verify(page, word)
    expect(page.get_by_text("Every quotation is true")).to_be_visible(timeout=PATIENCE)
    visitor.look("pack-verified")
    document = docx.Document(str(word))
    quotation = next(one for one in document.paragraphs if one.style and one.style.name == "Quote")
    quotation.runs[0].text = quotation.runs[0].text.replace("reluctant", "delighted")
    document.save(str(word))
    verify(page, word)
    expect(page.get_by_text("Do not rely on this file: 1 of")).to_be_visible(timeout=PATIENCE)
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="[1]", exact=True))
    expect(row.get_by_role("cell", name="false", exact=True)).to_be_visible()
    visitor.look("pack-tampered")


def test_questions_make_a_pack_whose_markdown_is_verified_and_moved_words_are_told(
    wide: Reader, tmp_path: Path
) -> None:
    page = wide.page
    wide.read("/packs")
    ask(page, "How long is the fellows programme?", "What does a zebra cost?")
    expect(page.locator("#pack .asked li")).to_have_count(2)
    expect(page.locator("#pack")).to_contain_text("“What does a zebra cost?”")
    wide.look("pack-of-questions")
    markdown = save(page, "Markdown", tmp_path / "pack.md")
    verify(page, markdown)
    expect(page.get_by_text("Every quotation is true")).to_be_visible(timeout=PATIENCE)
    text = markdown.read_text(encoding="utf-8")
    check = next(line for line in text.splitlines() if line.startswith("Check 1:"))
    start = int(check.split("characters ")[1].split(" ")[0])
    markdown.write_text(text.replace(check, check.replace(f"characters {start} ", f"characters {start + 1} ")))
    verify(page, markdown)
    expect(page.get_by_role("cell", name="moved", exact=True)).to_be_visible(timeout=PATIENCE)


def test_what_is_asked_for_while_a_pack_is_made_is_made_after_it(wide: Reader) -> None:
    wide.read("/packs")
    wide.page.get_by_role("textbox", name="Theme").fill(THEME)
    wide.page.get_by_role("button", name="Make the pack").click()
    make(wide.page, "apprenticeships")


def test_what_makes_no_pack_and_is_none_is_said(wide: Reader, tmp_path: Path) -> None:
    page = wide.page
    wide.read("/packs")
    page.get_by_role("button", name="Make the pack").click()
    expect(page.get_by_text("Give a theme, or questions, one a line.")).to_be_visible(timeout=PATIENCE)
    other = tmp_path / "other.md"
    other.write_text("# Not a pack\n\n<img src=x onerror=window.ran=1>\n", encoding="utf-8")
    verify(page, other)
    expect(page.get_by_role("alert")).to_contain_text("holds no checked quotation", timeout=PATIENCE)
    wide.look("pack-refused")
    assert page.evaluate("window.ran") is None


def test_what_is_typed_outlives_the_page_and_a_pack_that_is_not_saved_is_asked_for(
    wide: Reader, tmp_path: Path
) -> None:
    wide.read("/packs")
    page = wide.page
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    make(page)
    page.reload()
    assert asked == ["beforeunload"]
    expect(page.get_by_role("textbox", name="Theme")).to_have_value(THEME, timeout=PATIENCE)
    make(page)
    save(page, "Markdown", tmp_path / "pack.md")
    page.reload()
    assert asked == ["beforeunload"]
