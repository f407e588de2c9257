"""A question is covered where there is evidence and the kind of thing asked for stands in it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

import tests.made
from assistant.answering.coverage import (
    FAINTEST,
    finds_little,
    is_doubtful,
    is_faint,
    is_of_the_sources,
    missing,
    odds,
    strength,
)
from assistant.answering.evidence import Evidence
from assistant.answering.questions import read_question
from assistant.types import Chunk, Document, Heading, Hit, Part
from tests.made import Piece, listed, made, rows

NURSES = "The desk placed 164 nurses in its first year."
RAN = "The desk was run by Ottoline Marsh."
OPENED = "It was opened early and in good weather."
PROMISED = "The members agreed on five principles."
PLAIN = made(NURSES, RAN, OPENED, PROMISED)
LISTED = made(PROMISED, listed("The principles are:", *"abcde"))
RULES = [Heading(f"{number}. Rule", 2, number, number + 1) for number in range(1, 6)]
HEADED = replace(made(PROMISED), headings=tuple(RULES))


def evidence(document: Document, text: str, score: float = 1.0, cross: float = -1.1) -> Evidence:
    """Evidence that neither surely answers nor surely does not."""
    return tests.made.evidence(document, text, score, cross)


def hit(dense: float | None, late: float) -> Hit:
    scores = {"late_interaction": late} | ({} if dense is None else {"dense": dense})
    return Hit(Chunk("note", (), 0, 1, "x"), 0.0, scores)


@pytest.mark.parametrize(
    ("hits", "crosses", "expected"),
    [
        ([hit(0.5, 0.7)], [-1.0], 1.15),
        ([hit(0.2, 0.9), hit(0.6, 0.7)], [-11.0, 4.0], 1.5),
        ([hit(None, 0.7)], [-11.0], 0.15),
    ],
)
def test_strength(hits: list[Hit], crosses: list[float], expected: float) -> None:
    found = [evidence(PLAIN, NURSES, cross=cross) for cross in crosses]
    assert strength(hits, found) == pytest.approx(expected)
    assert is_faint("Who placed nurses at the desk?", hits, found) is (expected < FAINTEST)


def test_what_may_not_answer_is_doubtful() -> None:
    unlikely = evidence(PLAIN, OPENED, cross=-0.9)
    assert is_doubtful([unlikely])
    assert not is_doubtful([unlikely, unlikely])  # both together are likelier
    assert not is_doubtful([unlikely, evidence(PLAIN, RAN, cross=0.5)])


def test_a_title_page_that_is_asked_for_answers_however_unlikely_it_looks() -> None:
    page = evidence(made(Piece("May 2031", part=Part.FRONT)), "May 2031", cross=-6.0)
    assert missing(read_question("When did the note come out?"), [page]) is None
    assert not is_doubtful([page])


def test_what_is_seldom_said_takes_more_to_be_taken_as_answered() -> None:
    asked, found = read_question("What did people think of the desk?"), [evidence(PLAIN, OPENED, cross=-1.5)]
    assert missing(asked, found, lacking=0.0) is None
    assert missing(asked, found, lacking=3.0) == asked.text


def test_nothing_found_is_faint() -> None:
    assert is_faint("Who placed nurses at the desk?", [], [])
    assert is_faint("Who placed nurses at the desk?", [hit(0.5, 0.8)], [])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Ottoline Marsh cost the desk?", True),
        ("Which sandwich did Ottoline Marsh like at the seaside in summer?", False),
        ("How much did the desk cost?", False),
        ("What did Quillfeather cost the desk?", False),
    ],
)
def test_what_is_not_said_of_somebody_named_is_no_other_field(question: str, expected: bool) -> None:
    assert is_of_the_sources(question, [evidence(PLAIN, RAN)]) is expected


def test_a_question_of_hardly_a_word_has_to_lie_nearer() -> None:
    found = [evidence(PLAIN, NURSES)]
    assert is_faint("go on then", [hit(0.2, 0.6)], found)
    assert not is_faint("go on then", [hit(0.4, 0.6)], found)
    assert not is_faint("How many nurses did the desk place?", [hit(0.2, 0.6)], found)


@pytest.mark.parametrize(
    ("question", "cross", "of_one", "expected"),
    [
        ("who was marsh", 0.4, False, False),  # the unit writes it large alone
        ("who was marsh", -0.1, False, True),
        ("what of the desk", 0.4, False, True),
        ("what of the desk", 0.4, True, False),
        ("what of the desk", -0.1, True, True),
    ],
)
def test_a_likely_answer_to_few_words_counts_where_they_hold_a_name_or_one_source_is_asked(
    question: str, cross: float, *, of_one: bool, expected: bool
) -> None:
    found = [evidence(PLAIN, RAN, cross=cross)]
    assert is_faint(question, [hit(0.2, 0.6)], found, of_one=of_one) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many nurses has Oakham?", None),
        ("How many midwives has Oakham?", "a number of midwives"),
        ("What did the nurses of Oakham cost?", None),
        ("What did the nurses of Elm cost?", "an amount of money"),
    ],
)
def test_a_cell_states_what_its_column_is_called(question: str, expected: str | None) -> None:
    table = rows("Town\tNurses\tCost of nurses (£)", "Oakham\t14\t2,300", "Elm\t9\tnot known")
    town = "Elm\t9" if "Elm" in question else "Oakham"
    assert missing(read_question(question), [evidence(made(table), town, cross=-1.3)]) == expected


@pytest.mark.parametrize(("cross", "expected"), [(0.6, None), (0.5, "a date"), (-0.5, "a date"), (-4.0, "a date")])
def test_a_rule_says_what_is_missing_unless_an_answer_is_likely(cross: float, expected: str | None) -> None:
    assert missing(read_question("When did the desk open?"), [evidence(PLAIN, NURSES, cross=cross)]) == expected


def test_a_sum_is_named_or_is_not_however_likely_an_answer_looks() -> None:
    assert missing(read_question("How much did the desk cost?"), [evidence(PLAIN, NURSES, cross=4.0)]) is not None


def test_what_is_unlikely_to_be_answered_is_missing_whatever_is_asked_for() -> None:
    question = "What did people think of the desk?"
    assert missing(read_question(question), [evidence(PLAIN, OPENED, cross=-3.0)]) == question
    assert odds([evidence(PLAIN, OPENED, cross=-3.0)] * 2) == pytest.approx(-3.0 + math.log(2))


def of(*texts: str, cross: float = -0.5) -> list[Evidence]:
    return [evidence(PLAIN, text, cross=cross - 1.0 * place) for place, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("question", "found", "expected"),
    [
        ("How much did the desk cost?", of(NURSES, RAN), "an amount of money"),
        ("What share of nurses left?", of(NURSES), "a share or percentage"),
        ("How long did it take?", of(RAN), "a length of time"),
        ("How often did they meet?", of(NURSES, RAN), "how often"),
        ("When did it open?", of(OPENED, NURSES), "a date"),
        ("How many nurses were placed?", of(OPENED), "a number"),
        ("How many nurses were placed?", of(NURSES), None),
        ("How many doctors were placed?", of(NURSES, cross=-1.5), "a number of doctors"),
        ("How many doctors were placed?", of(NURSES, cross=0.5), None),
        ("What is the name of the manager?", of(NURSES), "the name of a person"),
        ("What is the name of the manager?", of(RAN), None),
        ("Which firm runs it?", of(OPENED), "the name of an organisation"),
        ("Who runs the desk?", of(OPENED), None),
        ("Why did it open?", of(OPENED), None),
        ("Tell me about the desk", of(OPENED), None),
        ("What are the five principles?", of(PROMISED), "the 5 things themselves"),
        ("What are the five principles?", of(PROMISED, cross=2.5), "the 5 things themselves"),
        ("There are five principles. What are they?", of(PROMISED), "the 5 things themselves"),
        ("What are the six principles?", of(PROMISED), None),
        ("What are the principles?", of(PROMISED), None),
    ],
)
def test_what_is_missing(question: str, found: list[Evidence], expected: str | None) -> None:
    assert missing(read_question(question), found) == expected


def test_a_name_has_to_stand_near_the_best() -> None:
    asked = read_question("What is the name of the manager?")
    scores = ((OPENED, 4.0), (NURSES, 3.0), (PROMISED, 2.0))
    others = [evidence(PLAIN, text, score, cross=-2.0) for text, score in scores]
    assert missing(asked, [*others, evidence(PLAIN, RAN, 1.0, cross=-2.0)]) == "the name of a person"
    assert missing(asked, [*others, evidence(PLAIN, RAN, 2.5, cross=-2.0)]) is None


@pytest.mark.parametrize("document", [LISTED, HEADED])
def test_things_promised_may_stand_in_a_list_or_as_headings(document: Document) -> None:
    asked = read_question("What are the five principles?")
    assert missing(asked, [evidence(document, PROMISED)]) is None


def test_a_figure_may_stand_in_any_of_the_evidence() -> None:
    asked = read_question("How many nurses were placed?")
    assert missing(asked, of(RAN, OPENED, NURSES)) is None


def test_an_amount_of_another_thing_is_no_answer() -> None:
    document = made("The desk was run by Ottoline Marsh, a former ward sister.", "Training cost £45,500.")
    found = [
        evidence(document, "The desk was run by Ottoline Marsh", cross=-0.5),
        evidence(document, "Training cost", cross=-9.0),
    ]
    assert missing(read_question("What is the salary of Ottoline Marsh?"), found) == "an amount of money"


SITED = "The desk stands in Oakham."
CLINIC = "Then Oakham Hospital joined."
FELL = "Vacancies fell after the desk opened."
HOPES = "Vacancies should fall after the desk has opened."
ELSEWHERE = "A choir sang and a mill burned down; grief fell on everyone there."
KINDS = made(SITED, CLINIC, FELL, HOPES, ELSEWHERE, OPENED)


def among(document: Document, text: str, before: int) -> list[Evidence]:
    """Return a text as evidence below so many units that state nothing."""
    found = [evidence(document, OPENED, score=90.0 - place, cross=-4.0) for place in range(before)]
    return [*found, evidence(document, text)]


@pytest.mark.parametrize(
    ("question", "text", "before", "expected"),
    [
        ("Where is the desk?", SITED, 2, None),
        ("Where is the desk?", SITED, 3, "a place"),
        ("Where is the desk?", FELL, 0, "a place"),
        ("Which town has the desk?", SITED, 0, None),
        ("Which hospital joined?", CLINIC, 15, None),
        ("Which trust joined?", SITED, 0, "the name of an organisation"),
        ("Did vacancies fall?", FELL, 5, None),
        ("Did vacancies fall?", FELL, 6, "what came of it"),
        ("Did vacancies fall?", HOPES, 0, "what came of it"),
        ("Did vacancies at the desk fall when it opened?", ELSEWHERE, 0, "what came of it"),
    ],
)
def test_what_is_asked_for_stands_among_the_best(question: str, text: str, before: int, expected: str | None) -> None:
    assert missing(read_question(question), among(KINDS, text, before)) == expected


@pytest.mark.parametrize(("before", "expected"), [(15, None), (16, "the name of an organisation")])
def test_an_organisation_stands_among_the_passages_read(before: int, expected: str | None) -> None:
    apart = made(Piece(OPENED, section=("One",)), Piece(CLINIC, section=("Two",)))
    assert missing(read_question("Which hospital joined?"), among(apart, CLINIC, before)) == expected


def test_an_organisation_may_stand_anywhere_in_the_passage() -> None:
    document = made(f"{CLINIC} {OPENED}")
    assert missing(read_question("Which hospital joined?"), [evidence(document, OPENED)]) is None


def test_a_word_that_the_document_has_in_small_letters_is_no_persons_name() -> None:
    asked = read_question("What is the name of the manager?")
    team = "It was run by Lending Desk."
    assert missing(asked, [evidence(made(team), team)]) is None
    assert missing(asked, [evidence(made(team, NURSES), team)]) == "the name of a person"


LONG = "Boats lie there. " * 500
OAKHAM = Piece("The desk cost £230.", section=("Oakham",))
VALE = Piece("The desk cost £450.", section=("Vale",))


@pytest.mark.parametrize(
    ("question", "query", "expected"),
    [
        ("How much did it cost in Vale?", None, None),
        ("How much did it cost in Oakham?", None, "an amount of money"),
        ("How much did it cost?", "How much did it cost in Oakham?", "an amount of money"),
        ("What of Harbour?", None, None),
        ("What of Quillfeather?", None, "anything on Quillfeather"),
        ("Quillfeather does what?", None, None),
        ("What of QFR?", None, None),
        ("What of Oakham’s Harbours?", None, None),
        ("What of Eye?", None, None),
        ("Describe the desk", None, None),
        ("Roughly what was lent?", None, None),
        ("We asked of Quillfeather, a friend, and what then came of all that?", None, "anything on Quillfeather"),
        ("We asked Quillfeather, a friend. What then came of all that?", None, None),
        ("What of the rest?", "What of the rest of Quillfeather?", None),
    ],
)
def test_a_name_has_to_be_known_and_spoken_of(question: str, query: str | None, expected: str | None) -> None:
    document = made(OAKHAM, VALE, LONG, "The harbour is deep in Oakham and Vale.")
    assert missing(read_question(question), [evidence(document, "£450")], query) == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("How much did the old wooden harbour boats cost?", "Boats cost £230.", None),
        ("How much did the old wooden harbour boats cost?", "Boats need £230.", "an amount of money"),
        ("What share of the old wooden harbour boats sank?", "Some 9% of boats sank.", None),
        ("What share of the old wooden harbour boats sank?", "Some 9% sank.", "a share or percentage"),
        ("How long did it take?", "It lasted six weeks.", None),
        ("How often do old wooden harbour boats sink?", "Every week boats leave.", None),
        ("How often do old wooden harbour boats sink?", "Every week nurses leave.", "how often"),
    ],
)
def test_a_figure_stands_beside_the_words_asked(question: str, text: str, expected: str | None) -> None:
    assert missing(read_question(question), [evidence(made(text), text)]) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many interviewees did the desk place?", None),
        ("How many people did the desk place?", None),
        ("How many boats did the desk place?", "a number of boats"),
    ],
)
def test_people_are_counted_by_any_name(question: str, expected: str | None) -> None:
    assert missing(read_question(question), of(NURSES, cross=-1.5)) == expected


@pytest.mark.parametrize(
    ("question", "lead", "expected"),
    [
        ("What are the five principles?", "The principles are:", None),
        ("What are the five principles?", "The boats are:", "the 5 things themselves"),
        ("What are the five old principles of it?", "The principles are:", None),
        ("What are the five principles and rules?", "The boats are:", "the 5 things themselves"),
        ("What are the five rules?", "The boats are:", None),
        ("list all five principles", "The boats are:", "the 5 things themselves"),
    ],
)
def test_things_promised_are_led_in_by_their_noun(question: str, lead: str, expected: str | None) -> None:
    far = listed(lead, *"abcde", section=("Annex",))
    document = made(PROMISED, LONG, far)
    found = [evidence(document, PROMISED, cross=-0.5), evidence(document, "- a", cross=-2.0)]
    assert missing(read_question(question), found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They hold five good old principles.", "the 5 things themselves"),
        ("They hold five of the oldest principles.", None),
        ("They hold five boats, and principles.", "the 5 things themselves"),
        ("They hold five boats and some other principles.", None),
        ("They hold principles.", None),
    ],
)
def test_a_number_promises_what_stands_soon_after_it(text: str, expected: str | None) -> None:
    assert missing(read_question("What are the five principles?"), [evidence(made(text), text)]) == expected


def test_any_unit_promises() -> None:
    found = [evidence(PLAIN, OPENED, score=2.0), evidence(PLAIN, PROMISED, cross=-5.0)]
    assert missing(read_question("What are the five principles?"), found) == "the 5 things themselves"


def test_things_promised_may_stand_close_below() -> None:
    document = made(PROMISED, listed("The boats are:", *"abcde"))
    assert missing(read_question("What are the five principles?"), [evidence(document, PROMISED)]) is None


@pytest.mark.parametrize("items", ["abcd", "abcde"])
def test_things_promised_may_stand_under_a_heading_of_their_noun(items: str) -> None:
    section = ("The principles",)
    document = made(Piece(PROMISED, section=section), Piece(LONG, section=section), listed("", *items, section=section))
    expected = None if len(items) == 5 else "the 5 things themselves"
    assert missing(read_question("What are the five principles?"), [evidence(document, PROMISED)]) == expected


def test_a_table_holds_things_promised_only_where_the_unit_lies_in_it() -> None:
    document = made(PROMISED, rows(PROMISED.replace("five", "5"), "b\t2", "c\t3", "d\t4", "e\t5"))
    asked = read_question("What are the five principles?")
    assert missing(asked, [evidence(document, "5 principles")]) is None
    assert missing(asked, [evidence(document, "five principles")]) == "the 5 things themselves"


@pytest.mark.parametrize(
    ("late", "known", "expected"), [(0.5, 1.0, True), (0.5, 0.75, True), (0.5, 0.74, False), (0.55, 1.0, False)]
)
def test_a_question_in_the_documents_words_may_find_little(late: float, known: float, expected: bool) -> None:
    assert finds_little([hit(0.5, late)], known) is expected


YEARS = made(
    Piece("The desk placed 164 nurses in 2031. In the year before it placed 90.", section=("Nurses",)),
    Piece("It placed 12 midwives in 2031/32.", section=("Midwives",)),
    rows("Ward\t2031\t2032", "Oak Ward\t4\t5", "Elm Ward\t6\t7", section=("Wards",)),
)


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How many nurses did the desk place in 2031?", "placed 164", None),
        ("How many nurses did the desk place in 2030?", "placed 164", None),  # the year before is told of
        ("How many midwives did the desk place in 2032?", "12 midwives", None),
        ("How many midwives did the desk place in 2029?", "12 midwives", "anything on 2029"),
        ("How many midwives did the desk place in 2031/32?", "12 midwives", None),
        ("How many midwives did the desk place in 2032/33?", "12 midwives", "anything on 2032/33"),
        ("How many were on Oak Ward in 2032?", "Oak Ward", None),
        ("Was Oak Ward fuller in 2031 or 2029?", "Oak Ward", "anything on 2029"),
        ("Why did the desk open in 2029?", "12 midwives", None),  # what is no figure may be told of no year
    ],
)
def test_a_figure_is_of_the_year_asked_for(question: str, text: str, lacks: str | None) -> None:
    assert missing(read_question(question), [evidence(YEARS, text, cross=1.0)]) == lacks


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Did the wait get better or worse?", True),
        ("Did the wait for a bed go up or down?", True),
        ("Did the wait for a bed on Oak Ward at night get worse?", False),
    ],
)
def test_what_changed_need_not_be_called_better_or_worse(question: str, told: bool) -> None:
    note = made("The wait for a bed was 38 minutes, down from 52.")
    assert (missing(read_question(question), [evidence(note, "The wait")]) is None) is told


@pytest.mark.parametrize(("cross", "told"), [(-2.0, True), (-4.0, False)])
def test_an_outcome_that_may_well_answer_shares_fewer_words(cross: float, told: bool) -> None:
    note = made("The wait for a bed was 38 minutes, down from 52.")
    question = "Did the wait for a bed upstairs at night in winter get worse?"
    assert (missing(read_question(question), [evidence(note, "The wait", cross=cross)]) is None) is told


def test_what_a_named_row_holds_is_told_whatever_kind_of_thing_is_asked_for() -> None:
    assert missing(read_question("Did Oak Ward improve from 2031 to 2032?"), [evidence(YEARS, "Oak Ward")]) is None


@pytest.mark.parametrize(
    ("score", "late", "question", "is_there"),
    [
        (4.0, 0.7, "How many nurses did the desk place?", True),
        (3.0, 0.7, "How many nurses did the desk place?", False),
        (4.0, 0.6, "How many nurses did the desk place?", False),
        (4.0, 0.7, "How did the desk place nurses?", False),
    ],
)
def test_a_figure_far_above_all_else_is_there_though_it_looks_unlikely(
    score: float, late: float, question: str, *, is_there: bool
) -> None:
    found = [replace(evidence(PLAIN, NURSES, score, cross=-3.6), late=late), evidence(PLAIN, OPENED, 1.0, cross=-4.4)]
    assert (missing(read_question(question), found) is None) is is_there
