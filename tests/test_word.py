"""Word documents are read back: styles, properties, and nothing that XML cannot hold."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.shared import Cm

from ui.exports.word import add_paragraph, document_bytes, new_document, xml_text

MADE = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def test_what_is_written_is_read_back() -> None:
    made = new_document("A plan", MADE, "Protected time")
    add_paragraph(made, "Why", "Heading 1")
    add_paragraph(made, "One line\nand another")
    read = docx.Document(io.BytesIO(document_bytes(made)))
    assert [(each.style and each.style.name, each.text) for each in read.paragraphs] == [
        ("Title", "A plan"),
        ("Heading 1", "Why"),
        ("Normal", "One line\nand another"),
    ]
    properties = read.core_properties
    assert (properties.title, properties.subject, properties.author) == ("A plan", "Protected time", "ICS assistant")
    assert (properties.created, properties.language, properties.comments) == (MADE, "en-GB", "")
    height = read.sections[0].page_height
    assert height is not None
    assert abs(height - Cm(29.7)) < Cm(0.01)  # kept in twentieths of a point
    assert read.sections[0].footer.paragraphs[0].text == "Page "


def test_the_language_is_english_and_no_font_is_a_themes() -> None:
    whole = zipfile.ZipFile(io.BytesIO(document_bytes(new_document("A plan", MADE))))
    styles = whole.read("word/styles.xml").decode()
    assert 'w:lang w:val="en-GB"' in styles
    for name in ("Normal", "Title", "Heading1", "Heading2"):
        style = styles.partition(f'w:styleId="{name}"')[2].partition("</w:style>")[0]
        assert 'w:ascii="Arial"' in style
        assert "asciiTheme" not in style


def test_what_xml_cannot_hold_is_left_out() -> None:
    hostile = "a\x00b\x0bc\ud800d\ufffee\x1ff<w:p>&\tg\U0001f642"
    assert xml_text(hostile) == "abcdef<w:p>&\tg\U0001f642"
    made = new_document(hostile, MADE, hostile)
    add_paragraph(made, hostile)
    read = docx.Document(io.BytesIO(document_bytes(made)))
    assert [each.text for each in read.paragraphs] == ["abcdef<w:p>&\tg\U0001f642"] * 2


def test_a_long_title_is_cut_in_the_properties_alone() -> None:
    read = docx.Document(io.BytesIO(document_bytes(new_document("a" * 300, MADE))))
    assert (len(read.core_properties.title), len(read.paragraphs[0].text)) == (255, 300)
