"""What the encoders read of a chunk and of a unit: the text as shown, below its headings and lead-in."""

from __future__ import annotations

import re
from bisect import bisect_left

from assistant.ingestion.tables import cells_of, columns_of, header_of, is_figure
from assistant.text import display, fold, without_bullet
from assistant.types import Block, Chunk, Document, Part, Unit

# "Table 2: what each scheme cost" is the name of what stands below it.
CAPTION = re.compile(r"\W*(?:Table|Figure|Box|Chart|Exhibit) [A-Z]?\d{1,2}(?:\.\d{1,2})?(?:[:.–—]\s[^.;?!]*)?", re.I)
_LABEL = re.compile(r"^\W*\w+ [A-Z]?[\d.]+\W*")
_SHORT = 8_000
_LEAD_WORDS = 15
_UNIT_WORDS = 40
# A line of a title page in the words that people ask for it with.
_ROLES = {
    "authors": "written by the authors, who wrote it",
    "edition": "when it was published, date, version, edition, updated",
    "title": "title",
}


def passage(document: Document, chunk: Chunk) -> str:
    """Return what is indexed of a chunk: the heading path and the text as shown; of a title page, the card."""
    if chunk.part is Part.FRONT:
        return card(document)
    titled = is_short(document) or not chunk.section
    path = " > ".join((document.title, *chunk.section) if titled else chunk.section)
    return f"{path}\n{display(chunk.text)}"


def is_short(document: Document) -> bool:
    """Say whether a document is a page whose title says what all of it is about; a long report's says little."""
    return len(document.text) < _SHORT


def unit_passage(document: Document, chunk: Chunk, unit: Unit) -> str:
    """Return what is indexed of a unit: "last heading: lead-in: sentence"."""
    if chunk.part is Part.FRONT:
        return f"{document.title}: {_ROLES[front_role(document, unit)]}: {sentence(document, unit)}"
    row = row_said(document, unit)
    if row:
        return f"{heading(document, chunk)}: {row}"
    return f"{introduction(document, chunk, unit)}{sentence(document, unit)}"


def brief(document: Document, chunk: Chunk, unit: Unit) -> str:
    """Return what the cross-encoder reads of a unit: at most 15 words of its lead-in and 40 of its own.

    Longer ones cost time and gain nothing (design/findings.md).
    """
    if chunk.part is Part.FRONT or row_said(document, unit):
        return unit_passage(document, chunk, unit)
    text = " ".join(sentence(document, unit).split()[:_UNIT_WORDS])
    return f"{introduction(document, chunk, unit, _LEAD_WORDS)}{text}"


def sentence(document: Document, unit: Unit) -> str:
    """Return a unit's own text as shown, on one line, without its bullet."""
    return without_bullet(display(document.text[unit.start : unit.end])).replace("\n", " ")


def stated(document: Document, unit: Unit) -> str:
    """Return what a unit states by itself: its sentence, or what its row says."""
    return row_said(document, unit) or sentence(document, unit)


def row_said(document: Document, unit: Unit) -> str:
    """Return a row's cells with the names of their columns; nothing of what is no row, or where they have none.

    Of "Desk | Teams | Cost (£)" and "Harbour | 14 | 2,300" that is "Harbour: Teams 14, Cost (£) £2,300", after what the
    table's caption says it shows, which holds for each figure: "in £ million". The cross-encoder, which has read
    sentences, holds of cells in a row that they answer nothing (EXPERIMENTS.md).
    """
    block = document.block_at(unit.start)
    header = header_of(document, block) if block else None
    if block is None or header is None or unit.span.overlaps(header) or not is_row(block, unit):
        return ""
    caption = _LABEL.sub("", caption_of(document, block), count=1).rstrip(" .:")
    row = cells_of(document, unit.span)
    pairs = zip(columns_of(document, header, row)[1:], row[1:], strict=False)
    told = [f"{column} {'£' * (is_figure(cell) and '£' in caption + column)}{cell}" for column, cell in pairs if cell]
    said = f"{_name_of(document, block, unit)}: {', '.join(told)}".replace("££", "£")
    return f"{caption}: {said}" if caption else said


def _name_of(document: Document, block: Block, unit: Unit) -> str:
    """Return a row's first cell, or the nearest above it where that stands beside several rows."""
    names = (cells_of(document, row)[0] for row in reversed(block.items) if row.start <= unit.start)
    return next(filter(None, names), "")


def is_row(block: Block, unit: Unit) -> bool:
    """Say whether a unit is one of the items or rows of a block."""
    place = bisect_left(block.items, unit.span)
    return block.items[place : place + 1] == (unit.span,)


def caption_of(document: Document, block: Block) -> str:
    """Return the line above a table that says what it shows, "Table 2: what each scheme cost", or nothing."""
    place = bisect_left(document.blocks, block.start, key=lambda each: each.start)
    before = document.blocks[place - 1] if place else None
    text = display(document.text[before.start : before.end]) if before else ""
    return text if CAPTION.fullmatch(text) else ""


def introduction(document: Document, chunk: Chunk, unit: Unit, longest: int | None = None) -> str:
    """Return what introduces a unit: its last heading, and at most `longest` words of its list's lead-in."""
    lead = display(document.text[unit.lead.start : unit.lead.end]).replace("\n", " ") if unit.lead else ""
    lead = " ".join(
        without_bullet(lead).rstrip(":").split()[-longest:] if longest else without_bullet(lead).rstrip(":").split()
    )
    return ": ".join(part for part in (heading(document, chunk), lead) if part) + ": "


def heading(document: Document, chunk: Chunk) -> str:
    """Return the last heading above a chunk, or the title."""
    return chunk.section[-1] if chunk.section else document.title


def front_role(document: Document, unit: Unit) -> str:
    """Return what a line of a title page tells: "authors", "edition" or "title"."""
    text = sentence(document, unit)
    if fold(text) == fold(document.title):  # which may hold a year
        return "title"
    if any(author.split()[-1] in text for author in document.authors):
        return "authors"
    return "edition" if re.search(r"\b(?:19|20)\d\d\b|\bversion\b", text, re.IGNORECASE) else "title"


def card(document: Document) -> str:
    """Return a document's title page in words that people ask for it with: title, publisher, authors, date."""
    authors = f" Who wrote it: the authors are {', '.join(document.authors)}." if document.authors else ""
    published = f" When it was published: the date is {document.published}." if document.published else ""
    facts = f" {document.facts}." if document.facts else ""
    return f"{document.title}. {document.publisher}, {document.standing}.{authors}{published}{facts}"
