"""A list whose items stand apart is found by its heading, and by how many things are asked for."""

from __future__ import annotations

import pytest

from assistant.answering.questions import read_question
from assistant.answering.spread import spread_list
from assistant.ingestion.structure import read_structure
from assistant.types import Document, Loaded
from tests.made import evidence

VALE = """# The Vale: a strategy

## Why we must change

Two buses a day are not enough for the towns.

## Our three priorities

### 1. A bus for every town

There will be one each hour.

### 2. Warm halls

#### Case study: Oakham

Its hall was cold for years.

### 3. Young drivers

Forty will be trained by spring.

## Two promises to crews

1. Each crew gets its timetable a month ahead.

The timetable says:

- who sails
- when

2. Nobody sails into fog, whatever the timetable says.
"""


def read() -> Document:
    found = read_structure(Loaded(VALE))
    return Document("vale", "The Vale", "Vale Council", VALE, headings=found.headings, blocks=found.blocks)


@pytest.mark.parametrize(
    ("question", "lead", "items"),
    [
        (
            "What are the three priorities of the Vale?",
            "Our three priorities",
            ["1. A bus for every town", "2. Warm halls", "3. Young drivers"],
        ),
        (
            "what are the 2 promises",
            "Two promises to crews",
            [
                "1. Each crew gets its timetable a month ahead.",
                "2. Nobody sails into fog, whatever the timetable says.",
            ],
        ),
        ("What are the four priorities of the Vale?", None, []),
        ("What are the priorities of the Vale?", None, []),
        ("What are the three habits of the Vale?", None, []),
    ],
)
def test_what_stands_below_a_heading_that_names_it_is_a_list(question: str, lead: str | None, items: list[str]) -> None:
    document = read()
    found = spread_list(read_question(question), [evidence(document, "There will be one each hour.")])
    if lead is None:
        assert found is None
        return
    assert found
    held, heading, spans = found
    assert held is document
    assert lead in document.text[heading.start : heading.end]
    assert [document.text[span.start : span.end].strip("# ") for span in spans] == items
