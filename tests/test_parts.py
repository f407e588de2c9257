"""What is searched for each part of a question, and what a question asks for in the documents' own words."""

from __future__ import annotations

import pytest

from assistant.answering.conversation import Standalone
from assistant.answering.parts import as_what_is, asked_for, is_of_our_words, parts, searched_for
from assistant.answering.question_patterns import Kind
from assistant.ingestion.splitter import split
from assistant.retrieval.queries import QueryReader
from tests.made import made

NOTE = made("The lending desk (LD) lends nurses.")
READER = QueryReader({"note": NOTE}, split(NOTE), frozenset())


@pytest.mark.parametrize(
    ("question", "part", "alone"),
    [
        ("What is a lending desk? Which three towns?", "What is a lending desk?", True),
        ("What is a lending desk? Which three towns?", "Which three towns?", True),
        ("What is a lending desk? Who runs it?", "Who runs it?", False),
        ("What is a lending desk? Who?", "Who?", False),
        ("What is a lending desk and which three towns?", "which three towns?", False),
    ],
)
def test_what_is_put_beside_a_question_is_searched_for_by_itself(question: str, part: str, alone: bool) -> None:
    whole = Standalone(question)
    assert searched_for(part, whole) == (Standalone(part) if alone else whole)


def test_a_definition_is_asked_for_with_what_an_abbreviation_stands_for() -> None:
    asked = asked_for("What is an LD?", READER)
    assert (asked.kind, asked.text) == (Kind.DEFINITION, "What is an LD (lending desk)?")


@pytest.mark.parametrize(
    ("question", "query", "expected"),
    [
        ("why?", "What is a desk? why?", True),
        ("why?", "why?", False),
        ("and Oakham?", "What is a desk in Oakham?", True),
        ("Oakham?", "Oakham?", False),
        ("Do nurses lend?", "Do nurses lend?", True),
        ("Do choirs lend?", "What is a desk? Do choirs lend?", False),
    ],
)
def test_a_follow_up_without_a_word_of_its_own_is_of_our_words(question: str, query: str, expected: bool) -> None:
    assert is_of_our_words(question, query, READER) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does lending mean?", "What is lending?"),
        ("So what do you mean by a lending desk, exactly?", "What is a lending desk?"),
        ("what's meant by lending", "What is lending?"),
        ("Define lending", "What is lending?"),
        ("What is the meaning of lending here?", "What is lending?"),
        ("What does the desk mean for nurses?", None),
        ("What does it mean?", None),
        ("Who defines lending?", None),
    ],
)
def test_what_something_means_is_asked_as_what_it_is(question: str, expected: str | None) -> None:
    assert as_what_is(question) == (expected or question)
    assert list(parts(question, READER)) == [expected or question]
