"""How many units an answer is made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.enough import enough
from assistant.answering.evidence import Evidence
from assistant.answering.questions import read_question
from tests.made import evidence, made

SENTENCES = [
    "In its first year the choir has 40 singers.",
    "The barn holds 90 people.",
    "Sheep graze around it.",
    "Ten choirs met there.",
]


def ranked(*scores: tuple[float, float, float]) -> list[Evidence]:
    """Return the sentences as units with so high a score, logit and late interaction."""
    document = made(*SENTENCES)
    found = [evidence(document, text) for text in SENTENCES[: len(scores)]]
    return [replace(item, score=s, cross=c, late=late) for item, (s, c, late) in zip(found, scores, strict=True)]


def test_beside_a_figure_stand_only_others_of_its_kind_that_are_not_much_less_likely() -> None:
    found = ranked((4, 3, 0.5), (3, 0.5, 0.5), (2, 2.8, 0.5), (1, -0.5, 0.5))
    kept, most = enough(read_question("How many singers does the choir have?"), found, 6)
    assert ([item.unit for item in kept], most) == ([found[0].unit, found[1].unit], 3)


@pytest.mark.parametrize(
    ("gap", "late", "question", "most"),
    [
        (0.9, 0.65, "What does the choir sing in the old barn?", 2),
        (0.7, 0.65, "What does the choir sing in the old barn?", 6),
        (0.9, 0.55, "What does the choir sing in the old barn?", 6),
        (0.9, 0.65, "What do both the choirs sing in the old barn?", 6),
    ],
)
def test_one_that_stands_far_above_the_next_needs_hardly_another(
    gap: float, late: float, question: str, most: int
) -> None:
    found = ranked((4, 3, late), (4 - gap, 2.5, 0.5), (1, 2, 0.5))
    assert enough(read_question(question), found, 6) == (found, most)


def test_a_short_sentence_tells_little_and_a_follow_up_is_found_less_surely() -> None:
    asked, found = (
        read_question("What does the choir sing in the old barn?"),
        ranked((4, 3, 0.7), (2, 2.5, 0.5), (1, 2, 0.5)),
    )
    assert enough(asked, found, 6) == (found, 2)
    assert enough(replace(asked, follows=True), found, 6) == (found, 6)
    for other in ("What did the singing choir of the barn achieve?", "What does it sing?"):
        assert enough(read_question(other), found, 6) == (found, 6)
    assert enough(asked, [replace(found[1], score=4.0, late=0.7), found[0]], 6)[1] == 6


def test_of_one_unit_or_none_nothing_is_left_out() -> None:
    asked = read_question("How many singers are there?")
    assert enough(asked, [], 6) == ([], 6)
    assert enough(asked, one := ranked((4, 3, 0.7)), 6) == (one, 6)
