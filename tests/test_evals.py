"""The questions are read with their evidence, and each metric says what it says it says."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from assistant.pipeline import Assistant
from assistant.types import Answer, Chunk, Citation, Claim, Hit, Span, Status, Turn
from evals import metrics
from evals.data import FOLDER, Item, Place, read_items
from evals.run import Result, generate, interval, ranks_of, score, statuses, summary, times
from tests.made import made, place

COST, RAN = "The desk cost £230 in its first year.", "The desk was run by Ottoline Marsh."
NOTE = made(COST, RAN, name="note")
AT_COST, AT_RAN = Place("note", place(NOTE, COST)), Place("note", place(NOTE, RAN))
LINE: dict[str, Any] = {
    "id": "q1",
    "type": "factoid",
    "question": "And what did it cost?",
    "history": [{"role": "user", "content": "What is the desk?"}, {"role": "assistant", "content": "A desk."}],
    "standalone": "What did the desk cost?",
    "expected_status": "answered",
    "expected_evidence": [
        {
            "importance": "vital",
            "alternatives": [{"document": "note", "first": "The desk cost", "last": "first year."}],
        },
        {"importance": "okay", "alternatives": [{"document": "nowhere", "first": "x", "last": "y"}]},
    ],
    "nuggets": [{"importance": "vital", "pattern": "£ ?230"}, {"importance": "okay", "pattern": "year"}],
}


def item(*groups: tuple[Place, ...], nuggets: Sequence[str] = (), status: str = "answered") -> Item:
    return Item("q", "factoid", "How much?", (), None, status, groups, tuple(re.compile(each) for each in nuggets))


def hit(span: Span, name: str = "note") -> Hit:
    return Hit(Chunk(name, (), span.start, span.end, NOTE.text[span.start : span.end]), 1.0)


def answer(*texts: str, status: Status = Status.ANSWERED) -> Answer:
    claims = [Claim(text, (Citation(NOTE, 0, len(COST)),)) for text in texts]
    return Answer("1", "How much?", "How much?", status, "", tuple(claims))


def write(folder: Path, *lines: dict[str, Any]) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_a_question_is_read_with_its_vital_evidence_and_facts(tmp_path: Path) -> None:
    (read,) = read_items(write(tmp_path, LINE), {"note": NOTE})
    assert read.nuggets[0].search("it was £230")
    assert read == Item(
        id="q1",
        type="factoid",
        question="And what did it cost?",
        history=(Turn("user", "What is the desk?"), Turn("assistant", "A desk.")),
        standalone="What did the desk cost?",
        expected_status="answered",
        expected_evidence=((AT_COST,),),
        nuggets=(re.compile("£ ?230", re.IGNORECASE),),
    )


def test_a_question_may_have_no_evidence(tmp_path: Path) -> None:
    bare = {"id": 2, "type": "near_miss", "question": "Pay?", "expected_status": "not_covered"}
    assert read_items(write(tmp_path, bare), {}) == (Item("2", "near_miss", "Pay?", (), None, "not_covered", (), ()),)


@pytest.mark.parametrize(("first", "last"), [("Nowhere", "year."), ("The desk was", "first year.")])
def test_evidence_that_is_not_there_is_an_error(tmp_path: Path, first: str, last: str) -> None:
    group = {"importance": "vital", "alternatives": [{"document": "note", "first": first, "last": last}]}
    with pytest.raises(ValueError, match="no span from"):
        read_items(write(tmp_path, LINE | {"expected_evidence": [group]}), {"note": NOTE})


@pytest.mark.parametrize("part", ["tune", "check"])
def test_the_questions_of_the_repository_have_their_own_ids_and_known_statuses(part: str) -> None:
    lines = (FOLDER / f"questions_{part}.jsonl").read_text(encoding="utf-8").splitlines()
    values = [json.loads(line) for line in lines if line.strip()]
    assert len({value["id"] for value in values}) == len(values) >= 60
    assert {value["expected_status"] for value in values} <= {str(status) for status in Status}
    assert all(value["expected_evidence"] for value in values if value["expected_status"] == "answered")


@pytest.mark.parametrize(
    ("span", "name", "covered", "cited"),
    [
        (AT_COST.span, "note", True, True),
        (Span(0, len(NOTE.text)), "note", True, True),
        (Span(0, 23), "note", True, True),
        (Span(0, 22), "note", False, True),
        (Span(0, 3), "note", False, True),
        (AT_RAN.span, "note", False, False),
        (Span(30, 60), "note", False, False),
        (AT_COST.span, "other", False, False),
    ],
)
def test_what_holds_a_place(span: Span, name: str, covered: bool, cited: bool) -> None:
    document = NOTE if name == "note" else made(COST, RAN, name=name)
    assert metrics.covers(hit(span, name).chunk, AT_COST) is covered
    assert metrics.cites(Citation(document, span.start, span.end), AT_COST) is cited


def test_of_a_search() -> None:
    hits = [hit(Span(0, 3)), hit(AT_COST.span), hit(AT_COST.span), hit(AT_RAN.span)]
    both = item((AT_COST,), (AT_RAN,))
    assert metrics.ranks(both, hits) == [2, 4]
    assert metrics.ranks(item((AT_RAN, AT_COST)), hits) == [2]
    assert metrics.ranks(item((AT_COST,)), hits[:1]) == [None]
    assert [metrics.span_recall(both, hits, k) for k in (1, 2, 4)] == [0.0, 0.5, 1.0]
    assert [metrics.found_any(both, hits, k) for k in (1, 2, 4)] == [0.0, 1.0, 1.0]
    assert metrics.reciprocal_rank(both, hits) == 0.5
    assert metrics.reciprocal_rank(both, []) == 0.0
    assert metrics.reciprocal_rank(both, [hit(Span(0, 3))] * 10 + hits) == 0.0


def test_of_an_answer() -> None:
    both = item((AT_COST,), (AT_RAN,), nuggets=["230", "Marsh"])
    told = answer("It cost £230 in its first year.")
    assert (metrics.cited_any(both, told), metrics.evidence_cited(both, told)) == (1.0, 0.5)
    assert metrics.vital_recall(both, told) == 0.5
    assert metrics.vital_recall(item(), told) == 1.0
    assert metrics.verbatim(both, told) == 1.0
    assert metrics.numbers_faithful(both, told) == 1.0
    assert metrics.numbers_faithful(both, answer("It cost £230.", "It cost £231.")) == 0.5
    assert metrics.words_shown(both, told) == 7.0
    assert metrics.status_right(both, told) == 1.0
    none = answer(status=Status.NOT_COVERED)
    assert metrics.status_right(both, none) == metrics.cited_any(both, none) == metrics.vital_recall(both, none) == 0.0


class Fake:
    """Finds the cost and says it."""

    def search(self, question: str, history: Sequence[Turn]) -> tuple[str, tuple[Hit, ...]]:
        return question, (hit(AT_COST.span),)

    def ask(self, question: str, history: Sequence[Turn]) -> Answer:
        return answer("It cost £230 in its first year.") if question == "How much?" else answer(status=Status.REFUSED)


def result(asked: Item, told: Answer, seconds: float = 0.1) -> Result:
    return Result(asked, (hit(AT_COST.span),), told, seconds)


def test_questions_are_run() -> None:
    asked = item((AT_COST,))
    (ran,) = generate(cast(Assistant, Fake()), [asked])
    assert (ran.item, ran.hits, ran.answer) == (asked, (hit(AT_COST.span),), answer("It cost £230 in its first year."))
    assert 0 <= ran.seconds < 1
    assert ranks_of(ran) == [1]


def test_each_metric_is_of_the_questions_to_which_it_applies() -> None:
    told, refused = answer("It cost £230."), answer(status=Status.REFUSED)
    results = [
        result(item((AT_COST,), nuggets=["230"]), told),
        result(item((AT_COST,)), refused),
        result(item(status="not_covered"), told),
        result(item(status="not_covered"), refused),
    ]
    values = score(results)
    assert values["found_any@5"] == values["span_recall@10"] == values["reciprocal_rank@10"] == [1.0, 1.0]
    assert values["cited_any"] == values["evidence_cited"] == [1.0, 0.0]
    assert values["refused_wrongly"] == [0.0, 1.0]
    assert values["not_covered_not_answered"] == [0.0, 1.0]
    assert values["words_shown"] == [3.0, 0.0]
    assert statuses(results) == Counter(
        {
            ("answered", "answered"): 1,
            ("answered", "refused"): 1,
            ("not_covered", "answered"): 1,
            ("not_covered", "refused"): 1,
        }
    )
    row = next(row for row in summary(results) if row[0] == "cited_any")
    assert (row[1], row[4]) == (0.5, 2)
    assert 0.0 <= row[2] <= 0.5 <= row[3] <= 1.0


def test_an_interval_is_the_same_again_and_holds_the_mean() -> None:
    values = [0.0, 1.0] * 50
    low, high = interval(values)
    assert (low, high) == interval(values)
    assert 0.35 < low < 0.5 < high < 0.65
    assert interval([1.0, 1.0]) == (1.0, 1.0)


def test_times_are_the_median_and_the_95th_percentile() -> None:
    results = [result(item(), answer("x"), seconds / 100) for seconds in range(1, 100)]
    assert times(results) == pytest.approx((0.5, 0.95))
