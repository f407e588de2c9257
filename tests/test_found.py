"""How far what was found answers a question, and what is told as not found."""

from __future__ import annotations

import pytest

from assistant.answering.found import Found
from assistant.answering.wording import doubtful
from assistant.types import Citation, Claim, Draft, Span
from tests.made import made

NOTE = made("The desk opened.", name="note")
OPENED = Claim("The desk opened.", (Citation(NOTE, 0, 16),))
DOUBT = doubtful("Who opened it?")


@pytest.mark.parametrize(
    ("found", "completeness"),
    [
        (Found("q", claims=[OPENED]), "complete"),
        (Found("q", claims=[OPENED], lacking=["a date"]), "partial"),
        (Found("q", claims=[OPENED], notices=[DOUBT]), "partial"),
        (Found("q", claims=[OPENED], notices=[DOUBT], lacking=["a date"]), "partial"),
        (Found("q", lacking=["a date"]), None),
        (Found("q"), None),
    ],
)
def test_what_is_doubted_is_not_called_complete(found: Found, completeness: str | None) -> None:
    assert found.completeness == completeness


def test_a_question_of_one_part_is_not_told_again_as_what_was_not_found() -> None:
    one = Found("q", asked=["Who opened it?"], lacking=["Who opened it?"])
    assert one.told == []
    assert Found("q", asked=["Who opened it?"], lacking=["a person"]).told == ["a person"]
    both = Found("q", asked=["Who opened it?", "When?"], lacking=["Who opened it?"])
    assert both.told == ["Who opened it?"]


@pytest.mark.parametrize(
    ("said", "limited"),
    [([], []), ([("a", "b")], ["a", "b"]), ([("a",), ("b", "a")], ["a", "b"]), ([("a",), ()], []), ([()], [])],
)
def test_a_question_is_limited_where_every_part_of_it_is(said: list[tuple[str, ...]], limited: list[str]) -> None:
    assert Found("q", said=said).limited == limited


SAID = made("The choir sings. It met in the barn. This drew a crowd.", name="choir")
SINGS, MET, DREW = (SAID.text.index(word) for word in ("The", "It", "This"))


def draft(*spans: tuple[int, int], text: str = "") -> Draft:
    shown = "\n".join(SAID.text[start:end].replace("\n\n", " ") for start, end in spans)
    return Draft(SAID, text or shown, tuple(Span(*span) for span in spans))


@pytest.mark.parametrize(
    ("claimed", "drafted", "beyond"),
    [
        ((SINGS, MET - 1), draft((SINGS, MET - 1)), None),
        ((SINGS, DREW - 1), draft((MET, DREW - 1)), None),
        ((SINGS, DREW - 1), draft((MET, DREW - 1), text="A barn held it."), "A barn held it."),
        ((SINGS, MET - 1), draft((SINGS, DREW - 1)), "It met in the barn."),
        ((SINGS, MET - 1), draft((MET, DREW - 1)), "It met in the barn."),
        ((MET, DREW - 1), draft((SINGS, len(SAID.text))), SAID.text),
    ],
)
def test_what_a_claim_says_and_quotes_is_not_told_again(
    claimed: tuple[int, int], drafted: Draft, beyond: str | None
) -> None:
    said = Claim(SAID.text[slice(*claimed)], (Citation(SAID, *claimed),))
    told = Found("q", claims=[OPENED, said]).beyond(drafted)
    assert (told and told.text) == beyond
    assert told is None or told.text in (SAID.text[told.spans[0].start : told.spans[-1].end], "A barn held it.")


def test_where_nothing_was_claimed_all_is_told() -> None:
    assert Found("q").beyond(draft((SINGS, MET - 1))) == draft((SINGS, MET - 1))
