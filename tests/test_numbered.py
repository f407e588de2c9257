"""What is asked for by its number: the parts, and over small documents of our own."""

from __future__ import annotations

import pytest

from assistant.answering.numbered import asked_by_number, labelled
from assistant.ingestion.structure import read_structure
from assistant.pipeline import Assistant
from assistant.types import Document, Loaded, Status, Turn

FERRIES = """# Ferries of the Vale: a review

## Findings

1. Most crews say that the timetable comes too late.
2. Two harbours have no plan for storms, and nobody is asked to write one.

## Recommendations

Recommendation 1: Send the timetable out a month before the season.

Recommendation 2: Each harbour should write a plan for storms by March.

## What crews hold to

### Habit 1: Look at the sky

Whoever sails looks at the sky before the engine is started.

Nobody sails into fog.

### Habit 2: Count the passengers

They are counted on the quay and again on board.

## Steps

Step one.

The boats are painted in winter.

Step two.

The engines are tried in spring.

## Owners

| No. | Promise | Owner |
|---|---|---|
| 1 | Lamps are lit at dusk | Harbour master |
| 2 | Ropes are changed each May | Crews |
| 3 | Life belts are counted | Crews |
"""


def read(text: str = FERRIES) -> Document:
    """Return a text as a document."""
    found = read_structure(Loaded(text))
    return Document("ferries", "Ferries", "Vale Council", text, headings=found.headings, blocks=found.blocks)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What is recommendation 2?", ("recommendation", "2")),
        ("What does the second recommendation say?", ("recommendation", "2")),
        ("read me paragraph number 12", ("paragraph", "12")),
        ("What does step two mean in the report?", ("step", "2")),
        ("What is the third of its five habits?", ("habits", "3")),
        ("Sum up step 2 in a few lines, I've a board in ten minutes", ("step", "2")),
        ("I am new here, give me the gist of section 3", ("section", "3")),
        ("What do I need for step 2?", None),
        ("What are the first steps?", None),
        ("What does recommendation 2 say about storms?", None),
        ("Who follows recommendation 2?", None),
        ("What is level 65 %?", None),
        ("What does paragraph 1.2 say?", ("paragraph", "1.2")),
        ("what does 2.1(c) of the guidance say", ("paragraph", "2.1")),
        ("What does the guidance say of 2.5 million people?", None),
        ("What are the recommendations?", None),
    ],
)
def test_only_what_asks_for_nothing_else_asks_by_number(question: str, asked: tuple[str, str] | None) -> None:
    assert asked_by_number(question) == asked


def test_a_label_holds_what_stands_below_it_and_an_item_is_what_its_heading_calls_it() -> None:
    document = read()
    found = [(one, document.text[one.span.start : one.span.end]) for one in labelled(document)]
    own = {(*one.kinds, one.number): text for one, text in found if one.own}
    assert own["recommendation", "2"] == "Recommendation 2: Each harbour should write a plan for storms by March."
    assert own["habit", "1"].endswith("Nobody sails into fog.")
    assert own["habit", "2"].endswith("again on board.")
    assert own["step", "1"] == "Step one.\n\nThe boats are painted in winter."
    items = [(one, text) for one, text in found if not one.own]
    assert [one.number for one, _ in items] == ["1", "2"]
    assert all(one.is_a("finding") and one.is_a("paragraph") for one, _ in items)


def test_a_heading_that_begins_with_a_number_is_a_section() -> None:
    text = "# The boats\n\nAll of them.\n\n## 1 What we did\n\nWe rowed.\n\n## 2. What we found\n\nRust.\n"
    found = read_structure(Loaded(text))
    document = Document("boats", "The boats", "Vale", text, headings=found.headings, blocks=found.blocks)
    sections = {one.number: text[one.span.start : one.span.end] for one in labelled(document) if one.is_a("section")}
    assert sections == {"1": "## 1 What we did\n\nWe rowed.", "2": "## 2. What we found\n\nRust."}


def test_a_numbered_paragraph_goes_on_with_its_lists_down_to_the_next() -> None:
    paragraphs = ["2.1 Crews must:", "- look at the sky\n- count heads", "2.2 A trip may last a day.", "They sail."]
    text = "# The boats\n\nAll of them.\n\n## 2. Trips\n\n" + "\n\n".join(paragraphs) + "\n"
    found = read_structure(Loaded(text))
    document = Document("boats", "The boats", "Vale", text, headings=found.headings, blocks=found.blocks)
    told = {one.number: text[one.span.start : one.span.end] for one in labelled(document) if one.is_a("paragraph")}
    assert told == {"2.1": "\n\n".join(paragraphs[:2]), "2.2": paragraphs[2]}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant over the ferries alone."""
    from assistant.library import Library
    from assistant.settings import Settings

    folder = tmp_path_factory.mktemp("ferries")
    (folder / "ferries.md").write_text(FERRIES, encoding="utf-8")
    settings = Settings(home=folder / "home")
    Library(settings).add([folder / "ferries.md"])
    return Assistant.open(settings)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "claims"),
    [
        ("What is promise 2?", ["No. – Promise – Owner\n- 2 – Ropes are changed each May – Crews"]),
        ("What is recommendation 2?", ["Recommendation 2: Each harbour should write a plan for storms by March."]),
        ("What does finding 2 say?", ["Two harbours have no plan for storms, and nobody is asked to write one."]),
        ("What does paragraph 1 say?", ["Most crews say that the timetable comes too late."]),
        (
            "What is the first of the two recommendations?",
            ["Recommendation 1: Send the timetable out a month before the season."],
        ),
        (
            "What is the first habit?",
            [
                "Habit 1: Look at the sky",
                "Whoever sails looks at the sky before the engine is started.",
                "Nobody sails into fog.",
            ],
        ),
    ],
)
def test_what_bears_the_number_is_told_and_nothing_else(assistant: Assistant, question: str, claims: list[str]) -> None:
    answer = assistant.ask(question)
    assert (answer.status, [claim.text for claim in answer.claims]) == (Status.ANSWERED, claims)


@pytest.mark.slow
def test_a_follow_up_may_ask_for_the_next_one(assistant: Assistant) -> None:
    first = "What does recommendation 1 say?"
    told = assistant.ask(first)
    history = [Turn("user", first), Turn("assistant", told.claims[0].text)]
    answer = assistant.ask("And recommendation 2?", history)
    assert [claim.text for claim in answer.claims] == [
        "Recommendation 2: Each harbour should write a plan for storms by March."
    ]


@pytest.mark.slow
def test_a_number_that_nothing_bears_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("What is recommendation 3?")
    assert answer.status is Status.NOT_COVERED
    assert "not found: recommendation 3." in answer.text


def test_actions_are_numbered_by_their_meeting() -> None:
    text = "Ferries\n\nACTION 07/01: Ada to mend the boats. By 1 May.\nACTION 07/02: Li to count the ropes. By 3 May.\n"
    own = {one.number: one.first for one in labelled(read(text)) if one.own}
    assert list(own) == ["07/01", "07/02"]
    assert text[own["07/02"].start : own["07/02"].end] == "ACTION 07/02: Li to count the ropes. By 3 May."
    assert asked_by_number("what is action 07/02?") == ("action", "07/02")
