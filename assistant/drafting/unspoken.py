"""A brief and the guidance chosen -> the matters of the problem that no line speaks of, so that nobody is misled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from assistant.drafting.brief import Brief
from assistant.text import stem, stems, words
from assistant.types import Claim

# Of a long story the first few are told.
_MOST = 5
# Who asks for the plan itself speaks of no matter.
_ASKING = re.compile(r"\b(?:draft|draw|set|write|make)(?: up| out)?(?= [^.?!\n]*\bplan\b)", re.IGNORECASE)
_PAUSE = re.compile(r"[^\w\s'’]+|\n")
# What stands behind one of these is done or how it is, and no matter.
_BEFORE_A_VERB = frozenset(
    """i we you he she it they who not cannot can't don't doesn't didn't can could will would should must may might
    never nobody everyone am is are was were be been being get gets got gone went""".split()
)


def unspoken_of(brief: Brief, claims: Iterable[Claim], is_seldom: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the matters of the problem that stand in no claim, the first few, words that follow one another together.

    A matter is a word of which `is_seldom` says that it tells a topic of which the sources hardly speak: where they
    do, other words of the problem show it. The words by which a plan is asked for are none.
    """
    said = {root for claim in claims for root in stems(claim.text)}
    found: dict[str, None] = {}
    for piece in _PAUSE.split(_ASKING.sub(",", brief.problem)):
        found |= dict.fromkeys(_runs(words(piece), said, is_seldom))
    return tuple(found)[:_MOST]


def _runs(told: list[str], said: set[str], is_seldom: Callable[[str], bool]) -> Iterator[str]:
    """Yield the runs of words that are a matter and not said."""
    run: list[str] = []
    for before, word in zip(["", *told], [*told, ""], strict=True):
        if word and _is_thing(before, word) and stem(word) not in said and is_seldom(word):
            run.append(word)
        elif run:
            yield " ".join(run)
            run = []


def _is_thing(before: str, word: str) -> bool:
    """Say whether a word may be a thing: behind several things mostly stands what they do."""
    is_done = before in _BEFORE_A_VERB or (re.search(r"[^s]s$", before) and not word.endswith("s"))
    return word.isalpha() and not is_done and not word.endswith("ly")
