"""The numbered sources as every Markdown and Word file tells them: places in words, each with its quotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from ui.exports.answer import date_words, plain, within_words
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
    speaker = f"in the words of {citation.speaker}" if citation.speaker else ""
    source = "quoted from our briefing on it" if citation.source == "briefing" else "quoted from the publication"
    return _place(citation, speaker, source)


def place_nearest(passage: shapes.AlsoRead) -> Place:
    """Return the same of a passage that was read and not cited."""
    return _place(passage, "from our briefing on it" if passage.source == "briefing" else "from the publication")


def _place(passage: shapes.Passage, *more: str) -> Place:
    within = within_words(passage.section, passage.page, passage.pages)
    where = [date_words(passage.published), passage.standing, *within, *more]
    said = ", ".join(part for part in where if part)
    return Place(f"{passage.publisher or 'publisher unknown'}, ", passage.title, f", {said}.")


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


def _quoted(citation: shapes.Citation, beside: Sequence[shapes.Citation]) -> str:
    """Return a quotation, with its number where several stand in one place."""
    return f"[{citation.number}] {citation.display}" if len(beside) > 1 else citation.display
