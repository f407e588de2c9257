"""A claim -> the stretches of its source that are quoted for it, whole: a lead-in with its list, or not at all."""

from __future__ import annotations

import re

from assistant.text import display, sentences, words
from assistant.types import Citation, Claim, Document

# A list of more words is quoted as far as it was cited.
_MOST_WORDS = 300
_LEADS_IN = re.compile(
    r":\W*$|\b(?:as follows|(?:these|they|which) (?:are|were|include[ds]?))\W*$"
    r"|\bthe following\b(?! (?:day|week|month|year|term|morning|spring|summer|autumn|winter)s?\b)[^:]*$",
    re.IGNORECASE,
)


def whole(claim: Claim) -> tuple[Citation, ...]:
    """Return what is quoted for a claim: parts of one list as one, and nothing that only introduces what is missing."""
    found: list[Citation] = []
    for each in sorted(claim.citations, key=lambda one: (one.document.id, one.start)):
        last = found[-1] if found else None
        if last and _belong(last, each):
            found[-1] = Citation(each.document, last.start, max(last.end, each.end))
        else:
            found.append(each)
    return tuple(quoted for each in map(_to_its_end, found) if (quoted := _with_its_list(each)))


def leads_in(text: str) -> bool:
    """Say whether the last sentence of a text only introduces what should follow it."""
    return _LEADS_IN.search(re.split(r"(?<=[.!?])\s+", text.strip())[-1]) is not None


def _belong(one: Citation, other: Citation) -> bool:
    """Say whether two citations are parts of one list with nothing between, or with its lead-in and not too long."""
    block = other.block
    if one.document.id != other.document.id or block is None or one.block != block or not block.items:
        return False
    if _touch(one, other):
        return True
    led = block.lead is not None and one.start <= block.lead.start
    return led and _is_short(one.document, one.start, other.end)


def _touch(one: Citation, other: Citation) -> bool:
    """Say whether nothing but bullets and marks stands between two citations."""
    between = display(one.document.text[one.end : other.start])
    return not any(word.isalpha() for word in words(between))


def _is_short(document: Document, start: int, end: int) -> bool:
    return len(document.text[start:end].split()) <= _MOST_WORDS


def _to_its_end(citation: Citation) -> Citation:
    """Return a citation of a lead-in and some items of its list to the list's end: three of five tell no five."""
    block = citation.block
    if block is None or block.lead is None or not block.items or not citation.span.contains(block.lead):
        return citation
    end = block.items[-1].end
    if end <= citation.end or not _is_short(citation.document, citation.start, end):
        return citation
    return Citation(citation.document, citation.start, end)


def _with_its_list(citation: Citation) -> Citation | None:
    """Return a citation that leads a list in with that list, or without the sentence that does; nothing of that alone.

    One that leads nothing in is returned as it is.
    """
    if not leads_in(display(citation.quote)):
        return citation
    document, end = citation.document, _end_of_list(citation)
    if end and _is_short(document, citation.start, end):
        return Citation(document, citation.start, end)
    kept = sentences(document.text, citation.span)
    while kept and leads_in(display(document.text[kept[-1].start : kept[-1].end])):
        kept.pop()
    return Citation(document, citation.start, kept[-1].end) if kept else None


def _end_of_list(citation: Citation) -> int | None:
    """Return where the list ends that goes on behind a citation, or follows its block in its section."""
    blocks = citation.document.blocks
    place = next((n for n, block in enumerate(blocks) if block.start < citation.end <= block.end), None)
    if place is None:
        return None
    block = blocks[place]
    if block.items and block.items[-1].end > citation.end:
        return block.items[-1].end
    following = blocks[place + 1] if citation.end == block.end and place + 1 < len(blocks) else None
    return following.end if following and following.items and following.section == block.section else None
