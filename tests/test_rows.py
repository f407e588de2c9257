"""A question names the row of a table that holds its answer, and that row is told, below the names of its columns."""

from __future__ import annotations

import pytest

from assistant.answering.answerers import ExtractiveAnswerer, unit_draft
from assistant.answering.citations import verify
from assistant.answering.evidence import Evidence
from assistant.answering.questions import read_question
from assistant.answering.rows import is_header, is_named
from assistant.types import Claim, Hit
from tests.made import chunk_with, made, rows

TABLE = made(
    "Table 2: Vacancies of the homes (per cent)",
    rows("\t2030\t\t2031", "Home\tPlan\tMade\tPlan\tMade", "Vale House\t1\t2\t3\t4", "Oak Rise Home\t5\t6\t7\t8"),
    "The homes meet once a month, and each of them says what it lacks.",
    rows("Step\tBy when", "Plans are sent in\tMay", "Plans that are late are sent back\tJune"),
)


def evidence(text: str, cross: float = 0.0) -> Evidence:
    chunk, unit = chunk_with(TABLE, text)
    return Evidence(TABLE, Hit(chunk, 1.0), unit, cross, cross, cross)


@pytest.mark.parametrize(
    ("question", "row", "named"),
    [
        ("How many vacancies has Vale House?", "Vale House", True),
        ("How many vacancies has Vale House?", "Oak Rise", False),
        ("What did Oak Rise plan in 2031?", "Oak Rise", True),  # a part of its name
        ("Did Oak Rise or Vale House keep to its plan?", "Vale House", True),
        ("Did Oak Rise or Vale House keep to its plan?", "Oak Rise", True),
        ("What was the rise in vacancies?", "Oak Rise", False),  # one word of three
        ("Tell me about Vale House", "Vale House", False),  # of all that is said of it, the table holds a part
        ("When are plans that are late sent back?", "Plans that are late", True),  # the name is enough
        ("How often do the homes meet?", "The homes meet", False),
    ],
)
def test_a_row_is_named(question: str, row: str, named: bool) -> None:
    assert is_named(question, TABLE, evidence(row).unit) is named


def test_the_rows_that_name_columns_are_known() -> None:
    assert [is_header(TABLE, evidence(row).unit) for row in ("\t2030", "Home\tPlan", "Vale", "The homes")] == [
        True, True, False, False,
    ]  # fmt: skip


def test_only_the_rows_that_are_asked_for_are_told_below_both_heads() -> None:
    asked = read_question("How many vacancies has Vale House?")
    found = [evidence(row, 3.0 - place) for place, row in enumerate(("Oak Rise", "Vale House", "Home\tPlan"))]
    drafts = list(ExtractiveAnswerer().draft(asked, found))
    assert [draft.text for draft in drafts] == [
        "2030 – – 2031\nHome – Plan – Made – Plan – Made\n- Vale House – 1 – 2 – 3 – 4"
    ]
    assert all(isinstance(verify(draft), Claim) for draft in drafts)


def test_rows_of_one_table_stand_together_below_both_heads() -> None:
    asked = read_question("Which home has more vacancies?")
    (draft,) = ExtractiveAnswerer().draft(asked, [evidence("Oak Rise", 3.0), evidence("Vale House", 2.0)])
    assert draft.text.split("\n")[2:] == ["- Vale House – 1 – 2 – 3 – 4", "- Oak Rise Home – 5 – 6 – 7 – 8"]
    assert isinstance(verify(draft), Claim)
    assert unit_draft(evidence("Oak Rise")).text.endswith("\n- Oak Rise Home – 5 – 6 – 7 – 8")
