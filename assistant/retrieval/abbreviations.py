"""The abbreviations that a text explains, with what they stand for: "integrated care board (ICB)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

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


def _meaning(before: str, short: str) -> str | None:
    """Return the words before a bracketed abbreviation whose first letters it is made of, or nothing."""
    found = re.findall(r"[\w’']+", before.rpartition("\n")[2])
    for count in range(1, len(found) + 1):
        run = found[-count:]
        initials = "".join(word[0] for word in run if word.lower() not in ("and", "of", "the", "for")).lower()
        if initials == short.lower() or "".join(word[0] for word in run).lower() == short.lower():
            return " ".join(run).lower()
    return None
