"""What is measured of an answer and of a search: each a number from 0 to 1 for one question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answering.citations import numbers_stand
from assistant.text import display
from assistant.types import Answer, Chunk, Citation, Draft, Hit, Span
from evals.data import Item, Place

# A chunk covers a span if it holds 60 % of it; a citation, if the two share half of the shorter one.
_COVERED = 0.6
_CITED = 0.5


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def covers(chunk: Chunk, place: Place) -> bool:
    """Say whether a chunk holds a place."""
    size = place.span.end - place.span.start
    return chunk.document_id == place.document and _shared(chunk.span, place.span) >= _COVERED * size


def cites(citation: Citation, place: Place) -> bool:
    """Say whether a citation quotes a place."""
    shorter = min(citation.end - citation.start, place.span.end - place.span.start)
    return citation.document.id == place.document and _shared(citation.span, place.span) >= _CITED * shorter


def ranks(item: Item, hits: Sequence[Hit]) -> list[int | None]:
    """Return, for each group of evidence, the rank of the first hit that holds it."""
    return [
        next((rank for rank, hit in enumerate(hits, 1) if any(covers(hit.chunk, place) for place in group)), None)
        for group in item.expected_evidence
    ]


def span_recall(item: Item, hits: Sequence[Hit], k: int) -> float:
    """Return the share of the groups of evidence that the first k hits hold."""
    return _mean([rank is not None and rank <= k for rank in ranks(item, hits)])


def found_any(item: Item, hits: Sequence[Hit], k: int) -> float:
    """Return 1 where the first k hits hold some of the evidence."""
    return float(any(rank is not None and rank <= k for rank in ranks(item, hits)))


def reciprocal_rank(item: Item, hits: Sequence[Hit]) -> float:
    """Return one over the rank of the first hit that holds evidence, 0 where none of the first ten does."""
    return max((1 / rank for rank in ranks(item, hits) if rank and rank <= 10), default=0.0)


def evidence_cited(item: Item, answer: Answer) -> float:
    """Return the share of the groups of evidence that the answer cites."""
    return _mean([_is_cited(group, answer) for group in item.expected_evidence])


def cited_any(item: Item, answer: Answer) -> float:
    """Return 1 where the answer cites some of the evidence."""
    return float(any(_is_cited(group, answer) for group in item.expected_evidence))


def _is_cited(group: Sequence[Place], answer: Answer) -> bool:
    citations = [citation for claim in answer.claims for citation in claim.citations]
    return any(cites(citation, place) for citation in citations for place in group)


def vital_recall(item: Item, answer: Answer) -> float:
    """Return the share of the vital facts that the claims hold."""
    text = "\n".join(claim.text for claim in answer.claims)
    return _mean([bool(nugget.search(text)) for nugget in item.nuggets])


def verbatim(item: Item, answer: Answer) -> float:
    """Return the share of the citations whose quotation stands at its offsets in the document."""
    citations = [citation for claim in answer.claims for citation in claim.citations]
    return _mean([citation.document.text[citation.start : citation.end] == citation.quote for citation in citations])


def numbers_faithful(item: Item, answer: Answer) -> float:
    """Return the share of the claims whose numbers all stand in their quotations, beside the same noun."""
    return _mean(
        [
            numbers_stand(
                Draft(claim.citations[0].document, claim.text, tuple(citation.span for citation in claim.citations)),
                "\n".join(display(citation.quote) for citation in claim.citations),
            )
            for claim in answer.claims
        ]
    )


def status_right(item: Item, answer: Answer) -> float:
    """Return 1 where the status is the one expected."""
    return float(answer.status == item.expected_status)


def words_shown(item: Item, answer: Answer) -> float:
    """Return how many words the claims have."""
    return float(sum(len(claim.text.split()) for claim in answer.claims))


def _mean(values: Sequence[bool | float]) -> float:
    return sum(values) / len(values) if values else 1.0


ANSWER_METRICS: tuple[Callable[[Item, Answer], float], ...] = (
    cited_any,
    evidence_cited,
    vital_recall,
    verbatim,
    numbers_faithful,
    words_shown,
)
