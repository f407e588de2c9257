"""What a question takes for granted and the best evidence has otherwise is said, in a fixed form."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.evidence import Evidence
from assistant.answering.premises import corrections, misplaced
from assistant.answering.questions import read_question
from assistant.types import Document, Notice
from tests.made import Piece, evidence, made

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


def test_the_number_of_a_section_counts_nothing() -> None:
    note = made(Piece("Boys and girls were asked alike.", section=("5 Inequalities",)))
    asked = "Which of the 3 inequalities did they name?"
    assert corrections(asked, [evidence(note, "Boys and girls", cross=2.0)]) == ()


def test_unlikely_evidence_corrects_nothing() -> None:
    assert corrections("What are the seven principles?", [evidence(DOCUMENT, FIVE, cross=-0.4)]) == ()
    others = [evidence(DOCUMENT, NONE, cross=2.0)] * 3
    assert corrections("What are the seven principles?", [*others, evidence(DOCUMENT, FIVE, cross=1.0)]) == ()
    assert corrections("What are the seven principles?", []) == ()


COUNTS = [
    "There are 164,000 vacancies.",
    "Twenty-five trusts took part.",
    "It reaches 1.5 million people.",
    "Of 42 systems, 12 systems had a plan.",
    "Between 1-25 forms were sent for £30 vouchers in 2021 rounds.",
]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Why are there 164000 vacancies?", []),
        ("Why are there 170,000 vacancies?", [("170000 vacancies", "164000")]),
        ("Which 25 trusts took part?", []),
        ("Why does it reach 2 million people?", []),
        ("Why did 12 systems have a plan?", []),
        ("Why did 13 systems have a plan?", [("13 systems", "42")]),
        ("Who sent the 20 forms?", []),
        ("Who got the 20 vouchers?", []),
        ("What were the 2024 rounds?", []),
    ],
)
def test_numbers_are_read_whole(question: str, said: list[tuple[str, str]]) -> None:
    document = made(*COUNTS)
    told = [f"The question says {asked}; the source says {stated}." for asked, stated in said]
    found = [notice.text for text in COUNTS for notice in corrections(question, [evidence(document, text)])]
    assert found == told


@given(
    st.one_of(
        st.text(max_size=80), st.lists(st.sampled_from("2 12 five six principles pages £ of".split())).map(" ".join)
    )
)
def test_any_question_is_read(question: str) -> None:
    notices = corrections(question, [evidence(DOCUMENT, FIVE), evidence(DOCUMENT, SIX)])
    assert {notice.kind for notice in notices} <= {"premise"}


LENT = Piece("Nurses were lent for weeks in March.", section=("The towns", "Oakham Vale"))
SAILED = Piece("Boats were sailed by Ottoline Marsh in April.", section=("The towns", "The Harbour"))
# Longer than a short page, all of which is about its subject.
REST = "Some lie in Oakham Vale or the Harbour. " * 250
TOWNS = made(LENT, SAILED, REST, "Nothing stands above.")
ELSEWHERE = "the passage that comes nearest, under “Oakham Vale”, does not."


def misplacing(question: str, *texts: str, document: Document = TOWNS) -> list[str]:
    found = misplaced(read_question(question), question, [evidence(document, text) for text in texts])
    assert {notice.kind for notice in found} <= {"doubt"}
    return [notice.text for notice in found]


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("What did Marsh lend?", "Marsh"),
        ("What did Ottoline Marsh lend?", "Ottoline Marsh"),
        ("What was Marsh’s loan?", "Marsh"),
        ("What did Marsh lend to Oakham?", "Marsh"),
        ("Describe Marsh's loan", "Marsh"),
        ("What did Oakham lend?", None),
        ("What did the Vale's nurses do?", None),
        ("What was lent in April?", None),
        ("What did Quillfeather lend?", None),
        ("What did the Publisher lend?", None),
        ("Describe Oakham's loan", None),
        ("What did marsh lend?", None),
        ("What was lent?", None),
        ("How do Marsh and Oakham differ?", None),
    ],
)
def test_what_is_ascribed_to_another_is_said(question: str, shown: str | None) -> None:
    expected = [] if shown is None else [f"The question speaks of {shown}; {ELSEWHERE}"]
    assert misplacing(question, LENT.text, SAILED.text) == expected


def test_only_where_the_best_passage_stands_counts() -> None:
    assert misplacing("What did Marsh lend?", SAILED.text, LENT.text) == []
    assert misplacing("What did Marsh lend?") == []
    assert misplacing("What did Marsh lend?", "Nothing stands above.", SAILED.text) == []


def test_a_name_that_all_of_a_document_holds_is_of_no_passage_alone() -> None:
    parts = [Piece(f"Towns of Wessex have {each} mills and boats.", section=(each,)) for each in ("Elm", "Oak", "Ash")]
    more = [Piece(f"Wessex counts {each} of its hills.", section=(each,)) for each in ("forty", "sixty", "ninety")]
    document = made(LENT, SAILED, *parts, *more, REST)
    assert misplacing("What did Wessex lend?", LENT.text, parts[0].text, document=document) == []
    assert len(misplacing("What did Marsh lend?", LENT.text, SAILED.text, document=document)) == 1


def test_all_of_a_short_page_is_of_its_subject() -> None:
    assert misplacing("What did Marsh lend?", LENT.text, document=made(LENT, SAILED)) == []


def test_a_question_that_follows_another_may_name_what_no_passage_holds() -> None:
    found: list[Evidence] = [evidence(TOWNS, LENT.text), evidence(TOWNS, SAILED.text)]
    asked = read_question("What did Marsh lend?")
    assert len(misplaced(asked, asked.text, found)) == 1
    assert misplaced(replace(asked, follows=True), asked.text, found) == ()
