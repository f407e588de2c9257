"""Whether a text speaks of what a section of a plan is about, as any publication may say it."""

from __future__ import annotations

import pytest

from assistant.drafting.plan_sections import TOPICS
from assistant.drafting.section_words import speaks_of, tells_of_trouble

SPOKEN = {
    "fit": "The harbours share a purpose, and put rust before paint.",
    "people": "Ferry users said what they missed, and were heard.",
    "team": "Each profession on the quay has the same say.",
    "sponsor": "The harbour board leaves decisions on ropes to the quay.",
    "time": "A day a week is kept free, and the lock is covered by locums.",
    "partners": "The coastguard and the council met until they trusted each other.",
    "approach": "They started with two boats, and tested one knot.",
    "milestones": "It took nine months before the first boat left.",
    "learning": "Skippers shadow a pilot and meet in action learning sets.",
    "measures": "Fewer ropes broke: a survey found it in every quarter.",
    "risks": "The quays competed for the same tide.",
    "spread": "Other places took it up, tailored to their own tides.",
    "close": "At the end they told stories of what they had learned.",
}
OFF = "Boats are painted blue and white where the wind comes from the west."


@pytest.mark.parametrize("topic", [topic.id for topic in TOPICS])
def test_a_section_is_spoken_of_in_its_own_words(topic: str) -> None:
    if topic == "purpose":
        assert speaks_of(topic, OFF)
        return
    assert speaks_of(topic, SPOKEN[topic])
    assert not speaks_of(topic, OFF)


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("time", "Last winter, boats were built in time of need, and levies were paid by all."),
        ("milestones", "They met last month at the quay."),
        ("partners", "The trust owns a boat."),
        ("people", "Skippers told the harbour master what they wanted."),
    ],
)
def test_a_word_that_means_something_else_does_not_do(topic: str, text: str) -> None:
    assert not speaks_of(topic, text)


def test_trouble_is_what_went_wrong_or_held_others_back() -> None:
    assert tells_of_trouble("The masters were reluctant to lend a boat.")
    assert not tells_of_trouble("The masters lent a boat, which is a risk.")
