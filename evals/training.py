"""The questions that our models are fitted on, and on nothing else: a file of each corpus in `training/`.

Each names the passage that answers it by its first and last words; or, with `missing` (the kind of fact asked for),
the passage that is about the very thing asked of and does not answer, as no document of the corpus does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.types import Chunk, Document, Span, Unit
from evals.data import FOLDER, read_values

TRAINING = FOLDER / "training"
# Messages to the assistant, each with whether it is to be refused since it instructs or misuses it.
MESSAGES = TRAINING / "instructions.jsonl"
_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class TrainingQuestion:
    """A question, and the span that answers it or, where the fact is missing, is only about the same thing."""

    question: str
    document: str
    span: Span
    missing: str | None = None

    def is_at(self, chunk: Chunk, unit: Unit) -> bool:
        """Say whether a unit and the span share at least half of the shorter."""
        shared = min(unit.end, self.span.end) - max(unit.start, self.span.start)
        shorter = min(unit.end - unit.start, self.span.end - self.span.start)
        return chunk.document_id == self.document and shared >= _OVERLAP * shorter


def read_training(documents: Mapping[str, Document], path: Path) -> list[TrainingQuestion]:
    """Return the questions of a file. Raise ValueError, which counts them, where passages stand in no document."""
    lines = read_values(path)
    spans = [_span(documents[line["document"]].text, line["first"], line["last"]) for line in lines]
    lost = [line["question"] for line, span in zip(lines, spans, strict=True) if span is None]
    if lost:
        message = f"{path.name}: the passages of {len(lost)} questions no longer stand in their documents: point each \
at what says so now, or take it out; the first: {lost[0]}"
        raise ValueError(message)
    return [
        TrainingQuestion(line["question"], line["document"], span, line.get("missing"))
        for line, span in zip(lines, spans, strict=True)
        if span
    ]


def _span(text: str, first: str, last: str) -> Span | None:
    start = text.find(first)
    end = text.find(last, start) if start >= 0 else -1
    return None if end < 0 else Span(start, end + len(last))
