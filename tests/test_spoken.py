"""Who asks to quote somebody is shown what people said, whole, with who they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.citations import verify
from assistant.answering.questions import read_question
from assistant.answering.spoken import quotations
from assistant.ingestion.structure import read_structure
from assistant.types import Claim, Document, Loaded
from tests.made import evidence

TEXT = (
    """# Boats of the Vale

## What crews told us

Crews are tired of the timetable.

We never know when we sail. It changes each night.

Crew member, Oakham

“The timetable is a joke.”

Fog is worse.

Fog came, and we sat in it. """
    + "It was grey. " * 60
    + """

Harbour director, Millford
"""
)


def read() -> Document:
    found = read_structure(Loaded(TEXT))
    return Document("boats", "Boats of the Vale", "Vale", TEXT, headings=found.headings, blocks=found.blocks)


DOCUMENT = read()
SAILS, CHANGES, JOKE, FOG, TIRED = (
    evidence(DOCUMENT, text) for text in ("We never know", "It changes", "a joke", "Fog came", "Crews are tired")
)


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("Any quotes on the timetable?", True),
        ("Quote a harbour director on fog", True),
        ("Give me a strong quote about fog", True),
        ("Give me something a crew member said on fog", True),
        ("What did they say of fog, in their own words?", True),
        ("Quote the four aims", False),
        ("Which firm gave the lowest quote?", False),
        ("What did the report say on fog?", False),
    ],
)
def test_what_asks_for_somebodys_own_words(question: str, *, quotes: bool) -> None:
    assert read_question(question).quotes is quotes


def test_what_was_said_is_told_whole_once_and_with_who_said_it() -> None:
    drafts = quotations(read_question("Any quotes on the timetable?"), [CHANGES, TIRED, SAILS, JOKE])
    assert [draft.text for draft in drafts] == [
        "We never know when we sail. It changes each night. – Crew member, Oakham",
        "“The timetable is a joke.”",
    ]
    assert all(isinstance(verify(draft), Claim) for draft in drafts)


def test_who_is_asked_for_comes_first_and_of_a_long_speech_the_sentence_is_told() -> None:
    drafts = quotations(read_question("Quote a harbour director on fog"), [replace(SAILS, score=2.0), FOG])
    assert [draft.text.rpartition(" – ")[2] for draft in drafts] == [
        "Harbour director, Millford",
        "Crew member, Oakham",
    ]
    assert drafts[0].text == "Fog came, and we sat in it. – Harbour director, Millford"


def test_where_nobody_is_to_be_quoted_or_nobody_spoke_of_it_nothing_is() -> None:
    assert quotations(read_question("Why are crews tired?"), [SAILS]) == []
    assert (
        quotations(read_question("Any quotes on cats?"), [replace(TIRED, cross=5.0), replace(SAILS, cross=0.0)]) == []
    )
