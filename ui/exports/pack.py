"""A pack's lines -> Markdown and Word that link to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from ui.exports.answer import plain
from ui.exports.pack_lines import Kind, Line, pack_lines
from ui.exports.sources import Place, add_place, place_markdown, quotation_markdown
from ui.exports.word import add_paragraph, add_text, document_bytes, new_document
from ui.shapes.pack import Pack

if TYPE_CHECKING:
    from docx.document import Document

SUBJECT = "Checked quotations from published reports, by publisher"
# The style that a kind of line has in Word; the title is the document's own.
STYLES = {
    Kind.TITLE: "Title",
    Kind.PART: "Heading 1",
    Kind.GROUP: "Heading 2",
    Kind.TEXT: "Normal",
    Kind.NUMBERED: "List Number",
    Kind.ITEM: "List Bullet",
    Kind.PLACE: "Normal",
    Kind.QUOTE: "Quote",
    Kind.CHECK: "Normal",
}
_HEADS = {Kind.TITLE: "# ", Kind.PART: "## ", Kind.GROUP: "### ", Kind.ITEM: "- "}
_TOGETHER = (Kind.NUMBERED, Kind.ITEM)
_SMALL = 8
_GREY = "4C6272"


def pack_markdown(pack: Pack) -> str:
    """Return a pack as Markdown."""
    return lines_markdown(pack_lines(pack))


def pack_word(pack: Pack) -> bytes:
    """Return a pack as the bytes of a Word document."""
    return lines_word(pack_lines(pack), datetime.fromisoformat(pack.drafted).replace(tzinfo=UTC))


def lines_markdown(lines: Sequence[Line]) -> str:
    """Return the lines of a pack as Markdown: items of a list below one another, all else set apart."""
    parts: list[str] = []
    for kind, some in groupby(lines, key=lambda line: line.kind):
        told = [_markdown(line, number) for number, line in enumerate(some, 1)]
        parts += ["\n".join(told)] if kind in _TOGETHER else told
    return "\n\n".join(parts) + "\n"


def lines_word(lines: Sequence[Line], made: datetime) -> bytes:
    """Return the lines of a pack as the bytes of a Word document."""
    title = next((line.text for line in lines if line.kind is Kind.TITLE), "")
    document = new_document(title, made, SUBJECT)
    for line in lines:
        if line.kind is not Kind.TITLE:
            _add(document, line)
    return document_bytes(document)


def _markdown(line: Line, number: int) -> str:
    if line.kind is Kind.QUOTE:
        return quotation_markdown(line.text)
    if line.kind is Kind.PLACE:
        return place_markdown(_place(line))
    head = f"{number}. " if line.kind is Kind.NUMBERED else _HEADS.get(line.kind, "")
    return f"{head}{plain(line.text)}"


def _place(line: Line) -> Place:
    if line.title is None:
        return Place(line.text, "", "")
    start, end = line.title.start, line.title.end
    return Place(line.text[:start], line.text[start:end], line.text[end:])


def _add(document: Document, line: Line) -> None:
    from docx.shared import Pt, RGBColor

    if line.kind is Kind.PLACE:
        place = _place(line)
        add_place(document, Place("", place.title, place.after), STYLES[line.kind], place.before)
    elif line.kind is Kind.CHECK:
        paragraph = add_paragraph(document, "")
        add_text(paragraph, line.text)
        paragraph.paragraph_format.space_after = Pt(12)
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(_SMALL), RGBColor.from_string(_GREY)
    else:
        paragraph = add_paragraph(document, line.text, STYLES[line.kind])
        if line.kind is Kind.QUOTE:
            paragraph.paragraph_format.keep_with_next = True
