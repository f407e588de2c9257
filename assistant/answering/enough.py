"""How much of what was found an answer needs: where its first unit tells what was asked, most others tell other things.

Fitted on the tuning part of evals/ (EXPERIMENTS.md).
"""

from __future__ import annotations

from assistant.answering.evidence import Evidence
from assistant.answering.question_patterns import Kind
from assistant.answering.questions import NUMERIC, Asked
from assistant.retrieval.passages import stated
from assistant.text import content_words

# Beside a figure of the kind asked for, so many others of that kind, less likely by at most so many logits: "one day a
# week" beside "12 months".
_FIGURES, _LESS_LIKELY = 3, 3.0
# A unit so far above the next, in standard deviations, so near to the question by late interaction and of so many words
# tells most of it; one more may tell the rest. What a follow-up asks is found with what it follows, and less surely; of
# what came of something there are often several things to tell.
_FAR_ABOVE, _NEAR, _WORDS, _FEW = 0.8, 0.6, 8, 2
# What a question of fewer words means is not known so well.
_ASKED = 4


def enough(asked: Asked, ranked: list[Evidence], most: int) -> tuple[list[Evidence], int]:
    """Return the units, the best first, of which an answer is made, and how many of them at most."""
    if asked.wide or len(ranked) < _FEW:
        return ranked, most
    first, *others = ranked
    if asked.kind in NUMERIC and first.states(asked):
        least = max(item.cross for item in ranked) - _LESS_LIKELY
        return [first, *(item for item in others if item.cross >= least and item.states(asked))], min(most, _FIGURES)
    stands_out = first.score - others[0].score >= _FAR_ABOVE and first.late >= _NEAR
    says_much = len(stated(first.document, first.unit).split()) >= _WORDS
    of_one = not asked.follows and asked.kind is not Kind.OUTCOME and len(content_words(asked.text)) >= _ASKED
    return ranked, min(most, _FEW) if stands_out and says_much and of_one else most
