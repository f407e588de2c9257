"""A pack's file is read back to the lines it was made of, and nothing that a reader may see hides beside them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.errors import UnreadableFileError, UsageError
from assistant.settings import Settings
from assistant.types import Span
from tests.made_packs import shaped_pack
from ui.exports.pack import lines_markdown, lines_word, pack_markdown, pack_word
from ui.exports.pack_file import read_markdown, read_pack, read_word
from ui.exports.pack_lines import Kind, Line, pack_lines

LINES = pack_lines(shaped_pack())
ODD = (
    Line(Kind.TITLE, "Evidence pack: *stars*, _lines_ & <b> # [x](y)"),
    Line(Kind.PART, "What was asked"),
    *(Line(Kind.NUMBERED, f"# a {n}\\. question > with `marks` [{n}]") for n in range(1, 13)),
    Line(Kind.PLACE, "[1] A * B, A * B, *C*, undated.", Span(11, 16)),
    Line(Kind.QUOTE, "# Not a heading\n- one\n- [2] two\n> three\n1. four\nfive\\"),
    Line(Kind.ITEM, "“- a dash”: 1. a number"),
)


def markdown(folder: Path, text: str) -> Path:
    path = folder / "pack.md"
    path.write_bytes(text.encode())
    return path


def word(folder: Path, data: bytes) -> Path:
    path = folder / "pack.docx"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("lines", [LINES, ODD])
def test_a_file_is_read_back_to_its_lines(lines: tuple[Line, ...], tmp_path: Path) -> None:
    told = read_markdown(markdown(tmp_path, lines_markdown(lines)), Settings())
    assert (told.lines, told.strays) == (lines, ())
    told = read_word(word(tmp_path, lines_word(lines, datetime(2026, 1, 1, tzinfo=UTC))), Settings())
    assert (told.lines, told.strays) == (lines, ())


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: f"\ufeff{text}\n\n"])
def test_line_ends_and_byte_marks_are_no_matter(change: Callable[[str], str], tmp_path: Path) -> None:
    assert read_markdown(markdown(tmp_path, change(pack_markdown(shaped_pack()))), Settings()).strays == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Quotations", "## **Quotations**"),
        ("> Nobody asked us.", "> Nobody asked us. <!-- but us -->"),
        ("> Nobody asked us.", "> ~~Nobody~~ asked us.\n> ![All](http://x)"),
        ("## What is missing", "<div hidden>\n\n## What is missing"),
        ("> Nobody asked us.", ">> Nobody asked us."),
        ("- a desk", "* a desk"),
    ],
)
def test_markdown_of_another_form_is_told_with_its_line(old: str, new: str, tmp_path: Path) -> None:
    text = pack_markdown(shaped_pack()).replace(old, new)
    told = read_markdown(markdown(tmp_path, text), Settings())
    assert told.strays or told.lines != LINES
    if told.strays:
        assert re.fullmatch(r"line \d+ of the file, “.*”, is not written as a pack writes it", told.strays[0])


def comment(document: WordDocument) -> None:
    document.add_comment(document.paragraphs[5].runs, text="All is paid for.", author="x")


def header(document: WordDocument) -> None:
    document.sections[0].header.paragraphs[0].text = "Approved by the board"


def footer(document: WordDocument) -> None:
    document.sections[0].footer.paragraphs[0].add_run("Approved by the board")


def table(document: WordDocument) -> None:
    document.add_table(1, 1).cell(0, 0).text = "All is paid for."


def hidden(document: WordDocument) -> None:
    document.paragraphs[-1].runs[0].font.hidden = True


def struck(document: WordDocument) -> None:
    next(each for each in document.paragraphs if "Nobody" in each.text).runs[0].font.strike = True


def white(document: WordDocument) -> None:
    from docx.shared import RGBColor

    document.styles["Quote"].font.color.rgb = RGBColor(255, 255, 255)


def bullet(document: WordDocument) -> None:
    level = next(each for each in document.part.numbering_part.element.iter() if each.tag.endswith("}lvlText"))
    level.set(next(iter(level.keys())), "Approved:")


def box(document: WordDocument) -> None:
    document.paragraphs[-1]._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
            "<w:p><w:r><w:t>All is paid for.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )


def inserted(document: WordDocument) -> None:
    document.paragraphs[-1]._p.append(
        parse_xml(f"<w:ins {nsdecls('w')} w:id='1'><w:r><w:t> All is paid for.</w:t></w:r></w:ins>")
    )


def picture(document: WordDocument) -> None:
    document.add_picture(str(Path(__file__).parents[1] / "docs" / "phone.png"))


def line_break(document: WordDocument) -> None:
    document.paragraphs[2].add_run().add_break(WD_BREAK.PAGE)


@pytest.mark.parametrize(
    "add",
    [comment, header, footer, table, hidden, struck, white, bullet, box, inserted, picture, line_break],
)
def test_nothing_hides_in_a_word_file(add: Callable[[WordDocument], None], tmp_path: Path) -> None:
    path = word(tmp_path, pack_word(shaped_pack()))
    document = docx.Document(str(path))
    add(document)
    document.save(str(path))
    assert read_word(path, Settings()).strays


@pytest.mark.parametrize(
    ("name", "tells"),
    [("word/footnotes.xml", True), ("docProps/custom.xml", False), ("customXml/item9.xml", False), ("x", True)],
)
def test_parts_that_were_put_in_are_told_but_for_what_no_reader_reads(name: str, tells: bool, tmp_path: Path) -> None:
    path = word(tmp_path, pack_word(shaped_pack()))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "<x>All is paid for.</x>")
    assert bool(read_word(path, Settings()).strays) is tells


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("pack.txt", "x", UsageError),
        ("pack.md", "", UnreadableFileError),
        ("pack.docx", "no Word file", UnreadableFileError),
        ("none.md", None, UnreadableFileError),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, content: str | None, error: type[Exception], tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(error):
        read_pack(tmp_path / name, Settings())


@pytest.mark.parametrize("suffix", ["md", "docx"])
def test_a_whole_pack_is_read_within_limits(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"pack.{suffix}"
    path.write_bytes(pack_word(shaped_pack()) if suffix == "docx" else pack_markdown(shaped_pack()).encode())
    read = read_pack(path, Settings())
    assert (read.lines, read.strays) == (LINES, ())
