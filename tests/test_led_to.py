"""A sentence that leads to somebody's words, with these."""

from __future__ import annotations

import pytest

from assistant.answering.led_to import with_words
from assistant.types import Draft, Span
from tests.made import Piece, made, quoted

LEAD = "Some of the singers were candid about the barn in winter:"
SHORT = quoted("It is cold. We sing in coats.", "Choir leader")
LONG = quoted("It is cold. " + "We sing in coats and the coats are old. " * 12, "Choir leader")


@pytest.mark.parametrize(
    ("after", "shown"),
    [
        (SHORT, f"{LEAD}\n\n{SHORT.text}"),
        ("Nobody sings there.", LEAD),
    ],
)
def test_words_that_a_sentence_leads_to_stand_with_it_and_who_said_them(after: Piece | str, shown: str) -> None:
    document = made(LEAD, after)
    draft = with_words(Draft(document, LEAD, (Span(0, len(LEAD)),)))
    assert [document.text[span.start : span.end] for span in draft.spans] == [shown]
    assert draft.text == " ".join(shown.split())


def test_of_a_long_speech_the_sentences_that_fit_are_shown() -> None:
    document = made(LEAD, LONG)
    said = with_words(Draft(document, LEAD, (Span(0, len(LEAD)),))).text.removeprefix(LEAD)
    assert 40 < len(said.split()) <= 70
    assert said.endswith("are old.")


def test_a_sentence_without_a_colon_leads_to_nothing() -> None:
    document = made(LEAD.replace(":", "."), SHORT)
    draft = Draft(document, LEAD.replace(":", "."), (Span(0, len(LEAD)),))
    assert with_words(draft) == draft
