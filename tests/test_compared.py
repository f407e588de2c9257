"""A question that compares what it names is asked of each; any other stays as it is."""

from __future__ import annotations

import pytest

from assistant.answering.compared import of_each

TEXT = "Oak and Ash lend staff. Oak and Ash met Elm. Oak and Ash met Beech and Elm. Beech paid. Elm slept. Beech left."


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
        ("How do Beech, Elm, Yew and Lime compare?", []),  # too many
        ("How do they compare?", []),
    ],
)
def test_what_is_compared_is_asked_of_each(question: str, expected: list[str]) -> None:
    assert list(of_each(question, TEXT.count)) == (expected or [question])
