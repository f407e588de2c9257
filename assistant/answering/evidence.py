"""Hits -> Evidence: the sentences, items and rows inside them, weighed by how well each answers the question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.question_patterns import Kind
from assistant.answering.questions import NAMES, NUMERIC, Asked, states
from assistant.answering.rows import is_named
from assistant.retrieval.models import PairScorer
from assistant.retrieval.passages import brief, front_role, stated, unit_passage
from assistant.retrieval.retrievers import standardised
from assistant.text import focus, fold, stems
from assistant.types import BlockKind, Chunk, Document, Hit, Part, Unit

# Fewer pairs lose lists (design/findings.md).
PAIRS = 16
_SEEDS = 3
_GAP = 40
# What a unit gains where it states the kind of thing asked for: figures are told apart well, names less.
PREFERENCES = dict.fromkeys(NUMERIC, 2.5) | {Kind.DEFINITION: 2.5} | dict.fromkeys(NAMES, 1.5)
# What the row of a table gains that the question names: so much that it comes before what speaks of the table.
_NAMED_ROW = 2.5
_FRONT = 5.0
_SPOKEN = 4.0
_AUTHORS = re.compile(r"\b(?:who (?:wrote|produced|did|authored)|wrote|written|authors?|authored)\b")
_EDITION = re.compile(
    r"\b(?:version|edition|publi\w+|updated|revised|dated?|when|come out|released|issued|how (?:old|recent))\b"
)
_A_DOCUMENT = re.compile(r"(?i)\b(?:report|paper|guidance|study|document|publication|page|article|briefing)\b")
_SHARED = 0.5
_CAME = re.compile(r"\b(?:(?P<sorry>apologi\w+|absent)|attend(?:ed|ing|ance|ees)?|present|chaired|chairs)\b")
_LISTED = re.compile(r"\W*(?:(?P<sorry>apologies)|(?:members )?present|in attendance|attendance|attendees)\b", re.I)
# On 330 tuning questions the first unit is right for .618 with .5 and .5, .594 with .3 and .7 (EXPERIMENTS.md).
CROSS_WEIGHT, LATE_WEIGHT, CHUNK_WEIGHT = 0.5, 0.5, 0.6
# Of 79 follow-ups of the tuning part .632 begin with the evidence with it, and .592 with .6 (EXPERIMENTS.md).
OWN_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A unit, its scores: `cross` is the cross-encoder's logit, `late` its late interaction, `score` all together."""

    document: Document
    hit: Hit
    unit: Unit
    score: float
    cross: float
    late: float

    @property
    def is_spoken(self) -> bool:
        """Say whether the unit is what somebody said in their own words."""
        return is_spoken(self.document, self.unit)

    def states(self, asked: Asked) -> bool:
        """Say whether the unit states a thing of the kind asked for."""
        return states(asked.kind, stated(self.document, self.unit), asked.text)

    @property
    def text(self) -> str:
        """Return the unit as the cross-encoder reads it, whole."""
        return unit_passage(self.document, self.hit.chunk, self.unit)


def is_spoken(document: Document, unit: Unit) -> bool:
    """Say whether a unit is what somebody said in their own words."""
    block = document.block_at(unit.start)
    return block is not None and block.kind is BlockKind.QUOTATION


def with_neighbours(hits: Sequence[Hit], k: int) -> list[Hit]:
    """Return the k best hits and, from the others, those that stand next to one of the best three in its section.

    A neighbour's score is the mean of its own and that of the hit it stands beside: what answers a question often
    stands in the paragraph after the one that speaks of its subject.
    """
    best = list(hits[:k])
    for hit in hits[k:]:
        beside = [other for other in best[:_SEEDS] if _are_neighbours(hit.chunk, other.chunk)]
        if beside:
            best.append(replace(hit, score=(hit.score + beside[0].score) / 2))
    return best


