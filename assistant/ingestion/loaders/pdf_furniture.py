"""What belongs to a PDF's pages and not to its text: running headers, footers and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.ingestion.loaders.pdf_fragments import Fragment, PageText

ZONE = 0.12
NUMBER = re.compile(r"(?:page\s*)?[|\s–-]*(\d{1,4})[|\s–-]*(?:(?:of|/)\s*\d{1,4})?|[ivxl]{1,7}", re.I)
SAME_PLACE = 3.0
# Text set like a heading is a running header only where it stands on this share of all pages.
SET_OFF = 0.4
# A place is for running headers where this share of what stands there is repeated.
HEADERS = 0.6


@dataclass(frozen=True, slots=True)
class Placed:
    """A fragment in the upper or lower margin: its page, its distance from that edge."""

    page: int
    distance: float
    fragment: Fragment

    @property
    def key(self) -> tuple[int, int]:
        """Return what tells the fragment from all others."""
        return self.page, id(self.fragment)

    def wording(self, body: float) -> str:
        """Return the text, its numbers hidden unless it is set like a heading ("Annex 1" and "Annex 2" are two)."""
        text = self.fragment.text.strip().casefold()
        return text if self.is_set_off(body) else re.sub(r"\d+", "#", text)

    def is_set_off(self, body: float) -> bool:
        """Say whether it is larger than running text, or bold."""
        return self.fragment.size > body or self.fragment.is_bold

    @property
    def slot(self) -> tuple[int, float]:
        """Return the place on the page, whatever stands there: the height, in steps, and the size of type."""
        return round(self.distance / SAME_PLACE), self.fragment.size


def strip_furniture(pages: Sequence[PageText]) -> tuple[list[PageText], list[str | None]]:
    """Return the pages without their furniture, and the page numbers printed on them where they agree."""
    placed = [mark for number, page in enumerate(pages) for mark in _in_margins(number, page)]
    dropped = _repeated(placed, len(pages), body_size(pages))
    left: dict[int, list[Placed]] = defaultdict(list)
    for mark in placed:
        if mark.key not in dropped:
            left[mark.page].append(mark)
    numbers = [mark for marks in left.values() for mark in marks if _is_page_number(mark, marks)]
    gone = dropped | {mark.key for mark in numbers}
    kept = [
        replace(page, fragments=tuple(part for part in page.fragments if (number, id(part)) not in gone))
        for number, page in enumerate(pages)
    ]
    if not any(page.fragments for page in kept):
        return list(pages), []
    return kept, _printed([mark for mark in placed if mark.key in gone], len(pages))


def body_size(pages: Sequence[PageText]) -> float:
    """Return the size of type that most characters are set in."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for fragment in page.fragments:
            sizes[fragment.size] += fragment.letters
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_page_number(mark: Placed, on_page: Sequence[Placed]) -> bool:
    """Say whether a bare number stands alone on its line, with no text nearer to the page's edge."""
    return NUMBER.fullmatch(mark.fragment.text.strip()) is not None and not any(
        other is not mark
        and (other.distance > 0) == (mark.distance > 0)
        and abs(other.distance) < abs(mark.distance) + SAME_PLACE
        for other in on_page
    )


def _in_margins(number: int, page: PageText) -> list[Placed]:
    height = page.bottom - page.top
    found = []
    for fragment in page.fragments:
        above, below = fragment.base - page.top, page.bottom - fragment.base
        if min(above, below) < ZONE * height:
            found.append(Placed(number, above if above < below else -below, fragment))
    return found


def _repeated(placed: Sequence[Placed], pages: int, body: float) -> set[tuple[int, int]]:
    """Return what stands at the same place on several pages with the same words, or in a place used for such."""
    places: dict[tuple[str, int], list[Placed]] = defaultdict(list)
    for mark in placed:
        places[mark.wording(body), round(mark.distance / SAME_PLACE / 2)].append(mark)
    few, many = (3 if pages > 3 else 2), max(2, SET_OFF * pages)
    same = [
        mark
        for marks in places.values()
        if len({mark.page for mark in marks}) >= (many if marks[0].is_set_off(body) else few)
        for mark in marks
    ]
    # A running header names the chapter: other words, in a place and size that mostly holds repeated ones.
    held, used = Counter(mark.slot for mark in placed), Counter(mark.slot for mark in same)
    slots = {slot for slot, count in used.items() if pages > 3 and count > HEADERS * held[slot]}
    return {mark.key for mark in same} | {mark.key for mark in placed if mark.slot in slots}


def _printed(furniture: Sequence[Placed], pages: int) -> list[str | None]:
    """Return each page's printed number where most pages agree in how far it is from the ordinal."""
    said: dict[int, set[int]] = defaultdict(set)
    for mark in furniture:
        said[mark.page] |= {int(figure) for figure in re.findall(r"(?<!\d)\d{1,4}(?!\d)", mark.fragment.text)}
    offsets = Counter(figure - page for page, figures in said.items() for figure in figures)
    offset, count = offsets.most_common(1)[0] if offsets else (0, 0)
    if count < 2 or count < 0.6 * pages:
        return []
    return [str(page + offset) if page + offset > 0 else None for page in range(pages)]
