"""A question that is a heading is answered by what stands below it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answering.headed import Headed
from assistant.ingestion.splitter import split
from assistant.ingestion.structure import read_structure
from assistant.retrieval.queries import QueryReader
from assistant.types import Document, Loaded

TEXT = """# The rowing page

## Who may row?

Whoever can swim. There is a test.

- in May
- in June

### What does it cost?

Nothing.

## Why?

It is fun.

## Who may steer

Crews.

## Recommendations

### For the harbour towns (HT)

- Light the quay.

### For crews and their families

Sleep at home.

## For beginners

Hold on.
"""


def read(name: str) -> Document:
    found = read_structure(Loaded(TEXT))
    return Document(name, f"The {name} page of boats", name, TEXT, headings=found.headings, blocks=found.blocks)


DOCUMENTS = {name: read(name) for name in ("rowing", "sailing")}
CHUNKS = [chunk for document in DOCUMENTS.values() for chunk in split(document)]
BELOW = ["Whoever can swim.", "There is a test.", "- in May\n- in June", "- in May", "- in June"]


@pytest.mark.parametrize(
    ("question", "documents", "told"),
    [
        ("who may row", ["rowing"], BELOW),
        ("Who may row?", [], [*BELOW, *BELOW]),
        ("What does it cost?", ["sailing"], ["Nothing."]),
        ("Who may row in May?", [], None),
        ("Why?", [], None),  # a word may head anything
        ("Who may steer?", [], None),  # no question heads that
        ("What should harbour towns do?", ["rowing"], ["- Light the quay."]),
        ("what do the harbour towns need to do according to the rowing page of boats?", [], ["- Light the quay."]),
        ("recommendations for crews", ["sailing"], ["Sleep at home."]),
        ("What are crews asked to do?", ["sailing"], ["Sleep at home."]),
        ("What should beginners do?", [], None),  # nobody is told anything there
        ("What should harbour towns do about lamps?", [], None),
    ],
)
def test_what_stands_below_the_heading_is_told(question: str, documents: Sequence[str], told: list[str] | None) -> None:
    query = QueryReader(DOCUMENTS, CHUNKS, ["cost"]).read(question)
    found = Headed(DOCUMENTS, CHUNKS).asked(query, (), documents)
    assert (found and [each.document.text[each.unit.start : each.unit.end] for each in found.evidence]) == told
