"""An edited file changes a plan as editing does, line by line; where one thing cannot be done it changes nothing."""

from __future__ import annotations

import pytest

from assistant.drafting.editing import Change, Do, Edited, make_change
from assistant.drafting.kept_plan import KeptPlan, Kind
from assistant.drafting.merging import Written, merge
from assistant.errors import UsageError
from tests.made_kept import CONFIRM, DAY, HELD, LIST, SAYS, TOLD, UNKNOWN, kept


def written(plan: KeptPlan | None = None) -> list[Written]:
    """Return the lines of a plan as a file holds them, each at the line of the file that its id says."""
    drafted = (plan or kept()).whole
    return [
        Written(10 * int(line.id[1:]), section.id, line.kind, line.text)
        for section in drafted.sections
        for line in section.lines
    ]


def changed(id: str, *, kind: Kind | None = None, text: str | None = None) -> list[Written]:
    number = 10 * int(id[1:])
    return [
        Written(each.number, each.section, kind or each.kind, each.text if text is None else text)
        if each.number == number
        else each
        for each in written()
    ]


def test_an_unchanged_file_changes_nothing() -> None:
    edited = merge(kept(), kept(), written(), HELD)
    assert (edited.plan, edited.note) == (kept(), "")


def test_marks_and_bullets_make_no_change() -> None:
    text = kept().whole.line(LIST).text.replace("\n- ", "\n* ") + " [3]"
    assert merge(kept(), kept(), changed(LIST, text=text), HELD).note == ""


def test_a_line_is_changed_added_and_taken_out() -> None:
    lines = changed(SAYS, text="Fellows get two days a week for a year.")
    lines = [each for each in lines if each.number != 40]
    lines.append(Written(99, "time", Kind.YOURS, "Wednesdays are ours."))
    edited = merge(kept(), kept(), lines, HELD)
    assert edited.note == "read from a file: 1 changed, 1 added, 1 removed"
    assert [(each.id, each.kind) for each in edited.plan.whole.section("time").lines] == [
        (SAYS, Kind.YOURS),
        (LIST, Kind.GUIDANCE),
        (TOLD, Kind.YOURS),
        ("l8", Kind.YOURS),
    ]
    assert edited.plan.whole.line(SAYS).note.startswith("You changed what the sources say")


def test_an_assumption_is_confirmed_and_a_gap_found_out() -> None:
    confirmed = merge(kept(), kept(), changed(CONFIRM, kind=Kind.YOURS), HELD).plan.whole.line(CONFIRM)
    assert (confirmed.kind, "that it was confirmed by: employers." in confirmed.note) == (Kind.YOURS, True)
    found = merge(kept(), kept(), changed(UNKNOWN, kind=Kind.YOURS, text="Nobody knows the date but one."), HELD)
    assert found.plan.whole.line(UNKNOWN).note.startswith("Found out")


def test_what_was_changed_meanwhile_stays() -> None:
    other = make_change(kept(), Change(Do.ADD, "time", "A colleague's line."), HELD).plan
    edited = merge(other, kept(), changed(CONFIRM, text="One day is kept free."), HELD)
    assert [line.text for line in edited.plan.whole.section("time").lines][-2:] == [
        "One day is kept free.",
        "A colleague's line.",
    ]


def test_a_file_that_is_read_twice_changes_nothing_the_second_time() -> None:
    lines = [*changed(CONFIRM, kind=Kind.YOURS)[1:], Written(99, "time", Kind.YOURS, "Wednesdays are ours .")]
    once = merge(kept(), kept(), lines, HELD)
    assert merge(once.plan, kept(), lines, HELD).note == ""


@pytest.mark.parametrize("id", [CONFIRM, SAYS, TOLD])
def test_nor_does_a_line_that_another_was_written_below(id: str) -> None:
    lines = changed(id, text=f"{kept().whole.line(id).text}\n- Wednesdays are ours.")
    once = merge(kept(), kept(), lines, HELD)
    assert once.note == "read from a file: 1 changed"
    assert merge(once.plan, kept(), lines, HELD) == Edited(once.plan, "")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([*written(), Written(99, "time", Kind.GUIDANCE, "The sources say this.")], "line 99: a line that is new"),
        (changed(SAYS, kind=Kind.YOURS), "line 10: this line is guidance, and cannot be made yours"),
        (changed(TOLD, kind=Kind.GUIDANCE), "line 30: this line is yours, and cannot be made guidance"),
        (changed(CONFIRM, text="One day is kept, and Mrs Smith has dementia."), "line 40: .* identify a person"),
        (changed(UNKNOWN, kind=Kind.YOURS), "line 50: nothing is said of what you found out"),
    ],
)
def test_what_cannot_be_done_is_told_by_its_line_and_nothing_is_changed(lines: list[Written], told: str) -> None:
    with pytest.raises(UsageError, match=told) as refused:
        merge(kept(), kept(), lines, HELD)
    assert "Nothing was changed" in str(refused.value) or told.startswith("line 50")


def test_a_line_that_is_gone_meanwhile_is_told() -> None:
    gone = make_change(kept(), Change(Do.REMOVE, SAYS), HELD).plan
    with pytest.raises(UsageError, match="line 10: the plan has no line 'l1'"):
        merge(gone, kept(), changed(SAYS, text=f"{DAY[:-1]} or so."), HELD)
