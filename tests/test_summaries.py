"""A question for what a document says as a whole gets what its own summary says."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answering.summaries import Summaries
from assistant.ingestion.splitter import split
from assistant.ingestion.structure import read_structure
from assistant.retrieval.queries import QueryReader
from assistant.types import Document, Loaded

FERRIES = """# Ferries of the Vale: a review

## Introduction

The council asked for this review in May.

## Key messages

Ferries run late because crews are short. It has been so for years.

- Crews want the timetable earlier.
- Harbours want a plan for storms.

## Findings

Crews told us of long nights.
"""
BRIDGES = """# Bridges of the Vale

## Aims

The council wants every bridge to be safe.

## Costs

Paint is dear.
"""


def read(name: str, text: str) -> Document:
    found = read_structure(Loaded(text))
    title = text.partition("\n")[0].removeprefix("# ")
    return Document(name, title, f"{name.title()} Board", text, headings=found.headings, blocks=found.blocks)


DOCUMENTS = {name: read(name, text) for name, text in {"ferries": FERRIES, "bridges": BRIDGES}.items()}
CHUNKS = [chunk for document in DOCUMENTS.values() for chunk in split(document)]


def told(question: str, documents: Sequence[str] = ()) -> list[str] | None:
    query = QueryReader(DOCUMENTS, CHUNKS, ["plain"]).read(question)
    found = Summaries(DOCUMENTS, CHUNKS).asked(query, (), documents)
    return [each.document.text[each.unit.start : each.unit.end] for each in found.evidence] if found else None


@pytest.mark.parametrize(
    "question",
    [
        "Summarise Ferries of the Vale",
        "please give me a short summary of the report Ferries of the Vale",
        "What are the main points of Ferries of the Vale: a review?",
        "What is Ferries of the Vale about?",
        "tl;dr Ferries of the Vale, May 2019",
    ],
)
def test_the_summary_of_the_document_named_is_told_and_of_each_paragraph_the_first_sentence(question: str) -> None:
    first, whole = told(question) or []
    assert first == "Ferries run late because crews are short."
    assert whole == "- Crews want the timetable earlier.\n- Harbours want a plan for storms."


def test_where_nothing_is_called_a_summary_the_aims_are_told() -> None:
    assert told("Summarise Bridges of the Vale") == ["The council wants every bridge to be safe."]


def test_the_one_document_searched_needs_no_name() -> None:
    assert told("Summarise the report in plain English", ["bridges"]) == ["The council wants every bridge to be safe."]
    assert told("Summarise the report") is None


@pytest.mark.parametrize(
    "question",
    ["Summarise what Ferries of the Vale says about storms", "What is a ferry?", "What is the talk of ferries about?"],
)
def test_what_asks_for_more_is_searched_for(question: str) -> None:
    assert told(question) is None


PIERS = """# Piers of the Vale

The council asked for this review in May. It took a year.

## Objectives

Each pier is to be safe. None is today.

## What we did

Divers went down in March.

## Common themes

Rust is everywhere. It comes early.

“I see it each day. I paint it.”

### Paint

Paint is dear.

## Thanks

We thank the divers.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PIERS, ["Each pier is to be safe.", "Rust is everywhere.", "Paint is dear."]),
        (PIERS.partition("## Objectives")[0], ["The council asked for this review in May."]),
    ],
)
def test_else_what_it_is_for_and_what_came_of_it_or_how_it_opens(text: str, expected: list[str]) -> None:
    documents = {"piers": read("piers", text)}
    chunks = split(documents["piers"])
    query = QueryReader(documents, chunks, ()).read("Summarise Piers of the Vale")
    found = Summaries(documents, chunks).asked(query, (), ())
    assert found
    assert [each.document.text[each.unit.start : each.unit.end] for each in found.evidence] == expected
