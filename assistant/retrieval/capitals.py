"""A question in small letters -> the same with the names in it written as the documents write them: "Somerset"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

from assistant.text import STOP_WORDS, stem

_WORD = r"[A-Z][a-z]+(?:-[A-Za-z]+)*"
# After a small word or in a list, one that is no part of a longer name, nor counted: "in Wigan", not "in Figure 1".
_ALONE = re.compile(
    rf"(?<![\w’'-])(?:[a-z][\w’'-]*;?|[\w’'-]+,|The)(?: [–—])? (?=({_WORD})\b(?!-| of [A-Z]| [A-Z][a-z]| \d))"
)
_PAIR = re.compile(rf"(?<=[\w,;] )({_WORD}) (?=({_WORD}))")
_SMALL = re.compile(r"\b[a-z][a-z'’-]*")
_ASKED = re.compile(r"\b[a-z]+(?:-[a-z]+)*\b(?!['’]\w{2})")
_SHORTEST = 4


class Capitals:
    """The names in documents, told by words that these write large and never small."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the documents' texts."""
        self._texts = tuple(texts)

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(stem(word) for text in self._texts for word in _SMALL.findall(text))

    @cached_property
    def _names(self) -> frozenset[str]:
        found = {word.lower() for text in self._texts for word in _ALONE.findall(text)}
        return frozenset(word for word in found if len(word) >= _SHORTEST and stem(word) not in self._small)

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        """Return the names of two words, one of which is never written small: "North Yorkshire"."""
        found = {(one.lower(), other.lower()) for text in self._texts for one, other in _PAIR.findall(text)}
        return frozenset(
            pair
            for pair in found
            if not STOP_WORDS.intersection(pair) and any(stem(w) not in self._small for w in pair)
        )

    def restored(self, question: str) -> str:
        """Return a question with the documents' names in it written large, whatever else it holds."""
        asked = list(_ASKED.finditer(question))
        large = {match.start() for match in asked if match.group() in self._names}
        for one, other in pairwise(asked):
            if question[one.end() : other.start()] == " " and (one.group(), other.group()) in self._pairs:
                large |= {one.start(), other.start()}
        for start in large:
            question = question[:start] + question[start].upper() + question[start + 1 :]
        return question
