"""A table's rows -> which of them name its columns, and what each column is called."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from assistant.types import Block, BlockKind, Document, Span

# Between a table and what goes on with it stands a line of at most so many words; two columns are like any other two.
_BETWEEN, _GROUP_WORDS, _TWO = 2, 5, 2
_FIGURE = re.compile(r"[£$€<>~+–-]?\s?\d[\d,.]*\s?(?:%|m|bn|k)?")
_ROWS_READ = 10
_YEAR = re.compile(r"(?:19|20)\d\d")


def header_of(document: Document, block: Block) -> Span | None:
    """Return the row that names a table's columns: the first of three or more, without a figure but years.

    Of two columns, the first row names them where each of the next has a figure beside its name. Where the first
    row's names stand above several columns each, the second names these, and both are the header.
    """
    if block.kind is not BlockKind.TABLE:
        return None
    first = cells_of(document, block.items[0])
    above = _above(document, block)
    if above is not None:
        return header_of(document, above) or above.items[0]
    if len(block.items) < 3 or any(map(is_figure, first)):
        return None
    if _has_two_heads(*(cells_of(document, row) for row in block.items[:3])):
        return Span(block.items[0].start, block.items[1].end)
    # Asked for each row of a table: a few rows tell.
    names = len(first) > _TWO or all(is_figure(cells_of(document, row)[-1]) for row in block.items[1:_ROWS_READ])
    return block.items[0] if names else None


def _above(document: Document, block: Block) -> Block | None:
    """Return the table that another goes on with below a few words for a group of its rows, as "Finance"."""
    place = bisect_left(document.blocks, block.start, key=lambda each: each.start)
    if place < _BETWEEN:
        return None
    table, group = document.blocks[place - 2 : place]
    is_group = group.kind is BlockKind.PARAGRAPH and len(document.text[group.start : group.end].split()) <= _GROUP_WORDS
    if not is_group or table.kind is not BlockKind.TABLE or table.section != block.section:
        return None
    columns = {len(cells_of(document, each.items[0])) for each in (table, block)}
    is_named = not any(map(is_figure, cells_of(document, table.items[0]))) or _above(document, table) is not None
    return table if len(columns) == 1 and columns != {_TWO} and is_named else None


def _has_two_heads(first: Sequence[str], second: Sequence[str], row: Sequence[str]) -> bool:
    """Say whether a first row's names stand above several of the second's: there are gaps, or too few of them."""
    spans = "" in first[1:] or len(first) < len(row)
    names = [name for name in second if name]
    goes_below = not (first[0] and second[0]) or len(second) < len(row) or len(set(names)) < len(names)
    return spans and goes_below and len(names) > 1 and not any(map(is_figure, second))


def columns_of(document: Document, header: Span, row: Sequence[str]) -> list[str]:
    """Return what the columns of a row's cells are called: "2031 Teams" where a year stands above the teams."""
    lines = document.text[header.start : header.end].split("\n")
    upper, *lower = ([cell.strip() for cell in line.split("\t")] for line in lines if line.strip())
    if not lower:
        return upper
    names, width = lower[0], max(len(row), len(lower[0]))
    if "" in upper[1:]:
        names = names + [""] * (width - len(names))
        groups = list(_carried(upper, names))
    else:
        # A PDF leaves out what is empty: columns at the beginning have one name, in the first row.
        single = width - len(names)
        names = [""] * single + names
        groups = _spread(upper, names, single)
    return [" ".join(filter(None, pair)) for pair in zip(groups, names, strict=True)]


def _carried(upper: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Yield each name of the first row for its own column and for those beside it that have none."""
    group = ""
    for place, name in enumerate(names):
        own = upper[place] if place < len(upper) else ""
        group = own or (group if name and place > 1 else "")
        yield group


def _spread(upper: Sequence[str], names: Sequence[str], single: int) -> list[str]:
    """Return the names of the first row over the columns below them, none where it is not told which these are.

    The first row may name the `single` columns too, or have nothing above them.
    """
    free = max(single, 1)
    told = [(upper[:free], upper[free:])] * (single > 0) + [([""] * free, upper)]
    below = names[free:]
    for starts_of in (_starts_anew, _starts_evenly):
        for labels, groups in told:
            starts = starts_of(below, len(groups))
            if groups and len(starts) == len(groups):
                ends = [*starts[1:], len(below)]
                sizes = [end - start for start, end in zip(starts, ends, strict=True)]
                return [*labels, *(group for group, size in zip(groups, sizes, strict=True) for _ in range(size))]
    return [""] * len(names)


def _starts_anew(below: Sequence[str], _: int) -> list[int]:
    """Return where the names begin again: "Plan, Actual, Plan, Actual, Change"."""
    return [place for place, name in enumerate(below) if name == below[0]]


def _starts_evenly(below: Sequence[str], groups: int) -> list[int]:
    return list(range(0, len(below), len(below) // groups)) if groups and len(below) % groups == 0 else []


def cells_of(document: Document, row: Span) -> list[str]:
    """Return the cells of a row of a table."""
    return [cell.strip() for cell in document.text[row.start : row.end].split("\t")]


def is_figure(cell: str) -> bool:
    """Say whether a cell of a table holds a figure, and not a year."""
    return bool(_FIGURE.fullmatch(cell.strip())) and not _YEAR.fullmatch(cell.strip())
