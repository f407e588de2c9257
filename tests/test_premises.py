"""A number in the question that the best evidence gives otherwise is corrected, in a fixed form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.premises import corrections, noun_shown
from assistant.types import Notice
from tests.made import evidence, made

FIVE = "The members agreed on five principles of 3 pages."
SIX = "Others agreed on six principles."
NONE = "The members agreed on principles."
DOCUMENT = made(FIVE, SIX, NONE)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What are the seven principles?", [("7 principles", "5")]),
        ("Why did 12 principles fail?", [("12 principles", "5")]),
        ("What are the seven principles in nine pages?", [("7 principles", "5"), ("9 pages", "3")]),
        ("What are the five principles?", []),
        ("What are the 5 principles?", []),
        ("What are the principles?", []),
        ("What are the seven rules?", []),
        ("What is one principle?", []),
        ("", []),
    ],
)
def test_corrections(question: str, said: list[tuple[str, str]]) -> None:
    expected = tuple(
        Notice("premise", f"The question says {asked}; the source says {stated}.") for asked, stated in said
    )
    assert corrections(question, [evidence(DOCUMENT, FIVE)]) == expected


def test_a_number_that_any_of_the_best_gives_is_right() -> None:
    found = [evidence(DOCUMENT, FIVE, cross=2.0), evidence(DOCUMENT, SIX, cross=1.0)]
    assert corrections("What are the six principles?", found) == ()
    assert [notice.text for notice in corrections("What are the two principles?", found)] == [
        "The question says 2 principles; the source says 5."
    ]


def test_unlikely_evidence_corrects_nothing() -> None:
    assert corrections("What are the seven principles?", [evidence(DOCUMENT, FIVE, cross=-0.1)]) == ()
    others = [evidence(DOCUMENT, NONE, cross=2.0)] * 3
    assert corrections("What are the seven principles?", [*others, evidence(DOCUMENT, FIVE, cross=1.0)]) == ()
    assert corrections("What are the seven principles?", []) == ()


@pytest.mark.parametrize(("noun", "shown"), [("principl", "principles"), ("boat", "boat")])
def test_the_word_of_the_question_is_shown(noun: str, shown: str) -> None:
    assert noun_shown("What are the seven principles?", noun) == shown


@given(
    st.one_of(
        st.text(max_size=80), st.lists(st.sampled_from("2 12 five six principles pages £ of".split())).map(" ".join)
    )
)
def test_any_question_is_read(question: str) -> None:
    notices = corrections(question, [evidence(DOCUMENT, FIVE), evidence(DOCUMENT, SIX)])
    assert {notice.kind for notice in notices} <= {"premise"}
