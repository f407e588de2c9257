"""Journeys of a team through its plan: in sittings, by mouse and by keyboard, with files out and in, in two tabs."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import docx
import httpx2 as httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.drafting.kept_plan import Kind, read_kept, write_kept
from assistant.store import FILE
from assistant.works import Work, Works
from tests.browser.conftest import BOTH
from tests.browser.reader import PATIENCE, Reader, Screen, beside, opened
from tests.served import Server, served

pytestmark = pytest.mark.slow
# Drafting takes some seconds on a quiet machine, and many times that on a busy one.
DRAFTING = 4 * PATIENCE
PROBLEM = "Residents of care homes are taken to hospital for falls that homes could manage."
HOSTILE = (
    '<script>window.ran = "script"</script><img src="https://elsewhere.example/a.png" onerror="window.ran = 1"> '
    "`${window.ran = 1}` {{constructor.constructor('window.ran=1')()}} </textarea></form><svg onload='window.ran=1'>"
)


def drafted(server: Server, **brief: Any) -> str:
    """Return the link of a plan that is drafted."""
    kept = f"{server.address}/v1/plans/kept"
    told = {"problem": PROBLEM, "place": "Two valleys", "months": 9, **brief}
    link = httpx.post(kept, json={"brief": told}).json()["link"]
    answer = httpx.post(f"{kept}/{link}/draft", json={"after": 1}, timeout=300)
    assert answer.status_code == 200, answer.text
    return str(link)


def visit(reader: Reader, address: str) -> None:
    reader.read(f"/plans?{address}")
    expect(reader.page.locator(".plans")).to_be_visible(timeout=PATIENCE)


def line(page: Page, kind: str) -> Locator:
    """Return the first line of a kind by its id, which stays when the kind does not."""
    found = page.locator(f"li.line.{kind}").first
    return page.locator(f"#{found.get_attribute('id')}")


def change(shown: Locator, text: str) -> None:
    shown.locator(".change > summary").click()
    shown.get_by_label("The line").fill(text)
    shown.get_by_role("button", name="Save the line").click()


def test_a_plan_is_begun_drafted_and_worked_on(visitor: Reader) -> None:
    visitor.read("/plans")
    page = visitor.page
    visitor.look("plans-start")
    page.get_by_role("button", name="Begin a plan").click()
    field = page.get_by_label("Where is the project?")
    expect(field).to_be_visible(timeout=PATIENCE)
    assert "link=" in page.url
    visitor.look("plans-step")
    field.fill("Two valleys")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("What is the problem").fill(PROBLEM)
    # Who goes to another step takes along what was typed.
    page.get_by_role("button", name="Team").click()
    expect(page.get_by_role("button", name=re.compile("Problem filled in"))).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Role").first.fill("paramedic")
    page.get_by_label("Organisation").first.fill("ambulance service")
    page.get_by_role("button", name="Add another person").click()
    page.get_by_label("Role").last.fill("GP")
    visitor.look("plans-team")
    page.get_by_role("button", name="Save and see the whole brief").click()
    expect(page.get_by_text("paramedic (ambulance service)\nGP")).to_be_visible(timeout=PATIENCE)
    visitor.look("plans-brief")
    page.get_by_role("button", name="Draft the plan").click()
    expect(page.get_by_role("progressbar")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Project plan: Two valleys")).to_be_visible(timeout=DRAFTING)
    for name in ("The sources say", "You say", "To be confirmed", "Not known"):
        expect(page.locator(".line .kind", has_text=name).first).to_be_visible()
    guidance = line(page, "guidance")
    guidance.locator(".ics-mark").first.click()
    expect(guidance.locator("blockquote").first).to_be_focused()
    visitor.look("plans-drafted")
    change(guidance, "Bananas are good for 97 elephants.")
    expect(guidance.locator(".kind")).to_have_text("You say", timeout=PATIENCE)
    expect(guidance).to_contain_text("You changed what the sources say")
    visitor.look("plans-edited")
    section = page.locator("section:has(> #section-time)")
    section.locator(".ask > summary").click()
    section.get_by_label("Your question").fill("How much protected time do fellows get?")
    section.get_by_role("button", name="Ask", exact=True).click()
    expect(section.locator("#answer")).to_be_visible(timeout=PATIENCE)
    visitor.look("plans-answer")
    said = section.locator(".claim > p").first.inner_text()
    first = section.get_by_role("checkbox", name="Choose this").first
    box = first.bounding_box()
    assert box is not None
    assert box["width"] < 30, "it looks like a field of text"
    first.uncheck()
    section.get_by_role("button", name="Take what is chosen into the plan").click()
    assert first.evaluate("box => box.validationMessage") == "Choose what is to be taken."
    first.check()
    section.get_by_role("button", name="Take what is chosen into the plan").click()
    taken = section.locator("li.line").last
    expect(taken).to_contain_text(re.sub(r"\s*\[\d+\]$", "", said), timeout=PATIENCE)
    expect(taken.locator(".kind")).to_have_text("The sources say")


def test_a_plan_is_written_in_three_sittings_with_a_restart_between(
    browser: Browser, server: Server, pictures: Path
) -> None:
    links = [_first_sitting(browser, server, pictures, screen) for screen in BOTH]
    # A server that was started afterwards knows nothing but what stands in the home folder.
    with served(server.home) as second:
        told = [_second_sitting(browser, second, pictures, *each) for each in zip(BOTH, links, strict=True)]
    with served(server.home) as third:
        for screen, link, texts in zip(BOTH, links, told, strict=True):
            _third_sitting(browser, third, pictures, screen, link, texts)


def _first_sitting(browser: Browser, server: Server, pictures: Path, screen: Screen) -> str:
    """Begin a plan and fill in a part of its brief; return its link."""
    with opened(browser, server.address, pictures, width=screen[0], scheme=screen[1]) as reader:
        reader.read("/plans")
        page = reader.page
        page.get_by_role("button", name="Begin a plan").click()
        page.get_by_label("Where is the project?").fill("Two valleys")
        page.get_by_role("button", name="Save and go on").click()
        page.get_by_label("What is the problem").fill(PROBLEM)
        page.get_by_role("button", name="Save and go on").click()
        expect(page.get_by_label("Who asked for the project?")).to_be_visible(timeout=PATIENCE)
        link = page.get_by_label("Link of this plan").input_value()
        page.get_by_role("button", name="Copy link").click()
        expect(page.get_by_text("The link was copied.")).to_be_visible()
        assert link.startswith(f"{server.address}/plans?link=")
    return link


def _second_sitting(browser: Browser, server: Server, pictures: Path, screen: Screen, link: str) -> list[str]:
    """Fill in the rest and draft the plan; return what its lines say."""
    with opened(browser, server.address, pictures, width=screen[0], scheme=screen[1]) as reader:
        visit(reader, link.split("?")[1])
        page = reader.page
        expect(page.get_by_text(PROBLEM)).to_be_visible()
        page.get_by_role("button", name=re.compile("Change ?: Time")).click()
        page.get_by_label("How many months").fill("9")
        page.get_by_role("button", name="Save and see the whole brief").click()
        page.get_by_role("button", name="Draft the plan").click()
        expect(page.get_by_role("heading", name="Project plan: Two valleys")).to_be_visible(timeout=DRAFTING)
        expect(page.get_by_role("table").get_by_role("row")).to_have_count(9)
        reader.look("plans-second-sitting")
        return page.locator(".line .told > p:first-child").all_inner_texts()


def _third_sitting(
    browser: Browser, server: Server, pictures: Path, screen: Screen, link: str, texts: list[str]
) -> None:
    """Open the plan by its link, and work on its lines."""
    with opened(browser, server.address, pictures, width=screen[0], scheme=screen[1]) as reader:
        reader.read("/plans")
        page = reader.page
        page.get_by_label("Link of the plan").fill(link)
        page.get_by_role("button", name="Open").click()
        expect(page.get_by_role("heading", name="Project plan: Two valleys")).to_be_visible(timeout=PATIENCE)
        assert page.locator(".line .told > p:first-child").all_inner_texts() == texts
        row = page.get_by_role("row").filter(has_text="Aim and two or three measures")
        row.locator(".change > summary").click()
        row.get_by_label("What is reached").fill("Aim agreed")
        row.get_by_label("Last month").fill("4")
        row.get_by_role("button", name="Save the milestone").click()
        expect(page.get_by_role("row").filter(has_text="Aim agreed")).to_contain_text("Months 2 to 4", timeout=PATIENCE)
        gap = line(page, "gap")
        gap.locator(".change > summary").click()
        gap.get_by_label("What did you find out?").fill("1,900 residents.")
        gap.get_by_role("button", name="Save what we found out").click()
        expect(gap.locator(".kind")).to_have_text("You say", timeout=PATIENCE)
        confirm = line(page, "assumption")
        confirm.locator(".change > summary").click()
        confirm.get_by_role("button", name="It is confirmed").click()
        expect(confirm).to_contain_text("that it was confirmed by", timeout=PATIENCE)
        reader.look("plans-third-sitting")


PRESSED_AT_ONCE = """() => new MutationObserver((_, watching) => {
    const button = [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === "Save and go on");
    if (!button) return;
    watching.disconnect();
    button.click();
}).observe(document.body, { childList: true, subtree: true })"""


def test_what_is_pressed_as_soon_as_it_is_shown_is_done(wide: Reader) -> None:
    wide.read("/plans")
    wide.page.evaluate(PRESSED_AT_ONCE)
    wide.page.get_by_role("button", name="Begin a plan").click()
    expect(wide.page.get_by_role("heading", name="What is the problem, in your own words?")).to_be_visible(
        timeout=PATIENCE
    )


def test_a_step_keeps_what_was_typed_in_it_and_nothing_of_another(wide: Reader) -> None:
    wide.read("/plans")
    page, go_on = wide.page, wide.page.get_by_role("button", name="Save and go on")
    page.get_by_role("button", name="Begin a plan").click()
    page.get_by_role("button", name="What is known empty").click()
    page.get_by_label("What is known already?").fill("Forty falls a month.", timeout=PATIENCE)
    go_on.click()
    expect(page.get_by_label("What worries you?")).to_have_value("", timeout=PATIENCE)
    page.get_by_role("button", name="Sponsor empty").click()
    page.get_by_label("Who is the sponsor?").fill("chief nurse", timeout=PATIENCE)
    go_on.click()
    expect(page.get_by_label("How many months")).to_have_value("", timeout=PATIENCE)
    # What is refused twice in the same words is answered twice.
    page.get_by_role("button", name="Problem empty").click()
    for told in ("Mrs Smith has dementia.", "Mrs Jones has dementia."):
        page.get_by_label("What is the problem").fill(told, timeout=PATIENCE)
        go_on.click()
        expect(page.locator(".plans > [role=status]")).to_be_empty(timeout=PATIENCE)
        expect(page.get_by_role("alert")).to_contain_text("identify a person")
        expect(page.get_by_label("What is the problem")).to_have_value(told)
    page.get_by_label("What is the problem").fill(PROBLEM)
    go_on.click()
    # What is pressed while something is being done is not: the page says "One moment…".
    expect(page.locator(".plans > [role=status]")).not_to_contain_text("One moment", timeout=PATIENCE)
    page.get_by_role("button", name="Team empty").click(timeout=PATIENCE)
    for number in range(4):
        if number >= page.get_by_label("Role").count():
            page.get_by_role("button", name="Add another person").click()
        page.get_by_label("Organisation").nth(number).fill(f"trust {number}")
    go_on.click()
    expect(page.get_by_role("alert")).to_contain_text("member 1 of the team has no role", timeout=PATIENCE)
    held = page.get_by_label("Organisation").evaluate_all("fields => fields.map((field) => field.value)")
    assert held == ["trust 0", "trust 1", "trust 2", "trust 3"]


WHILE_WAITING = """async (button) => {
    button.click();
    await new Promise((go) => setTimeout(go));
    const field = document.querySelector("form[data-key=add-time] textarea");
    field.closest("details").open = true;
    field.focus();
    field.value = "Tuesdays are theirs.";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}"""


def test_what_is_typed_stays_in_its_place_and_what_is_saved_leaves_it(wide: Reader, server: Server) -> None:
    visit(wide, f"link={drafted(server)}")
    page = wide.page
    section = page.locator("section:has(> #section-time)")
    section.locator(".add > summary").click()
    new = section.get_by_label("Your line")
    new.fill("Wednesdays are ours.")
    section.get_by_role("button", name="Add it").click()
    added = section.locator("li.line").last
    expect(added).to_contain_text("Wednesdays are ours.", timeout=PATIENCE)
    expect(new).to_have_value("")
    # What is typed in a line stays with it when the one before is removed, and so does what is typed meanwhile.
    before, kept = section.locator("li.line").first, section.locator("li.line").nth(1)
    before, kept = (page.locator(f"#{each.get_attribute('id')}") for each in (before, kept))
    kept.locator(".change > summary").click()
    kept.get_by_label("The line").fill("Half a thought")
    before.locator(".change > summary").click()
    before.get_by_role("button", name="Remove the line").evaluate(WHILE_WAITING)
    expect(before).to_have_count(0, timeout=PATIENCE)
    expect(kept.get_by_label("The line")).to_have_value("Half a thought")
    expect(new).to_have_value("Tuesdays are theirs.")
    expect(new).to_be_focused()
    typed = section.locator(".change textarea[name=text]").evaluate_all(
        "fields => fields.filter((field) => field.value !== field.defaultValue).map((field) => field.value)"
    )
    assert typed == ["Half a thought"]
    # It is still there after another part of the page was read, and the same part answers each time.
    for part in ("Versions", "Versions", "Plan"):
        page.get_by_role("button", name=part, exact=True).click()
        expect(page.get_by_role("button", name=part, exact=True)).to_have_attribute("aria-current", "page")
        expect(page.locator(".plans > [role=status]")).to_be_empty(timeout=PATIENCE)
    expect(kept.get_by_label("The line")).to_have_value("Half a thought", timeout=PATIENCE)


def test_a_plan_is_made_by_keyboard_alone(wide: Reader) -> None:
    wide.read("/plans")
    page = wide.page
    wide.tab_to(page.get_by_role("button", name="Begin a plan"))
    page.keyboard.press("Enter")
    expect(page.locator("#step")).to_be_focused(timeout=PATIENCE)
    wide.tab_to(page.get_by_role("button", name="Save and see the whole brief"))
    page.keyboard.press("Enter")
    expect(page.locator("#brief")).to_be_focused(timeout=PATIENCE)
    wide.tab_to(page.get_by_role("button", name=re.compile("Change ?: Problem")))
    page.keyboard.press("Enter")
    expect(page.locator("#step")).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Tab")
    page.keyboard.type(PROBLEM)
    wide.tab_to(page.get_by_role("button", name="Save and see the whole brief"))
    page.keyboard.press("Enter")
    expect(page.locator("#brief")).to_be_focused(timeout=PATIENCE)
    wide.tab_to(page.get_by_role("button", name="Draft the plan"))
    page.keyboard.press("Enter")
    expect(page.locator("#plan")).to_be_focused(timeout=DRAFTING)
    wide.tab_to(page.locator(".contents").get_by_role("link", name="Fit with system priorities"))
    page.keyboard.press("Enter")
    expect(page.locator("#section-fit")).to_be_focused()
    section = page.locator("section:has(> #section-fit)")
    guidance = section.locator("li.line.guidance").first
    wide.tab_to(guidance.locator(".ics-mark").first)
    page.keyboard.press("Enter")
    expect(guidance.locator("blockquote").first).to_be_focused()
    wide.tab_to(guidance.locator(".change > summary"))
    page.keyboard.press("Enter")
    wide.tab_to(guidance.get_by_label("The line"))
    page.keyboard.press("Control+A")
    page.keyboard.type("We serve the third aim.")
    wide.tab_to(guidance.get_by_role("button", name="Save the line"))
    page.keyboard.press("Enter")
    changed = section.locator("li.line", has_text="We serve the third aim.")
    expect(changed).to_be_focused(timeout=PATIENCE)
    expect(changed.locator(".kind")).to_have_text("You say")


def test_hostile_text_runs_nothing(wide: Reader, server: Server) -> None:
    brief = {"problem": f"{PROBLEM} {HOSTILE}", "place": HOSTILE[:290], "known": HOSTILE, "worries": HOSTILE}
    visit(wide, f"link={drafted(server, **brief)}")
    page = wide.page
    own = line(page, "yours")
    change(own, HOSTILE)
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible(timeout=PATIENCE)
    expect(own).to_contain_text("elsewhere.example")
    for part in ("Brief", "Versions"):
        page.get_by_role("button", name=part, exact=True).click()
        shown = page.get_by_role("button", name=part, exact=True)
        expect(shown).to_have_attribute("aria-current", "page", timeout=PATIENCE)
    expect(page.locator("#plans :is(script, img, svg)")).to_have_count(0)
    assert page.evaluate("window.ran") is None
    visit(wide, f"link={HOSTILE}&section={HOSTILE}".replace(" ", "%20").replace("#", "%23"))
    expect(page.get_by_role("alert")).to_contain_text("no plan is kept under this link")
    assert page.evaluate("window.ran") is None


def test_a_plan_goes_out_as_word_and_markdown_and_edited_markdown_comes_in(
    wide: Reader, server: Server, tmp_path: Path
) -> None:
    link = drafted(server)
    visit(wide, f"link={link}")
    page = wide.page
    expected = httpx.get(f"{server.address}/v1/plans/kept/{link}").json()["plan"]["citations"]
    with page.expect_download() as told:
        page.get_by_role("link", name="Save as Word").click()
    document = docx.Document(io.BytesIO(Path(told.value.path()).read_bytes()))
    quoted = [each.text for each in document.paragraphs if each.style and each.style.name == "Quote"]
    assert [re.sub(r"^\[\d+\] ", "", text) for text in quoted] == [each["display"] for each in expected]
    with page.expect_download() as told:
        page.get_by_role("link", name="Save as Markdown").click()
    markdown = Path(told.value.path()).read_text(encoding="utf-8")
    page.get_by_text("Read in an edited Markdown file").click()
    edited = tmp_path / "plan.md"
    edited.write_text(markdown.replace("- **You say:** Two valleys", "- **We say:** Two valleys"), encoding="utf-8")
    page.get_by_label("Markdown file").set_input_files(edited)
    page.get_by_role("button", name="Read it in").click()
    expect(page.get_by_role("alert")).to_contain_text("“We say” is no kind of line", timeout=PATIENCE)
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed")
    wide.look("plans-unread")
    one, two = "Each risk has one owner", "Each risk has two owners"
    more = markdown.replace(one, two).replace(
        "- **You say:** Two valleys", "- Three hills too\n- **You say:** Two valleys"
    )
    edited.write_text(more, encoding="utf-8")
    page.get_by_label("Markdown file").set_input_files(edited)
    page.get_by_role("button", name="Read it in").click()
    expect(page.get_by_text("The file was read in.")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("li.line.assumption", has_text=two)).to_be_visible()
    expect(page.locator("li.line.yours", has_text="Three hills too")).to_be_visible()


def test_two_tabs_are_told_of_each_other_and_nothing_is_lost(wide: Reader, server: Server) -> None:
    link = drafted(server)
    visit(wide, f"link={link}")
    other = beside(wide, wide.page.context.new_page())
    visit(other, f"link={link}")
    first, second = line(wide.page, "assumption"), line(other.page, "yours")
    change(first, "Agreed with everyone.")
    expect(wide.page.get_by_text("Saved.", exact=True)).to_be_visible(timeout=PATIENCE)
    # What is typed beside it, and what was refused, are both still there.
    beside_it = line(other.page, "guidance")
    beside_it.locator(".change > summary").click()
    beside_it.get_by_label("The line").fill("Half a thought")
    change(second, "Falls at night.")
    alert = other.page.get_by_role("alert")
    expect(alert).to_contain_text("version 3 was saved while you worked on version 2", timeout=PATIENCE)
    expect(alert).to_contain_text("Falls at night.")
    expect(other.page.locator("li.line", has_text="Agreed with everyone.").first).to_be_visible()
    expect(second.get_by_label("The line")).to_have_value("Falls at night.")
    expect(beside_it.get_by_label("The line")).to_have_value("Half a thought")
    other.look("plans-conflict")
    second.get_by_role("button", name="Save the line").click()
    expect(second.locator(".told > p").first).to_have_text("Falls at night.", timeout=PATIENCE)
    expect(beside_it.get_by_label("The line")).to_have_value("Half a thought")
    expect(other.page.locator("li.line", has_text="Agreed with everyone.").first).to_be_visible()
    # Who goes back from a list of versions that is old is told as well.
    other.page.get_by_role("button", name="Versions", exact=True).click()
    expect(other.page.get_by_role("heading", name="Versions of this plan")).to_be_visible(timeout=PATIENCE)
    httpx.patch(
        f"{server.address}/v1/plans/kept/{link}",
        json={"after": 4, "operation": {"do": "add", "section": "time", "text": "Meanwhile."}},
    ).raise_for_status()
    other.page.get_by_role("button", name=re.compile("Look at it ?: version 2")).click()
    other.page.get_by_role("button", name="Go back to this version").click(timeout=PATIENCE)
    expect(alert).to_contain_text("version 5 was saved while you worked on version 4", timeout=PATIENCE)
    expect(other.page.locator("li.line", has_text="Meanwhile.")).to_be_visible()


def test_back_leads_to_the_step_before(wide: Reader) -> None:
    wide.read("/plans")
    page = wide.page
    page.get_by_role("button", name="Begin a plan").click()
    place, problem = page.get_by_label("Where is the project?"), page.get_by_label("What is the problem")
    place.fill("Two valleys", timeout=PATIENCE)
    page.get_by_role("button", name="Save and go on").click()
    expect(problem).to_be_visible(timeout=PATIENCE)
    page.go_back()
    expect(place).to_have_value("Two valleys", timeout=PATIENCE)
    page.go_forward()
    expect(problem).to_be_visible(timeout=PATIENCE)


def test_versions_are_looked_at_gone_back_to_and_deleted(visitor: Reader, server: Server) -> None:
    link = drafted(server)
    visit(visitor, f"link={link}")
    page = visitor.page
    own = line(page, "yours")
    before = own.locator(".told > p").first.inner_text()
    change(own, "Something else.")
    expect(own.locator(".told > p").first).to_have_text("Something else.", timeout=PATIENCE)
    page.get_by_role("button", name="Versions", exact=True).click()
    expect(page.get_by_role("heading", name="Versions of this plan")).to_be_visible(timeout=PATIENCE)
    visitor.look("plans-versions")
    # Back leads to the part before, and not out of the plan.
    page.go_back()
    expect(own.locator(".told > p").first).to_have_text("Something else.", timeout=PATIENCE)
    page.go_forward()
    expect(page.get_by_role("heading", name="Versions of this plan")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name=re.compile("Look at it ?: version 2")).click()
    expect(page.locator("#older")).to_contain_text("This is version 2", timeout=PATIENCE)
    expect(page.locator(".change")).to_have_count(0)
    visitor.look("plans-older")
    page.get_by_role("button", name="Go back to this version").click()
    expect(page.get_by_text("Version 2 is the newest again.")).to_be_visible(timeout=PATIENCE)
    expect(own.locator(".told > p").first).to_have_text(before)
    page.get_by_role("button", name="Versions", exact=True).click()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete this plan").click()
    expect(page.get_by_text("The plan was deleted, with all its versions.")).to_be_visible(timeout=PATIENCE)
    assert "link=" not in page.url
    visit(visitor, f"link={link}")
    expect(page.get_by_role("alert")).to_contain_text("no plan is kept under this link")
    visitor.look("plans-gone")


def test_who_comes_for_a_section_is_led_to_it(wide: Reader, server: Server) -> None:
    visit(wide, "section=risks")
    page = wide.page
    expect(page.get_by_text("You came for the section “Risks, with what happened elsewhere”")).to_be_visible()
    page.get_by_label("Link of the plan").fill(drafted(server))
    page.get_by_role("button", name="Open").click()
    expect(page.locator("#section-risks")).to_be_focused(timeout=PATIENCE)
    expect(page.locator("#section-risks")).to_be_in_viewport()


def test_who_comes_with_a_problem_finds_it_in_the_brief(visitor: Reader) -> None:
    visit(visitor, urlencode({"section": "team", "problem": PROBLEM}))
    page = visitor.page
    visitor.look("plans-start-with-a-problem")
    page.get_by_role("button", name="Begin a plan").click()
    page.get_by_label("Where is the project?").fill("Two valleys", timeout=PATIENCE)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_label("What is the problem")).to_have_value(PROBLEM, timeout=PATIENCE)


def test_what_the_sources_do_not_answer_within_a_plan_has_the_nearest_passages(visitor: Reader, server: Server) -> None:
    visit(visitor, f"link={drafted(server)}")
    section = visitor.page.locator("section:has(> #section-sponsor)")
    section.locator(".ask > summary").click()
    section.get_by_label("Your question").fill("What is the salary of an ICB chief executive?")
    section.get_by_role("button", name="Ask", exact=True).click()
    answer = section.locator("#answer")
    expect(answer.get_by_role("heading", name="The nearest passages")).to_be_visible(timeout=PATIENCE)
    answer.get_by_text("Read the passage").first.click()
    expect(answer.locator(".ics-passage").first).to_be_visible()
    expect(answer.get_by_role("checkbox")).to_have_count(0)
    visitor.look("plans-not-covered")


def test_when_the_sources_have_changed_that_is_said_and_kept(visitor: Reader, server: Server) -> None:
    works, link = Works(server.home / FILE, 90), drafted(server)
    plan = read_kept(works.newest(Work.PLAN, link).body)
    lost = next(each for each in plan.whole.lines if each.kind is Kind.GUIDANCE)
    gone = tuple(replace(each, sha256="0" * 64, text="Words that stand nowhere.") for each in lost.quotations)
    older = replace(plan.whole.with_line(replace(lost, quotations=gone)), corpus="of other documents")
    works.save(Work.PLAN, link, write_kept(replace(plan, drafted=older)), "as of other documents", 2)
    visit(visitor, f"link={link}")
    page = visitor.page
    expect(page.get_by_role("heading", name="The sources have changed since")).to_be_visible()
    expect(page.locator("#changed")).to_contain_text(f"0 moved, {len(gone)} gone")
    shown = page.locator(f"#line-{lost.id}")
    expect(shown.locator(".kind")).to_have_text("To be confirmed")
    expect(shown).to_contain_text("The quotations that it rested on no longer stand in them.")
    visitor.look("plans-changed")
    page.get_by_role("button", name="Keep the plan as it was found now").click()
    expect(page.get_by_text("Saved as it was found.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="The sources have changed since")).to_have_count(0)


def test_a_brief_that_tells_of_a_person_is_refused_and_still_there(wide: Reader) -> None:
    wide.read("/plans")
    page = wide.page
    page.get_by_role("button", name="Begin a plan").click()
    page.get_by_role("button", name="Problem empty").click()
    page.get_by_label("What is the problem").fill("Mrs Smith has dementia.")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("alert")).to_contain_text("identify a person", timeout=PATIENCE)
    expect(page.get_by_label("What is the problem")).to_have_value("Mrs Smith has dementia.")
    expect(page.get_by_role("button", name="Problem empty")).to_be_visible()
    page.get_by_label("What is the problem").fill(PROBLEM)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("button", name="Problem filled in")).to_be_visible(timeout=PATIENCE)
