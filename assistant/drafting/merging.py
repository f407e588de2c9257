"""The lines of a plan as a file holds them -> what was changed in them, done to the plan: all of it, or nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.drafting.brief import tidy_marks
from assistant.drafting.editing import Change, Do, Edited, make_change
from assistant.drafting.kept_plan import Documents, KeptLine, KeptPlan, Kind
from assistant.errors import AssistantError, UsageError
from assistant.text import without_bullet, words

# From this share of their words on two texts are one that was changed.
_ALIKE = 0.5
_MARKS = re.compile(r"(?: ?\[\d{1,6}\])+$", re.MULTILINE)
# A break of lines that begins no item: in a file it is as good as a space.
_WRAPPED = re.compile(r"\s*\n(?!\s*[-*+] )")


_COUNTED = {Do.EDIT: "changed", Do.SETTLE: "changed", Do.ADD: "added", Do.REMOVE: "removed"}


@dataclass(frozen=True, slots=True)
class Written:
    """A line of a plan as it stands in a file, from the file's line `number` on."""

    number: int
    section: str
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class _Done:
    """A change that a file makes, at its line `number`; 0 where something is left out."""

    number: int
    change: Change


def merge(plan: KeptPlan, base: KeptPlan, written: Sequence[Written], documents: Documents) -> Edited:
    """Do to a plan what was done in a file that the version `base` was written to.

    A line is known by its text; one with a text near to that of a line that is missing is that line, changed. The rules
    are those of `make_change`. Raise UsageError, and change nothing, where one thing cannot be done.
    """
    changes = [each for section in base.whole.sections for each in _changes(section.id, section.lines, written)]
    after, done = plan, Counter[str]()
    for each in changes:
        if _is_done(after, each.change):
            continue
        try:
            edited = make_change(after, each.change, documents)
        except AssistantError as error:
            where = f"line {each.number}" if each.number else "a line that was taken out"
            raise UsageError(f"{where}: {error}. Nothing was changed") from error
        done[_COUNTED[each.change.do]] += edited.plan != after
        after = edited.plan
    told = ", ".join(f"{count} {name}" for name, count in done.items() if count)
    return Edited(after, f"read from a file: {told}" if told else "")


def _is_done(plan: KeptPlan, change: Change) -> bool:
    """Say whether a plan has a change already, as where a file is read twice."""
    lines = {line.id: line for line in plan.whole.lines}
    if change.do is Do.ADD:
        return any(
            _bare(line.text) == _bare(tidy_marks(change.text)) for line in plan.whole.section(change.target).lines
        )
    if change.do is Do.REMOVE:
        return change.target not in lines
    line = lines.get(change.target)
    return change.do is Do.SETTLE and line is not None and line.kind is Kind.YOURS and change.text in ("", line.text)


def _changes(section: str, lines: Sequence[KeptLine], every: Sequence[Written]) -> Iterator[_Done]:
    written = [each for each in every if each.section == section]
    for each, line in _pairs(lines, written):
        if line is None:
            yield _Done(each.number, _added(each))
        elif change := _change(each, line):
            yield _Done(each.number, change)
    kept = {line.id for _, line in _pairs(lines, written) if line}
    yield from (_Done(0, Change(Do.REMOVE, line.id)) for line in lines if line.id not in kept)


def _pairs(lines: Sequence[KeptLine], written: Sequence[Written]) -> list[tuple[Written, KeptLine | None]]:
    """Return what is written with the line that it is: the one of the same text, or of the nearest that is left."""
    left = {line.id: line for line in lines}
    found: dict[int, KeptLine] = {}
    for each in written:
        same = next((line for line in left.values() if _bare(line.text) == _bare(each.text)), None)
        if same:
            found[each.number] = left.pop(same.id)
    for each in written:
        if each.number not in found and left:
            likeness = {id: _likeness(line.text, each.text) for id, line in left.items()}
            nearest = max(likeness, key=lambda id: likeness[id])
            if likeness[nearest] >= _ALIKE:
                found[each.number] = left.pop(nearest)
    return [(each, found.get(each.number)) for each in written]


def _added(written: Written) -> Change:
    if written.kind is not Kind.YOURS:
        said = "a line that is new can only be yours, and this one is said to be something else"
        raise UsageError(f"line {written.number}: {said}: begin it with “You say”. Nothing was changed")
    return Change(Do.ADD, written.section, written.text)


def _change(written: Written, line: KeptLine) -> Change | None:
    """Return what was done to a line, nothing where nothing was."""
    same = _bare(line.text) == _bare(written.text)
    if written.kind is line.kind:
        return None if same else Change(Do.EDIT, line.id, written.text)
    if written.kind is Kind.YOURS and line.kind in (Kind.ASSUMPTION, Kind.GAP):
        return Change(Do.SETTLE, line.id, "" if same else written.text)
    if written.kind is Kind.YOURS and not same:
        return Change(Do.EDIT, line.id, written.text)
    said = f"this line is {line.kind}, and cannot be made {written.kind} by its name"
    raise UsageError(f"line {written.number}: {said}: give it the name back that it had. Nothing was changed")


def _likeness(one: str, other: str) -> float:
    """Return which share of the words of two texts they have in common."""
    first, second = Counter(words(one)), Counter(words(other))
    return 2 * (first & second).total() / max(1, first.total() + second.total())


def _bare(text: str) -> str:
    """Return a text for comparison: without the marks of citations, bullets, and breaks of lines."""
    whole = _WRAPPED.sub(" ", _MARKS.sub("", text))
    lines = (" ".join(without_bullet(line).split()) for line in whole.splitlines())
    return "\n".join(line for line in lines if line)
