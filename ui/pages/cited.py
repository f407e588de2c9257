"""What an answer cites, as a reader sees it: a source for each place, and the quotations within their passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.text import is_item, without_bullet
from ui.exports.answer import marked_lines
from ui.shapes import answer as shapes

_ACT = "Health and Care Act 2022"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a claim with the numbers of its sources; an item of a list stands without its bullet."""

    text: str
    numbers: tuple[int, ...]
    item: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a passage, quoted or not."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Citations of one paragraph or list; `around` is all of it, in parts, where it is more than what is quoted."""

    citations: tuple[shapes.Citation, ...]
    around: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Citations that follow one another in one place of a document, and what a reader has to know of its age."""

    citations: tuple[shapes.Citation, ...]
    age: str

    @property
    def place(self) -> shapes.Citation:
        """Return where they stand."""
        return self.citations[0]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return the paragraphs and lists that are quoted, in order."""
        return tuple(_passage(tuple(group)) for _, group in groupby(self.citations, key=lambda one: one.context))


def lines_of(claim: shapes.Claim, citations: Iterable[shapes.Citation]) -> tuple[Line, ...]:
    """Return a claim's lines, each with the numbers of what it rests on."""
    quotes = {citation.number: citation.quote for citation in citations if citation.number in claim.citations}
    lines = marked_lines(claim.text, {number: quotes[number] for number in claim.citations})
    return tuple(
        Line(without_bullet(line.strip()) if is_item(line) else line, tuple(numbers), is_item(line))
        for line, numbers in lines
    )


def sources_of(citations: Sequence[shapes.Citation], notices: Iterable[shapes.Notice] = ()) -> tuple[Source, ...]:
    """Return the sources in the order of their numbers; the notices of an answer say how old they are."""
    told = [notice for notice in notices if notice.kind == "source-date"]
    grouped = groupby(citations, key=lambda one: (one.document, one.section, one.page, one.pages, one.speaker))
    return tuple(_source(tuple(group), told) for _, group in grouped)


def stretches(context: str, quotes: Iterable[str]) -> tuple[Stretch, ...]:
    """Return a passage in parts, those that are quoted apart from the rest."""
    found = sorted((context.find(quote), len(quote)) for quote in set(quotes) if quote in context)
    parts, edge = [], 0
    for start, length in found:
        if start >= edge:
            parts += [Stretch(context[edge:start], False), Stretch(context[start : start + length], True)]
            edge = start + length
    return tuple(part for part in (*parts, Stretch(context[edge:], False)) if part.text)


def quotation(citation: shapes.Citation) -> str:
    """Return a quotation as it is shown: an item of a list without its bullet."""
    text = citation.display
    return without_bullet(text) if is_item(text) and "\n" not in text else text


def _passage(citations: tuple[shapes.Citation, ...]) -> Passage:
    context, quotes = citations[0].context, [citation.display for citation in citations]
    return Passage(citations, () if context in quotes else stretches(context, quotes))


def _source(citations: tuple[shapes.Citation, ...], told: Sequence[shapes.Notice]) -> Source:
    old = any(notice.text.startswith(f"{citations[0].publisher}: ") and _ACT in notice.text for notice in told)
    said = _ACT in citations[0].standing
    return Source(citations, f"Written before the {_ACT}" if old and not said else "")
