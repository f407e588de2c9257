"""A document -> chunks of whole blocks of one section, with the units inside them that can answer by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.ingestion.tables import header_of
from assistant.text import numbers, sentences
from assistant.types import Block, BlockKind, Chunk, Document, Part, Span, Unit

# The version of reading and splitting: a generation that was made with another is refused and made anew.
VERSION = "10"

# 120, 180 and 256 tokens could not be told apart in trials; MiniLM reads 256. Lists stay whole up to `_LONGEST`.
_TARGET = 256
_LONGEST = 400
_TOKENS_PER_WORD = 1.35
_NEVER_INDEXED = (BlockKind.CONTENTS, BlockKind.FURNITURE)


def split(document: Document) -> tuple[Chunk, ...]:
    """Return the chunks of a document, in order: together they cover all but its Contents list and page furniture."""
    chunks: list[Chunk] = []
    for _, section in groupby(_indexed(document), key=lambda block: (block.section, block.part)):
        chunks += [_chunk(document, blocks) for blocks in _packed(document, list(section))]
    return tuple(chunks)


def _indexed(document: Document) -> Iterator[Block]:
    """Yield the blocks to index, those too long to be one chunk in parts."""
    for block in document.blocks:
        if block.kind not in _NEVER_INDEXED:
            yield from _cut(document, block) if _tokens(document, block.span) > _LONGEST else [block]


def _tokens(document: Document, span: Span) -> float:
    return len(document.text[span.start : span.end].split()) * _TOKENS_PER_WORD


def _cut(document: Document, block: Block) -> Iterator[Block]:
    """Yield a long block in runs of rows, items or sentences of about the target's length."""
    pieces = list(block.items) or sentences(document.text, spoken(document, block))
    lead = block.lead or header_of(document, block)
    run: list[Span] = []
    start = block.start
    for place, piece in enumerate(pieces):
        run.append(piece)
        last = place == len(pieces) - 1
        if last or _tokens(document, Span(start, pieces[place + 1].end)) > _TARGET:
            items = tuple(run) if block.items else ()
            end = block.end if last else piece.end
            # The line that names the speaker stands in the last part.
            speaker = block.speaker if last else None
            yield Block(block.kind, start, end, block.section, block.part, items, lead, speaker)
            run, start = [], end if last else pieces[place + 1].start


def _packed(document: Document, blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the blocks of a section in groups of about the target's length; a heading stays with what follows."""
    groups: list[list[Block]] = [[]]
    for block in blocks:
        group = groups[-1]
        full = group and _tokens(document, Span(group[0].start, block.end)) > _TARGET
        if full and any(other.kind is not BlockKind.HEADING for other in group):
            groups.append([block])
        else:
            group.append(block)
    return groups


def _chunk(document: Document, blocks: Sequence[Block]) -> Chunk:
    start, end = blocks[0].start, blocks[-1].end
    units = tuple(unit for block in blocks for unit in units_of(document, block))
    text = document.text[start:end]
    return Chunk(document.id, blocks[0].section, start, end, text, blocks[0].part, units)


def units_of(document: Document, block: Block) -> Iterator[Unit]:
    """Yield the units of a block: a list and its items, rows, or sentences; a heading only where it holds a number."""
    if block.kind is BlockKind.HEADING:
        if numbers(document.text[block.start : block.end]):
            yield Unit(block.start, block.end)
    elif block.part is Part.FRONT:
        yield Unit(block.start, block.end)
    elif block.items:
        first = block.items[0].start
        if block.lead and block.start < block.lead.start < first:
            yield from _sentences(document, Span(block.start, block.lead.start))
        # Of a list that was cut, only the first part has its lead-in and stands for the whole.
        if block.listing and block.listing.start >= block.start:
            yield Unit(block.listing.start, block.listing.end)
        lead = block.lead or header_of(document, block)
        for item in block.items:
            yield Unit(item.start, item.end, None if lead and item.overlaps(lead) else lead)
    else:
        yield from _sentences(document, spoken(document, block))


def spoken(document: Document, block: Block) -> Span:
    """Return a block without the line that names the speaker: that line states nothing."""
    if block.speaker is None:
        return block.span
    named = document.text[block.start : block.end].splitlines()[-1]
    return Span(block.start, block.end - len(named))


def _sentences(document: Document, span: Span) -> Iterator[Unit]:
    for found in sentences(document.text, span):
        yield Unit(found.start, found.end)
