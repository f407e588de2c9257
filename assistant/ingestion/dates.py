"""Dates as documents write them: the first in a text as "2025-03-12", what a line is without, and since when it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|sept|{'|'.join(month[:3] for month in _MONTHS)})"
_DATES = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?(?!\d)"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)/(?P<number>\d{1,2})/(?P<day>\d{1,2})\b"),
    re.compile(rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?{_MONTH}\.?,?\s+(?P<year>(?:19|20)\d\d)\b", re.I),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<year>(?:19|20)\d\d)\b", re.I),
    re.compile(r"\b(?P<day>\d{1,2})/(?P<number>\d{1,2})/(?P<year>(?:19|20)\d\d)\b"),
)
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_UPDATED = re.compile(rf"\b(?:updated|revised|amended)(?: on)?\b:?\s+{WEEKDAY}", re.I)


def iso_date(text: str) -> str | None:
    """Return the first date in a text as "2025-03-12" or "2025-03", or nothing."""
    return _first(match for pattern in _DATES if (match := pattern.search(text)))


def date_at(text: str, start: int = 0) -> str | None:
    """Return the date that stands at a place in a text, as `iso_date` does, or nothing."""
    return _first(match for pattern in _DATES if (match := pattern.match(text, start)))


def _first(matches: Iterable[re.Match[str]]) -> str | None:
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        found = match.groupdict()
        month = int(found["number"]) if found.get("number") else _month(found["month"])
        day = found.get("day")
        if 1 <= month <= 12 and (day is None or 1 <= int(day) <= 31):
            return f"{found['year']}-{month:02}" + (f"-{int(day):02}" if day else "")
    return None


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.lower()[:3]))


def stated(text: str) -> str | None:
    """Return the date that a file's metadata state, be it a year alone."""
    year = re.match(r"\s*((?:19|20)\d\d)\b", text)
    return iso_date(text) or (year[1] if year else None)


def latest(*dates: str | None) -> str | None:
    """Return the latest of dates that metadata state, as it is written."""
    return max((date for date in dates if date), key=lambda date: stated(date) or "", default=None)


def updates(lines: Iterable[str]) -> Iterator[str]:
    """Yield the dates of which lines say that something was updated: right behind that word, and nowhere else."""
    for line in lines:
        for said in _UPDATED.finditer(line):
            if found := date_at(line, said.end()):
                yield found


def undated(line: str) -> str:
    """Return a line without its dates and what parts them from the rest: marks, "on"."""
    dates = [found.group() for pattern in _DATES for found in pattern.finditer(line)]
    for date in dates:
        line = line.replace(f"({date})", "").replace(date, "")
    return re.sub(r"(?: on)?[ ,;:|–—-]+\.?$", "", line).lstrip(" ,;:|–—-") if dates else line
