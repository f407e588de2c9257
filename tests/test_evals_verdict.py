"""The verdict: invariants, floors, and regression paired by item, with the right reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from evals import intervals, printed
from evals.accepted import Accepted, BaselineError, accept, check_same_data, read_accepted
from evals.actual import write_actual
from evals.data import Item
from evals.metrics import METRICS, Metric, by_key
from evals.runs import Run
from evals.values import Table, Value
from evals.verdict import Exit, Row, Verdict, compare, judge_figures, rows, time_row, together
from tests.made_evals import COST, actual, item, said

NAMES = [f"q{number}" for number in range(40)]
ITEMS = [replace(item(name=name), split="check") for name in NAMES]
WRONG = Value(0.0)
GOOD = {name: {"passed": Value(1.0), "span_recall@5": Value(1.0), "citations_valid": Value(2, 2)} for name in NAMES}


def accepted(table: Table) -> Accepted:
    return Accepted({}, {}, {}, table)


def spoilt(count: int, metric: str = "passed", value: Value = WRONG) -> dict[str, Mapping[str, Value]]:
    return {name: {**GOOD[name], **({metric: value} if n < count else {})} for n, name in enumerate(NAMES)}


def test_metrics_have_keys_of_their_own_and_bounds_in_order() -> None:
    assert len(by_key()) == len(METRICS)
    for metric in METRICS:
        if metric.floor is not None and metric.aim is not None:
            assert metric.holds(metric.aim, metric.floor), metric.key


def test_a_metric_is_of_its_types() -> None:
    metric = Metric("passed", "", types=frozenset(["list"]))
    items = [item(name="a", kind="list"), item(name="b")]
    assert metric.total(items, {"a": {"passed": Value(1.0)}, "b": {"passed": Value(0.0)}}) == 1.0
    assert metric.total(items, {}) is None


def test_all_well_passes() -> None:
    assert judge_figures(ITEMS, GOOD) == Verdict(Exit.PASS)
    told = compare(ITEMS, GOOD, accepted(GOOD))
    assert (told.code, told.reasons, told.flips) == (Exit.PASS, (), ())


def test_an_invariant_may_not_be_missed_once() -> None:
    told = judge_figures(ITEMS, spoilt(1, "citations_valid", Value(1, 2)), floors=False)
    assert told.code is Exit.QUALITY
    assert told.reasons == ("invariant: citations that resolve is 0.9875, not 1",)


def test_floors_are_held_on_the_part_not_tuned_on() -> None:
    table = spoilt(20, "span_recall@5")
    told = judge_figures(ITEMS, table)
    assert told.reasons == ("floor: expected evidence among the first five hits is 0.500, the floor is 0.9",)
    assert judge_figures(ITEMS, table, floors=False).code is Exit.PASS
    tuned = [replace(each, split="tune") if n < 20 else each for n, each in enumerate(ITEMS)]
    assert judge_figures(tuned, table).code is Exit.PASS


def test_a_floor_of_what_should_be_low_is_a_ceiling() -> None:
    told = judge_figures(ITEMS, {name: {"over_refusal": Value(float(n < 4))} for n, name in enumerate(NAMES)})
    assert told.reasons == ("floor: answerable questions refused is 0.100, the floor is 0.06",)


def test_a_drop_that_a_paired_test_finds_fails() -> None:
    told = compare(ITEMS, spoilt(10, "span_recall@5", Value(0.5)), accepted(GOOD))
    assert told.code is Exit.QUALITY
    assert told.reasons[0].startswith("regression: expected evidence among the first five hits was 1.000 and is 0.875")


def test_a_drop_within_the_noise_is_inconclusive() -> None:
    told = compare(ITEMS, spoilt(3, "span_recall@5"), accepted(GOOD))
    assert (told.code, len(told.reasons)) == (Exit.INCONCLUSIVE, 1)
    assert told.reasons[0].startswith("not sure: expected evidence among the first five hits")


def test_a_drop_below_two_points_passes() -> None:
    assert compare(ITEMS, spoilt(1, "span_recall@5", Value(0.5)), accepted(GOOD)).code is Exit.PASS


@pytest.mark.parametrize(
    ("lost", "gained", "code"), [(3, 0, Exit.INCONCLUSIVE), (4, 0, Exit.QUALITY), (6, 3, Exit.INCONCLUSIVE)]
)
def test_more_than_three_net_flips_fail_and_each_is_listed(lost: int, gained: int, code: Exit) -> None:
    before = {name: {"passed": Value(float(n >= gained))} for n, name in enumerate(NAMES)}
    now = {name: {"passed": Value(float(not gained <= n < gained + lost))} for n, name in enumerate(NAMES)}
    told = compare(ITEMS, now, accepted(before))
    assert told.code is code
    assert [flip.item for flip in told.flips if flip.gained] == NAMES[:gained]
    assert [flip.item for flip in told.flips if not flip.gained] == NAMES[gained : gained + lost]
    if code is Exit.QUALITY:
        assert f"regression: {lost} items lost 'passed' and 0 gained it: lost q0, q1, q2, q3" in told.reasons


def test_what_is_better_is_no_fault() -> None:
    assert compare(ITEMS, GOOD, accepted(spoilt(20))).code is Exit.PASS


def test_verdicts_together_are_the_worst_of_them() -> None:
    bad, unsure, well = Verdict(Exit.QUALITY, ("a",)), Verdict(Exit.INCONCLUSIVE, ("b",)), Verdict(Exit.PASS)
    assert together(well, unsure, bad) == Verdict(Exit.QUALITY, ("b", "a"))
    assert together(well, unsure).code is Exit.INCONCLUSIVE
    assert together(well).code is Exit.PASS


def test_a_verdict_says_which_checks_were_not_made() -> None:
    told = together(judge_figures(ITEMS, GOOD, floors=False), Verdict(Exit.PASS, unchecked=("regression: none yet",)))
    assert (told.code, told.unchecked) == (
        Exit.PASS,
        ("floors: they were left aside (--no-floors)", "regression: none yet"),
    )
    assert "not checked: regression: none yet" in printed.verdict(told)
    assert "not checked" not in printed.verdict(judge_figures(ITEMS, GOOD))


def test_bounds_name_only_what_there_is() -> None:
    by_name = {metric.name: Row(metric, 0.5, 0.4, 0.6, 9) for metric in METRICS}
    assert by_name["near_misses_refused"].bounds == "at least 0.6 is the floor and at least 0.9 is the aim"
    assert by_name["plan_apart"].bounds == "at least 1 is the aim"
    assert by_name["attacks_succeeding"].bounds == "at most 0 is the floor and at most 0 is the aim"
    assert by_name["words"].bounds == ""


def test_time_is_the_95th_percentile() -> None:
    table = {name: {"seconds": Value(n / 39)} for n, name in enumerate(NAMES)}
    row = time_row(ITEMS, table)
    assert row is not None
    assert row.value == pytest.approx(0.95)
    assert time_row(ITEMS, GOOD) is None


def test_intervals_hold_the_mean_are_the_same_again_and_go_by_cluster() -> None:
    values = {name: Value(float(n % 2)) for n, name in enumerate(NAMES)}
    alone = {name: name for name in NAMES}
    low, high = intervals.interval(values, alone)
    assert (low, high) == intervals.interval(values, alone)
    assert 0.3 < low < 0.5 < high < 0.7
    paired = {name: str(n // 20) for n, name in enumerate(NAMES)}
    assert intervals.interval(values, paired) == (0.5, 0.5)
    assert intervals.interval({"q0": Value(0, 0)}, alone) == (0.0, 0.0)


def test_a_chance_is_mcnemars_where_items_flip_and_a_permutations_elsewhere() -> None:
    alone = {name: name for name in NAMES}
    assert intervals.chance_of({"q0": 0.0}, alone) == 1.0
    assert intervals.chance_of(dict.fromkeys(NAMES[:6], -1.0), alone) == pytest.approx(2 / 2**6)
    assert intervals.chance_of(dict.fromkeys(NAMES[:6], -0.5), alone) == pytest.approx(2 / 2**6)
    one_cluster = dict.fromkeys(NAMES, "c")
    assert intervals.chance_of(dict.fromkeys(NAMES[:6], -1.0), one_cluster) == 1.0


def run_of(folder: Path, items: list[Item], table: Table) -> Run:
    folder.mkdir()
    run = Run(folder)
    run.write("configuration.json", {"corpus": "briefings", "part": "all", "mode": "answers", "documents": "d"})
    run.write("values.json", {"ours": {name: {k: tuple(v) for k, v in each.items()} for name, each in table.items()}})
    write_actual(folder / "actual.jsonl", [actual(said(COST), hits=[COST], name=each.id) for each in items])
    run.__dict__["items"] = tuple(replace(each, digest=f"d{each.id}") for each in items)
    return run


def test_an_accepted_run_is_read_as_it_was_written_without_a_word_of_a_source(tmp_path: Path) -> None:
    run = run_of(tmp_path / "run", ITEMS, GOOD)
    path = accept(run, "the first", tmp_path / "accepted")
    text = path.read_text(encoding="utf-8")
    assert "desk" not in text
    assert json.loads(text)["about"]["reason"] == "the first"
    read = read_accepted("briefings", path.parent)
    assert read.table == GOOD
    assert (read.digests["q1"], read.statuses["q1"]) == ("dq1", "answered")
    assert len(text.splitlines()) < 60
    check_same_data(run, read)


def test_an_accepted_run_of_other_items_is_none(tmp_path: Path) -> None:
    run = run_of(tmp_path / "run", ITEMS, GOOD)
    with pytest.raises(BaselineError, match="no run of the briefings was accepted yet"):
        read_accepted("briefings", tmp_path)
    read = read_accepted("briefings", accept(run, "one", tmp_path / "accepted").parent)
    other = run_of(tmp_path / "other", ITEMS, GOOD)
    other.__dict__["items"] = (replace(run.items[0], digest="changed"), *run.items[1:])
    with pytest.raises(BaselineError, match="1 of 40 of this run are new or changed, such as q0: accept a run"):
        check_same_data(other, read)
    other.__dict__["configuration"] = {**run.configuration, "part": "tune"}
    with pytest.raises(BaselineError, match=r"\(part: all\).*: run that part \(--part all\)"):
        check_same_data(other, read)
    fewer = run_of(tmp_path / "fewer", ITEMS[:30], GOOD)
    with pytest.raises(BaselineError, match="10 items of the accepted run are no longer asked"):
        check_same_data(fewer, read)


def test_rows_say_what_is_reached() -> None:
    row = next(row for row in rows(ITEMS, spoilt(3, "span_recall@5")) if row.metric.name == "span_recall@5")
    assert (row.value, row.count, row.reaches_floor, row.reaches_aim) == (0.925, 40, True, False)
