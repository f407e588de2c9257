"""A question that is the heading of a section ("Who is it for?") -> what stands below that."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from assistant.answering.located import Located, in_order, units_within
from assistant.retrieval.queries import Query
from assistant.text import words
from assistant.types import BlockKind, Chunk, Document, Heading, Hit, Part, Span

_FEWEST = 3


class Headed:
    """What stands below the headings of an index that ask something."""

    def __init__(self, documents: Mapping[str, Document], chunks: Sequence[Chunk]) -> None:
        """Take the documents, and their chunks with the units that can answer."""
        self._documents = documents
        self._chunks = chunks

    @cached_property
    def _asking(self) -> dict[tuple[str, ...], list[tuple[str, Heading]]]:
        """Return the headings that are questions of several words, each by its words, with their documents."""
        asking: dict[tuple[str, ...], list[tuple[str, Heading]]] = {}
        for name, document in self._documents.items():
            for heading in document.headings:
                said = tuple(words(heading.title))
                if heading.title.rstrip(" *").endswith("?") and len(said) >= _FEWEST:
                    asking.setdefault(said, []).append((name, heading))
        return asking

    def asked(self, query: Query, _hits: Sequence[Hit], documents: Collection[str]) -> Located | None:
        """Return what stands below each heading that a question repeats, of the documents searched, or nothing."""
        held = query.said or documents or self._documents
        found = [
            (name, heading) for name, heading in self._asking.get(tuple(words(query.question)), ()) if name in held
        ]
        below = [(name, [*self._below(name, heading)]) for name, heading in found]
        units = [unit for name, spans in below for unit in units_within(self._chunks, name, spans)]
        return Located(in_order(self._documents, units)) if units else None

    def _below(self, name: str, heading: Heading) -> Iterator[Span]:
        """Yield the paragraphs and lists between a heading and the next."""
        document = self._documents[name]
        end = next((each.start for each in document.headings if each.start > heading.start), len(document.text))
        for block in document.blocks:
            if heading.start < block.start < end and block.part is Part.BODY and block.kind is not BlockKind.HEADING:
                yield block.span
