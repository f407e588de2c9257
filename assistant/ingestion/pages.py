"""The printed pages of a plain text, counted from its page breaks and calibrated by its Contents list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.ingestion.lines import Line
from assistant.types import BlockKind, Document, Page, Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """An offset whose printed page is known: a heading that the Contents list names."""

    offset: int
    page: int


def page_breaks(lines: Sequence[Line]) -> list[int]:
    """Return the offsets at which a page begins, one for each break: an offset stands twice where a page held no text.

    A row of dashes and a form feed are a break each; three blank lines are one, five are two. What stands before the
    first line is none.
    """
    breaks: list[int] = []
    for place, line in enumerate(lines):
        if place:
            breaks += [line.start] * (line.feeds or max(0, (line.gap - 1) // 2))
        if line.is_rule:
            breaks.append(line.end)
    return breaks


def pages_of(lines: Sequence[Line], anchors: Sequence[Anchor], end: int) -> tuple[Page, ...]:
    """Return the pages between the anchors, certain only where the breaks counted agree with both anchors.

    Elsewhere the stretch between two anchors has the range that they give. After the last anchor the count goes on
    where it agreed with every anchor; else a page is certain up to the next break. Breaks that agreed with no anchor
    prove nothing, and nothing is said of what follows the last one. `end` is the length of the text.
    """
    breaks = page_breaks(lines)
    pages: list[Page] = []
    agrees, is_proved = True, False
    for anchor, following in pairwise(anchors):
        inner = [place for place in breaks if anchor.offset < place <= following.offset]
        if anchor.page == following.page:
            pages.append(Page(str(anchor.page), anchor.offset, following.offset))
        elif inner and len(inner) == following.page - anchor.page:
            pages += _counted(anchor, inner, following.offset)
            is_proved = True
        elif following.page > anchor.page:
            label = f"{anchor.page}-{following.page}"
            pages.append(Page(label, anchor.offset, following.offset, certain=False))
            agrees = False
    if is_proved:
        last = anchors[-1]
        counted = _counted(last, [place for place in breaks if place > last.offset], end)
        pages += counted if agrees else counted[:1]
    return tuple(page for page in pages if page.start < page.end)


def _counted(anchor: Anchor, breaks: Sequence[int], end: int) -> list[Page]:
    edges = [anchor.offset, *breaks, end]
    return [Page(str(anchor.page + count), start, stop) for count, (start, stop) in enumerate(pairwise(edges))]


def pages_within(document: Document, span: Span) -> tuple[str | None, str | None]:
    """Return a span's page or range; where none is known, that of what is said in it: our headings bear no page."""
    known = document.pages_of(span)
    said = [block for block in document.blocks if block.kind is not BlockKind.HEADING and block.span.overlaps(span)]
    if any(known) or not said:
        return known
    return document.pages_of(Span(max(span.start, said[0].start), min(span.end, said[-1].end)))
