"""Which row of a table a question names: "the vacancy rate at Castle Row" names that of "Castle Row Hospital"."""

from __future__ import annotations

from assistant.ingestion.tables import cells_of, header_of
from assistant.retrieval.passages import caption_of, is_row
from assistant.text import stems
from assistant.types import Block, BlockKind, Document, Span, Unit

# So many words of a row's name tell it where the question holds no more than a part of it, and such a part at least.
_TELLING, _LEAST = 2, 0.3
# So many words of its name are enough; with fewer, a question has to speak of what the table's columns hold.
_ENOUGH = 3


def table_of(document: Document, unit: Unit) -> Block | None:
    """Return the table of which a unit is a row below the names of its columns."""
    block = document.block_at(unit.start)
    if block is None or block.kind is not BlockKind.TABLE or is_header(document, unit):
        return None
    return block if is_row(block, unit) else None


def is_header(document: Document, unit: Unit) -> bool:
    """Say whether a unit is a row that names the columns of a table."""
    block = document.block_at(unit.start)
    header = header_of(document, block) if block else None
    return header is not None and unit.span.overlaps(header)


def is_named(question: str, document: Document, unit: Unit) -> bool:
    """Say whether a unit is a row of a table whose name a question holds, and no other row's better.

    Who asks for more than a row of this table has ("tell me about Castle Row") names none.
    """
    table = table_of(document, unit)
    if table is None:
        return False
    asked = frozenset(stems(question))
    name = _name(document, unit.span)
    own = _held(asked, name)
    if not own:  # as of most rows: the others are not read for these
        return False
    header = header_of(document, table)
    columns = document.text[header.start : header.end] if header else ""
    beside = asked & frozenset(stems(f"{caption_of(document, table)} {columns}")) - name
    if not beside and len(own) < _ENOUGH:
        return False
    others = (_name(document, row) for row in table.items if header is None or not row.overlaps(header))
    # Of another row more words are held, or all there are where this one has more.
    return not any(own < other & asked or (own == other != name) for other in others)


def _held(asked: frozenset[str], name: frozenset[str]) -> frozenset[str]:
    """Return the words of a row's name that a question holds, none where they do not tell it."""
    held = name & asked
    return held if held == name or (len(held) >= _TELLING and len(held) >= _LEAST * len(name)) else frozenset()


def _name(document: Document, row: Span) -> frozenset[str]:
    return frozenset(stems(cells_of(document, row)[0]))
