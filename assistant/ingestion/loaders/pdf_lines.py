"""The fragments of a PDF page -> lines in reading order, the cells of a table's row as one line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.ingestion.loaders.pdf_fragments import BULLETS, Fragment, Joint, is_led_in

LEADERS = re.compile(r"\s*(?:\.{4,}|(?:\. ){3,}\.?|…{2,}|_{4,})\s*(?=\d{1,4}$)")
NUMBERING = re.compile(r"(?=.{1,5}$)\d{1,3}(?:\.\d{1,3})*\.?")
ITEM_NUMBER = re.compile(r"\d{1,3}[.)]")
MARKER_GAP = 60.0
# How far apart, in lines, rows of a table may stand that show where its columns begin.
ROWS_APART = 5
TALLEST_CELL = 12
SURELY_CELLS = 4
SAME_EDGE = 4.0
LONG_LINE = 28


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, its box, its type. A table's row is one line, with tabs, and stands alone."""

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool
    page: int
    first_width: float = 0.0
    marker: str = ""
    is_row: bool = False
    text_left: float = field(default=0.0)


def lines_of(fragments: Sequence[Fragment], page: int) -> list[Line]:
    """Return a page's lines, in the file's own order unless that jumps about."""
    ordered = _in_columns(_with_markers(_ordered(fragments)))
    lines = [_line(fragment, page) for fragment in _joined(ordered)]
    return _with_rows([line for line in lines if line.text])


def _with_markers(fragments: list[Fragment]) -> list[Fragment]:
    """Return the fragments with each marker before its text: some programs draw all bullets after the texts."""
    ordered = list(fragments)
    for marker in fragments:
        if marker.text.strip() not in BULLETS and not ITEM_NUMBER.fullmatch(marker.text.strip()):
            continue
        beside = [other for other in fragments if _is_led(marker, other)]
        place = ordered.index(marker)
        nearest = min(beside, key=lambda other: other.left, default=None)
        if nearest is not None and ordered[place + 1 : place + 2] != [nearest]:
            ordered.remove(marker)
            ordered.insert(ordered.index(nearest), marker)
    return ordered


def _is_led(marker: Fragment, other: Fragment) -> bool:
    return other is not marker and other.begins_beside(marker) and other.left - marker.right < MARKER_GAP


def _in_columns(fragments: list[Fragment]) -> list[Fragment]:
    """Part a fragment that holds two cells of a table: where one of its joints stands at the edge of a column."""
    edges = [(after.left, after.base) for before, after in pairwise(fragments) if after.begins_beside(before)]
    parted: list[Fragment] = []
    for fragment in fragments:
        rest = fragment
        while (found := _joint(rest, edges)) is not None:
            cell, rest = rest.parted(found)
            parted.append(cell)
        parted.append(rest)
    return parted


def _joint(fragment: Fragment, edges: Sequence[tuple[float, float]]) -> Joint | None:
    near = [edge for edge, base in edges if abs(base - fragment.base) < ROWS_APART * fragment.size]
    return next((joint for joint in fragment.joints if any(abs(joint.start - edge) < 1 for edge in near)), None)


