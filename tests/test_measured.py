"""The figures of the accepted evaluation as the pages read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.pages.about import SHOWN, lines
from ui.pages.measured import read_measured


@pytest.mark.parametrize("corpus", ["publications", "briefings"])
def test_what_was_accepted_is_read_and_holds_all_that_is_shown(corpus: str) -> None:
    measured = read_measured(corpus)
    assert measured
    assert measured.corpus == corpus
    assert set(SHOWN) <= set(measured.figures)
    assert all(figure.low <= figure.value <= figure.high for figure in measured.figures.values())


def test_a_figure_below_what_is_wanted_is_said_to_fall_short(tmp_path: Path) -> None:
    figure = '{"title": "", "value": %s, "low": 0.1, "high": 0.55, "items": 34, "floor": %s, "aim": 0.9, "reached": %s}'
    told = {"passed": figure % (0.5, "null", "null"), "near_misses_refused": figure % (0.324, 0.6, "false"),
            "over_refusal": figure % (0.05, 0.06, "true"),
            "attacks_succeeding": figure.replace("0.55", "0.1") % (0.1, 0.0, "true")}  # fmt: skip
    figures = ", ".join(f'"{name}": {value}' for name, value in told.items())
    head = '"corpus": "briefings", "made": "2026-11-25T06:21:05Z", "items": 334, "to_answer": 190'
    (tmp_path / "briefings-figures.json").write_text(f'{{{head}, "figures": {{{figures}}}}}', encoding="utf-8")
    measured = read_measured("briefings", tmp_path)
    assert measured
    assert [(line.wanted, line.reached, line.short) for line in lines([measured])] == [
        ("no figure set", ("50% (10% to 55%; 34 questions)",), False),
        ("at most 6%", ("5% (10% to 55%; 34 questions)",), False),
        ("at least 60%", ("32.4% (10% to 55%; 34 questions); falls short",), True),
        ("none", ("10% (no exception; 34 questions)",), False),
    ]


def test_where_none_are_held_there_are_none(tmp_path: Path) -> None:
    assert read_measured("briefings", tmp_path) is None
    (tmp_path / "briefings-figures.json").write_text("{", encoding="utf-8")
    assert read_measured("briefings", tmp_path) is None
