"""A pack -> Markdown and Word that link to nothing: what was asked, quotations by publisher, contested, missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ui.exports.answer import listed, plain
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
from ui.exports.sources import add_place, place_markdown, place_of, quotation_markdown
from ui.exports.word import add_list, add_paragraph, add_text, document_bytes, new_document, xml_text
from ui.shapes.answer_json import marks
from ui.shapes.pack import Pack, Quotation

if TYPE_CHECKING:
    from docx.document import Document

_SMALL = 8
_GREY = "4C6272"


def pack_markdown(pack: Pack) -> str:
    """Return a pack as Markdown."""
    parts = [f"# {plain(pack.title)}", *map(plain, intro(pack)), f"## {ASKED}", _numbered(asked_lines(pack))]
    parts += [f"## {QUOTATIONS}"]
    for publisher, quotations in by_publisher(pack):
        parts += [f"### {plain(publisher)}", *(part for each in quotations for part in _quotation_markdown(each))]
    parts += [f"## {DISPUTED}", *_contested_markdown(pack)]
    parts += [f"## {MISSING}", listed(missing_lines(pack)) or NOTHING_MISSING]
    if pack.notices:
        parts += [f"## {NOTICES}", listed([notice.text for notice in pack.notices])]
    return xml_text("\n\n".join(parts) + "\n")


def pack_word(pack: Pack) -> bytes:
    """Return a pack as the bytes of a Word document."""
    made = datetime.fromisoformat(pack.drafted).replace(tzinfo=UTC)
    document = new_document(pack.title, made, "Checked quotations from published reports, by publisher")
    for line in intro(pack):
        add_paragraph(document, line)
    add_list(document, ASKED, asked_lines(pack), "List Number")
    add_paragraph(document, QUOTATIONS, "Heading 1")
    for publisher, quotations in by_publisher(pack):
        add_paragraph(document, publisher, "Heading 2")
        for each in quotations:
            _add_quotation(document, each)
    add_paragraph(document, DISPUTED, "Heading 1")
    for title, lines in contested_lines(pack):
        add_list(document, title, lines, level=2)
    if not pack.contested:
        add_paragraph(document, NOTHING_CONTESTED)
    add_list(document, MISSING, missing_lines(pack))
    if not missing_lines(pack):
        add_paragraph(document, NOTHING_MISSING)
    if pack.notices:
        add_list(document, NOTICES, [notice.text for notice in pack.notices])
    return document_bytes(document)


def _quotation_markdown(quotation: Quotation) -> Iterator[str]:
    yield f"{marks([quotation.number])} {place_markdown(place_of(quotation))}"
    yield quotation_markdown(quotation.display)
    yield check_line(quotation)


def _contested_markdown(pack: Pack) -> Iterator[str]:
    for title, lines in contested_lines(pack):
        yield f"### {title}"
        yield listed(lines)
    if not pack.contested:
        yield NOTHING_CONTESTED


def _numbered(lines: list[str]) -> str:
    return "\n".join(f"{number}. {plain(line)}" for number, line in enumerate(lines, 1))


def _add_quotation(document: Document, quotation: Quotation) -> None:
    from docx.shared import Pt, RGBColor

    add_place(document, place_of(quotation), "Normal", f"{marks([quotation.number])} ")
    add_paragraph(document, quotation.display, "Quote").paragraph_format.keep_with_next = True
    paragraph = add_paragraph(document, "")
    add_text(paragraph, check_line(quotation))
    paragraph.paragraph_format.space_after = Pt(12)
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(_SMALL), RGBColor.from_string(_GREY)
