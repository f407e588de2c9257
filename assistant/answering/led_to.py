"""A draft that leads to somebody's words -> the same with these: "Some were candid about this:" says little alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from assistant.ingestion.splitter import spoken, units_of
from assistant.text import display, trim
from assistant.types import Block, BlockKind, Document, Draft, Span

# Whole with who speaks, where it has at most so many words; else the sentences that fit.
_MOST_WORDS = 70


def with_words(draft: Draft) -> Draft:
    """Return a draft of one sentence together with the words it leads to, where it ends with a colon before some."""
    document, text, span = draft.document, draft.document.text, draft.spans[-1]
    if len(draft.spans) > 1 or not text[span.start : span.end].rstrip().endswith(":"):
        return draft
    rest = text[span.end :]
    block = document.block_at(span.end + len(rest) - len(rest.lstrip()))
    if block is None or block.kind is not BlockKind.QUOTATION:
        return draft
    both = Span(span.start, _end(document, block))
    return replace(draft, text=display(text[both.start : both.end]).replace("\n", " "), spans=(both,))


def _end(document: Document, block: Block) -> int:
    """Return where the words of a block that are shown end."""
    text, said = document.text, spoken(document, block)
    if len(text[said.start : said.end].split()) <= _MOST_WORDS:
        return (trim(text, block.span) or block.span).end
    units = list(units_of(document, block))
    fitting = list(takewhile(lambda unit: len(text[said.start : unit.end].split()) <= _MOST_WORDS, units))
    return (fitting[-1] if fitting else units[0]).end
