"""Who was at a meeting: the line that begins the list of them, and a list that has a line for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ingestion.headings import is_role
from assistant.ingestion.lines import Line
from assistant.types import Span

# Who was at a meeting, and who was not.
_ATTENDANCE = re.compile(
    r"\W*(?:(?:members |also |those )?(?:present|in attendance|attending)|attendance|attendees"
    r"|apologies(?: for absence)?)\b(?: (?:at|by|for|from|list|members|were)\b[^.:]{0,30}| ?\([^)]{0,30}\))?"
    r"(?: ?[:\t]\s*|$)",
    re.IGNORECASE,
)
# What a line begins with where it tells of one person: "Cllr Ada Vale (AV), Chair", "Ada Vale – Chair", "AV".
_NAMED = re.compile(r"(?:[A-Z][\w.’'-]*\s){1,5}(?:(?:van|de|der|von|al|bin|du|la|le)\s)*[A-Z][\w’'-]+|[A-Z]{2,4}")
_ENDS = re.compile(r"\s*(?:[,;(:\t]|\s[–—-]\s|\s{2,}|$)")
# How a line ends that the next goes on with.
_GOES_ON = re.compile(r"(?:,|\b(?:and|of|the|for|in|to|with)|&)$")
_MOST_OTHERS = 5


def is_attendance(line: str) -> bool:
    """Say whether a line begins the list of who was at a meeting, or was not."""
    return _ATTENDANCE.match(line) is not None


def read_attendance(lines: Sequence[Line]) -> tuple[Span | None, list[Span]]:
    """Return what leads a list of people in, and a stretch for each line that tells of one; none of running text."""
    first = lines[0]
    label = _ATTENDANCE.match(first.text)
    people = [Span(line.start, line.end) for line in lines]
    told = [line.text.strip() for line in lines]
    lead = None
    if label:
        lead = Span(first.start, first.start + len(label.group().rstrip()))
        rest = first.text[label.end() :].strip()
        people[:1] = [Span(first.start + label.end(), first.end)] if rest else []
        told[:1] = [rest] if rest else []
    others = sum(not _is_person(line) for line in told)
    goes_on = any(_GOES_ON.search(line) for line in told[:-1])
    if goes_on or others > len(told) / _MOST_OTHERS or len(lines) < 2:
        return None, []
    return lead, people


def _is_person(line: str) -> bool:
    """Say whether a line begins with somebody's name, and with no post."""
    name = _NAMED.match(line)
    return name is not None and _ENDS.match(line, name.end()) is not None and not is_role(name.group())
