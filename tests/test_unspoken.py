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
        ("Young people leaving care miss clinic appointments.", ("miss clinic appointments",)),
        ("Young people leave care.", ()),
        ("Five of them come to hospital without papers.", ("come", "hospital", "papers")),
        ("FALLS at 40 homes, and falls", ("falls", "homes")),
        ("", ()),
        (" ".join(f"word{letter} care" for letter in "abcdefghijkl"), tuple(f"word{letter}" for letter in "abcdefgh")),
    ],
)
def test_the_words_of_the_problem_that_no_line_holds(problem: str, expected: tuple[str, ...]) -> None:
    assert unspoken_of(Brief(problem=problem), [claim("The desk helped young people who leave care.")]) == expected
