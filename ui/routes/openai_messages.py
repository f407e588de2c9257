"""An answer -> a message for OpenAI's clients: Markdown as it grows, and a citation for each of its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.types import Answer, Claim
from ui.exports.answer import answer_markdown, claim_markdown, within_words
from ui.shapes.answer_json import Json, Numbering, citation_json, joined

_MARKS = re.compile(r"(?: \[\d+\])+$", re.MULTILINE)
_MARK = re.compile(r"\[(\d+)\]")


class Growing:
    """A message that grows by claims; what it ends as is what `answer_markdown` gives for the whole answer."""

    def __init__(self, server: str) -> None:
        self._server = server.rstrip("/")
        self._numbering = Numbering()
        self._claims: list[str] = []
        self.content = ""
        self.annotations: list[Json] = []

    def add(self, claim: Claim) -> Json:
        """Add a claim, and return what came to the message."""
        self._claims.append(claim_markdown(claim, self._numbering))
        grown = joined(self._claims)
        added, self.content = grown[len(self.content) :], grown
        self.annotations += self._annotations(claim, len(grown) - len(self._claims[-1]))
        return {"content": added}

    def finish(self, answer: Answer) -> Json:
        """Add what follows the claims of an answer: what it says itself, its notices, its sources.

        All annotations come with it: of lists that come in several pieces, OpenAI's clients keep the last, or fail.
        """
        whole = answer_markdown(answer)
        assert whole.startswith(self.content)
        added, self.content = whole[len(self.content) :], whole
        return {"content": added} | ({"annotations": self.annotations} if self.annotations else {})

    def _annotations(self, claim: Claim, offset: int) -> Iterator[Json]:
        numbers = self._numbering.of(claim)
        for marks in _MARKS.finditer(self._claims[-1]):
            for mark in _MARK.finditer(marks[0]):
                if int(mark[1]) in numbers:
                    yield self._annotation(int(mark[1]), offset + marks.start() + mark.start(), len(mark[0]))

    def _annotation(self, number: int, start: int, length: int) -> Json:
        citation = self._numbering.citations[number - 1]
        document = citation.document
        text = f"{self._server}/v1/documents/{document.id}/text?start={citation.start}&end={citation.end}"
        # Clients that show titles alone have to tell the sources of one document apart.
        told = [document.title, *within_words(citation.section, *document.pages_of(citation.span))]
        title = ", ".join(part for part in told if part)
        place = {"start_index": start, "end_index": start + length, "url": text, "title": title}
        return {"type": "url_citation", "url_citation": place, "citation": citation_json(citation, number)}


def usage(asked: list[str], content: str) -> Json:
    """Return how many words were read and said."""
    read, said = sum(len(text.split()) for text in asked), len(content.split())
    return {"prompt_tokens": read, "completion_tokens": said, "total_tokens": read + said}
