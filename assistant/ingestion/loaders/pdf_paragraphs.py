"""The lines of a PDF -> paragraphs: which lines go on with the one before, and how their words are joined."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.ingestion.loaders.canonical import clean
from assistant.ingestion.loaders.pdf_lines import Line

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?:;…][\"”’')\]]*(?:<sup>[\d,]+</sup>)?$")
# A typesetter's own hyphen ("‐") only breaks words; "-" may be the word's.
LINE_END, LINE_START = re.compile(r"([^\W\d_]+)[-‐]$"), re.compile(r"[a-zà-öø-ÿ]+")
# How much of a line's end is looked at: patterns that search whole paragraphs take the square of their length.
TAIL = 60
GLUED = re.compile(r"\w[-/–]$")
# So many lines side by side are columns, and no chance.
LINES_OF_COLUMN = 4
# How far apart two lines may begin that stand below one another.
EDGE = 2.0
DASHES = frozenset("–—-o")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together: a paragraph, list item, heading or table row. `level` is a heading's."""

    lines: list[Line]
    text: str = ""
    level: int = 0
    depth: int = 0

    @property
    def first(self) -> Line:
        """Return the first line."""
        return self.lines[0]

    @property
    def is_bold(self) -> bool:
        """Say whether all of it is bold."""
        return all(line.is_bold for line in self.lines)

    @property
    def marker(self) -> str:
        """Return an item's marker: a dash for every kind of bullet, else its number."""
        marker = self.first.marker
        return "-" if (marker and not marker[-1].isalnum() and marker[-1] not in ".)") or marker == "o" else marker


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: the usual step between lines by size, the edges of lines and of columns by page."""

    steps: dict[float, float]
    edges: dict[tuple[int, float], list[tuple[float, float]]] = field(repr=False)
    beside: dict[tuple[int, float], list[tuple[float, float]]] = field(repr=False)

    def edge(self, line: Line) -> float:
        """Return how far lines of a line's size and column reach on its page: no further than the column beside it."""
        near, next_column = self.edges.get((line.page, line.size), []), self._next_column(line)
        rights = [right for left, right in near if abs(left - line.left) < 4 * line.size and right < next_column]
        return max(rights, default=line.right)

    def _next_column(self, line: Line) -> float:
        """Return where the column beside a line begins: what is set across the page reaches further than a column."""
        beside = self.beside.get((line.page, line.size), [])
        begins = [other for left, other in beside if abs(left - line.left) < 4 * line.size and other > line.right]
        return min(begins) if len(begins) >= LINES_OF_COLUMN else float("inf")

    def step(self, line: Line) -> float:
        """Return the usual distance between the base lines of a paragraph of a line's size."""
        return self.steps.get(line.size, 1.25 * line.size)


def setting_of(pages: Sequence[Sequence[Line]]) -> Setting:
    """Measure how a document is set."""
    counts: dict[float, Counter[float]] = defaultdict(Counter)
    edges: dict[tuple[int, float], list[tuple[float, float]]] = defaultdict(list)
    beside: dict[tuple[int, float], list[tuple[float, float]]] = defaultdict(list)
    for lines in pages:
        for before, after in pairwise(lines):
            step = after.base - before.base
            if before.size == after.size and 0.9 * after.size < step < 2.2 * after.size:
                counts[after.size][round(step * 2) / 2] += 1
        by_height = sorted(lines, key=lambda line: line.base)
        for line in lines:
            if not line.is_row:
                edges[line.page, line.size].append((line.left, line.right))
                beside[line.page, line.size] += [(line.left, other) for other in _begins_beside(line, by_height)]
    return Setting({size: steps.most_common(1)[0][0] for size, steps in counts.items()}, dict(edges), dict(beside))


def _begins_beside(line: Line, by_height: Sequence[Line]) -> list[float]:
    """Return where the lines begin that stand to the right of a line, at its height, in its type."""
    edges = (line.base - line.size, line.base + line.size)
    first, last = (bisect_left(by_height, edge, key=lambda each: each.base) for edge in edges)
    return [each.left for each in by_height[first:last] if each.left > line.right and each.size == line.size]


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """Return a document's paragraphs with their text; one that runs over a page break is two."""
    setting = setting_of(pages)
    found: list[Paragraph] = []
    for lines in pages:
        fresh = True
        for line in lines:
            if not fresh and _goes_on(found[-1], line, setting):
                found[-1].lines.append(line)
            else:
                found.append(Paragraph([line]))
            fresh = False
    wording = _wording(found)
    for paragraph in found:
        paragraph.text = clean(_joined(paragraph.lines, wording))
    return [paragraph for paragraph in _with_depths(found) if paragraph.text]


def ends_sentence(text: str) -> bool:
    """Say whether a line's end ends a sentence."""
    return bool(SENTENCE_END.search(text[-TAIL:]))


def is_rest(before: Paragraph, here: Paragraph) -> bool:
    """Say whether a paragraph is what the end of a page cut off the one before: small letters, or below its item."""
    if here.marker or here.level or here.first.is_row or ends_sentence(before.text):
        return False
    return here.text[:1].islower() or is_rest_of_item(before, here)


def is_rest_of_item(before: Paragraph, here: Paragraph) -> bool:
    """Say whether a paragraph at the head of a page stands where the next line of the item at the foot would."""
    last, first = before.lines[-1], here.first
    edge = last.left if len(before.lines) > 1 else last.text_left
    is_cut = bool(before.marker) and not ends_sentence(before.text) and first.page == last.page + 1
    return is_cut and not (here.marker or here.level or first.is_row) and abs(first.left - edge) < EDGE


