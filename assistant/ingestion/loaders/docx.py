"""Word: the body in its order, as it prints once tracked changes are accepted."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.ingestion.loaders.canonical import Block, assemble, clean, item, told
from assistant.ingestion.loaders.docx_notes import REFERENCES, Notes
from assistant.ingestion.loaders.docx_styles import Numbering, Styles, name_of, value_of
from assistant.ingestion.loaders.refusal import refused
from assistant.settings import Settings
from assistant.types import Loaded

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

Element = Any  # lxml's elements, with python-docx's own classes among them.
# Deleted text, text moved elsewhere, and the older of two forms of the same drawing.
LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr"})
LOWEST, LONGEST_TITLE, FEWEST_TITLES, MOST_COLUMNS = 9, 150, 3, 63  # Word's tables have no more
# A bullet or a number that was typed, as Word's own lists have none.
TYPED = re.compile(r"(?:[•◦▪●○■□‣]|[–—-]\t|(?P<number>\(?(?:\d{1,2}|[a-z])[.)])\t)\s*(?=\S)")
CAPTION = re.compile(r"\s*(?:figure|fig|chart|table|source|note)\b", re.I)
BREAKS = {"br": " ", "cr": " ", "tab": "\t", "noBreakHyphen": "-"}


def load_docx(path: Path, limits: Settings) -> Loaded:
    """Read a Word file; raise `UnreadableFileError` where it is none, swells on unpacking or has entities."""
    document = open_docx(path, path.read_bytes(), limits)
    loaded = assemble(list(Walk(document).blocks()))
    properties = document.core_properties
    return Loaded(loaded.text, loaded.headings, (), told(properties.title), told(properties.author))


def open_docx(path: Path, data: bytes, limits: Settings) -> WordDocument:
    """Return the document of a Word file; raise `UnreadableFileError` as `load_docx` does."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    _check_archive(path, data, limits)
    try:
        return docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise refused(
            path, f"is a garbled Word file ({type(error).__name__}): open it in Word and save it again"
        ) from None


def _check_archive(path: Path, data: bytes, limits: Settings) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(path, archive, limits)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, zlib.error):
        raise refused(path, "is a Word file cut short or garbled: save or download it again") from None


def _check_members(path: Path, archive: zipfile.ZipFile, limits: Settings) -> None:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.max_unpacked_mb * 1_000_000:
        raise refused(
            path,
            f"unpacks to {unpacked / 1_000_000:.0f} MB, and up to {limits.max_unpacked_mb} MB are read: save it with"
            " smaller pictures, or raise ICS_MAX_UNPACKED_MB if you trust it",
        )
    if "word/document.xml" not in {member.filename for member in members}:
        raise refused(path, "is a zip archive without word/document.xml, so no Word file: save it as .docx")
    for member in members:
        if member.filename.endswith((".xml", ".rels")) and _declares(archive.read(member)):
            raise refused(path, f"declares entities in {member.filename}, which are not read: save it again from Word")


