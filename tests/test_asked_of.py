"""What one publisher is asked to say is cited from it alone, of the briefings, by the real models."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant
from assistant.types import Status, Turn

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("question", "publisher"),
    [
        ("What does the King’s Fund say about protected time?", "The King's Fund"),
        ("what do the kings fund say about culture", "The King's Fund"),
        ("According to the NHS Confederation, what is the risk for councils?", "NHS Confederation"),
        ("What does NHS England recommend on backfill?", "NHS England"),
    ],
)
def test_nobody_else_is_cited(assistant_on_briefings: Assistant, question: str, publisher: str) -> None:
    answer = assistant_on_briefings.ask(question)
    assert answer.status is Status.ANSWERED
    assert all(each.document.publisher.startswith(publisher) for claim in answer.claims for each in claim.citations)


def test_another_may_be_asked_next_and_who_says_nothing_is_told(assistant_on_briefings: Assistant) -> None:
    first = "What does the NHS Confederation say about trust?"
    said = assistant_on_briefings.ask(first)
    history = [Turn("user", first), Turn("assistant", said.text or said.claims[0].text)]
    other = assistant_on_briefings.ask("And the King's Fund?", history)
    assert other.query == "What does the King's Fund say about trust?"
    assert {each.document.publisher for claim in other.claims for each in claim.citations} == {"The King's Fund"}
    none = assistant_on_briefings.ask("What does the NHS Confederation say about unpaid carers?")
    assert none.status is Status.NOT_COVERED
    assert [notice.kind for notice in none.notices] == ["named"]
    assert "Only 1 of 5 documents was searched" in none.notices[0].text
