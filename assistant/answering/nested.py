"""A list whose items have lists of their own -> all its items, each with what is listed below it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from assistant.ingestion.blocks import bullet_style
from assistant.text import is_item, trim
from assistant.types import Block, BlockKind, Document, Span


def list_at(document: Document, offset: int) -> Block | None:
    """Return the block that holds an offset, a list whole, if one does."""
    block = document.block_at(offset)
    return whole_list(document, block) if block else None


def whole_list(document: Document, block: Block) -> Block:
    """Return the list that a block is or is a stretch of, whole.

    A block ends before the first item that has a list of its own; a block without lead-in comes after that list.
    """
    if block.kind is not BlockKind.LIST:
        return block
    place = bisect_right(document.blocks, block.start, key=lambda each: each.start) - 1
    for first in range(place, -1, -1):
        begun = document.blocks[first]
        if begun.lead:
            if not _is_item(document, _opening(begun)):
                whole = _whole(document, first)
                return whole if whole and (begun == block or {*block.items} & {*whole.items}) else block
        elif begun.kind not in (BlockKind.LIST, BlockKind.FURNITURE):
            break
    return block


def led_lists(document: Document) -> Iterator[Block]:
    """Yield each list that is led in and of whose items at least one has a list of its own, whole."""
    yield from filter(None, (_whole(document, place) for place in range(len(document.blocks))))


def own_words(text: str, item: Span) -> Span:
    """Return an item without the list below it."""
    lines = text[item.start : item.end].split("\n")
    own = [lines[0], *takewhile(lambda line: not is_item(line), lines[1:])]
    return trim(text, Span(item.start, item.start + len("\n".join(own)))) or item


def _whole(document: Document, place: int) -> Block | None:
    """Return the list that the block at a place begins, if it is led in and goes on after that block."""
    first = document.blocks[place]
    if first.lead is None or _is_item(document, _opening(first)):
        return None
    shown = (block for block in document.blocks[place + 1 :] if block.kind is not BlockKind.FURNITURE)
    after = takewhile(
        lambda block: block.section == first.section and (block.lead or block.kind is BlockKind.LIST), shown
    )
    inside = [*first.items, *(item for block in after for item in _inside(document, block))]
    if len(inside) == len(first.items):
        return None
    items = tuple(_with_their_own(document, inside))
    return replace(first, end=items[-1].end, items=items)


def _inside(document: Document, block: Block) -> Sequence[Span]:
    """Return the item that leads a list in and those of the list; none where no item leads it in."""
    if block.lead is None:
        return block.items
    opening = _opening(block)
    return [opening, *block.items] if _is_item(document, opening) else []


def _opening(block: Block) -> Span:
    """Return what stands before the items of a list: its lead-in, and what the same item or paragraph says before."""
    return Span(block.start, block.lead.end if block.lead else block.start)


def _with_their_own(document: Document, inside: Sequence[Span]) -> Iterator[Span]:
    """Yield the items of the first one's kind, each to the end of those of other kinds below it."""
    style = bullet_style(document.text, inside[0])
    outer = [place for place, item in enumerate(inside) if bullet_style(document.text, item) == style]
    for here, following in pairwise([*outer, len(inside)]):
        yield Span(inside[here].start, inside[following - 1].end)


def _is_item(document: Document, span: Span) -> bool:
    return is_item(document.text[span.start : span.end])
