"""The Contents list, the best witness of a plain text's structure: its entries, and where each stands as a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingestion.lines import Line, comparable, has_number, joined
from assistant.types import Heading, Span

_TITLE = re.compile(r"^(?:table of )?contents(?: page)?$")
_ENTRY = re.compile(
    r"^(?P<indent>\s*)(?P<number>\d+(?:\.\d+)*)?[\s.]*(?P<title>\S.*?)[\s.…·_]+(?P<page>\d{1,4}|[ivxl]+)\s*$"
)
_LATE = re.compile(r"^(?:annex|appendix|references|bibliography|acknowledg|about the author|glossary|notes$|index$)")
_LONGEST = 160
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a Contents list: its title, its level (1 is the highest) and the printed page."""

    title: str
    level: int
    page: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A Contents list: where it stands, and its entries in order."""

    span: Span
    entries: tuple[Entry, ...]


def find_contents(lines: Sequence[Line]) -> Contents | None:
    """Return the Contents list of a text, or nothing where it has none of at least three entries."""
    for place, line in enumerate(lines):
        if _TITLE.match(comparable(line.title)):
            last, entries = _read_entries(lines, place + 1)
            if len(entries) >= 3:
                return Contents(Span(line.start, lines[last].end), tuple(entries))
    return None


def _read_entries(lines: Sequence[Line], first: int) -> tuple[int, list[Entry]]:
    entries: list[Entry] = []
    pending, last, in_chapter = "", first - 1, False
    for place in range(first, len(lines)):
        line = lines[place]
        match = _ENTRY.match(f"{pending} {line.text.strip()}" if pending else line.text)
        if match and (not entries or _rises(entries[-1].page, match["page"])):
            indented = bool(match["indent"]) and not match["number"]
            late = bool(_LATE.match(comparable(match["title"])))
            level = 2 if indented and in_chapter and not late else 1
            if match["number"]:
                level, in_chapter = 1 + match["number"].count("."), True
            entries.append(Entry(match["title"].rstrip(" .…·_"), level, match["page"]))
            pending, last = "", place
        elif (
            not pending
            and len(line.text) < _LONGEST
            and line.gap_after < 2
            and not line.is_furniture
            and not line.hashes
        ):
            pending = line.text.rstrip()
        else:
            break
    return last, entries


def _rises(before: str, page: str) -> bool:
    return not (before.isdigit() and page.isdigit()) or int(before) <= int(page)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line, or two or three together, that has the title of entry number `entry`; a higher score is likelier."""

    entry: int
    score: float
    heading: Heading


def match_headings(lines: Sequence[Line], contents: Contents) -> list[Heading | None]:
    """Return, for each entry in order, the heading that it names, or nothing where no line has its title.

    The entries are matched jointly: the chain of candidates, rising in entry and in place, of the highest total
    score (dynamic programming). Section titles occur earlier as list items, and one wrong line taken greedily would
    drag the next along.
    """
    body = [line for line in lines if not _holds(contents, line) and not line.is_continued]
    titles = [comparable(line.title) for line in body]
    found = [
        candidate
        for number, entry in enumerate(contents.entries)
        for candidate in _candidates(body, titles, number, entry)
    ]
    totals: list[float] = []
    before: list[int | None] = []
    for candidate in found:
        earlier = [
            place
            for place, other in enumerate(found[: len(totals)])
            if other.entry < candidate.entry and other.heading.end <= candidate.heading.start
        ]
        best = max(earlier, key=totals.__getitem__, default=None)
        totals.append(candidate.score + (totals[best] if best is not None else 0))
        before.append(best)
    headings: list[Heading | None] = [None] * len(contents.entries)
    place = max(range(len(found)), key=totals.__getitem__, default=None)
    while place is not None:
        headings[found[place].entry] = found[place].heading
        place = before[place]
    return headings


def _holds(contents: Contents, line: Line) -> bool:
    return contents.span.start <= line.start < contents.span.end


def _candidates(lines: Sequence[Line], titles: Sequence[str], number: int, entry: Entry) -> list[Candidate]:
    wanted = comparable(entry.title)
    found = []
    for place, title in enumerate(titles):
        if not title or not wanted.startswith(title):
            continue
        for last in range(place + 1, min(place + _MOST_LINES, len(lines)) + 1):
            run = lines[place:last]
            if comparable(joined(run)) == wanted:
                heading = Heading(joined(run), entry.level, run[0].start, run[-1].end)
                found.append(Candidate(number, _likelihood(run), heading))
                break
    return found


def _likelihood(run: Sequence[Line]) -> float:
    # A match counts for far more than what speaks for one place against another: none is left out for a better line.
    first = run[0]
    alone = first.gap > 0 and run[-1].gap_after > 0
    bullet = first.is_item and not has_number(first.title)
    return 100 + 3 * bool(first.hashes) + 3 * alone + 3 * has_number(first.title) - 50 * bullet - len(run)
