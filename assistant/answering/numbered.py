"""A question for what bears a number ("recommendation 6", "the second principle") -> the units that stand there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from assistant.answering.evidence import Evidence
from assistant.answering.listed import NTH, number_of
from assistant.answering.located import Located, in_order, units_within
from assistant.retrieval.queries import Query
from assistant.text import NUMBER_WORDS, stem, stems, words
from assistant.types import Block, BlockKind, Chunk, Document, Hit, Part, Span

_WORDS = "|".join(list(NUMBER_WORDS)[1:21])
_ASKED = re.compile(
    rf"\b(?:(?P<kind>[a-z]{{3,}}) (?:number |no\.? ?)?(?P<number>\d{{1,3}}(?:[./]\d{{1,2}})*|{_WORDS})"
    rf"|(?:the )?(?P<nth>{NTH}) (?:(?P<one>[a-z]{{2,}}[a-rt-z])|of (?:the|its|their) (?:\w+ )?(?P<all>[a-z]{{2,}}s)))"
    r"\b(?! ?%|[-–,.]\d)(?:\([a-z]{1,3}\))?",
    re.IGNORECASE,
)
# What else a question may say that asks for nothing but what stands there, and where.
_SAID = frozenset(
    stems(
        "say mean read state contain call ask suggest text report review document paper guidance guide study evaluation"
        " strategy framework policy minutes meeting agenda board plan page"
        " summarise summary sum gist tldr overview outline explain quick quickly brief"
        " briefly short shortly few line main key"
    )
)
# Why somebody is in a hurry is no part of what they ask.
_OWN = re.compile(
    r"(?:^|[,.;–-] ?|\band )\b(?:i|we)(?:['’](?:ve|m|re)| (?:have|am|are|need|got|only))\b[^,.;?]*", re.IGNORECASE
)
_LABEL = re.compile(
    rf"\W*(?P<kind>[A-Z][A-Za-z]{{2,}}) (?P<number>\d{{1,3}}(?:/\d{{1,3}})?|(?i:{_WORDS}))(?:\W*$|\s*[:.,()\t–—-])",
    re.MULTILINE,
)
_MARKER = re.compile(r"\s*(?:[-•*▪◦–]\s+)?\(?(?P<number>\d{1,3})[.):]?\s")
# "3 What we found" is a section, "3.2 Crews must …" a paragraph of it or a section.
_SECTION = re.compile(r"\W*(?P<number>\d{1,2}(?:\.\d{1,2})*)[.:]?\s+[A-Z]")
_SECTIONS = frozenset("section chapter part item".split())
_PARAGRAPHS = frozenset("paragraph para clause section".split())
_NO_KIND = frozenset("does say says read quote show see what".split())
# Whatever else the items of a list are.
_ITEMS = frozenset("paragraph para point item".split())
_NO_TEXT = (BlockKind.CONTENTS, BlockKind.FURNITURE)
_TITLE_WORDS = 12  # a line of no more than these has what it is the title of below it


@dataclass(frozen=True, slots=True)
class Labelled:
    """A stretch of a document that bears a number, with the words for what it is; `own` where it says so itself.

    `first` is the line or item that bears it.
    """

    kinds: frozenset[str]
    number: str
    span: Span
    own: bool
    first: Span

    def is_a(self, kind: str) -> bool:
        """Say whether one of the words is a kind, one or many of it: "recommendations", but not "recommended"."""
        return any(word.startswith(kind[:-3]) and stem(word) == stem(kind) for word in self.kinds)


def asked_by_number(question: str) -> tuple[str, str] | None:
    """Return the kind and number of the one thing that a question asks for, nothing where it asks for more."""
    asked = _OWN.sub(" ", question)
    match = _ASKED.search(asked)
    if not match or set(stems(_ASKED.sub(" ", asked, count=1))) - _SAID:
        return None
    kind, number = (match["kind"] or match["one"] or match["all"]).lower(), _number(match["number"] or match["nth"])
    # "What does 2.4 say?"
    return "paragraph" if kind in _NO_KIND and "." in number else kind, number


def _number(written: str) -> str:
    """Return a number in digits, "2.4" and "07/02" as they are."""
    return written if re.search(r"[./]", written) else str(number_of(written))


class Numbered:
    """What bears a number in the documents of an index."""

    def __init__(self, documents: Mapping[str, Document], chunks: Sequence[Chunk]) -> None:
        """Take the documents, and their chunks with the units that can answer."""
        self._documents = documents
        self._chunks = chunks

    @cached_property
    def _labelled(self) -> dict[str, tuple[Labelled, ...]]:
        return {name: tuple(labelled(document)) for name, document in self._documents.items()}

    def asked(self, query: Query, hits: Sequence[Hit], documents: Collection[str]) -> Located | None:
        """Return what a question asks for by its number, of the documents named, or of all in the order of the hits.

        Nothing is returned where it asks for nothing by its number, or no document numbers things of that kind.
        """
        asked = asked_by_number(query.own or query.bare)
        if not asked:
            return None
        kind, number = asked
        found_first = dict.fromkeys(hit.chunk.document_id for hit in hits)
        searched = [name for name in {**found_first, **self._documents} if name in (documents or self._documents)]
        searched = [name for name in searched if name in query.named] or searched
        alike = {name: [one for one in self._labelled[name] if one.is_a(kind)] for name in searched}
        evidence = self._evidence({name: [one for one in each if one.number == number] for name, each in alike.items()})
        if not evidence and not any(one.own for each in alike.values() for one in each):
            return None
        return Located(evidence, () if evidence else (f"{kind} {number}",))

    def _evidence(self, alike: Mapping[str, Sequence[Labelled]]) -> tuple[Evidence, ...]:
        own = any(one.own for each in alike.values() for one in each)
        spans = {name: [one.span for one in each if one.own or not own] for name, each in alike.items()}
        units = [unit for name in alike for unit in units_within(self._chunks, name, spans[name])]
        return in_order(self._documents, units)


def labelled(document: Document) -> Iterator[Labelled]:
    """Yield what bears a number in a document's body: headings and paragraphs that say so, and items of lists."""
    blocks = [block for block in document.blocks if block.part is Part.BODY and block.kind not in _NO_TEXT]
    for place, block in enumerate(blocks):
        own = _LABEL.match(document.text, block.start, block.end)
        if own and not block.items:
            span = Span(block.start, _last(document, blocks[place:]).end)
            yield Labelled(frozenset([own["kind"].lower()]), _number(own["number"]), span, own=True, first=block.span)
        section = _SECTION.match(document.text, block.start, block.end)
        if section and block.kind is BlockKind.HEADING:
            span = Span(block.start, _last(document, blocks[place:]).end)
            yield Labelled(_SECTIONS, _number(section["number"]), span, own=False, first=block.span)
        elif section and "." in section["number"] and not (block.items and block.start == block.items[0].start):
            span = Span(block.start, _last_below(document, blocks[place:]).end)
            yield Labelled(_PARAGRAPHS, section["number"], span, own=False, first=block.span)
        if block.items:
            yield from _items(document, block)


