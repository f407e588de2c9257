"""What a loader read -> headings, pages and blocks: from markup, from the Contents list, or from the lines' shape."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.ingestion.blocks import Outline, read_blocks
from assistant.ingestion.contents import Contents, find_contents, match_headings
from assistant.ingestion.headings import first_prose, is_prose, marked_headings, sections, shaped_headings
from assistant.ingestion.lines import Line, is_picture_credit, lines_of
from assistant.ingestion.pages import Anchor, pages_of
from assistant.types import Block, Heading, Loaded, Page

_IMPRINT = re.compile(
    r"©|\bISBN\b|\ball rights reserved\b|^published by\b|^registered charity|^charity registration"
    r"|\b(?:publication|approval) reference\b|\balternative format\b|\bother formats on request\b",
    re.IGNORECASE,
)
_LARGEST_IMPRINT = 0.15


@dataclass(frozen=True, slots=True)
class Structure:
    """The structure of a canonical text."""

    headings: tuple[Heading, ...]
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]


def read_structure(loaded: Loaded) -> Structure:
    """Return the structure of a text: what its markup says, else what its Contents list and its lines' shape say."""
    lines = lines_of(loaded.text)
    contents = find_contents(lines)
    matches = match_headings(lines, contents) if contents else []
    named = [heading for heading in matches if heading]
    front = _front_end(lines, contents, named or sections(loaded.headings))
    imprint = _imprint_start(lines, [*named, *_heading_text(lines, loaded.headings)], len(loaded.text))
    body = [line for line in lines if line.start < imprint and not (contents and _is_in(line, contents))]
    headings = _merged(_with_levels(named, loaded.headings), _others(loaded, body, named, contents))
    pages = loaded.pages or pages_of(lines, _anchors(contents, matches), len(loaded.text))
    outline = Outline(headings, contents.span if contents else None, front, imprint)
    blocks = read_blocks(loaded.text, lines, outline)
    return Structure(tuple(headings), tuple(pages), tuple(blocks))


def _is_in(line: Line, contents: Contents) -> bool:
    return contents.span.start <= line.start < contents.span.end


def _others(
    loaded: Loaded, body: Sequence[Line], named: Sequence[Heading], contents: Contents | None
) -> Sequence[Heading]:
    if loaded.headings:
        # The title of the Contents list, and its entries where they are set like headings, head nothing.
        return [h for h in loaded.headings if not (contents and contents.span.start <= h.start < contents.span.end)]
    if any(line.hashes for line in body):
        return marked_headings(body, named)
    return shaped_headings(body, named)


def _with_levels(named: Sequence[Heading], marked: Sequence[Heading]) -> list[Heading]:
    """Return the headings that the Contents list names, with the levels that the markup gives them.

    A Contents list shows its levels by indentation, which is lost in a PDF's or a Word file's lines. One that the
    markup misses has the level of most others of its level in the list.
    """
    known = {heading.start: heading for heading in marked}
    levels: dict[int, Counter[int]] = defaultdict(Counter)
    for heading in named:
        if heading.start in known:
            levels[heading.level][known[heading.start].level] += 1
    usual = {level: counts.most_common(1)[0][0] for level, counts in levels.items()}
    return [known.get(h.start) or replace(h, level=usual.get(h.level, h.level)) for h in named]


def _merged(named: Sequence[Heading], others: Sequence[Heading]) -> list[Heading]:
    extra = [other for other in others if not any(h.start < other.end and other.start < h.end for h in named)]
    return sorted([*named, *extra], key=lambda heading: heading.start)


def _anchors(contents: Contents | None, matches: Sequence[Heading | None]) -> list[Anchor]:
    entries = contents.entries if contents else ()
    pairs = zip(entries, matches, strict=True)
    return [Anchor(heading.start, int(entry.page)) for entry, heading in pairs if heading and entry.page.isdigit()]


def _front_end(lines: Sequence[Line], contents: Contents | None, named: Sequence[Heading]) -> int:
    """Return where the title page ends: at the Contents list, the first section or, without one, the first prose."""
    prose = next((line.start for line in lines[first_prose(lines) :]), 0)
    ends = [heading.start for heading in named[:1]]
    return min([*ends, contents.span.start] if contents else [*ends, prose])


def _heading_text(lines: Sequence[Line], headings: Sequence[Heading]) -> list[Heading]:
    """Return the headings of the markup that stand above text: those of an imprint stand above its marks alone."""
    are_text = (line for line in lines if is_prose(line) or line.is_row or line.is_item)
    text = [line.start for line in are_text if not _is_imprint(line)]
    return [heading for heading in headings if text and heading.end < text[-1]]


def _imprint_start(lines: Sequence[Line], headings: Sequence[Heading], end: int) -> int:
    """Return where the imprint at the end begins: with its page, or the run of short lines around its first mark."""
    earliest = max(int(end * (1 - _LARGEST_IMPRINT)), max((heading.end for heading in headings), default=0))
    place = next((n for n, line in enumerate(lines) if line.start >= earliest and _is_imprint(line)), None)
    if place is None:
        return end
    while place > 0 and lines[place].gap < 2 and lines[place - 1].start >= earliest and not _is_text(lines[place - 1]):
        place -= 1
    return lines[place].start


def _is_imprint(line: Line) -> bool:
    return bool(_IMPRINT.search(line.text)) and not is_picture_credit(line.text)


def _is_text(line: Line) -> bool:
    return is_prose(line) or line.is_row or bool(line.hashes)