def _joined(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Join a marker that was drawn by itself to the text that follows on its line."""
    joined: list[Fragment] = []
    for fragment in fragments:
        last = joined[-1] if joined else None
        if last is not None and is_led_in(joined) and _is_led(last, fragment):
            gap = fragment.left - last.right
            joined[-1] = Fragment(
                last.left, fragment.right, fragment.base, fragment.size, [*last.parts, " ", *fragment.parts]
            )
            joined[-1].letters, joined[-1].bold = fragment.letters, fragment.bold
            joined[-1].first_width, joined[-1].marker_gap = last.first_width, max(gap, 0.01)
        else:
            joined.append(fragment)
    return joined


def _ordered(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Return the fragments by column and height where the file draws them out of order, else as they are."""
    pairs = list(pairwise(fragments))
    jumps = sum(after.base < before.base - before.size and _overlap(before, after) for before, after in pairs)
    # Lines of running text drawn by turns on the left and on the right: columns, row by row.
    turns = sum(not _overlap(before, after) and abs(after.base - before.base) < before.size for before, after in pairs)
    are_long = sum(len(fragment.text) for fragment in fragments) > LONG_LINE * len(fragments)
    if jumps <= max(2, len(fragments) // 10) and not (are_long and turns > 0.4 * len(fragments)):
        return list(fragments)
    return _cut(sorted(fragments, key=lambda fragment: fragment.base))


def _overlap(one: Fragment, other: Fragment) -> bool:
    return one.left < other.right and other.left < one.right


def _cut(fragments: list[Fragment]) -> list[Fragment]:
    """Cut a page at its gutters and gaps, again and again, and read the pieces in order."""
    if len(fragments) < 2:
        return fragments
    for key in (_across, _down):
        if place := key(fragments):
            first = [f for f in fragments if (f.left if key is _across else f.base) < place]
            rest = [f for f in fragments if (f.left if key is _across else f.base) >= place]
            return [*_cut(first), *_cut(rest)]
    return sorted(fragments, key=lambda f: (round(f.base / 3), f.left))


def _across(fragments: list[Fragment]) -> float | None:
    """Return where a gutter parts the fragments into columns of several lines."""
    edge = float("-inf")
    ordered = sorted(fragments, key=lambda f: f.left)
    for place, fragment in enumerate(ordered):
        if place > 2 and len(ordered) - place > 2 and fragment.left - edge > 8:
            return fragment.left
        edge = max(edge, fragment.right)
    return None


def _down(fragments: list[Fragment]) -> float | None:
    """Return where the widest gap between lines, wider than those of running text, parts the fragments."""
    gaps = [(after.base - before.base - 1.0 * after.size, after.base) for before, after in pairwise(fragments)]
    widest, place = max(gaps)
    return place if widest > 1.2 * fragments[0].size else None


def _line(fragment: Fragment, page: int) -> Line:
    text = LEADERS.sub("\t", fragment.text.strip())
    marker, rest = "", text
    if fragment.marker_gap:
        marker, _, rest = text.partition(" ")
    indent = fragment.first_width + fragment.marker_gap if marker else 0.0
    return Line(
        rest.strip(), fragment.left, fragment.right, fragment.base, fragment.size, fragment.is_bold, page,
        fragment.first_width, marker, "\t" in rest, fragment.left + indent,
    )  # fmt: skip


def _with_rows(lines: list[Line]) -> list[Line]:
    """Return the lines with those of a table's cells put together, a row a line."""
    out: list[Line] = []
    place = 0
    while place < len(lines):
        rows, end = _table(lines, place)
        if rows:
            out += rows
            place = end
        else:
            out.append(lines[place])
            place += 1
    return out


def _table(lines: list[Line], start: int) -> tuple[list[Line], int]:
    """Return the rows of the table that begins at `start`, none if none does, and the place after it."""
    rows: list[list[list[Line]]] = []
    place = start
    while place < len(lines) and (found := _row(lines, place)) is not None:
        cells, end = found
        if rows and not _aligned(rows[-1], cells):
            break
        rows.append(cells)
        place = end
    # Text is set in so many columns nowhere else.
    is_row = len(rows) == 1 and (len(rows[0]) >= SURELY_CELLS or all(len(cell) == 1 for cell in rows[0]))
    is_table = len(rows) > 1 or is_row
    return ([_as_row(cells) for cells in rows], place) if is_table else ([], start)


def _row(lines: list[Line], start: int) -> tuple[list[list[Line]], int] | None:
    """Return the cells that begin at `start`, each its lines, if others stand to the right of the first."""
    cells = [[lines[start]]]
    place = start + 1
    while place < len(lines):
        line, cell = lines[place], cells[-1]
        right_of = max(part.right for part in cell)
        if _is_below(cell, line) and not _starts_row(cells, lines, place):
            cell.append(line)
        elif line.left > right_of + 2 and abs(line.base - cells[0][0].base) < 0.6 * line.size:
            cells.append([line])
        else:
            break
        if len(cell) > TALLEST_CELL:
            return None
        place += 1
    return (cells, place) if len(cells) > 1 else None


def _is_below(cell: list[Line], line: Line) -> bool:
    """Say whether a line goes on in a cell: just below, at its left edge, in its type."""
    last = cell[-1]
    step = line.base - last.base
    return (
        0 < step < 1.7 * max(last.size, line.size)
        and abs(line.left - cell[0].left) < 2 * line.size
        and line.is_bold == cell[0].is_bold
        and line.size == cell[0].size
    )


def _starts_row(cells: list[list[Line]], lines: list[Line], place: int) -> bool:
    """Say whether a line of the first column has cells of its own to the right."""
    if len(cells) > 1:
        return abs(lines[place].left - cells[0][0].left) < SAME_EDGE
    after = lines[place + 1] if place + 1 < len(lines) else None
    here = lines[place]
    return after is not None and after.left > here.right and abs(after.base - here.base) < 0.6 * here.size


def _aligned(above: list[list[Line]], below: list[list[Line]]) -> bool:
    """Say whether two rows are of one table: close, a cell beyond the first at the same edge."""
    bottom = max(line.base for cell in above for line in cell)
    if not 0 < below[0][0].base - bottom < 4 * below[0][0].size:
        return False
    return any(
        abs(one[0].left - other[0].left) < SAME_EDGE or abs(one[0].right - other[0].right) < SAME_EDGE
        for one in above[1:]
        for other in below[1:]
    )


def _as_row(cells: list[list[Line]]) -> Line:
    first = cells[0][0]
    texts = [" ".join(f"{line.marker} {line.text}".strip() for line in cell) for cell in cells]
    right = max(line.right for cell in cells for line in cell)
    base = max(line.base for cell in cells for line in cell)
    is_bold = all(line.is_bold for cell in cells for line in cell)
    row = replace(first, text="\t".join(texts), right=right, base=base, is_bold=is_bold, marker="", is_row=True)
    # A chapter's number beside its title is no table; a year beside what happens in it is.
    is_numbered = len(cells) == 2 and NUMBERING.fullmatch(texts[0]) is not None
    return replace(row, text=" ".join(texts), is_row=False) if is_numbered and not texts[1].isdigit() else row
