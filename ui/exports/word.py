"""Word documents as every export makes them: the look, the properties, and text that XML can hold."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from assistant.text import is_item, without_bullet
from ui.shapes.answer_json import marks

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAKER = "ICS assistant"
_LANGUAGE = "en-GB"
_FONT = "Arial"
_BLUE = "003087"
_LONGEST_PROPERTY = 255
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Name of a style, size of its letters and space before it, in points.
_STYLES = (("Normal", 11, 0), ("Title", 24, 0), ("Heading 1", 16, 24), ("Heading 2", 12, 12), ("Heading 3", 11, 8))


def new_document(title: str, made: datetime, subject: str = "") -> Document:
    """Return an empty document of A4 pages with numbers, its properties set, and its title as its first paragraph."""
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Cm

    document = docx.Document()
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.5)
        _number_pages(section.footer.paragraphs[0])
    for name, size, before in _STYLES:
        _style(document.styles[name], size, before)
    document.styles["Quote"].paragraph_format.left_indent = Cm(0.75)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    _describe(document, title, made, subject)
    add_paragraph(document, title, "Title")
    return document


def add_paragraph(document: Document, text: str, style: str = "Normal") -> Paragraph:
    """Add a paragraph of a style; a line break stays one, and what XML cannot hold is left out."""
    paragraph = document.add_paragraph(style=style)
    add_text(paragraph, text)
    return paragraph


def add_claim(document: Document, lines: Sequence[tuple[str, Sequence[int]]]) -> None:
    """Add the lines of a claim, each with the numbers of its quotations; what leads a list in stays with it."""
    for line, numbers in lines:
        text = without_bullet(line.strip()) if is_item(line) else line
        style = "List Bullet" if is_item(line) else "Normal"
        added = add_paragraph(document, f"{text} {marks(numbers)}".strip(), style)
        added.paragraph_format.keep_with_next = len(lines) > 1 and not is_item(line)


def add_list(document: Document, title: str, lines: Sequence[str], style: str = "List Bullet", level: int = 1) -> None:
    """Add a heading, and below it a list."""
    add_paragraph(document, title, f"Heading {level}")
    for line in lines:
        add_paragraph(document, line, style)


def add_text(paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False) -> None:
    """Add text to a paragraph, without what XML cannot hold."""
    run = paragraph.add_run(xml_text(text))
    run.bold, run.italic = bold or None, italic or None


def xml_text(text: str) -> str:
    """Return the text without the characters that XML cannot hold: control characters, halves of characters."""
    return _NOT_XML.sub("", text)


def document_bytes(document: Document) -> bytes:
    """Return a document as the bytes of its file."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: Document, title: str, made: datetime, subject: str) -> None:
    properties = document.core_properties
    properties.title = xml_text(title)[:_LONGEST_PROPERTY]
    properties.subject = xml_text(subject)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = _MAKER
    properties.comments = properties.keywords = properties.category = ""
    properties.language = _LANGUAGE
    properties.created = properties.modified = made.replace(tzinfo=None)  # UTC, which the format takes for granted


def _style(style: Any, size: int, before: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's font would win
        fonts.attrib.pop(qn(f"w:{name}"), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(6)
    if style.name != "Normal":
        style.font.color.rgb = RGBColor.from_string(_BLUE)


def _number_pages(paragraph: Paragraph) -> None:
    """Let a paragraph show the number of its page, which Word counts."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
