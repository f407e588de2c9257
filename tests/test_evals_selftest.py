"""Planted faults are caught, systems that cheat score badly, and a metric that does not tell fails the test of it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from assistant.ingestion.splitter import split
from evals import selftest
from evals.expected import expected_answer, said_of
from evals.faults import FAULTS, Fault, Spoiling, dropped_fact
from evals.judge import Judge
from evals.selftest import Tried, planted
from tests.made import made, place
from tests.made_evals import COST, DENIED, DOCUMENTS, GROWTH, NOTE, RAN, at, item

JUDGE = Judge(DOCUMENTS)
ITEMS = [
    item((at(COST),), nuggets=["230"], name="a"),
    item((at(RAN),), nuggets=["Marsh"], name="b"),
    item((at(GROWTH),), (at(DENIED),), nuggets=["40 ladders", "not close"], name="c"),
    item(kind="near_miss", status="not_covered", name="d"),
]
EXPECTED = {each.id: expected_answer(each, DOCUMENTS) for each in ITEMS}


def test_an_expected_answer_says_the_evidence() -> None:
    assert [claim.text for claim in EXPECTED["c"].claims] == [GROWTH, DENIED]
    assert EXPECTED["a"].claims == (said_of(NOTE, place(NOTE, COST)),)
    assert (EXPECTED["d"].status, EXPECTED["d"].claims) == ("not_covered", ())


def test_of_a_briefings_section_the_blocks_that_hold_the_facts_are_said() -> None:
    inside = replace(at(COST), span=replace(at(COST).span, start=0, end=len(NOTE.text)), inside=True)
    told = expected_answer(item((inside,), nuggets=["230", "Marsh"]), DOCUMENTS)
    assert [claim.text for claim in told.claims] == [COST, RAN]


@pytest.mark.parametrize(("fault", "metric"), FAULTS, ids=lambda each: getattr(each, "__name__", ""))
def test_each_fault_changes_a_claim_and_is_caught(fault: Fault, metric: str) -> None:
    spoilt = []
    for each in ITEMS:
        for claim in EXPECTED[each.id].claims:
            changed = fault(claim, Spoiling(each, DOCUMENTS, JUDGE.supporter, Random(1)))
            assert changed != claim
            spoilt.append(changed)
    assert any(spoilt)
    tried = {each.name: each for each in planted(ITEMS, EXPECTED, JUDGE)}[fault.__name__]
    assert tried.tried == sum(each is not None for each in spoilt)
    assert tried.caught == tried.tried, tried


def test_a_dropped_fact_is_gone() -> None:
    told = dropped_fact(EXPECTED["c"], Spoiling(ITEMS[2], DOCUMENTS, JUDGE.supporter, Random(1)))
    assert told is not None
    assert [claim.text for claim in told.claims] == [DENIED]
    assert dropped_fact(EXPECTED["d"], Spoiling(ITEMS[3], DOCUMENTS, JUDGE.supporter, Random(1))) is None


def test_the_whole_test_passes_here_and_fails_for_a_metric_that_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    chunks = split(made(COST, RAN, GROWTH, DENIED, name="note"))
    tried = selftest.selftest(ITEMS, DOCUMENTS, chunks)
    assert {each.name: each.passes for each in tried if each.name in dict.fromkeys(f.__name__ for f, _ in FAULTS)} == {
        fault.__name__: True for fault, _ in FAULTS
    }
    assert all(each.passes for each in tried if each.name in ("abstains", "expected answers"))
    monkeypatch.setattr("evals.support.stands", lambda said, quoted: True if said else None)
    blind = {each.name: each for each in planted(ITEMS, EXPECTED, Judge(DOCUMENTS))}
    assert (blind["wrong_number"].caught, blind["wrong_number"].passes) == (0, False)


@pytest.mark.parametrize(("tried", "caught", "passes"), [(0, 0, False), (100, 95, True), (100, 94, False)])
def test_it_has_to_tell_often_enough(tried: int, caught: int, passes: bool) -> None:
    assert Tried("x", "y", tried, caught, 0.95).passes is passes
