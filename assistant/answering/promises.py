"""Whether the sources speak of so many things without listing them: "ten expectations" that stood in a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.answering.evidence import Evidence
from assistant.answering.questions import Asked
from assistant.text import NUMBER_WORDS, STOP_WORDS, fold, numbers, stem, stems, words
from assistant.types import Block, BlockKind

_LEAD_IN = 250
_PARTED = (r"\s[–—|•·-]\s", ";", r",(?!\d)")


def are_elsewhere(asked: Asked, best: Sequence[Evidence]) -> bool:
    """Say whether a unit speaks of so many things, and no list or row of headings holds them."""
    items, noun = asked.items, noun_of(asked)
    assert items
    promised = any(promises(each.document.text[each.unit.start : each.unit.end], items, noun) for each in best)
    told = any(_lists(each, items, noun) or _heads(each, items) or _tells(each, items, noun) for each in best)
    return promised and not told


def promises(text: str, items: int, noun: str | None) -> bool:
    """Say whether a text speaks of so many of the things asked for."""
    found = words(text)
    places = [place for place, word in enumerate(found) if str(items) in numbers(word)]
    return any(noun is None or noun in map(stem, found[place + 1 : place + 4]) for place in places)


def noun_of(asked: Asked) -> str | None:
    """Return the stem of the things asked for: "the four pillars of leadership" -> "pillar"."""
    number = "|".join([str(asked.items), *(word for word, value in NUMBER_WORDS.items() if value == asked.items)])
    match = re.search(rf"\b(?:{number}) ((?:[\w'-]+ ?){{1,3}})", fold(asked.text))
    run = list(takewhile(lambda word: word not in STOP_WORDS, words(match.group(1)))) if match else []
    return stem(run[-1]) if run else None


def _tells(item: Evidence, items: int, noun: str | None) -> bool:
    """Say whether a unit names so many things in a line: "Five priorities: Start well – Work well – …"."""
    led, _, told = item.document.text[item.unit.start : item.unit.end].partition(":")
    return promises(led, items, noun) and any(len(re.split(mark, told)) == items for mark in _PARTED)


def _lists(item: Evidence, items: int, noun: str | None) -> bool:
    """Say whether the unit's section has a list of so many things, led in by their noun."""
    blocks = [block for block in item.document.blocks if block.section == item.hit.chunk.section]
    return any(len(block.items) >= items and _leads(item, block, noun) for block in blocks)


def _leads(item: Evidence, block: Block, noun: str | None) -> bool:
    if block.kind is not BlockKind.LIST:
        return item.unit.start >= block.start and item.unit.end <= block.end
    before = item.document.text[max(0, block.start - _LEAD_IN) : block.items[0].start]
    return noun is None or noun in stems(f"{before} {' '.join(block.section[-1:])}")


def _heads(item: Evidence, items: int) -> bool:
    return sum(heading.title[:2].rstrip(". ").isdigit() for heading in item.document.headings) >= items
