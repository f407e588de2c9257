"""Small documents in our own words, made by hand: blocks, chunks and evidence without a file or a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from assistant.answering.evidence import Evidence
from assistant.ingestion.splitter import split
from assistant.text import is_item, words
from assistant.types import Block, BlockKind, Chunk, Document, Hit, Notice, Page, Part, Span, Unit


@dataclass(frozen=True)
class Piece:
    """A block of a document to be made: a list's items are its lines with bullets, a speaker is the last line."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    section: tuple[str, ...] = ()
    part: Part = Part.BODY


def listed(lead: str, *items: str, section: tuple[str, ...] = ()) -> Piece:
    return Piece("\n".join([*([lead] if lead else []), *(f"- {item}" for item in items)]), BlockKind.LIST, section)


def quoted(text: str, speaker: str, section: tuple[str, ...] = ()) -> Piece:
    return Piece(f"{text}\n\n{speaker}", BlockKind.QUOTATION, section)


def rows(*lines: str, section: tuple[str, ...] = ()) -> Piece:
    return Piece("\n".join(lines), BlockKind.TABLE, section)


def made(*pieces: Piece | str, name: str = "note", notices: Iterable[Notice] = (), page: str | None = None) -> Document:
    """Return a document of pieces, one under another."""
    text, blocks = "", []
    for piece in (Piece(piece) if isinstance(piece, str) else piece for piece in pieces):
        start = len(text) + 2 * bool(text)
        text = f"{text}\n\n{piece.text}" if text else piece.text
        blocks.append(_block(piece, start))
    pages = (Page(page, 0, len(text)),) if page else ()
    title, publisher = f"The {name}", f"Publisher of the {name}"
    return Document(
        name, title, publisher, text, pages=pages, blocks=tuple(blocks), notices=tuple(notices), standing="a sketch"
    )


def _block(piece: Piece, start: int) -> Block:
    spans, edge = [], start
    for line in piece.text.split("\n"):
        spans.append((line, Span(edge, edge + len(line)) if line else None))
        edge += len(line) + 1
    items: tuple[Span, ...] = ()
    lead, speaker = None, None
    if piece.kind is BlockKind.LIST:
        items = tuple(span for line, span in spans if span and is_item(line))
        lead = next((span for line, span in spans if span and not is_item(line)), None)
    elif piece.kind is BlockKind.TABLE:
        items = tuple(span for _, span in spans if span)
    elif piece.kind is BlockKind.QUOTATION:
        speaker = spans[-1][0]
    end = start + len(piece.text)
    return Block(piece.kind, start, end, piece.section, piece.part, items, lead, speaker)


def place(document: Document, text: str) -> Span:
    """Return where a text stands in a document."""
    start = document.text.index(text)
    return Span(start, start + len(text))


def chunk_with(document: Document, text: str) -> tuple[Chunk, Unit]:
    """Return the smallest unit that holds a text, with its chunk."""
    span = place(document, text)
    found = [(chunk, unit) for chunk in split(document) for unit in chunk.units if unit.span.contains(span)]
    return min(found, key=lambda pair: pair[1].end - pair[1].start)


def evidence(document: Document, text: str, score: float = 1.0, cross: float = 1.0) -> Evidence:
    """Return the smallest unit that holds a text, as evidence."""
    chunk, unit = chunk_with(document, text)
    hit = Hit(chunk, score, {"dense": 0.5, "late_interaction": 0.8}, tuple(score for _ in chunk.units))
    return Evidence(document, hit, unit, score, cross, score)


@dataclass
class SharedWords:
    """Scores a pair by the words that the two share, and notes what it read."""

    read: list[tuple[str, str]] = field(default_factory=list)
    score: Callable[[str, str], float] = lambda question, text: float(len(set(words(question)) & set(words(text))))

    def predict(self, sentences: list[tuple[str, str]]) -> list[float]:
        self.read += sentences
        return [self.score(*pair) for pair in sentences]
