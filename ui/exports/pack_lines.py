"""A pack -> its lines in order, each of one kind: both its files are made of them, and are read back to them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.types import Span
from ui.exports.pack_parts import (
    ASKED,
    DISPUTED,
    MISSING,
    NOTHING_CONTESTED,
    NOTHING_MISSING,
    NOTICES,
    QUOTATIONS,
    asked_lines,
    by_publisher,
    check_line,
    contested_lines,
    intro,
    missing_lines,
)
from ui.exports.sources import place_of
from ui.exports.word import xml_text
from ui.shapes.answer_json import marks
from ui.shapes.pack import Pack, Quotation


class Kind(StrEnum):
    """What a line of a pack is."""

    TITLE = "title"
    PART = "part"
    GROUP = "group"
    TEXT = "text"
    NUMBERED = "numbered"
    ITEM = "item"
    PLACE = "place"
    QUOTE = "quote"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is shown; `title` is what is set off in it, the name of the document that a quotation is from."""

    kind: Kind
    text: str
    title: Span | None = None


def pack_lines(pack: Pack) -> tuple[Line, ...]:
    """Return the lines of a pack, the last of which holds all the others together."""
    lines = tuple(_clean(line) for line in _lines(pack))
    return (*lines, Line(Kind.CHECK, seal_of(lines)))


def seal_of(lines: Sequence[Line]) -> str:
    """Return the line that is made of all the others: whoever adds, changes or leaves one out is found out by it."""
    told = json.dumps([[line.kind, line.text, line.title and [line.title.start, line.title.end]] for line in lines])
    return f"Check of the whole: {len(lines)} lines, SHA-256 {hashlib.sha256(told.encode()).hexdigest()}"


def _lines(pack: Pack) -> Iterator[Line]:
    yield Line(Kind.TITLE, pack.title)
    yield from (Line(Kind.TEXT, text) for text in intro(pack))
    yield Line(Kind.PART, ASKED)
    yield from (Line(Kind.NUMBERED, text) for text in asked_lines(pack))
    yield Line(Kind.PART, QUOTATIONS)
    for publisher, quotations in by_publisher(pack):
        yield Line(Kind.GROUP, publisher)
        yield from (line for each in quotations for line in _quotation(each))
    yield Line(Kind.PART, DISPUTED)
    yield from _contested(pack)
    yield Line(Kind.PART, MISSING)
    missing = missing_lines(pack)
    yield from (Line(Kind.ITEM, text) for text in missing)
    if not missing:
        yield Line(Kind.TEXT, NOTHING_MISSING)
    if pack.notices:
        yield Line(Kind.PART, NOTICES)
        yield from (Line(Kind.ITEM, notice.text) for notice in pack.notices)


def _quotation(quotation: Quotation) -> Iterator[Line]:
    place, mark = place_of(quotation), marks([quotation.number])
    before = f"{mark} {place.before}"
    title = Span(len(before), len(before) + len(place.title))
    yield Line(Kind.PLACE, f"{before}{place.title}{place.after}", title)
    yield Line(Kind.QUOTE, quotation.display)
    yield Line(Kind.CHECK, check_line(quotation))


def _contested(pack: Pack) -> Iterator[Line]:
    for title, lines in contested_lines(pack):
        yield Line(Kind.GROUP, title)
        yield from (Line(Kind.ITEM, text) for text in lines)
    if not pack.contested:
        yield Line(Kind.TEXT, NOTHING_CONTESTED)


def _clean(line: Line) -> Line:
    """Return a line as a file can hold it: without what XML cannot, and on one line where it is no quotation."""
    text = xml_text(line.text)
    return Line(line.kind, text if line.kind in (Kind.QUOTE, Kind.PLACE) else " ".join(text.split()), line.title)