def _declares(xml: bytes) -> bool:
    # Word writes no document type; read without the NUL bytes, UTF-16 shows it too.
    plain = xml.replace(b"\0", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


class Walk:
    """A walk over a Word document that yields its blocks in the order in which they stand."""

    def __init__(self, document: WordDocument) -> None:
        self._body = document.element.body
        self._styles = Styles(document.styles.element)
        self._numbering = Numbering(document)
        self._notes = Notes(document)
        self._sizes = self._title_sizes()
        self._runs = self._boxes = self._box = self._level = 0
        self._was_item = self._is_shaded = self._in_cell = False
        self._last = ""

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks, one for each heading, paragraph, item and row."""
        yield from self._container(self._body)
        yield from self._told()

    def _told(self) -> Iterator[Block]:
        """Yield the notes that the section refers to."""
        for number, paragraphs in self._notes.untold():
            if text := clean(" ".join(self._text(paragraph) for paragraph in paragraphs).replace("\t", " ")):
                yield Block(f"<sup>{number}</sup> {text}", box=self._box)

    def _title_sizes(self) -> list[int]:
        """Return the sizes of the lines that are all bold, largest first, where no style says what is a heading."""
        paragraphs = [child for child in self._body if name_of(child) == "p"]
        if any(self._styles.heading_level(paragraph) for paragraph in paragraphs):
            return []
        titles = [paragraph for paragraph in paragraphs if self._is_title(paragraph)]
        found = {self._styles.size(paragraph) for paragraph in titles} if len(titles) >= FEWEST_TITLES else set()
        return sorted(found, reverse=True)

    def _container(self, element: Element) -> Iterator[Block]:
        for child in element:
            kind = name_of(child)
            if kind == "p":
                yield from self._paragraph(child)
            elif kind == "tbl":
                yield from self._table(child)
            elif kind in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
                yield from self._container(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Block]:
        text = clean(self._text(paragraph)).strip("\t")
        self._shade(paragraph)
        if text:
            block = self._block(paragraph, text)
            if block.level and not self._box and not self._in_cell:
                yield from self._told()
            yield block
        for box in _boxes(paragraph):
            yield from self._boxed([box])

    def _shade(self, paragraph: Element) -> None:
        """Begin a box where shading begins, and end it where shading ends."""
        is_shaded = self._styles.is_shaded(paragraph)
        if is_shaded and not self._box:
            self._boxes += 1
            self._box, self._is_shaded = self._boxes, True
        elif not is_shaded and self._is_shaded:
            self._box, self._is_shaded = 0, False

    def _block(self, paragraph: Element, text: str) -> Block:
        style = self._styles.of(paragraph)
        level = self._styles.heading_level(paragraph)
        marker, depth = self._numbering.marker(paragraph, self._styles)
        if not marker and (typed := TYPED.match(text)) and not self._is_title(paragraph):
            marker, text = typed["number"] or "-", text[typed.end() :]
        is_item = bool(marker) and not level
        self._level = level or self._level
        if is_item and not self._was_item:
            self._runs += 1
        self._was_item = is_item
        above, self._last = self._last, text
        is_headed = bool(self._level or self._sizes) and not (level or is_item or self._in_cell)
        if is_headed and self._is_title(paragraph) and not _is_led(above):
            # A line that is all bold heads what stands below it, whatever its style.
            return Block(text.replace("\t", " "), level=min(self._bold_level(paragraph), LOWEST), box=self._box)
        if level or style.startswith("toc"):
            return Block(f"{marker} {text}".strip(), level=level, box=self._box)
        if is_item:
            return Block(item(text.replace("\t", " "), marker, depth), self._runs, box=self._box)
        return Block(text, box=self._box)

    def _bold_level(self, paragraph: Element) -> int:
        size = self._styles.size(paragraph)
        return 1 + self._sizes.index(size) if size in self._sizes else self._level + 1

    def _text(self, element: Element) -> str:
        """Return what a paragraph shows: no hidden runs, deletions, boxes, nor marks of comments and notes."""
        parts: list[str] = []
        for child in element:
            kind = name_of(child)
            if kind in BREAKS:
                parts.append(BREAKS[kind])
            elif kind == "t":
                parts.append(child.text or "")
            elif kind == "r":
                parts.append(self._run(child))
            elif kind in REFERENCES:
                parts.append(self._notes.mark(child))
            elif kind not in LEFT_OUT and kind not in {"drawing", "pict", "AlternateContent", "txbxContent"}:
                parts.append(self._text(child))
        return "".join(parts)

    def _run(self, run: Element) -> str:
        if self._styles.is_hidden(run):
            return ""
        text = self._text(run)
        is_mark = value_of(run, "rPr/vertAlign") == "superscript" and text.strip().replace(",", "").isdigit()
        return f"<sup>{text.strip()}</sup>" if is_mark else text

    def _table(self, table: Element) -> Iterator[Block]:
        rows = [_cells(row) for row in table if name_of(row) == "tr"]
        self._was_item = False
        if all(len(cells) < 2 for cells in rows):
            # A table of one column is a box around running text.
            yield from self._boxed([cell for cells in rows for cell in cells])
            return
        self._runs += 1
        run = self._runs
        for cells in rows:
            texts = [text for cell in cells for text in (self._cell(cell), *[""] * (_width(cell) - 1))]
            if any(texts):
                yield Block("\t".join(texts).rstrip("\t"), run, box=self._box)
        self._was_item = False

    def _boxed(self, parts: Sequence[Element]) -> Iterator[Block]:
        """Yield what stands in a box; its first paragraph, where all of it is bold, is its heading."""
        around, level = self._box, self._level
        self._boxes += 1
        self._box, self._was_item = self._boxes, False
        paragraphs = [child for part in parts for child in part if name_of(child) == "p" and self._text(child).strip()]
        title = paragraphs[0] if len(paragraphs) > 1 and self._is_title(paragraphs[0]) else None
        for block in (block for part in parts for block in self._container(part)):
            if title is not None and not block.level and block.text == clean(self._text(title)):
                block, title = replace(block, level=min(level + 1, LOWEST)), None
            yield block
        self._box, self._level, self._was_item = around, level, False

    def _is_title(self, paragraph: Element) -> bool:
        runs = [run for run in paragraph if name_of(run) == "r" and self._text(run).strip()]
        is_short = len(self._text(paragraph)) <= LONGEST_TITLE and not self._text(paragraph).rstrip().endswith(
            (".", ":")
        )
        is_named = self._styles.of(paragraph).startswith(("toc", "caption", "subtitle", "quote", "intense quote"))
        is_short = is_short and not is_named and not CAPTION.match(self._text(paragraph))
        return is_short and bool(runs) and all(self._styles.is_bold(run, paragraph) for run in runs)

    def _cell(self, cell: Element) -> str:
        if value_of(cell, "tcPr/vMerge", "restart") == "continue":
            return ""
        self._in_cell = True
        text = " ".join(block.text.strip().replace("\t", " ") for block in self._container(cell))
        self._in_cell = False
        return text


def _is_led(above: str) -> bool:
    """Say whether a line stands below a quotation, whose speaker it names, or a lead-in."""
    return above.endswith((":", "”", "’", '"'))


def _cells(row: Element) -> list[Element]:
    cells: list[Element] = []
    for child in row:
        if name_of(child) == "tc":
            cells.append(child)
        elif name_of(child) == "sdt":
            cells += [cell for content in child if name_of(content) == "sdtContent" for cell in _cells(content)]
    return cells


def _width(cell: Element) -> int:
    """Return above how many columns a cell stands."""
    width = value_of(cell, "tcPr/gridSpan", "1")
    return min(int(width), MOST_COLUMNS) if width.isdigit() else 1


def _boxes(paragraph: Element) -> list[Element]:
    """Return the text boxes anchored in a paragraph, each once, those inside another with it."""
    found = []
    for box in paragraph.iter():
        if name_of(box) == "txbxContent":
            above = [name_of(parent) for parent in box.iterancestors()]
            if "Fallback" not in above and "del" not in above and "txbxContent" not in above:
                found.append(box)
    return found
