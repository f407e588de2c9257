"""The coloured grounds of a PDF's pages, and which paragraphs stand on one together: the boxes of a publication."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.ingestion.loaders.pdf_paragraphs import Paragraph

if TYPE_CHECKING:
    import pypdfium2 as pdfium

LEAST_WIDTH, LEAST_HEIGHT, WIDEST_GAP = 100.0, 36.0, 10.0
MOST = 0.85
WHITE = 250
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Ground:
    """A coloured rectangle; y grows downwards, as for words."""

    left: float
    right: float
    top: float
    bottom: float

    def holds(self, paragraph: Paragraph) -> bool:
        """Say whether a paragraph's first line stands on it."""
        first = paragraph.first
        return self.left - 1 <= first.left <= self.right and self.top <= first.base <= self.bottom


def read_grounds(page: pdfium.PdfPage) -> tuple[Ground, ...]:
    """Return a page's grounds, those that touch one another as one; not one that is the whole page's."""
    from pypdfium2 import raw

    grounds: list[Ground] = []
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=DEEPEST):
        if _is_coloured(shape.raw):
            left, low, right, high = shape.get_bounds()
            if right - left >= LEAST_WIDTH:
                _add(grounds, Ground(left, right, -high, -low))
    width, height = page.get_size()
    return tuple(
        ground
        for ground in grounds
        if ground.bottom - ground.top >= LEAST_HEIGHT
        and not (ground.right - ground.left > MOST * width and ground.bottom - ground.top > MOST * height)
    )


def _is_coloured(shape: object) -> bool:
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPath_GetDrawMode(shape, fill, stroke)
    raw.FPDFPageObj_GetFillColor(shape, red, green, blue, alpha)
    return bool(fill.value) and bool(alpha.value) and min(red.value, green.value, blue.value) < WHITE


def _add(grounds: list[Ground], new: Ground) -> None:
    """Add a ground, together with the one that it touches: a program may draw one for each paragraph."""
    for place, other in enumerate(grounds):
        beside = new.left < other.right and other.left < new.right
        if beside and new.top - other.bottom <= WIDEST_GAP and other.top - new.bottom <= WIDEST_GAP:
            grounds[place] = Ground(
                min(new.left, other.left),
                max(new.right, other.right),
                min(new.top, other.top),
                max(new.bottom, other.bottom),
            )
            return
    grounds.append(new)


def boxes_of(paragraphs: Sequence[Paragraph], grounds: Sequence[Sequence[Ground]]) -> list[int]:
    """Return the number of each paragraph's box, 0 for none; a box may go on at the head of the next page."""
    numbers: list[int] = []
    known: dict[tuple[int, Ground], int] = {}
    for place, paragraph in enumerate(paragraphs):
        page = paragraph.first.page
        ground = next((ground for ground in grounds[page] if ground.holds(paragraph)), None)
        if ground is None:
            numbers.append(0)
            continue
        goes_on = place > 0 and paragraphs[place - 1].first.page == page - 1 and not paragraph.level
        before = numbers[-1] if goes_on else 0
        numbers.append(known.setdefault((page, ground), before or len(known) + 1))
    return numbers
