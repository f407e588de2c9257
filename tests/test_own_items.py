"""A list that was told in other words is had in the sources' own, in its order or not at all."""

from __future__ import annotations

import pytest

from assistant.answering.listed import Listed
from assistant.answering.own_items import in_own_words, lists_within
from tests.made import evidence, listed, made

OWN = ("Moor boats early", "Feed the gulls", "Paint the quay")


@pytest.mark.parametrize(
    ("asked", "told", "lists", "expected"),
    [
        ("What are the duties?", ("tie up soon", "see to birds", "mind the wall"), [("a", "b"), OWN], OWN),
        ("What are the duties?", ("tie up soon", "see to birds"), [OWN], ("tie up soon", "see to birds")),
        ("What are the three duties?", ("tie up soon", "see to birds"), [OWN], OWN),
        ("What are the duties?", ("tie up", "feed"), [("Moor " * 16, "Feed the gulls")], ("tie up", "feed")),
        ("What are the duties?", ("a quay", "a gull", "a boat"), [OWN], ("a quay", "a gull", "a boat")),
        ("What are the duties?", ("a boat", "a gull", "a quay"), [OWN[::-1], OWN], OWN),
    ],
)
def test_items_are_the_sources_where_as_many_stand_in_the_same_order(
    asked: str, told: tuple[str, ...], lists: list[tuple[str, ...]], expected: tuple[str, ...]
) -> None:
    assert in_own_words(Listed(asked, told, whole=True), lists).items == expected


def test_lists_are_those_of_the_nearest_passages() -> None:
    duties = listed("Duties are:", "Moor boats early; or never.", "**Feed the gulls.** They bite.", "Paint.")
    document = made("The quay is old.", duties)
    assert lists_within([evidence(document, "Moor").hit], {document.id: document}) == [
        ("Moor boats early", "Feed the gulls", "Paint")
    ]
    assert lists_within([], {document.id: document}) == []


def test_of_a_long_item_its_label_is_its_name() -> None:
    document = made(listed("Rules:", f"Rule 1, boats: {'moor ' * 20}them", "Rule 2, gulls: feed them"))
    assert lists_within([evidence(document, "Rules").hit], {document.id: document}) == [
        ("Rule 1, boats", "Rule 2, gulls: feed them")
    ]
