"""Question and evidence -> Drafts: without a language model, the sentences, lists and rows that answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Protocol

from assistant.answering.enough import enough
from assistant.answering.evidence import Evidence
from assistant.answering.gaps import with_gaps
from assistant.answering.led_to import with_words
from assistant.answering.listed import NTH
from assistant.answering.lists import as_item, as_lead, lists_told, shown_list
from assistant.answering.nested import list_at, whole_list
from assistant.answering.question_patterns import FEW, Kind
from assistant.answering.questions import NUMERIC, Asked, share_of_words, states
from assistant.answering.rows import is_header, is_named, table_of
from assistant.answering.spoken import quotations
from assistant.ingestion.splitter import units_of
from assistant.retrieval.passages import CAPTION, front_role
from assistant.text import (
    NUMBER_WORDS,
    content_words,
    display,
    fold,
    without_bullet,
    words,
)
from assistant.types import BlockKind, Document, Draft, Part, Span

# Half a minute of reading is some 120 words; a list, or an answer to more than one thing, may be longer (findings).
_MOST_WORDS, _MOST_WIDE_WORDS = 170, 200
_MOST_UNITS, _MOST_WIDE_UNITS = 6, 7
# What something is, and what came of it, is told by what says so alone: what was hoped for is no outcome.
_STATED = (Kind.DEFINITION, Kind.OUTCOME)
# A lead-in that says how many there are, or what they are, is not true of some of them.
_ANNOUNCED = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)}|\d{{1,2}}|all of|both of|each of)\b|\b(?:are|were|is|was)\W*$")
_MOST_COMPLETED = 90
# What only leads to what follows, or elsewhere: "Perhaps taking a:", "(See diagram below.)", "Section 2 examines …". A
# longer sentence says something itself, though somebody's words follow it.
_POINTS_ON = re.compile(
    r"(?:\S+\s+){0,11}\S+:|\(see\b[^\n]*\)"
    r"|(?:the|this) (?:report|paper|document|guidance|review) is (?:structured|set out|organised)[^\n]*"
    r"|(?:section|chapter|part) \d+ (?:examines?|describes?|discusses?|sets? out|looks? at|considers?|explores?"
    r"|outlines?|reports?|presents?|summarises?)\b[^\n]*"
    r"|(?:the )?(?:following|next) (?:sub-?)?(?:sections?|chapters?|pages?|examples?|case studies|box|table)\b[^\n]*",
    re.IGNORECASE,
)
# "Three obstacles were named. The first is …"
_ANNOUNCES = re.compile(rf"\b{FEW} (?!years|months|weeks|days|hours|per)[a-z]+")
_NTH = re.compile(rf"(?:the )?(?:{NTH}|last|final)(?:ly)?\b|(?:and )?finally\b", re.IGNORECASE)
_FAR_BELOW = 5.0
# Units further below the best, in standard deviations, add words and hardly a fact (EXPERIMENTS.md).
_WITHIN = 4.0
BACKWARD = frozenset(
    """it its this these they their he she his her that those such both there here also however instead similarly
    then rather therefore thus hence otherwise meanwhile""".split()
)


class Answerer(Protocol):
    """What proposes the sentences of an answer."""

    name: str

    def draft(self, asked: Asked, evidence: Sequence[Evidence]) -> Iterator[Draft]:
        """Yield drafts, the direct answer first."""
        ...


class ExtractiveAnswerer:
    """Answers in the sources' own sentences."""

    name = "extractive"

    def draft(self, asked: Asked, evidence: Sequence[Evidence]) -> Iterator[Draft]:
        """Yield people's own words or the list that answers, whole, where one is asked for; else the best sentences."""
        if said := quotations(asked, evidence):
            yield from said
            return
        ranked = _rows_asked(asked, [item for item in evidence if not _is_bare(asked, item)])
        if ranked and ranked[0].hit.chunk.part is Part.FRONT:
            ranked = [item for item in ranked if item.hit.chunk is ranked[0].hit.chunk]
        # Where the text tells who, lists of members and authors tell of others.
        if ranked and ranked[0].hit.chunk.part is Part.BODY:
            ranked = [item for item in ranked if item.hit.chunk.part is not Part.PEOPLE]
        if asked.kind in _STATED:
            ranked = [item for item in ranked if states(asked.kind, item.text, asked.text)] or _holding(asked, ranked)
        if asked.kind is Kind.DEFINITION:
            ranked = [each for item in ranked for each in (item, *_going_on(item))]
        told = lists_told(asked, ranked, evidence)
        yield from told
        rest = [item for item in ranked if not any(_is_told(item, draft) for draft in told)]
        most, budget = _room(asked, len(told))
        rest, most = (rest, most) if told else enough(asked, rest, most)
        yield from best_units(_in_turn(rest) if asked.wide else rest, told, most=most, budget=budget)


