"""What a plan says of its problem that no line speaks of."""

from __future__ import annotations

import pytest

from assistant.drafting.brief import Brief
from assistant.drafting.unspoken import unspoken_of
from assistant.types import Citation, Claim
from tests.made import made

HELD = made("The desk helped young people who leave care into work.")


def claim(text: str) -> Claim:
    return Claim(text, (Citation(HELD, 0, len(HELD.text)),))


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        ("Young people leaving care miss clinic appointments.", ("clinic appointments",)),
        ("Young people leave care.", ()),
        ("Five of them come to clinic without papers.", ("clinic", "papers")),
        ("Papers; clinic: papers (appointments)", ("papers", "clinic", "appointments")),
        ("They clinic, nobody papers and it is appointments; nurses clinic", ()),
        ("Draft a plan for papers. Please draft me a short plan on appointments.", ("papers", "appointments")),
        ("A draft of papers.", ("draft", "papers")),
        ("", ()),
    ],
)
def test_the_matters_of_the_problem_that_no_line_holds(problem: str, expected: tuple[str, ...]) -> None:
    claims = [claim("The desk helped young people who leave care.")]
    matters = {"clinic", "appointments", "papers", "care", "draft"}
    assert unspoken_of(Brief(problem=problem), claims, matters.__contains__) == expected


def test_a_handful_is_told() -> None:
    problem = " and ".join(f"paper{letter}" for letter in "abcdefgh")
    assert unspoken_of(Brief(problem=problem), [], lambda word: word.startswith("paper")) == (
        "papera",
        "paperb",
        "paperc",
        "paperd",
        "papere",
    )
