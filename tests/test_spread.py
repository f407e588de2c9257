"""A list whose items stand apart is found by its heading, and by how many things are asked for."""

from __future__ import annotations

import pytest

from assistant.answering.questions import read_question
from assistant.answering.spread import labelled_lists, spread_list
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


PILLARS = """# The Moor: a plan

The plan stands on these pillars:

- Boats

- Warm halls:

  - one in each town;
  - open at night.

- Young drivers:
  1. Forty by spring, who drive:
     - buses
     - vans
  2. Sixty by autumn

- Bread

Who pays is not said.
"""


def read(text: str = VALE) -> Document:
    found = read_structure(Loaded(text))
    return Document("vale", "The Vale", "Vale Council", text, headings=found.headings, blocks=found.blocks)


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
    assert heading
    assert lead in document.text[heading.start : heading.end]
    assert [document.text[span.start : span.end].strip("# ") for span in spans] == items


@pytest.mark.parametrize(
    ("question", "best", "listed"),
    [
        ("What are the pillars of the plan?", "- Boats", True),
        ("What are the four pillars?", "Who pays", True),
        ("What are the pillars of the plan?", "one in each town", False),
        ("What does the plan stand on?", "- Boats", False),
        ("What are the three pillars?", "- Boats", False),
    ],
)
def test_items_with_lists_of_their_own_are_a_list_below_its_lead_in(question: str, best: str, listed: bool) -> None:
    document = read(PILLARS)
    found = spread_list(read_question(question), [evidence(document, best)])
    assert (found is not None) is listed
    if found:
        shown = [document.text[span.start : span.end].split("\n")[0] for span in (found[1], *found[2]) if span]
        assert shown == ["The plan stands on these pillars:", "- Boats", "- Warm halls:", "- Young drivers:", "- Bread"]


MINUTES = """# Minutes of the Vale board

## 1. Boats

They were late.

ACTION 7: OM to write to the crews about the timetable in May. By 30 May.

## 2. Halls

ACTION 8: TQ to have the roof of the hall mended in autumn. By 1 October.
ACTION 9: OM to count the chairs of every hall again. By 3 October.

## 3. Bread

RESOLVED: that bread is baked.
"""


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("list all the actions", ["7", "8", "9"]),
        ("What are the actions of the board?", ["7", "8", "9"]),
        ("What happened?", []),
        ("list all the decisions", []),
    ],
)
def test_what_bears_a_label_throughout_a_document_is_a_list(question: str, numbers: list[str]) -> None:
    document = read(MINUTES)
    found = list(labelled_lists(read_question(question), [evidence(document, "They were late")]))
    shown = [document.text[span.start : span.end] for _, _, spans in found for span in spans]
    assert [text.split(":")[0].removeprefix("ACTION ") for text in shown] == numbers
    assert all(text.endswith(".") and "By " in text for text in shown)
