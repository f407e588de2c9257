"""A cover's labelled lines, "Report title: …" or a row of labels and values -> what they say of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.ingestion.dates import WEEKDAY, date_at
from assistant.ingestion.lines import Line

_LABELS: Mapping[str, re.Pattern[str]] = {
    "title": re.compile(
        r"(?:(?:report|paper|document|item|agenda item) )?title(?: of (?:the )?(?:report|paper|document))?|subject",
        re.I,
    ),
    "publisher": re.compile(
        r"from|publisher|(?:publishing |issuing )?organi[sz]ation|(?:published|issued|produced) by",
        re.I,
    ),
    "body": re.compile(r"(?:name of )?(?:the )?(?:meeting|committee|board|meeting of|meeting title)(?: name)?", re.I),
    "authors": re.compile(r"(?:(?:report|paper|lead) )?authors?(?:\(s\))?|(?:written|prepared) by", re.I),
}
# Where a label begins within a line: one with a colon, or one that is followed by a date.
_LABEL = re.compile(
    r"(?<=\S)(?P<gap>\s+|\s*[|·•;]\s*|\s[–—-]\s)(?:(?:From|Publisher|Organi[sz]ation|Authors?|Author\(s\)|Date|Time|Venue"
    r"|Location|Status|Version|Chair)(?=:\s)"
    r"|(?:(?:First|Last|Page|Date)\s(?:last\s)?(?:published|updated|reviewed)|Published|Updated|Reviewed|Issued|Date)"
    rf"(?P<dated>(?:\son)?:?\s+(?i:{WEEKDAY})))"
)
_LONGEST_LABEL = 5
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Fields:
    """What is said under a label, nothing where none stands there."""

    title: str | None = None
    publisher: str | None = None
    authors: str | None = None
    body: str | None = None


def parted(cover: Sequence[Line]) -> list[Line]:
    """Return the lines of a cover, one that holds several labels ("From: … Published: …") as one line for each."""
    return [part for line in cover for part in ([line] if line.is_row else _parts(line))]


def _parts(line: Line) -> Iterator[Line]:
    begun = 0
    for label in _LABEL.finditer(line.text):
        if label["dated"] is None or date_at(line.text, label.end()):
            yield _part(line, begun, label.start())
            begun = label.end("gap")
    yield _part(line, begun, len(line.text)) if begun else line


def _part(line: Line, start: int, end: int) -> Line:
    edges = {"start": line.start + start, "end": line.start + end}
    return replace(line, text=line.text[start:end], gap=0 if start else line.gap, **edges)


def read_fields(cover: Sequence[Line]) -> Fields:
    """Return the first value under each label in the lines of a cover."""
    said: dict[str, str] = {}
    for line in cover:
        for label, value in _pairs(line):
            name = next((name for name, pattern in _LABELS.items() if pattern.fullmatch(label)), None)
            if name and len(value.split()) >= _FEWEST_WORDS:
                said.setdefault(name, value)
    return Fields(**said)


def _pairs(line: Line) -> Iterator[tuple[str, str]]:
    """Yield labels with what stands beside them: in the cells of a row by twos, or on either side of a colon."""
    cells = [cell.strip() for cell in line.text.split("\t")] if line.is_row else line.title.split(": ", 1)
    if len(cells) % 2 == 0:
        pairs = zip(cells[::2], cells[1::2], strict=True)
        yield from ((label.rstrip(" :"), value) for label, value in pairs if len(label.split()) <= _LONGEST_LABEL)
