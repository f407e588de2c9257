"""A document as it is read on a page: its text by section, with page marks, a cited place and what was looked for."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from typing import Literal

from assistant.text import display
from assistant.types import BlockKind, Document, Heading, Span
from ui.exports.answer import page_words

# A browser shows as much at once without delay; longer texts are read in parts.
PART = 150_000
MOST_FOUND = 200
_AROUND = 80
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_BULLET = re.compile(r"\s*[-•*▪◦–]\s+(?=\S)")
# The mark of a note, also one that what was looked for begins or ends in, is no word around it.
_NOTE = re.compile(r"<sup>[^<>]*(?:</sup>|$|<[^<>]*$)|^[^<>]*</sup>|^[^<>\s]*>|<[^<>]*$")
# One mark of a quotation is found by another, and one dash.
_QUOTES, _DASHES = "'’‘\"“”", "-–—‑"
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
RunKind = Literal["text", "cited", "found", "page"]
PieceKind = Literal["heading", "paragraph", "list", "quotation", "table"]
_KINDS: dict[BlockKind, PieceKind] = {BlockKind.QUOTATION: "quotation", BlockKind.TABLE: "table"}


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a line that are shown alike, or the mark of the page that begins there."""

    kind: RunKind
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading (level 1 is the highest), paragraph, list, quotation or table: its lines, and where it starts."""

    kind: PieceKind
    start: int
    lines: tuple[tuple[Run, ...], ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document, as much as is shown at once: its pieces, its number from 1, and where each part starts."""

    pieces: tuple[Piece, ...]
    number: int
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading in the list of contents, with its page and the headings below it."""

    title: str
    start: int
    page: str
    inner: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A place where what was looked for stands: the section, the page, and the words around it."""

    start: int
    end: int
    section: str
    page: str
    before: str
    words: str
    after: str


def contents(document: Document, headings: Sequence[Heading] | None = None) -> tuple[Entry, ...]:
    """Return a document's headings, each with those below it."""
    left = list(document.headings if headings is None else headings)
    entries = []
    while left:
        first = left.pop(0)
        below = []
        while left and left[0].level > first.level:
            below.append(left.pop(0))
        entries.append(Entry(first.title, first.start, _begins_on(document, first), contents(document, below)))
    return tuple(entries)


def _begins_on(document: Document, heading: Heading) -> str:
    """Return the page of a heading, or else, as in our briefings, the first that begins before the next heading."""
    own = page_words(*document.pages_of(Span(heading.start, heading.end)))
    following = next((each.start for each in document.headings if each.start > heading.start), len(document.text))
    below = (page for page in document.pages if heading.start <= page.start < following)
    return own or next((page_words(*document.pages_of(Span(page.start, page.end))) for page in below), "")


def find(document: Document, words: str) -> tuple[Found, ...]:
    """Return where words stand in a document, whatever their case, marks and the space between; 200 places at most."""
    wanted = r"\s+".join("".join(map(_as_written, each)) for each in words.split())
    places = re.finditer(wanted, document.text, re.IGNORECASE) if wanted else iter(())
    return tuple(_found(document, place.span()) for place, _ in zip(places, range(MOST_FOUND), strict=False))


def _as_written(mark: str) -> str:
    """Return a pattern of a character, or of whatever may be written for it."""
    return next((f"[{re.escape(like)}]" for like in (_QUOTES, _DASHES) if mark in like), re.escape(mark))


def _found(document: Document, span: tuple[int, int]) -> Found:
    start, end = span
    text, block = document.text, document.block_at(start)
    return Found(
        start,
        end,
        section=block.section[-1] if block and block.section else "",
        page=page_words(*document.pages_of(Span(start, end))),
        before=_shown(_end_of(_NOTE.sub("", text[:start].rpartition("\n")[2]))),
        words=text[start:end],
        after=_shown(_beginning_of(_NOTE.sub("", text[end:].partition("\n")[0]))),
    )


def _end_of(line: str) -> str:
    """Return the last whole words of what stands before a place, after "…" where that is not all."""
    return line if len(line) <= _AROUND else f"…{line[-_AROUND:].partition(' ')[2]}"


def _beginning_of(line: str) -> str:
    """Return the first whole words of what stands behind a place, before "…" where that is not all."""
    return line if len(line) <= _AROUND else f"{line[:_AROUND].rpartition(' ')[0]}…"


def _shown(text: str) -> str:
    """Return a line's end or beginning as it is shown, with the spaces that set it apart."""
    return f"{' ' * text[:1].isspace()}{display(text)}{' ' * text[-1:].isspace()}"


