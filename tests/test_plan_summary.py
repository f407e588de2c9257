"""The summary of a plan stands on one page: what matters most of each kind comes before the next of any."""

from __future__ import annotations

from typing import Any

from tests.made_plans import FAR, plan
from ui.exports.plan_summary import facts_of, first_points
from ui.shapes.plan import Plan

GAPS = [{"kind": "gap", "text": f"Nobody knows of quay {number}.", "find_out": "Ask."} for number in range(5)]


def with_lines(*lines: dict[str, Any], **changes: Any) -> Plan:
    section = {"id": "time", "title": "Time", "about": "Who gives time.", "lines": list(lines)}
    return plan(sections=[section], **changes)


def near(text: str, *shares: str) -> dict[str, Any]:
    return {"kind": "guidance", "text": text, "citations": [4], "fits": "problem", "shares": list(shares)}


def asked(text: str) -> dict[str, Any]:
    return {"kind": "assumption", "text": text, "confirm_with": "sponsor"}


def texts(told: Plan) -> list[str]:
    return [point.line.text for point in first_points(told)]


def test_guidance_near_to_the_brief_stands_first_then_what_is_asked_then_what_is_not_known() -> None:
    told = with_lines(
        *GAPS, asked("One day is kept."), near(FAR, "teams"), near(f"{FAR} They met.", "teams", "sponsors")
    )
    assert texts(told) == [f"{FAR} They met.", FAR, "One day is kept.", *(each["text"] for each in GAPS[:3])]


def test_guidance_that_fits_no_field_or_is_long_is_not_read_first() -> None:
    assert texts(with_lines(near(FAR), near("Quays met. " * 40, "quays"))) == []


def test_what_does_not_stand_on_the_page_is_left_out_and_the_first_of_each_kind_is_not() -> None:
    long = [near(f"{number}: " + "Quays met and agreed. " * 15, "quays") for number in range(3)]
    story = "Ropes break on every quay, and nobody mends them before the tide is out. " * 12
    brief = {"problem": story, "people_affected": story, "place": story, "sponsor": story, "requested_by": story}
    told = with_lines(*long, *GAPS, *(asked(f"Day {number} is kept.") for number in range(3)), brief=brief)
    assert {type(each).__name__ for each in (point.line for point in first_points(told))} == {
        "Guidance",
        "Gap",
        "Assumption",
    }
    assert len(first_points(told)) < 9
    assert len(first_points(with_lines(*GAPS, *(asked(f"Day {number} is kept.") for number in range(3))))) == 6


def test_the_brief_is_told_in_short_with_what_it_leaves_empty() -> None:
    facts = dict(facts_of(plan()))
    assert facts["The problem"] == "Too many *falls* at night"
    assert facts["Sponsor"] == "not known yet"
    assert facts["Time"] == "6 months"
