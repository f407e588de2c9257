"""Whether the sources cover a question: on absolute evidence, and on whether the kind of thing asked for is stated.

General scores tell questions that have nothing to do with the sources; they do not tell a near miss, whose topic is
there while the fact is not. For those, what is asked for has to stand in a unit that speaks of what it is asked of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.question_patterns import Kind
from assistant.answering.questions import NUMERIC, Asked, counts, share_of_words, states
from assistant.text import fold, numbers
from assistant.types import BlockKind, Hit

# Fitted on the tuning part of evals/ (questions_tune.jsonl): see evals/EXPERIMENTS.md.
FAINTEST = 0.47
# The share of the question's words that a unit with a sum or a share must hold to be of what is asked: on the tuning
# part all 10 true ones hold .29 or more, 5 of the 6 of another thing .25 or less.
BESIDE = {Kind.MONEY: 0.27, Kind.SHARE: 0.27}
_SURE = -2.0
_BEST = 3
_NEAR = 1.5
_ASKS_NAME = (
    r"what(?:'s| is| was| were)?(?: the)? names?",
    r"got a name",
    r"called\b",
    r"which (?:\w+ ){0,2}(?:firm|company|hospice|hospital|person|consultan\w+|charity|university)",
    r"who (?:should|can|do|could) (?:i|we)",
)
_STRICT_NAME = re.compile("|".join(_ASKS_NAME))


def strength(hits: Sequence[Hit], evidence: Sequence[Evidence]) -> float:
    """Return how much evidence there is, from about 0.1 (none) to 2: embedding, late interaction and cross-encoder."""
    dense = max((hit.scores.get("dense", 0.0) for hit in hits), default=0.0)
    late = max((hit.scores["late_interaction"] for hit in hits), default=0.0)
    cross = max((item.cross for item in evidence), default=-12.0)
    return dense + 2 * (late - 0.7) + 0.02 * (cross + 11)


def is_faint(hits: Sequence[Hit], evidence: Sequence[Evidence]) -> bool:
    """Say whether nothing in the sources speaks of what is asked."""
    return strength(hits, evidence) < FAINTEST


def missing(asked: Asked, evidence: Sequence[Evidence], query: str | None = None) -> str | None:
    """Return what kind of thing is asked for and not stated in the evidence, or nothing where it may be there.

    `query` is the question made standalone, where that says more than the question.
    """
    best = sorted(evidence, key=lambda item: -item.cross)
    if asked.kind is Kind.NAME and _STRICT_NAME.search(fold(asked.text)):
        near = [item for item in best[:_BEST] if item.cross > best[0].cross - _NEAR]
        return None if any(states(asked.kind, _own_text(item), asked.text) for item in near) else asked.kind.value
    if asked.kind in NUMERIC:
        least = BESIDE.get(asked.kind, 0.0)
        stated = [
            item
            for item in best
            if states(asked.kind, item.text, asked.text) and share_of_words(query or asked.text, item.text) >= least
        ]
        if not stated:
            return asked.kind.value
        if asked.kind is Kind.COUNT and asked.head:
            beside = any(counts(asked.head, item.text) for item in stated)
            return None if beside or stated[0].cross > _SURE else f"a number of {asked.head}"
    if asked.items and _promised_elsewhere(asked.items, best):
        return f"the {asked.items} things themselves"
    return None


def _own_text(item: Evidence) -> str:
    return item.document.text[item.unit.start : item.unit.end]


def _promised_elsewhere(items: int, evidence: Sequence[Evidence]) -> bool:
    """Say whether the best unit speaks of so many things, and no list or row of headings holds them."""
    top = evidence[0]
    if str(items) not in numbers(_own_text(top)) or top.cross < _SURE:
        return False
    blocks = [block for item in evidence for block in item.document.blocks if block.section == item.hit.chunk.section]
    lists = any(block.kind is BlockKind.LIST and len(block.items) >= items for block in blocks)
    headings = any(
        sum(heading.title[:2].rstrip(". ").isdigit() for heading in item.document.headings) >= items
        for item in evidence
    )
    listed = any(len((item.document.block_at(item.unit.start) or blocks[0]).items) == items for item in evidence)
    return not (lists or headings or listed)
