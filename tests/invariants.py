"""What holds of the chunks of every document, whatever its format."""

from __future__ import annotations

from itertools import pairwise

from assistant.ingestion.splitter import split
from assistant.types import BlockKind, Document, Span

NEVER_INDEXED = (BlockKind.CONTENTS, BlockKind.FURNITURE)


def check_chunks(document: Document) -> None:
    """Check that chunks are slices in order, hold their units, and cover all but contents and furniture."""
    chunks, text = split(document), document.text
    assert chunks
    for chunk in chunks:
        assert text[chunk.start : chunk.end] == chunk.text
        assert chunk.document_id == document.id
        assert {block.section for block in document.blocks if chunk.span.contains(block.span)} <= {chunk.section, ()}
        for unit in chunk.units:
            assert chunk.span.contains(unit.span), f"{text[unit.start : unit.end]!r} is not in its chunk"
    assert all(one.end <= other.start for one, other in pairwise(chunks))
    assert [line for line in uncovered(document, [chunk.span for chunk in chunks]) if line] == []


def uncovered(document: Document, spans: list[Span]) -> list[str]:
    """Return the stretches of text, white space apart, outside some spans and outside contents and furniture."""
    free = [block.span for block in document.blocks if block.kind in NEVER_INDEXED]
    edge, found = 0, []
    for span in sorted([*spans, *free]):
        found.append(document.text[edge : max(edge, span.start)].strip())
        edge = max(edge, span.end)
    return [*found, document.text[edge:].strip()]
