"""Tables that a text draws with strokes, "| Action | Owner |", with or without a rule -> rows with tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"(?=[^-=]*[-=]{3})[ \t|+:=-]+")
_FEWEST_ROWS, _FEWEST_CELLS = 2, 3


def with_rows(text: str) -> str:
    """Return a text with the tables drawn in it as rows with tabs between their cells, without their rules."""
    if "|" not in text:
        return text
    shown: list[str] = []
    for is_drawn, run in groupby(text.split("\n"), lambda line: "|" in line or _RULE.fullmatch(line) is not None):
        lines = list(run)
        shown += _rows(lines) if is_drawn else lines
    return "\n".join(shown)


def cells_of(row: str) -> list[str]:
    """Return the cells between the strokes of a row."""
    return [cell.strip().replace("\\|", "|") for cell in CELLS.split(row)]


def _rows(lines: Sequence[str]) -> Iterator[str]:
    """Yield the rows of a table, or the lines as they are: two columns are only one with a rule or strokes around."""
    drawn = [line.strip() for line in lines if not _RULE.fullmatch(line)]
    is_closed = all(line.startswith("|") for line in drawn), all(line.endswith("|") for line in drawn)
    rows = [cells_of(line)[is_closed[0] : -1 if is_closed[1] else None] for line in drawn]
    width = len(rows[0]) if rows else 0
    is_sure = width >= _FEWEST_CELLS or all(is_closed) or len(drawn) < len(lines)
    if len(rows) < _FEWEST_ROWS or not is_sure or not all(1 < len(row) <= width for row in rows):
        yield from lines
    else:
        yield from ("\t".join(row).rstrip() for row in rows)
