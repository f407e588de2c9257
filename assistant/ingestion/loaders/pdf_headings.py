"""Which paragraphs of a PDF are headings: those that the outline names, and those set like headings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.ingestion.loaders.pdf_paragraphs import Paragraph

MOST_LINES, MOST_CHARACTERS = 4, 180
QUOTATION, CLOSED = tuple("“\"‘'"), tuple("”\"’'")
CAPTION = re.compile(r"(?:figure|fig\.|table|chart|source)\s*\d*\s*[:.]?", re.I)
BOX = re.compile(r"box\s*\d*\s*[:.]?", re.I)
LEVELS = 6
SHORTEST_PROSE = 80


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the file's outline: its title, its level from 1, the place of its page or None."""

    title: str
    level: int
    page: int | None


def mark_headings(paragraphs: list[Paragraph], outline: Sequence[Bookmark], boxes: Sequence[int]) -> None:
    """Give each paragraph that is a heading its level; the outline's word goes before the type's.

    `boxes` are the numbers of the boxes that the paragraphs stand in: "Box 2: …" heads one whose ground is seen, and
    elsewhere nobody knows where what it heads would end.
    """
    named = _match(paragraphs, outline)
    for paragraph, level in named:
        paragraph.level = level
    body = _body(paragraphs)
    cover = _cover(paragraphs)
    styles: dict[tuple[float, bool], list[int]] = defaultdict(list)
    for place in range(len(paragraphs)):
        is_boxed = bool(boxes[place]) or not BOX.match(paragraphs[place].text)
        if place not in cover and is_boxed and _stands_out(paragraphs, place, body):
            styles[_style(paragraphs[place])].append(place)
    kept = {style: places for style, places in styles.items() if _is_heading_style(paragraphs, style, places)}
    for style, level in _levels(paragraphs, kept, named).items():
        for place in kept[style]:
            paragraphs[place].level = paragraphs[place].level or level


def _style(paragraph: Paragraph) -> tuple[float, bool]:
    return round(paragraph.first.size * 2) / 2, paragraph.is_bold


def _body(paragraphs: Sequence[Paragraph]) -> tuple[float, bool]:
    """Return the size and weight that most characters are set in."""
    counts: Counter[tuple[float, bool]] = Counter()
    for paragraph in paragraphs:
        counts[_style(paragraph)] += len(paragraph.text)
    return counts.most_common(1)[0][0] if counts else (0.0, False)


def _cover(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return the places of what a title page sets large below its title: its publisher and date head nothing."""
    first = [place for place, paragraph in enumerate(paragraphs) if paragraph.first.page == 0]
    if len(first) == len(paragraphs) or any(_is_prose(paragraphs[place]) for place in first):
        return set()
    largest = max((_style(paragraphs[place])[0] for place in first), default=0.0)
    return {place for place in first if _style(paragraphs[place])[0] < largest}


def _is_prose(paragraph: Paragraph) -> bool:
    return len(paragraph.text) > SHORTEST_PROSE and paragraph.text.endswith(".")


def _match(paragraphs: Sequence[Paragraph], outline: Sequence[Bookmark]) -> list[tuple[Paragraph, int]]:
    """Return the paragraphs that the outline's entries name, with their levels, in the outline's order."""
    by_title: dict[str, list[int]] = defaultdict(list)
    for place, paragraph in enumerate(paragraphs):
        if len(paragraph.text) <= 2 * MOST_CHARACTERS and not paragraph.first.is_row:
            by_title[_comparable(paragraph.text)].append(place)
    found: list[tuple[Paragraph, int]] = []
    used: set[int] = set()
    for entry in outline:
        places = [
            place
            for place in by_title.get(_comparable(entry.title), [])
            if place not in used and (entry.page is None or paragraphs[place].first.page == entry.page)
        ]
        if places and _comparable(entry.title):
            used.add(places[0])
            found.append((paragraphs[places[0]], min(entry.level, LEVELS)))
    return found


def _comparable(title: str) -> str:
    return re.sub(r"\W+", "", re.sub(r"^(?:chapter\s+)?\d+(?:\.\d+)*[.:)]?\s+", "", title.casefold().strip()))


def _stands_out(paragraphs: Sequence[Paragraph], place: int, body: tuple[float, bool]) -> bool:
    """Say whether a paragraph is set and worded like a heading, with something below it."""
    paragraph = paragraphs[place]
    size, is_bold = _style(paragraph)
    is_larger, is_bolder = size >= 1.12 * body[0], is_bold and not body[1] and size >= 0.95 * body[0]
    after = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
    return (
        (is_larger or is_bolder)
        and _is_worded_as_title(paragraph)
        and after is not None
        and not (not is_larger and _is_speaker(paragraphs, place))
    )


def _is_worded_as_title(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return (
        not paragraph.first.is_row
        and not (paragraph.marker and not paragraph.marker[0].isdigit())
        and len(paragraph.lines) <= MOST_LINES
        and 3 <= len(text) <= MOST_CHARACTERS
        and (text[0].isupper() or text[0].isdigit() or text.startswith(QUOTATION))
        and bool(re.search(r"[^\W\d_]{3}", text))
        and not text.endswith((".", ",", ";", ":", "”", "-"))
        and not (text.startswith(QUOTATION) and text.endswith(CLOSED))
        and not CAPTION.match(text)
        and not re.match(r"(?:https?:|www\.|©)", text)
    )


def _is_speaker(paragraphs: Sequence[Paragraph], place: int) -> bool:
    """Say whether a bold line names who spoke the quotation above it."""
    if not place:
        return False
    above, here = paragraphs[place - 1].text, paragraphs[place]
    is_near = here.first.page == paragraphs[place - 1].first.page and not paragraphs[place - 1].level
    return is_near and (above.startswith(QUOTATION) or above.endswith(("”", '"', "’", "'")))


def _is_heading_style(paragraphs: Sequence[Paragraph], style: tuple[float, bool], places: list[int]) -> bool:
    """Say whether most of what is set in a style is headings: pull quotes and figures are larger too."""
    alike = [paragraph for paragraph in paragraphs if _style(paragraph) == style and not paragraph.first.is_row]
    prose = [p for p in alike if len(p.text) > MOST_CHARACTERS or (p.text.endswith(".") and len(p.text) > 40)]
    return len(places) >= 0.5 * len(alike) and len(prose) <= 0.2 * len(alike)


def _levels(
    paragraphs: Sequence[Paragraph], kept: dict[tuple[float, bool], list[int]], named: list[tuple[Paragraph, int]]
) -> dict[tuple[float, bool], int]:
    """Return each style's level: the outline's where it names some of the style, else by size and weight."""
    known: dict[tuple[float, bool], Counter[int]] = defaultdict(Counter)
    for paragraph, level in named:
        known[_style(paragraph)][level] += 1
    levels: dict[tuple[float, bool], int] = {}
    level = 0
    for style in sorted(kept, reverse=True):
        # The title's type is found nowhere else: the chapters stand beside the title, not below it.
        is_title = not levels and len(kept[style]) == 1 and paragraphs[kept[style][0]].first.page == 0
        level = known[style].most_common(1)[0][0] if style in known else level + 1
        levels[style] = min(level, LEVELS)
        level -= is_title and style not in known
    return levels
