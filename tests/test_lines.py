"""The lines of a text, and what the shape of one says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingestion.lines import Line, comparable, has_number, has_title_shape, joined, lines_of
from tests import files


def one(text: str) -> Line:
    """Return a line that stands alone."""
    (line,) = lines_of(text)
    return line


def test_lines_know_their_place_and_the_space_around_them() -> None:
    text = "One  \n\n\nTwo\nThree\n\n"
    assert lines_of(text) == (
        Line("One", 0, 3, gap=1, gap_after=2),
        Line("Two", 8, 11, gap=2, gap_after=0),
        Line("Three", 12, 17, gap=0, gap_after=1),
    )


def test_form_feeds_are_counted_and_are_no_part_of_a_line() -> None:
    assert [(line.text, line.feeds) for line in lines_of("One\n\fTwo\n\n\f\n\fThree\fFour\n")] == [
        ("One", 0),
        ("Two", 1),
        ("Three", 2),
        ("Four", 1),
    ]


@given(st.text(alphabet="ab \t\n\f\u2028#-", max_size=60))
def test_lines_hold_all_but_white_space(text: str) -> None:
    lines = lines_of(text)
    assert all(text[line.start : line.end] == line.text for line in lines)
    assert "".join("".join(line.text.split()) for line in lines) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "hashes", "title"),
    [
        ("## What it *cost*", 2, "What it cost"),
        ("What it cost", 0, "What it cost"),
        ("#hashtag", 0, "#hashtag"),
        ("**The shared diary** *continued*", 0, "The shared diary"),
        ("# The shared diary: continued", 1, "The shared diary"),
        ("The shared diary (continued)", 0, "The shared diary"),
    ],
)
def test_a_title_is_shown_without_marks(text: str, hashes: int, title: str) -> None:
    assert (one(text).hashes, one(text).title) == (hashes, title)


@pytest.mark.parametrize("text", ["---", " ***", "_____", "continued on next page", "*Continued overleaf*"])
def test_furniture_belongs_to_the_page(text: str) -> None:
    assert one(text).is_furniture
    assert not one(text).is_continued


@pytest.mark.parametrize("text", ["- continued from 2020 to 2022", "Continued on foot", "--", "What it cost"])
def test_other_lines_are_text(text: str) -> None:
    assert not one(text).is_furniture


def test_a_repeated_title_says_that_it_is_continued() -> None:
    assert one("Example: the shared diary *continued*").is_continued
    assert one("2. The shared diary – continued").is_continued


@pytest.mark.parametrize(
    "text",
    [
        "The work continued.",
        "It was agreed that the clinics should be continued",
        "- the weekly clinics should be continued",
        "- the weekly clinics: continued",
    ],
)
def test_what_is_continued_elsewhere_than_on_a_page_is_text(text: str) -> None:
    assert not one(text).is_continued


def test_rows_have_tabs_and_are_no_items() -> None:
    assert one("Elmbridge\t12").is_row
    assert not one("-\tElmbridge").is_row
    assert one("-\tElmbridge").is_item


@pytest.mark.parametrize(
    "title",
    ["1 What it cost", "2.1. What it cost", "A. What it cost", "# What it cost:", "**What It Cost**", "what it cost"],
)
def test_titles_are_compared_without_numbers_and_marks(title: str) -> None:
    assert comparable(title) == "what it cost"


def test_a_number_begins_a_title() -> None:
    assert has_number("3 Costs")
    assert has_number("3.1 Costs")
    assert not has_number("3rd town")
    assert not has_number("A Costs")


@pytest.mark.parametrize(
    "text",
    ["What it cost", "Who paid?", "1. Costs", "‘Town’ and country", "System projects – so far…", files.BOX_TITLE],
)
def test_a_heading_has_the_shape_of_a_title(text: str) -> None:
    assert has_title_shape(one(text))


@pytest.mark.parametrize(
    "text",
    [
        "It cost little.",
        "what it cost",
        "- Costs",
        "Town\tStaff",
        "Three habits:",
        files.QUOTATION,
        "© The towns",
        "2021",
        "---",
    ],
)
def test_other_lines_have_not(text: str) -> None:
    assert not has_title_shape(one(text))


def test_a_line_beside_another_has_not_the_shape_of_a_title() -> None:
    assert not any(has_title_shape(line) for line in lines_of("What it cost\nand who paid"))


def test_titles_are_joined() -> None:
    assert joined(lines_of("What it cost\nand *who* paid")) == "What it cost and who paid"
