"""A plan drafted anew keeps what the team changed and added, leaves out what it removed, and follows the brief."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.drafting.brief import Brief, Member, brief_json
from assistant.drafting.editing import Change, Do, Edited, fill_in, make_change, move_milestone
from assistant.drafting.kept_plan import KeptLine, KeptPlan, Kind, plan_of
from assistant.drafting.planner import draft_plan
from assistant.drafting.rechecking import Found, recheck
from assistant.drafting.redrafting import draft_kept
from assistant.errors import UsageError
from assistant.pipeline import Assistant

pytestmark = pytest.mark.slow
BRIEF = Brief(
    "Residents of care homes are taken to hospital for falls that homes could manage.",
    place="Two valleys",
    team=(Member("paramedic", "ambulance service"),),
    months=9,
    worries="Homes feel blamed.",
)
TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def drafted(assistant_on_briefings: Assistant) -> Edited:
    return draft_kept(assistant_on_briefings, KeptPlan(BRIEF), TODAY)


def texts(plan: KeptPlan, section: str) -> list[str]:
    return [line.text for line in plan.whole.section(section).lines]


def first(plan: KeptPlan, section: str, kind: Kind) -> KeptLine:
    return next(line for line in plan.whole.section(section).lines if line.kind is kind)


def test_what_is_drafted_is_the_plan_of_its_brief(assistant_on_briefings: Assistant, drafted: Edited) -> None:
    documents = {each.id: each for each in assistant_on_briefings.documents}
    assert plan_of(drafted.plan, documents) == draft_plan(assistant_on_briefings, BRIEF)
    assert (drafted.note, drafted.plan.whole.day) == ("drafted", "2026-11-26")
    ids = [line.id for line in drafted.plan.whole.lines]
    assert ids == [f"l{number}" for number in range(1, len(ids) + 1)]
    assert set(recheck(drafted.plan, documents).found) == {Found.THERE}


def test_drafted_anew_it_is_the_same_line_by_line(assistant_on_briefings: Assistant, drafted: Edited) -> None:
    again = draft_kept(assistant_on_briefings, drafted.plan, TODAY)
    assert list(again.plan.whole.lines) == list(drafted.plan.whole.lines)
    assert again.note == "drafted anew, with your own lines"


def test_the_teams_lines_stay_and_what_it_removed_stays_out(assistant_on_briefings: Assistant, drafted: Edited) -> None:
    documents = {each.id: each for each in assistant_on_briefings.documents}
    plan = drafted.plan
    guidance, assumption = first(plan, "time", Kind.GUIDANCE), first(plan, "time", Kind.ASSUMPTION)
    removed = next(line for line in plan.whole.lines if line.kind is Kind.GUIDANCE and line != guidance)
    for change in (
        Change(Do.EDIT, guidance.id, "We know better."),
        Change(Do.SETTLE, assumption.id),
        Change(Do.ADD, "people", "We met twelve families."),
        Change(Do.REMOVE, removed.id),
    ):
        plan = make_change(plan, change, documents).plan
    plan = move_milestone(plan, 2, "Families heard", 1, 4).plan
    plan = fill_in(plan, {"sponsor": "the chief nurse"}).plan
    again = draft_kept(assistant_on_briefings, plan, TODAY).plan
    assert guidance.text not in texts(again, "time")
    place = texts(plan, "time").index("We know better.")
    assert texts(again, "time")[place] == "We know better."
    assert texts(again, "time").count(assumption.text) == 1
    assert again.whole.line(assumption.id).kind is Kind.YOURS
    assert "We met twelve families." in texts(again, "people")
    assert removed.text not in [line.text for line in again.whole.lines]
    assert "the chief nurse" in texts(again, "sponsor")
    assert again.whole.milestones[1].title == "Families heard"
    assert "Months 1 to 4: Families heard." in texts(again, "milestones")
    assert len([text for text in texts(again, "milestones") if text.startswith("Month")]) == 8


def test_other_months_move_what_the_team_did_not(assistant_on_briefings: Assistant, drafted: Edited) -> None:
    plan = move_milestone(drafted.plan, 2, "Families heard", 1, 4).plan
    again = draft_kept(assistant_on_briefings, fill_in(plan, {"months": 18}).plan, TODAY).plan
    assert (again.whole.milestones[1].title, again.whole.milestones[1].end) == ("Families heard", 4)
    assert again.whole.milestones[-1].end == 18
    assert len([text for text in texts(again, "milestones") if text.startswith("Month")]) == 8


def test_there_has_to_be_a_problem(assistant_on_briefings: Assistant) -> None:
    nothing = fill_in(KeptPlan(), brief_json(Brief("", place="Two valleys"))).plan
    with pytest.raises(UsageError, match="the field 'problem' is empty"):
        draft_kept(assistant_on_briefings, nothing, TODAY)
