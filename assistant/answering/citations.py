"""Draft -> Claim or the check that it failed: nothing is shown that its quotations do not hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import dropwhile, pairwise, takewhile
from typing import NamedTuple

from assistant.text import NUMBER_WORDS, STOP_WORDS, display, fold, is_denial, stem, stems, words
from assistant.types import Block, BlockKind, Citation, Claim, Draft

_NEAR = 4
_BOUNDARY = re.compile(r"[;:!?()]|[.,](?!\d)")
_TOKEN = re.compile(r"(?:[£$€] ?)?\d+(?:,\d{3})*(?:\.\d+)?|%|[^\W\d_]+(?:['-][^\W\d_]+)*")
_SEPARATOR = re.compile(r"(?<=\d),(?=\d)")
_FIRST = re.compile(r"(?:^|(?<=[.!?:\n]))\W*([A-Z][\w’'-]*)")
_SMALL = re.compile(r"\b[a-z][\w’'-]*")
_ENOUGH_PAIRS = 0.5
_CONDITIONS = re.compile(r"\b(?:subject to|where appropriate|unless|provided that|if|from (?:april|july) \d{4})\b")

Check = Callable[[Draft, str], bool]


class Bound(NamedTuple):
    """A number in digits, the stems of the words that it counts, and those of the words before it in its clause."""

    value: str
    counted: frozenset[str]
    before: frozenset[str]


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
    """Say whether every number of the sentence stands in its quotations, of the same currency and the same noun."""
    quoted = _bound_numbers(quotes)
    return all(any(_is_same(number, other) for other in quoted) for number in _bound_numbers(draft.text))


def _is_same(said: Bound, quoted: Bound) -> bool:
    """Say whether two numbers are one: equal, of the same noun or, where one ends its clause, after the same word."""
    side = "counted" if said.counted and quoted.counted else "before"
    words_said, words_quoted = getattr(said, side), getattr(quoted, side)
    if said.counted and not quoted.counted:
        words_said = said.counted
    return said.value == quoted.value and (not words_said or bool(words_said & words_quoted))


def _bound_numbers(text: str) -> list[Bound]:
    """Return each number, with its currency, and the stems of what it counts and of what stands before it."""
    return [
        Bound(value, _stems(_noun(clause[place + 1 :])), _stems(_content(clause[:place])[-_NEAR:]))
        for clause in _clauses(text)
        for place, token in enumerate(clause)
        if (value := _value(token))
    ]


def _stems(found: list[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in found)


def _clauses(text: str) -> list[list[str]]:
    """Return the numbers and words of each stretch between two marks; a mark inside a number parts nothing."""
    stretches = [stretch for line in text.splitlines() for stretch in _BOUNDARY.split(fold(line))]
    return [_TOKEN.findall(stretch) for stretch in stretches]


def _value(token: str) -> str | None:
    """Return a number in digits without separators, with its currency, nothing for a word that is no number."""
    if token in NUMBER_WORDS:
        return str(NUMBER_WORDS[token])
    return token.replace(",", "").replace(" ", "") if token[-1].isdigit() else None


def _noun(after: list[str]) -> list[str]:
    """Return what a number counts: "164 acute nurses and" -> "acute nurses", "five of the towns" -> "towns"."""
    rest = list(dropwhile(_is_small, after))
    return list(takewhile(lambda word: not (_is_small(word) or _value(word)), rest))[:_NEAR]


def _content(tokens: list[str]) -> list[str]:
    return [word for word in tokens if not _is_small(word)]


def _is_small(word: str) -> bool:
    return word in STOP_WORDS and word not in NUMBER_WORDS


def names_stand(draft: Draft, quotes: str) -> bool:
    """Say whether every word that the sentence writes as a name stands in its quotations.

    A sentence's first word is a name where the document never writes it small.
    """
    quoted, small = set(words(quotes)), _written_small(draft.document.text)
    first = [word for word in _FIRST.findall(draft.text) if word.lower() not in small]
    inner = re.findall(r"\b[A-Z][\w’'-]*", _FIRST.sub(" ", draft.text))
    return all(word in quoted for name in (*first, *inner) for word in words(name))


@lru_cache(maxsize=64)
def _written_small(text: str) -> frozenset[str]:
    """Return the words that a document writes small, and those that any would: read once for all its drafts."""
    return STOP_WORDS.union(_SMALL.findall(text))


def negations_agree(draft: Draft, quotes: str) -> bool:
    """Say whether the sentence denies what its quotations deny, and nothing else."""
    return _denied(draft.text) == _denied(quotes)


def _denied(text: str) -> list[tuple[str, ...]]:
    """Return the stems of the two words after each denial."""
    return sorted(
        tuple(stem(word) for word in _content(clause[place + 1 :])[:2])
        for clause in _clauses(text)
        for place, word in enumerate(clause)
        if is_denial(word)
    )


def words_support(draft: Draft, quotes: str) -> bool:
    """Say whether at least half of the sentence's pairs of stems stand in its quotations.

    Word-pair precision found unfaithful answers as well as a language-model judge did (design/evals.md).
    """
    said, quoted = (stems(_SEPARATOR.sub("", text)) for text in (draft.text, quotes))
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
