"""A list whose items stand apart: as headings, as numbered paragraphs, or each with a list of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from assistant.answering.evidence import Evidence
from assistant.answering.nested import led_lists
from assistant.answering.numbered import labelled
from assistant.answering.promises import noun_of
from assistant.answering.questions import Asked, share_of_words
from assistant.text import display, item_number, stem, stems
from assistant.types import Document, Heading, Span

_BEST = 5

_FEWEST = 3

# What introduces a list, if anything does, and its items.
Apart = tuple[Document, Span | None, tuple[Span, ...]]


def spread_list(asked: Asked, ranked: Sequence[Evidence]) -> Apart | None:
    """Return what introduces a list that stands apart, and its items, in a document of the best evidence.

    Where so many things are asked for, a heading or a lead-in names them, and below it stand just so many headings,
    numbered paragraphs or lists: "Our four priorities" with "1. A good start" to "4. A workforce that stays". Where a
    list is asked for, the best of the evidence is its lead-in, or an item next below that.
    """
    if asked.items is None:
        return _led_by(ranked[0]) if ranked and asked.wants_list else None
    documents = {item.document.id: item.document for item in ranked[:_BEST]}
    noun = noun_of(asked)
    named = [
        apart
        for document in documents.values()
        for apart in (*_headed(document), *_led(document))
        if noun in stems(_introduction(apart))
    ]
    found = [apart for apart in (*named, *labelled_lists(asked, ranked)) if len(apart[2]) == asked.items]
    return max(found, key=lambda each: share_of_words(asked.text, _introduction(each)), default=None)


def labelled_lists(asked: Asked, ranked: Sequence[Evidence]) -> Iterator[Apart]:
    """Yield all that bears a label asked for, of each document of the best evidence: "ACTION 47: …", "ACTION 48: …"."""
    kinds = set(stems(asked.text)) if asked.wants_list else set()
    for document in {item.document.id: item.document for item in ranked[:_BEST]}.values():
        alike: dict[str, dict[str, Span]] = {}
        for one in labelled(document):
            kind = stem(min(one.kinds))
            if one.own and kind in kinds:
                alike.setdefault(kind, {}).setdefault(one.number, one.first)
        yield from ((document, None, tuple(spans.values())) for spans in alike.values() if len(spans) >= _FEWEST)


def _led_by(item: Evidence) -> Apart | None:
    """Return the list that a unit leads in, or that an item is next below the lead-in of."""
    lead = item.unit.lead or item.unit.span
    return next((apart for apart in _led(item.document) if apart[1] and apart[1].overlaps(lead)), None)


def _introduction(apart: Apart) -> str:
    document, lead, _ = apart
    return display(document.text[lead.start : lead.end]) if lead else ""


def _headed(document: Document) -> Iterator[Apart]:
    """Yield each heading with the headings, and with the numbered paragraphs, below it."""
    for heading in document.headings:
        for items in (_below(document, heading), _numbered(document, heading)):
            yield document, Span(heading.start, heading.end), tuple(items)


def _led(document: Document) -> Iterator[Apart]:
    """Yield each lead-in with the items below it of which at least one has a list of its own."""
    yield from ((document, whole.lead, whole.items) for whole in led_lists(document))


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
