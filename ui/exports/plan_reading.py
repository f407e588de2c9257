"""A plan's Markdown, as it was exported and then edited -> its lines; what cannot be read is told by its number."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from assistant.drafting.kept_plan import Kind
from assistant.drafting.merging import Written
from assistant.errors import UsageError
from ui.exports.answer import plain, unescaped
from ui.exports.plan import plan_markdown
from ui.exports.plan_parts import KINDS, addition
from ui.shapes.plan import Plan, Section

MOST_CHARACTERS, MOST_LINES = 900_000, 500
_NAMES = {name.lower(): Kind(kind) for kind, name in KINDS.items()}
_VERSION = re.compile(r"^Version (\d{1,6}) of this plan\.", re.MULTILINE)
_SECTION = re.compile(r"## +\d+ +(.+)")
_LINE = re.compile(r"[-*+] +(?:(?:\*\*|__)([^*_:]+):(?:\*\*|__) *)?(.*)")
_ITEM = re.compile(r"[-*+] +(.*)")
_MARKS = re.compile(r"(?: ?\[\d{1,6}\])+$")
_OF_SECTION = re.compile(r" \(section .+\)$")
_ASIDE = re.compile(r"(?:^| )(?<!\\)\*((?:[^*\\]|\\.)+)\*$")


def kept_markdown(plan: Plan, version: int) -> str:
    """Return a version of a kept plan as Markdown that can be edited and read in again."""
    told = (
        f"Version {version} of this plan. The lines below the numbered headings can be changed, added and taken out "
        "here, and read in again on the page of the plan."
    )
    return plan_markdown(plan).replace("\n\n", f"\n\n{told}\n\n", 1)


def version_of(markdown: str) -> int | None:
    """Return which version of a plan a file was written from, nothing where it does not say so."""
    found = _VERSION.search(markdown)
    return int(found[1]) if found else None


def read_markdown(markdown: str, plan: Plan, version: int) -> tuple[Written, ...]:
    """Return the lines of a file that was written from a version of a plan.

    Raise UsageError, which names the line, for what cannot be read. What stands outside the numbered sections has to
    be as it was written: it is made from them and from the brief.
    """
    if len(markdown) > MOST_CHARACTERS:
        raise UsageError(f"the file has {len(markdown):,} characters: at most {MOST_CHARACTERS:,} are read")
    inside = _inside(markdown.splitlines(), plan, version)
    missing = [each.title for each in plan.sections if each.id not in {section.id for _, section, _ in inside}]
    if missing:
        raise UsageError(f"the file has no section “{missing[0]}”: leave its heading in. Nothing was changed")
    asides = {addition(line, plan) for section in plan.sections for line in section.lines}
    written: list[Written] = []
    for number, section, line in inside:
        begun = _begun(number, section, line, asides)
        if begun:
            written.append(begun)
        elif line.strip() and line.strip() not in (f"*{plain(section.about)}*", section.about):
            if not written or written[-1].section != section.id or not line[:1].isspace():
                raise _unread(number, f"a line of a plan begins with “- **{KINDS['yours']}:**”")
            written[-1] = _with(written[-1], number, line.strip(), asides)
        if len(written) > MOST_LINES:
            raise _unread(number, f"a plan has at most {MOST_LINES} lines")
    return tuple(written)


def _inside(lines: list[str], plan: Plan, version: int) -> list[tuple[int, Section, str]]:
    """Return the lines that stand in a section, headings as empty ones. Raise for others that were not written so.

    The summary says some lines of the sections again: one that was changed in both places is no other line.
    """
    written = {line.strip() for line in kept_markdown(plan, version).splitlines()}
    sections = {each.title: each for each in plan.sections}
    inside: list[tuple[int, Section, str]] = []
    outside: list[tuple[int, str]] = []
    section: Section | None = None
    for number, line in enumerate(lines, 1):
        heading = _SECTION.fullmatch(line.strip())
        if heading and unescaped(heading[1]) in sections:
            section = sections[unescaped(heading[1])]
            inside.append((number, section, ""))
        elif line.startswith("#") or section is None:
            section = None
            outside.append((number, line.strip()))
        else:
            inside.append((number, section, line))
    again = {line.strip() for _, _, line in inside}
    for number, line in outside:
        if line not in written and _OF_SECTION.sub("", line) not in again:
            told = "only the lines below the numbered headings are read back; put this one back as it was"
            raise _unread(number, f"{told} (quotations among them): “{line[:60]}”")
    return inside


def _begun(number: int, section: Section, line: str, asides: Collection[str]) -> Written | None:
    """Return the line of a plan that begins here, if one does; one that says no kind is the team's own."""
    found = _LINE.fullmatch(line.rstrip())
    if found is None:
        return None
    kind = _NAMES.get(found[1].strip().lower()) if found[1] else Kind.YOURS
    if kind is None:
        raise _unread(number, f"“{found[1]}” is no kind of line; there are: {', '.join(KINDS.values())}")
    return _with(Written(number, section.id, kind, ""), number, found[2], asides)


def _with(written: Written, number: int, told: str, asides: Collection[str]) -> Written:
    """Return a line with what stands in a line of the file: an item of a list, or more of what stands before it."""
    aside = _ASIDE.search(told)
    if aside and unescaped(aside[1]) not in asides:
        raise _unread(number, f"what stands between asterisks, “{aside[1][:60]}”, is not read: write it without them")
    text = _MARKS.sub("", told[: aside.start()] if aside else told).strip()
    item = _ITEM.fullmatch(text)
    shown = f"- {unescaped(item[1])}" if item else unescaped(text)
    if not shown:
        return written
    apart = "\n" if item else " "
    return replace(written, text=f"{written.text}{apart}{shown}" if written.text else shown)


def _unread(number: int, why: str) -> UsageError:
    return UsageError(f"line {number} cannot be read: {why}. Nothing was changed")
