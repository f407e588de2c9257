"""Drafts are the sources' own sentences: a list whole where one is asked for, else what answers best."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.answerers import ExtractiveAnswerer, best_units, unit_draft
from assistant.answering.citations import verify
from assistant.answering.evidence import Evidence
from assistant.answering.lists import choose_lists, lists_told
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


def test_a_list_that_only_names_the_things_asked_for_is_not_told() -> None:
    document = made(listed("It describes:", "two promises to crews", "five habits"), "Crews are promised sleep.")
    told = answer("What are the two promises?", evidence(document, "two promises"), evidence(document, "sleep"))
    assert told[0] != "It describes:\n- two promises to crews\n- five habits"


def test_where_the_text_tells_who_no_list_of_members_is_told_beside_it() -> None:
    members = Piece("Ottoline Marsh – Chair of the rota", part=Part.PEOPLE)
    document = made("The rota has a chair in every town.", members)
    text, person = evidence(document, "The rota", 2.0), evidence(document, "Ottoline", 1.0)
    assert answer("Who has a rota?", text, person) == ["The rota has a chair in every town."]
    assert answer("Who is the chair of the rota?", replace(person, score=3.0), text)[0] == members.text


def test_a_sentence_is_shown_without_the_ends_of_its_lines() -> None:
    document = made("The desk opened between\nMarch and May 2031,\n2 years late.")
    assert answer("When did the desk open?", evidence(document, "The desk")) == [
        "The desk opened between March and May 2031, 2 years late."
    ]


@pytest.mark.parametrize(
    "text",
    ["(See the table below.)", "The report is set out as follows.", "Perhaps taking a:", "Where might crews sleep?",
     "The following section has examples of where crews sleep."],
)  # fmt: skip
def test_what_only_points_on_is_no_answer(text: str) -> None:
    document = made(text, "Crews sleep on board.")
    assert answer("Where do crews sleep?", evidence(document, text, 2.0), evidence(document, "board")) == [
        "Crews sleep on board."
    ]


def test_the_items_of_a_numbered_list_keep_their_numbers() -> None:
    document = made(Piece("Each town has three habits:\n1. meeting\n2. writing down\n3. asking", BlockKind.LIST))
    told = answer("What are the habits?", evidence(document, "meeting"))
    assert told == ["Each town has three habits:\n- 1. meeting\n- 2. writing down\n- 3. asking"]


def test_a_list_is_given_whole_where_three_of_the_best_lie_in_it() -> None:
    found = [evidence(DOCUMENT, item) for item in ITEMS]
    assert answer("Tell me about towns", *found) == [WHOLE]
    for two in (found[:2], found[1::-1]):  # its lead-in says how many there are, which is not true of two of them
        assert answer("Tell me about towns", *two) == [WHOLE]


def test_items_of_a_list_that_promises_no_number_stand_under_their_lead_in_in_its_order() -> None:
    document = made(listed("The shops sold such goods as:", "bread and cheese", "rope", "candles"))
    two = [evidence(document, "bread"), evidence(document, "rope")]
    for found in (two, two[::-1]):
        assert answer("Tell me about shopping", *found) == ["The shops sold such goods as:\n- bread and cheese\n- rope"]


def test_a_list_too_long_is_not_given_whole_for_one_item() -> None:
    lead, items = "The five rules are:", [" ".join([f"rule{place}"] * 25) for place in range(5)]
    document = made(listed(lead, *items))
    # Its lead-in promises five: a mark stands wherever some of them are left out.
    for chosen, shown in (((0,), "0 …"), ((4,), "… 4"), ((3, 1), "… 1 … 3 …"), ((2, 1), "… 1 2 …")):
        found = [evidence(document, items[place]) for place in chosen]
        told = [f"- {items[int(place)] if place.isdigit() else '[…]'}" for place in shown.split()]
        assert answer("Tell me about rules", *found) == ["\n".join([lead, *told])]


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


def test_a_second_list_is_of_what_the_first_ones_document_is_named_for_too() -> None:
    bread, boats = (
        replace(made(listed("", *goods), name=name), title=title)
        for name, title, goods in (
            ("bread", "Harbour evaluation", ("bread", "cheese", "salt")),
            ("boats", "Mill plan", ("boats", "ropes", "nets")),
        )
    )
    found = [evidence(bread, "bread"), evidence(boats, "boats")]
    assert len(choose_lists(read_question("What are the goods?"), found)) == 2
    assert len(choose_lists(read_question("What are the goods of the harbour evaluation?"), found)) == 1


def test_a_caption_is_no_answer() -> None:
    document = made("Table 2: what the desk cost", COST)
    found = [evidence(document, "Table 2", score=3.0), evidence(document, COST)]
    assert answer("Tell me about the desk", *found) == [COST]
    told = "Table 2 shows what the desk cost."
    assert answer("Tell me about the desk", evidence(made(told), told)) == [told]


def test_a_second_list_that_is_unlikely_is_left_out() -> None:
    found = [evidence(DOCUMENT, "bread and cheese", cross=5.0), evidence(DOCUMENT, ITEMS[0], cross=1.0)]
    assert len(choose_lists(read_question("What are the goods?"), found)) == 1


def test_who_asks_for_questions_is_told_them() -> None:
    document = made("Where might crews sleep?", "Crews sleep on board.")
    found = [evidence(document, "Where might", 2.0), evidence(document, "board")]
    assert answer("Which questions do they ask of crews?", *found)[0] == "Where might crews sleep?"


def test_what_is_announced_is_told_with_what_it_counts() -> None:
    told = "Three things stood in the way. The first is money. The second, as all say, is fog. Third, crews leave."
    document = made(f"{told} Others did not.", "Two boats sank. The first is known. They were old.")
    assert unit_draft(evidence(document, "Three things")).text == told
    assert unit_draft(evidence(document, "Two boats")).text == "Two boats sank."
    found = [evidence(document, "Three things", 2.0), evidence(document, "The first is money", 1.0)]
    assert answer("Which obstacles were there?", *found) == [told]


def test_what_is_pointed_back_at_may_point_back_itself() -> None:
    said = ["Crews get one day.", "This is too little.", "It does harm.", "They leave."]
    document = made(" ".join(said))
    assert [unit_draft(evidence(document, text)).text for text in said] == [
        said[0], " ".join(said[:2]), " ".join(said[:3]), " ".join(said[1:]),
    ]  # fmt: skip


def test_a_long_list_is_shortened_to_first_sentences() -> None:
    items = [f"Rule {letter} is a rule for all. {'More is said of it here. ' * 20}".strip() for letter in "ABC"]
    document = made(listed("The rules are:", *items))
    (draft,) = lists_told(read_question("What are the rules?"), [evidence(document, "Rule A is")], [])
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


def test_a_sentence_that_points_back_at_what_was_told_is_told_with_it() -> None:
    found = [evidence(DOCUMENT, FOUNDED), evidence(DOCUMENT, RAN), evidence(DOCUMENT, WINTER)]
    assert [draft.text for draft in best_units(found, most=4, budget=100)] == [f"{FOUNDED} {WINTER}", RAN]
    assert [draft.text for draft in best_units(found, most=4, budget=20)] == [FOUNDED, RAN]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Perhaps taking a:", []),
        ("But long winters kept the towns from lending any nurse, as the clerk of Oakham told us:", [0]),
    ],
)
def test_a_long_sentence_says_something_though_words_follow_it(text: str, told: list[int]) -> None:
    document = made(Piece(text), "“No nurse came.”", name="led")
    assert answer("What kept them?", evidence(document, text)) == [text for _ in told]


def test_a_definition_says_what_the_thing_is() -> None:
    found = [evidence(DOCUMENT, COST, score=3.0), evidence(DOCUMENT, FOUNDED, score=1.0)]
    assert answer("What is the partnership?", *found) == [f"{FOUNDED} {WINTER}"]  # which goes on with it
    assert answer("What is the harbour?", found[0]) == [COST]
    assert answer("What is an office?", found[0], evidence(DOCUMENT, RAN, score=1.0)) == [RAN]


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
    found = [evidence(DOCUMENT, COST, score=5.0), evidence(DOCUMENT, FOUNDED, score=0.0)]
    assert answer("Tell me about the desk", *found) == [COST]


@pytest.mark.parametrize(("score", "expected"), [(1.0, [COST, FOUNDED]), (0.9, [COST])])
def test_a_sentence_is_left_out_that_is_more_than_four_below_the_best(score: float, expected: list[str]) -> None:
    found = [evidence(DOCUMENT, COST, score=5.0), evidence(DOCUMENT, FOUNDED, score=score)]
    assert answer("Tell me about the desk", *found) == expected


def test_the_best_is_given_whatever_its_score() -> None:
    assert answer("Tell me about the desk", evidence(DOCUMENT, COST, score=-9.0, cross=-9.0)) == [COST]


PLAIN, WIDE = "Tell me about boats", "How do the boats differ?"
LISTED, BOTH = "What are the habits?", "What are the habits of both towns?"


def different(count: int, length: int, name: str = "boats") -> Document:
    """Return a document of so many sentences of so many words each, no word twice."""
    return made(
        *(" ".join(f"{name}{place}x{word}" for word in range(length)) + "." for place in range(count)), name=name
    )


@pytest.mark.parametrize(
    ("question", "length", "expected"),
    [(PLAIN, 5, 6), (WIDE, 5, 7), (PLAIN, 40, 4), (WIDE, 40, 5), (PLAIN, 56, 3), (PLAIN, 57, 2), (WIDE, 57, 3)],
)
def test_an_answer_to_more_than_one_thing_has_more_room(question: str, length: int, expected: int) -> None:
    document = different(9, length)
    found = [evidence(document, f"boats{place}x0") for place in range(9)]
    assert answer(question, *found) == document.text.split("\n\n")[:expected]


@pytest.mark.parametrize(
    ("question", "inside", "length", "expected"),
    [
        (LISTED, 1, 5, 1),
        (BOTH, 1, 5, 3),
        (PLAIN, 3, 5, 2),
        (WIDE, 3, 5, 3),
        (PLAIN, 3, 43, 1),
        (BOTH, 1, 38, 2),
    ],
)
def test_beside_a_list_there_is_less_room(question: str, inside: int, length: int, expected: int) -> None:
    document = different(5, length)
    found = [evidence(DOCUMENT, item) for item in ITEMS[:inside]]
    found += [evidence(document, f"boats{place}x0") for place in range(5)]
    assert answer(question, *found) == [WHOLE, *document.text.split("\n\n")[:expected]]


@pytest.mark.parametrize(("question", "expected"), [("What are the goods?", 0), ("What are the goods of both?", 3)])
def test_beside_two_lists_there_is_room_only_where_more_than_one_thing_is_asked_of(
    question: str, expected: int
) -> None:
    document = different(5, 5)
    found = [evidence(DOCUMENT, "bread and cheese"), evidence(DOCUMENT, ITEMS[0])]
    found += [evidence(document, f"boats{place}x0") for place in range(5)]
    assert answer(question, *found)[2:] == document.text.split("\n\n")[:expected]


def test_of_more_than_one_thing_the_documents_take_turns() -> None:
    one, other, third = (different(3, 5, name) for name in ("boats", "nets", "ropes"))
    chosen = [(one, "boats0x0"), (one, "boats1x0"), (other, "nets0x0"), (one, "boats2x0"), (other, "nets1x0")]
    found = [evidence(document, text) for document, text in [*chosen, (third, "ropes0x0")]]
    firsts = [text.split()[0] for text in answer(WIDE, *found)]
    assert firsts == ["boats0x0", "nets0x0", "ropes0x0", "boats1x0", "nets1x0", "boats2x0"]
    firsts = [text.split()[0] for text in answer(PLAIN, *found)]
    assert firsts == ["boats0x0", "boats1x0", "nets0x0", "boats2x0", "nets1x0", "ropes0x0"]


@pytest.mark.parametrize(
    "question", ["Where did they meet?", "Which hospital met?", "What is the name of the manager?"]
)
def test_no_list_is_given_where_a_name_is_asked_for(question: str) -> None:
    assert choose_lists(read_question(question), [evidence(DOCUMENT, item) for item in ITEMS]) == []


def test_nothing_is_drafted_of_nothing() -> None:
    assert answer("What are the habits?") == []
    assert ExtractiveAnswerer.name == "extractive"


def test_what_came_of_something_is_told_without_what_was_hoped_for() -> None:
    hoped, came = (
        listed("The aims of the desk were:", "fewer gaps", "more lending"),
        "Gaps fell by a third with the desk.",
    )
    document = made(hoped, came)
    found = [evidence(document, "fewer gaps", score=3.0), evidence(document, came)]
    assert answer("What did the desk achieve?", *found) == [came]
    whole = "The aims of the desk were:\n- fewer gaps\n- more lending"
    assert answer("What did the desk achieve?", found[0]) == [whole]  # nothing says what came of it
    assert len(answer("What was the desk meant to achieve?", *found)) == 2
