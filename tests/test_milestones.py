"""Milestones lie within the months, in order, and are none where the months are not known."""

from __future__ import annotations

import pytest

from assistant.drafting.brief import MOST_MONTHS
from assistant.drafting.milestones import milestones_over


@pytest.mark.parametrize("months", range(1, MOST_MONTHS + 1))
def test_milestones_lie_within_the_months(months: int) -> None:
    found = milestones_over(months)
    assert len(found) == 8
    assert all(1 <= each.start <= each.end <= months for each in found)
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert found[0].start == 1
    assert found[-1].end == months


def test_without_months_there_are_none() -> None:
    assert milestones_over(None) == ()


def test_a_year_is_laid_out_as_agreed() -> None:
    assert [(each.start, each.end) for each in milestones_over(12)] == [
        (1, 1), (1, 4), (3, 4), (4, 7), (7, 7), (7, 10), (9, 11), (11, 12),
    ]  # fmt: skip
