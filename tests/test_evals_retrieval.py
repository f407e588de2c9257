"""What a search found is measured as the first hits are read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.types import Span
from evals.actual import Actual, Passage
from evals.data import Group, Place
from evals.retrieval import covers, retrieval_values, token_counter
from evals.values import Value
from tests.made_evals import COST, DENIED, DOCUMENTS, GROWTH, NOTE, RAN, at, item, passage


def one_token_each(hit: Passage) -> int:
    return 900


@pytest.mark.parametrize(
    ("start", "end", "name", "covered"),
    [
        (0, 37, "note", True),
        (0, 200, "note", True),
        (0, 23, "note", True),
        (0, 22, "note", False),
        (0, 37, "other", False),
    ],
)
def test_a_passage_holds_a_place_with_60_percent_of_it(start: int, end: int, name: str, covered: bool) -> None:
    assert covers(Passage(name, start, end), at(COST)) is covered


@pytest.mark.parametrize(("start", "end", "covered"), [(0, 10, True), (95, 105, False), (94, 104, True)])
def test_of_evidence_somewhere_inside_a_passage_has_to_lie_inside(start: int, end: int, covered: bool) -> None:
    assert covers(Passage("note", start, end), Place("note", Span(0, 100), inside=True)) is covered


def test_groups_are_found_at_their_ranks() -> None:
    both = item((at(COST),), (at(RAN),))
    hits = (passage(DENIED), passage(COST), passage(COST), passage(GROWTH), passage(DENIED), passage(RAN))
    values = retrieval_values([both], {"q": Actual("q", hits)}, one_token_each)["q"]
    assert values["span_recall@5"] == Value(0.5)
    assert values["span_recall@10"] == values["all_spans@10"] == Value(1.0)
    assert values["rr@10"] == Value(0.5)
    assert values["span_recall_2000_tokens"] == Value(0.5)
    # Gains 2 at ranks 2 and 6, where 2 at ranks 1 and 2 were possible; the second hit of the cost gains nothing.
    assert values["ndcg@10"].share == pytest.approx((1 / 1.58496 + 1 / 2.80735) / (1 + 1 / 1.58496), abs=1e-4)


def test_nothing_found_is_nothing() -> None:
    asked = item((at(COST),))
    for hits in ((), (passage(DENIED),)):
        values = retrieval_values([asked], {"q": Actual("q", hits)}, one_token_each)["q"]
        assert {value.share for value in values.values()} == {0.0}


def test_supporting_evidence_counts_for_ndcg_alone() -> None:
    asked = replace(item((at(COST),)), expected_evidence=(Group((at(COST),)), Group((at(RAN),), vital=False)))
    values = retrieval_values([asked], {"q": Actual("q", (passage(COST),))}, one_token_each)["q"]
    assert values["span_recall@5"] == values["all_spans@10"] == Value(1.0)
    assert 0.7 < values["ndcg@10"].share < 1.0


def test_a_follow_up_is_held_beside_its_standalone_form() -> None:
    lost = Actual("q", (passage(DENIED),), standalone_hits=(passage(COST),))
    values = retrieval_values([item((at(COST),))], {"q": lost}, one_token_each)["q"]
    assert values["follow_up_loss"] == Value(1.0)
    alike = replace(lost, hits=(passage(COST),))
    assert retrieval_values([item((at(COST),))], {"q": alike}, one_token_each)["q"]["follow_up_loss"] == Value(0.0)


def test_items_without_evidence_have_no_values_of_the_search() -> None:
    assert retrieval_values([item(status="not_covered")], {"q": Actual("q")}, one_token_each) == {}


def test_tokens_are_those_of_the_packaged_model() -> None:
    assert token_counter(DOCUMENTS)(passage(COST)) == 10
    assert token_counter(DOCUMENTS)(Passage("note", 0, len(NOTE.text))) > 40
