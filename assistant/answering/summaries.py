"""A question for what a document says as a whole -> what its own summary, or else its introduction, says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from assistant.answering.located import Located, in_order, units_within
from assistant.answering.question_patterns import MONTHS
from assistant.retrieval.queries import Query
from assistant.text import content_words, fold, words
from assistant.types import Block, BlockKind, Chunk, Document, Heading, Hit, Part, Span, Unit

_SUMMED = r"(?:summary|overview|gist|synopsis|(?:main|key) (?:points?|messages?|takeaways?)|takeaways?)"
_ASKED = re.compile(
    r"^(?:(?:please|can you|could you|would you|i need|i want|give me|what(?:'s| is| are)|an?|the|short|quick|brief) )*"
    rf"(?:summari[sz]e|sum up|tl;?dr|{_SUMMED} (?:of|in|from))\b|^what(?:'s| is) (?=.* about\W*$)"
)
# What else it may say: what kind of thing is to be summed up, and how.
_SAID = frozenset(
    """report paper study guidance guide publication document evaluation strategy review framework policy page
    briefing minutes whole article please short briefly bullet points plain english about me board paragraph sentences
    words""".split()
)


def _heading(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:[\d.]+\s+)?(?:{pattern})\b", re.IGNORECASE)


# The headings of what sums a document up; where it has none, of what it is for and of what came of it.
_SUMMARY = _heading(
    r"(?:key|main) (?:messages|points|findings)|executive summary|summary|in brief|at a glance|highlights|abstract"
    r"|overview"
)
_PURPOSES = (
    _heading(r"(?:the |our )?(?:purpose|aims?|objectives)"),
    _heading(r"about this (?:report|paper|document|guidance|work|study)|introduction|background"),
)
_RESULTS = (
    _heading(r"(?:our )?conclusions?"),
    _heading(r"(?:our |the )?(?:(?:common|key|main|emerging) )?(?:themes|findings|lessons|recommendations)"),
)


class Summaries:
    """What the documents of an index say of themselves as a whole."""

    def __init__(self, documents: Mapping[str, Document], chunks: Sequence[Chunk]) -> None:
        """Take the documents, and their chunks with the units that can answer."""
        self._documents = documents
        self._chunks = chunks

    def asked(self, query: Query, _hits: Sequence[Hit], documents: Collection[str]) -> Located | None:
        """Return the summary of each document that a question asks to sum up and nothing else, of those searched.

        Nothing is returned where it asks for something else, or names no document, or one that has no summary.
        """
        held = documents or self._documents
        named = [name for name in query.named if name in held] or (list(held) if len(held) == 1 else [])
        if not named or not self._is_asked(fold(query.question), query.named):
            return None
        units = [unit for name in self._longest(named) for unit in self._told(name)]
        return Located(in_order(self._documents, units)) if units else None

    def _is_asked(self, question: str, named: Collection[str]) -> bool:
        """Say whether a question asks to sum up documents, and asks for nothing but that."""
        asked = _ASKED.match(question)
        if not asked:
            return False
        names = {fold(name) for each in named for name in self._names(self._documents[each])}
        rest = question[asked.end() :]
        for name in sorted(names, key=len, reverse=True):
            rest = rest.replace(name, " ")
        called = (f"{each.title} {each.publisher} {each.source}" for each in map(self._documents.__getitem__, named))
        own = {word for each in called for word in words(re.sub(r"[_./-]", " ", each))}
        return all(word in _SAID or word in MONTHS or word in own or word.isdigit() for word in content_words(rest))

    @staticmethod
    def _names(document: Document) -> Iterator[str]:
        yield from (*document.names, document.title, document.title.partition(":")[0], document.publisher)

    def _longest(self, names: Collection[str]) -> Iterator[str]:
        """Yield the longest document of each publisher: "the Fund's report" is no page of its site."""
        by_length = sorted(names, key=lambda name: len(self._documents[name].text), reverse=True)
        first = {self._documents[name].publisher: name for name in reversed(by_length)}
        yield from (name for name in by_length if name in first.values())

    def _told(self, name: str) -> list[tuple[Chunk, Unit]]:
        """Return what sums a document up: its summary, or what it is for and what came of it, or how it opens."""
        told = self._below(name, _SUMMARY) or [*self._first(name, _PURPOSES), *self._first(name, _RESULTS)]
        return told or self._opening(name)

    def _first(self, name: str, patterns: Sequence[re.Pattern[str]]) -> list[tuple[Chunk, Unit]]:
        return next(filter(None, (self._below(name, pattern) for pattern in patterns)), [])

    def _below(self, name: str, pattern: re.Pattern[str]) -> list[tuple[Chunk, Unit]]:
        """Return what stands below the first such heading that has anything below it."""
        document = self._documents[name]
        for heading in (each for each in document.headings if pattern.match(each.title)):
            section = _section(document, heading)
            if told := self._first_of_each(name, [each for each in document.blocks if section.contains(each.span)]):
                return told
        return []

    def _opening(self, name: str) -> list[tuple[Chunk, Unit]]:
        """Return what stands in the first part of a document that says anything."""
        blocks = [block for block in self._documents[name].blocks if _is_told(block)]
        return self._first_of_each(name, [block for block in blocks if block.section == blocks[0].section])

    def _first_of_each(self, name: str, blocks: Sequence[Block]) -> list[tuple[Chunk, Unit]]:
        """Return the first sentence of each paragraph, and the lists."""
        wanted = [block.span for block in blocks if _is_told(block)]
        units = list(units_within(self._chunks, name, wanted))
        first = {next((unit for _, unit in units if span.contains(unit.span)), None) for span in wanted}
        return [(chunk, unit) for chunk, unit in units if unit in first or unit.lead is not None]


def _is_told(block: Block) -> bool:
    return block.part is Part.BODY and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST)


def _section(document: Document, heading: Heading) -> Span:
    """Return what stands below a heading, with the headings within it."""
    ends = (each.start for each in document.headings if each.start > heading.start and each.level <= heading.level)
    return Span(heading.start, next(ends, len(document.text)))
