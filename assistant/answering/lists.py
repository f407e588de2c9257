"""The lists that answer a question, whole: one that is led in, or one whose items stand apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.evidence import Evidence
from assistant.answering.gaps import LEFT_OUT
from assistant.answering.nested import list_at, own_words
from assistant.answering.promises import noun_of, promises
from assistant.answering.question_patterns import Kind
from assistant.answering.questions import NAMES, NUMERIC, Asked, share_of_words
from assistant.answering.spread import labelled_lists, spread_list
from assistant.text import content_words, display, in_one_line, item_mark, sentences, stems, without_bullet
from assistant.types import Block, BlockKind, Document, Draft, Span

_MOST_LIST_WORDS = 220
_MARGIN = 1.0
_MORE = 0.3
_BEST = 5
_EXACT = 4.0
_LED_IN = 2.0
_SHORT_LIST = 600
# A second list goes with a short first one where its best item is at most so much less likely to answer, in logits.
_AS_LIKELY = 2.2
_SAME = 0.6


@dataclass(frozen=True, slots=True)
class Choice:
    """A list that may answer, whole, with the score of its best units."""

    document: Document
    block: Block
    score: float
    cross: float = 0.0


def lists_told(asked: Asked, ranked: Sequence[Evidence], found: Sequence[Evidence]) -> list[Draft]:
    """Return the lists that answer as drafts, the best first: at most two.

    Among what was `found` are lead-ins, which say nothing by themselves.
    """
    ranked = [item for item in ranked if not _names_another(item, asked)]
    # Where no list has as many items as the question takes for granted, the question may be wrong about it.
    chosen = choose_lists(asked, ranked) or choose_lists(replace(asked, items=None), ranked)
    has_all = any(len(choice.block.items) == asked.items for choice in chosen)
    apart = None if has_all else spread_list(asked, found)
    if apart or not chosen:
        apart = apart or max(labelled_lists(asked, found), key=lambda each: len(each[2]), default=None)
        return [shown_list(*apart)] if apart else []
    return [shown_list(each.document, each.block.lead, each.block.items, each.score) for each in chosen]


def choose_lists(asked: Asked, ranked: Sequence[Evidence]) -> list[Choice]:
    """Return the lists that answer, the best first: none, one, or two where the first is short and both are likely.

    A list answers where one is asked for, where three of the best five units lie in it, or one does and its lead-in
    holds every word, of two or more, that is asked with.
    """
    if asked.kind in (*NUMERIC, Kind.DEFINITION) or (asked.kind in NAMES and not asked.wants_list) or not ranked:
        return []
    inside: dict[tuple[str, int], tuple[Block, list[Evidence]]] = {}
    for item in ranked:
        block = list_at(item.document, item.unit.start)
        if block and _is_list(block, asked):
            inside.setdefault((item.document.id, block.start), (block, []))[1].append(item)
    found = [
        _choice(asked, block, items) for block, items in inside.values() if _may_answer(asked, block, items, ranked)
    ]
    best = max(found, key=lambda choice: choice.score, default=None)
    if best is None or best.score < ranked[0].score - _MARGIN:
        return []
    others = [other for other in found if other is not best and _goes_with(asked, best, other) and asked.items is None]
    return [best, *sorted(others, key=lambda choice: -choice.score)[:1]]


def _goes_with(asked: Asked, best: Choice, other: Choice) -> bool:
    """Say whether a second list is as likely as a short first one, of what is asked, too, and says something else."""
    first, second = (set(content_words(c.document.text[c.block.start : c.block.end])) for c in (best, other))
    short = best.block.end - best.block.start < _SHORT_LIST
    likely = other.cross > best.cross - _AS_LIKELY
    own = set(stems(asked.text)) & set(stems(best.document.title))
    return (
        short
        and likely
        and own <= set(stems(f"{other.document.title} {' '.join(other.block.section)} {' '.join(second)}"))
        and len(first & second) < _SAME * min(len(first), len(second))
    )


def _choice(asked: Asked, block: Block, items: Sequence[Evidence]) -> Choice:
    document = items[0].document
    exact = _EXACT * (len(block.items) == asked.items)
    lead = document.text[block.lead.start : block.lead.end] if block.lead else ""
    led_in = _LED_IN * share_of_words(asked.text, f"{lead} {' '.join(block.section[-1:])}")
    more = _MORE * sum(item.score > 0 for item in items[1:4])
    return Choice(document, block, items[0].score + more + exact + led_in, max(item.cross for item in items))


def _may_answer(asked: Asked, block: Block, items: Sequence[Evidence], ranked: Sequence[Evidence]) -> bool:
    among = sum(item in ranked[:_BEST] for item in items)
    text = items[0].document.text
    lead = text[block.lead.start : block.lead.end] if block.lead else ""
    says_it = len(set(stems(asked.text))) > 1 and share_of_words(asked.text, lead) == 1
    return asked.wants_list or among >= 3 or (among > 0 and says_it)


def _is_list(block: Block, asked: Asked) -> bool:
    """Say whether a block is a list that may answer: led in, or of three items or more, and as long as is asked for."""
    enough = len(block.items) >= (asked.items or 2)
    return block.kind is BlockKind.LIST and enough and (block.lead is not None or len(block.items) > 2)


def _names_another(item: Evidence, asked: Asked) -> bool:
    """Say whether a unit's list only names the things asked for, which then stand elsewhere: "two expectations"."""
    noun = noun_of(asked) if asked.items else None
    block, text = item.document.block_at(item.unit.start), item.document.text
    items = block.items if block and block.kind is BlockKind.LIST else ()
    return noun is not None and any(promises(text[each.start : each.end], asked.items or 0, noun) for each in items)


def shown_list(document: Document, lead: Span | None, items: Sequence[Span], score: float = 0.0) -> Draft:
    """Return items below their lead-in as one draft, each shortened to its own first sentence where all are long."""
    text = document.text
    long = sum(len(text[item.start : item.end].split()) for item in items) > _MOST_LIST_WORDS
    shown = [_first_sentence(text, item) if long else item for item in items]
    lines = [as_lead(text[lead.start : lead.end])] if lead else []
    lines += [as_item(text[item.start : item.end]) for item in shown]
    return Draft(document, "\n".join(lines), (*([lead] if lead else []), *shown), score)


def _first_sentence(text: str, item: Span) -> Span:
    own = own_words(text, item)
    if own != item:
        return own
    found = sentences(text, item)
    return found[0] if found and len(found) > 1 and len(text[found[0].start : found[0].end].split()) > 3 else item


def as_item(text: str) -> str:
    """Return an item as it is shown: with a dash, its number or letter if any, what is listed below it or a mark."""
    bare, mark = without_bullet(in_one_line(display(text))), item_mark(text)
    bare = f"{bare} {LEFT_OUT}" if bare.endswith(":") else bare
    return f"- {mark} {bare}" if mark else f"- {bare}"


def as_lead(text: str) -> str:
    """Return a lead-in as it is shown: without a dash, and with its number or letter where it has one."""
    shown = display(text)
    return shown if item_mark(text) else without_bullet(shown)
