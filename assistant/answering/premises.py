"""What a question takes for granted and the sources have otherwise: said beside the answer, in a fixed form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.evidence import Evidence
from assistant.answering.question_patterns import MONTHS
from assistant.answering.questions import Asked, noun_shown, proper_names
from assistant.answering.subjects import holds, is_about
from assistant.text import NUMBER_WORDS, STOP_WORDS, stem, words
from assistant.types import Notice

_BEST = 3
_SURE = -0.3


def corrections(question: str, evidence: Sequence[Evidence]) -> tuple[Notice, ...]:
    """Return a notice for each number of the question that the best evidence gives otherwise, of the same noun."""
    asked = _counted(question)
    best = [item for item in sorted(evidence, key=lambda item: -item.cross)[:_BEST] if item.cross > _SURE]
    notices = []
    for noun, number in asked.items():
        stated = [found[noun] for item in best if noun in (found := _counted(item.text))]
        if stated and number not in stated:
            text = f"The question says {number} {noun_shown(question, noun)}; the source says {stated[0]}."
            notices.append(Notice("premise", text))
    return tuple(notices)


def misplaced(asked: Asked, evidence: Sequence[Evidence]) -> tuple[Notice, ...]:
    """Return a notice where the best evidence speaks of what is asked, but not of whom the question ascribes it to.

    A question of more than one thing, or that follows another, has names that no one passage need hold.
    """
    if asked.wide or asked.follows or not evidence:
        return ()
    names = [name for name in proper_names(asked.text) if name.lower() not in MONTHS]
    best, section = evidence[0], evidence[0].hit.chunk.section
    known = [name for name in names if any(holds(item.document.text, name) for item in evidence)]
    absent = [name for name in known if not is_about(best, [name])]
    if not absent or not section:
        return ()
    shown = " ".join(re.sub(r"['’]s?$", "", name) for name in absent)
    text = f"The question speaks of {shown}; the passage that comes nearest stands under “{section[-1]}”, of another."
    return (Notice("premise", text),)


def _counted(text: str) -> dict[str, str]:
    """Return the number that stands directly before each noun, by the noun's stem, in digits."""
    found = words(text)
    counted: dict[str, str] = {}
    for word, following in pairwise(found):
        number = str(NUMBER_WORDS[word]) if word in NUMBER_WORDS else word if re.fullmatch(r"\d{1,6}", word) else None
        if (
            number
            and following.isalpha()
            and following not in STOP_WORDS
            and following not in NUMBER_WORDS
            and number != "1"
        ):
            counted.setdefault(stem(following), number)
    return counted
