"""What is quoted for a claim: a list whole, a lead-in with its list or not at all."""

from __future__ import annotations

import pytest

from assistant.drafting.quoting import leads_in, whole
from assistant.types import BlockKind, Document
from tests.made import Piece, listed, made
from tests.made_packs import COVER, DAY, DESK, FAR, LEAD, claim

LONG = " ".join(["word"] * 320)


def quotes(document: Document, *texts: str) -> list[str]:
    return [each.quote for each in whole(claim(document, *texts))]


@pytest.mark.parametrize("items", [(DAY,), (DESK,), (DAY, DESK), ()])
def test_a_lead_in_comes_with_its_list(items: tuple[str, ...]) -> None:
    assert quotes(COVER, LEAD, *(f"- {item}" for item in items)) == [
        COVER.text[COVER.text.index(LEAD) : COVER.text.index(DESK) + len(DESK)]
    ]


def test_items_that_are_cited_without_their_lead_in_stand_alone() -> None:
    assert quotes(COVER, f"- {DESK}") == [f"- {DESK}"]
    three = made(listed(LEAD, "one", "two", "three"))
    assert quotes(three, "- one", "- three") == ["- one", "- three"]


def test_a_lead_in_comes_with_the_list_that_follows_its_paragraph() -> None:
    items = Piece("1. Meet.\n2. Tell.", BlockKind.LIST)
    note = made("Much was tried. These are the following:", items, "More was said.")
    assert quotes(note, "Much was tried. These are the following:") == [note.text.removesuffix("\n\nMore was said.")]


@pytest.mark.parametrize("lead", ["These are:", "The review found the following.", "They do it as follows:"])
def test_a_lead_in_whose_list_is_not_to_be_had_is_not_quoted(lead: str) -> None:
    for after in ("A paragraph.", listed("", LONG, "two", section=("Elsewhere",)), listed("", LONG, "two")):
        assert quotes(made(lead, after), lead) == []
        assert quotes(made(f"{FAR} {lead}", after), f"{FAR} {lead}") == [FAR]


def test_of_a_long_list_the_lead_in_goes_with_the_first_item_or_not_at_all() -> None:
    long = made(listed(LEAD, "one", LONG, "three"))
    assert quotes(long, LEAD, "- one", "- three") == [f"{LEAD}\n- one", "- three"]
    assert quotes(long, LEAD, "- three") == ["- three"]


@pytest.mark.parametrize(
    "text",
    ["It was agreed in the following year.", "These are complex times.", "The following helps: trust, and time.", FAR],
)
def test_what_says_something_leads_nothing_in(text: str) -> None:
    assert not leads_in(text)
