"""Drafts are the sources' own sentences: a list whole where one is asked for, else what answers best."""

from __future__ import annotations

import pytest

from assistant.answering.answerers import (
    ExtractiveAnswerer,
    best_units,
    choose_lists,
    unit_draft,
    whole_list,
)
from assistant.answering.citations import verify
from assistant.answering.evidence import Evidence
from assistant.answering.questions import read_question
from assistant.types import BlockKind, Claim, Document, Draft, Part, Span
from tests.made import Piece, evidence, listed, made, place, rows

LEAD = "Three habits stood out in every town:"
ITEMS = ("meeting once a month", "writing things down", "asking residents first")
COST = "The desk cost £230,000 in its first year."
FOUNDED = "The partnership is an agreement between towns."
WINTER = "It began after a hard winter."
RAN = "Ottoline Marsh ran the lending office with four others."
SHOPS = listed("The shops sold these goods:", "bread and cheese", "rope")
DOCUMENT = made(
    listed(LEAD, *ITEMS, section=("Habits",)), COST, f"{FOUNDED} {WINTER}", RAN, SHOPS, rows("Town\tStaff", "Oakham\t7")
)
WHOLE = f"{LEAD}\n- {ITEMS[0]}\n- {ITEMS[1]}\n- {ITEMS[2]}"


def spans(*texts: str, document: Document = DOCUMENT) -> tuple[Span, ...]:
    return tuple(place(document, text) for text in texts)


def answer(question: str, *found: Evidence) -> list[str]:
    drafts = list(ExtractiveAnswerer().draft(read_question(question), found))
    assert all(isinstance(verify(draft), Claim) for draft in drafts)
    return [draft.text for draft in drafts]


def test_a_list_asked_for_is_given_whole_with_a_span_an_item() -> None:
    drafts = list(ExtractiveAnswerer().draft(read_question("What are the habits?"), [evidence(DOCUMENT, ITEMS[1])]))
    assert [(draft.text, draft.spans) for draft in drafts] == [
        (WHOLE, spans(LEAD, *(f"- {item}" for item in ITEMS))),
    ]


def test_a_list_is_given_whole_where_three_of_the_best_lie_in_it() -> None:
    found = [evidence(DOCUMENT, item) for item in ITEMS]
    assert answer("Tell me about towns", *found) == [WHOLE]
    assert answer("Tell me about towns", *found[:2]) == [f"{LEAD}\n- {ITEMS[0]}", f"{LEAD}\n- {ITEMS[1]}"]


@pytest.mark.parametrize("question", ["How much did it cost?", "How many habits are there?", "Who met once a month?"])
def test_no_list_is_given_where_a_figure_or_a_person_is_asked_for(question: str) -> None:
    assert choose_lists(read_question(question), [evidence(DOCUMENT, item) for item in ITEMS]) == []


@pytest.mark.parametrize(
    ("question", "leads"),
    [
        ("What are the three habits?", [LEAD]),
        ("What are the two goods that the shops sold?", ["The shops sold these goods:"]),
        ("What are the goods?", ["The shops sold these goods:", LEAD]),
        ("What are the four habits?", []),
    ],
)
def test_the_list_is_as_long_as_asked_and_led_in_by_the_words_asked(question: str, leads: list[str]) -> None:
    found = [evidence(DOCUMENT, ITEMS[0]), evidence(DOCUMENT, "bread and cheese")]
    chosen = choose_lists(read_question(question), found)
    assert [
        DOCUMENT.text[choice.block.lead.start : choice.block.lead.end] for choice in chosen if choice.block.lead
    ] == leads


def test_a_list_far_below_the_best_is_not_chosen() -> None:
    found = [evidence(DOCUMENT, COST, score=9.0), evidence(DOCUMENT, ITEMS[0], score=1.0)]
    assert choose_lists(read_question("What are the steps?"), found) == []
    assert choose_lists(read_question("What are the steps?"), []) == []


def test_a_second_list_that_is_unlikely_is_left_out() -> None:
    found = [evidence(DOCUMENT, "bread and cheese", cross=5.0), evidence(DOCUMENT, ITEMS[0], cross=1.0)]
    assert len(choose_lists(read_question("What are the goods?"), found)) == 1


