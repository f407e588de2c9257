"""A question that asks to quote somebody -> what people said in their own words, whole and with who they are."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.questions import Asked, share_of_words
from assistant.ingestion.splitter import spoken
from assistant.text import display, trim
from assistant.types import Block, Draft, Span

_MOST, _MOST_WORDS = 3, 110
# Words that are so much less likely to answer than the best that was found, in logits, are of something else.
_FAR_BELOW = 4.0
# What it counts that who speaks is who is asked for, in standard deviations.
_SPEAKER = 3.0


def quotations(asked: Asked, evidence: Sequence[Evidence]) -> list[Draft]:
    """Return what people said on what is asked as drafts, the nearest first; none where nobody is to be quoted."""
    if not asked.quotes:
        return []
    top = max((item.cross for item in evidence), default=0.0)
    said = [item for item in evidence if item.is_spoken and item.cross > top - _FAR_BELOW]
    said.sort(key=lambda item: -item.score - _SPEAKER * share_of_words(asked.text, _block(item).speaker or ""))
    best: dict[tuple[str, int], Evidence] = {}
    for item in said:
        best.setdefault((item.document.id, _block(item).start), item)
    return [_whole(item) for item in list(best.values())[:_MOST]]


def _block(item: Evidence) -> Block:
    block = item.document.block_at(item.unit.start)
    assert block is not None
    return block


def _whole(item: Evidence) -> Draft:
    """Return all that somebody said there, or of a long speech the sentence, with the line that says who it is."""
    text, block = item.document.text, _block(item)
    whole = spoken(item.document, block)
    who = Span(whole.end, block.end) if block.speaker else None
    whole = trim(text, whole) or whole
    span = whole if len(text[whole.start : whole.end].split()) <= _MOST_WORDS else item.unit.span
    said = display(text[span.start : span.end]).replace("\n", " ")
    shown = f"{said} – {display(text[who.start : who.end]).lstrip('-–— ')}" if who else said
    return Draft(item.document, shown, (span, *([who] if who else [])), item.score)
