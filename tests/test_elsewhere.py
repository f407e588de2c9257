"""What others did on weak points: only what a named place or organisation is told to have done."""

from __future__ import annotations

import pytest

from assistant.drafting.criteria import find_criteria
from assistant.drafting.elsewhere import Elsewhere, done_elsewhere
from assistant.pipeline import Assistant
from tests.made import Piece, listed, made
from tests.made_assessments import DEED, FUNCTIONS, REPORT_ID, Told, guidance
from tests.test_case_studies import BUSES


def told(*documents: Piece | str, near: str, odds: float = 2.0) -> tuple[str, ...]:
    return _told(Told((guidance(), made(*documents, "Much else is said.", name="other")), (near,), odds))


def _told(sources: Told) -> tuple[str, ...]:
    found = list(done_elsewhere(sources, find_criteria("principles", sources.documents)[2:3], lambda *_: None))
    return tuple(claim.text for claim in found[0].claims)


@pytest.mark.parametrize(
    "said",
    [
        DEED,
        "The board is now chaired by a nurse, since Shropdale ICS asked for that in the spring.",
        "Hospitals in Shropdale have agreed a rate for extra hours.",
        "Across Shropdale and Welland, councils set up a school for home carers.",
    ],
)
def test_what_a_named_place_or_organisation_did_is_told(said: str) -> None:
    assert told(said, near=said) == (said,)


@pytest.mark.parametrize(
    "said",
    [
        "Systems shared a desk for all their staff in the spring.",  # nobody in particular
        "In Shropdale, two trusts should share a desk for all their staff.",  # what should be
        "In Shropdale, system-focused work is based on a shared and trusted aim.",  # what is
        "Forums have to be open to all who work in Shropdale and around it.",
        "In England, the trusts shared a desk for all their staff.",
    ],
)
def test_what_nobody_named_did_is_not_told(said: str) -> None:
    assert told(said, near=said) == ()


def test_what_lies_far_off_or_does_not_answer_is_not_told() -> None:
    assert told(DEED, near="Much else") == ()
    assert told(DEED, near=DEED, odds=-0.1) == ()


def test_a_case_study_is_told_below_the_name_of_whom_it_tells() -> None:
    hired = "A bus was hired for three winters, and carers chose its stops."
    assert _told(Told((guidance(), BUSES), (hired,))) == (f"Night buses around Ludlow\n- {hired}",)
    assert _told(Told((guidance(), BUSES), ("Stops lie at the doors",))) == ()


def test_the_guidance_that_the_criteria_are_of_does_not_tell_of_others() -> None:
    own = made(Piece("1. Agree a plan.\n2. Involve all.", section=("Core expectations",)), DEED, name=guidance().id)
    assert _told(Told((guidance(), own), (DEED,))) == ()


def test_a_deed_that_a_criterion_quotes_is_not_told_again() -> None:
    opening = Piece(DEED, section=("2 Functions", "Sharing a purpose"))
    functions = listed("The functions are:", *FUNCTIONS, section=("Key messages",))
    sources = Told(documents=(made(functions, opening, name=REPORT_ID),))
    criteria = find_criteria("functions", sources.documents)[:2]
    found = [len(each.claims) for each in done_elsewhere(sources, criteria, lambda *_: None)]
    assert found == [0, 1]


def test_nobody_is_asked_where_nothing_is_weak() -> None:
    sources = Told()
    assert list(done_elsewhere(sources, (), lambda *_: None)) == []
    assert sources.asked == []


@pytest.mark.slow
def test_on_the_briefings_whatever_is_told_names_who_did_it(
    assistant_on_briefings: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However far from the point: on the briefings nothing that is told is near enough to be shown.
    monkeypatch.setattr("assistant.drafting.elsewhere._ON_IT", -9.0)
    documents = assistant_on_briefings.documents
    found: list[Elsewhere] = []
    for name in ("functions", "principles"):
        found += done_elsewhere(assistant_on_briefings, find_criteria(name, documents)[:8], lambda *_: None)
    claims = [claim for each in found for claim in each.claims]
    assert claims
    for claim in claims:
        assert any(word[:1].isupper() for word in claim.text.split()[1:]), claim.text
