"""A place as a team writes it -> its names, each one thing: a part of a name of several words is another place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.text import STOP_WORDS

_WORD = r"[A-Z][a-z][\w’'-]*[a-z]"
_NAME = re.compile(rf"{_WORD}(?:[ -](?:(?:of|on|upon|under|in|le|by)[ -](?:the )?)?{_WORD})*")
_HEAD = re.compile(r"^(?:City|County|Borough|District|Town|Region) of ")
# What may stand before a name and leaves it the same place, or one within it.
_BEFORE = re.compile(r"([A-Z][\w’'-]*)[ -]$")
_WITHIN = frozenset("North South East West Mid Central Greater Upper Lower Northern Southern Eastern Western".split())


def place_names(place: str) -> tuple[str, ...]:
    """Return the names in a place, each whole: "Hull and North Yorkshire" has two."""
    written = place if any(each.isupper() for each in place) else place.title()
    return tuple(dict.fromkeys(_HEAD.sub("", name) for name in _NAME.findall(written)))


def names_in(names: Sequence[str], text: str) -> Iterator[str]:
    """Yield the names that a text holds whole, and not as the part of another name."""
    for name in names:
        for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            before = _BEFORE.search(text[: found.start()])
            if before is None or before[1] in _WITHIN or before[1].lower() in STOP_WORDS:
                yield name
                break


# Asked for each sentence of a document.
@lru_cache(maxsize=256)
def without_common_end(name: str, text: str) -> str:
    """Return a name without the words at its end that a text writes small too: "Hull Partnership" -> "Hull"."""
    words = name.split()
    while words and re.search(rf"\b{re.escape(words[-1].lower())}\b", text):
        words.pop()
    return " ".join(words)
