"""Question and the claims of its answer -> those on one subject: no other case study's figures beside the first's.

An answer may end with what another case study says of the same kind of thing, its outcomes say. Quoted in a pack, that
reads as if it were told of whom the question asks about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log

from assistant.answering.questions import parts_of, read_question
from assistant.drafting.case_studies import case_studies
from assistant.retrieval.passages import is_short
from assistant.text import stems
from assistant.types import Citation, Claim, Document

# Another case study stays where it holds at least so much of what the question shares with the first one. On the
# publications, 292 answers to the tuning part of evals/ and to questions on case studies hold 328 claims that are
# expected: this drops 13 claims, none of them expected.
_AS_MUCH = 0.7
_SHORTEST, _ENDING = 4, 2
_Scope = tuple[str, tuple[str, ...]]
_Term = str | tuple[str, str]


class Subjects:
    """What is told where in documents: the words of each section, and of a page as a whole."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._cases = {(each.id, section) for each in documents for section in case_studies(each)}
        texts: Mapping[_Scope, list[str]] = defaultdict(list)
        for document in documents:
            for block in document.blocks:
                texts[_scope(document, block.section)].append(document.text[block.start : block.end])
        self._terms = {scope: _terms(" ".join([*scope[1][-1:], *told])) for scope, told in texts.items()}

    def kept(self, question: str, claims: Sequence[Claim]) -> list[Claim]:
        """Return the claims without those of another case study than the first's that hold less of the question.

        A question of more than one thing may be answered from several, and one that no case study answers first.
        """
        if len(parts_of(question)) > 1 or read_question(question).wide or not claims or not self._is_case(claims[0]):
            return list(claims)
        weights = self._weights(question)
        first = self._share(claims[0], weights)
        return [each for each in claims if not self._is_case(each) or self._share(each, weights) >= _AS_MUCH * first]

    def _is_case(self, claim: Claim) -> bool:
        cited = claim.citations[-1]
        return (cited.document.id, cited.section) in self._cases

    def _share(self, claim: Claim, weights: Mapping[_Term, float]) -> float:
        cited: Citation = claim.citations[-1]
        held = self._terms.get(_scope(cited.document, cited.section), frozenset())
        return sum(weight for term, weight in weights.items() if _holds(held, term))

    def _weights(self, question: str) -> dict[_Term, float]:
        """Return how rare each word and each pair of words of a question is; what stands nowhere weighs nothing."""
        standing = {term: sum(_holds(held, term) for held in self._terms.values()) for term in _terms(question)}
        return {term: log(1 + len(self._terms) / (1 + count)) for term, count in standing.items() if count}


def _scope(document: Document, section: tuple[str, ...]) -> _Scope:
    return document.id, () if is_short(document) else section


def _terms(text: str) -> frozenset[_Term]:
    found = stems(text)
    return frozenset([*found, *pairwise(found)])


def _holds(held: frozenset[_Term], term: _Term) -> bool:
    """Say whether a text holds a term, or a word of the same family: of those who leave and leavers."""
    return term in held or (
        isinstance(term, str) and any(isinstance(each, str) and _alike(term, each) for each in held)
    )


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _SHORTEST and longer.startswith(shorter) and len(longer) - len(shorter) <= _ENDING
