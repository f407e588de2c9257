"""A kept plan and one change of the team's -> the plan after it: every line stays one of the four kinds, honestly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from assistant.drafting.brief import WORDS, begin_brief, brief_json, refuse_a_person, tidy_marks, tidy_text
from assistant.drafting.kept_plan import Documents, Drafted, KeptLine, KeptPlan, Kind
from assistant.drafting.plan import Milestone
from assistant.drafting.planner import milestone_text
from assistant.drafting.rechecking import remake
from assistant.drafting.straying import straying
from assistant.errors import UsageError
from assistant.types import Claim

MOST_TEXT, MOST_MADE = 2_000, 2_000
_MILESTONE = re.compile(r"Months? (\d{1,3})(?: to (\d{1,3}))?: (.+?)\.?")
_MOST_NOTE = 60
# What fails, by the check of `assistant.answering.citations` that says so.
_FAILED = {
    "numbers_stand": "a number or what it counts is not in them",
    "names_stand": "a name is not in them",
    "negations_agree": "they deny something else",
    "words_support": "most of the words are not theirs",
    "conditions_kept": "they set a condition that is left out",
}


class Do(StrEnum):
    """What can be done with the lines of a plan."""

    EDIT = "edit"
    SETTLE = "settle"
    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done: with the line whose id is `target`, or for a line to be added, in the section of that id.

    `on` is the day on which it is done.
    """

    do: Do
    target: str
    text: str = ""
    on: date = field(default_factory=lambda: datetime.now(UTC).date())


@dataclass(frozen=True, slots=True)
class Edited:
    """A plan after a change, and what was done, in a few words."""

    plan: KeptPlan
    note: str


def fill_in(plan: KeptPlan, fields: Mapping[str, Any]) -> Edited:
    """Fill in parts of the brief, in the place of what stood there. Raise as `begin_brief`."""
    brief = begin_brief({**brief_json(plan.brief), **fields})
    changed = [WORDS[name] for name in WORDS if getattr(brief, name) != getattr(plan.brief, name)]
    return Edited(replace(plan, brief=brief), f"filled in: {', '.join(changed)}" if changed else "")


def make_change(plan: KeptPlan, change: Change, documents: Documents) -> Edited:
    """Change, add or remove a line.

    Raise UsageError where there is no such line or section, where its kind does not allow it, or for a text that is
    empty or too long; BriefRefusedError where a text tells of a person.
    """
    return _DOING[change.do](plan, change, documents)


def move_milestone(plan: KeptPlan, number: int, title: str, start: int, end: int) -> Edited:
    """Change a milestone, counted from 1, and the line that says it. Raise UsageError where it cannot be so."""
    drafted, title = plan.whole, _checked(title.strip().rstrip(".")).replace("\n", " ")
    if not 1 <= number <= len(drafted.milestones):
        raise UsageError(f"the plan has no milestone {number}; it has {len(drafted.milestones)}")
    months = drafted.brief.months or max(each.end for each in drafted.milestones)
    if not 1 <= start <= end <= months:
        said = f"months {start} to {end} are no stretch of a programme of {months} months"
        raise UsageError(
            f"{said}: give a first month from 1, and a last one that is not before it and at most {months}"
        )
    before = drafted.milestones[number - 1]
    after = replace(before, title=title, start=start, end=end)
    changed = with_milestone(drafted, number, after)
    return Edited(
        replace(plan, drafted=changed), _note("changed the milestone", after.title) if after != before else ""
    )


def with_milestone(drafted: Drafted, number: int, after: Milestone) -> Drafted:
    """Return the same with another milestone, and with the line that says it."""
    before = drafted.milestones[number - 1]
    milestones = (*drafted.milestones[: number - 1], after, *drafted.milestones[number:])
    said = next((line for line in drafted.lines if line.text == milestone_text(before)), None)
    if said and after != before:
        told = replace(said, text=milestone_text(after), own=True, origin=said.origin or said.text)
        drafted = drafted.with_line(told)
    return replace(drafted, milestones=milestones)


def add_line(plan: KeptPlan, section: str, line: KeptLine, note: str) -> Edited:
    """Add a line of the team's choice at the end of a section; its id is given here."""
    drafted = plan.whole
    if drafted.made >= MOST_MADE:
        raise UsageError(f"this plan has had {MOST_MADE:,} lines: begin a new one")
    made = replace(line, id=f"l{drafted.made + 1}", own=True)
    longer = drafted.with_lines(section, (*drafted.section(section).lines, made))
    return Edited(replace(plan, drafted=replace(longer, made=drafted.made + 1)), note)


