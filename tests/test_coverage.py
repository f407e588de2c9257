"""A question is covered where there is evidence and the kind of thing asked for stands in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.coverage import FAINTEST, is_faint, missing, strength
from assistant.answering.evidence import Evidence
from assistant.answering.questions import read_question
from assistant.types import Chunk, Document, Heading, Hit
from tests.made import evidence, listed, made

NURSES = "The desk placed 164 nurses in its first year."
RAN = "The desk was run by Ottoline Marsh."
OPENED = "It was opened early and in good weather."
PROMISED = "The members agreed on five principles."
PLAIN = made(NURSES, RAN, OPENED, PROMISED)
LISTED = made(PROMISED, listed("The principles are:", *"abcde"))
RULES = [Heading(f"{number}. Rule", 2, number, number + 1) for number in range(1, 6)]
HEADED = replace(made(PROMISED), headings=tuple(RULES))


def hit(dense: float | None, late: float) -> Hit:
    scores = {"late_interaction": late} | ({} if dense is None else {"dense": dense})
    return Hit(Chunk("note", (), 0, 1, "x"), 0.0, scores)


@pytest.mark.parametrize(
    ("hits", "crosses", "expected"),
    [
        ([], [], -1.42),
        ([hit(0.5, 0.8)], [], 0.68),
        ([hit(0.5, 0.7)], [-1.0], 0.7),
        ([hit(0.2, 0.9), hit(0.6, 0.7)], [-11.0, 4.0], 1.3),
        ([hit(None, 0.7)], [-11.0], 0.0),
    ],
)
def test_strength(hits: list[Hit], crosses: list[float], expected: float) -> None:
    found = [evidence(PLAIN, NURSES, cross=cross) for cross in crosses]
    assert strength(hits, found) == pytest.approx(expected)
    assert is_faint(hits, found) is (expected < FAINTEST)


def of(*texts: str, cross: float = 1.0) -> list[Evidence]:
    return [evidence(PLAIN, text, cross=cross - 0.1 * place) for place, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("question", "found", "expected"),
    [
        ("How much did the desk cost?", of(NURSES, RAN), "an amount of money"),
        ("What share of nurses left?", of(NURSES), "a share or percentage"),
        ("How long did it take?", of(RAN), "a length of time"),
        ("How often did they meet?", of(NURSES, RAN), "how often"),
        ("When did it open?", of(OPENED, NURSES), "a date"),
        ("How many nurses were placed?", of(OPENED), "a number"),
        ("How many nurses were placed?", of(NURSES), None),
        ("How many doctors were placed?", of(NURSES, cross=-3.0), "a number of doctor"),
        ("How many doctors were placed?", of(NURSES, cross=1.0), None),
        ("What is the name of the manager?", of(NURSES), "the name of a person"),
        ("What is the name of the manager?", of(RAN), None),
        ("Which firm runs it?", of(OPENED), "the name of an organisation"),
        ("Who runs the desk?", of(OPENED), None),
        ("Why did it open?", of(OPENED), None),
        ("Tell me about the desk", of(OPENED), None),
        ("What are the five principles?", of(PROMISED), "the 5 things themselves"),
        ("What are the five principles?", of(PROMISED, cross=-3.0), None),
        ("What are the six principles?", of(PROMISED), None),
        ("What are the principles?", of(PROMISED), None),
    ],
)
def test_what_is_missing(question: str, found: list[Evidence], expected: str | None) -> None:
    assert missing(read_question(question), found) == expected


def test_a_name_has_to_stand_near_the_best() -> None:
    asked = read_question("What is the name of the manager?")
    others = [evidence(PLAIN, text, score) for text, score in ((OPENED, 4.0), (NURSES, 3.0), (PROMISED, 2.0))]
    assert missing(asked, [*others, evidence(PLAIN, RAN, 1.0)]) == "the name of a person"
    assert missing(asked, [*others, evidence(PLAIN, RAN, 2.5)]) is None


@pytest.mark.parametrize("document", [LISTED, HEADED])
def test_things_promised_may_stand_in_a_list_or_as_headings(document: Document) -> None:
    asked = read_question("What are the five principles?")
    assert missing(asked, [evidence(document, PROMISED)]) is None


def test_a_figure_may_stand_in_any_of_the_evidence() -> None:
    asked = read_question("How many nurses were placed?")
    assert missing(asked, of(RAN, OPENED, NURSES)) is None


def test_an_amount_of_another_thing_is_no_answer() -> None:
    document = made("The desk was run by Ottoline Marsh, a former ward sister.", "Training cost £45,500.")
    found = [
        evidence(document, "The desk was run by Ottoline Marsh", cross=2.0),
        evidence(document, "Training cost", cross=-9.0),
    ]
    assert missing(read_question("What is the salary of Ottoline Marsh?"), found) == "an amount of money"
