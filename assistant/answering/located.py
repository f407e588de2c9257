"""The units that a question points at by itself, found without ranking: by a number, or as a document's summary."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answering.evidence import Evidence
from assistant.answering.question_patterns import Kind
from assistant.answering.questions import Asked
from assistant.retrieval.queries import Query
from assistant.types import Chunk, Document, Hit, Span, Unit


@dataclass(frozen=True, slots=True)
class Located:
    """The units that are asked for, in the order of their texts, or what is lacking."""

    evidence: tuple[Evidence, ...]
    lacking: tuple[str, ...] = ()

    def of(self, asked: Asked) -> Asked:
        """Return what is asked as it is answered: with all that stands there, of each document that has it."""
        several = len({item.document.id for item in self.evidence}) > 1
        return replace(asked, kind=Kind.LOCATED, wide=several)


class Locator(Protocol):
    """What finds the units that a question points at."""

    def asked(self, query: Query, hits: Sequence[Hit], documents: Collection[str]) -> Located | None:
        """Return what a question points at, of the documents searched (all, where none is given), or nothing."""
        ...


def in_order(documents: Mapping[str, Document], units: Sequence[tuple[Chunk, Unit]]) -> tuple[Evidence, ...]:
    """Return units as evidence that is the better the earlier it stands."""
    return tuple(
        Evidence(documents[chunk.document_id], Hit(chunk, 0.0), unit, -place / len(units), 0.0, 0.0)
        for place, (chunk, unit) in enumerate(units)
    )


def units_within(chunks: Sequence[Chunk], document: str, spans: Collection[Span]) -> Iterator[tuple[Chunk, Unit]]:
    """Yield the units of a document that lie within some spans, each with its chunk."""
    for chunk in chunks:
        if chunk.document_id == document and any(span.overlaps(chunk.span) for span in spans):
            yield from ((chunk, unit) for unit in chunk.units if any(span.contains(unit.span) for span in spans))
