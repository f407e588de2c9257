"""The report names what is weakest, each weakness once, and each failure by its kind."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from evals.actual import Actual
from evals.data import PLANS, Item, lines_of
from evals.failures import KINDS, failures, kind_of, worst
from evals.homes import documents_digest, prepared
from evals.metrics import METRICS, Metric
from evals.plots import Point, bar, risk_plot, risks, thinned
from evals.report import part_told
from evals.shown import wanted
from evals.values import Value
from evals.verdict import Row
from evals.weaknesses import weakest
from evals.words import kind_told, type_named, type_told
from tests.made import made
from tests.made_evals import COST, DOCUMENTS, actual, at, item, said

WRONG = {"passed": Value(0.0)}
ANSWERED, REFUSED = actual(said(COST)), actual()


def row(name: str, value: float, metric: Metric | None = None) -> Row:
    found = metric or next(each for each in METRICS if each.name == name)
    return Row(found, value, value, value, 10)


def many(kind: str, count: int, start: str = "") -> list[Item]:
    return [item(kind=kind, name=f"{start}{kind}{n}") for n in range(count)]


def titles(items: list[Item], by_kind: dict[str, list[Item]], *rows: Row, **values: Value) -> list[tuple[str, int]]:
    table = {each.id: values for each in items}
    return [(each.title, len(each.items)) for each in weakest(items, by_kind, rows, table)]


def test_the_weakest_are_the_most_harmful_and_the_greatest_and_none_is_told_twice() -> None:
    misses, lists, several, facts = many("near_miss", 20), many("list", 30), many("several", 12), many("factoid", 60)
    by_kind = {KINDS[2]: misses[:12], KINDS[6]: several[:5], KINDS[7]: [*lists[:10], *several[5:9], *facts[:10]]}
    assert titles([*misses, *lists, *several, *facts], by_kind) == [
        (KINDS[2], 12),
        (KINDS[7], 24),
        ("questions over several sources that are not right", 9),
    ]


def test_a_handful_is_no_weakness() -> None:
    plans, facts = many(PLANS, 10), many("factoid", 40)
    assert titles([*plans, *facts], {KINDS[8]: plans[:6], KINDS[3]: facts[:5]}) == []
    assert titles([*plans, *facts], {KINDS[8]: plans[:6], KINDS[3]: facts[:6]}) == [(KINDS[3], 6)]


def test_a_figure_is_a_weakness_where_it_misses_its_floor_and_nothing_else_tells_it() -> None:
    facts = many("factoid", 20)
    low, held, unbound = row("span_recall@5", 0.5), row("rr@10", 0.82), row("ndcg@10", 0.1)
    values = {"span_recall@5": Value(0.5), "rr@10": Value(0.5), "ndcg@10": Value(0.1)}
    assert titles(facts, {}, low, held, unbound, **values) == [(low.metric.title, 20)]
    (told,) = weakest(facts, {KINDS[6]: facts}, [low, held], {each.id: values for each in facts})
    assert (told.title, told.floors) == (KINDS[6], (f"{low.metric.title}: 0.500, where {low.bounds}",))


def test_what_a_weakness_is_it_says_in_other_words_and_shows_items_of_the_part_tuned_on() -> None:
    facts = many("factoid", 20)
    kept = [replace(each, split="check") for each in facts[:4]]
    (told,) = weakest(facts, {KINDS[3]: [*kept, *facts[4:16]]}, [], {})
    assert told.told == kind_told(KINDS[3]) != told.title
    assert [each.id for each in told.examples] == ["factoid4", "factoid5", "factoid6"]
    assert (len(told.items), told.asked, told.parts) == (16, 20, (("short facts", 16),))


def test_every_type_of_question_and_kind_of_failure_is_explained() -> None:
    types = {str(json.loads(line)["type"]) for line in lines_of(part="tune")}
    assert not [name for name in types if not type_told(name)]
    assert not [kind for kind in KINDS if kind_told(kind) == kind]
    assert (type_named("new_kind"), type_told("new_kind")) == ("new kind", "")


def test_it_says_which_part_it_is_of() -> None:
    tuned, kept = many("list", 2), [replace(each, split="check") for each in many("list", 1)]
    assert part_told(tuned) == "2 items of the part tuned on (tune)"
    assert part_told(kept) == "1 item of the part kept apart (check)"
    assert part_told([*tuned, *kept]) == "3 items, 2 of the part tuned on (tune) and 1 of the part kept apart (check)"


def test_of_a_question_it_says_every_status_that_is_right() -> None:
    both = replace(item(kind="unclear"), acceptable_status=("answered", "not_covered"))
    assert wanted(both) == "answered or not covered"
    assert wanted(item(kind=PLANS)) == "a plan"


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
    assert [each.id for _, each in worst(found, first=["c", "a"], count=3)] == ["c", "a", "d"]


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
