"""What every loader builds: blocks of clean text, set one to a line, with headings and pages as offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.types import Heading, Loaded, Page

LIGATURES = str.maketrans(
    {chr(0xFB00 + n): text for n, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
)
INDENT = "  "
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# What programs write of themselves where nobody named a title or an author.
_NOT_TOLD = re.compile(
    r"microsoft (?:word|powerpoint).*|\(?(?:untitled|anonymous|unspecified)\)?|powerpoint presentation"
    r"|python-docx|.*\.(?:docx?|indd|pdf|pptx?)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One line of canonical text. `run` joins it to the line before, when that is of the same run (list, table).

    `level` is a heading's, 0 elsewhere; `page` is the place (from 0) of the page that the line stands on; `box` is the
    number of the box that it stands in, 0 for none.
    """

    text: str
    run: int = 0
    level: int = 0
    page: int | None = None
    box: int = 0


def clean(text: str) -> str:
    """Return `text` on one line: no control characters, ligatures or soft hyphens, single spaces; tabs stay."""
    text = unicodedata.normalize("NFC", text.translate(LIGATURES))
    if not text.isprintable():
        text = "".join(" " if _is_space(character) else character for character in text if not _is_unseen(character))
    return re.sub(r" *\t[ \t]*", "\t", re.sub(r" {2,}", " ", text)).strip()


def told(metadata: str) -> str | None:
    """Return what a file's metadata tell, clean; nothing where its program wrote it and nobody else."""
    value = clean(metadata)
    return value if value and not _NOT_TOLD.fullmatch(value) else None


def _is_space(character: str) -> bool:
    return character != "\t" and character.isspace()


def _is_unseen(character: str) -> bool:
    # Control, format (soft hyphen, zero width, direction), surrogate, private use, no character.
    return not character.isspace() and unicodedata.category(character)[0] == "C"


def item(text: str, marker: str, depth: int) -> str:
    """Return a list item's line: spaces for its depth (0 is the outermost), its marker, its text."""
    return f"{INDENT * depth}{marker} {text}" if marker else f"{INDENT * depth}{text}"


def numeral(number: int, style: str) -> str:
    """Return a number as a `style` of Word's writes it: letters, Roman, or else decimal."""
    if style in {"lowerLetter", "upperLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)
        return letter if style == "lowerLetter" else letter.upper()
    if style in {"lowerRoman", "upperRoman"} and 0 < number < 40:
        text = ""
        for value, sign in ROMAN:
            text += sign * (number // value)
            number %= value
        return text if style == "lowerRoman" else text.upper()
    return f"{number:02d}" if style == "decimalZero" else str(number)


def assemble(blocks: Sequence[Block], labels: Sequence[str | None] = ()) -> Loaded:
    """Set blocks below one another; `labels` name the pages, `None` where a page's printed label is not known."""
    parts: list[str] = []
    headings: list[tuple[int, Heading]] = []
    ends: dict[int, int] = {}
    stretches: list[tuple[int, int, int]] = []
    length = 0
    for place, block in enumerate(blocks):
        gap = "" if not place else "\n" if _same_run(blocks[place - 1], block) else "\n\n"
        start = length + len(gap)
        length = start + len(block.text)
        parts += [gap, block.text]
        if block.level:
            headings.append((block.box, Heading(block.text.strip(), block.level, start, length)))
        ends[block.box] = length
        if block.page is not None:
            # A note may stand below the sentence that runs on over the next page.
            goes_on = stretches and stretches[-1][0] == block.page
            stretches.append((block.page, stretches.pop()[1] if goes_on else start, length))
    text = "".join(parts) + ("\n" if parts else "")
    pages = [(labels[page], (start, end)) for page, start, end in stretches if page < len(labels)]
    # A box's headings stand above what is in it, and not above the text that goes on after it.
    found = tuple(replace(heading, until=ends[box] if box else None) for box, heading in headings)
    return Loaded(text, found, tuple(Page(label, *span) for label, span in pages if label is not None))


def _same_run(one: Block, other: Block) -> bool:
    return bool(one.run) and one.run == other.run and one.page == other.page
