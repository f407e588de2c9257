"""A question that is a heading ("Who is it for?"), or asks what one says to whom -> what stands below that."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from assistant.answering.located import Located, in_order, units_within
from assistant.retrieval.abbreviations import spelled_out
from assistant.retrieval.queries import Query
from assistant.text import stems, words
from assistant.types import BlockKind, Chunk, Document, Heading, Hit, Part, Span

_FEWEST = 3
# "For councils", below "Recommendations": what they are told to do.
_TO_WHOM = re.compile(r"(?i)\W*(?:[\d.]+ )?(?P<what>[\w ]{0,40}?)\bfor (?:the )?(?P<whom>[^:.?]{3,60})$")
_TOLD = re.compile(r"(?i)\b(?:recommend\w*|actions?|next steps|calls? to action|asks|what needs to|should)\b")
_DOES = (
    r"(?:what|which) (?:(?:should|must|can|could|do|does) (?P<does>.+?)(?: (?:need|have) to)? do"
    r"|(?:is|are|was|were) (?P<told>.+?) (?:asked|expected|advised|recommended|urged|told|required) to do)"
)
_FOR = (
    r"(?:(?:what|which) (?:are |is )?)?(?:the )?(?:recommendations?|actions?|asks?)(?: (?:are|is) there)? (?:for|to)"
    r" (?P<whom>.+?)"
)
_ASKED_OF = re.compile(
    rf"(?i)(?:and |so )?(?:{_DOES}|{_FOR})(?: (?:according to|in|from|by|under)(?: the\b| they\b)?)?\W*"
)


class Headed:
    """What stands below the headings of an index that ask something."""

    def __init__(self, documents: Mapping[str, Document], chunks: Sequence[Chunk]) -> None:
        """Take the documents, and their chunks with the units that can answer."""
        self._documents = documents
        self._chunks = chunks

    @cached_property
    def _asking(self) -> dict[tuple[str, ...], list[tuple[str, Heading]]]:
        """Return the headings that are questions of several words, each by its words, with their documents."""
        asking: dict[tuple[str, ...], list[tuple[str, Heading]]] = {}
        for name, document in self._documents.items():
            for heading in document.headings:
                said = tuple(words(heading.title))
                if heading.title.rstrip(" *").endswith("?") and len(said) >= _FEWEST:
                    asking.setdefault(said, []).append((name, heading))
        return asking

    def asked(self, query: Query, _hits: Sequence[Hit], documents: Collection[str]) -> Located | None:
        """Return what stands below each heading that a question repeats, of the documents searched, or nothing."""
        held = query.said or documents or self._documents
        found = [
            (name, heading) for name, heading in self._asking.get(tuple(words(query.question)), ()) if name in held
        ] or self._addressed(query, held)
        below = [(name, [*self._below(name, heading)]) for name, heading in found]
        units = [unit for name, spans in below for unit in units_within(self._chunks, name, spans)]
        return Located(in_order(self._documents, units)) if units else None

    def _addressed(self, query: Query, held: Collection[str]) -> list[tuple[str, Heading]]:
        """Return the headings under which somebody is told what to do, of whom a question asks that."""
        match = _ASKED_OF.fullmatch(query.bare.strip())
        whom = next(filter(None, match.groupdict().values()), "") if match else ""
        if not whom:
            return []
        return [
            (name, heading)
            for name in held
            for heading, told in _told(self._documents[name])
            if _is_of(whom, told, self._documents[name])
        ]

    def _below(self, name: str, heading: Heading) -> Iterator[Span]:
        """Yield the paragraphs and lists between a heading and the next."""
        document = self._documents[name]
        end = next((each.start for each in document.headings if each.start > heading.start), len(document.text))
        for block in document.blocks:
            if heading.start < block.start < end and block.part is Part.BODY and block.kind is not BlockKind.HEADING:
                yield block.span


def _told(document: Document) -> Iterator[tuple[Heading, str]]:
    """Yield the headings of a document under which somebody is told what to do, each with whom."""
    above: list[Heading] = []
    for heading in document.headings:
        above = [each for each in above if each.level < heading.level]
        match = _TO_WHOM.fullmatch(heading.title)
        titles = [each.title for each in above if each.title != document.title]
        if match and any(_TOLD.search(title) for title in (match["what"], *titles)):
            yield heading, match["whom"]
        above.append(heading)


def _is_of(whom: str, told: str, document: Document) -> bool:
    """Say whether who is asked about is who is told, be it by an abbreviation."""
    asked, named = set(stems(f"{whom} {spelled_out(whom, document.text)}")), set(stems(told))
    return bool(named) and (named <= asked or set(stems(whom)) <= named)