def test_a_long_list_is_shortened_to_first_sentences() -> None:
    items = [f"Rule {letter} is a rule for all. {'More is said of it here. ' * 20}".strip() for letter in "ABC"]
    document = made(listed("The rules are:", *items))
    (choice,) = choose_lists(read_question("What are the rules?"), [evidence(document, "Rule A is")])
    draft = whole_list(choice)
    assert draft.text == "The rules are:\n" + "\n".join(f"- Rule {letter} is a rule for all." for letter in "ABC")
    assert [document.text[span.start : span.end] for span in draft.spans[1:]] == [
        f"- Rule {letter} is a rule for all." for letter in "ABC"
    ]


@pytest.mark.parametrize(
    ("text", "shown", "cited"),
    [
        (COST, COST, [COST]),
        ("writing things", f"{LEAD}\n- {ITEMS[1]}", [LEAD, f"- {ITEMS[1]}"]),
        (WINTER, f"{FOUNDED} {WINTER}", [f"{FOUNDED} {WINTER}"]),
        ("Oakham\t7", "Oakham – 7", ["Oakham\t7"]),
    ],
)
def test_a_unit_stands_by_itself(text: str, shown: str, cited: list[str]) -> None:
    assert unit_draft(evidence(DOCUMENT, text, score=2.0)) == Draft(DOCUMENT, shown, spans(*cited), 2.0)


def test_a_unit_that_is_a_list_is_given_whole() -> None:
    (chunk, unit) = next(
        (item.hit.chunk, unit) for item in [evidence(DOCUMENT, LEAD)] for unit in item.hit.chunk.units if not unit.lead
    )
    item = Evidence(DOCUMENT, evidence(DOCUMENT, LEAD).hit, unit, 1.0, 1.0, 1.0)
    assert chunk.section == ("Habits",)
    assert unit_draft(item).text == WHOLE


def test_the_best_are_given_in_order_and_only_so_many() -> None:
    found = [evidence(DOCUMENT, text) for text in (COST, RAN, FOUNDED)]
    assert [draft.text for draft in best_units(found, most=2, budget=100)] == [COST, RAN]
    assert [draft.text for draft in best_units(found, most=4, budget=16)] == [COST, FOUNDED]
    assert [draft.text for draft in best_units(found, most=4, budget=1)] == [COST]
    assert list(best_units(found, most=0, budget=100)) == []
    assert list(best_units([], most=3, budget=100)) == []


def test_what_is_far_below_the_best_or_was_said_is_left_out() -> None:
    other = made(COST.replace("230,000", "230,000 indeed"), name="other")
    far = evidence(DOCUMENT, RAN, cross=-9.0)
    found = [evidence(DOCUMENT, COST), evidence(other, "The desk"), evidence(DOCUMENT, COST), far]
    assert [draft.text for draft in best_units(found, most=4, budget=100)] == [COST]


def test_a_sentence_is_not_said_again_as_the_antecedent_of_the_next() -> None:
    drafts = list(best_units([evidence(DOCUMENT, FOUNDED), evidence(DOCUMENT, WINTER)], most=4, budget=100))
    assert sum(draft.text.count(FOUNDED) for draft in drafts) == 1


def test_a_definition_says_what_the_thing_is() -> None:
    found = [evidence(DOCUMENT, COST, score=3.0), evidence(DOCUMENT, FOUNDED, score=1.0)]
    assert answer("What is the partnership?", *found) == [FOUNDED]
    assert answer("What is the harbour?", found[0]) == [COST]


def test_a_title_page_answers_alone_and_its_title_says_nothing() -> None:
    front = made(Piece("About desks", part=Part.FRONT), Piece("May 2031", part=Part.FRONT), COST, name="front")
    dated, titled = evidence(front, "May 2031", score=3.0), evidence(front, "About desks", score=4.0)
    assert answer("When was it published?", titled, dated, evidence(front, COST)) == ["May 2031"]


def test_a_heading_answers_only_with_the_figure_asked_for() -> None:
    document = made(Piece("3 boats in the harbour", BlockKind.HEADING), COST)
    found = [evidence(document, "3 boats", score=3.0), evidence(document, COST)]
    assert answer("Tell me about boats", *found) == [COST]
    assert answer("How many boats are there?", *found) == ["3 boats in the harbour", COST]


def test_a_sentence_far_below_the_best_is_left_out() -> None:
    found = [evidence(DOCUMENT, COST, score=5.0), evidence(DOCUMENT, FOUNDED, score=1.0)]
    assert answer("Tell me about the desk", *found) == [COST]


def test_nothing_is_drafted_of_nothing() -> None:
    assert answer("What are the habits?") == []
    assert ExtractiveAnswerer.name == "extractive"