def _are_neighbours(one: Chunk, other: Chunk) -> bool:
    apart = max(one.start, other.start) - min(one.end, other.end)
    return one.document_id == other.document_id and one.section == other.section and apart < _GAP


def weigh(
    query: str, asked: Asked, hits: Sequence[Hit], documents: Mapping[str, Document], scorer: PairScorer
) -> list[Evidence]:
    """Return the likeliest units of the hits, the best first.

    A unit's score is the weighted sum of the cross-encoder's, late interaction's and its chunk's, each as a distance
    from the mean within the question; one that states the kind of figure asked for is preferred. What a
    follow-up asks itself is weighed beside the query, which also holds what was asked before.
    """
    pool = [(hit, unit, late) for hit in hits for unit, late in zip(hit.chunk.units, hit.unit_scores, strict=True)]
    if not pool:
        return []
    chunk_scores = standardised([hit.score for hit, _, _ in pool])
    preferred = [_preference(query, asked, documents[hit.chunk.document_id], hit, unit) for hit, unit, _ in pool]
    first = standardised([late for _, _, late in pool]) + chunk_scores + preferred
    chosen = sorted(range(len(pool)), key=lambda place: -first[place])[:PAIRS]
    texts = [_brief(documents, *pool[place][:2]) for place in chosen]
    logits = scorer.predict([(focus(query), text) for text in texts])
    own = scorer.predict([(focus(asked.text), text) for text in texts]) if asked.follows else [0.0] * len(texts)
    scores = (
        CROSS_WEIGHT * standardised(logits)
        + OWN_WEIGHT * standardised(own)
        + LATE_WEIGHT * standardised([pool[place][2] for place in chosen])
        + CHUNK_WEIGHT * standardised([pool[place][0].score for place in chosen])
        + [preferred[place] for place in chosen]
    )
    evidence = [
        Evidence(documents[hit.chunk.document_id], hit, unit, float(score), float(logit), late)
        for (hit, unit, late), score, logit in zip((pool[place] for place in chosen), scores, logits, strict=True)
    ]
    return sorted(evidence, key=lambda item: -item.score)


def _preference(query: str, asked: Asked, document: Document, hit: Hit, unit: Unit) -> float:
    """Return what a unit gains where it states the kind of thing asked for, or is the line or the row asked for."""
    if hit.chunk.part is Part.FRONT:
        wanted = {"authors": _AUTHORS, "edition": _EDITION}.get(front_role(document, unit))
        return _FRONT * bool(wanted and wanted.search(fold(asked.text)) and _is_of(document, asked.text))
    if hit.chunk.part is Part.PEOPLE:
        return _FRONT * _tells_who_came(asked, document, unit)
    if asked.quotes:
        return _SPOKEN * is_spoken(document, unit)
    weight = PREFERENCES.get(asked.kind, 0.0)
    stating = weight * (weight > 0 and states(asked.kind, stated(document, unit), asked.text))
    return stating + _NAMED_ROW * is_named(query, document, unit)


def _is_of(document: Document, question: str) -> bool:
    """Say whether a question is on a document, and not on who wrote, or when, what it only speaks of."""
    asked = set(stems(_AUTHORS.sub(" ", _EDITION.sub(" ", fold(question)))))
    called = stems(" ".join([document.title, document.publisher, document.kind, *document.names]))
    return bool(_A_DOCUMENT.search(question)) or len(asked.intersection(called)) >= _SHARED * len(asked)


def _tells_who_came(asked: Asked, document: Document, unit: Unit) -> bool:
    """Say whether a list of who was at a meeting, or was not, is that which is asked for."""
    came, said = _CAME.search(fold(asked.text)), _LISTED.match(document.text, unit.start)
    return came is not None and said is not None and bool(came["sorry"]) == bool(said["sorry"])


def _brief(documents: Mapping[str, Document], hit: Hit, unit: Unit) -> str:
    return brief(documents[hit.chunk.document_id], hit.chunk, unit)
