"""Packs: what is quoted, in which order, what is missing; of made sources, and of the briefings by the real models."""

from __future__ import annotations

import pytest

from assistant.drafting.pack import MOST_QUESTIONS, NOT_SURE, WITHHELD, check_questions, questions_pack, theme_pack
from assistant.errors import UsageError
from assistant.pipeline import Assistant
from assistant.types import Citation, Claim, Status
from tests.made import evidence, made, place
from tests.made_packs import (
    COVER,
    DAY,
    DESK,
    DOCUMENTS,
    FAR,
    LEAD,
    QUESTIONS,
    SOURCES,
    SPOKEN,
    VOICES,
    Told,
    claim,
    made_pack,
)


def test_quotations_stand_by_publisher_each_once_with_what_they_are_for() -> None:
    pack = made_pack()
    assert [(each.citation.document.id, each.citation.quote, each.asked) for each in pack.quotations] == [
        ("cover", f"{LEAD}\n- {DAY}\n- {DESK}", (1,)),
        ("cover", FAR, (1, 3)),
        ("voices", SPOKEN, (3,)),
        ("voices", "[1] A note that is numbered.", (3,)),
    ]


def test_what_is_not_covered_and_who_is_silent_is_told() -> None:
    pack = made_pack()
    assert [(each.text, each.status, [one.id for one in each.silent]) for each in pack.asked] == [
        (QUESTIONS[0], Status.ANSWERED, ["voices"]),
        (QUESTIONS[1], Status.NOT_COVERED, []),
        (QUESTIONS[2], Status.ANSWERED, []),
        (WITHHELD, Status.PERSONAL_DATA, []),
    ]
    assert "943" not in repr(pack)


def test_what_lies_in_another_quotation_is_told_with_it() -> None:
    inner, outer = place(VOICES, "Nobody"), place(VOICES, SPOKEN)
    both = [Claim("x", (Citation(VOICES, span.start, span.end),)) for span in (inner, outer)]
    SOURCES.answers["Within?"] = tuple(both)
    pack = questions_pack(SOURCES, ["Within?"])
    del SOURCES.answers["Within?"]
    assert [each.citation.quote for each in pack.quotations] == [SPOKEN]
    assert [pack.number(one.citations[0]) for one in both] == [1, 1]


def test_what_the_assistant_doubts_is_named_as_near_and_not_quoted_as_an_answer() -> None:
    SOURCES.answers["Is it so?"], SOURCES.doubted = (claim(COVER, FAR),), {"Is it so?"}
    pack = questions_pack(SOURCES, ["Is it so?"])
    del SOURCES.answers["Is it so?"]
    (asked,) = pack.asked
    assert (pack.quotations, asked.status, asked.says) == ((), Status.NOT_COVERED, NOT_SURE)
    assert [each.quote for each in asked.nearest] == [FAR]


def test_a_document_that_speaks_on_a_question_is_quoted_only_where_it_answers_it() -> None:
    spoken = {"voices": [evidence(VOICES, SPOKEN, cross=20.0)]}
    answered: dict[str, tuple[Claim, ...]] = {QUESTIONS[0]: (claim(COVER, FAR),)}
    for own, expected in ((claim(VOICES, SPOKEN),), ["cover", "voices"]), ((), ["cover"]):
        sources = Told(answered, {(QUESTIONS[0], "voices"): own}, spoken)
        pack = questions_pack(sources, QUESTIONS[:1])
        assert [each.citation.document.id for each in pack.quotations] == expected
        # Who has something on it and does not surely answer is no more silent than who answers.
        assert pack.asked[0].silent == ()
        assert [each.quote for each in pack.asked[0].nearest] == [SPOKEN][: len(DOCUMENTS) - len(expected)]


def test_a_document_that_may_speak_of_a_theme_is_not_called_silent_and_its_nearest_is_named() -> None:
    sources = Told(
        evidence_on={
            "cover": [evidence(COVER, FAR, 2.0, 3.0)],
            "voices": [evidence(VOICES, SPOKEN, 2.0, -3.0)],
        }
    )
    pack = theme_pack(sources, "sponsors")
    (asked,) = pack.asked
    assert [each.citation.quote for each in pack.quotations] == [FAR]
    assert (asked.silent, [each.quote for each in asked.nearest]) == ((), [SPOKEN])


def test_a_theme_that_is_a_question_is_asked() -> None:
    assert [each.citation.quote for each in theme_pack(SOURCES, QUESTIONS[2]).quotations][:2] == [FAR, SPOKEN]
    assert theme_pack(SOURCES, QUESTIONS[1]).quotations == ()
    about = "What do the sources say about cover?"
    assert theme_pack(Told(evidence_on={"cover": [evidence(COVER, FAR, cross=20.0)]}), about).quotations


def test_a_lead_in_without_its_list_is_no_quotation() -> None:
    note = made("These are:", FAR, name="cover")
    pack = questions_pack(Told({QUESTIONS[0]: (claim(note, "These are:"),)}), QUESTIONS[:1])
    assert (pack.quotations, pack.asked[0].status) == ((), Status.NOT_COVERED)


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        ([], "there are no questions"),
        (["What?"] * (MOST_QUESTIONS + 1), "at most 50"),
        (["Who leads?", " "], "^question 2 is empty: type it in words"),
        (["x" * 2_001], "^question 1 has 2,001 characters"),
    ],
)
def test_malformed_questions_are_refused(questions: list[str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        check_questions(questions)


def test_a_question_asked_twice_is_asked_once() -> None:
    assert check_questions(["Who leads?", "Who  leads?"]) == ["Who leads?"]


@pytest.mark.slow
def test_a_theme_on_the_briefings(assistant_on_briefings: Assistant) -> None:
    pack = theme_pack(assistant_on_briefings, "protected time for clinical leaders")
    (asked,) = pack.asked
    speaking = {each.citation.document.id for each in pack.quotations}
    assert {"nhs-england-clinical-leadership-2021", "nhs-confederation-systems-leadership-2021"} <= speaking
    silent, near = ({each.id for each in asked.silent}, {each.document.id for each in asked.nearest})
    assert silent | near == {each.id for each in assistant_on_briefings.documents} - speaking
    assert not silent & near
    publishers = [each.citation.document.publisher for each in pack.quotations]
    assert publishers == sorted(publishers)


@pytest.mark.slow
def test_who_asks_what_is_said_on_a_theme_is_told_what_the_theme_is(assistant_on_briefings: Assistant) -> None:
    theme = theme_pack(assistant_on_briefings, "suicide prevention")
    asked = questions_pack(assistant_on_briefings, ["What is said on suicide prevention?"])
    assert asked.quotations
    assert [each.citation for each in asked.quotations] == [each.citation for each in theme.quotations]


@pytest.mark.slow
def test_aims_that_publishers_share_are_told_with_their_quotations(assistant_on_briefings: Assistant) -> None:
    pack = theme_pack(assistant_on_briefings, "the four aims of integrated care systems")
    shared = [each for each in pack.asked[0].contested if each.kind == "shared"]
    assert shared
    numbers = {pack.number(one) for each in shared for group in each.citations for one in group}
    assert len({pack.quotations[number - 1].citation.document.publisher for number in numbers}) > 1


@pytest.mark.slow
def test_a_question_on_a_case_study_is_not_answered_with_the_figures_of_another(
    assistant_on_briefings: Assistant,
) -> None:
    pack = questions_pack(assistant_on_briefings, ["Which outcomes did the care leavers programme have?"])
    assert {each.citation.section[-1] for each in pack.quotations} == {
        "Creating opportunities for young people leaving care in North Central London"
    }