def _items(document: Document, block: Block) -> Iterator[Labelled]:
    is_table = block.kind is BlockKind.TABLE
    head = block.items[0] if is_table else block.lead  # the first row names the columns
    named = document.text[head.start : head.end] if head else ""
    kinds = frozenset(words(f"{' '.join(block.section[-1:])} {named}")) | (frozenset() if is_table else _ITEMS)
    for item in block.items:
        own = _LABEL.match(document.text, item.start, item.end)
        marker = _MARKER.match(document.text, item.start, item.end)
        if own:
            yield Labelled(frozenset([own["kind"].lower()]), _number(own["number"]), item, own=True, first=item)
        elif marker:
            yield Labelled(kinds, _number(marker["number"]), item, own=False, first=item)


def _last_below(document: Document, blocks: Sequence[Block]) -> Block:
    """Return the last block of a numbered paragraph: lists that go on, down to the next that bears a number."""
    first, *after = blocks
    lists = takewhile(lambda block: block.kind is BlockKind.LIST and block.section == first.section, after)
    own = takewhile(lambda block: not _SECTION.match(document.text, block.start, block.end), lists)
    *_, last = first, *own
    return last


def _last(document: Document, blocks: Sequence[Block]) -> Block:
    """Return the last block of what the first is the label of: a heading's section, or what stands below a title."""
    first, *after = blocks
    if first.kind is BlockKind.HEADING:
        depth = len(first.section)
        *_, last = first, *takewhile(lambda block: block.section[:depth] == first.section, after)
        return last
    is_title = len(words(document.text[first.start : first.end])) <= _TITLE_WORDS
    below = [block for block in after[:1] if block.section == first.section and block.kind is not BlockKind.HEADING]
    is_next = any(_LABEL.match(document.text, block.start, block.end) for block in below)
    return below[0] if below and is_title and not is_next else first
