"""A list whose items stand apart, as headings or as numbered paragraphs, where so many things are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from assistant.answering.evidence import Evidence
from assistant.answering.promises import noun_of
from assistant.answering.questions import Asked, share_of_words
from assistant.text import display, item_number, stems
from assistant.types import Document, Heading, Span

_BEST = 5


def spread_list(asked: Asked, ranked: Sequence[Evidence]) -> tuple[Document, Span, tuple[Span, ...]] | None:
    """Return the heading of a list that stands apart, and its items, in a document of the best evidence.

    The heading names the things asked for, and below it stand just so many headings or numbered paragraphs: "Our four
    priorities" with "1. A good start" to "4. A workforce that stays".
    """
    noun = noun_of(asked) if asked.items else None
    if asked.items is None or noun is None:
        return None
    documents = {item.document.id: item.document for item in ranked[:_BEST]}
    found = [
        (document, heading, items)
        for document in documents.values()
        for heading in document.headings
        if noun in stems(heading.title)
        for items in (_below(document, heading), _numbered(document, heading))
        if len(items) == asked.items
    ]
    best = max(found, key=lambda each: share_of_words(asked.text, each[1].title), default=None)
    return (best[0], Span(best[1].start, best[1].end), tuple(best[2])) if best else None


def _below(document: Document, heading: Heading) -> list[Span]:
    """Return the headings next below a heading."""
    after = [each for each in document.headings if each.start > heading.start]
    inner = list(takewhile(lambda each: each.level > heading.level, after))
    highest = min((each.level for each in inner), default=0)
    return [Span(each.start, each.end) for each in inner if each.level == highest]


def _numbered(document: Document, heading: Heading) -> list[Span]:
    """Return what is numbered from 1 between a heading and the next, whatever stands between; none with a gap."""
    end = next((each.start for each in document.headings if each.start > heading.start), len(document.text))
    items = list(_items(document, heading.end, end))
    numbers = [item_number(document.text[item.start : item.end]) for item in items]
    return items if numbers == [str(place + 1) for place in range(len(items))] else []


def _items(document: Document, start: int, end: int) -> Iterator[Span]:
    for block in document.blocks:
        if start <= block.start < end:
            for item in block.items or (block.span,):
                if item_number(display(document.text[item.start : item.end])):
                    yield item
