"""A cover says what it is under labels: in the rows of a table, or on either side of a colon."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.ingestion.credits import read_credits
from assistant.ingestion.fields import Fields, read_fields
from assistant.ingestion.lines import lines_of
from assistant.types import Heading, Loaded

PROSE = "The towns met every month and wrote down what they had agreed on, so that nobody forgot it."


@pytest.mark.parametrize(
    ("cover", "fields"),
    [
        ("Report title\tThe buses\nAuthor(s)\tAda Vale, Driver", Fields("The buses", None, "Ada Vale, Driver")),
        ("Item\t8\tReport title:\tBuses by month", Fields("Buses by month")),
        ("Subject: Buses by month\nPrepared by: Ada Vale", Fields("Buses by month", None, "Ada Vale")),
        ("Organisation:\tVale Trust", Fields(None, "Vale Trust")),
        ("Title\tRole\tPlace\nBuses by month\tVale Trust", Fields()),
        ("How the title of a report is found: by reading it", Fields()),
    ],
)  # fmt: skip
def test_labels_tell_what_a_document_is(cover: str, fields: Fields) -> None:
    assert read_fields(lines_of(cover)) == fields


def loaded(text: str, **levels: int) -> Loaded:
    names = {name.replace("_", " "): level for name, level in levels.items()}
    marked = (Heading(name, level, text.index(name), text.index(name) + len(name)) for name, level in names.items())
    return Loaded(text, tuple(marked))


def test_a_board_paper_is_called_by_its_field_and_published_by_its_letterhead() -> None:
    rows = "Report title\tBuses by month\nMeeting date\t2 May 2031\tAgenda item\t8\nAuthor\tAda Vale, Driver"
    text = f"Vale Care Board\n\n{rows}\n\nSummary\n\n{PROSE}\n\nCosts\n\n{PROSE}\n"
    said = read_credits(loaded(text, Vale_Care_Board=1, Summary=1, Costs=1))
    assert (said.title, said.publisher, said.published) == ("Buses by month", "Vale Care Board", "2031-05-02")
    assert said.authors == ("Ada Vale",)


def test_a_cover_of_large_lines_ends_below_who_publishes_it() -> None:
    text = f"Close by\n\nThe plan\n\nVale Care Board\n\nAdopted 2 May 2031\n\nForeword\n\n{PROSE}\n\nAims\n\n{PROSE}\n"
    said = read_credits(loaded(text, Close_by=1, The_plan=1, Vale_Care_Board=3, Foreword=1, Aims=1))
    assert (said.title, said.publisher, said.published) == ("Close by", "Vale Care Board", "2031-05-02")


@pytest.mark.parametrize(
    ("sender", "publisher"), [("Department for Buses", "Department for Buses"), ("Ada Vale", "Bus.uk")]
)
def test_a_page_is_of_the_organisation_it_comes_from_and_not_of_the_web_site(sender: str, publisher: str) -> None:
    text = f"Buses by month\n\nFrom:\t{sender}\n\nAims\n\n{PROSE}\n\nCosts\n\n{PROSE}\n"
    page = replace(loaded(text, Buses_by_month=1, Aims=2, Costs=2), publisher="Bus.uk")
    assert read_credits(page).publisher == publisher
