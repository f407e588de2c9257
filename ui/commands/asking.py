"""Asking and searching, once or in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import UsageError
from assistant.ingestion.pages import pages_within
from assistant.types import MOST_PASSAGES, Answer, Document, Hit, Turn
from ui.commands import batch as cli_batch
from ui.commands import output
from ui.commands.batch import Json, Request
from ui.exports.answer import answer_json, answer_markdown, hits_json, page_words, plain

if TYPE_CHECKING:
    from ui.commands.opening import Answering

__all__ = ["Request", "ask_batch", "check_k", "checked", "say_answer", "search_batch", "search_one"]


def checked(question: str | None, batch: Path | None, history: Path | None) -> tuple[Turn, ...]:
    """Read the history, after seeing that there is either a question or a batch."""
    if (question is None) == (batch is None):
        raise UsageError("Give either a question in quotation marks or --batch FILE.jsonl.")
    return cli_batch.read_history(history)


def check_k(k: int | None) -> None:
    """Raise UsageError where more passages are asked for than a search returns, or none."""
    if k is not None and not 1 <= k <= MOST_PASSAGES:
        raise UsageError(f"--k is {k}: give a number from 1 to {MOST_PASSAGES}, or leave it out")


def say_answer(assistant: Answering, answer: Answer, *, explain: bool, as_json: bool) -> None:
    """Write one answer."""
    if as_json:
        output.say_json(answer_json(answer, explain, assistant.documents if explain else ()))
    else:
        output.say_markdown(answer_markdown(answer) + (_explained(answer, assistant) if explain else ""))


def ask_batch(assistant: Answering, path: Path, common: Request, explain: bool) -> None:
    """Write one answer a line; `common` holds the history and documents of lines that give none of their own."""
    known = assistant.documents if explain else ()

    def answer(request: Request) -> Json:
        asked = _completed(request, common)
        return answer_json(assistant.ask(asked.question, asked.history, asked.documents), explain, known)

    def failed(question: str, reason: str) -> Json:
        return answer_json(cli_batch.failed_answer(question, reason), explain)

    _run(path, answer, failed)


def search_one(assistant: Answering, request: Request, k: int | None, as_json: bool) -> None:
    """Write the passages that a query finds."""
    query, hits = assistant.search(request.question, request.history, request.documents, k)
    if as_json:
        output.say_json({"query": query, "hits": hits_json(hits, assistant.documents)})
    elif hits:
        output.say_markdown(_hits_markdown(hits, assistant.documents))
    else:
        output.note(f"No passage was found for: {query}")


def search_batch(assistant: Answering, path: Path, common: Request, k: int | None) -> None:
    """Write one line of hits for each line's question."""
    known = assistant.documents

    def answer(request: Request) -> Json:
        asked = _completed(request, common)
        query, hits = assistant.search(asked.question, asked.history, asked.documents, k)
        return {"query": query, "hits": hits_json(hits, known)}

    def failed(question: str, reason: str) -> Json:
        return {"query": question, "hits": [], "status": "error", "text": reason}

    _run(path, answer, failed)


def _run(path: Path, answer: Callable[[Request], Json], failed: Callable[[str, str], Json]) -> None:
    """Write a line for each line read, with a bar where its drawing does not disturb them."""
    lines = cli_batch.read_lines(path)
    total = len(lines) if isinstance(lines, list) else 0
    with output.progress(beside_data=True) as advance:
        for done, line in enumerate(cli_batch.run(lines, answer, failed), 1):
            output.say_line(line)
            if advance:
                advance("Questions", done, total)


def _completed(request: Request, common: Request) -> Request:
    history, documents = request.history or common.history, request.documents or common.documents
    return replace(request, history=history, documents=documents)


def _hits_markdown(hits: Iterable[Hit], documents: Iterable[Document]) -> str:
    known = {document.id: document for document in documents}
    return "\n\n".join(_hit_markdown(hit, rank, known) for rank, hit in enumerate(hits, 1))


def _hit_markdown(hit: Hit, rank: int, documents: dict[str, Document]) -> str:
    """Return a hit's place, its scores and its text."""
    chunk = hit.chunk
    document = documents.get(chunk.document_id)
    page = page_words(*pages_within(document, chunk.span)) if document else ""
    title = document.title if document else chunk.document_id
    where = ", ".join(part for part in (f"*{plain(title)}*", " > ".join(map(plain, chunk.section)), page) if part)
    scores = ", ".join(f"{name} {score:.3f}" for name, score in hit.scores.items())
    quoted = "\n".join(f"> {line}".rstrip() for line in plain(chunk.text.strip()).split("\n"))
    return f"**{rank}.** {where} ({chunk.start}-{chunk.end})\n\nscore {hit.score:.3f} ({scores})\n\n{quoted}"


def _explained(answer: Answer, assistant: Answering) -> str:
    """Return what was considered: the query, what was dropped and by which check, and the hits."""
    dropped = [f"- {check}: {plain(draft.text)}" for draft, check in answer.dropped] or ["- nothing"]
    considered = _hits_markdown(answer.hits, assistant.documents) or "nothing"
    return "\n\n".join(
        ["", "---", f"**Query** {plain(answer.query)}", "**Dropped**", "\n".join(dropped), "**Considered**", considered]
    )
