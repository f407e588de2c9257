"""Whether quotations support a claim, without a model: its words and pairs of words, numbers, names and denials.

Written apart from the assistant's own checks, so that a fault in those shows here.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.text import STOP_WORDS, display, fold, stem, words
from assistant.types import Document
from evals.quantities import numbers_in, stands

# On 450 answers rated by three people, word-pair precision found unfaithful ones as well as a model did (evals.md).
_ENOUGH = 0.5
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n")
_NAME = re.compile(r"\b[A-Z][\w&’'-]*")
_DENIALS = frozenset("not no never neither nor none cannot without".split())
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Support:
    """How well quotations support a claim: pairs and words from 0 to 1; `numbers` is nothing where it has none."""

    pairs: float
    words: float
    numbers: bool | None
    names: bool | None
    denials: bool

    @property
    def is_enough(self) -> bool:
        """Say whether the claim counts as supported."""
        agree = self.numbers is not False and self.names is not False and self.denials
        return agree and (self.pairs + self.words) / 2 >= _ENOUGH


class Supporter:
    """Judges support by how rare words are, and which are written small, in some documents."""

    def __init__(self, documents: Iterable[Document]) -> None:
        texts = [doc.text[block.start : block.end] for doc in documents for block in doc.blocks]
        self._counts = Counter(each for text in texts for each in set(_stems(text)))
        self._small = {word.lower() for text in texts for word in re.findall(r"\b[a-z][\w’'-]*", text)}
        self._size = len(texts) + 1

    def support(self, claim: str, quotes: Sequence[str]) -> Support:
        """Return how well quotations support a claim."""
        shown = "\n".join(display(quote) for quote in quotes)
        said, quoted = _pairs(claim), set(_pairs(shown))
        known = set(_stems(shown))
        weights = [(self._weight(each), each in known) for each in _stems(claim)]
        weight = sum(size for size, _ in weights)
        precision = sum(size for size, held in weights if held) / weight if weight else float(bool(known))
        return Support(
            pairs=sum(pair in quoted for pair in said) / len(said) if said else precision,
            words=precision,
            numbers=stands(numbers_in(claim), numbers_in(shown)),
            names=self._names_stand(claim, shown),
            denials=_denials_agree(claim, shown),
        )

    def _weight(self, found: str) -> float:
        return math.log(1 + self._size / (1 + self._counts[found]))

    def names_in(self, text: str) -> list[str]:
        """Return the words written as names; a sentence's first word only where no document writes it small."""
        names = []
        for sentence in _SENTENCE.split(text):
            start = re.match(r"\W*", sentence)
            first = start.end() if start else 0
            for match in _NAME.finditer(sentence):
                plain = match.group().lower() in self._small | STOP_WORDS
                if match.start() != first or not plain:
                    names.append(match.group())
        return names

    def _names_stand(self, claim: str, shown: str) -> bool | None:
        names, quoted = self.names_in(claim), set(words(shown))
        return all(word in quoted for name in names for word in words(name)) if names else None


def _stems(text: str) -> list[str]:
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


def _pairs(text: str) -> list[tuple[str, str]]:
    """Return the pairs of neighbouring stems within each sentence and line."""
    return [pair for sentence in _SENTENCE.split(text) for pair in pairwise(_stems(sentence))]


def new_pairs(claim: str, quotes: Sequence[str]) -> list[bool]:
    """Say for each quotation whether it holds a pair of the claim's words, or a word, that none before it holds."""
    left = {*_pairs(claim), *_stems(claim)}
    found = []
    for quote in quotes:
        held = left & {*_pairs(display(quote)), *_stems(display(quote))}
        left -= held
        found.append(bool(held))
    return found


def _denials_agree(claim: str, shown: str) -> bool:
    """Say whether the claim denies what the sentences that it is made of deny, and nothing else."""
    said, quoted = _SENTENCE.split(claim), _SENTENCE.split(shown)
    mine = [set(_stems(sentence)) for sentence in said]
    alike = [quote for quote in quoted if _is_among(set(_stems(quote)), mine)]
    return _denied(said) == _denied(alike or quoted)


def _is_among(sentence: set[str], others: Sequence[set[str]]) -> bool:
    """Say whether a sentence shares half of the shorter one's stems with any other."""
    return any(len(sentence & other) >= _ALIKE * max(1, min(len(sentence), len(other))) for other in others)


def _denied(sentences: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the stem of the word after each denial."""
    found = []
    for sentence in sentences:
        told = re.findall(r"[^\W_]+(?:'[^\W_]+)*", fold(sentence))
        for place, word in enumerate(told):
            if word in _DENIALS or word.endswith("n't"):
                after = [stem(each) for each in told[place + 1 :] if each not in STOP_WORDS]
                found.append(tuple(after[:1]))
    return sorted(found)
