"""What a Word document needs beyond paragraphs: a filled table of contents, pictures with their text, shaded cells."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ui.exports.word import add_paragraph, xml_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

# Without page numbers: only the program that lays the pages out knows them, and a wrong one is worse than none.
_CONTENTS = 'TOC \\o "1-1" \\n \\h \\z \\u'
_GREY = "AEB7BD"
# In twentieths of a point.
_ROOM = {"top": "60", "left": "110", "bottom": "40", "right": "110"}
_MOST_DESCRIPTION = 2_000


def add_heading(document: Document, text: str, anchor: str) -> Paragraph:
    """Add a heading of the first level, with a bookmark that the table of contents leads to."""
    paragraph = add_paragraph(document, text, "Heading 1")
    number = str(sum(1 for _ in document.element.body.iter(_qn("w:bookmarkStart"))) + 1)
    start = _element("w:bookmarkStart", {"w:id": number, "w:name": anchor})
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(_element("w:bookmarkEnd", {"w:id": number}))
    return paragraph


def add_contents(document: Document, entries: Sequence[tuple[str, str]]) -> None:
    """Add a table of contents that is a field and is filled with links: pairs of a heading and its bookmark."""
    from docx.shared import Pt

    for place, (text, anchor) in enumerate(entries):
        paragraph = document.add_paragraph(style="Normal")
        paragraph.paragraph_format.space_after = Pt(3)
        if place == 0:
            _begin(paragraph._p, _CONTENTS)
        link = _element("w:hyperlink", {"w:anchor": anchor, "w:history": "1"})
        link.append(_run(text))
        paragraph._p.append(link)
        if place == len(entries) - 1:
            _end(paragraph._p)


def add_picture(document: Document, picture: bytes, text: str, *, title: str, centimetres: float) -> None:
    """Add a picture of a width, with its title and the text that stands for it; what follows stays with it."""
    from docx.shared import Cm, Pt

    shape = document.add_picture(io.BytesIO(picture), width=Cm(centimetres))
    placed = document.paragraphs[-1].paragraph_format
    placed.space_before, placed.keep_with_next = Pt(10), True
    shape._inline.docPr.set("descr", xml_text(text)[:_MOST_DESCRIPTION])
    shape._inline.docPr.set("title", title)


def shade(cell: _Cell, colour: str) -> None:
    """Give a cell a background, as RRGGBB."""
    cell._tc.get_or_add_tcPr().append(_element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colour}))


def pad(table: Any) -> None:
    """Give a table thin grey lines, and its cells some room."""
    properties = table._tbl.tblPr
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = _element("w:tblBorders")
    for side in sides:
        borders.append(_element(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": _GREY}))
    room = _element("w:tblCellMar")
    for side in sides[:4]:
        room.append(_element(f"w:{side}", {"w:w": _ROOM[side], "w:type": "dxa"}))
    properties.append(borders)
    properties.append(room)


def set_widths(table: Any, centimetres: Sequence[float]) -> None:
    """Set the widths of a table's columns, in their cells too: programs differ in which they read."""
    from docx.shared import Cm

    for column, width in zip(table.columns, centimetres, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def keep_rows_whole(table: Any) -> None:
    """Let no row of a table break over two pages, and neither its first nor its last stand on a page alone."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(_element("w:cantSplit", {"w:val": "true"}))
    for row in {0, len(table.rows) - 2} if len(table.rows) > 1 else ():
        for cell in table.rows[row].cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def repeat_head(table: Any) -> None:
    """Let a table's first row stand above it on each page."""
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader", {"w:val": "true"}))


def _begin(parent: Any, instruction: str) -> None:
    """Begin a field in a paragraph."""
    parent.append(_run(None, _element("w:fldChar", {"w:fldCharType": "begin"})))
    told = _element("w:instrText", {"xml:space": "preserve"})
    told.text = instruction
    parent.append(_run(None, told))
    parent.append(_run(None, _element("w:fldChar", {"w:fldCharType": "separate"})))


def _end(parent: Any) -> None:
    parent.append(_run(None, _element("w:fldChar", {"w:fldCharType": "end"})))


def _run(text: str | None, child: Any = None) -> Any:
    run = _element("w:r")
    if text is not None:
        child = _element("w:t", {"xml:space": "preserve"})
        child.text = xml_text(text)
    run.append(child)
    return run


def _element(name: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(name)
    for key, value in (attributes or {}).items():
        element.set("{http://www.w3.org/XML/1998/namespace}space" if key == "xml:space" else _qn(key), value)
    return element


def _qn(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
