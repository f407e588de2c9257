"""Numbers with their unit and the words beside them, and whether they stand in a quotation."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from text_to_num import alpha2digit

from assistant.text import STOP_WORDS, fold, stem

_CLAUSE = re.compile(r"[;:!?()\n]|[.,](?!\d)")
_NUMBER = re.compile(
    r"(?P<currency>[£$€])? ?(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)(?P<ordinal>st|nd|rd|th)?"
    r"(?: ?(?P<scale>million|m|bn|billion|thousand|k))?(?!\w)(?: ?(?P<percent>%|per ?cent|percentage points?))?"
)
_SCALED = re.compile(r"(\d) (million|billion|thousand)\b")
_SCALES = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "thousand": 1e3, "k": 1e3}
_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Number:
    """A number: its value, its unit ("£", "%" or none), and the stems of the words before and after in its clause."""

    value: float
    unit: str
    before: frozenset[str]
    after: frozenset[str]


@lru_cache(maxsize=20_000)
def numbers_in(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text, those in words included."""
    found = []
    for clause in _CLAUSE.split(in_digits(text)):
        for match in _NUMBER.finditer(clause):
            scale = _SCALES.get(match["scale"] or "", 1)
            value = float(match["digits"].replace(",", "")) * scale
            unit = match["currency"] or ("%" if match["percent"] else "th" if match["ordinal"] else "")
            before, after = _stems(clause[: match.start()])[-_NEAR:], _stems(clause[match.end() :])[:_NEAR]
            found.append(Number(value, unit, frozenset(before), frozenset(after)))
    return tuple(found)


def in_digits(text: str) -> str:
    """Return a text, folded line by line, with its numbers in words as digits."""
    # "2.8 million" stays together, or its second word would become a number of its own.
    lines = (_SCALED.sub(r"\1\2", fold(line)) for line in text.splitlines())
    return "\n".join(alpha2digit(line, "en") for line in lines)


def stands(said: tuple[Number, ...], quoted: tuple[Number, ...]) -> bool | None:
    """Say whether every number said stands among those quoted, each of them once, of the same unit and same words.

    Return nothing where no number is said.
    """
    left: dict[tuple[float, str], list[Number]] = defaultdict(list)
    for other in quoted:
        left[other.value, other.unit].append(other)
    for number in said:
        equal = left[number.value, number.unit]
        same = [other for other in equal if is_same(number, other)]
        if not same:
            return False
        equal.remove(max(same, key=lambda other: _in_common(number, other)))
    return True if said else None


def is_same(one: Number, other: Number) -> bool:
    """Say whether two numbers are one: equal, of one unit, and, on either side, beside one of the same words."""
    if (one.value, one.unit) != (other.value, other.unit):
        return False
    return _agree(one.after, other.after) and _agree(one.before, other.before)


def _in_common(one: Number, other: Number) -> int:
    return len(one.before & other.before) + len(one.after & other.after)


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


def _stems(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(text) if word not in STOP_WORDS]