def read(document: Document, at: int, cited: Span | None = None, found: Sequence[Found] = ()) -> Part:
    """Return the part of a document in which an offset stands, with the cited span and the places found marked."""
    pieces = _pieces(document, _Marks(document, cited, found))
    # A piece stands whole in the part in which it starts.
    parts = [tuple(some) for _, some in groupby(pieces, key=lambda piece: piece.start // PART)]
    starts = [some[0].start for some in parts]
    number = max(bisect_right(starts, at), 1)
    return Part(parts[number - 1] if parts else (), number, tuple(starts))


def _pieces(document: Document, marks: _Marks) -> Iterator[Piece]:
    """Yield headings, and what stands between them."""
    depths: list[int] = []
    edge = _after_title(document)
    for heading in document.headings:
        yield from _paragraphs(document, marks, edge, heading.start)
        # Levels that a document leaves out would leave a gap in the headings of the page.
        depths = [level for level in depths if level < heading.level] + [heading.level]
        title = document.text.find(heading.title, heading.start, heading.end)
        start = max(title, heading.start)
        end = start + len(heading.title) if title >= 0 else heading.end
        yield Piece("heading", heading.start, (marks.line(start, end),), len(depths))
        edge = heading.end
    yield from _paragraphs(document, marks, edge, len(document.text))


def _after_title(document: Document) -> int:
    """Return where a text begins that repeats its own title in a first line, which stands above it on the page."""
    first = f"# {document.title}\n"
    return len(first) if document.text.startswith(first) else 0


def _paragraphs(document: Document, marks: _Marks, start: int, end: int) -> Iterator[Piece]:
    for paragraph in _PARAGRAPH.finditer(document.text, start, end):
        block = document.block_at(paragraph.start())
        items = {item.start for item in block.items} if block and block.kind is BlockKind.LIST else set()
        kind = _KINDS.get(block.kind, "paragraph") if block else "paragraph"
        lines = [Span(paragraph.start() + line.start(), paragraph.start() + line.end())
                 for line in _LINE.finditer(paragraph[0])]  # fmt: skip
        for listed, group in groupby(lines, key=lambda line: line.start in items):
            same = tuple(group)
            lines_of = tuple(marks.line(_after_bullet(document.text, line) if listed else line.start, line.end)
                             for line in same)  # fmt: skip
            yield Piece("list" if listed else kind, same[0].start, lines_of)


def _after_bullet(text: str, line: Span) -> int:
    """Return where an item begins behind its bullet, which the page draws itself; a number stays."""
    bullet = _BULLET.match(text, line.start, line.end)
    return bullet.end() if bullet else line.start


class _Marks:
    """What is marked in a document: the cited span, the places found, and where each page begins."""

    def __init__(self, document: Document, cited: Span | None, found: Sequence[Found]) -> None:
        self._text = document.text
        apart = [place for place in found if not (cited and Span(place.start, place.end).overlaps(cited))]
        self._marked: list[tuple[int, int, RunKind]] = [(place.start, place.end, "found") for place in apart]
        if cited:
            insort(self._marked, (cited.start, cited.end, "cited"))
        labelled = [(page_words(*document.pages_of(Span(page.start, page.end))), page.start) for page in document.pages]
        self._pages = [next(same) for _, same in groupby(labelled, key=lambda page: page[0])]

    def line(self, start: int, end: int) -> tuple[Run, ...]:
        """Return the runs of a line; lines are asked for in order, so that each page is marked once."""
        runs: list[Run] = []
        for first, last in pairwise(self._cuts(start, end)):
            while self._pages and self._pages[0][1] <= first:
                runs.append(Run("page", self._pages.pop(0)[0]))
            runs.append(Run(self._kind(first), self._text[first:last]))
        return tuple(runs)

    def _cuts(self, start: int, end: int) -> list[int]:
        pages = [page for _, page in takewhile(lambda page: page[1] < end, self._pages)]
        at = bisect_right(self._marked, start, key=lambda mark: mark[1])
        marked = takewhile(lambda mark: mark[0] < end, self._marked[at:])
        edges = [edge for first, last, _ in marked for edge in (first, last)]
        return sorted({start, end, *(edge for edge in (*pages, *edges) if start < edge < end)})

    def _kind(self, offset: int) -> RunKind:
        at = bisect_right(self._marked, offset, key=lambda mark: mark[1])
        return self._marked[at][2] if at < len(self._marked) and self._marked[at][0] <= offset else "text"
