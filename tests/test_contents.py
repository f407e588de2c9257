"""The Contents list is read, and each of its entries is found in the text, in order."""

from __future__ import annotations

from assistant.ingestion.contents import Contents, Entry, find_contents, match_headings
from assistant.ingestion.lines import lines_of

LIST = """Contents

1 Beginnings 3
 Early meetings 3
 The first plan, and what became
 of it in the second year ........ 5
2 Later years 8
 Early meetings of clerks 9
Annex: the towns 12
"""
BODY = """
What follows tells of early meetings and of late ones, at some length.

1 Beginnings

- Early meetings
- Later years

Early meetings

The clerks met first in a barn and later in a hall, which was warmer.

The first plan, and what became
of it in the second year

It was kept in a drawer and read by nobody at all.

2 Later years

The later years were quieter, as most people who were there remember.

Early meetings of clerks

They met early.

Annex: the towns

Elmbridge and Oakham Vale.
"""
ENTRIES = (
    Entry("Beginnings", 1, "3"),
    Entry("Early meetings", 2, "3"),
    Entry("The first plan, and what became of it in the second year", 2, "5"),
    Entry("Later years", 1, "8"),
    Entry("Early meetings of clerks", 2, "9"),
    Entry("Annex: the towns", 1, "12"),
)


def found(text: str) -> Contents:
    contents = find_contents(lines_of(text))
    assert contents
    return contents


def titles(text: str) -> list[str | None]:
    headings = match_headings(lines_of(text), found(text))
    return [text[heading.start : heading.end] if heading else None for heading in headings]


def test_a_contents_list_gives_titles_levels_and_pages() -> None:
    contents = found(LIST + BODY)
    assert contents.entries == ENTRIES
    assert (LIST + BODY)[contents.span.start : contents.span.end] == LIST.rstrip()


def test_a_list_without_numbers_has_one_level() -> None:
    text = "# Table of contents\n\nOne .... 1\n  Two .... 2\nThree _____ iv\n"
    assert [(entry.title, entry.level) for entry in found(text).entries] == [("One", 1), ("Two", 1), ("Three", 1)]


def test_sections_are_numbered_by_depth() -> None:
    text = "Contents\n\n1 One 1\n1.1 Two 2\n1.1.1 Three 2\n2 Four 4\n"
    assert [entry.level for entry in found(text).entries] == [1, 2, 3, 1]


def test_too_few_entries_are_no_contents_list() -> None:
    assert find_contents(lines_of("Contents\n\nOne 1\nTwo 2\n\n\nText.\n")) is None
    assert find_contents(lines_of("Contents of the barn were sold.\n\nOne 1\nTwo 2\nThree 3\n")) is None


def test_pages_do_not_fall() -> None:
    text = "Contents\n\nOne 1\nTwo 2\nThree 3\n\n\nIn towns 2\n"
    assert [entry.page for entry in found(text).entries] == ["1", "2", "3"]


def test_each_entry_is_found_as_a_heading_in_order() -> None:
    assert titles(LIST + BODY) == [
        "1 Beginnings",
        "Early meetings",
        "The first plan, and what became\nof it in the second year",
        "2 Later years",
        "Early meetings of clerks",
        "Annex: the towns",
    ]


def test_a_list_item_of_the_same_title_is_not_the_heading() -> None:
    text = LIST + BODY
    heading = match_headings(lines_of(text), found(text))[3]
    assert heading
    assert heading.start > text.index("- Later years") + len("- Later years")
    assert (heading.title, heading.level) == ("2 Later years", 1)


def test_an_entry_that_is_not_there_is_left_out() -> None:
    text = (LIST + BODY).replace("\nEarly meetings\n", "\nMeetings\n").replace("- Early meetings\n", "")
    assert [title is None for title in titles(text)] == [False, True, False, False, False, False]


def test_a_repeated_title_is_not_taken_for_its_first_heading() -> None:
    text = (LIST + BODY).replace("\n2 Later years\n", "\n1 Beginnings continued\n\nMore of it.\n\n2 Later years\n")
    assert titles(text)[0] == "1 Beginnings"
