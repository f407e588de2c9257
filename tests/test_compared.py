"""A question that compares what it names is asked of each; any other stays as it is."""

from __future__ import annotations

import pytest

from assistant.answering.compared import asks_which, of_each

TEXT = "Oak and Ash lend staff. Oak and Ash met Elm. Oak and Ash met Beech and Elm. Beech paid. Elm slept. "
TEXT += "Beech left. By rule 1 all pay, by rule 5 none."


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How do Beech and Elm differ in pay?", ["How do Beech differ in pay?", "How do Elm differ in pay?"]),
        ("Compare Beech with Elm", ["Compare Beech", "Compare Elm"]),
        ("Are Beech and Elm alike?", ["Are Beech alike?", "Are Elm alike?"]),
        ("Pay: Beech versus Oak and Ash?", ["Pay: Beech?", "Pay: Oak and Ash?"]),
        ("How do Beech, Elm and Yew compare?", ["How do Beech compare?", "How do Elm compare?", "How do Yew compare?"]),
        ("Is the Desk of Elm unlike the Desk of Yew, or the same?", []),
        ("How is Oak and Ash different?", []),  # one name
        ("What do Beech and Elm pay?", []),  # nothing is compared
        ("What do Beech and Yew pay?", ["What do Beech pay?", "What do Yew pay?"]),  # no document knows Yew
        ("What do Yew and Lime pay?", []),
        ("Since Beech and Elm pay well, what do they pay?", []),
        ("How do Beech, Elm, Yew and Lime compare?", []),  # too many
        ("How do they compare?", []),
        ("Which is bigger, Beech or Elm?", ["How big is Beech?", "How big is Elm?"]),
        ("which of the two has more nurses: Elm or Yew?", ["How many nurses has Elm?", "How many nurses has Yew?"]),
        ("Which was the most costly, Beech, Elm or Yew?", [f"How costly is {n}?" for n in ("Beech", "Elm", "Yew")]),
        ("Which is better, Beech or Elm?", []),
        ("Compare rule 1 and rule 5", ["Compare rule 1", "Compare rule 5"]),
        ("Compare rules 1 and 5", ["Compare rule 1", "Compare rule 5"]),
        ("Compare the first rule with the fifth", ["Compare rule 1", "Compare rule 5"]),
        ("How do the first and fifth rules differ?", ["How do rule 1 differ?", "How do rule 5 differ?"]),
        ("Compare the first desk with the fifth", []),  # no document numbers them
    ],
)
def test_what_is_compared_is_asked_of_each(question: str, expected: list[str]) -> None:
    assert list(of_each(question, TEXT.count)) == (expected or [question])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("which is bigger?", True),
        ("and which one has the most nurses?", True),
        ("which is bigger, Beech or Elm?", False),
        ("which is it?", False),
        ("who is the leader of Elm?", False),
    ],
)
def test_which_of_some_has_more(question: str, expected: bool) -> None:
    assert asks_which(question) is expected


@pytest.mark.parametrize(
    ("longer", "long"),
    [
        ("bigger", "big"),
        ("largest", "large"),
        ("longer", "long"),
        ("older", "old"),
        ("wider", "wide"),
        ("smaller", "small"),
        ("busiest", "busy"),
        ("cheaper", "cheap"),
        ("newer", "new"),
    ],
)
def test_a_comparative_is_formed_of_its_positive(longer: str, long: str) -> None:
    assert of_each(f"Which is {longer}, Beech or Elm?", TEXT.count)[0] == f"How {long} is Beech?"
