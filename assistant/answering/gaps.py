"""A list of which some items are shown -> the same with a mark wherever its source has others."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.nested import list_at
from assistant.types import BlockKind, Draft

LEFT_OUT = "[…]"


def with_gaps(draft: Draft) -> Draft:
    """Return items of a list under its lead-in with a mark in each place where others stand in the document.

    Any other draft is returned as it is, a whole list too.
    """
    block = list_at(draft.document, draft.spans[-1].start)
    if block is None or block.kind is not BlockKind.LIST or block.lead is None or draft.spans[0] != block.lead:
        return draft
    lines = draft.text.split("\n")
    shown = lines[-len(draft.spans) + 1 :]
    told = lines[: -len(shown)]
    for item in block.items:
        if any(item.overlaps(span) for span in draft.spans[1:]):
            told += [line for line, span in zip(shown, draft.spans[1:], strict=True) if item.overlaps(span)]
        elif told[-1] != f"- {LEFT_OUT}":
            told.append(f"- {LEFT_OUT}")
    return replace(draft, text="\n".join(told))
