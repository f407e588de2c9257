"""How a case differs from a project, in words that the case and the brief hold."""

from __future__ import annotations

import pytest

from assistant.drafting.brief import Brief, Member
from assistant.drafting.contrast import differences, people_affected

BRIEF = Brief(
    "Residents fall at night.",
    place="Two valleys",
    people_affected="Residents and families",
    months=9,
    known="Talks.",
    team=(Member("district nurse"),),
)


def test_place_people_time_and_means_are_set_beside_each_other() -> None:
    text = "For two years the desk gave carers training by paramedics and nurses, with £40,000 of funding."
    assert differences(BRIEF, "A lending desk in Greater Dunwold and Wyke", {"Dunwold", "Wyke"}, text) == (
        "Place: there, Greater Dunwold and Wyke; here, Two valleys. "
        "People: there, carers; here, Residents and families. "
        "Team: there, paramedics as well. "
        "Time: there, two years; here, 9 months. "
        "Means: there, training, £40,000, funding; here, nothing of the kind was recognised in your brief."
    )


@pytest.mark.parametrize(
    ("affected", "said"),
    [
        ("Stroke survivors and their spouses", "Stroke survivors and their spouses"),
        ("Beekeepers.", "Beekeepers"),
        ("a b c d e f g h i j k l m n", "a b c d e f g h i j k l …"),
        ("", "nothing of the kind was recognised in your brief"),
    ],
)
def test_the_people_of_a_brief_are_those_that_it_names(affected: str, said: str) -> None:
    told = differences(Brief("Falls at night.", people_affected=affected), "The desk", (), "It helps residents.")
    assert told == f"People: there, residents; here, {said}."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("The lending desk", "It lends."),
        ("The lending desk", "It began in May 2021."),
        ("The lending desk", "It is for those aged 30-50 years, and 40 years of age is usual."),
        ("The lending desk", "It asks people with more of a wait."),
        ("Two valleys", "Residents and families met over 9 months."),
        ("The lending desk", "Nurses met patients and service users."),
    ],
)
def test_nothing_is_said_where_nothing_can_be_told_or_all_is_the_same(name: str, text: str) -> None:
    assert differences(BRIEF, name, frozenset(), text) == ""


def test_whom_everyone_speaks_of_is_nothing_that_both_have() -> None:
    told = differences(Brief("Ropes break."), "The desk", (), "It helps patients and carers.")
    assert told == "People: there, carers; here, nothing of the kind was recognised in your brief."


def test_what_both_have_is_no_difference() -> None:
    team = (Member("district nurse"), Member("home care worker"), Member("GP"))
    brief = Brief("Falls. We want training and a helpline.", place="South Dunwold and Wyke", team=team)
    text = "Nurses and paramedics had training, a campaign and a grant."
    assert differences(brief, "A desk in Dunwold", {"Dunwold"}, text) == (
        "Team: there, paramedics; here, home care worker, GP. Means: there, campaign, grant; here, helpline."
    )


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Dunwold Talking and Listening at Night project", "Dunwold"),
        ("Young people in North Central Wyke", "North Central Wyke"),
        ("Central desk", ""),
    ],
)
def test_a_place_is_read_out_of_the_name_of_a_case(name: str, place: str) -> None:
    told = differences(Brief("Falls", place="Elsewhere"), name, {"Dunwold", "Wyke"}, "")
    assert told == (f"Place: there, {place}; here, Elsewhere." if place else "")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Veterans and people who sleep rough find no help; veterans least.", ("veterans", "people who sleep rough")),
        ("People with dementia wait, and their carers are not told.", ("people with dementia", "carers")),
        ("Nurses leave; too many falls.", ()),
    ],
)
def test_who_may_be_affected_is_named_as_the_text_does(text: str, people: tuple[str, ...]) -> None:
    assert people_affected(text) == people
