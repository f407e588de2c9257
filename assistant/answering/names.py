"""The names of places and organisations in a text, each whole: "Greater Manchester", not "Blended" and "Manchester"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from assistant.answering.question_patterns import MONTHS
from assistant.text import STOP_WORDS

# "Sussex-wide" names Sussex; "Newcastle-under-Lyme" is one name.
_WORD = r"(?:[A-Z][\w’'&]*(?:-(?:(?:on|upon|under|in|le|by|next|the)-)*[A-Z][\w’'&]*)*)"
_RUN = re.compile(rf"{_WORD}(?: {_WORD})*")
_BETWEEN = re.compile(r" (?:and|&|of|of the) ")
_OPENS = re.compile(r"(?:^|[.!?:;]\s+|\n\W*)$")
_PARTS = re.compile(r"(['’]s?) (?=[A-Z])")
_POSSESSIVE = re.compile(r"['’]s?$")
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NO_NAMES = frozenset([*STOP_WORDS, *MONTHS, *_DAYS, *(f"{day}s" for day in _DAYS)])
_TOGETHER = 0.5
_AT = r"\b(?:in|at|across|around|for|from|near|of) (?:the )?"


def stand_together(first: str, both: str, count: Callable[[str], int]) -> bool:
    """Say whether a name mostly stands with what follows it, and both are one: "Humber" and "North Yorkshire"."""
    return count(both) > _TOGETHER * count(first)


class Names:
    """Finds whole names, with what the documents tell: which words they write small, and what stands together."""

    def __init__(self, texts: Iterable[str] = (), count: Callable[[str], int] = lambda _: 0) -> None:
        """Take the documents' texts, and what says how often a text stands in them."""
        self._texts = texts
        self._count = count

    @cached_property
    def _written(self) -> Counter[str]:
        return Counter(word for text in self._texts for word in re.findall(r"\b[^\W\d_]+\b", text))

    def of(self, text: str) -> list[str]:
        """Return the names in a text, each once: no abbreviation by itself, and nothing made of common words alone."""
        runs = [(match.start(), match.end()) for match in _RUN.finditer(text)]
        names: list[str] = []
        for start, end in self._joined(text, runs):
            before = [text[:start], "x"]  # what another owns opens no sentence
            parts = self._parts(text[start:end])
            names += filter(None, (self._name(part, before[place > 0]) for place, part in enumerate(parts)))
        return list(dict.fromkeys(names))

    def place(self, text: str) -> str:
        """Return the name in a text where something most likely is: the one after "in" or its like, else the first."""
        names = self.of(text)
        at = [name for name in names if re.search(_AT + re.escape(name), text)]
        return next(iter([*at, *names]), "")

    def named_place(self, text: str) -> str:
        """Return the name in a text that stands after "in" or its like, nothing where none does."""
        return next((name for name in self.of(text) if re.search(_AT + re.escape(name), text)), "")

    def _joined(self, text: str, runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the runs of words written large, those as one that mostly stand together: "Isle of Wight"."""
        joined: list[tuple[int, int]] = []
        for start, end in runs:
            if joined and _BETWEEN.fullmatch(text[joined[-1][1] : start]):
                both, first = text[joined[-1][0] : end], text[slice(*joined[-1])]
                if stand_together(first, _POSSESSIVE.sub("", both), self._count):
                    joined[-1] = joined[-1][0], end
                    continue
            joined.append((start, end))
        return joined

    def _parts(self, run: str) -> list[str]:
        """Return a run in two where its owner stands before a name of another thing: "Oakham's Great Desk"."""
        match = _PARTS.search(run)
        if not match or stand_together(run[: match.start()], run, self._count):
            return [run]
        return [run[: match.start()], *self._parts(run[match.end() :])]

    def _name(self, run: str, before: str) -> str:
        """Return a run without what is no part of the name at its ends, nothing where no name is left."""
        found = _POSSESSIVE.sub("", run).split()
        if _OPENS.search(before) and self._is_small(found[0]) and (len(found) == 1 or self._is_common(found[0])):
            found = found[1:]
        while found and found[0].lower() in _NO_NAMES:
            found = found[1:]
        while found and (_is_abbreviation(found[-1]) or found[-1].islower()):
            found.pop()
        return "" if all(self._is_common(word) or word.islower() for word in found) else " ".join(found)

    def _is_small(self, word: str) -> bool:
        """Say whether the documents write a word small as well."""
        return self._written[word.lower()] > 0

    def _is_common(self, word: str) -> bool:
        """Say whether the documents write a word small at least as often as large."""
        small = self._written[word.lower()]
        return word.lower() in _NO_NAMES or (small > 0 and small >= self._written[word.lower().capitalize()])


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.rstrip("s").isupper()
