"""Minutes and agendas say near their top which body met, and when; where it met is no publisher."""

from __future__ import annotations

import pytest

from assistant.ingestion.credits import Credits, read_credits
from assistant.ingestion.meetings import is_place
from assistant.types import Loaded

BODY = """PRESENT
Ada Vale (AV), Vale Hospital Trust
Li Wei, Oakham Council

1. Welcome

The board heard from the clerk that the buses had run on time in every month but one of the year.

ACTION 1: Ada to revise the plan. By 28 October 2032.
"""


def said(head: str) -> Credits:
    return read_credits(Loaded(f"{head}\n\n{BODY}"))


@pytest.mark.parametrize(
    ("head", "title", "publisher"),
    [
        (
            "VALE CARE BOARD\n\nMINUTES\n\nDate: 8 July 2031\nTime: 2.00 pm\nVenue: The Loft, Mill Street",
            "Vale Care Board: minutes, 8 July 2031",
            "Vale Care Board",
        ),
        (
            "Minutes of the Vale Care Board held on 8 July 2031 at 2pm\n\nCommittee Room 2, Civic Centre",
            "Minutes of the Vale Care Board held on 8 July 2031",
            "Vale Care Board",
        ),
        (
            "Draft minutes of a meeting of the Vale Health Committee\nheld on 8 July 2031 in the Council Chamber",
            "Draft minutes of a meeting of the Vale Health Committee, 8 July 2031",
            "Vale Health Committee",
        ),
        (
            "Vale Health Board\nAgenda\n8 July 2031, 10.00 am\nThe Guild, High Street\nStatus: issued 1 July 2031",
            "Vale Health Board: agenda, 8 July 2031",
            "Vale Health Board",
        ),
        (
            "The Quay, Mill Street\n\nMeeting of the Vale Board in public\n\nMinutes of the meeting held on 8 July 2031"
            "\n\nStatus: approved at the meeting of 9 September 2031",
            "Vale Board: minutes of the meeting held on 8 July 2031",
            "Vale Board",
        ),
        ("Vale Board minutes\n\n8 July 2031\n\nMicrosoft Teams", "Vale Board minutes, 8 July 2031", "Vale Board"),
        ("Notes of the Oakham Forum, 8 July 2031", "Notes of the Oakham Forum, 8 July 2031", "Oakham Forum"),
    ],
)  # fmt: skip
def test_minutes_are_of_a_body_and_a_day(head: str, title: str, publisher: str) -> None:
    found = said(head)
    assert (found.title, found.publisher, found.published) == (title, publisher, "2031-07-08")


@pytest.mark.parametrize(
    "title", ["Agenda for change: what the board says", "Minutes that count", "Notes from the field", "Agenda item 9"]
)
def test_what_sounds_like_minutes_is_none(title: str) -> None:
    found = said(f"Vale Trust\n\n{title}\n\nMay 2030")
    assert (found.title, found.publisher, found.published) == (title, "Vale Trust", "2030-05")


def test_a_paper_is_of_the_body_that_it_names_under_a_label() -> None:
    rows = "Meeting\tNHS Vale Care Board, in public\nDate\t8 July 2031\nAgenda item\t9\nReport title\tBuses by month"
    found = said(rows)
    assert (found.title, found.publisher, found.published) == ("Buses by month", "NHS Vale Care Board", "2031-07-08")


def test_whoever_has_an_address_may_publish() -> None:
    found = said("The Elm Institute, 4 Mill Street, Oakham OK1 2AB\n\nClose by\n\nMay 2030")
    assert (found.title, found.publisher, found.published) == ("Close by", "The Elm Institute", "2030-05")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The Old Loft, Mill Street, Oakham", True),
        ("Committee Room 2, Civic Centre", True),
        ("Oakham OK1 2AB", True),
        ("Venue: the old school", True),
        ("Green Lane Foundation", False),
        ("Vale Health Board", False),
    ],
)
def test_places(line: str, expected: bool) -> None:
    assert is_place(line) is expected
