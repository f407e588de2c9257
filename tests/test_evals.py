"""The questions are read with their evidence, and what is wrong with them is found."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.types import Block, BlockKind, Document, Heading, Span, Turn
from evals.data import FOLDER, Group, Item, Nugget, Place, find_places, lines_of, read_items
from evals.validate import problems
from tests.made import made, place

COST, RAN = "The desk cost £230 in its first year.", "The desk was run by Ottoline Marsh."
NOTE = made(COST, RAN, name="note")
AT_COST = Place("note", place(NOTE, COST))
NUGGET = {"importance": "vital", "pattern": "£ ?230", "positive": ["it was £230"], "negative": ["it was £231"]}
EVIDENCE = {
    "importance": "vital",
    "alternatives": [{"document": "note", "section": "", "first": "The desk cost", "last": "first year."}],
}
LINE: dict[str, Any] = {
    "id": "q1",
    "cluster": "q",
    "persona": "leader",
    "type": "follow_up",
    "split": "check",
    "question": "And what did it cost?",
    "history": [{"role": "user", "content": "What is the desk?"}, {"role": "assistant", "content": "A desk."}],
    "standalone": "What did the desk cost?",
    "expected_status": "answered",
    "expected_evidence": [EVIDENCE, {"importance": "okay", "alternatives": [{"document": "nowhere"}]}],
    "nuggets": [NUGGET, {"importance": "okay", "pattern": "year"}],
    "must_include": ["desk"],
    "must_not_include": ["chair"],
    "correction": "not a chair",
}
BARE = {"id": 2, "type": "near_miss", "question": "Pay?", "expected_status": "not_covered"}


def pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def write(folder: Path, *lines: dict[str, Any], name: str = "questions.jsonl") -> Path:
    path = folder / name
    path.write_text("\n\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_an_item_is_read_with_its_evidence_and_facts(tmp_path: Path) -> None:
    (read,) = read_items(write(tmp_path, LINE), {"note": NOTE})
    assert read == Item(
        id="q1",
        type="follow_up",
        question="And what did it cost?",
        expected_status="answered",
        cluster="q",
        persona="leader",
        split="check",
        history=(Turn("user", "What is the desk?"), Turn("assistant", "A desk.")),
        standalone="What did the desk cost?",
        expected_evidence=(Group((AT_COST,)), Group((), vital=False)),
        nuggets=(
            Nugget(pattern("£ ?230"), positive=("it was £230",), negative=("it was £231",)),
            Nugget(pattern("year"), vital=False),
        ),
        must_include=(pattern("desk"),),
        must_not_include=(pattern("chair"),),
        correction=pattern("not a chair"),
    )
    assert (read.vital_groups, len(read.vital_nuggets)) == ((Group((AT_COST,)),), 1)
    assert (read.must_answer, read.must_abstain) == (True, False)


def test_an_item_may_have_little(tmp_path: Path) -> None:
    (read,) = read_items(write(tmp_path, BARE), {})
    assert read == Item("2", "near_miss", "Pay?", "not_covered", cluster="2")
    assert (read.must_answer, read.must_abstain) == (False, True)
    either = replace(read, acceptable_status=("answered", "not_covered"))
    assert (either.must_answer, either.must_abstain) == (False, False)


def test_an_items_digest_follows_its_content(tmp_path: Path) -> None:
    one, other, same = read_items(write(tmp_path, LINE, LINE | {"persona": "fellow"}, LINE), {"note": NOTE})
    assert one.digest == same.digest != other.digest


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"expected_evidence": [EVIDENCE | {"alternatives": [{"document": "note", "first": "No", "last": "r."}]}]},
            "no span",
        ),
        ({"expected_evidence": [EVIDENCE | {"alternatives": [{"document": "lost"}]}]}, "no document 'lost'"),
        ({"nuggets": [{"importance": "vital", "pattern": "("}]}, "q1 has a pattern that is none"),
        ({"nuggets": [{"pattern": "x"}]}, "q1 lacks 'importance'"),
    ],
)
def test_what_cannot_be_read_is_an_error(tmp_path: Path, changed: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        read_items(write(tmp_path, LINE | changed), {"note": NOTE})


def test_lines_are_of_a_part(tmp_path: Path) -> None:
    path = write(tmp_path, LINE, BARE)
    assert [json.loads(line)["id"] for line in lines_of(path)] == ["q1", 2]
    assert [json.loads(line)["id"] for line in lines_of(path, "check")] == ["q1"]
    assert [json.loads(line)["id"] for line in lines_of(path, "tune")] == [2]
    path.write_text("{", encoding="utf-8")
    with pytest.raises(ValueError, match=r"questions.jsonl, line 1, is no JSON object"):
        lines_of(path)


def briefing() -> Document:
    text = "Costs\n\nThe desk: £230.\n\nPeople\n\nMarsh ran it."
    headings = (Heading("Costs", 1, 0, 5), Heading("People", 1, 24, 30))
    block = Block(BlockKind.PARAGRAPH, 7, 22)
    return Document("note", "Note", "P", text, headings=headings, blocks=(block,), is_briefing=True)


@pytest.mark.parametrize(
    ("section", "span"),
    [("Costs", Span(0, 24)), ("A > Costs", Span(0, 24)), ("Peo …", Span(24, 45)), ("Elsewhere", Span(0, 45))],
)
def test_in_a_briefing_the_evidence_is_somewhere_in_the_section_of_the_same_heading(section: str, span: Span) -> None:
    named = {"document": "note", "section": section, "first": "not there", "last": "at all"}
    assert find_places(named, {"note": briefing()}) == (Place("note", span, inside=True),)


def test_sound_items_have_no_problems() -> None:
    assert problems([json.dumps(LINE), json.dumps(BARE)], {"note": NOTE}) == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"type": "riddle"}, "q1: there is no type 'riddle'"),
        ({"split": "both"}, "q1: there is no split 'both'"),
        ({"acceptable_status": ["answered", "bored"]}, "q1: there is no status ['bored']"),
        ({"standalone": None}, "q1: a follow-up needs a history and a form that stands by itself"),
        ({"expected_evidence": []}, "q1: an answer is expected, and no vital evidence"),
        ({"expected_status": "not_covered"}, "q1: no answer is expected, but vital evidence"),
        ({"nuggets": [NUGGET | {"positive": ["£9"]}]}, "q1: '£ ?230' misses its example '£9'"),
        ({"nuggets": [NUGGET | {"negative": ["£230"]}]}, "q1: '£ ?230' takes '£230'"),
        ({"nuggets": [{"importance": "vital", "pattern": "Marsh"}]}, "q1: no expected evidence holds 'Marsh'"),
        (
            {"question": "is it true the desk cost £230 in its first year"},
            "q1: 6 words of the question stand in a source",
        ),
        ({"question": "only what is vital has to fail, answers the questions of integrated care"}, None),
    ],
)
def test_what_is_wrong_with_an_item_is_found(changed: dict[str, Any], problem: str | None) -> None:
    assert problems([json.dumps(LINE | changed)], {"note": NOTE}) == ([problem] if problem else [])


def test_words_of_the_code_and_divided_clusters_and_repeated_ids_are_found() -> None:
    code = LINE | {
        "question": "Is it so that a chunk that can be found by a search, or the order in which a question runs?"
    }
    assert problems([json.dumps(code)], {"note": NOTE}) == ["q1: 6 words of the question stand in the code"]
    lines = [json.dumps(LINE), json.dumps(BARE | {"id": "q1", "cluster": "q", "split": "tune"})]
    assert problems(lines, {"note": NOTE}) == ["q1: the id is given 2 times", "q: the cluster lies in both parts"]


def test_a_question_may_not_be_nearly_that_of_the_other_part() -> None:
    one = BARE | {"id": "n1", "question": "What do the porters of the desk earn each month?"}
    other = BARE | {"id": "n2", "split": "check", "question": "What do porters of the desk earn each month?"}
    told = problems([json.dumps(one), json.dumps(other)], {"note": NOTE})
    assert told == ["n1: the question is nearly that of n2, which is not to be tuned on"]
    assert problems([json.dumps(one), json.dumps(other | {"split": "tune"})], {"note": NOTE}) == []


def test_the_repositorys_questions_have_their_own_ids_and_both_parts() -> None:
    values = [json.loads(line) for line in lines_of()]
    assert len({value["id"] for value in values}) == len(values) >= 240
    assert {value["split"] for value in values} == {"tune", "check"}
    assert FOLDER.name == "evals"
