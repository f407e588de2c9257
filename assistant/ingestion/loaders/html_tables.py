"""A table of a web page -> the cells of its rows, each in its column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from assistant.ingestion.loaders.html_furniture import is_hidden

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_SPANNED = 100


def rows_of(table: HtmlElement, text_of: Callable[[HtmlElement], str]) -> Iterator[list[str]]:
    """Yield the text of each cell of each row: what spans several columns or rows leaves the others empty."""
    taken: Counter[int] = Counter()  # for each column, how many rows below are taken by a cell above
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in (each for each in row if each.tag in {"td", "th"} and not is_hidden(each)):
            _pass(taken, cells)
            wide, high = _spanned(cell, "colspan"), _spanned(cell, "rowspan")
            for column in range(len(cells), len(cells) + wide):
                taken[column] = high - 1
            cells += [text_of(cell), *[""] * (wide - 1)]
        _pass(taken, cells)
        yield cells


def _pass(taken: Counter[int], cells: list[str]) -> None:
    """Leave empty what is taken from above."""
    while taken[len(cells)] > 0:
        taken[len(cells)] -= 1
        cells.append("")


def _spanned(cell: HtmlElement, name: str) -> int:
    told = (cell.get(name) or "").strip()
    return max(1, min(int(told), _MOST_SPANNED)) if told.isdecimal() else 1
