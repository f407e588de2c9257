"""An index's documents -> what they tell where a question is made to stand alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.answering import coverage
from assistant.answering.conversation import Known
from assistant.answering.follow_ups import names_its_subject
from assistant.answering.names import Names
from assistant.answering.own_items import lists_within
from assistant.retrieval.queries import QueryReader
from assistant.types import Document, Hit


def known_of(
    nearest: Callable[[str], Sequence[Hit]], reader: QueryReader, documents: Mapping[str, Document], names: Names
) -> Known:
    """Return what documents tell; `nearest` are the hits of a question that stands alone, the best first."""

    def heading(question: str) -> str:
        hits = nearest(question)
        return hits[0].chunk.section[-1] if hits and hits[0].chunk.section else ""

    def finds_little(question: str) -> bool:
        if names_its_subject(question):
            return False
        return coverage.finds_little(nearest(question), reader.share_known(question))

    def lists(question: str) -> Sequence[tuple[str, ...]]:
        return lists_within(nearest(question), documents)

    return Known(heading, finds_little, reader.named_first, reader.count, names, lists)
