"""What a reader asked is found again, by them alone: after a reload, a restart of browser and server, in two tabs."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Download, StorageState, expect

from tests.browser.conftest import SCREENS
from tests.browser.reader import PATIENCE, Reader, Screen, beside, opened
from tests.served import Server, served

pytestmark = pytest.mark.slow
FELLOWS = "How long is the fellows programme?"
TAMESIDE = "What did the Tameside pilot change?"


def test_a_conversation_is_exported_with_every_citation_in_order(reader: Reader) -> None:
    reader.ask(TAMESIDE)
    expected = reader.last.locator("blockquote").all_inner_texts()
    with reader.page.expect_download() as told:
        reader.page.get_by_role("link", name="Save as Word").click()
    paragraphs = docx.Document(io.BytesIO(_read(told.value))).paragraphs
    quoted = [paragraph.text for paragraph in paragraphs if paragraph.style and paragraph.style.name == "Quote"]
    assert [_bare(text) for text in quoted] == [_bare(text) for text in expected]
    assert TAMESIDE in [paragraph.text for paragraph in paragraphs]
    markdown_link = reader.page.get_by_role("link", name="Save as Markdown")
    reader.tab_to(markdown_link)
    with reader.page.expect_download() as told:
        reader.page.keyboard.press("Enter")
    markdown = _read(told.value).decode()
    assert f"## {TAMESIDE}" in markdown
    assert "### Sources" in markdown


def test_conversations_are_renamed_opened_and_deleted(reader: Reader) -> None:
    page = reader.page
    reader.ask(FELLOWS)
    page.get_by_role("button", name="New conversation").click()
    expect(reader.exchanges).to_have_count(0)
    assert "conversation=" not in page.url
    reader.ask(TAMESIDE)
    kept = page.locator(".ics-kept li")
    expect(kept).to_have_count(2)
    expect(kept.first.locator("a")).to_have_attribute("aria-current", "true")
    unfold(reader)
    page.get_by_label(f"Rename or delete: {FELLOWS}").click()
    reader.look("renaming")
    kept.last.get_by_role("textbox", name="Name").fill("Fellows, for <b>the board</b>")
    kept.last.get_by_role("button", name="Rename").press("Enter")
    link = page.get_by_role("link", name="Fellows, for <b>the board</b>")
    expect(link).to_be_focused()
    expect(reader.status).to_have_text("Renamed.")
    page.keyboard.press("Enter")
    expect(reader.last).to_contain_text("12 months")
    expect(reader.last.get_by_role("heading", level=2)).to_be_focused()
    reader.in_sight(reader.last.get_by_role("heading", level=2))
    assert "conversation=" in page.url
    page.on("dialog", lambda dialog: dialog.accept())
    unfold(reader)
    page.get_by_label(f"Rename or delete: {TAMESIDE}").click()
    kept.first.get_by_role("button", name="Delete").press("Enter")
    expect(kept).to_have_count(1)
    expect(link).to_be_focused()
    expect(reader.exchanges).to_have_count(1)
    page.get_by_label("Rename or delete: Fellows, for <b>the board</b>").click()
    kept.last.get_by_role("button", name="Delete").press("Enter")
    expect(kept).to_have_count(0)
    expect(page.locator(".ics-kept-list > summary")).to_be_focused()
    expect(reader.exchanges).to_have_count(0)


def test_back_leads_to_the_conversation_before(wide: Reader) -> None:
    page = wide.page
    wide.ask(FELLOWS)
    page.get_by_role("button", name="New conversation").click()
    expect(wide.exchanges).to_have_count(0)
    wide.ask(TAMESIDE)
    page.get_by_role("link", name=FELLOWS).click()
    expect(wide.last).to_contain_text("12 months")
    for shown in (TAMESIDE, FELLOWS):
        page.go_back()
        expect(wide.last.get_by_role("heading", level=2)).to_contain_text(shown, timeout=PATIENCE)
    page.go_forward()
    expect(wide.last.get_by_role("heading", level=2)).to_contain_text(TAMESIDE, timeout=PATIENCE)


def test_many_conversations_are_listed_one_below_the_other_and_reached(wide: Reader) -> None:
    higher = "document.documentElement.scrollHeight - innerHeight"
    before = wide.page.evaluate(higher)
    for number in range(12):
        title = f"Conversation {number} on what boards have to decide and who has a say in it"
        made = wide.page.request.post(f"{wide.address}/v1/conversations", data={"title": title})
        assert made.status == 201
    wide.visit()
    last = wide.page.locator(".ics-kept li > a").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=1)
    side, box = wide.page.locator("#ics-side").bounding_box(), last.bounding_box()
    assert side
    assert box
    assert side["x"] <= box["x"] <= box["x"] + box["width"] <= side["x"] + side["width"]
    assert wide.page.evaluate(higher) == before, "the page itself scrolls"


def test_details_of_a_person_are_given_back_to_be_left_out(wide: Reader) -> None:
    typed = "Should Mrs Margaret Smith, NHS number 943 476 5919, be moved to another ward?"
    wide.box.fill(typed)
    wide.box.press("Enter")
    expect(wide.last.get_by_role("heading", name="This holds details of a person")).to_be_visible(timeout=PATIENCE)
    expect(wide.box).to_have_value(typed)
    expect(wide.last).not_to_contain_text("Smith")


def test_who_asks_on_in_a_conversation_deleted_elsewhere_is_told(wide: Reader) -> None:
    wide.ask(FELLOWS)
    other = beside(wide, wide.page.context.new_page())
    other.visit()
    other.page.on("dialog", lambda dialog: dialog.accept())
    other.page.get_by_label(f"Rename or delete: {FELLOWS}").click()
    other.page.get_by_role("button", name="Delete").click()
    expect(other.page.locator(".ics-kept li")).to_have_count(0)
    wide.ask(TAMESIDE)
    expect(wide.page.get_by_role("alert")).to_contain_text("was deleted, in another tab")
    expect(wide.exchanges).to_have_count(1)


def unfold(reader: Reader) -> None:
    """Unfold the list of conversations, which stands open beside a wide page."""
    if not reader.page.locator(".ics-kept li").first.is_visible():
        reader.page.locator(".ics-kept-list > summary").click()


def test_a_conversation_outlives_browser_and_server_for_its_reader_alone(
    browser: Browser, server: Server, pictures: Path
) -> None:
    left = [_leave(browser, server, pictures, screen) for screen in SCREENS]
    # A server that was started afterwards knows nothing but what stands in the home folder.
    with served(server.home) as after:
        for screen, tab in zip(SCREENS, left, strict=True):
            _find_again(browser, after, pictures, screen, tab)
        with opened(browser, after.address, pictures) as stranger:
            stranger.visit(left[0].address)
            expect(stranger.page.get_by_role("alert")).to_contain_text("not kept here")
            expect(stranger.exchanges).to_have_count(0)
            expect(stranger.page.get_by_text("Your conversations (0)")).to_be_visible()


@dataclass(frozen=True)
class Left:
    """What a reader left: what their browser kept, the address of the conversation, and what it said."""

    kept: StorageState
    address: str
    said: tuple[str, ...]


def _leave(browser: Browser, server: Server, pictures: Path, screen: Screen) -> Left:
    """Ask, rate the answer, and close the browser."""
    with opened(browser, server.address, pictures, width=screen[0], scheme=screen[1]) as reader:
        reader.visit()
        reader.ask(TAMESIDE)
        reader.last.get_by_role("button", name="Not helpful").click()
        expect(reader.last.get_by_role("group", name="What was wrong with it?")).to_be_visible()
        address = reader.page.url.removeprefix(server.address)
        said = reader.last.locator(".ics-claim").all_inner_texts()
        return Left(reader.page.context.storage_state(), address, tuple(said))


def _find_again(browser: Browser, server: Server, pictures: Path, screen: Screen, left: Left) -> None:
    """Find the conversation in the list by keyboard, and by its address."""
    width, scheme = screen
    with opened(browser, server.address, pictures, width=width, scheme=scheme, storage_state=left.kept) as reader:
        said = reader.last.locator(".ics-claim")
        reader.visit()
        unfold(reader)
        reader.tab_to(reader.page.get_by_role("link", name=TAMESIDE), backwards=True)
        reader.page.keyboard.press("Enter")
        expect(said).to_have_text(list(left.said), use_inner_text=True, timeout=PATIENCE)
        reader.visit(left.address)
        expect(said).to_have_text(list(left.said), use_inner_text=True, timeout=PATIENCE)
        expect(reader.last.get_by_role("button", name="Not helpful")).to_have_attribute("aria-pressed", "true")
        expect(reader.last.get_by_role("group", name="What was wrong with it?")).to_have_count(0)
        reader.look("found-again")


def test_two_tabs_of_one_browser_do_not_mix(wide: Reader) -> None:
    other = beside(wide, wide.page.context.new_page())
    other.visit()
    wide.ask(FELLOWS)
    other.ask("Who wrote the scoping paper?")
    wide.ask("and what backfill does it give?")
    expect(wide.exchanges).to_have_count(2)
    expect(wide.last).to_contain_text("one day a week")
    expect(other.exchanges).to_have_count(1)
    expect(wide.page.locator(".ics-kept li")).to_have_count(2)


def _read(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def _bare(text: str) -> str:
    """Return a quotation without its number and bullet, which a list of one lacks."""
    return " ".join(re.sub(r"^\[\d+\]\s*", "", text).removeprefix("- ").split())
