"""Text taken out of a PDF (`pdftotext`): its pages' furniture, broken words and tables set in columns."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.types import Loaded, Page

_FEWEST_PAGES = 3
_EDGE = 3  # lines at the head and foot of a page that may be furniture
_SHARE = 0.4
_LONGEST = 120
_NUMBER = re.compile(r"\W*(?:page\s+)?(\d{1,4})(?:\s+(?:of|/)\s+\d{1,4})?\W*", re.IGNORECASE)
# A typesetter's own hyphen ("‐") and a soft one only break words; "-" may be the word's.
_BROKEN = re.compile(r"([^\W\d_]+)(?: ?-|([‐\u00ad]))\n[ \t]*([a-zà-ÿ]+)(\S*)(?: +|(?=\n)|\Z)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CELL = re.compile(r"\S+(?: \S+)*")
_FEWEST_CELLS = 3


def is_paged(text: str) -> bool:
    """Say whether a text comes in pages parted by form feeds."""
    return text.count("\f") >= _FEWEST_PAGES


def read_pages(text: str) -> Loaded:
    """Return the text without what belongs to its pages, words and table rows made whole; its pages and title."""
    sheets = [sheet.split("\n") for sheet in text.split("\f")]
    furniture = _repeated(sheets)
    kept = ["\n".join(_without(sheet, furniture, is_first=not number)) for number, sheet in enumerate(sheets)]
    known = Counter(word.casefold() for sheet in kept for word in _WORD.findall(_BROKEN.sub(" ", sheet)))
    kept = [_columns(_mended(sheet, known)) for sheet in kept]
    labels = _labels(sheets)
    pages, start = [], 0
    for sheet, label in zip(kept, labels, strict=True):
        if label and sheet.strip():
            pages.append(Page(label, start, start + len(sheet)))
        start += len(sheet) + 1
    return Loaded("\f".join(kept), pages=tuple(pages), title=_running_title(sheets, furniture))


def _edges(sheet: Sequence[str]) -> list[int]:
    """Return the places of the lines at a page's head and foot."""
    filled = [place for place, line in enumerate(sheet) if line.strip()]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _wording(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split())).casefold()


def _repeated(sheets: Sequence[Sequence[str]]) -> set[str]:
    """Return the lines, numbers hidden, that stand at the edges of many pages, or of many left or right ones."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, sheet in enumerate(sheets):
        for wording in {_wording(sheet[place]) for place in _edges(sheet)}:
            places[wording].append(number)
    found = {wording for wording, pages in places.items() if len(pages) >= _many(pages, len(sheets))}
    return {wording for wording in found if wording and len(wording) <= _LONGEST}


def _many(pages: Sequence[int], count: int) -> float:
    """Return on how many pages a line stands that belongs to them: facing pages have heads of their own."""
    are_facing = len({page % 2 for page in pages}) == 1
    return max(_FEWEST_PAGES, _SHARE * (count / 2 if are_facing else count))


def _running_title(sheets: Sequence[Sequence[str]], furniture: set[str]) -> str | None:
    """Return the lines of the title page that are the other pages' running head: the document's title."""
    heads = {re.sub(r"^# | #$", "", wording) for wording in furniture}
    shown = [" ".join(line.split()) for line in sheets[0] if line.strip()]
    runs = (" ".join(shown[start : start + count]) for count in (1, 2, 3) for start in range(len(shown) - count + 1))
    # Beside the title, the publisher may stand at the head of every page.
    titles = [run for run in runs if len(run.split()) > 1 and run.casefold() in heads]
    return max(titles, key=lambda run: len(run.split()), default=None)


def _without(sheet: Sequence[str], furniture: set[str], *, is_first: bool) -> Iterator[str]:
    """Yield a page's lines without its furniture; a title page keeps its title, which is the others' running head."""
    gone = [place for place in _edges(sheet) if _wording(sheet[place]) in furniture]
    if is_first:
        gone = [gone[0], gone[-1]] if len(gone) > 1 else []
    return (line for place, line in enumerate(sheet) if place not in gone)


def _labels(sheets: Sequence[Sequence[str]]) -> list[str | None]:
    """Return each page's printed number where most pages agree in how far it is from its place."""
    said = [
        {int(found[1]) for place in _edges(sheet) if (found := _NUMBER.fullmatch(sheet[place].strip()))}
        for sheet in sheets
    ]
    offsets = Counter(number - place for place, numbers in enumerate(said) for number in numbers)
    offset, count = offsets.most_common(1)[0] if offsets else (0, 0)
    if count < _FEWEST_PAGES or count < len(sheets) / 2:
        return [None] * len(sheets)
    return [str(place + offset) if place + offset > 0 else None for place in range(len(sheets))]


