"""Answers, citations, hits and documents as JSON, in the shapes that `interfaces.md` fixes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.errors import UsageError
from assistant.ingestion.pages import pages_within
from assistant.text import display
from assistant.types import Answer, Citation, Claim, Document, Heading, Hit, Notice, Span

Json = dict[str, Any]


class Numbering:
    """The numbers of citations: each distinct span has one, in the order in which they are first used."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self.citations: list[Citation] = []
        for claim in claims:
            self.of(claim)

    def number(self, citation: Citation) -> int:
        """Return the citation's number, giving it the next one where it has none."""
        key = citation.document.id, citation.start, citation.end
        if key not in self._numbers:
            self.citations.append(citation)
            self._numbers[key] = len(self.citations)
        return self._numbers[key]

    def of(self, claim: Claim) -> list[int]:
        """Return the numbers of a claim's citations, each once."""
        return list(dict.fromkeys(self.number(citation) for citation in claim.citations))


def answer_json(answer: Answer, explain: bool = False, documents: Iterable[Document] = ()) -> Json:
    """Return the answer in the shape that `interfaces.md` fixes; `documents` give the explained hits their pages."""
    numbering = Numbering(answer.claims)
    result: Json = {
        "id": answer.id,
        "question": answer.question,
        "query": answer.query,
        "status": str(answer.status),
        "completeness": answer.completeness,
        "text": answer_text(answer),
        "claims": [{"text": claim.text, "citations": numbering.of(claim)} for claim in answer.claims],
        "citations": [citation_json(citation, place) for place, citation in enumerate(numbering.citations, 1)],
        "also_read": [passage_json(citation) for citation in answer.also_read],
        "follow_ups": list(answer.follow_ups),
        "notices": notices_json(answer.notices),
        "engine": answer.engine,
        "timings_ms": dict(answer.timings_ms),
    }
    return result | {"explain": _explain_json(answer, documents)} if explain else result


def answer_text(answer: Answer) -> str:
    """Return the claims with their marks as plain text, and after them what the answer itself says."""
    numbering = Numbering()
    body = joined([f"{claim.text} {marks(numbering.of(claim))}" for claim in answer.claims])
    return "\n\n".join(part for part in (body, answer.text) if part)


def citation_json(citation: Citation, number: int) -> Json:
    """Return one numbered citation: whose it is, where it stands, and its verbatim quotation."""
    document, block = citation.document, citation.block
    return {
        "number": number,
        **passage_json(citation),
        "quote": citation.quote,
        "context": display(document.text[block.start : block.end]) if block else citation.quote,
        "speaker": block.speaker if block else None,
    }


def hits_json(hits: Iterable[Hit], documents: Iterable[Document] = ()) -> list[Json]:
    """Return hits with their scores; a page is stated for those whose document is among `documents`."""
    known = {document.id: document for document in documents}
    return [_hit_json(hit, known) for hit in hits]


def document_json(document: Document) -> Json:
    """Return a document's description and structure, without its text."""
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "authors": list(document.authors),
        "kind": document.kind,
        "standing": document.standing,
        "source": source_of(document),
        "characters": len(document.text),
        "notices": notices_json(document.notices),
        "headings": [_heading_json(document, place) for place in range(len(document.headings))],
        "pages": [
            {"label": page.label, "start": page.start, "end": page.end, "certain": page.certain}
            for page in document.pages
        ],
    }


def documents_json(documents: Iterable[Document]) -> Json:
    """Return what is said of documents, without their structure."""
    structure = ("notices", "headings", "pages")
    described = [document_json(document) for document in documents]
    return {"documents": [{name: each[name] for name in each if name not in structure} for each in described]}


def text_json(document: Document, start: int, end: int | None = None) -> Json:
    """Return a document's text between two offsets, by default to its end. Raise UsageError where there is none."""
    whole = document.text
    last = len(whole) if end is None else end
    if not 0 <= start < last <= len(whole):
        raise UsageError(f"start {start} and end {last} are no stretch of a text of {len(whole)} characters")
    return {"document": document.id, "start": start, "end": last, "text": whole[start:last]}


def notices_json(notices: Iterable[Notice]) -> list[Json]:
    """Return notices as they stand beside an answer."""
    return [{"kind": notice.kind, "text": notice.text} for notice in notices]


def source_of(document: Document) -> str:
    """Return whether a document is the publication or our briefing on it."""
    return "briefing" if document.is_briefing else "publication"


def passage_json(citation: Citation) -> Json:
    """Return a passage: whose it is, where it stands, and what it says."""
    document = citation.document
    page, pages = document.pages_of(citation.span)
    return {
        "document": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "standing": document.standing,
        "source": source_of(document),
        "section": list(citation.section),
        "page": page,
        "pages": pages,
        "start": citation.start,
        "end": citation.end,
        "display": display(citation.quote),
    }


def _explain_json(answer: Answer, documents: Iterable[Document]) -> Json:
    return {
        "query": answer.query,
        "hits": hits_json(answer.hits, documents),
        "dropped": [{"text": draft.text, "check": check} for draft, check in answer.dropped],
    }


def _hit_json(hit: Hit, documents: Mapping[str, Document]) -> Json:
    chunk = hit.chunk
    document = documents.get(chunk.document_id)
    page, pages = pages_within(document, chunk.span) if document else (None, None)
    return {
        "document": chunk.document_id,
        "section": list(chunk.section),
        "page": page,
        "pages": pages,
        "start": chunk.start,
        "end": chunk.end,
        "text": chunk.text,
        "score": float(hit.score),
        "scores": {name: float(score) for name, score in hit.scores.items()},
    }


def _heading_json(document: Document, place: int) -> Json:
    heading = document.headings[place]
    page, pages = document.pages_of(Span(heading.start, heading.end))
    return {
        "title": heading.title,
        "level": heading.level,
        "start": heading.start,
        "end": heading.end,
        "section_end": _section_end(document, heading, document.headings[place + 1 :]),
        "page": page,
        "pages": pages,
    }


def _section_end(document: Document, heading: Heading, later: Sequence[Heading]) -> int:
    return next((other.start for other in later if other.level <= heading.level), len(document.text))


def marks(numbers: Iterable[int]) -> str:
    """Return the marks of citations, as in "[1] [2]"."""
    return " ".join(f"[{number}]" for number in numbers)


def joined(texts: Sequence[str]) -> str:
    """Join sentences by spaces, and set those of several lines apart."""
    whole = ""
    for before, text in zip(["", *texts], texts, strict=False):
        apart = "\n\n" if "\n" in before or "\n" in text else " "
        whole = f"{whole}{apart}{text}" if whole else text
    return whole
