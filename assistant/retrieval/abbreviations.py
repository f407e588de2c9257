"""The abbreviations that a text explains, with what they stand for: "integrated care board (ICB)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z]*[A-Z]s?)\)")
# A meaning stands directly before its abbreviation, in at most so many characters.
_LONGEST_MEANING = 100


def explained(text: str) -> Iterator[tuple[str, str]]:
    """Yield each abbreviation that a text explains, with what it stands for in lower case, where it does so."""
    for match in _ABBREVIATION.finditer(text):
        short = match.group(1).rstrip("s")
        meaning = _meaning(text[max(0, match.start() - _LONGEST_MEANING) : match.start()], short)
        if meaning:
            yield short, meaning


@lru_cache(maxsize=64)
def _meanings(text: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"\b{short}s?\b"), meaning) for short, meaning in dict(explained(text)).items())


def spelled_out(text: str, whole: str) -> str:
    """Return what the abbreviations and initials in a stretch of a text stand for, as the whole text explains them."""
    return " ".join(meaning for short, meaning in _meanings(whole) if short.search(text))


def _meaning(before: str, short: str) -> str | None:
    """Return the words before a bracketed abbreviation whose first letters it is made of, or nothing."""
    found = re.findall(r"[\w’']+", before.rpartition("\n")[2])
    for count in range(1, len(found) + 1):
        run = found[-count:]
        initials = "".join(word[0] for word in run if word.lower() not in ("and", "of", "the", "for")).lower()
        if initials == short.lower() or "".join(word[0] for word in run).lower() == short.lower():
            return " ".join(run).lower()
    return None
