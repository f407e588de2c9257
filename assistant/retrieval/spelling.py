"""A question as typed -> the same with hasty spellings and misspelt words put right."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from assistant.text import stem

# What people type for a word when they are in a hurry.
_HASTE = {"r": "are", "u": "you", "ur": "your", "wat": "what", "wot": "what", "pls": "please", "plz": "please"}
_HASTE |= {"thru": "through", "w/o": "without", "abt": "about", "govt": "government", "mgmt": "management"}
_HASTE |= {"ppl": "people", "bc": "because", "cos": "because", "yrs": "years", "mths": "months", "wks": "weeks"}
# In these two letters are often typed the wrong way round: "waht", "mnay". Turned so, others are words: "form", "dose".
_TURNED = "what when where which many much long have with that this they the".split()
_HASTE |= {
    f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}": word for word in _TURNED for at in range(len(word) - 1)
}
# "Comms" and "Worcs" are short for what is longer by so many letters.
_LONGEST_CLIPPED, _CLIPPED = 4, 5
_SHORTEST_ROOT = 2


class Spelling:
    """The words of the documents and of English, which are no misspellings."""

    def __init__(self, vocabulary: Mapping[str, int], english: Collection[str]) -> None:
        """Take how often each word occurs in the documents, and words of English."""
        self._vocabulary = vocabulary
        self._english = english

    @cached_property
    def _known_stems(self) -> frozenset[str]:
        return frozenset(stem(word) for word in {*self._vocabulary, *self._english})

    def corrected(self, question: str) -> str:
        """Return a question with hasty spellings and words that are not known put right."""
        return re.sub(r"[\w’'/&-]+", lambda match: self._correct(match.group()), question)

    def _correct(self, word: str) -> str:
        lower = word.lower()
        if lower in _HASTE:
            return _HASTE[lower]
        if len(lower) < 5 or not lower.isalpha() or self._is_known(lower):
            return word
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        # The first letter is seldom wrong; a longer word may hold two mistakes.
        most = 1 if len(lower) < 9 else 2
        choices = [known for known in self._vocabulary if known[0] == lower[0] and len(known) >= 4]
        near = extract(lower, choices, scorer=OSA.distance, score_cutoff=most, limit=5)
        near = [found for found in near if not _is_inflection(lower, found[0])]
        if not near:
            return word
        return min(near, key=lambda found: (found[1], -self._vocabulary[found[0]], found[0]))[0]

    def _is_known(self, word: str) -> bool:
        """Say whether a word is known, or what it is formed of or short for: "leavers" of "leave"."""
        return any(stem(form) in self._known_stems for form in _roots(word)) or word.removesuffix("s") in self._clipped

    @cached_property
    def _clipped(self) -> frozenset[str]:
        """Return the beginnings of words that are used for them, as "comm" and "worc"."""
        known = [word for word in {*self._vocabulary, *self._english} if len(word) >= _LONGEST_CLIPPED + _CLIPPED]
        return frozenset(word[:_LONGEST_CLIPPED] for word in known)


def _roots(word: str) -> Iterator[str]:
    """Yield what a word may be formed of, itself first: "planner" of "plan", "rewriting" of "writing"."""
    # Of a shorter rest, most are misspelt themselves: "presure" is not "sure".
    for form in (word, re.sub(r"^(?:re|de|un|mis|out|over|under|non|pre)(?=\w{5})", "", word)):
        formed = re.sub(r"(?:ers?|ors?|ees?|est|ings?|able|ness|less|ful)$", "", form)
        single = re.sub(r"([^aeiou])\1$", r"\1", formed)
        yield from (each for each in (form, formed, f"{formed}e", single) if len(each) > _SHORTEST_ROOT)


def _is_inflection(word: str, other: str) -> bool:
    return word.startswith(other) or other.startswith(word)