def _rows_asked(asked: Asked, ranked: list[Evidence]) -> list[Evidence]:
    """Return the units without other rows of a table of which the question names one."""
    named = [item for item in ranked if is_named(asked.text, item.document, item.unit)]
    tables = [table_of(item.document, item.unit) for item in named]
    return [item for item in ranked if item in named or table_of(item.document, item.unit) not in tables]


def _holding(asked: Asked, ranked: list[Evidence]) -> list[Evidence]:
    """Return the units that hold every word of a question, where some do: they speak at least of what is asked."""
    return [item for item in ranked if share_of_words(asked.text, item.text) == 1] or ranked


def _going_on(item: Evidence) -> Iterator[Evidence]:
    """Yield the sentence after a unit, where it goes on with what something is: "It is this work that …"."""
    units = item.hit.chunk.units
    after = units[units.index(item.unit) + 1 :][:1] if item.unit in units and item.unit.lead is None else ()
    text = item.document.text
    yield from (
        replace(item, unit=each)
        for each in after
        if each.lead is None and words(text[each.start : each.end])[:1] in ([word] for word in BACKWARD)
    )


def _room(asked: Asked, lists: int) -> tuple[int, int]:
    """Return how many units an answer has room for beside so many lists, and how many words."""
    if not lists:
        return (_MOST_WIDE_UNITS, _MOST_WIDE_WORDS) if asked.wide else (_MOST_UNITS, _MOST_WORDS)
    if asked.wide:
        return 3, _MOST_WIDE_WORDS // 2
    return (0 if lists > 1 else 1 if asked.wants_list else 2), _MOST_WORDS // 2


def _in_turn(ranked: Sequence[Evidence]) -> list[Evidence]:
    """Return the best unit of each document, then the second of each, and so on; the documents by their best."""
    places: Counter[str] = Counter()
    turns = []
    for item in ranked:
        turns.append((places[item.document.id], item))
        places[item.document.id] += 1
    return [item for _, item in sorted(turns, key=lambda pair: pair[0])]


def _is_bare(asked: Asked, item: Evidence) -> bool:
    """Say whether a unit says nothing by itself: a caption, a title, a heading without the figure that is asked for."""
    block = item.document.block_at(item.unit.start)
    if item.hit.chunk.part is Part.FRONT:
        return front_role(item.document, item.unit) == "title"
    text = item.document.text[item.unit.start : item.unit.end]
    if (
        is_header(item.document, item.unit)
        or CAPTION.fullmatch(text)
        or (item.unit.lead is None and _POINTS_ON.fullmatch(text))
    ):
        return True
    # A question that a source asks answers none.
    if item.unit.lead is None and text.rstrip().endswith("?") and "question" not in asked.text.lower():
        return True
    if block is None or block.kind is not BlockKind.HEADING or asked.kind is Kind.LOCATED:
        return False
    return not (asked.kind in NUMERIC and states(asked.kind, item.text, asked.text))


def _is_told(item: Evidence, told: Draft) -> bool:
    """Say whether a unit lies within a list that is told."""
    first, last = told.spans[0].start, max(span.end for span in told.spans)
    return item.document is told.document and first <= item.unit.start < last


def best_units(ranked: Sequence[Evidence], before: Sequence[Draft] = (), *, most: int, budget: int) -> list[Draft]:
    """Return the best units as drafts, as many as fit, none that is far below the best or says what was said before.

    Items of one list stand together under its lead-in, in their order.
    """
    top = max((item.cross for item in ranked), default=0.0)
    least = max((item.score for item in ranked), default=0.0) - _WITHIN
    told: list[Draft] = []
    used = 0
    for item in ranked:
        if len(told) == most:
            break
        if _repeats(item, [*before, *told]) or (told and (item.cross < top - _FAR_BELOW or item.score < least)):
            continue
        draft = unit_draft(item)
        size = len(draft.text.split())
        if told and used + size > budget:
            continue
        if not _overlaps(draft, told):
            told.append(draft)
            used += size
        elif (place := _pointed_at(draft, told)) is not None:
            told[place] = _sentence(item, Span(told[place].spans[0].start, item.unit.end))
            used += size
    return _without_told([with_words(_completed(draft)) for draft in _under_their_leads(told)])


def _completed(draft: Draft) -> Draft:
    """Return the whole list in place of some items of it, where its lead-in announces all and it is short enough.

    Where it is too long, marks stand where others are left out: the lead-in is not true of those shown alone.
    """
    text, block = draft.document.text, list_at(draft.document, draft.spans[-1].start)
    if block is None or block.kind is not BlockKind.LIST or block.lead is None or draft.spans[0] != block.lead:
        return draft
    whole = shown_list(draft.document, block.lead, block.items, draft.score)
    announced = _ANNOUNCED.search(fold(text[block.lead.start : block.lead.end]))
    if not announced or len(draft.spans) > len(block.items):
        return draft
    return whole if len(whole.text.split()) <= _MOST_COMPLETED else with_gaps(draft)


