"""A passage speaks of whom its section names; a name is held as a word or at the beginning of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.questions import read_question
from assistant.answering.subjects import (
    holds,
    is_about,
    known_names,
    names_heading,
    names_term,
    names_theme,
    of_its_subject,
    of_named,
    unknown_name,
    unknown_subject,
)
from assistant.retrieval.queries import Query
from assistant.types import Document, Part
from tests.made import Piece, evidence, made

LONG = "Boats lie there. " * 500
OAKHAM = Piece("The desk cost £230.", section=("Oakham",))
VALE = Piece("The desk cost £450.", section=("Valeshire",))
TOWNS = made(OAKHAM, VALE)
LONG_TOWNS = made(OAKHAM, VALE, LONG)


@pytest.mark.parametrize(
    ("document", "names", "expected"),
    [
        (LONG_TOWNS, ["Oakham"], False),
        (LONG_TOWNS, ["Vale"], True),
        (LONG_TOWNS, ["Vale", "Oakham"], False),
        (LONG_TOWNS, ["Publisher"], True),
        (LONG_TOWNS, ["Harbour"], False),
        (replace(LONG_TOWNS, names=("The Harbour paper",)), ["Harbour"], True),
        (LONG_TOWNS, [], True),
        (TOWNS, ["Desk", "Vale"], True),
        (TOWNS, ["Harbour"], False),
        (made("Oakham lends nurses.", VALE), ["Oakham"], True),
        (made("Oakham lends nurses.", VALE, LONG), ["Oakham"], False),
    ],
)
def test_a_unit_is_about_whom_its_section_or_short_page_names(
    document: Document, names: list[str], expected: bool
) -> None:
    assert is_about(evidence(document, "£450"), names) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Oakham", True),
        ("OAKHAM's", True),
        ("Oak", True),
        ("ham", False),
        ("O'Hara", True),
        ("O’Hara’s", True),
        ("Vale", False),
        ("O.kham", False),
    ],
)
def test_a_text_holds_a_name_as_a_word_or_at_the_beginning_of_one(name: str, expected: bool) -> None:
    assert holds("The oakham desk was run by O’Hara.", name) is expected


@pytest.mark.parametrize(
    ("question", "known", "unknown"),
    [
        ("What did Oakham pay?", ["Oakham"], None),
        ("In May, what did Vales and Oakham pay?", ["Vales", "Oakham"], None),
        ("What did Quillfeather pay?", [], "Quillfeather"),
        ("We asked Quillfeather. What did Oakham pay?", ["Oakham"], None),
        ("What did the QFR pay?", [], None),
        ("Director of nursing in Quillfeather: what did Oakham pay?", ["Oakham"], None),
        ("Practice nurse in Quillfeather here - what is paid?", [], None),
        ("As a GP in Quillfeather, what did Oakham pay?", ["Oakham"], None),
        ("Boats in Quillfeather: what is paid?", [], "Quillfeather"),
        ("In Quillfeather, what do nurses get?", [], "Quillfeather"),
        ("Do nurses in Quillfeather, when they row, pay?", [], "Quillfeather"),
    ],
)
def test_names_are_known_where_a_document_holds_them(question: str, known: list[str], unknown: str | None) -> None:
    found = [evidence(made("Oakham lends to Valeshire.", VALE), "£450")]
    assert known_names(question, found) == known
    assert unknown_name(read_question(question), found) == unknown


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What do the reports say about blockchain?", "blockchain"),
        ("what is said on the lending of boats?", None),
        ("What do the sources say about boats and blockchain?", None),
        ("How is blockchain used?", None),
    ],
)
def test_a_subject_that_no_document_has_a_word_of_is_told(question: str, expected: str | None) -> None:
    assert unknown_subject(question, [evidence(LONG_TOWNS, "£450")]) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did the desk in Oakham cost?", ["£230"]),
        ("What did the desk cost?", ["£230", "£450"]),
        ("What did the desk in Quillfeather cost?", ["£230", "£450"]),
        ("Compare the desks in Oakham and elsewhere", ["£230", "£450"]),
        ("Who runs the desk in Oakham and what did it cost?", ["£230"]),
    ],
)
def test_what_speaks_of_whom_the_question_names_is_its_evidence(question: str, expected: list[str]) -> None:
    document = made(replace(OAKHAM, text="Oakham's desk cost £230."), VALE, LONG)
    found = {cost: evidence(document, cost) for cost in ("£230", "£450")}
    of_it = of_its_subject(read_question(question), question, list(found.values()))
    assert [cost for cost in found if found[cost] in of_it] == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What do they say about nurses?", True),
        ("What does it say about lending a nurse?", True),
        ("What did they find out about nurses?", True),
        ("anything on nurses?", True),
        ("Is there anything else about nurses?", True),
        ("anything about boats?", False),
        ("What do they say about lending boats?", False),
        ("What do they say about boats?", False),
        ("How many nurses were lent?", False),
        ("What do they say about the?", False),
    ],
)
def test_a_theme_is_named_where_one_sentence_has_all_of_its_words(question: str, expected: bool) -> None:
    note = made("The desk lends nurses. Others lend.", name="note")
    assert names_theme(question, [evidence(note, "The desk lends nurses.")]) is expected
    assert not names_theme(question, [])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what is done for warm halls", True),
        ("What is done for a warm hall?", False),
        ("What did Oakham do?", False),  # a heading of one word stands in many a question
        ("What is our plan?", False),
    ],
)
def test_a_heading_of_several_words_is_named_word_by_word(question: str, expected: bool) -> None:
    document = made(OAKHAM, Piece("Two are open.", section=("Warm halls",)), Piece("It is new.", section=("Our plan",)))
    found = [evidence(document, text) for text in ("The desk cost", "Two are open", "It is new")]
    assert names_heading(question, found) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what is lending?", True),
        ("And what does lending mean", True),
        ("define lending", True),
        ("what is rowing?", False),
        ("what is lending worth?", False),
        ("lending", False),
    ],
)
def test_a_word_whose_meaning_is_asked_for_stands_in_a_unit(question: str, expected: bool) -> None:
    assert names_term(question, [evidence(made("Oakham lends nurses.", VALE), "Oakham lends")]) is expected


def test_who_is_called_by_initials_is_spoken_of_by_them() -> None:
    minutes = made(
        Piece("Present: Ottoline Marsh (OM), clerk", section=("Present",)), OAKHAM, LONG, "OM shut the door."
    )
    assert is_about(evidence(minutes, "shut the door"), ["Marsh"])
    assert not is_about(evidence(minutes, "shut the door"), ["Quill"])


@pytest.mark.parametrize(
    ("question", "named", "likely", "expected"),
    [
        ("What did desks cost, says the report?", ("towns",), 0.0, ["towns"]),
        ("What did desks cost, says the report?", ("towns",), 4.0, ["towns", "other"]),
        ("What did the publisher's desks cost?", ("towns",), 0.0, ["towns", "other"]),
        ("What did desks cost?", (), 0.0, ["towns", "other"]),
    ],
)
def test_of_a_document_that_is_named_its_own_word_counts_where_it_may_answer(
    question: str, named: tuple[str, ...], likely: float, expected: list[str]
) -> None:
    towns, other = made("The desk cost £230.", name="towns"), made("The desk cost £450.", name="other")
    found = [evidence(towns, "£230", cross=0.0), evidence(other, "£450", cross=likely)]
    query = Query(question, "", "", named, compares=False, parts=frozenset({Part.BODY}))
    assert [item.document.id for item in of_named(query, found)] == expected
