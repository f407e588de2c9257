"""A sentence is said to be near to a brief only where both surely speak of the same, in words that are shown."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.drafting.brief import Brief, Member
from assistant.drafting.case_studies import case_studies
from assistant.drafting.fitting import Fitting, matters_of
from assistant.drafting.nearness import Near, Nearness
from assistant.ingestion.splitter import split
from tests.made import Piece, made

FILLER = [
    f"Boards met in hall {number} and agreed how staff would share the work of the system." for number in range(60)
]


def near(text: str, brief: Brief, *, nearness: float = 3.0, section: tuple[str, ...] = ()) -> Near:
    """Return what a sentence among many others is near to, if its own nearness to every matter were that."""
    document = made(*FILLER, Piece(text, section=section), name="hall")
    units = tuple((chunk, unit) for chunk in split(document) for unit in chunk.units)
    place = next(number for number, (_, unit) in enumerate(units) if text in document.text[unit.start : unit.end])
    matters = matters_of(brief)
    scores = np.full((len(matters), len(units)), nearness)
    cases = {document.id: case_studies(document)}
    fitting = Fitting({document.id: document}, cases, units, (), matters, np.zeros((0, len(units))), scores)
    return Nearness.of(fitting).at(place)


def nearness(brief: Brief, *texts: str) -> Nearness:
    """Return how rare words are in these texts among many others, for a brief."""
    document = made(*FILLER, *texts, name="hall")
    units = tuple((chunk, unit) for chunk in split(document) for unit in chunk.units)
    matters = matters_of(brief)
    scores = np.zeros((len(matters), len(units)))
    cases = {document.id: case_studies(document)}
    return Nearness.of(Fitting({document.id: document}, cases, units, (), matters, np.zeros((0, len(units))), scores))


INHALERS = Brief(
    "Practices prescribe inhalers out of habit, and used inhalers are never returned to the pharmacies.",
    place="Saltmarsh and the North Fens",
    worries="Clinicians think that this is only cost cutting\nWe have no time",
)


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("One town gathered all its inhalers in a box by the door.", "problem", ("inhalers",)),
        ("A bin for used inhalers stood in both pharmacies.", "problem", ("used inhalers", "pharmacies")),
        ("In Saltmarsh, the boards share one bus.", "place", ("Saltmarsh",)),
        ("Towns in Saltmarsh and in the North Fens ICS share one bus.", "place", ("Saltmarsh", "North Fens")),
        ("Everybody suspected cost cutting at first.", "worries", ("cost cutting",)),
    ],
)
def test_what_shares_telling_words_is_near_and_says_which(text: str, field: str, words: tuple[str, ...]) -> None:
    found = near(text, INHALERS)
    assert (found.field, found.words) == (field, words)


@pytest.mark.parametrize(
    "text",
    [
        "General practices work with patients and clinicians across the whole system.",
        "The habit of meeting on Mondays was hard to break.",
        "Two isles in the north share a bus.",
        "Boards agreed how staff would share the work.",
        "What was prescribed by the ministry was seldom done.",
    ],
)
def test_words_of_every_project_a_single_word_and_another_form_of_it_show_nothing(text: str) -> None:
    assert near(text, INHALERS) == Near()


def test_a_word_that_much_of_the_sources_holds_is_no_topic() -> None:
    assert (
        near("They agreed on a hall.", Brief("A hall for all: the hall is closed when boards have agreed.")) == Near()
    )


def test_words_alone_are_not_enough_where_the_sentence_lies_far() -> None:
    text = "One town gathered all its inhalers in a box by the door."
    assert near(text, INHALERS, nearness=0.5) == Near()


def test_professions_are_near_where_two_are_shared_and_organisations_never() -> None:
    brief = Brief("It rains.", team=(Member("paramedic", "lighthouse trust"), Member("occupational therapist")))
    assert near("A paramedic and an occupational therapist went first.", brief).field == "team"
    assert near("The lighthouse trust went first, and the lighthouse was lit.", brief) == Near()


def test_a_sentence_is_read_below_the_name_of_its_case() -> None:
    brief = Brief("Residents of care homes go hungry at night.")
    text = "The Dunwold team brought hot soup in the evening and cut falls by a third."
    assert near(text, brief) == Near()
    assert near(text, brief, section=("Case study: care homes in Dunwold",)).words == ("care homes",)


@pytest.mark.parametrize(
    ("text", "words", "enough"),
    [
        ("One town gathered all its inhalers in a box.", ("inhalers",), False),
        ("One town gathered all its inhalers; inhalers were never thrown away.", ("inhalers",), True),
        ("One town gathered inhalers in barns, and hay in other barns.", ("inhalers", "barns"), True),
        ("The habit of meeting in barns was hard to break; the barns were full of hay.", ("barns",), True),
        ("A barn was full.", (), False),
        ("People in practices share, and nurses take their days, which they spend alone.", (), False),
    ],
)
def test_a_case_shares_what_tells_a_topic_and_of_short_words_what_it_says_twice(
    text: str, words: tuple[str, ...], enough: bool
) -> None:
    brief = Brief("Nurses spend days alone on inhalers that are never returned; practices have no barns.")
    assert nearness(brief, text).common(text) == (words, enough)


def test_of_a_matter_the_sources_hardly_speak_and_words_of_every_text_are_none() -> None:
    shown = nearness(Brief("It rains."), "The debt of one farmer was paid.")
    assert shown.is_seldom("livestock")
    assert not any(map(shown.is_seldom, ["farmers", "hall", "spend", "days", "allowed", "twice", "people", "odd"]))


@pytest.mark.parametrize("asks", ["Draft a plan for our fellows.", "Can you plan it with us?", "Write me a plan."])
def test_a_sentence_that_asks_for_a_plan_is_no_matter(asks: str) -> None:
    told = "Residents of care homes fall at night and nobody who lifts them is on duty."
    assert [matter.text for matter in matters_of(Brief(f"{asks} {told}"))] == [told]
