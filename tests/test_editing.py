"""A change of the team's leaves every line one of the four kinds: what its quotations do not hold is the team's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.drafting.brief import Brief, Member
from assistant.drafting.editing import MOST_MADE, MOST_TEXT, Change, Do, Edited, fill_in, make_change, move_milestone
from assistant.drafting.kept_plan import KeptLine, KeptPlan, Kind
from assistant.errors import BriefRefusedError, UsageError
from tests.made_kept import CONFIRM, DAY, FIRST, HELD, LIST, SAYS, TOLD, UNKNOWN, kept


def change(do: Do, target: str, text: str = "") -> Edited:
    return make_change(kept(), Change(do, target, text), HELD)


def line(edited: Edited, id: str) -> KeptLine:
    return edited.plan.whole.line(id)


@pytest.mark.parametrize("text", ["fellows get 1 day a week for a year", "The fellows get one day a week for a year."])
def test_guidance_whose_words_are_only_written_otherwise_stays_guidance(text: str) -> None:
    edited = change(Do.EDIT, SAYS, text)
    before = kept().whole.line(SAYS)
    assert line(edited, SAYS) == replace(before, text=text, own=True, origin=DAY)
    assert edited.note == f"changed: {text}"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Fellows get two days a week for a year.", "a number or what it counts is not in them"),
        ("Fellows of Essex get one day a week for a year.", "a name is not in them"),
        ("Fellows do not get one day a week for a year.", "they deny something else"),
        ("Fellows lose one day a week for a year.", "“lose” stands in the place of “get”"),
        ("Fellows get one day a week.", "“for year” is left out"),
        ("Fellows mainly get one day a week for a year.", "“mainly” is added"),
        ("Teams buy fruit.", "most of the words are not theirs"),
    ],
)
def test_guidance_that_says_more_less_or_something_else_becomes_yours_and_says_so(text: str, why: str) -> None:
    changed = line(change(Do.EDIT, SAYS, text), SAYS)
    assert (changed.kind, changed.quotations, changed.more) == (Kind.YOURS, (), "")
    assert changed.note == f"You changed what the sources say: {why}."


def test_other_lines_stay_what_they_are() -> None:
    assert line(change(Do.EDIT, CONFIRM, "Two days are kept."), CONFIRM) == KeptLine(
        CONFIRM, Kind.ASSUMPTION, "Two days are kept.", "employers", own=True, origin="One day is kept."
    )
    assert line(change(Do.EDIT, UNKNOWN, "Nobody knows."), UNKNOWN).kind is Kind.GAP
    told = line(change(Do.EDIT, TOLD, "About half a year"), TOLD)
    assert (told.kind, told.more) == (Kind.YOURS, "")


def test_the_same_text_is_no_change() -> None:
    assert change(Do.EDIT, SAYS, f"  {DAY} ") == Edited(kept(), "")


def test_an_assumption_is_confirmed_and_a_gap_found_out() -> None:
    day = date(2026, 3, 4)
    settled = line(make_change(kept(), Change(Do.SETTLE, CONFIRM, on=day), HELD), CONFIRM)
    assert (settled.kind, settled.text) == (Kind.YOURS, "One day is kept.")
    assert settled.note == "The team says, on 4 March 2026, that it was confirmed by: employers."
    found = line(make_change(kept(), Change(Do.SETTLE, UNKNOWN, "It is the third of May.", day), HELD), UNKNOWN)
    assert (found.kind, found.text) == (Kind.YOURS, "It is the third of May.")
    assert found.note == "Found out, as the team says on 4 March 2026; not known before: Nobody knows the date."


@pytest.mark.parametrize(
    ("target", "text", "told"),
    [(SAYS, "", "this is guidance"), (TOLD, "x", "this is yours"), (UNKNOWN, " ", "write it down")],
)
def test_no_other_line_becomes_yours_by_its_name(target: str, text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        change(Do.SETTLE, target, text)


def test_a_line_is_added_and_removed() -> None:
    added = change(Do.ADD, "time", "Wednesdays are ours.")
    assert line(added, "l8") == KeptLine("l8", Kind.YOURS, "Wednesdays are ours.", own=True)
    assert added.note == "added a line to “Time & cover”"
    removed = change(Do.REMOVE, LIST)
    assert [each.id for each in removed.plan.whole.section("time").lines] == [SAYS, TOLD, CONFIRM]
    assert removed.plan.whole.removed == (kept().whole.line(LIST).text,)
    # An id is never given twice.
    again = make_change(make_change(added.plan, Change(Do.REMOVE, "l8"), HELD).plan, Change(Do.ADD, "time", "x"), HELD)
    assert [each.id for each in again.plan.whole.section("time").lines][-1] == "l9"


@pytest.mark.parametrize(
    ("do", "target", "text", "told"),
    [
        (Do.EDIT, SAYS, " \n ", "the line is empty"),
        (Do.EDIT, SAYS, "x" * (MOST_TEXT + 1), "shorten it"),
        (Do.EDIT, "l99", "x", "no line 'l99'"),
        (Do.REMOVE, "l99", "", "no line 'l99'"),
        (Do.ADD, "none", "x", "no section 'none'"),
    ],
)
def test_what_cannot_be_done_is_told(do: Do, target: str, text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        change(do, target, text)


def test_a_text_that_tells_of_a_person_is_refused() -> None:
    for do, target in ((Do.EDIT, SAYS), (Do.ADD, "time"), (Do.SETTLE, UNKNOWN)):
        with pytest.raises(BriefRefusedError, match="identify a person"):
            change(do, target, "Mrs Smith has dementia.")


def test_there_is_an_end_to_adding() -> None:
    full = replace(kept(), drafted=replace(kept().whole, made=MOST_MADE))
    with pytest.raises(UsageError, match="begin a new one"):
        make_change(full, Change(Do.ADD, "time", "x"), HELD)


def test_a_milestone_is_moved_with_the_line_that_says_it() -> None:
    edited = move_milestone(kept(), 1, "Days agreed", 2, 3)
    assert (edited.plan.whole.milestones[0].title, edited.plan.whole.milestones[0].end) == ("Days agreed", 3)
    assert line(edited, FIRST).text == "Months 2 to 3: Days agreed."
    assert make_change(kept(), Change(Do.EDIT, FIRST, "Months 2 to 3: Days agreed."), HELD).plan == edited.plan
    for start, end in ((0, 2), (3, 2), (1, 7)):
        with pytest.raises(UsageError, match="no stretch of a programme of 6 months"):
            move_milestone(kept(), 1, "x", start, end)
    with pytest.raises(UsageError, match="the line is empty"):
        move_milestone(kept(), 1, " ... ", 1, 2)
    with pytest.raises(UsageError, match="no milestone 3; it has 2"):
        move_milestone(kept(), 3, "x", 1, 1)


def test_a_brief_is_filled_in_part_by_part() -> None:
    first = fill_in(KeptPlan(), {"place": " Two  valleys "})
    assert first == Edited(KeptPlan(Brief("", place="Two valleys")), "filled in: the place")
    second = fill_in(first.plan, {"team": [{"role": "nurse"}], "months": 9})
    assert second.plan.brief == Brief("", place="Two valleys", team=(Member("nurse"),), months=9)
    assert second.note == "filled in: who is in the team, how many months there are"
    assert fill_in(second.plan, {"months": 9}).note == ""
    assert fill_in(second.plan, {"months": None, "place": None}).plan.brief == Brief("", team=(Member("nurse"),))
    with pytest.raises(BriefRefusedError, match="nothing was kept"):
        fill_in(second.plan, {"known": "NHS number 943 476 5919"})
