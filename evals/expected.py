"""The answer that an item expects, made from its evidence: what a faultless system would say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.text import display
from assistant.types import Document, Span
from evals.actual import Actual, Passage, Quoted, Said
from evals.data import Group, Item, Nugget, Place


def expected_answer(item: Item, documents: Mapping[str, Document]) -> Actual:
    """Return what comes out of a faultless system for an item; no hits beside its evidence."""
    if not item.vital_groups:
        return Actual(item.id, status=item.expected_status)
    told: list[Said] = []
    for group in item.vital_groups:
        told += [claim for claim in _claims(group, item.vital_nuggets, documents) if claim not in told]
    hits = tuple(Passage(c.document, c.start, c.end) for claim in told for c in claim.citations)
    return Actual(item.id, hits, status="answered", claims=tuple(told))


def _claims(group: Group, nuggets: Sequence[Nugget], documents: Mapping[str, Document]) -> Iterator[Said]:
    """Yield the claims of the place that holds most facts: all of a span, or the blocks of a section that hold any."""
    best = max(group.places, key=lambda place: _facts(_text(place, documents), nuggets))
    document = documents[best.document]
    if not best.inside:
        yield said_of(document, best.span)
        return
    left = list(nuggets)
    for block in document.blocks:
        stated = [each for each in left if each.pattern.search(display(document.text[block.start : block.end]))]
        if best.span.contains(block.span) and stated:
            left = [each for each in left if each not in stated]
            yield said_of(document, block.span)


def said_of(document: Document, span: Span) -> Said:
    """Return a stretch of a document said as it is shown, with its citation."""
    text = document.text[span.start : span.end]
    return Said(display(text), (Quoted(document.id, span.start, span.end, text),))


def _text(place: Place, documents: Mapping[str, Document]) -> str:
    return documents[place.document].text[place.span.start : place.span.end]


def _facts(text: str, nuggets: Sequence[Nugget]) -> int:
    return sum(bool(nugget.pattern.search(display(text))) for nugget in nuggets)
