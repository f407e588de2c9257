"""Figures are altered in every document, and an answer that still states the old one is caught."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.actual import write_actual
from evals.dependence import altered, chosen, dependence_values
from evals.values import Value
from tests.made_evals import COST, actual, at, item, said


def test_a_figure_that_an_expected_fact_is_about_is_chosen() -> None:
    items = [item((at(COST),), nuggets=["£ ?230"], name="a"), item(nuggets=["desk"], name="b")]
    told = {"a": actual(said(COST), name="a"), "b": actual(said(COST), name="b")}
    assert chosen(items, told) == {"a": ("230", "459")}


@pytest.mark.parametrize(("said_of", "figure"), [("in 2021 it was run", None), ("some 2,150 people", "2,150")])
def test_years_are_left_alone(said_of: str, figure: str | None) -> None:
    told = {"q": replace(actual(said(COST)), claims=(replace(said(COST), text=said_of),))}
    found = chosen([item(nuggets=[r"\d[\d,]+"])], told)
    assert [old for old, _ in found.values()] == ([figure] if figure else [])


def test_a_figure_is_altered_wherever_it_stands_and_nothing_else_is() -> None:
    text = "£230, 230 and 2304 of 1,230, or 230.5 and 23"
    assert altered(text, {"q": ("230", "459")}) == "£459, 459 and 2304 of 1,230, or 230.5 and 23"


def test_an_answer_that_states_the_old_figure_is_caught(tmp_path: Path) -> None:
    assert dependence_values(tmp_path) == {}
    (tmp_path / "altered.json").write_text(json.dumps(dict.fromkeys("abc", ("230", "459"))), encoding="utf-8")
    new = replace(said(COST), text="The desk cost £459.")
    write_actual(tmp_path / "altered.jsonl", [actual(said(COST), name="a"), actual(new, name="b"), actual(name="c")])
    assert dependence_values(tmp_path) == {"a": Value(0.0), "b": Value(1.0), "c": Value(1.0)}