def _mended(sheet: str, known: Counter[str]) -> str:
    """Return a page with the words that its line ends broke made whole, where the rest of the text does not differ."""

    def whole(match: re.Match[str]) -> str:
        head, _, tail, rest = match.groups()
        hyphened = known[f"{head}-{tail}".casefold()] > known[(head + tail).casefold()]
        return f"{head}{'-' if hyphened else ''}{tail}{rest}\n"

    return _BROKEN.sub(whole, sheet)


def _columns(sheet: str) -> str:
    """Return a page with the rows of tables that are set in columns as cells parted by tabs."""
    shown: list[str] = []
    table: list[str] = []
    for line in [*sheet.split("\n"), ""]:
        if _cells(line) >= _FEWEST_CELLS or (table and _goes_on(line, table)):
            table.append(line)
        else:
            shown += [*_rows(table), line]
            table = []
    return "\n".join(shown[:-1])


def _cells(line: str) -> int:
    return len(_CELL.findall(line))


def _starts(lines: Sequence[str]) -> list[int]:
    """Return where the columns of a table begin: where those of its line with most cells do."""
    return [found.start() for found in _CELL.finditer(max(lines, key=_cells))]


def _goes_on(line: str, table: Sequence[str]) -> bool:
    """Say whether a line with few cells belongs to a table: none of them reaches into another column."""
    starts = _starts(table)
    return bool(line.strip()) and all(
        any(abs(found.start() - start) < 2 and found.end() < after for start, after in _stretches(starts))
        or any(_begins(line, start) for start in starts if found.start() < start < found.end())
        for found in _CELL.finditer(line)
    )


def _stretches(starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    return zip(starts, [*starts[1:], 10_000], strict=True)


def _begins(line: str, start: int) -> bool:
    """Say whether a figure begins at a place, right after a space: a long cell leaves no more before the next."""
    return bool(re.match(r" [\d£+–-]", line[start - 1 : start + 1]))


def _rows(table: Sequence[str]) -> list[str]:
    """Return the rows of a table; a line with cells in few of its columns goes on with the row above."""
    if sum(_cells(line) >= _FEWEST_CELLS for line in table) < 2:
        return list(table)
    starts = _starts(table)
    rows: list[list[str]] = []
    for line in table:
        edges = [start if _begins(line, start) or not line[start - 1 : start].strip() else None for start in starts]
        cells = _cut(line, edges)
        if rows and sum(map(bool, cells)) <= len(starts) / 2:
            rows[-1] = [f"{above} {below}".strip() for above, below in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return ["\t".join(row).rstrip("\t") for row in rows]


def _cut(line: str, edges: Sequence[int | None]) -> list[str]:
    """Return a line's cells; one that reaches over the next column's edge keeps what stands there."""
    cells = [""] * len(edges)
    for found in _CELL.finditer(line):
        inner = [edge for edge in edges if edge is not None and found.start() < edge < found.end()]
        cuts = [found.start(), *(edge for edge in inner if _begins(line, edge)), found.end()]
        for start, end in pairwise(cuts):
            place = min(range(len(edges)), key=lambda number: abs((edges[number] or 0) - start))
            cells[place] = f"{cells[place]} {line[start:end].strip()}".strip()
    return cells
