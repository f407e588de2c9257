"""The numbered sources as every Markdown and Word file tells them: places in words, each with its quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from ui.exports.answer import date_words, page_words, plain
from ui.exports.word import add_paragraph, add_text
from ui.shapes import answer as shapes
from ui.shapes.answer_json import marks

if TYPE_CHECKING:
    from docx.document import Document


@dataclass(frozen=True, slots=True)
class Place:
    """Where citations that follow one another stand: words before a title, the title, words after it."""

    before: str
    title: str
    after: str


def sources_markdown(citations: Sequence[shapes.Citation]) -> Iterator[str]:
    """Yield the places in order as Markdown, each with the numbers and the quotations that stand there."""
    for place, there in _places(citations):
        yield f"{marks(each.number for each in there)} {place_markdown(place)}"
        for citation in there:
            yield quotation_markdown(_quoted(citation, there))


def add_sources(document: Document, citations: Sequence[shapes.Citation]) -> None:
    """Add the same to a Word document."""
    for place, there in _places(citations):
        add_place(document, place, "Normal", f"{marks(each.number for each in there)} ")
        for citation in there:
            add_paragraph(document, _quoted(citation, there), "Quote")


def quotation_markdown(text: str) -> str:
    """Return a quotation as Markdown, line for line; items of a list stay together."""
    return "\n>\n".join(f"> {line}" for line in plain(text).split("\n")).replace("\n>\n> - ", "\n> - ")


def place_of(citation: shapes.Citation) -> Place:
    """Return who speaks, when, with which standing, in which section and page, and from what it is quoted."""
    source = "quoted from our briefing on it" if citation.source == "briefing" else "quoted from the publication"
    speaker = f"in the words of {citation.speaker}" if citation.speaker else ""
    where = [date_words(citation.published), citation.standing, *_within(citation), speaker, source]
    said = ", ".join(part for part in where if part)
    return Place(f"{citation.publisher or 'publisher unknown'}, ", citation.title, f", {said}.")


def place_nearest(passage: shapes.AlsoRead) -> Place:
    """Return where a passage stands that was read and not cited."""
    said = ", ".join(part for part in _within(passage) if part)
    return Place("", passage.title, f", {said}." if said else ".")


def place_markdown(place: Place) -> str:
    """Return a place as Markdown, its title set off."""
    return f"{plain(place.before)}*{plain(place.title)}*{plain(place.after)}"


def add_place(document: Document, place: Place, style: str, mark: str = "") -> None:
    """Add a place as a paragraph, its title set off; one with a mark stays with its quotation."""
    paragraph = add_paragraph(document, mark + place.before, style)
    paragraph.paragraph_format.keep_with_next = bool(mark) or None  # a source stays with its quotation
    add_text(paragraph, place.title, italic=True)
    add_text(paragraph, place.after)


def _places(citations: Sequence[shapes.Citation]) -> list[tuple[Place, list[shapes.Citation]]]:
    return [(place, list(each)) for place, each in groupby(citations, key=place_of)]


def _within(place: shapes.Place) -> list[str]:
    section = f"section “{' > '.join(place.section)}”" if place.section else ""
    return [section, page_words(place.page, place.pages)]


def _quoted(citation: shapes.Citation, beside: Sequence[shapes.Citation]) -> str:
    """Return a quotation, with its number where several stand in one place."""
    return f"[{citation.number}] {citation.display}" if len(beside) > 1 else citation.display
