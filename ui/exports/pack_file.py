"""A pack's file, Word or Markdown -> its lines, and what is in the file that these lines do not make.

The file is written again from what was read of it. So nothing that a reader may see can hide beside the lines: no
comment, box, table, header, note or hidden word, whatever it is called.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import UsageError
from assistant.ingestion.loaders import load_as
from assistant.ingestion.loaders.docx import open_docx
from assistant.ingestion.loaders.text import decode
from assistant.settings import Settings
from assistant.types import Span
from ui.exports.answer import unescaped
from ui.exports.pack import STYLES, lines_markdown, lines_word
from ui.exports.pack_lines import Kind, Line
from ui.exports.plan_parts import shortened

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_PLACE, _CHECK = re.compile(r"\[\d{1,6}\] "), re.compile(r"Check (?:\d{1,6}|of the whole): .*SHA-256 [0-9a-f]{64}")
_TITLE = re.compile(r"(?<!\\)\*(.+?)(?<!\\)\*")
_MOST_WORDS = 12
# What no reader reads in a Word file, and what stores of files add when a file is put there.
_UNREAD = re.compile(r"docProps/(?:core|app|custom)\.xml|docProps/thumbnail\.\w+|customXml/.*|\[Content_Types\]\.xml")
_LINKS, _OPENED = "word/_rels/document.xml.rels", "_rels/.rels"


@dataclass(frozen=True, slots=True)
class PackFile:
    """What was read of a pack's file: its lines, and each thing in it that they do not make, in words."""

    lines: tuple[Line, ...]
    strays: tuple[str, ...] = ()


def read_pack(path: Path, settings: Settings) -> PackFile:
    """Return what a pack's file holds.

    Raise UsageError where it is no pack, UnreadableFileError where it cannot be read.
    """
    readers = {".docx": read_word, ".md": read_markdown}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UsageError(f"{path.name} is no pack: name a pack's Word (.docx) or Markdown (.md) file, as it was saved")
    return load_as(reader, path, settings)


def read_markdown(path: Path, _limits: Settings) -> PackFile:
    """Read a pack from Markdown."""
    text = decode(path.read_bytes(), path).rstrip() + "\n"
    lines = tuple(line for part in re.split(r"\n{2,}", text.strip("\n")) for line in _of_markdown(part))
    written = lines_markdown(lines)
    if text == written:
        return PackFile(lines)
    pairs = zip([*text.split("\n"), ""], [*written.split("\n"), ""], strict=False)
    number, line = next(((n, one) for n, (one, other) in enumerate(pairs, 1) if one != other), (0, ""))
    told = shortened(line.strip(), _MOST_WORDS)
    return PackFile(lines, (f"line {number} of the file, “{told}”, is not written as a pack writes it",))


def read_word(path: Path, limits: Settings) -> PackFile:
    """Read a pack from Word."""
    data = path.read_bytes()
    document = open_docx(path, data, limits)
    lines = tuple(map(_of_word, document.paragraphs))
    written = lines_word(lines, datetime.now(UTC))
    return PackFile(lines, tuple(_differences(data, written)))


def _of_markdown(part: str) -> Iterator[Line]:
    """Yield the lines of a stretch of Markdown between two empty lines."""
    if part.startswith(">"):
        told = [unescaped(re.sub("^> ?", "", line)) for line in part.split("\n")]
        yield Line(Kind.QUOTE, "\n".join(filter(None, told)))
        return
    for line in part.split("\n"):
        head, text = re.fullmatch(r"((?:#{1,3} |- |\d{1,3}\. )?)(.*)", line).groups()  # type: ignore[union-attr]
        kinds = {"# ": Kind.TITLE, "## ": Kind.PART, "### ": Kind.GROUP, "- ": Kind.ITEM, "": Kind.TEXT}
        kind = kinds.get(head, Kind.NUMBERED)
        yield _place(text) if kind is Kind.TEXT and _PLACE.match(text) else Line(_checked(kind, text), unescaped(text))


def _place(markdown: str) -> Line:
    found = _TITLE.search(markdown)
    if found is None:
        return Line(Kind.PLACE, unescaped(markdown))
    before, title, after = (unescaped(each) for each in (markdown[: found.start()], found[1], markdown[found.end() :]))
    return Line(Kind.PLACE, f"{before}{title}{after}", Span(len(before), len(before) + len(title)))


def _of_word(paragraph: Paragraph) -> Line:
    text, style = paragraph.text, paragraph.style.name if paragraph.style else ""
    kind = next((kind for kind, name in STYLES.items() if name == style), Kind.TEXT)
    if kind is not Kind.TEXT or not _PLACE.match(text):
        return Line(_checked(kind, text), text)
    runs = [(run.text, bool(run.italic)) for run in paragraph.runs]
    first = next((number for number, (_, is_title) in enumerate(runs) if is_title), None)
    if first is None:
        return Line(Kind.PLACE, text)
    start = sum(len(told) for told, _ in runs[:first])
    return Line(Kind.PLACE, text, Span(start, start + len(runs[first][0])))


def _checked(kind: Kind, text: str) -> Kind:
    return Kind.CHECK if kind is Kind.TEXT and _CHECK.fullmatch(text) else kind


def _differences(data: bytes, written: bytes) -> Iterator[str]:
    """Yield what a Word file holds that its lines do not make, or lacks."""
    with zipfile.ZipFile(io.BytesIO(data)) as one, zipfile.ZipFile(io.BytesIO(written)) as other:
        held, made = (sorted(name for name in each.namelist() if not _UNREAD.fullmatch(name)) for each in (one, other))
        for name in dict.fromkeys([*held, *made]):
            if held.count(name) != made.count(name):
                yield f"its Word file {'holds' if held.count(name) > made.count(name) else 'lacks'} the part {name}"
            elif not _is_same(name, one.read(name), other.read(name)):
                yield (
                    f"what its Word file holds in {name} is not what a pack has there: a form, box, table, note or "
                    "hidden word was changed, or another program saved the file anew"
                )


def _is_same(name: str, held: bytes, made: bytes) -> bool:
    return _links(held) == _links(made) if name in (_LINKS, _OPENED) else held == made


def _links(rels: bytes) -> set[tuple[str, str, str]]:
    """Return what a part links to, but for what no reader reads."""
    from docx.oxml import parse_xml

    found = [(each.get("Type", ""), each.get("Target", ""), each.get("TargetMode", "")) for each in parse_xml(rels)]
    return {each for each in found if not each[0].endswith(("/customXml", "-properties", "/thumbnail"))}