def _edit(plan: KeptPlan, change: Change, documents: Documents) -> Edited:
    drafted, text = plan.whole, _checked(change.text)
    line = drafted.line(change.target)
    if text == line.text:
        return Edited(plan, "")
    texts = [milestone_text(each) for each in drafted.milestones]
    told = _MILESTONE.fullmatch(text) if line.text in texts else None
    if told:
        return move_milestone(plan, texts.index(line.text) + 1, told[3], int(told[1]), int(told[2] or told[1]))
    changed = replace(line, text=text, own=True, origin=line.origin or line.text)
    if line.kind is Kind.GUIDANCE:
        # It is held against what it said when it was drafted: small changes of many could carry it far away.
        strays = straying(changed.origin, text, [each.text for each in line.quotations])
        made = remake(line, text, documents)
        failed = "" if isinstance(made, Claim) else _FAILED.get(made, strays or "it fails a check")
        if failed or strays:
            changed = _yours(changed, f"You changed what the sources say: {failed or strays}.")
    elif line.kind is Kind.YOURS and line.more:
        changed = replace(changed, more="")  # it is no longer in the words of the brief
    return _changed(plan, changed, "changed")


def _settle(plan: KeptPlan, change: Change, _documents: Documents) -> Edited:
    """Make an assumption that was confirmed, or a gap of which something was found out, the team's own."""
    line = plan.whole.line(change.target)
    if line.kind not in (Kind.ASSUMPTION, Kind.GAP):
        said = "only what was to be confirmed or was not known can become yours"
        raise UsageError(f"{said}, and this is {line.kind}: change its text instead")
    if line.kind is Kind.GAP and not change.text.strip():
        raise UsageError("nothing is said of what you found out: write it down in a sentence")
    text = _checked(change.text) if change.text.strip() else line.text
    day = f"{change.on.day} {change.on:%B %Y}"
    note = (
        f"The team says, on {day}, that it was confirmed by: {line.more}."
        if line.kind is Kind.ASSUMPTION
        else f"Found out, as the team says on {day}; not known before: {line.text}"
    )
    settled = replace(line, text=text, own=True, origin=line.origin or line.text)
    return _changed(plan, _yours(settled, note), "settled")


def _add(plan: KeptPlan, change: Change, _documents: Documents) -> Edited:
    text = _checked(change.text)
    title = plan.whole.section(change.target).title
    return add_line(plan, change.target, KeptLine("", Kind.YOURS, text), f"added a line to “{title}”")


def _remove(plan: KeptPlan, change: Change, _documents: Documents) -> Edited:
    drafted = plan.whole
    line, section = drafted.line(change.target), drafted.section_of(change.target)
    fewer = drafted.with_lines(section.id, (each for each in section.lines if each.id != line.id))
    removed = tuple(dict.fromkeys([*drafted.removed, *filter(None, [line.origin or line.text])]))
    return Edited(replace(plan, drafted=replace(fewer, removed=removed)), _note("removed", line.text))


_DOING: dict[Do, Callable[[KeptPlan, Change, Documents], Edited]] = {
    Do.EDIT: _edit,
    Do.SETTLE: _settle,
    Do.ADD: _add,
    Do.REMOVE: _remove,
}


def _changed(plan: KeptPlan, line: KeptLine, done: str) -> Edited:
    return Edited(replace(plan, drafted=plan.whole.with_line(line)), _note(done, line.text))


def _yours(line: KeptLine, note: str) -> KeptLine:
    return replace(line, kind=Kind.YOURS, more="", quotations=(), note=note)


def _checked(text: str) -> str:
    """Return a line's text, tidied. Raise UsageError where it is empty or too long, BriefRefusedError as a brief."""
    tidy = tidy_marks(tidy_text("line", text, MOST_TEXT))
    if not tidy:
        raise UsageError("the line is empty: write it, or remove the line")
    refuse_a_person("line", tidy)
    return tidy


def _note(done: str, text: str) -> str:
    first = text.split("\n", 1)[0]
    shown = first if len(first) <= _MOST_NOTE else f"{first[:_MOST_NOTE].rpartition(' ')[0]} …"
    return f"{done}: {shown}"
