"""The questions: what is asked, the evidence expected (named by its first and last words) and the facts expected."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.types import Document, Span, Turn

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Item:
    """A question; `expected_evidence` are groups of places, any one of which suffices, `nuggets` patterns of facts."""

    id: str
    type: str
    question: str
    history: tuple[Turn, ...]
    standalone: str | None
    expected_status: str
    expected_evidence: tuple[tuple[Place, ...], ...]
    nuggets: tuple[re.Pattern[str], ...]


def read_items(path: Path, documents: Mapping[str, Document]) -> tuple[Item, ...]:
    """Return the questions of a file, with the vital evidence found in the documents.

    Of a briefing, all of it is the evidence: only its facts and the publication cited can be scored. Raise ValueError
    where an expected span does not stand in its document.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_item(json.loads(line), documents) for line in lines if line.strip())


def _item(values: Mapping[str, Any], documents: Mapping[str, Document]) -> Item:
    groups = [group for group in _list(values, "expected_evidence") if group["importance"] == "vital"]
    return Item(
        id=str(values["id"]),
        type=str(values["type"]),
        question=str(values["question"]),
        history=tuple(Turn(turn["role"], turn["content"]) for turn in _list(values, "history")),
        standalone=str(values["standalone"]) if "standalone" in values else None,
        expected_status=str(values["expected_status"]),
        expected_evidence=tuple(tuple(_place(one, documents) for one in group["alternatives"]) for group in groups),
        nuggets=tuple(
            re.compile(nugget["pattern"], re.IGNORECASE)
            for nugget in _list(values, "nuggets")
            if nugget["importance"] == "vital"
        ),
    )


def _list(values: Mapping[str, Any], name: str) -> list[Any]:
    found: list[Any] = values.get(name, [])
    return found


def _place(named: Mapping[str, str], documents: Mapping[str, Document]) -> Place:
    text = documents[named["document"]].text
    if documents[named["document"]].is_briefing:  # it says the same in other words, at a place that is not known
        return Place(named["document"], Span(0, len(text)))
    start = text.find(named["first"])
    last = text.find(named["last"], start)
    if start < 0 or last < 0:
        raise ValueError(f"no span from {named['first']!r} to {named['last']!r} in {named['document']}")
    return Place(named["document"], Span(start, last + len(named["last"])))