def _under_their_leads(told: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, those that share a lead-in as one, where the first of them stood."""
    together: dict[tuple[str, Span], list[Draft]] = {}
    for draft in told:
        together.setdefault((draft.document.id, draft.spans[0]), []).append(draft)
    return [_one_list(drafts) if len(drafts) > 1 else drafts[0] for drafts in together.values()]


def _one_list(drafts: Sequence[Draft]) -> Draft:
    """Return drafts of a lead-in and items, each of one line, as one draft."""
    first, lines = drafts[0], drafts[0].text.split("\n")
    lead = lines[: len(lines) - len(first.spans) + 1]
    shown = {span: line for each in drafts for span, line in _items(each, len(lead))}
    items = sorted(shown)
    return replace(first, text="\n".join([*lead, *(shown[item] for item in items)]), spans=(first.spans[0], *items))


def _items(draft: Draft, heads: int) -> Iterator[tuple[Span, str]]:
    yield from zip(draft.spans[1:], draft.text.split("\n")[heads:], strict=True)


def _without_told(told: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without those that lie within another."""
    return [each for each in told if not any(other is not each and _is_within(each, other) for other in told)]


def _is_within(draft: Draft, other: Draft) -> bool:
    """Say whether all that a draft quotes is quoted by another, too, which quotes more."""
    inside = (any(each.contains(span) for each in other.spans) for span in draft.spans)
    return draft.document is other.document and draft.spans != other.spans and all(inside)


def _overlaps(draft: Draft, told: Sequence[Draft]) -> bool:
    """Say whether a draft, with the sentence before it that it took in, holds what was said."""
    said = [span for other in told if other.document is draft.document for span in other.spans]
    return any(span.overlaps(other) and span != other for span in draft.spans for other in said)


def _pointed_at(draft: Draft, told: Sequence[Draft]) -> int | None:
    """Return which draft ends with the sentence that this one begins with, because it points back at it."""
    first = draft.spans[0]
    ends = (len(each.spans) == 1 and first.start < each.spans[0].end < first.end for each in told)
    found = [each.document is draft.document and end for each, end in zip(told, ends, strict=True)]
    return found.index(True) if len(draft.spans) == 1 and True in found else None


def _repeats(item: Evidence, told: Sequence[Draft]) -> bool:
    """Say whether a unit lies in what was said, or says nearly the same words."""
    mine = set(content_words(item.document.text[item.unit.start : item.unit.end]))
    for draft in told:
        if draft.document is item.document and any(span.overlaps(item.unit.span) for span in draft.spans):
            return True
        theirs = set(content_words(draft.text))
        if mine and len(mine & theirs) >= 0.8 * len(mine):
            return True
    return False


def unit_draft(item: Evidence) -> Draft:
    """Return a unit as a draft: an item with its lead-in, a sentence that points back with the one before it."""
    document, unit = item.document, item.unit
    text, block = document.text, document.block_at(unit.start)
    whole = whole_list(document, block) if block else None
    if block and whole and unit.span == block.listing:
        return shown_list(document, whole.lead, whole.items, item.score)
    lead = unit.lead or (whole.lead if block and whole and unit.span in block.items else None)
    if lead:
        is_row = table_of(document, unit) is not None
        parts = text[lead.start : lead.end].split("\n") if is_row else [text[lead.start : lead.end]]
        heads = "\n".join(as_lead(part.strip()).replace("\n", " ") for part in parts)
        shown = f"{heads}\n{as_item(text[unit.start : unit.end])}"
        return Draft(document, shown, (lead, unit.span), item.score)
    return _sentence(item, _counted_out(document, _with_antecedent(document, unit.span)))


def _sentence(item: Evidence, span: Span) -> Draft:
    """Return what stands in a span of the document as a draft; where each line of a file ends says nothing."""
    block = item.document.block_at(item.unit.start)
    shown = without_bullet(display(item.document.text[span.start : span.end]))
    is_running = block is not None and block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION)
    return Draft(item.document, shown.replace("\n", " ") if is_running else shown, (span,), item.score)


def _counted_out(document: Document, span: Span) -> Span:
    """Return a sentence that announces so many things with those after it that tell them: "The first is …"."""
    block = document.block_at(span.start)
    if block is None or block.items or not _ANNOUNCES.search(fold(document.text[span.start : span.end])):
        return span
    after = [unit for unit in units_of(document, block) if unit.start >= span.end]
    told = list(takewhile(lambda unit: _NTH.match(document.text, unit.start), after))
    return Span(span.start, told[-1].end) if len(told) > 1 else span


def _with_antecedent(document: Document, span: Span, deep: int = 2) -> Span:
    first = words(document.text[span.start : span.end])[:1]
    block = document.block_at(span.start)
    if not first or first[0] not in BACKWARD or block is None:
        return span
    before = [unit for unit in units_of(document, block) if unit.end <= span.start]
    # What it points back at may point back itself.
    return Span(_with_antecedent(document, before[-1].span, deep - 1).start, span.end) if before and deep else span
