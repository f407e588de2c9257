"""A list as it was told -> the same list in the sources' own words, in which what an item is about is found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.listed import Listed
from assistant.answering.questions import read_question
from assistant.text import display, stems, without_bullet
from assistant.types import Document, Hit

# The list that was asked for lies among so many passages, or it is another's.
_NEAREST = 3
_LONGEST = 15  # words of an item that names something; what is longer asks for too much


def lists_within(hits: Sequence[Hit], documents: Mapping[str, Document]) -> list[tuple[str, ...]]:
    """Return the items of each list in the nearest passages, the nearest first."""
    return [
        tuple(_said(documents[hit.chunk.document_id].text[item.start : item.end]) for item in block.items)
        for hit in hits[:_NEAREST]
        for block in documents[hit.chunk.document_id].blocks
        if block.listing and hit.chunk.start <= block.start < hit.chunk.end
    ]


def in_own_words(told: Listed, lists: Sequence[tuple[str, ...]]) -> Listed:
    """Return a list with the items as the sources have them: of the first with as many, in the order that was told.

    It is returned as it is where there is none. How many there are says the question, or what was told.
    """
    number = read_question(told.asked).items or len(told.items)
    named = (items for items in lists if len(items) == number and all(len(item.split()) <= _LONGEST for item in items))
    found = next((items for items in named if _in_order(told.items, items)), None)
    return replace(told, items=found) if found else told


def _said(item: str) -> str:
    line = display(without_bullet(item.strip())).split("\n")[0]
    said = re.split(r"(?<=[.;])\s", line)[0].strip(" .;,:")
    label = said.partition(":")[0]
    return said if len(said.split()) <= _LONGEST else label


def _in_order(told: Sequence[str], own: Sequence[str]) -> bool:
    """Say whether no item of one list is more like another of the other list than like the one at its place."""
    if len(told) != len(own):  # parted otherwise, and not to be held against each other
        return True
    shared = [[len({*stems(one)} & {*stems(other)}) for other in own] for one in told]
    return all(row[place] == max(row) for place, row in enumerate(shared))
