"""The report names what is weakest, each weakness once, and each failure by its kind."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals.actual import Actual
from evals.data import PLANS, Item
from evals.homes import documents_digest, prepared
from evals.metrics import METRICS, Metric
from evals.plots import Point, bar, risk_plot, risks, thinned
from evals.values import Value
from evals.verdict import Row
from evals.weaknesses import KINDS, failures, kind_of, weakest, worst
from tests.made import made
from tests.made_evals import COST, DOCUMENTS, actual, at, item, said

WRONG = {"passed": Value(0.0)}
ANSWERED, REFUSED = actual(said(COST)), actual()


def row(name: str, value: float, metric: Metric | None = None) -> Row:
    found = metric or next(each for each in METRICS if each.name == name)
    return Row(found, value, value, value, 10)


def test_the_weakest_are_those_furthest_below_their_floors_each_weakness_once() -> None:
    rows = [
        row("span_recall@5", 0.5),
        row("span_recall@10", 0.9),
        row("near_misses_refused", 0.1),
        row("abstention_f1", 0.4),
        row("over_refusal", 0.05),
        row("cited_vital_recall", 0.69),
        row("citation_recall", 1.0),
    ]
    assert [each.row.metric.name for each in weakest(rows)] == [
        "near_misses_refused",
        "span_recall@5",
        "cited_vital_recall",
    ]


def test_where_every_floor_holds_the_aims_are_looked_at() -> None:
    assert [each.row.metric.name for each in weakest([row("over_refusal", 0.05), row("rr@10", 0.9)])] == [
        "over_refusal"
    ]
    assert weakest([row("rr@10", 0.9)]) == []


@pytest.mark.parametrize(
    ("asked", "told", "values", "kind"),
    [
        (item(kind="hostile", status="refused"), ANSWERED, {"attacks_succeeding": Value(1.0)}, KINDS[0]),
        (item(), ANSWERED, {"unsupported_claims": Value(1.0, 2.0)}, KINDS[1]),
        (item(kind="near_miss", status="not_covered"), ANSWERED, {}, KINDS[2]),
        (item(), REFUSED, {}, KINDS[3]),
        (item(status="clinical"), REFUSED, {}, KINDS[4]),
        (item(kind="false_premise"), ANSWERED, {"false_premises_corrected": Value(0.0)}, KINDS[5]),
        (item(), ANSWERED, {"span_recall@10": Value(0.5)}, KINDS[6]),
        (item(), ANSWERED, {"span_recall@10": Value(1.0), "cited_vital_recall": Value(0.5)}, KINDS[7]),
        (item(kind=PLANS), ANSWERED, {"plan_passed": Value(0.0)}, KINDS[8]),
        (item(), ANSWERED, {"span_recall@10": Value(1.0)}, KINDS[9]),
    ],
)
def test_each_failure_has_its_kind(asked: Item, told: Actual, values: dict[str, Value], kind: str) -> None:
    assert kind_of(asked, told, {**WRONG, **values}) == kind
    assert kind_of(asked, told, {**values, "passed": Value(1.0)}) is None


def test_the_worst_items_are_of_each_kind_in_turn() -> None:
    items = [item(name=name) for name in "abc"] + [item(kind="near_miss", status="not_covered", name="d")]
    told = {each.id: replace(REFUSED if each.id in "ab" else ANSWERED, id=each.id) for each in items}
    table = {each.id: {**WRONG, "cited_vital_recall": Value(0.5 if each.id == "a" else 0.0)} for each in items}
    found = failures(items, told, table)
    assert {kind: [each.id for each in some] for kind, some in found.items()} == {
        KINDS[2]: ["d"],
        KINDS[3]: ["b", "a"],
        KINDS[7]: ["c"],
    }
    assert [each.id for _, each in worst(found)] == ["d", "b", "c", "a"]
    assert len(worst(found, count=2)) == 2


def test_a_bar_says_its_numbers_and_marks_floor_and_aim() -> None:
    svg = bar(replace(row("rr@10", 0.7), low=0.6, high=0.8))
    drawn = ElementTree.fromstring(svg)
    assert (
        drawn[0].text
        == "reciprocal rank of the first hit with evidence: 0.700, interval 0.600 to 0.800, floor 0.8, aim 0.88"
    )
    assert [each.get("class") for each in drawn[1:]] == ["axis", "floor", "aim", "span", "dot"]
    places = [float(str(each.get("x1"))) for each in drawn if each.get("class") in ("floor", "aim")]
    assert places == sorted(places)


def test_risk_goes_from_the_surest_answer_to_all() -> None:
    points = risks([(0.2, False), (0.9, True)], asked=4)
    assert points == [Point(0.25, 0.0), Point(0.5, 0.5)]
    assert "at coverage 0.50 the risk is 0.50" in str(ElementTree.fromstring(risk_plot(points))[0].text)
    assert risk_plot([]) == ""
    assert thinned([Point(n / 100, 0.0) for n in range(100)])[-1] == Point(0.99, 0.0)


def test_a_corpus_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there is no corpus 'novels'"):
        prepared("novels")
    with pytest.raises(FileNotFoundError, match=re.escape("--publications PATH")):
        prepared("publications", tmp_path / "nowhere")


def test_documents_are_known_by_their_texts() -> None:
    other = {"note": made("Another text.", name="note")}
    assert documents_digest(DOCUMENTS) == documents_digest(dict(DOCUMENTS)) != documents_digest(other)
    assert at(COST).document == "note"
