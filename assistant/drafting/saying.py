"""Units of a document -> Draft: what a line of a plan says, below the name of what it tells of, where it lacks that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.answerers import unit_draft
from assistant.answering.evidence import Evidence
from assistant.drafting.usable import whole_thought
from assistant.text import display, numbers, without_bullet
from assistant.types import Block, BlockKind, Chunk, Document, Draft, Hit, Span, Unit

# A paragraph that begins so tells of that to its end.
_LABEL = re.compile(r"\W*(?P<label>[A-Z][^.:;!?\n]{2,40}): (?=[A-Z])")
# A list whose lead-in counts its items is said whole where it has so many words at most; one that lacks some, never.
_LONGEST, _MOST_COUNTED = 90, 12


def said(document: Document, chunk: Chunk, units: Sequence[Unit], heading: Span | None = None) -> Draft | None:
    """Return a unit, items of one list or sentences of one case as a draft; nothing for a list that lacks some.

    `heading` is the name of the case that the units are part of, where they do not say it.
    """
    first = units[0]
    block = document.block_at(first.start)
    if heading and not first.lead and block and first.span != block.listing:
        spans = _told_once([whole_thought(document, each, below_its_name=True) or each.span for each in units])
        items = "\n".join(f"- {_shown(document, each)}" for each in spans)
        return Draft(document, f"{_shown(document, heading)}\n{items}", (heading, *spans), 0.0)
    if block and is_item(block, first):
        return _of_list(document, block, units, heading)
    draft = unit_draft(Evidence(document, Hit(chunk, 0.0), first, score=0.0, cross=0.0, late=0.0))
    if block and first.span == block.listing:
        return _below(_led(draft, block, lead_of(document, first)), heading)
    span = whole_thought(document, first) or first.span
    return replace(draft, text=_shown(document, span), spans=(span,))


def label_of(document: Document, unit: Unit) -> Span | None:
    """Return the label with which the paragraph of a sentence begins, nothing where the sentence has it itself."""
    block = document.block_at(unit.start)
    if block is None or block.kind is not BlockKind.PARAGRAPH or block.items:
        return None
    found = _LABEL.match(document.text, block.start, block.end)
    return Span(*found.span("label")) if found and unit.start >= found.end() else None


def _told_once(spans: Sequence[Span]) -> list[Span]:
    """Return the spans that lie within no other of them."""
    return [each for each in spans if not any(one != each and one.contains(each) for one in spans)]


def is_item(block: Block, unit: Unit) -> bool:
    """Say whether a unit is an item of a list."""
    return block.kind is BlockKind.LIST and unit.span in block.items


def lead_of(document: Document, unit: Unit) -> Span | None:
    """Return what introduces an item: its list's lead-in, or the heading above a list without, if it asks nothing."""
    if unit.lead:
        return unit.lead
    above = [each for each in document.headings if each.end <= unit.start and not each.title.endswith("?")]
    return Span(above[-1].start, above[-1].end) if above else None


def _of_list(document: Document, block: Block, units: Sequence[Unit], heading: Span | None) -> Draft | None:
    lead, spans = lead_of(document, units[0]), [each.span for each in units]
    counted = _counted(document.text[lead.start : lead.end]) if lead else 0
    if len(spans) < counted:
        whole = list(block.items)
        if len(whole) < counted:
            return None
        is_short = sum(len(document.text[each.start : each.end].split()) for each in whole) <= _LONGEST
        spans = whole if is_short else spans
    items = [_shown(document, each) for each in spans]
    if lead is None:
        text = "\n".join(f"- {item}" for item in items) if len(items) > 1 else items[0]
        return Draft(document, text, tuple(spans), 0.0)
    text = "\n".join([_shown(document, lead), *(f"- {item}" for item in items)])
    return _below(Draft(document, text, (lead, *spans), 0.0), None if heading == lead else heading)


def _counted(lead: str) -> int:
    """Return how many things a lead-in promises, 0 where it does not say: a part would be taken for the whole."""
    return next((int(number) for number in numbers(lead) if number.isdigit() and 2 <= int(number) <= _MOST_COUNTED), 0)


def _led(draft: Draft, block: Block, lead: Span | None) -> Draft:
    """Return a whole list below its lead-in without a bullet, or below the heading above it where it has none."""
    if block.lead:
        return replace(draft, text=without_bullet(draft.text))
    if lead is None:
        return draft
    return replace(draft, text=f"{_shown(draft.document, lead)}\n{draft.text}", spans=(lead, *draft.spans))


def _below(draft: Draft, heading: Span | None) -> Draft:
    """Return a draft with the name of what it tells of before its first line."""
    if heading is None:
        return draft
    return replace(draft, text=f"{_shown(draft.document, heading)}: {draft.text}", spans=(heading, *draft.spans))


def _shown(document: Document, span: Span) -> str:
    text = without_bullet(display(document.text[span.start : span.end])).replace("\n", " ")
    return text.rstrip("…. ") if text.endswith(("…", "..")) else text
