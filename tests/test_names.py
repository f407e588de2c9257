"""Names of places and organisations are found whole, and nothing else is."""

from __future__ import annotations

import pytest

from assistant.answering.names import Names

TEXT = (
    "Oak and Ash lend staff. Oak and Ash met Elm. The blended desk of Great Welling is a desk for roles. A vale. "
    "Great Welling paid. The great desk. The Miller’s Fund gave. The Miller’s Fund was asked. Elm’s Tidal desk."
    " A Tidal wave. A tidal one."
)
NAMES = Names([TEXT], TEXT.count)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Blended desks in Great Welling", ["Great Welling"]),
        ("Tidal desk in Elm", ["Elm"]),
        ("The Blended Desk Roles of Elm", ["Elm"]),
        ("Millford-wide, GP-funded, ICB and Elm ICS", ["Millford", "Elm"]),
        ("Oak and Ash met Elm and Beech", ["Oak and Ash", "Elm", "Beech"]),
        ("Elm’s Tidal programme", ["Elm", "Tidal"]),
        ("what the Miller’s Fund says of Elm's work", ["Miller’s Fund", "Elm"]),
        ("In June, on Wednesdays, Stoke-upon-Vale Council met.", ["Stoke-upon-Vale Council"]),
        ("Great Welling’s desk", ["Great Welling"]),
        ("nothing at all", []),
    ],
)
def test_names_are_whole(text: str, expected: list[str]) -> None:
    assert NAMES.of(text) == expected


def test_a_place_is_what_something_is_in() -> None:
    assert NAMES.place("The Miller’s Fund paid in Elm") == "Elm"
    assert NAMES.place("Elm paid the Miller’s Fund") == "Elm"
    assert NAMES.named_place("Elm paid") == ""
