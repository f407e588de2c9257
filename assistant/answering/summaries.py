"""A question for what a document says as a whole -> what its own summary, or else its introduction, says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from assistant.answering.located import Located, in_order, units_within
from assistant.retrieval.queries import Query
from assistant.text import content_words, fold
from assistant.types import BlockKind, Chunk, Document, Heading, Part, Span, Unit

_SUMMED = r"(?:summary|overview|gist|synopsis|(?:main|key) (?:points?|messages?|takeaways?)|takeaways?)"
_ASKED = re.compile(
    r"^(?:(?:please|can you|could you|would you|i need|i want|give me|what(?:'s| is| are)|an?|the|short|quick|brief) )*"
    rf"(?:summari[sz]e|sum up|{_SUMMED} (?:of|in|from))\b|^what(?:'s| is) (?=.* about\W*$)"
)
# What else it may say: what kind of thing is to be summed up, and how.
_SAID = frozenset(
    """report paper study guidance guide publication document evaluation strategy review framework policy page briefing
    whole article please short briefly bullet points plain english about me board paragraph sentences words""".split()
)
# The headings of what sums a document up, the likeliest first.
_HEADINGS = tuple(
    re.compile(rf"\W*(?:[\d.]+\s+)?(?:{pattern})\b", re.IGNORECASE)
    for pattern in (
        r"(?:key|main) (?:messages|points|findings)|executive summary|summary|in brief|at a glance|highlights|abstract"
        r"|overview",
        r"(?:our )?conclusions?",
        r"(?:the |our )?(?:purpose|aims?)|about this (?:report|paper|document|guidance|work|study)|introduction"
        r"|background",
    )
)


class Summaries:
    """What the documents of an index say of themselves as a whole."""

    def __init__(self, documents: Mapping[str, Document], chunks: Sequence[Chunk]) -> None:
        """Take the documents, and their chunks with the units that can answer."""
        self._documents = documents
        self._chunks = chunks

    def asked(self, query: Query, documents: Collection[str]) -> Located | None:
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
        return set(content_words(rest)) <= _SAID

    @staticmethod
    def _names(document: Document) -> Iterator[str]:
        yield from (*document.names, document.title, document.title.partition(":")[0], document.publisher)

    def _longest(self, names: Collection[str]) -> Iterator[str]:
        """Yield the longest document of each publisher: "the Fund's report" is no page of its site."""
        by_length = sorted(names, key=lambda name: len(self._documents[name].text), reverse=True)
        first = {self._documents[name].publisher: name for name in reversed(by_length)}
        yield from (name for name in by_length if name in first.values())

    def _told(self, name: str) -> list[tuple[Chunk, Unit]]:
        """Return the first sentence of each paragraph, and the lists, of what sums a document up."""
        document = self._documents[name]
        found = (each for pattern in _HEADINGS for each in document.headings if pattern.match(each.title))
        for heading in found:
            section = _section(document, heading)
            blocks = [block for block in document.blocks if section.contains(block.span) and block.part is Part.BODY]
            wanted = [block.span for block in blocks if block.kind is not BlockKind.HEADING]
            units = list(units_within(self._chunks, name, wanted))
            first = {next((unit for _, unit in units if span.contains(unit.span)), None) for span in wanted}
            told = [(chunk, unit) for chunk, unit in units if unit in first or unit.lead is not None]
            if told:
                return told
        return []


def _section(document: Document, heading: Heading) -> Span:
    """Return what stands below a heading, with the headings within it."""
    ends = (each.start for each in document.headings if each.start > heading.start and each.level <= heading.level)
    return Span(heading.start, next(ends, len(document.text)))
