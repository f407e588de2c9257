"""What a document says of itself is found in its first lines, its imprint and its file's metadata."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.ingestion.credits import Credits, read_credits
from assistant.ingestion.dates import iso_date
from assistant.types import Heading, Loaded

PROSE = "The towns met every month and wrote down what they had agreed on, so that nobody forgot it."
COVER = "The Elm Institute\n\nClose by\n\nHow towns share a bus\n\nAda Vale, Tom O'Hara and Prof. Li Wei\n\nMarch 2025"


def said(cover: str, end: str = "") -> Credits:
    return read_credits(Loaded(f"{cover}\n\nContents\n\nOne 2\nTwo 3\nThree 4\n\n{PROSE}\n\n{end}\n"))


def test_a_cover_names_title_publisher_authors_and_date() -> None:
    people = ("Ada Vale", "Tom O'Hara", "Prof. Li Wei")
    assert said(COVER) == Credits("Close by", "The Elm Institute", "2025-03", people, "How towns share a bus")


def test_a_title_or_a_name_may_stand_in_a_line_with_a_date() -> None:
    found = said("Papers for the meeting of 14 May 2024\n\nVale Trust, June 2024")
    assert (found.title, found.publisher) == ("Papers for the meeting of 14 May 2024", "Vale Trust")
    assert said("Reviewed by us all on 14 May 2024\n\nClose by").title == "Close by"


def test_what_stands_below_a_section_or_in_a_table_is_no_part_of_a_cover() -> None:
    text = "Close by\n\nBoard\tTrust\n\nAt a glance\n\nBuses\n\nElm Trust, May 2020\n\nCosts\n\nThey cost £3.\n"
    levels = {"Close by": 1, "At a glance": 2, "Costs": 2}
    marked = [
        Heading(title, level, text.index(title), text.index(title) + len(title)) for title, level in levels.items()
    ]
    assert read_credits(Loaded(text, tuple(marked))) == Credits("Close by", None, None, (), "")


@pytest.mark.parametrize("line", ["From:\tVale Trust", "Publisher\tVale Trust", "Published by\tVale Trust"])
def test_a_row_may_name_the_publisher(line: str) -> None:
    assert said(f"Close by\n\n{line}\nVersion\t4").publisher == "Vale Trust"


def test_an_imprint_names_the_publisher() -> None:
    cover = "Close by\n\nA report on buses"
    assert said(cover, "Published by the Vale Trust, 1 Mill Road").publisher == "the Vale Trust"
    found = said(cover, "© Vale Trust 2024. All rights reserved.")
    assert (found.publisher, found.published) == ("Vale Trust", "2024")


@pytest.mark.parametrize(
    ("line", "publisher", "published", "authors"),
    [
        ("Published by Vale Trust, March 2025. Version 2.1, approved on 27 May 2025.", "Vale Trust", "2025-03", ()),
        ("The Elm Institute, May 2024. Written by Ada Vale and Tom O'Hara.", "The Elm Institute", "2024-05",
         ("Ada Vale", "Tom O'Hara")),
        ("Elm Evaluation Unit, for the Vale Trust. June 2025.", "Elm Evaluation Unit", "2025-06", ()),
        ("In March 2025 the Vale Trust met, and it wrote down what it had agreed on.", None, None, ()),
        ("By March 2025, Vale Trust, Elm Trust and others should have written down a plan.", None, None, ()),
        ("By Ada Vale and Tom O'Hara, May 2024.", None, "2024-05", ("Ada Vale", "Tom O'Hara")),
    ],
)  # fmt: skip
def test_credits_may_stand_in_a_line_of_prose(
    line: str, publisher: str | None, published: str | None, authors: tuple[str, ...]
) -> None:
    text = f"Close by\n\n{line}\n\nCosts\n\n{PROSE}\n"
    headings = (Heading("Close by", 1, 0, 8), Heading("Costs", 2, text.index("Costs"), text.index("Costs") + 5))
    assert read_credits(Loaded(text, headings)) == Credits("Close by", publisher, published, authors, "")


def test_whose_a_picture_is_has_not_published_the_document() -> None:
    assert said("Close by\n\nA report on buses", "Cover photo: © Vale Trust").publisher is None


def test_who_typed_a_file_has_not_published_it() -> None:
    loaded = Loaded(f"Close by\n\n{PROSE}\n", author="Ada Vale")
    assert read_credits(loaded) == Credits("Close by", None, None, ("Ada Vale",), "")
    assert read_credits(replace(loaded, author="Vale Trust")).publisher == "Vale Trust"


def test_a_title_goes_on_over_the_next_line() -> None:
    assert (
        said("The plan of the vale for the years\n2025 to 2028").title
        == "The plan of the vale for the years 2025 to 2028"
    )


def test_a_date_of_publication_goes_before_other_dates() -> None:
    assert said(
        "Close by\n\nFor the years from April 2026\n\nPublished 6 November 2024. Reviewed May 2025"
    ).published == ("2024-11-06")
    assert said("Close by\n\nNext review: September 2026").published is None


def test_dates_inside_the_text_are_none_of_the_document() -> None:
    loaded = Loaded("Close by\n\nThe towns met on 3 May 2020 to agree on how they would share their one bus.\n")
    assert read_credits(loaded).published is None


@pytest.mark.parametrize(("stated", "date"), [("2021", "2021"), ("2021/09", "2021"), ("n.d.", None)])
def test_a_date_in_a_files_metadata_may_be_a_year(stated: str, date: str | None) -> None:
    assert read_credits(Loaded(f"Close by\n\n{PROSE}\n", published=stated)).published == date


def test_the_highest_heading_is_the_title() -> None:
    assert (
        read_credits(Loaded("The Elm Institute\n\nClose by\n", (Heading("Close by", 1, 19, 27),))).title == "Close by"
    )


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-11-06T09:00:00Z", "2024-11-06"),
        ("2 September 2021", "2021-09-02"),
        ("on the 1st of May, then 1st June 2020", "2020-06-01"),
        ("June 5, 2023", "2023-06-05"),
        ("Sept 2022", "2022-09"),
        ("03/12/2024", "2024-12-03"),
        ("40 May 2020", None),
        ("2021/09/02", "2021-09-02"),
        ("2024/25", None),
        ("2021", None),
        ("", None),
    ],
)
def test_dates_are_written_alike(text: str, date: str | None) -> None:
    assert iso_date(text) == date


def test_a_files_title_ends_where_the_heading_does() -> None:
    heading = Heading("Sailing by turns", 1, 0, 16)
    loaded = Loaded("Sailing by turns\n\nSails are shared by all crews of the river.\n", (heading,))
    told = [
        read_credits(replace(loaded, title=title)).title
        for title in ("Sailing by turns - Ferry Office", "Sailing by turns | VALE", "Sailing by turns in winter")
    ]
    assert told == ["Sailing by turns", "Sailing by turns", "Sailing by turns in winter"]


def test_a_letterhead_names_its_organisation_before_the_part_of_it() -> None:
    text = f"Vale Ferry Inspectorate - upper river\n\nSailing by turns\n\n2 May 2025\n\n{PROSE}\n"
    assert read_credits(Loaded(text, title="Sailing by turns")).publisher == "Vale Ferry Inspectorate"


@pytest.mark.parametrize("line", ["Classification: Official", "Publication reference: PRN01877", "OFFICIAL"])
def test_how_a_document_is_filed_is_no_title(line: str) -> None:
    assert (
        read_credits(Loaded(f"{line}\n\nNight shifts on the quay\n\nHarbour Trust\n")).title
        == "Night shifts on the quay"
    )


@pytest.mark.parametrize(
    ("cover", "published"),
    [
        ("Close by\n\nPublished 3 March 2025, last updated 14 June 2025", "2025-06-14"),
        ("Close by\n\nPublished 3 March 2025\n\nNext review: June 2026", "2025-03-03"),
        ("Close by\n\nAdopted 22 April 2025", "2025-04-22"),
    ],
)
def test_what_was_updated_since_is_of_that_date(cover: str, published: str) -> None:
    assert said(cover).published == published


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("VALE PLACE PARTNERSHIP BOARD", "Vale Place Partnership Board"),
        ("NHS VALE AND THE FELLS TRUST", "NHS Vale and the Fells Trust"),
        ("PUBLIC BOARD MEETING", None),
    ],
)
def test_a_publisher_may_be_set_in_capitals(line: str, publisher: str | None) -> None:
    assert said(f"{line}\n\nHow towns share a bus, and what it costs").publisher == publisher


@pytest.mark.parametrize(
    "line", ["Revised plan for the buses | Ada Vale | 28 October 2031", "Updated by Li in May 2031"]
)
def test_what_is_revised_in_the_text_does_not_date_the_document(line: str) -> None:
    assert said("Close by\n\nPublished 3 March 2030", line).published == "2030-03-03"
