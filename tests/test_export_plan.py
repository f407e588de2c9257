"""A plan as Markdown: every line with its kind in words, every source with its quotation, nothing that links."""

from __future__ import annotations

import re

from tests.made_plans import DAY, DESK, FAR, LEAD, plan
from ui.exports.plan import plan_markdown
from ui.exports.plan_parts import addition
from ui.shapes.plan import Guidance


def test_the_lines_of_a_section_say_their_kind() -> None:
    told = plan_markdown(plan())
    section = told[told.index("## 1 Time") : told.index("## 2 Milestones")]
    assert section == (
        "## 1 Time & cover\n\n*Who gives time.*\n\n"
        "- **You say:** 6 months *Your brief on the time.*\n"
        f"- **The sources say:** {FAR} [4] *Near to what worries you: both speak of sponsors.*\n"
        f"- **The sources say:** {LEAD} [1]\n  - {DAY} [2]\n  - {DESK} [3]\n"
        "- **To be confirmed:** One day is kept. *Confirm with: employers.*\n\n"
    )
    assert "- **Not known:** The sources have nothing on this. *Find out: Ask the board.*" in told


def test_the_summary_stands_first_and_says_what_is_not_known() -> None:
    told = plan_markdown(plan())
    summary = told[: told.index("## 1 Time")]
    assert summary.startswith("# Project plan: Two valleys\n\nDrafted on 25 November 2026 ")
    assert "- **The problem:** Too many \\*falls\\* at night" in summary
    assert "- **Sponsor:** not known yet" in summary
    assert f"- **The sources say:** {FAR} [4]" in summary
    assert "(section 2 Milestones)" in summary
    assert "Lines: 2 “The sources say”, 1 “You say”, 1 “To be confirmed”, 1 “Not known”." in summary
    assert "1 publication speaks in it, with 4 checked quotations." in summary


def test_a_plan_says_which_weak_point_it_was_begun_from() -> None:
    begun = plan().model_copy(update={"begun_from": "core.2 in “Self-assessment: Two Valleys”"})
    assert "- **Begun from:** core.2 in “Self-assessment: Two Valleys”\n" in plan_markdown(begun)
    assert "Begun from" not in plan_markdown(plan())


def test_every_citation_is_listed_with_its_quotation() -> None:
    told = plan_markdown(plan())
    sources = told[told.index("## Sources") :]
    assert re.findall(r"\[\d\]", sources) == ["[1]", "[2]", "[3]", "[1]", "[2]", "[3]", "[4]"]
    assert f"> {FAR}" in sources
    assert "section “Time > Cover”, page 4" in sources
    assert "Publisher of the cover, The cover, undated, a sketch: 4 quotations" in told
    assert "- Written before the Act." in told


def test_a_plan_of_gaps_has_no_sources() -> None:
    told = plan_markdown(plan(sections=[], examples=[], citations=[], milestones=[], notices=[]))
    assert "No publication speaks in this plan." in told
    assert "## Sources" not in told
    assert "## Nearest examples" not in told


def test_nothing_links_to_anything() -> None:
    brief = {"problem": "[here](http://evil.example) <img src=x> `code`"}
    told = plan_markdown(plan(brief=brief))
    assert told.startswith("# Project plan: [here\\](http://evil.example) \\<img src=x> \\`code\\`")
    assert "](http" not in told.replace("\\](http", "")


def test_an_interviewees_words_are_said_to_be_theirs() -> None:
    made = plan()
    spoken = made.citations[3].model_copy(update={"speaker": "A chief nurse"})
    told = plan_markdown(made.model_copy(update={"citations": [*made.citations[:3], spoken]}))
    assert (
        f"{FAR} [4] *In the words of A chief nurse, interviewed. Near to what worries you: both speak of sponsors.*"
        in told
    )


def test_a_list_said_in_part_bears_its_mark() -> None:
    whole = plan()
    section = whole.sections[0]
    part = [each.model_copy(update={"listed": [2, 7]} if each.kind == "guidance" else {}) for each in section.lines]
    text = plan_markdown(whole.model_copy(update={"sections": [section.model_copy(update={"lines": part})]}))
    assert "*2 of 7 items of the list; the rest stands in its source.*" in text
    assert "items of the list" not in plan_markdown(whole)


def test_a_mark_that_the_team_typed_is_said_to_be_no_source() -> None:
    whole = plan()
    section = whole.sections[0]
    typed = [
        each.model_copy(update={"text": "Six months, says [1]"} if each.kind == "yours" else {})
        for each in section.lines
    ]
    told = plan_markdown(whole.model_copy(update={"sections": [section.model_copy(update={"lines": typed})]}))
    assert "was typed by the team, and is no source of this plan.*" in told
    assert told.count("typed by the team") == 1


def test_what_stands_in_the_heading_alone_is_not_said_to_stand_in_the_line() -> None:
    made = plan()
    (line,) = (each for each in made.sections[0].lines if isinstance(each, Guidance) and each.shares)
    for shares, told in (
        (["quays", "sponsors"], "both speak of sponsors."),
        (["quays"], "it stands below a heading that speaks of quays."),
    ):
        assert addition(line.model_copy(update={"shares": shares}), made) == f"Near to what worries you: {told}"
