"""A place's names are whole: a part of one is another place."""

from __future__ import annotations

import pytest

from assistant.drafting.place_names import names_in, place_names, without_common_end


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("Saltmarsh and the North Fens coast", ("Saltmarsh", "North Fens")),
        ("Isle of Larks; Stow-on-the-Hill", ("Isle of Larks", "Stow-on-the-Hill")),
        ("City of Larkby", ("Larkby",)),
        ("east larkby", ("East Larkby",)),
        ("three towns in the ICS of Larkby", ("Larkby",)),
        ("", ()),
    ],
)
def test_the_names_of_a_place(place: str, names: tuple[str, ...]) -> None:
    assert place_names(place) == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Humber and North Fens ICS hired a chair.", ("North Fens",)),
        ("The Fens are wet, and the North is cold.", ()),
        ("South Fens and Larkby agreed.", ("Larkby",)),
        ("In Greater Larkby, and nowhere else.", ("Larkby",)),
        ("She left for New Larkby.", ()),
        ("North Fensham and Larkbytown met.", ()),
    ],
)
def test_a_name_is_held_whole_or_not_at_all(text: str, found: tuple[str, ...]) -> None:
    assert tuple(names_in(("North Fens", "Larkby"), text)) == found


def test_words_at_the_end_that_are_no_names_are_left_out() -> None:
    assert without_common_end("Larkby Partnership", "Every partnership met in Larkby.") == "Larkby"
    assert without_common_end("North Fens", "The north is cold.") == "North Fens"
    assert without_common_end("Coast", "The coast.") == ""
