"""A follow-up that is answered with what was said before is told from one that brings something new."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.citations import verify
from assistant.answering.repeats import nothing_new, of_what_was_said
from assistant.types import Citation, Claim, Draft, Turn
from tests.made import made, place

DESK = made("The desk lends nurses.", "It opened in May.")


def claim(text: str) -> Claim:
    checked = verify(Draft(DESK, text, (place(DESK, text),), 1.0))
    assert isinstance(checked, Claim)
    return checked


LENDS, OPENED = claim("The desk lends nurses."), claim("It opened in May.")


@pytest.mark.parametrize(
    ("claims", "before", "expected"),
    [
        ([LENDS], "The desk lends nurses. [1]", True),
        ([LENDS], "As was asked:\n\n- The desk lends  nurses [2]; it is free.", True),
        ([LENDS, OPENED], "The desk lends nurses. [1]", False),
        ([LENDS], "Another desk lends nurses.", False),
        ([LENDS], "The desk lends nursesmaids.", False),
    ],
)
def test_what_brings_nothing_new(claims: list[Claim], before: str, expected: bool) -> None:
    assert (
        nothing_new("and what is it?", claims, [Turn("user", "What does it do?"), Turn("assistant", before)])
        is expected
    )


def test_what_the_user_said_was_not_told() -> None:
    assert not nothing_new("and what is it?", [LENDS], [Turn("user", "The desk lends nurses.")])


@pytest.mark.parametrize(
    "question",
    ["say that again", "can you repeat what it does?", "remind me what it does", "Who says that?", "shorter please",
     "Where does it say so?", "and which page is that on?"],
)  # fmt: skip
def test_who_asks_to_have_it_again_is_not_told_that_it_was_said(question: str) -> None:
    assert not nothing_new(question, [LENDS], [Turn("assistant", "The desk lends nurses. [1]")])


def test_a_small_part_of_the_last_answer_is_told_precisely() -> None:
    long = "The desk lends nurses. [1] It opened in May. [2] Two towns pay for it and for all who work there."
    before = [Turn("assistant", long), Turn("assistant", "It is near to the river and has two rooms and a garden.")]
    assert not nothing_new("when?", [OPENED], before[:1])
    assert nothing_new("what else?", [LENDS, OPENED], before[:1])
    assert nothing_new("when?", [OPENED], before)


@pytest.mark.parametrize("question", ["Is that still true?", "and is it still running", "Are they still lent out?"])
def test_whether_it_is_still_so_no_source_can_say(question: str) -> None:
    dated = replace(DESK, published="2031-05")
    told = claim("It opened in May.")
    dated_claim = Claim(told.text, tuple(Citation(dated, each.start, each.end) for each in told.citations))
    (notice,) = of_what_was_said(question, [dated_claim], [Turn("assistant", "It opened in May. [1]")])
    assert (notice.kind, notice.text.endswith("Publisher of the note, 2031-05.")) == ("still", True)


def test_beside_a_follow_up_stands_that_nothing_is_new() -> None:
    history = [Turn("user", "What does it do?"), Turn("assistant", "The desk lends nurses. [1]")]
    assert [each.kind for each in of_what_was_said("and what is it?", [LENDS], history)] == ["repeated"]
    assert of_what_was_said("and when?", [OPENED], history) == ()
    assert of_what_was_said("Is it still open?", [], history) == ()
