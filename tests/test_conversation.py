"""A follow-up is made to stand alone by rule, and a question that stands alone is left as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering import conversation
from assistant.answering.conversation import Known
from assistant.answering.follow_ups import is_follow_up, names_its_subject
from assistant.answering.guard_patterns import CLINICAL_TEXT
from assistant.answering.listed import listed
from assistant.answering.wording import not_covered, out_of_scope
from assistant.types import Span, Turn


def standalone(question: str, history: Sequence[Turn], *about: Callable[[str], str], follows: bool = False) -> str:
    known = Known(about[0] if about else lambda _: "", lambda _: follows)
    return conversation.standalone(question, history, known).text


def user(text: str) -> Turn:
    return Turn("user", text)


def told(text: str) -> Turn:
    return Turn("assistant", text)


DESK = (user("What is the lending desk in Millford?"), told("A desk run by Ottoline Marsh."))
HABITS = (
    user("What are the three habits?"),
    told("Three habits stood out:\n- meeting once a month [1]\n- writing things down [2]\n- asking residents [3]"),
)
INLINE = (user("What are the three habits?"), told("They are: meeting monthly; writing things down; and asking."))
NUMBERED = (user("What are the habits?"), told("1. meeting monthly 2. writing things down"))
YEAR = (user("How many nurses were lent in 2031?"), told("It was 164."))
SPAN = (user("How many nurses were lent in 2031/32?"), told("It was 164."))
PHASE = (user("What happened in phase 1?"), told("There were talks."))
STAGE = (user("Who joined in the second stage?"), told("Two towns."))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who runs it?", True),
        ("and Fernhill?", True),
        ("What about Fernhill?", True),
        ("Why?", True),
        ("Explain the first one", True),
        ("What happened in the year after?", True),
        ("Who ran the lending desk?", False),
        ("Is there a plan for staff who lend their time?", False),
        ("What does the Riverside partnership do when it lends staff?", False),
        ("If a nurse from another ward is lent, who pays for it?", False),
        ("Stonebridge Council?", False),
        ("Is it true that ferries compete for staff?", False),
        ("Is it true that the moor has its own plan?", True),
        ("Is it true that dry docks have their own plan?", False),
        ("How can harbours protect their quays?", False),
        ("Do harbours have their own boards?", False),
        ("How do they protect their quays?", True),
        ("Did the pilots publish their results?", True),
        ("What skills do they need?", True),
        ("What do their boards do?", True),
    ],
)
def test_what_is_a_follow_up(question: str, expected: bool) -> None:
    assert is_follow_up(question) is expected


@pytest.mark.parametrize(
    ("question", "history", "expected"),
    [
        ("Who ran the lending desk?", DESK, "Who ran the lending desk?"),
        ("Who runs it?", (), "Who runs it?"),
        ("Who runs it?", (told("Hello."),), "Who runs it?"),
        ("Who runs it?", DESK, "What is the lending desk in Millford? Who runs it?"),
        ("ok, and who runs it?", DESK, "What is the lending desk in Millford? and who runs it?"),
        ("and Fernhill?", DESK, "What is the lending desk in Fernhill?"),
        ("What about Fernhill?", DESK, "What is the lending desk in Fernhill?"),
    ],
)
def test_what_was_asked_before_is_taken_up(question: str, history: Sequence[Turn], expected: str) -> None:
    assert standalone(question, history) == expected


def test_remarks_and_the_question_itself_are_passed_over() -> None:
    expected = "What is the lending desk in Millford? Who runs it?"
    assert standalone("Who runs it?", (*DESK, user("thanks, lovely"), told("You are welcome."))) == expected
    assert standalone("Who runs it?", (*DESK, user("Who runs it?"))) == expected


def test_what_was_answered_with_sources_was_no_remark() -> None:
    history = (*DESK, user("lending desks"), told("A desk is a room. [1]"))
    assert "lending desks" in standalone("who pays for them?", history)
    assert standalone("and the second?", conversed("the one after that", opening=HABITS)).endswith(
        "writing things down?"
    )


def test_a_chain_of_follow_ups_leads_back_to_what_it_began_with() -> None:
    history = (*DESK, user("Who runs it?"), told("A ward sister."))
    assert standalone("and when did it open?", history) == "What is the lending desk in Millford? when did it open?"
    assert standalone("why?", history) == "What is the lending desk in Millford? Who runs it? why?"
    turned = (*DESK, user("and its waiting room?"), told("It has none."), user("and the garden?"), told("It is small."))
    expected = "What is the lending desk in Millford? the garden? who waters it?"
    assert standalone("who waters it?", turned) == expected


def test_an_ordinal_points_into_the_first_list() -> None:
    history = (*HABITS[:1], told(f"{HABITS[1].content}\n\nTwo towns joined:\n- Millford [4]\n- Fernhill [5]"))
    assert standalone("and the last of them?", history).endswith("asking residents?")


def test_people_pointed_at_are_those_that_the_first_sentence_with_a_name_names() -> None:
    history = (
        user("any place that lends staff?"),
        told("The ICB does. The desk in Millford lends three. Ask Marsh."),
    )
    assert standalone("what did they spend?", history) == "any place that lends staff? Millford what did they spend?"


@pytest.mark.parametrize(
    ("question", "history", "expected"),
    [
        ("Tell me more about the second one", HABITS, "Tell me more about writing things down"),
        ("What does the third mean?", HABITS, "What does asking residents mean?"),
        ("and the last one?", HABITS, "asking residents?"),
        ("number 2?", HABITS, "writing things down?"),
        ("Explain the 1st one", HABITS, "Explain meeting once a month"),
        ("Explain the second one", INLINE, "Explain writing things down"),
        ("Explain the second one", NUMBERED, "Explain writing things down"),
        ("Explain the ninth one", HABITS, "Explain the ninth one"),
    ],
)
def test_an_ordinal_points_at_an_item(question: str, history: Sequence[Turn], expected: str) -> None:
    assert standalone(question, history) == f"{history[0].content} {expected}"


FIVE = (
    user("What are the five rules?"),
    told(
        "The five rules are:\n- Rule 1, talk: meet once a month in the hall [1]\n- Rule 2, write: keep notes of it [1]"
    ),
)


def conversed(*questions: str, opening: Sequence[Turn] = HABITS, answer: str = "So it is.") -> Sequence[Turn]:
    """Return a history that goes on with questions, each answered with the same."""
    return (*opening, *(turn for each in questions for turn in (user(each), told(answer))))


@pytest.mark.parametrize(
    ("asked", "question", "expected"),
    [
        (["tell me about the second"], "the one after that", "tell me about asking residents"),
        (["tell me about the second"], "and the next?", "tell me about asking residents"),
        (["number 1", "the one after that"], "and the next?", "asking residents"),
        (["tell me about the first", "and the next?"], "and the next one?", "tell me about asking residents"),
        (["tell me about the third"], "and the one before?", "tell me about writing things down"),
        (["tell me about the third"], "what does the previous one cost?", "what does writing things down cost?"),
        (["tell me about the third", "who did that?"], "and the first?", "tell me about meeting once a month"),
        (["who did the third?", "why?"], "and number two?", "who did writing things down?"),
        (["tell me about the third"], "Explain the second habit", "Explain writing things down"),
        ([], "compare the first and the third", "compare meeting once a month and asking residents"),
    ],
)
def test_a_list_that_was_pointed_into_stays(asked: list[str], question: str, expected: str) -> None:
    assert standalone(question, conversed(*asked)) == f"{HABITS[0].content} {expected}"


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        (["tell me about the third"], "and the next?"),
        (["tell me about the third", "and the next?"], "and the next?"),
        (["tell me about the first"], "and the one before that?"),
        ([], "number 4"),
        ([], "what is the ninth?"),
    ],
)
def test_beyond_a_list_it_is_said_that_there_is_no_more(asked: list[str], question: str) -> None:
    found = conversation.standalone(question, conversed(*asked))
    assert found.told.startswith("That list has 3 items")
    again = conversation.standalone("and the second?", (*conversed(*asked), user(question), told(found.told)))
    assert "writing things down" in again.own
    assert not again.told


def test_what_is_not_told_whole_may_have_more() -> None:
    part = (HABITS[0], told(f"{HABITS[1].content}\n- […]"))
    assert not conversation.standalone("and the fourth?", part).told


def test_items_that_bear_numbers_are_known_by_them() -> None:
    later = (
        FIVE[0],
        told("Of the rules:\n- Rule 2, write: keep notes of it [1]\n- Rule 4, share: tell the others [2]"),
    )
    assert standalone("and the fourth?", later) == "Rule 4, share: tell the others?"
    assert standalone("what about rule 2?", FIVE) == "Rule 2, write: keep notes of it?"


def test_what_follows_an_item_is_asked_of_the_item() -> None:
    history = conversed("tell me about the second", opening=FIVE)
    assert standalone("an example?", history) == "tell me about Rule 2, write: keep notes of it an example?"


def test_the_list_told_last_counts_where_it_is_asked_for_or_pointed_at() -> None:
    other = "Two towns joined:\n- Millford [4]\n- Fernhill [5]"
    asked = conversed("tell me about the third", "which are the towns?", answer=other)
    assert "Fernhill" in standalone("and the second?", asked)
    told_besides = conversed("tell me about the third", answer=other)
    assert "writing things down" in standalone("and the second?", told_besides)
    assert "Fernhill" in standalone("the second of these?", told_besides)


def test_an_item_that_heads_a_section_says_enough_by_itself() -> None:
    assert standalone("number 2", HABITS, lambda question: f"How {question} began") == "writing things down"


def test_a_stage_of_which_no_document_speaks_is_said_to_be_none() -> None:
    known = Known(count=lambda text: text == "phase 2")
    assert not conversation.standalone("and the next phase?", PHASE, known).told
    later = (user("What happened in phase 2?"), told("There were talks."))
    assert conversation.standalone("and the next phase?", later, known).told.startswith(
        "The sources speak of no phase 3"
    )
    assert standalone("and the next one?", PHASE) == "What happened in phase 2?"


def test_marks_of_an_answer_are_no_part_of_what_is_asked() -> None:
    history = (user("Who lends?"), told("The desk [1]; a room in Fernhill [2] and one in Oakham. [3]"))
    assert "[" not in standalone("what about the second of these?", history)
    assert "[" not in standalone("what did they pay?", history)


def test_questions_that_nobody_answered_were_asked_none_the_less() -> None:
    assert standalone("Who runs it?", DESK[:1]) == "What is the lending desk in Millford? Who runs it?"
    unanswered = (DESK[0], user("Who runs it?"))
    assert standalone("and when did it open?", unanswered) == "What is the lending desk in Millford? when did it open?"


def test_what_only_asks_how_much_says_nothing_of_what_comes_next() -> None:
    history = conversed("how much?", "when?", opening=DESK)
    assert standalone("why?", history) == "What is the lending desk in Millford? why?"


@pytest.mark.parametrize(
    ("question", "history", "follows", "gone"),
    [
        ("And the year after?", YEAR, "2032", "2031"),
        ("And the year after?", SPAN, "2032/33", "2031"),
        ("what happened in the next phase?", PHASE, "phase 2", "phase 1"),
        ("who joined in the following stage?", STAGE, "stage 3", "second"),
    ],
)
def test_what_comes_next_is_counted_on(question: str, history: Sequence[Turn], follows: str, gone: str) -> None:
    query = standalone(question, history)
    assert follows in query
    assert gone not in query


def test_what_comes_next_of_nothing_counted_stands_beside_what_was_asked() -> None:
    assert standalone("And the year after?", DESK) == "What is the lending desk in Millford? the year after?"


@pytest.mark.parametrize(
    ("history", "heading", "place"),
    [
        (DESK, "Oakham Vale's desk", "Millford"),
        ((user("What is the Lending Desk?"), told("a desk.")), "Oakham Vale's Lending Desk", "Oakham Vale"),
        ((user("Does Millford lend?"), told("Yes: GP Millford-wide, Marsh-funded.")), "The Millford desk", "Millford"),
        ((user("What is a desk?"), told("a desk.")), "Desks in Oakham Vale", "Oakham Vale"),
        ((user("What is the desk in Millford?"), told("a desk.")), "", "Millford"),
        ((user("What is a desk?"), told("One of the rooms in Fernhill.")), "", "Fernhill"),
    ],
)
def test_where_there_is(history: Sequence[Turn], heading: str, place: str) -> None:
    query = standalone("How many people live there?", history, lambda question: heading)
    assert query == f"How many people live in {place}?"


SAYS = (user("What does the Harbour Board say about boats?"), told("Boats lie there."))
BLENDED = (user("What is a Blended Desk in Valeshire?"), told("A desk of two."))


def _named(text: str) -> Span | None:
    found = re.search("Harbour Board|Mill Trust|rowing page", text)
    return Span(found.start(), found.end()) if found else None


@pytest.mark.parametrize(
    ("question", "history", "expected"),
    [
        ("And the Mill Trust?", SAYS, "What does the Mill Trust say about boats?"),
        ("What about Mill Trust?", SAYS, "What does Mill Trust say about boats?"),
        ("and the rowing page?", SAYS, "What does the rowing page say about boats?"),
        ("And the Mill Trust?", DESK, "According to the Mill Trust, what is the lending desk in Millford?"),
        ("And the Mill Trust?", (user("ICBs do what?"), told("Much.")), "According to the Mill Trust, ICBs do what?"),
        (
            "And what did the Mill Trust say?",
            DESK,
            "According to the Mill Trust, what is the lending desk in Millford?",
        ),
        ("And in Oakham?", BLENDED, "What is a Blended Desk in Oakham?"),
        ("And for Oakham?", BLENDED, "What is a Blended Desk in Valeshire? for Oakham?"),
    ],
)
def test_another_source_or_place_is_put_in_the_place_of_the_one_that_was_asked_about(
    question: str, history: Sequence[Turn], expected: str
) -> None:
    assert conversation.standalone(question, history, Known(source=_named)).text == expected


ASIDE = (*DESK, user("Who was Ottoline Marsh?"), told("She was the clerk."))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How was its rent paid?", f"{DESK[0].content} How was its rent paid?"),
        ("When did she leave it?", "Who was Ottoline Marsh? When did she leave it?"),
        ("Since when?", "Who was Ottoline Marsh? Since when?"),
    ],
)
def test_who_somebody_is_is_asked_aside(question: str, expected: str) -> None:
    assert standalone(question, ASIDE) == expected


def test_what_something_is_is_asked_aside_where_it_was_just_named() -> None:
    named, other = (
        (user("Who runs the desk?"), told(f"The {name} does."), user("What is a rowing guild clerk?"), told("A post."))
        for name in ("Rowing Guild clerk", "council")
    )
    assert standalone("How is its rent paid?", named) == "Who runs the desk? How is its rent paid?"
    assert standalone("How is its rent paid?", other) == "What is a rowing guild clerk? How is its rent paid?"


@pytest.mark.parametrize(
    "question",
    [
        "How does that compare with what the Mill Trust found?",
        "Does the Mill Trust agree with that?",
        "does the Mill Trust say the same?",
        "And would the Mill Trust disagree?",
    ],
)
def test_a_comparison_with_another_source_asks_that_the_same(question: str) -> None:
    found = conversation.standalone(question, DESK, Known(source=_named)).text
    assert found == conversation.standalone("And the Mill Trust?", DESK, Known(source=_named)).text
    assert found == "According to the Mill Trust, what is the lending desk in Millford?"


def test_where_no_place_was_named_there_stays() -> None:
    history = (user("What is a desk?"), told("A room."))
    assert standalone("How many people live there?", history) == "What is a desk? How many people live there?"


def test_what_the_heading_is_asked_for_is_the_last_question() -> None:
    asked: list[str] = []

    def about(question: str) -> str:
        asked.append(question)
        return "Oakham"

    standalone("How many people live there?", DESK, about)
    assert asked == [DESK[0].content]


def test_people_pointed_at_are_named_from_the_answer() -> None:
    history = (user("Who runs the desk?"), told("It is run by Ottoline Marsh."))
    assert standalone("What does she do?", history) == "Who runs the desk? Ottoline Marsh What does she do?"


@pytest.mark.parametrize(
    "again",
    [
        "say that again please",
        "what are they again?",
        "can you repeat that?",
        "once more",
        "who said that?",
        "and where does that come from?",
        "give me the short version please",
        "in plain English",
    ],
)
def test_what_is_asked_again_is_the_last_question(again: str) -> None:
    assert standalone(again, HABITS) == HABITS[0].content
    assert standalone("and what did they do again in June?", HABITS) != HABITS[0].content


def test_when_something_was_written_is_when_it_was_published() -> None:
    history = (user("Who wrote the harbour report?"), told("Marsh."))
    assert standalone("when?", history) == "Who wrote the harbour report? When was it published?"
    assert standalone("when?", DESK) == "What is the lending desk in Millford? when?"


def test_what_the_question_names_already_is_not_named_again() -> None:
    history = (user("what are lending desks?"), told("Oakham’s Lending Desks are rooms."))
    assert standalone("what did they cost?", history) == "what are lending desks? Oakham what did they cost?"


_PIECES = st.sampled_from(
    "and what about the second one year after phase 2 2031/32 there it they Millford ? : ; - [1] 1. next last".split()
)
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=12).map(" ".join))
_TURNS = st.builds(Turn, st.sampled_from(["user", "assistant"]), _TEXTS)


@settings(deadline=None)
@given(_TEXTS, st.lists(_TURNS, max_size=6))
def test_any_conversation_is_read(question: str, history: list[Turn]) -> None:
    assert isinstance(standalone(question, history, lambda text: text), str)
    assert standalone(question, history) == standalone(question, history)
    assert standalone(question, ()) == question


def test_what_a_follow_up_follows_may_itself_follow_by_what_it_finds() -> None:
    asked = "Why boats of five to nine feet?"
    history = (*DESK, user(asked), told("They fit under the bridge."))
    found = conversation.standalone("And what did they do?", history, Known(finds_little=lambda each: each == asked))
    assert found.text.startswith("What is the lending desk in Millford?")


@pytest.mark.parametrize(
    ("question", "follows"),
    [
        ("Did the people of Millford do the same?", True),
        ("Has Fernhill done likewise?", True),
        ("Does the Desk Trust say the same about fees?", True),
        ("Do Millford and Fernhill have the same opening hours?", False),
    ],
)
def test_the_same_is_as_what_was_said_before(question: str, follows: bool) -> None:
    assert is_follow_up(question) is follows


def test_a_question_may_be_said_to_follow_whatever_its_words() -> None:
    question = "How many nurses did Fernhill hire in the spring?"
    assert standalone(question, DESK) == question
    assert standalone(question, DESK, follows=True) == f"What is the lending desk in Millford? {question}"


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did the Millford desk change?", True),
        ("Did the Millford desk do the same?", False),
        ("What did the desk change?", False),
    ],
)
def test_a_question_may_name_its_subject(question: str, names: bool) -> None:
    assert names_its_subject(question) is names


@pytest.mark.parametrize("said", [not_covered(["a sum; a date"]), out_of_scope(some=True), CLINICAL_TEXT])
def test_what_we_say_ourselves_is_no_list(said: str) -> None:
    history = (user("What does the desk cost, and when?"), told(said))
    assert standalone("and the last one?", history) == "What does the desk cost, and when? the last one?"


@pytest.mark.parametrize("question", ["And what was it in year one?", "and what was it in phase two?"])
def test_a_year_or_a_sum_is_no_item_of_a_list(question: str) -> None:
    history = (user("How much was recommended for year two?"), told("The sum of £680,000, with a report after winter."))
    assert "£680" not in standalone(question, history)
    found = listed("?", history[1].content)
    assert found
    assert found.items[0] == "The sum of £680,000"


@pytest.mark.parametrize("question", ["who is their board chair?", "which of those is bigger?"])
def test_a_long_conversation_of_asides_is_read_once(question: str) -> None:
    asked: list[str] = []
    history = [user(question), told("A board chair.")] * 20

    def source(text: str) -> None:
        asked.append(text)

    conversation.standalone("who is their new clerk?", history, Known(source=source))
    assert len(asked) < 200


OWN = Known(lists=lambda asked: [("one", "two"), ("rain", "snow", "hail")] if "weathers" in asked else [])


@pytest.mark.parametrize("answer", ["See what is shown above, please.", "The three weathers...", "Rain, or…"])
@pytest.mark.parametrize(("question", "expected"), [("and the third one?", "hail"), ("tell me of number 2", "snow")])
def test_where_the_list_was_not_told_the_sources_own_of_so_many_is_pointed_into(
    answer: str, question: str, expected: str
) -> None:
    history = (user("What are the three weathers?"), told(answer))
    assert expected in conversation.standalone(question, history, OWN).own
    beyond = conversation.standalone("and the fourth?", history, OWN)
    assert beyond.told.startswith("That list has 3 items")


def test_a_list_of_another_length_or_of_no_number_is_not_pointed_into() -> None:
    for asked in ("What are the four weathers?", "What are the weathers?"):
        history = (user(asked), told("See above."))
        assert "hail" not in conversation.standalone("and the third one?", history, OWN).text


@pytest.mark.parametrize("question", ["who says so?", "Where did that come from?", "and the source?"])
def test_whose_it_is_that_was_told_in_others_words_is_found_by_what_was_told(question: str) -> None:
    known = Known(count=lambda text: text == "The desk is lent.")
    for answer, expected in (
        ("A nurse said that the desk was cold. It is open.", "Quote someone: A nurse said that the desk was cold."),
        ("The desk stands there on loan.", "The desk stands there on loan."),
        ("The desk is lent. [1]", "What of the desk?"),
        ("", "What of the desk?"),
    ):
        assert conversation.standalone(question, (user("What of the desk?"), told(answer)), known).text == expected
