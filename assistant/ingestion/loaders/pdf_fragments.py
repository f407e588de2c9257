"""The words of a PDF page -> fragments: stretches of a line that stand together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from assistant.ingestion.loaders.pdf_words import Word, read_words

if TYPE_CHECKING:
    import pypdfium2 as pdfium

BULLETS = frozenset("•◦▪▫■□●○‣⁃∙·►▶➢➤❖✓✔➔→✦*") | {chr(code) for code in range(0xF000, 0xF100)}
MARKER = re.compile(r"(?:[–—o-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3})$")
MARK = re.compile(r"\d+(?:[,–-]\d+)*")
_TALLEST_BESIDE = 7
SMALLEST_GAP, WIDEST_GAP, WIDEST_SPACE = 0.2, 1.4, 5.0


class Joint(NamedTuple):
    """Where a fragment was put together: the first part that follows, the edges of what stands on both sides."""

    part: int
    end: float
    start: float


@dataclass(slots=True)
class Fragment:
    """A stretch of a line. `first_width` is its first word's; `bold` counts the characters set bold.

    `joints` are where something drawn by itself joins it after a space.
    """

    left: float
    right: float
    base: float
    size: float
    parts: list[str] = field(default_factory=list)
    sizes: Counter[float] = field(default_factory=Counter)
    bold: int = 0
    letters: int = 0
    first_width: float = 0.0
    marker_gap: float = 0.0
    piece: int = 0
    joints: list[Joint] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the characters, footnote marks as `<sup>`."""
        return "".join(self.parts).replace("</sup><sup>", "")

    def begins_beside(self, other: Fragment) -> bool:
        """Say whether it stands to the right of another on its line."""
        return abs(self.base - other.base) < 0.4 * max(self.size, other.size) and self.left >= other.right - 1

    def parted(self, joint: Joint) -> tuple[Fragment, Fragment]:
        """Return what stands before a joint, and the rest."""
        share = (joint.start - self.left) / max(self.right - self.left, 1.0)
        first = replace(self, right=joint.end, parts=self.parts[: joint.part], joints=[])
        rest = replace(self, left=joint.start, parts=self.parts[joint.part :], marker_gap=0.0)
        rest.joints = [Joint(part - joint.part, *edges) for part, *edges in self.joints if part > joint.part]
        rest.first_width = rest.right - rest.left
        first.letters, first.bold = round(self.letters * share), round(self.bold * share)
        rest.letters, rest.bold = self.letters - first.letters, self.bold - first.bold
        return first, rest

    @property
    def is_bold(self) -> bool:
        """Say whether all of it is bold."""
        return self.letters > 0 and self.bold >= 0.95 * self.letters

    @property
    def has_letters(self) -> bool:
        """Say whether it holds more than digits, signs and footnote marks."""
        return any(letter.isalpha() for part in self.parts if not part.startswith("<sup>") for letter in part)

    @property
    def is_marker(self) -> bool:
        """Say whether it is a bullet or an item's number and nothing else."""
        text = self.text.strip()
        return text in BULLETS or bool(MARKER.match(text))


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's fragments in the order in which the file draws them, and where the page begins and ends."""

    fragments: tuple[Fragment, ...]
    top: float
    bottom: float


def read_page(page: pdfium.PdfPage) -> PageText:
    """Return the text of a page that stands as most of it stands; watermarks set aslant are left out."""
    words = list(read_words(page))
    left, low, right, high = page.get_cropbox()
    turns = Counter(word.style.turns for word in words if word.style.is_level).most_common(1)
    turn = turns[0][0] if turns else 0
    fragments = _fragments([word for word in words if word.style.is_level and word.style.turns == turn])
    top, bottom = ((-high, -low), (left, right), (low, high), (-right, -left))[turn]
    return PageText(tuple(fragments), top, bottom)


def _fragments(words: Sequence[Word]) -> list[Fragment]:
    fragments: list[Fragment] = []
    for word in words:
        if not fragments or not _continues(fragments, word):
            fragments.append(Fragment(word.left, word.right, word.base, word.style.size))
        _append(fragments[-1], word)
    for fragment in fragments:
        fragment.first_width = fragment.first_width or fragment.right - fragment.left
        fragment.size = fragment.sizes.most_common(1)[0][0]
    return fragments


def is_led_in(fragments: Sequence[Fragment]) -> bool:
    """Say whether the last fragment is a marker, and no cell of a table's row, such as a figure or a dash."""
    last = fragments[-1]
    # A figure may stand beside a cell of several lines; what a page's other column holds was drawn long before.
    before = fragments[-_TALLEST_BESIDE:-1] if last.text[:1].isdigit() else fragments[-2:-1]
    return last.is_marker and not any(last.begins_beside(other) for other in before)


def _continues(fragments: Sequence[Fragment], word: Word) -> bool:
    fragment = fragments[-1]
    size = max(fragment.size, word.style.size)
    rise = abs(word.base - fragment.base)
    # A footnote mark stands higher and is smaller than its line.
    other = min(fragment.size, word.style.size) < 0.82 * size
    if rise > (0.6 if other else 0.2) * size:
        return False
    gap = word.left - fragment.right
    # Within what is drawn at once, a wide space is a justified line's; else it parts cells or columns.
    is_one = fragment.piece == word.piece or is_led_in(fragments)
    return -1.2 * size < gap < (WIDEST_SPACE if is_one else WIDEST_GAP) * size


def _append(fragment: Fragment, word: Word) -> None:
    size = word.style.size
    gap = word.left - fragment.right
    if fragment.parts and (word.follows_space or gap > SMALLEST_GAP * size):
        fragment.first_width = fragment.first_width or fragment.right - fragment.left
        if not fragment.marker_gap and fragment.is_marker:
            fragment.marker_gap = max(gap, 0.01)
            # A number set light does not make a bold line light.
            fragment.letters = fragment.bold = 0
        fragment.parts.append(" ")
        if fragment.piece != word.piece:
            fragment.joints.append(Joint(len(fragment.parts), fragment.right, word.left))
    is_raised = size < 0.82 * fragment.size and fragment.base - word.base > 0.1 * fragment.size
    is_mark = is_raised and MARK.fullmatch(word.text) is not None
    if size > 1.2 * fragment.size and not fragment.has_letters:
        # What came first was a footnote's mark or a small bullet: the line is what follows.
        if fragment.base < word.base - 0.1 * size and MARK.fullmatch(fragment.text.strip()):
            fragment.parts = [f"<sup>{fragment.text.strip()}</sup>", " "]
        fragment.size, fragment.base = size, word.base
    fragment.parts.append(f"<sup>{word.text}</sup>" if is_mark else word.text)
    fragment.piece = word.piece
    fragment.right = max(fragment.right, word.right)
    fragment.letters += len(word.text)
    fragment.sizes[size] += len(word.text)
    fragment.bold += len(word.text) * word.style.is_bold
