"""A question's words say what kind of thing it asks for; a text's words say whether the thing is there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.question_patterns import Kind
from assistant.answering.questions import (
    NUMERIC,
    Asked,
    counts,
    names_holder,
    names_organisation,
    names_person,
    noun_shown,
    parts_of,
    proper_names,
    read_question,
    share_of_words,
    states,
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How much money did the choir get?", Kind.MONEY),
        ("how much?", Kind.MONEY),
        ("how much does it matter?", Kind.OPEN),
        ("What can the grant be spent on?", Kind.OPEN),
        ("What has the choir spent the fund on?", Kind.OPEN),
        ("what is the budget for", Kind.OPEN),
        ("Which travel costs can be claimed?", Kind.OPEN),
        ("What has the choir spent?", Kind.MONEY),
        ("How much is the budget for boats?", Kind.MONEY),
        ("What is the budget for boats?", Kind.MONEY),
        ("since when?", Kind.DATE),
        ("How much did the boats cost?", Kind.MONEY),
        ("What is the salary of the clerk?", Kind.MONEY),
        ("what did the mayor earn", Kind.MONEY),
        ("what percentage of nurses left", Kind.SHARE),
        ("What percentage of running costs did boards cut?", Kind.SHARE),
        ("what % of the budget goes to practices", Kind.SHARE),
        ("By how much did the cost fall?", Kind.MONEY),
        ("How many per cent left?", Kind.SHARE),
        ("By how much did vacancies fall?", Kind.SHARE),
        ("how much were boards told to trim off what they spend", Kind.SHARE),
        ("How big a cut was that?", Kind.SHARE),
        ("Which charity ran the desk?", Kind.ORGANISATION),
        ("My manager wants to know who pays for it", Kind.NAME),
        ("Tell us of what the charity got out of it", Kind.OPEN),
        ("What is the hourly rate?", Kind.MONEY),
        ("what is the rate of pay", Kind.MONEY),
        ("What did the boats come to?", Kind.MONEY),
        ("What size was the grant?", Kind.MONEY),
        ("How much per session?", Kind.MONEY),
        ("how often do they meet?", Kind.FREQUENCY),
        ("How long does it last?", Kind.DURATION),
        ("Over what period did it run?", Kind.DURATION),
        ("How much of my week is paid for?", Kind.DURATION),
        ("how much of a working day does it take", Kind.DURATION),
        ("How much time is paid for?", Kind.DURATION),
        ("How big is the valley?", Kind.COUNT),
        ("What size was the crew?", Kind.COUNT),
        ("what is the population of the valley", Kind.COUNT),
        ("When was it founded?", Kind.DATE),
        ("in which month did it open", Kind.DATE),
        ("What is the closing date?", Kind.DATE),
        ("any idea when the desk kicks in", Kind.DATE),
        ("What is the name of the lead nurse?", Kind.PERSON),
        ("who should I ring about it", Kind.PERSON),
        ("Which hospital joined?", Kind.ORGANISATION),
        ("What survey supplier joined?", Kind.ORGANISATION),
        ("Which GP practices joined?", Kind.ORGANISATION),
        ("Where is the desk?", Kind.PLACE),
        ("and where did it open", Kind.PLACE),
        ("Whereabouts in the valley is it?", Kind.PLACE),
        ("what venue", Kind.PLACE),
        ("Who runs the desk?", Kind.NAME),
        ("Which towns took part?", Kind.NAME),
        ("What is the name of the boat?", Kind.NAME),
        ("whats it called", Kind.NAME),
        ("What is a lending desk?", Kind.DEFINITION),
        ("define lending", Kind.DEFINITION),
        ("What does lending mean?", Kind.DEFINITION),
        ("What is a hospital?", Kind.DEFINITION),
        ("What is the vacancy rate?", Kind.DEFINITION),
        ("Why did it close?", Kind.REASON),
        ("What was the reason?", Kind.REASON),
        ("Did vacancies fall?", Kind.OUTCOME),
        ("Has sickness gone down?", Kind.OUTCOME),
        ("did it get any better", Kind.OUTCOME),
        ("Is it going up or down?", Kind.OUTCOME),
        ("What did the evaluation find?", Kind.OUTCOME),
        ("What was the outcome?", Kind.OUTCOME),
        ("What has the desk achieved?", Kind.OUTCOME),
        ("What did it set out to achieve?", Kind.OPEN),
        ("How do we improve retention?", Kind.OPEN),
        ("What can we do to reduce waits?", Kind.OPEN),
        ("What did the nurse in charge say?", Kind.OPEN),
        ("What matters when the desk is due?", Kind.OPEN),
        ("Which practices help?", Kind.OPEN),
        ("Where should we start?", Kind.OPEN),
        ("Where can we begin?", Kind.OPEN),
        ("Where teams lend staff, what helps?", Kind.OPEN),
        ("Where does the board disagree?", Kind.OPEN),
        ("Tell me about boats", Kind.OPEN),
        ("How should we share staff?", Kind.OPEN),
        ("", Kind.OPEN),
    ],
)
def test_what_is_no_list(question: str, kind: Kind) -> None:
    assert read_question(question) == Asked(question, kind, wants_list=False, items=None, head=None)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What are the five principles?", 5),
        ("Name the six habits", 6),
        ("list the 3 steps", 3),
        ("half a dozen ways to do it", 6),
        ("give me the half dozen ways", 6),
        ("list all six habits", 6),
        ("what are northtown's five habits", 5),
        ("What are the bakers' two main steps?", 2),
        ("name all the 3 steps", 3),
        ("Could you go through all six habits and principles?", 6),
        ("Could you go through six habits and principles?", None),
        ("Give me all the habits of 3 towns", None),
        ("What are the 25 rules?", None),
        ("What are the zero rules?", None),
        ("what are the one true rules?", None),
        ("What skills does a manager need?", None),
        ("What should a manager do?", None),
        ("what good looks like", None),
    ],
)
def test_a_list(question: str, items: int | None) -> None:
    assert read_question(question) == Asked(question, Kind.LIST, wants_list=True, items=items, head=None)


@pytest.mark.parametrize(
    ("question", "kind", "head"),
    [
        ("How many nurses were lent?", Kind.COUNT, "nurs"),
        ("how many of our senior nurses were there", Kind.COUNT, "nurs"),
        ("what was the number of boats in the harbour", Kind.COUNT, "boat"),
        ("how many years does it run", Kind.DURATION, "year"),
        ("How many were there?", Kind.COUNT, None),
    ],
)
def test_the_thing_counted(question: str, kind: Kind, head: str | None) -> None:
    assert read_question(question) == Asked(question, kind, wants_list=False, items=None, head=head)


def test_the_thing_counted_is_no_verb() -> None:
    assert read_question("How many nurses left?").head == "nurs"


@pytest.mark.parametrize(
    ("question", "wide"),
    [
        ("How do the desks compare?", True),
        ("What is the difference?", True),
        ("What do both desks do?", True),
        ("the desk vs the board", True),
        ("What do these papers say?", True),
        ("Do any of them say the same thing?", True),
        ("How does the desk square with the board?", True),
        ("Is there a desk and did it open?", True),
        ("What does the paper say?", False),
        ("What papers are kept?", False),
        ("Is the town square wide?", False),
        ("How many boats were there, and for how much of the year?", True),
        ("Who sells bread and butter?", False),
        ("What do the boats do?", False),
    ],
)
def test_more_than_one_thing_is_asked_of(question: str, wide: bool) -> None:
    assert read_question(question).wide is wide


def test_a_question_by_itself_follows_no_other() -> None:
    assert read_question("And what did it cost?").follows is False


def test_a_list_of_names_and_a_date_are_both_asked_for() -> None:
    question = "What are the towns, and when did they join?"
    assert read_question(question) == Asked(question, Kind.DATE, wants_list=True, items=None, head=None)


@pytest.mark.parametrize("question", ["What is an ICB?", "What is an ICS?", "What does ICB mean?"])
def test_an_abbreviation_is_defined_and_not_named(question: str) -> None:
    assert read_question(question).kind is Kind.DEFINITION


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.MONEY, "It cost £5."),
        (Kind.MONEY, "It cost 30p."),
        (Kind.MONEY, "Two million pounds were spent."),
        (Kind.SHARE, "Vacancies fell by 17 per cent."),
        (Kind.SHARE, "92% agreed."),
        (Kind.SHARE, "A third of them left."),
        (Kind.FREQUENCY, "They meet every week."),
        (Kind.FREQUENCY, "A report is due once a year."),
        (Kind.DURATION, "It ran for six months."),
        (Kind.DURATION, "A 12-month programme."),
        (Kind.DURATION, "It ran from May to June 2031."),
        (Kind.COUNT, "Nine boats lie there."),
        (Kind.DATE, "It opened in March."),
        (Kind.DATE, "It opened in 2031."),
        (Kind.NAME, "The desk was run by Ottoline Marsh."),
        (Kind.MONEY, "It cost five pounds."),
        (Kind.MONEY, "It cost fifty pence."),
        (Kind.DATE, "May was wet, but the boats may go on."),
        (Kind.PLACE, "The desk stands in Oakham."),
        (Kind.PLACE, "In Oakham it stands by the water."),
        (Kind.PLACE, "It stands across the Vale."),
        (Kind.OUTCOME, "Vacancies fell."),
        (Kind.OUTCOME, "Sickness was reduced."),
        (Kind.OUTCOME, "They spent three pounds, down from four."),
        (Kind.OUTCOME, "At the mill it did not change."),
        (Kind.OUTCOME, "Of the nurses, 9% more stayed."),
        (Kind.REASON, "Whatever it says."),
        (Kind.OPEN, ""),
        (Kind.LIST, ""),
    ],
)
def test_what_is_stated(kind: Kind, text: str) -> None:
    assert states(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.MONEY, "They placed 30 people."),
        (Kind.MONEY, "The vote was in 2031."),
        (Kind.SHARE, "They placed 12 nurses."),
        (Kind.FREQUENCY, "They meet."),
        (Kind.DURATION, "It went on and on."),
        (Kind.COUNT, "There are boats."),
        (Kind.DATE, "It opened early."),
        (Kind.MONEY, "It took pounds of rope."),
        (Kind.MONEY, "Five boats lie there."),
        (Kind.DATE, "They may go on."),
        (Kind.PLACE, "The desk stands by the water."),
        (Kind.PLACE, "Oakham has a desk."),
        (Kind.PLACE, "It opened in March."),
        (Kind.PLACE, "It was lent across the ICS."),
        (Kind.OUTCOME, "The desk opened."),
        (Kind.OUTCOME, "The desk aims at reduced sickness."),
        (Kind.OUTCOME, "Vacancies should have fallen."),
        (Kind.OUTCOME, "Oakham: The desk's tasks: Reducing vacancies."),
        (Kind.COUNT, "In 2031 and since May 2030/31 there were boats."),
        (Kind.NAME, "The desk was run by a nurse."),
        (Kind.NAME, "Each ICB runs a desk. Some run two."),
    ],
)
def test_what_is_not_stated(kind: Kind, text: str) -> None:
    assert not states(kind, text)


@pytest.mark.parametrize(
    ("kind", "text", "question"),
    [
        (Kind.COUNT, "On the 12 pools were boats.", "How many boats were there on the 12 pools?"),
        (Kind.DATE, "It opened in 2031.", "When in 2031 did it open?"),
        (Kind.NAME, "It was said that Marsh ran it.", "What is the name of Marsh's deputy?"),
        (Kind.PLACE, "It opened in Oakham.", "Where in Oakham did it open?"),
    ],
)
def test_what_the_question_says_itself_is_no_answer(kind: Kind, text: str, question: str) -> None:
    assert states(kind, text)
    assert not states(kind, text, question)


def test_how_much_was_cut_is_said_by_a_sum_as_well() -> None:
    assert states(Kind.SHARE, "They saved £30,000.", "How big a cut was made?")
    assert not states(Kind.SHARE, "They saved £30,000.", "What share was cut?")


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("A lending desk is a place where staff are lent.", "What is a lending desk?", True),
        ("The board (LB) was responsible for loans.", "What is a board?", True),
        ("The desk was run by Marsh.", "What is a lending desk?", False),
        ("A lending desk opened.", "What is a lending desk?", False),
        ('"Lending desk" is the trust\'s word for a counter.', "What is a lending desk?", True),
        ("Papers on lending desks are two.", "What is a lending desk?", False),
        ("Anything is anything.", "What is it?", False),
    ],
)
def test_what_defines(text: str, question: str, expected: bool) -> None:
    assert states(Kind.DEFINITION, text, question) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The desk was run by Ottoline Marsh.", True),
        ("It was run by Ottoline J. Marsh.", True),
        ("It was run by Zoë O’Hara-Quill.", True),
        ("Dr Quill ran it.", True),
        ("Dame O. Quill ran it.", True),
        ("Ottoline ran it.", False),
        ("The Lending Desk ran it.", False),
        ("It was run by South Vale.", False),
        ("Peregrine Quick had a deputy.", False),
        ("Dr Peregrine Quick had a deputy.", False),
        ("A nurse ran it.", False),
        ("", False),
    ],
)
def test_a_person_is_named_whom_the_question_does_not_name(text: str, expected: bool) -> None:
    small = ["lending", "desk"]
    assert names_person("What is the name of Peregrine Quick's deputy?", text, small) is expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Which hospital joined?", "Then Oakham Hospital joined.", True),
        ("Which trust joined?", "Then Oakham and Vale NHS Foundation Trust joined.", True),
        ("Which university joined?", "The University of Oakham joined.", True),
        ("Which universities joined?", "Oakham University joined.", True),
        ("Which consultancy helped?", "Marsh Consulting helped.", True),
        ("Which GP practice joined?", "Then Harbour Practice joined.", True),
        ("Which hospital joined?", "Then the hospital joined.", False),
        ("Which hospital joined?", "The Hospital joined.", False),
        ("Which trust joined?", "An NHS Trust joined.", False),
        ("Which hospice joined?", "Oakham Hospital joined.", False),
        ("Which company joined?", "Our Compassionate Oakham joined.", False),
        ("Which university joined?", "Oakham joined.", False),
        ("Who joined?", "They did.", True),
    ],
)
def test_an_organisation_is_named_of_the_sort_asked_for(question: str, text: str, expected: bool) -> None:
    assert names_organisation(question, text) is expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("Who is the chief executive of Oakham ICB?", "Ann Reed is clinical chair of Oakham ICB.", False),
        ("Who is the chief executive of Oakham ICB?", "Ann Reed, chief executive of Oakham ICB, spoke.", True),
        ("who's the CEO?", "Ann Reed, Chief Executive, Oakham", True),
        ("Who are our clinical directors?", "The clinical director is Ann Reed.", True),
        ("Who is the lead author?", "Ann Reed wrote this.", True),  # "lead" is no post here
        ("Who was the workforce lead at Oakham?", "Ann Reed ran finance.", False),
        ("Who leads Oakham?", "Ann Reed does.", True),
        ("Who is chief executive of Oakham ICB?", "Oakham has a wellbeing toolkit.", False),
        ("Who chairs Oakham ICB?", "Oakham ICB has five groups.", False),
        ("Who chaired the Oakham group?", "Ann Reed was its chair.", True),
    ],
)
def test_the_holder_of_a_post_is_sought_where_it_is_spoken_of(question: str, text: str, expected: bool) -> None:
    assert names_holder(question, text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It placed 164 nurses.", True),
        ("Two nurses came.", True),
        ("164 of the most senior nurses came.", True),
        ("164 of the very most senior of the nurses came.", False),
        ("Nurses came in 1990.", False),
        ("We spoke to nurses of 12 towns", True),
        ("They nursed 24 people", True),
        ("nurses and 24 people", False),
        ("Nurses came.", False),
        ("", False),
    ],
)
def test_a_number_stands_before_the_thing_counted(text: str, expected: bool) -> None:
    assert counts("nurs", text) is expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("How many nurses were lent?", "Nurses lent a hand.", 1.0),
        ("boats and nets", "one boat", 0.5),
        ("boats and nets", "", 0.0),
        ("the of", "the of", 0.0),
    ],
)
def test_share_of_words(question: str, text: str, expected: float) -> None:
    assert share_of_words(question, text) == expected


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What does Cornwall do?", ["Cornwall"]),
        ("Oakham Vale runs what?", ["Oakham", "Vale"]),
        ("Oakham runs what?", []),
        ("What about the NHS and Ottoline Marsh?", ["Ottoline", "Marsh"]),
        ("who runs East Vale's desk", ["East", "Vale's"]),
        ("what is it", []),
        ("Describe Oakham's desk", ["Oakham's"]),
        ("Since ICBs and Oakham cut their costs, who lends?", ["Oakham"]),
        ("Roughly what does Oakham lend?", ["Oakham"]),
        ("So it's what We're told, and What's said, and Don't know", []),
        ("what do the ICB's nurses say", []),
        ("", []),
    ],
)
def test_proper_names(question: str, names: list[str]) -> None:
    assert proper_names(question) == names


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("What is a desk and who runs it?", ("What is a desk", "who runs it?")),
        ("What is it? Who runs it?", ("What is it?", "Who runs it?")),
        ("Which towns joined, and for how long?", ("Which towns joined", "for how long?")),
        ("What are the four desks and the six rules?", ("What are the four desks?", "What are the six rules?")),
        ("List the two aims of it and the six rules", ("List the two aims of it", "List the six rules")),
        (
            "What are the aims and the rules of the desk?",
            ("What are the aims of the desk?", "What are the rules of the desk?"),
        ),
        ("What is the role of the desk and the board?", ("What is the role of the desk and the board?",)),
        ("What is the link between the desk and the board?", ("What is the link between the desk and the board?",)),
        ("What are the four desks and the rules of it?", ("What are the four desks?", "What are the rules of it?")),
        ("Who sells bread and butter?", ("Who sells bread and butter?",)),
        ("Tell me about boats and who sails them", ("Tell me about boats and who sails them",)),
        ("I run a desk. What is it? Why?", ("I run a desk. What is it? Why?",)),
        (
            "Boats sink. Who mends them, and has the Vale joined?",
            ("Boats sink. Who mends them", "has the Vale joined?"),
        ),
        ("Who mends boats, and has it helped?", ("Who mends boats", "has it helped?")),
        ("Who mends boats, and does Oakham pay?", ("Who mends boats, and does Oakham pay?",)),
        ("A desk lends. Who pays, and how much?", ("A desk lends. Who pays, and how much?",)),
        ("Boats: what were they for and did they help?", ("Boats: what were they for", "did they help?")),
        ("The desk - who ran it and was it cheap", ("The desk - who ran it", "was it cheap")),
        ("They rowed and did it help?", ("They rowed and did it help?",)),
        ("", ("",)),
    ],
)
def test_parts(question: str, parts: tuple[str, ...]) -> None:
    assert tuple(parts_of(question)) == parts


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    asked = read_question(text)
    assert asked.text == text
    assert asked.items is None or (asked.wants_list and 2 <= asked.items <= 20)
    assert isinstance(proper_names(text), list)
    assert parts_of(text)
    for kind in Kind:
        assert states(kind, text, text) in (True, False)


@given(st.lists(st.sampled_from("how many much what are the five of was when ICB 2031 £5 ? and £ - who it".split())))
def test_any_words_are_read(chosen: list[str]) -> None:
    question = " ".join(chosen)
    assert read_question(question).kind in NUMERIC | set(Kind)
    assert share_of_words(question, question) in (0.0, 1.0)


def test_what_is_asked_again_and_again_is_asked_once_and_a_flood_of_questions_is_one() -> None:
    assert parts_of("Why? " * 400) == ("Why? " * 400,)
    assert parts_of("What is an ICS? What is an ICS? Who leads it?") == ("What is an ICS?", "Who leads it?")
    flood = " ".join(f"What is system {number}?" for number in range(7))
    assert parts_of(flood) == (flood,)


@pytest.mark.parametrize(("noun", "shown"), [("principl", "principles"), ("boat", "boat")])
def test_the_word_of_the_question_is_shown(noun: str, shown: str) -> None:
    assert noun_shown("What are the seven principles?", noun) == shown
