"""The questions that the server is timed with, and how times are told."""

from __future__ import annotations

from typer.testing import CliRunner

from evals.bench_http import app, questions_of, spread


def test_questions_are_spread_over_the_part() -> None:
    few, many = questions_of(60), questions_of(1_000)
    assert len(few) == len(set(few)) == 60
    assert few == many[:: len(many) // 60][:60]
    assert few[0] == many[0]


def test_times_are_told_by_their_middle_and_their_late_end() -> None:
    assert spread([number / 100 for number in range(101)]) == "p50 0.500 s, p95 0.950 s (101)"
    assert spread([0.2]) == "p50 0.200 s, p95 0.200 s (1)"
    assert spread([]) == "none"


def test_it_says_what_it_takes() -> None:
    help_page = CliRunner().invoke(app, ["run", "--help"])
    assert help_page.exit_code == 0
    assert "--home" in help_page.output
