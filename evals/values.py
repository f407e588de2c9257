"""A measured value as a fraction, so that means, shares of claims and F1 are all sums over items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Value(NamedTuple):
    """What a metric gives for one item: the total over items is the sum of `part` over the sum of `whole`."""

    part: float
    whole: float = 1.0

    @property
    def share(self) -> float:
        """Return the item's own value; 0 where it has nothing to measure."""
        return self.part / self.whole if self.whole else 0.0


Values = Mapping[str, Value]  # by metric
Table = Mapping[str, Values]  # by item


def mean_of(found: Iterable[float | bool]) -> Value:
    """Return the mean of an item's values as one value, which weighs as much as any other item's."""
    listed = list(found)
    return Value(sum(listed) / len(listed)) if listed else Value(0.0, 0.0)


def sum_of(found: Iterable[float | bool]) -> Value:
    """Return an item's values as a sum, which weighs as much as there are values."""
    listed = list(found)
    return Value(float(sum(listed)), float(len(listed)))


def total(values: Iterable[Value]) -> float | None:
    """Return what values come to over items, nothing where there is nothing to measure."""
    listed = list(values)
    whole = sum(value.whole for value in listed)
    return sum(value.part for value in listed) / whole if whole else None
