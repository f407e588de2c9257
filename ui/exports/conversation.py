"""A kept conversation -> Word and Markdown: its questions, claims with their marks, notices and numbered sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.store import Conversation, Exchange
from ui.exports.answer import date_words, marked_lines, plain, read_besides
from ui.exports.sources import add_place, add_sources, place_markdown, place_nearest, sources_markdown
from ui.exports.word import add_claim, add_list, add_paragraph, document_bytes, new_document, xml_text
from ui.shapes import answer as shapes
from ui.shapes.answer_json import joined, marks

if TYPE_CHECKING:
    from docx.document import Document

UNTITLED = "Conversation"
_ABOUT = (
    "Every statement rests on the quotations whose numbers stand beside it; each was compared, character for "
    "character, with its source. Read the source before you decide anything by it."
)
_SOURCES, _NOTICES = "Sources", "Please note"


def conversation_markdown(conversation: Conversation, exchanges: Sequence[Exchange]) -> str:
    """Return a conversation as Markdown that links to nothing."""
    parts = [f"# {plain(conversation.title or UNTITLED)}", f"{_exported(datetime.now(UTC))} {_ABOUT}"]
    for exchange in exchanges:
        answer = shapes.Answer.model_validate_json(exchange.answer)
        parts += [f"## {plain(exchange.question)}", f"Asked on {_date(exchange.asked)}."]
        parts += [_claim_markdown(claim, answer) for claim in answer.claims]
        parts += [plain(own_words(answer))] if own_words(answer) else []
        parts += _listed(_NOTICES, [plain(notice) for notice in _notices(answer)])
        parts += [f"### {_SOURCES}", *sources_markdown(answer.citations)] if answer.citations else []
        parts += _read_besides(answer)
    return xml_text("\n\n".join(parts) + "\n")


def conversation_word(conversation: Conversation, exchanges: Sequence[Exchange]) -> bytes:
    """Return a conversation as a Word document that links to nothing."""
    now = datetime.now(UTC)
    document = new_document(conversation.title or UNTITLED, now, "Answers from published reports, with their sources")
    add_paragraph(document, f"{_exported(now)} {_ABOUT}")
    for exchange in exchanges:
        answer = shapes.Answer.model_validate_json(exchange.answer)
        add_paragraph(document, exchange.question, "Heading 1")
        add_paragraph(document, f"Asked on {_date(exchange.asked)}.")
        _add_answer(document, answer)
    return document_bytes(document)


def export_name(conversation: Conversation) -> str:
    """Return the name of a conversation's file: its title in plain letters, and the day on which it changed last."""
    title = "-".join(re.findall(r"[a-z0-9]+", conversation.title.lower()))[:60].strip("-")
    return f"{title or UNTITLED.lower()}-{conversation.changed.date()}"


def own_words(answer: shapes.Answer) -> str:
    """Return what an answer says beside its claims: what is missing, or why it has none."""
    said = joined([f"{claim.text} {marks(claim.citations)}" for claim in answer.claims])
    return answer.text.removeprefix(said).strip()


def _add_answer(document: Document, answer: shapes.Answer) -> None:
    for claim in answer.claims:
        add_claim(document, _lines(claim, answer))
    if own_words(answer):
        add_paragraph(document, own_words(answer))
    if _notices(answer):
        add_list(document, _NOTICES, _notices(answer), level=2)
    if answer.citations:
        add_paragraph(document, _SOURCES, "Heading 2")
    add_sources(document, answer.citations)
    _add_read_besides(document, answer)


def _add_read_besides(document: Document, answer: shapes.Answer) -> None:
    """Add what was read and is not cited; where nothing is cited, with its text, and that it is no answer."""
    title, said = read_besides(bool(answer.citations))
    if answer.also_read:
        add_paragraph(document, title, "Heading 2")
    if answer.also_read and said:
        add_paragraph(document, said)
    for passage in answer.also_read:
        add_place(document, place_nearest(passage), "List Bullet")
        if said:
            add_paragraph(document, passage.display, "List Continue")


def _claim_markdown(claim: shapes.Claim, answer: shapes.Answer) -> str:
    return "\n".join(f"{plain(line)} {marks(numbers)}".rstrip() for line, numbers in _lines(claim, answer))


def _listed(title: str, items: Sequence[str]) -> list[str]:
    return [f"### {title}", "\n".join(f"- {item}" for item in items)] if items else []


def _read_besides(answer: shapes.Answer) -> list[str]:
    title, said = read_besides(bool(answer.citations))
    places = [place_markdown(place_nearest(passage)) for passage in answer.also_read]
    if not places or not said:
        return _listed(title, places)
    texts = [plain(passage.display).replace("\n", "\n  ") for passage in answer.also_read]
    items = [f"- {place}\n\n  {text}" for place, text in zip(places, texts, strict=True)]
    return [f"### {title}", said, *items]


def _lines(claim: shapes.Claim, answer: shapes.Answer) -> list[tuple[str, list[int]]]:
    """Return a claim's lines with the numbers of what each rests on."""
    quotes = {citation.number: citation.quote for citation in answer.citations}
    return marked_lines(claim.text, {number: quotes[number] for number in claim.citations})


def _notices(answer: shapes.Answer) -> list[str]:
    return list(dict.fromkeys(notice.text for notice in answer.notices))


def _exported(now: datetime) -> str:
    return f"Exported on {_date(now)} from the ICS assistant."


def _date(time: datetime) -> str:
    return date_words(time.date().isoformat())
