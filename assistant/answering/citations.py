"""Draft -> Claim or the check that it failed: nothing is shown that its quotations do not hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from assistant.text import display, fold, numbers, stem, stems, words
from assistant.types import Block, BlockKind, Citation, Claim, Draft

_NEGATIONS = frozenset("not no never neither nor none cannot without n't".split())
_NEAR = 4
_ENOUGH_PAIRS = 0.5
_CONDITIONS = re.compile(r"\b(?:subject to|where appropriate|unless|provided that|if|from (?:april|july) \d{4})\b")

Check = Callable[[Draft, str], bool]


def verify(draft: Draft) -> Claim | str:
    """Return the claim that a draft makes, or the name of the first check that it failed."""
    try:
        citations = tuple(Citation(draft.document, span.start, span.end) for span in draft.spans)
    except ValueError:
        return "spans_resolve"
    if not citations or not draft.text.strip():
        return "has_citations"
    quotes = "\n".join(display(citation.quote) for citation in citations)
    failed = next((check.__name__ for check in CHECKS if not check(draft, quotes)), None)
    return failed or Claim(draft.text, citations)


def numbers_stand(draft: Draft, quotes: str) -> bool:
    """Say whether every number of the sentence stands in its quotations beside the same noun."""
    said, quoted = _bound_numbers(draft.text), _bound_numbers(quotes)
    return all(
        any(number == other and (not near or near & beside) for other, beside in quoted) for number, near in said
    )


def _bound_numbers(text: str) -> list[tuple[str, frozenset[str]]]:
    """Return each number with the stems of the words that follow it."""
    found = words(text)
    return [
        (number, frozenset(stem(other) for other in found[place + 1 : place + 1 + _NEAR]))
        for place, word in enumerate(found)
        for number in numbers(word)
    ]


def names_stand(draft: Draft, quotes: str) -> bool:
    """Say whether every word that the sentence writes as a name stands in its quotations."""
    quoted = set(words(quotes))
    inner = re.sub(r"(?:^|[.!?:\n]\s*)\W*\w+", " ", draft.text)
    return all(word in quoted for name in re.findall(r"\b[A-Z][\w’'-]*", inner) for word in words(name))


def negations_agree(draft: Draft, quotes: str) -> bool:
    """Say whether the sentence denies as often as its quotations do."""
    return _denials(draft.text) == _denials(quotes)


def _denials(text: str) -> int:
    return sum(word in _NEGATIONS or word.endswith("n't") for word in words(text))


def words_support(draft: Draft, quotes: str) -> bool:
    """Say whether at least half of the sentence's pairs of stems stand in its quotations.

    Word-pair precision found unfaithful answers as well as a language-model judge did (design/evals.md).
    """
    said, quoted = stems(draft.text), stems(quotes)
    pairs = list(pairwise(said))
    if not pairs:
        return set(said) <= set(quoted)
    return sum(pair in set(pairwise(quoted)) for pair in pairs) >= _ENOUGH_PAIRS * len(pairs)


def conditions_kept(draft: Draft, quotes: str) -> bool:
    """Say whether the conditions that the quotations set are in the sentence."""
    said = fold(draft.text)
    return all(match.group() in said for match in _CONDITIONS.finditer(fold(quotes)))


def speaker_kept(draft: Draft, _quotes: str) -> bool:
    """Say whether the sentence does not mix an interviewee's words with the publisher's own."""
    kinds = {_is_speech(draft.document.block_at(span.start)) for span in draft.spans}
    return len(kinds) == 1


def _is_speech(block: Block | None) -> bool:
    return block is not None and block.kind is BlockKind.QUOTATION


CHECKS: tuple[Check, ...] = (
    numbers_stand,
    names_stand,
    negations_agree,
    words_support,
    conditions_kept,
    speaker_kept,
)
