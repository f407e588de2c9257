"""The year, phase or principle after the one that was asked about, or before it."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answering.listed import ORDINALS
from assistant.text import content_words

_STAGE = "phase|stage|cohort|round|step|principle|year"
_THAT = "(?: (?:that|this|it))?"
_NEXT_ONES = (
    rf"(?:the )?(?:{_STAGE}|one) (?:after|following|later){_THAT}",
    rf"(?:the )?(?:next|following) (?:{_STAGE}|one)",
)
_ONES_BEFORE = (
    rf"(?:the )?(?:{_STAGE}|one) (?:before|earlier){_THAT}",
    rf"(?:the )?(?:previous|preceding) (?:{_STAGE}|one)",
)
_AFTER = re.compile(rf"\b(?:{'|'.join(_NEXT_ONES)})\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:{'|'.join(_ONES_BEFORE)})\b", re.IGNORECASE)
_NUMBERED = re.compile(rf"\b(?:({_STAGE}) (\d+)|({'|'.join(ORDINALS)}) ({_STAGE}))\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d\d)(?:([/-])(\d\d))?\b")


def asks_of_another(question: str) -> bool:
    """Say whether a question asks of the year, phase or "one" after or before another."""
    return bool(_AFTER.search(question) or _BEFORE.search(question))


def counted_on(question: str, last: str, answer: str) -> tuple[str, str, str] | None:
    """Return what is asked of the year, phase or principle that follows or precedes the one the last question named.

    That is what it asks itself, what has to be said before that, and the phase or principle counted on to; none for
    a year.
    """
    by = 1 if _AFTER.search(question) else -1 if _BEFORE.search(question) else 0
    if not by:
        return None
    years = "year" in question.lower()
    pattern, other = (_YEAR, _other_year) if years else (_NUMBERED, _other_stage)
    found = list(pattern.finditer(last)) or list(pattern.finditer(answer))
    if not found:
        return None
    named = other(found[-1], by)
    pattern_of_step = _AFTER if by > 0 else _BEFORE
    counted = "" if years else named
    if not content_words(pattern_of_step.sub("", question)) and pattern.search(last):
        return pattern.sub(named, last), "", counted
    return pattern_of_step.sub(named, question), pattern.sub("", last), counted


def stands(counted: str, count: Callable[[str], int]) -> bool:
    """Say whether the documents speak of a phase or principle, by its number in figures or in words."""
    kind, number = counted.split()
    nth = next((word for word, place in ORDINALS.items() if place + 1 == int(number)), "")
    return count(counted) > 0 or bool(nth and count(f"{nth} {kind}"))


def _other_year(match: re.Match[str], by: int) -> str:
    year, mark, end = match.groups()
    return f"{int(year) + by}{mark}{int(end) + by:02d}" if end else str(int(year) + by)


def _other_stage(match: re.Match[str], by: int) -> str:
    kind, number, ordinal, ordinal_kind = match.groups()
    return f"{kind} {int(number) + by}" if kind else f"{ordinal_kind} {ORDINALS[ordinal.lower()] + 1 + by}"
