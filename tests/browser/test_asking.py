"""Journeys of a reader through the chat page: in both sizes and colour schemes, by mouse and by keyboard alone."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.reader import PATIENCE, Reader, beside, opened
from tests.served import Server

pytestmark = pytest.mark.slow
FELLOWS = "How long is the fellows programme?"
SALARY = "What is the salary of an ICB chief executive?"
TAMESIDE = "What did the Tameside pilot change?"
FUNCTIONS = "What are the six functions of an ICS?"


def test_a_question_its_sources_and_a_follow_up(reader: Reader) -> None:
    expect(reader.page.get_by_role("heading", level=1)).to_be_visible()
    reader.look("welcome")
    reader.ask("How long is the fellows programme, and who is it open to?")
    expect(reader.last).to_contain_text("12 months")
    expect(reader.status).to_have_text(re.compile(r"Answer ready, \w+ statements?, \w+ sources?\."))
    reader.look("answer")

    reader.last.locator("a.ics-mark").first.click()
    source = reader.last.get_by_role("button", name="Source 1: back to the answer")
    expect(source).to_be_focused()
    card = reader.last.locator(".ics-source").first
    for told in ("Our briefing on this publication", "Integrated Care Fellows Programme", "undated", "programme page"):
        expect(card).to_contain_text(told)
    reader.last.get_by_text("Read it in its place").first.click()
    marked = reader.last.locator("details[open] mark")
    expect(marked.first).to_be_visible()
    quoted = " ".join(reader.last.locator("blockquote").all_inner_texts())
    assert [text for text in marked.all_inner_texts() if text.removeprefix("- ").strip() not in quoted] == []
    reader.look("source")
    source.click()
    expect(reader.last.locator("a.ics-mark").first).to_be_focused()

    reader.ask("and what backfill does it give?")
    expect(reader.last).to_contain_text("one day a week")
    expect(reader.exchanges).to_have_count(2)
    expect(reader.exchanges.first.locator(".ics-source").first).to_be_hidden()
    reader.exchanges.first.locator("a.ics-mark").first.click()
    expect(reader.exchanges.first.locator(".ics-source").first).to_be_visible()
    reader.look("follow-up")

    reader.page.reload()
    expect(reader.exchanges).to_have_count(2, timeout=PATIENCE)
    reader.in_sight(reader.last.get_by_role("heading", level=2))


def test_a_suggestion_is_asked_and_answered(reader: Reader) -> None:
    reader.ask(TAMESIDE)
    offered = reader.last.get_by_role("region", name="What you could ask next").get_by_role("button")
    expect(offered.first).to_be_visible()
    question = offered.first.inner_text()
    offered.first.click()
    reader.answered(question)
    expect(reader.exchanges).to_have_count(2)
    expect(reader.last.locator("a.ics-mark").first).to_be_visible()
    expect(reader.last.locator(".ics-source").first).to_be_visible()
    reader.look("suggestion")


def test_what_is_not_answered_says_so_and_helps(reader: Reader) -> None:
    reader.ask(SALARY)
    expect(reader.last.get_by_role("heading", name="The sources do not cover this")).to_be_visible()
    expect(reader.last).to_contain_text("an amount of money")
    passage = reader.last.locator(".ics-source").first
    passage.get_by_text("Read the passage").click()
    expect(passage.locator(".ics-passage")).to_be_visible()
    reader.look("not-covered")
    reader.page.get_by_role("button", name="New conversation").click()
    expect(reader.exchanges).to_have_count(0)
    reader.ask("How much amoxicillin should my child take?")
    expect(reader.last).to_contain_text("999")
    expect(reader.last.locator(".ics-source")).to_have_count(0)
    reader.look("clinical")
    reader.page.get_by_role("button", name="New conversation").click()
    expect(reader.exchanges).to_have_count(0)
    reader.box.fill("What care should the patient with NHS number 943 476 5919 get?")
    reader.box.press("Enter")
    reader.answered("(not kept)")
    expect(reader.page.get_by_text("943 476 5919")).to_have_count(0)
    expect(reader.last.get_by_role("button", name="Ask again")).to_have_count(0)


def test_a_rating_with_a_reason(reader: Reader) -> None:
    reader.ask(FELLOWS)
    bad = reader.last.get_by_role("button", name="Not helpful")
    bad.click()
    expect(bad).to_have_attribute("aria-pressed", "true")
    reader.last.get_by_label("Something is missing").check()
    reader.last.get_by_label("Anything else?").fill("Who pays?")
    reader.look("rating")
    reader.last.get_by_role("button", name="Send").click()
    expect(reader.last).to_contain_text("your reason was kept")
    expect(reader.status).to_have_text("Thank you: your reason was kept with the answer.")
    expect(bad).to_be_focused()


def test_a_reason_that_is_not_kept_is_said_not_to_be_and_can_be_written_again(reader: Reader) -> None:
    reader.ask(FELLOWS)
    reader.last.get_by_role("button", name="Not helpful").click()
    reader.last.get_by_label("Anything else?").fill("Ring Mr Jones on 07700 900123.")
    reader.last.get_by_role("button", name="Send").click()
    expect(reader.last).to_contain_text("what you wrote was not: it seems to hold details")
    expect(reader.status).to_contain_text("what you wrote was not")
    expect(reader.last.get_by_label("Anything else?")).to_have_value("Ring Mr Jones on 07700 900123.")
    reader.look("rating-not-kept")
    reader.last.get_by_label("Anything else?").fill("Who pays?")
    reader.last.get_by_role("button", name="Send").click()
    expect(reader.last).to_contain_text("your reason was kept")


def test_a_second_rating_that_is_pressed_at_once_is_the_one_that_is_kept(wide: Reader) -> None:
    wide.ask(SALARY)
    wide.page.evaluate("""() => document.querySelectorAll("[data-rating]").forEach((button) => button.click())""")
    expect(wide.last.get_by_role("group", name="What was wrong with it?")).to_be_visible()
    expect(wide.last.get_by_role("button", name="Not helpful")).to_have_attribute("aria-pressed", "true")
    expect(wide.last.get_by_role("button", name="Helpful", exact=True)).to_have_attribute("aria-pressed", "false")


def test_a_question_is_offered_when_the_page_knows_what_it_may_search(wide: Reader) -> None:
    page = wide.page.context.new_page()
    held: list[Route] = []
    page.route("**/queue/join*", lambda route: held.append(route))
    page.goto(wide.address)
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#ics-documents input:checked")).to_have_count(5)
    offered = page.get_by_role("button", name=FUNCTIONS)
    expect(offered).to_have_count(0)
    for route in held:
        route.continue_()
    page.unroute("**/queue/join*")
    offered.click()
    beside(wide, page).answered(FUNCTIONS)


def test_what_is_typed_while_a_question_goes_off_is_the_next_one(wide: Reader) -> None:
    held: list[Route] = []
    wide.page.route("**/queue/join*", lambda route: held.append(route))  # as on a slow network
    wide.box.fill(FELLOWS)
    wide.box.press("Enter")
    expect(wide.box).to_have_value("")
    wide.box.press_sequentially(SALARY)
    wide.box.press("Enter")  # the first is still on its way
    sending = wide.page.locator("#ics-sending")
    expect(sending).to_have_text(f"{FELLOWS}Sending your question…")
    for route in held:
        route.continue_()
    wide.page.unroute("**/queue/join*")
    wide.answered(FELLOWS)
    expect(sending).to_have_count(0)
    expect(wide.box).to_have_value(SALARY)


def test_who_leaves_before_the_server_has_the_question_leaves_that_too(wide: Reader) -> None:
    held: list[Route] = []
    wide.page.route("**/queue/join*", lambda route: held.append(route))
    wide.box.fill(FELLOWS)
    wide.box.press("Enter")
    expect(wide.page.locator("#ics-sending")).to_be_visible()
    wide.page.get_by_role("button", name="New conversation").click()
    expect(wide.page.locator("#ics-sending")).to_have_count(0)


def test_only_the_documents_chosen_are_searched(reader: Reader) -> None:
    show = reader.page.get_by_role("button", name="Search in all documents")
    expect(show).to_have_attribute("aria-expanded", "false")
    show.click()
    expect(show).to_have_attribute("aria-expanded", "true")
    for box in reader.page.locator("#ics-documents input").all():
        box.uncheck()
    expect(reader.page.get_by_text("Search in 0 of 5 documents")).to_be_visible()
    reader.box.fill(FUNCTIONS)
    reader.box.press("Enter")
    expect(reader.page.get_by_role("alert")).to_contain_text("choose one or more")
    expect(reader.box).to_have_value(FUNCTIONS)
    reader.page.get_by_label("Integrated Care Fellows Programme").check()
    expect(reader.page.get_by_text("Search in 1 of 5 documents")).to_be_visible()
    expect(reader.page.get_by_role("alert")).to_have_count(0)
    reader.look("filter")
    reader.ask(FELLOWS)
    for title in reader.last.locator(".ics-title").all():
        expect(title).to_have_text("Integrated Care Fellows Programme")
    shown = reader.page.get_by_role("button", name="Search in 1 of 5 documents")
    expect(shown).to_have_attribute("aria-expanded", "false")  # the open list covers an answer
    reader.page.reload()
    expect(reader.last).to_contain_text("12 months", timeout=PATIENCE)
    expect(shown).to_be_visible()
    reader.page.get_by_role("button", name="New conversation").click()
    expect(reader.page.get_by_role("button", name="Search in all documents")).to_be_visible()


def test_a_refusal_of_the_documents_chosen_offers_to_ask_in_all(reader: Reader) -> None:
    reader.page.get_by_role("button", name="Search in all documents").click()
    for box in reader.page.locator("#ics-documents input").all():
        box.uncheck()
    reader.page.get_by_label("Integrated Care Fellows Programme").check()
    expect(reader.page.get_by_text("Search in 1 of 5 documents")).to_be_visible()
    reader.ask(TAMESIDE)
    expect(reader.last.get_by_role("heading", name="The documents you chose do not cover this")).to_be_visible()
    expect(reader.last).to_contain_text("Only 1 of 5 documents was searched (“Integrated Care Fellows Programme”).")
    expect(reader.last).not_to_contain_text("?.")
    reader.look("not-covered-by-the-chosen")
    elsewhere = reader.last.get_by_role("button", name="Ask in all documents")
    reader.tab_to(elsewhere, backwards=True)
    reader.page.keyboard.press("Enter")
    expect(reader.last).to_contain_text("92%", timeout=20_000)
    expect(reader.exchanges).to_have_count(1)
    expect(reader.page.get_by_role("button", name="Search in all documents")).to_be_visible()
    expect(reader.last.get_by_role("heading", level=2)).to_be_focused()


def test_by_keyboard_alone(reader: Reader) -> None:
    keys = reader.page.keyboard
    reader.tab_to(reader.page.get_by_role("link", name="Skip to the question box"), backwards=True)
    keys.press("Enter")
    expect(reader.box).to_be_focused()
    reader.tab_to(reader.page.get_by_role("button", name=FUNCTIONS), backwards=True)
    keys.press("Enter")
    reader.answered(FUNCTIONS)
    expect(reader.last).to_contain_text("organising around a shared purpose")
    expect(reader.last.get_by_role("heading", level=2)).to_be_focused()
    mark = reader.last.locator("a.ics-mark").nth(1)
    reader.tab_to(mark)
    keys.press("Enter")
    expect(reader.last.locator("[data-back]:focus")).to_have_count(1)
    keys.press("Enter")
    expect(mark).to_be_focused()
    reader.tab_to(reader.last.get_by_role("button", name="Helpful", exact=True))
    keys.press("Enter")
    expect(reader.last.get_by_role("group", name="What was good about it?")).to_be_visible()
    reader.tab_to(reader.last.locator("input[type=radio]").first)
    keys.press("Space")
    reader.tab_to(reader.last.get_by_role("button", name="Send"))
    keys.press("Enter")
    expect(reader.last).to_contain_text("your reason was kept")
    reader.tab_to(reader.box)
    keys.type(SALARY)
    keys.press("Enter")
    reader.answered(SALARY)
    reader.tab_to(reader.last.locator("summary").first, backwards=True)
    keys.press("Enter")
    reader.tab_to(reader.page.get_by_role("button", name="New conversation"), backwards=True)
    keys.press("Enter")
    expect(reader.exchanges).to_have_count(0)


def test_the_last_question_is_asked_again_changed_and_copied(wide: Reader) -> None:
    wide.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    wide.ask(TAMESIDE)
    wide.last.get_by_role("button", name="Copy with sources").click()
    expect(wide.status).to_have_text("Copied with its sources.")
    copied = wide.page.evaluate("navigator.clipboard.readText()")
    for said in (TAMESIDE, "92%", "Sources:", "[1] ", "from our briefing on it"):
        assert said in copied
    before = wide.last.get_attribute("data-exchange")
    wide.last.get_by_role("button", name="Ask again").click()
    expect(wide.last).not_to_have_attribute("data-exchange", before or "", timeout=20_000)
    expect(wide.exchanges).to_have_count(1)
    wide.last.get_by_role("button", name="Edit question").click()
    expect(wide.box).to_have_value(TAMESIDE)
    expect(wide.box).to_be_focused()
    wide.page.get_by_role("button", name="Leave it as it was").click()
    expect(wide.box).to_have_value("")
    wide.last.get_by_role("button", name="Edit question").click()
    expect(wide.page.get_by_text("You are changing your last question")).to_be_visible()
    wide.look("editing")
    wide.ask(FELLOWS)
    expect(wide.exchanges).to_have_count(1)
    expect(wide.page.locator(".ics-kept li > a")).to_contain_text([FELLOWS])  # its title goes with it
    wide.page.reload()
    expect(wide.exchanges).to_have_count(1, timeout=20_000)
    expect(wide.last).to_contain_text("12 months")


def test_a_question_on_its_way_outlives_what_is_done_beside_it(wide: Reader, server: Server) -> None:
    page = wide.page
    page.on("dialog", lambda dialog: dialog.accept())
    wide.ask(SALARY)
    page.get_by_role("button", name="New conversation").click()
    expect(wide.exchanges).to_have_count(0)
    wide.ask(TAMESIDE)
    with waiting(server, 60):
        wide.box.fill(FELLOWS)
        wide.box.press("Enter")
        expect(page.get_by_text(re.compile(r"yours is number \d+ in the queue"))).to_be_visible(timeout=PATIENCE)
        page.get_by_role("button", name="Not helpful").click()
        expect(wide.status).to_have_text("Thank you: your rating was kept with the answer.")
        page.get_by_label(f"Rename or delete: {SALARY}").click()
        page.locator(".ics-kept li", has_text=SALARY).get_by_role("button", name="Delete").click()
        expect(page.locator(".ics-kept li")).to_have_count(1)
        expect(page.get_by_role("button", name="Stop")).to_be_visible()
        expect(page.locator("#ics-last .ics-question")).to_contain_text(FELLOWS)
        page.get_by_role("link", name=TAMESIDE).click()
        expect(page.get_by_role("alert")).to_contain_text(f"“{FELLOWS}” was stopped")
        expect(wide.box).to_have_value(FELLOWS)
        expect(page.get_by_role("button", name="Stop")).to_be_hidden()
        expect(wide.last).to_contain_text(TAMESIDE)
        wide.look("left")


def test_an_answer_is_waited_for_and_stopped(reader: Reader, server: Server) -> None:
    reader.ask(TAMESIDE)
    with waiting(server, 100):
        reader.box.fill(FELLOWS)
        reader.page.get_by_role("button", name="Ask", exact=True).press("Enter")
        expect(reader.page.get_by_text(re.compile(r"yours is number \d+ in the queue"))).to_be_visible(timeout=10_000)
        expect(reader.page.locator("#ics-last .ics-question")).to_be_focused()
        reader.look("waiting")
        reader.box.fill(SALARY)  # a second one waits in the box, and does nothing to the first
        reader.box.press("Enter")
        reader.page.wait_for_timeout(1_000)
        expect(reader.box).to_have_value(SALARY)
        expect(reader.page.locator("#ics-last .ics-question")).to_contain_text(FELLOWS)
        reader.box.fill("")
        reader.page.get_by_role("button", name="Stop").press("Enter")
        expect(reader.box).to_have_value(FELLOWS)
        expect(reader.page.get_by_role("button", name="Stop")).to_be_hidden()
        expect(reader.status).to_contain_text("Stopped")
        stopped = reader.page.locator(".ics-stopped")
        expect(stopped.get_by_role("heading", name=FELLOWS)).to_be_focused()
        reader.in_sight(
            stopped.get_by_text("Stopped: nothing of this answer was kept. Your question is in the box again.")
        )
        expect(reader.exchanges).to_have_count(1)
        reader.look("stopped")
    stopped.get_by_role("button", name="Ask again").click()
    reader.answered(FELLOWS)
    expect(stopped).to_have_count(0)
    expect(reader.box).to_have_value("")
    expect(reader.exchanges).to_have_count(2)


def test_a_change_that_is_stopped_is_still_a_change(wide: Reader, server: Server) -> None:
    wide.ask(TAMESIDE)
    with waiting(server, 40):
        wide.last.get_by_role("button", name="Edit question").click()
        expect(wide.box).to_have_value(TAMESIDE)
        wide.box.fill(FELLOWS)
        wide.box.press("Enter")
        wide.page.get_by_role("button", name="Stop").click()
        expect(wide.page.get_by_text("You are changing your last question")).to_be_visible()
        expect(wide.last.get_by_role("heading", level=2)).to_contain_text(TAMESIDE)
    wide.box.press("Enter")
    wide.answered(FELLOWS)
    expect(wide.exchanges).to_have_count(1)


def test_what_comes_after_a_question_was_stopped_is_not_shown(wide: Reader, server: Server) -> None:
    wide.ask(TAMESIDE)
    wide.page.route("**/cancel", lambda route: route.abort())  # as if it came late: the server goes on telling
    with waiting(server, 60):
        wide.box.fill(FELLOWS)
        wide.box.press("Enter")
        wide.page.get_by_role("button", name="Stop").click()
        expect(wide.page.locator(".ics-stopped")).to_be_visible()
        wide.page.wait_for_timeout(5_000)
        stopped = wide.page.locator(".ics-stopped").get_by_role("heading", name=FELLOWS)
        expect(stopped).to_be_visible()
        expect(stopped).to_be_focused()
        expect(wide.page.get_by_role("button", name="Stop")).to_be_hidden()


def test_on_a_touch_screen_the_keyboard_goes_when_a_question_is_asked(
    browser: Browser, server: Server, pictures: Path
) -> None:
    with opened(browser, server.address, pictures, width=360, has_touch=True, is_mobile=True) as reader:
        reader.visit()
        reader.ask(FELLOWS)
        expect(reader.last.get_by_role("heading", level=2)).to_be_focused()


def test_a_question_that_is_being_typed_outlives_a_suggestion(wide: Reader) -> None:
    wide.ask(TAMESIDE)
    wide.box.fill(SALARY)
    offered = wide.last.get_by_role("region", name="What you could ask next").get_by_role("button").first
    question = offered.inner_text()
    offered.click()
    wide.answered(question)
    expect(wide.box).to_have_value(SALARY)


def test_what_is_typed_or_not_answered_yet_outlives_the_page(wide: Reader, server: Server) -> None:
    wide.box.fill(SALARY)
    wide.page.reload()
    expect(wide.box).to_have_value(SALARY, timeout=PATIENCE)
    with waiting(server, 6):
        wide.box.press("Enter")
        expect(wide.page.locator("[data-exchange=asked]")).to_contain_text(SALARY, timeout=PATIENCE)
        expect(wide.box).to_have_value("")
        wide.page.reload()
        expect(wide.box).to_have_value(SALARY, timeout=PATIENCE)
    wide.box.press("Enter")
    wide.answered(SALARY)
    wide.page.reload()
    expect(wide.last.get_by_role("heading", level=2)).to_contain_text(SALARY, timeout=PATIENCE)
    expect(wide.box).to_have_value("")


@contextmanager
def waiting(server: Server, number: int) -> Iterator[None]:
    """Keep the server busy with so many questions of others, who leave at the end."""
    left = threading.Event()

    def ask() -> None:
        body = {"question": FUNCTIONS}
        with httpx.stream("POST", f"{server.address}/v1/ask/stream", json=body, timeout=120) as answer:
            any(left.is_set() for _ in answer.iter_lines())

    others = [threading.Thread(target=ask) for _ in range(number)]
    for other in others:
        other.start()
    try:
        yield
    finally:  # else they would stand in the way of the tests that follow
        left.set()
        for other in others:
            other.join()


def test_an_empty_question_is_told_in_sight_and_the_next_is_answered(reader: Reader) -> None:
    reader.ask(TAMESIDE)
    reader.page.mouse.wheel(0, -9_000)
    reader.page.get_by_role("button", name="Ask", exact=True).click()
    reader.in_sight(reader.page.get_by_role("alert").get_by_text("Type a question first."))
    expect(reader.page.get_by_role("button", name="Stop")).to_be_hidden()
    reader.look("empty-question")
    reader.page.get_by_role("button", name="Search in all documents").click()
    reader.tab_to(reader.page.get_by_role("button", name="New conversation"), backwards=True)
    reader.ask(FELLOWS)
    expect(reader.page.get_by_role("alert")).to_have_count(0)


def test_a_new_conversation_has_forgotten_the_old(wide: Reader) -> None:
    wide.ask(TAMESIDE)
    expect(wide.last).to_contain_text("Tameside")
    wide.page.get_by_role("button", name="New conversation").click()
    expect(wide.exchanges).to_have_count(0)
    wide.ask("How long does it last?")
    assert "Tameside" not in wide.last.inner_text()


def test_the_description_of_the_api_shows_its_operations(wide: Reader) -> None:
    paths = httpx.get(f"{wide.address}/openapi.json", timeout=30).json()["paths"]
    wide.page.goto(f"{wide.address}/docs")
    expect(wide.page.get_by_text("/v1/ask/stream").first).to_be_visible(timeout=20_000)
    assert wide.page.locator(".opblock").count() == sum(map(len, paths.values()))
