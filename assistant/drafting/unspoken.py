"""A brief and the guidance chosen -> the words of the problem that no line speaks of, so that nobody is misled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from assistant.drafting.brief import Brief
from assistant.text import NUMBER_WORDS, STOP_WORDS, stem, stems, words
from assistant.types import Claim

# Short words tell little; of a long story its first words are told.
_SHORTEST, _MOST = 4, 8
# They count, place or join and are no topic by themselves.
_NO_TOPIC = frozenset(NUMBER_WORDS) | frozenset(
    """without across among around along despite towards upon whereas although though however because hundred
    thousand million several always never often sometimes still already yet now soon today""".split()
)


def unspoken_of(brief: Brief, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the words of the problem that stand in no claim, those that follow one another together, the first few."""
    said = {root for claim in claims for root in stems(claim.text)}
    return tuple(dict.fromkeys(_runs(brief.problem, said)))[:_MOST]


def _runs(text: str, said: set[str]) -> Iterator[str]:
    for is_lacking, run in groupby(words(text), lambda word: _tells(word) and stem(word) not in said):
        if is_lacking:
            yield " ".join(run)


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and word not in STOP_WORDS | _NO_TOPIC
