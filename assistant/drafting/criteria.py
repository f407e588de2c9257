"""The documents held -> the criteria of a self-assessment, each with its citation: found by their places, not typed in.

A set's criteria are read from the publication where it is held, else from our briefing on it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from assistant.errors import UsageError
from assistant.text import display, fold, is_item, without_bullet
from assistant.types import Block, BlockKind, Citation, Document, Part, Span

SetName = Literal["principles", "functions"]
_PRINCIPLE = re.compile(r"principle (\d): ")
_GOOD, _CORE = "what good looks like", "core expectations"
_NUMBERED = re.compile(r"\d+[.)]\s")
# What a statement begins with where it goes on with the one before it.
_GOES_ON = re.compile(r"[(a-z]|(?:This|These)\b")
_FUNCTIONS = 6


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is to be judged, in its source's words; `plan_section` is the section of a plan that works on it."""

    id: str
    group: str
    text: str
    citations: tuple[Citation, ...]
    plan_section: str


def find_criteria(name: str, documents: Sequence[Document]) -> tuple[Criterion, ...]:
    """Return the criteria of a set. Raise UsageError for an unknown set, or where its source is not held."""
    if name not in SETS:
        raise UsageError(f"there is no set of criteria {name!r}; the sets are: {', '.join(SETS)}")
    criteria = _held(name, documents)
    if not criteria:
        raise UsageError(
            f"the criteria {name!r} stand in {SETS[name][0]}, which is not held here: add the publication with ics "
            "add, or allow our briefing with ICS_BRIEFINGS=true"
        )
    return criteria


def _held(name: str, documents: Sequence[Document]) -> tuple[Criterion, ...]:
    source, find = SETS[name]
    return tuple(criterion for each in documents if each.id == source for criterion in find(each))


def criteria_mark(criteria: Sequence[Criterion]) -> str:
    """Return what tells these criteria from those of another text: a form is filled in for one of them."""
    told = "\n".join(f"{each.id} {each.text}" for each in criteria)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def set_of(mark: str, documents: Sequence[Document]) -> str | None:
    """Return the set whose criteria have a mark, nothing where that of none held is it."""
    return next((name for name in SETS if criteria_mark(_held(name, documents)) == mark), None)


def _principles(document: Document) -> Iterator[Criterion]:
    expected = [block for block in _said(document) if fold(block.section[-1]) == _CORE]
    for number, span in enumerate(_expectations(document, expected), 1):
        yield _criterion(document, f"core.{number}", "Core expectations", span, "sponsor")
    good = [block for block in _said(document) if fold(block.section[-1]) == _GOOD]
    for title, blocks in groupby(good, key=lambda block: block.section[0]):
        found = _PRINCIPLE.match(fold(title))
        spans = list(_statements(document, list(blocks))) if found else []
        for number, span in enumerate(spans, 1):
            assert found
            yield _criterion(document, f"principle-{found[1]}.{number}", title, span, _PLANNED[found[1]])


def _functions(document: Document) -> Iterator[Criterion]:
    lists = [block for block in _said(document) if len(block.items) == _FUNCTIONS and block.lead]
    named = (block for block in lists if block.lead and "functions" in fold(_cut(document, block.lead)))
    block = next(named, None)
    for number, item in enumerate(block.items if block else (), 1):
        name = _shown(document, item).rstrip(".")
        cited = (Citation(document, item.start, item.end), *_opening(document, name))
        title = name[:1].upper() + name[1:]
        yield Criterion(f"function-{number}", title, _told(title, cited[1:]), cited, _WORKED_ON[number - 1])


def _told(title: str, opening: Sequence[Citation]) -> str:
    return " ".join([f"{title}.", *(display(citation.quote) for citation in opening)])


def _opening(document: Document, title: str) -> tuple[Citation, ...]:
    """Return the first paragraph of the section of a title, if there is one."""
    for block in _said(document):
        if block.kind is BlockKind.PARAGRAPH and fold(block.section[-1]) == fold(title):
            return (Citation(document, block.start, block.end),)
    return ()


def _said(document: Document) -> Iterator[Block]:
    """Yield the paragraphs and lists of a document's body that stand under a heading."""
    for block in document.blocks:
        if block.part is Part.BODY and block.section and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST):
            yield block


def _expectations(document: Document, blocks: Sequence[Block]) -> Sequence[Span]:
    """Return the numbered items; where there are none, those of the first list."""
    items = [item for block in blocks for item in block.items]
    numbered = [item for item in items if _NUMBERED.match(_cut(document, item))]
    return numbered or next((block.items for block in blocks if block.items), ())


def _statements(document: Document, blocks: Sequence[Block]) -> Iterator[Span]:
    """Yield each paragraph with what goes on with it; the items of a list that is a list of such statements."""
    held: Span | None = None
    for block in blocks:
        lead = fold(_cut(document, block.lead)) if block.lead else ""
        text = _cut(document, block.span)
        if text.startswith("*"):  # a note below a statement
            continue
        if held and not _GOES_ON.match(text):
            yield held
            held = None
        if lead.startswith(_GOOD):
            yield from block.items
        else:
            held = Span(held.start if held else block.start, block.end)
    if held:
        yield held


def _criterion(document: Document, id: str, group: str, span: Span, plan_section: str) -> Criterion:
    cited = (Citation(document, span.start, span.end),)
    return Criterion(id, group, _shown(document, span), cited, plan_section)


def _shown(document: Document, span: Span) -> str:
    text = _cut(document, span)
    return display(without_bullet(text) if is_item(text) else text)


def _cut(document: Document, span: Span) -> str:
    return document.text[span.start : span.end]


# The sections of a plan, by principle and by function.
_PLANNED = {"1": "sponsor", "2": "people", "3": "time", "4": "learning", "5": "team"}
_WORKED_ON = ("purpose", "learning", "partners", "spread", "time", "approach")
SETS: Mapping[str, tuple[str, Callable[[Document], Iterator[Criterion]]]] = {
    "principles": ("nhs-england-clinical-leadership-2021", _principles),
    "functions": ("kings-fund-ics-workforce-2024", _functions),
}
