"""A list whose items have lists of their own is shown whole, each item with what is listed below it."""

from __future__ import annotations

import pytest

from assistant.answering.citations import verify
from assistant.answering.gaps import with_gaps
from assistant.answering.listed import listed
from assistant.answering.lists import lists_told, shown_list
from assistant.answering.nested import led_lists, own_words, whole_list
from assistant.answering.questions import read_question
from assistant.ingestion.structure import read_structure
from assistant.types import Block, Claim, Document, Draft, Loaded
from tests.made import evidence, place
from ui.exports.answer import marked_lines

GRANTS = """# Grants for kitchens

## Who may apply

A kitchen may apply where all of the following apply:

- it has been open for a year
- it is run by one of:
  - a charity
  - a parish council
- it serves meals on three days
- it has shown its accounts

Late forms are not read.

## What it is for

1. Ovens, which are:
   - new;
   - mended.
2. Rent

The panel asks for:

- a budget
- a plan
"""

WHOLE = [
    "A kitchen may apply where all of the following apply:",
    "- it has been open for a year",
    "- it is run by one of: a charity; a parish council",
    "- it serves meals on three days",
    "- it has shown its accounts",
]


def document(text: str = GRANTS) -> Document:
    found = read_structure(Loaded(text))
    return Document("grants", "Grants", "Kitchen Council", text, headings=found.headings, blocks=found.blocks)


def block_of(held: Document, words: str) -> Block:
    block = held.block_at(held.text.index(words))
    assert block is not None
    return block


@pytest.mark.parametrize("words", ["may apply where", "- it has been", "- it serves", "- it has shown"])
def test_each_stretch_of_it_knows_the_whole(words: str) -> None:
    held = document()
    whole = whole_list(held, block_of(held, words))
    assert shown_list(held, whole.lead, whole.items).text.split("\n") == WHOLE


@pytest.mark.parametrize("words", ["Late forms", "- a charity", "- a budget", "- a plan", "2. Rent"])
def test_what_is_no_stretch_of_it_stays_as_it_is(words: str) -> None:
    held = document()
    block = block_of(held, words)
    assert whole_list(held, block) == block


def test_only_lists_that_go_on_below_an_item_are_yielded() -> None:
    held = document()
    (only,) = led_lists(held)
    assert only.lead
    assert held.text[only.start : only.end].startswith("A kitchen may apply")
    assert held.text[only.start : only.end].endswith("its accounts")


@pytest.mark.parametrize("best", ["it has been open", "it serves meals", "it has shown", "a charity"])
@pytest.mark.parametrize("question", ["What are the conditions for a kitchen?", "Which kitchens may apply?"])
def test_an_answer_shows_it_once_and_whole(question: str, best: str) -> None:
    held = document()
    found = [evidence(held, each) for each in (best, "it has shown", "it serves meals", "it has been open")]
    drafts = lists_told(read_question(question), found, found)
    assert [draft.text.split("\n") for draft in drafts][:1] == [WHOLE]
    claim = verify(drafts[0])
    assert isinstance(claim, Claim)
    quotes = {number: citation.quote for number, citation in enumerate(claim.citations, 1)}
    assert [numbers for _, numbers in marked_lines(claim.text, quotes)] == [[1], [2], [3], [4], [5]]


def test_where_it_is_long_a_mark_stands_for_what_is_listed_below_an_item() -> None:
    held = document(GRANTS.replace("its accounts", f"its accounts, {'with all that this means, ' * 60}and its plan"))
    whole = whole_list(held, block_of(held, "- it serves"))
    draft = shown_list(held, whole.lead, whole.items)
    assert draft.text.split("\n")[2] == "- it is run by one of: […]"
    claim = verify(draft)
    assert isinstance(claim, Claim)
    assert claim.citations[2].quote == "- it is run by one of:"
    assert marked_lines(claim.text, {n: each.quote for n, each in enumerate(claim.citations, 1)})[2][1] == [3]


def test_where_some_items_are_shown_the_others_are_marked() -> None:
    held = document()
    spans = (place(held, WHOLE[0]), place(held, "- it serves meals on three days"))
    draft = Draft(held, f"{WHOLE[0]}\n- it serves meals on three days", spans)
    assert with_gaps(draft).text.split("\n") == [WHOLE[0], "- […]", WHOLE[3], "- […]"]


def test_an_items_own_words_end_where_its_list_begins() -> None:
    held = document()
    item = place(held, "- it is run by one of:\n  - a charity\n  - a parish council")
    own = own_words(held.text, item)
    assert held.text[own.start : own.end] == "- it is run by one of:"
    assert own_words(held.text, own) == own


def test_a_lead_in_that_holds_every_word_of_the_question_brings_its_list() -> None:
    held = document()
    found = [evidence(held, each) for each in ("- a budget", "Late forms")]
    (draft,) = lists_told(read_question("What does the panel ask for?"), found, found)
    assert draft.text.split("\n") == ["The panel asks for:", "- a budget", "- a plan"]
    assert lists_told(read_question("What does the panel ask kitchens for?"), found, found) == []


def test_a_list_within_an_item_of_several_sentences_ends_where_it_does() -> None:
    text = (
        "# Kitchens\n\n- We saw much. We ask for three things:\n - ovens\n - plans\n - rent.\n"
        "- Much is said of ovens.\n\nMore is to come.\n"
    )
    held = document(text)
    found = whole_list(held, block_of(held, "- ovens"))
    assert [text[item.start : item.end].strip(" -") for item in found.items] == ["ovens", "plans", "rent."]


def test_items_are_shown_with_the_letters_of_their_document() -> None:
    text = "We agreed:\n(a) to sail in May;\n(b) to mend the boats.\n"
    found = read_structure(Loaded(text))
    held = Document("boats", "Boats", "Vale Council", text, blocks=found.blocks)
    (block,) = held.blocks
    shown = shown_list(held, block.lead, block.items).text
    assert shown == "We agreed:\n- (a) to sail in May;\n- (b) to mend the boats."
    told = listed("what was agreed?", shown)
    assert told is not None
    assert told.items == ("to sail in May;", "to mend the boats.")
