"""A cover's labelled lines, "Report title: …" or a row of labels and values -> what they say of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    "authors": re.compile(r"(?:(?:report|paper|lead) )?authors?(?:\(s\))?|(?:written|prepared) by", re.I),
}
_LONGEST_LABEL = 5
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Fields:
    """What is said under a label, nothing where none stands there."""

    title: str | None = None
    publisher: str | None = None
    authors: str | None = None


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
