"""What the encoders read of a chunk and of a unit stands below its headings and its lead-in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.ingestion.splitter import split
from assistant.retrieval.passages import (
    brief,
    card,
    front_role,
    introduction,
    is_short,
    passage,
    sentence,
    stated,
    unit_passage,
)
from assistant.types import Part
from tests.made import Piece, chunk_with, listed, made, rows

LEAD = "The **habits** that stood out in every town were these:"
LONG = " ".join(f"word{number}" for number in range(60))
DOCUMENT = made(
    Piece("The desk opened <sup>1</sup> early.", section=("One", "Two")),
    listed(LEAD, "meeting\tonce", LONG, section=("Habits",)),
    "Nothing stands above.",
)
FRONT = replace(
    made(
        Piece("About desks", part=Part.FRONT),
        Piece("Dr Ottoline Marsh", part=Part.FRONT),
        Piece("Version 2", part=Part.FRONT),
        Piece("May 2031", part=Part.FRONT),
    ),
    title="About desks",
    authors=("Ottoline Marsh",),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The desk opened", "The note > One > Two\nThe desk opened 1 early."),
        ("Nothing stands", "The note\nNothing stands above."),
        (
            "meeting",
            "The note > Habits\nThe habits that stood out in every town were these:\n- meeting | once\n- " + LONG,
        ),
    ],
)
def test_a_passage_stands_below_its_path(text: str, expected: str) -> None:
    chunk, _ = chunk_with(DOCUMENT, text)
    assert passage(DOCUMENT, chunk) == expected.replace(" 1 early", " early")


def test_a_long_documents_title_stands_only_where_no_heading_does() -> None:
    long = replace(DOCUMENT, text=DOCUMENT.text + " " * 8_000)
    assert passage(long, chunk_with(DOCUMENT, "The desk")[0]).startswith("One > Two\n")
    assert passage(long, chunk_with(DOCUMENT, "Nothing")[0]).startswith("The note\n")


@pytest.mark.parametrize(("length", "expected"), [(1, True), (7_999, True), (8_000, False)])
def test_a_page_is_short_by_its_characters(length: int, expected: bool) -> None:
    assert is_short(replace(DOCUMENT, text="x" * length)) is expected


@pytest.mark.parametrize(
    ("text", "whole", "short"),
    [
        ("The desk opened", "Two: The desk opened early.", "Two: The desk opened early."),
        ("Nothing stands", "The note: Nothing stands above.", "The note: Nothing stands above."),
        (
            "meeting",
            "Habits: The habits that stood out in every town were these: meeting – once",
            "Habits: The habits that stood out in every town were these: meeting – once",
        ),
        (
            "word59",
            f"Habits: The habits that stood out in every town were these: {LONG}",
            f"Habits: The habits that stood out in every town were these: {LONG[: LONG.index(' word40')]}",
        ),
    ],
)
def test_a_unit_stands_below_its_heading_and_lead_in(text: str, whole: str, short: str) -> None:
    chunk, unit = chunk_with(DOCUMENT, text)
    assert (unit_passage(DOCUMENT, chunk, unit), brief(DOCUMENT, chunk, unit)) == (whole, short)


def test_the_end_of_a_long_lead_in_is_read() -> None:
    document = made(listed(f"{LONG}:", "one", "two"))
    chunk, unit = chunk_with(document, "- two")
    assert introduction(document, chunk, unit) == f"The note: {LONG}: "
    assert introduction(document, chunk, unit, 2) == "The note: word58 word59: "
    assert brief(document, chunk, unit) == f"The note: {LONG[LONG.index('word45') :]}: two"


def test_a_sentence_is_on_one_line_without_its_bullet() -> None:
    document = made(listed("", "one\n   thing", "two"))
    assert sentence(document, chunk_with(document, "two")[1]) == "two"


@pytest.mark.parametrize(
    ("line", "role", "asked"),
    [
        ("About desks", "title", "title"),
        ("Dr Ottoline Marsh", "authors", "written by the authors, who wrote it"),
        ("Version 2", "edition", "when it was published, date, version, edition, updated"),
        ("May 2031", "edition", "when it was published, date, version, edition, updated"),
    ],
)
def test_a_title_pages_lines_have_roles(line: str, role: str, asked: str) -> None:
    chunk, unit = chunk_with(FRONT, line)
    assert front_role(FRONT, unit) == role
    assert unit_passage(FRONT, chunk, unit) == brief(FRONT, chunk, unit) == f"About desks: {asked}: {line}"


def test_of_a_title_page_the_card_is_indexed() -> None:
    (chunk,) = split(FRONT)
    said = "About desks. Publisher of the note, a sketch."
    assert passage(FRONT, chunk) == card(FRONT) == f"{said} Who wrote it: the authors are Ottoline Marsh."
    whole = replace(FRONT, published="2031-05", facts="It has 4 lines")
    assert card(whole) == f"{card(FRONT)} When it was published: the date is 2031-05. It has 4 lines."
    assert card(replace(FRONT, authors=())) == said


TABLE = made(
    "Table 2: What the desks cost (£ million)",
    rows("Desk\t2030\t2031\tHead", "Harbour\t1.4\t2.3\tMarsh", "Vale\t0.9\tnot known\tOkoro"),
    rows("Desk\tCost (£)", "Harbour\t£1,200", "Vale\t900"),
    rows("Term\tMeaning", "Desk\tAn office", "Vale\tA valley"),
)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Harbour\t1.4", "What the desks cost (£ million): Harbour: 2030 £1.4, 2031 £2.3, Head Marsh"),
        ("Vale\t0.9", "What the desks cost (£ million): Vale: 2030 £0.9, 2031 not known, Head Okoro"),
        ("Vale\t900", "Vale: Cost (£) £900"),
        ("Harbour\t£1,200", "Harbour: Cost (£) £1,200"),
        ("Desk\tAn office", "Desk – An office"),  # nothing says that its columns have names
    ],
)
def test_a_row_is_read_with_the_names_of_its_columns(row: str, said: str) -> None:
    chunk, unit = chunk_with(TABLE, row)
    assert stated(TABLE, unit) == said
    assert brief(TABLE, chunk, unit) == unit_passage(TABLE, chunk, unit)
    assert unit_passage(TABLE, chunk, unit).endswith(said)