def _goes_on(paragraph: Paragraph, line: Line, setting: Setting) -> bool:
    last = paragraph.lines[-1]
    step = line.base - last.base
    usual = setting.step(line)
    if line.is_row or last.is_row or abs(line.size - last.size) > 0.06 * last.size:
        return False
    if step < 0.3 * line.size:
        return _goes_on_in_next_column(last, line)
    if step > usual + max(0.22 * usual, 1.5):
        return False
    if line.marker and _begins_item(paragraph, line, setting):
        return False
    ended = _is_short(last, line, setting) and not _hangs(paragraph, line)
    return _same_type(paragraph, line, setting) and not ended and _same_edge(paragraph, line)


def _hangs(paragraph: Paragraph, line: Line) -> bool:
    """Say whether a line stands right below an item's text, clear of its marker: a list may be set narrow."""
    first = paragraph.first
    is_set_off = bool(first.marker) and first.text_left - first.left > 0.5 * first.size
    return is_set_off and abs(line.left - first.text_left) < EDGE


def _goes_on_in_next_column(last: Line, line: Line) -> bool:
    """Say whether a sentence runs on from the foot of a column to the head of the next."""
    is_next = line.left > last.left + 3 * line.size and line.is_bold == last.is_bold and not line.marker
    return is_next and line.text[:1].islower() and not ends_sentence(last.text)


def _begins_item(paragraph: Paragraph, line: Line, setting: Setting) -> bool:
    """Say whether a marker begins an item, and is no number or dash that happens to stand first on a line."""
    last = paragraph.lines[-1]
    if line.marker[0].isalnum() or line.marker in DASHES:
        is_set_off = line.text_left - line.left > 0.9 * line.size + 0.5 * line.size * len(line.marker)
        return is_set_off or bool(paragraph.marker) or ends_sentence(last.text) or _is_short(last, line, setting)
    return True


def _same_type(paragraph: Paragraph, line: Line, setting: Setting) -> bool:
    last = paragraph.lines[-1]
    if paragraph.is_bold == line.is_bold:
        return True
    # A line can be bold by chance, within a paragraph that has bold words.
    is_full = last.right > setting.edge(last) - 4 * last.size
    return is_full and len(paragraph.lines) > 1 and not ends_sentence(last.text)


def _is_short(last: Line, line: Line, setting: Setting) -> bool:
    """Say whether the line before ended though the next word had room on it."""
    if LINE_END.search(last.text[-TAIL:]) and LINE_START.match(line.text):
        return False
    room = setting.edge(last) - last.right - line.first_width - 0.25 * line.size
    ends = ends_sentence(last.text)
    is_title = last.is_bold and not ends
    return room > (6 if is_title else 1 if ends else 3) * line.size


def _same_edge(paragraph: Paragraph, line: Line) -> bool:
    """Say whether a line stands where the next line of its paragraph would."""
    first, last = paragraph.first, paragraph.lines[-1]
    if first.marker:
        # An item's lines stand below its text or its marker, or a little further left; the third below the second.
        furthest = first.text_left - first.left + line.size
        is_below = -1.5 * line.size < line.left - first.left < furthest
        return is_below if len(paragraph.lines) == 1 else is_below or line.left > last.left - 1.5 * line.size
    if len(paragraph.lines) == 1:
        return line.left - last.left < 6 * line.size
    return line.left < last.left + 0.8 * line.size or _is_centred(last, line)


def _is_centred(last: Line, line: Line) -> bool:
    return abs(last.left + last.right - line.left - line.right) < line.size


@dataclass(frozen=True, slots=True)
class Wording:
    """How often a document uses its words, and whether it was hyphenated by machine."""

    words: Counter[str]
    is_hyphenated: bool

    def keeps_hyphen(self, head: str, tail: str, *, by_hand: bool) -> bool:
        """Say whether a hyphen at a line's end, be it one that is typed, is the word's own, as other lines tell."""
        whole, hyphened = self.words[(head + tail).casefold()], self.words[f"{head}-{tail}".casefold()]
        return by_hand and not self.is_hyphenated if whole == hyphened else hyphened > whole


def _wording(paragraphs: Sequence[Paragraph]) -> Wording:
    lines = [line.text for paragraph in paragraphs for line in paragraph.lines]
    words = Counter(word.casefold() for line in lines for word in WORD.findall(line))
    broken = [
        (head.group(1), tail.group())
        for above, below in pairwise(lines)
        if (head := LINE_END.search(above[-TAIL:])) and (tail := LINE_START.match(below))
    ]
    # Where whole words stand broken, a machine broke them; elsewhere lines end at the hyphens that words have.
    whole = sum(words[(head + tail).casefold()] > 0 for head, tail in broken)
    return Wording(words, whole > 0 and whole >= len(broken) / 4)


def _joined(lines: Sequence[Line], wording: Wording) -> str:
    text = lines[0].text
    for line in lines[1:]:
        # A dash or number that only happened to stand first on its line belongs to the sentence.
        following = f"{line.marker} {line.text}".lstrip()
        head, tail = LINE_END.search(text[-TAIL:]), LINE_START.match(following)
        is_address = "/" in text.rpartition(" ")[2]
        is_kept = head and tail and wording.keeps_hyphen(head.group(1), tail.group(), by_hand=text.endswith("-"))
        if head and tail and not is_address and not is_kept:
            text = text[:-1] + following
        else:
            text += ("" if GLUED.search(text[-TAIL:]) else " ") + following
    return text


def _with_depths(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Give each list item its depth: how many items further left it stands below."""
    lefts: list[float] = []
    for paragraph in paragraphs:
        first = paragraph.first
        if not first.marker:
            lefts = [] if first.left < (lefts[0] if lefts else 0) + 1 or not lefts else lefts
            continue
        while lefts and lefts[-1] > first.left - 3:
            lefts.pop()
        paragraph.depth = len(lefts)
        lefts.append(first.left)
    return paragraphs
