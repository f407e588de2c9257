"""Where a run is weakest: by harm and by size, over kinds of failure, types of question and figures below floors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

from evals.data import Item
from evals.failures import KINDS, by_type
from evals.values import Table, Value
from evals.verdict import Row
from evals.words import kind_told, type_named, type_told

# What tells a reader something untrue, or does an attacker's bidding, weighs more than what leaves a reader without.
_HARM = dict.fromkeys(KINDS[:3], 3.0)
_HANDFUL, _ASKED = 5, 10
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Weakness:
    """Items that failed alike: what they have in common, out of how many, and how or as which types they failed.

    `floors` tells the figures that miss their floors by the same items.
    """

    title: str
    told: str
    items: tuple[Item, ...]
    asked: int
    parts: tuple[tuple[str, int], ...]
    harm: float
    floors: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        """Return how bad it is. The root of the share, lest a type of question hides the failure it is a part of."""
        return self.harm * len(self.items) * sqrt(len(self.items) / self.asked)

    @property
    def examples(self) -> tuple[Item, ...]:
        """Return some of its items, of the part that may be tuned on alone."""
        return tuple(item for item in self.items if item.split == "tune")[:_EXAMPLES]

    @property
    def is_a_handful(self) -> bool:
        """Say whether it rests on too few items to be told."""
        return len(self.items) <= _HANDFUL or self.asked <= _ASKED

    def is_as(self, other: Weakness) -> bool:
        """Say whether it is another weakness by another name: most items of the smaller one are in both."""
        mine, theirs = ({item.id for item in each.items} for each in (self, other))
        return len(mine & theirs) > min(len(mine), len(theirs)) / 2


def weakest(
    items: Sequence[Item], by_kind: Mapping[str, Sequence[Item]], rows: Sequence[Row], table: Table, count: int = 3
) -> list[Weakness]:
    """Return the worst weaknesses of items, the worst first: none on a handful of items, no two that are the same.

    `by_kind` are the failures by their kind. A figure is told only where it misses its floor and no kind of failure
    and no type of question holds most of what it is low for.
    """
    seen = [each for each in (*_kinds(items, by_kind), *_types(items, by_kind)) if not each.is_a_handful]
    low = [each for each in _figures(items, by_kind, rows, table) if not each.is_a_handful]
    seen += [each for each in low if not any(each.is_as(other) for other in seen)]
    chosen: list[Weakness] = []
    for each in sorted(seen, key=lambda each: -each.weight):
        if not any(each.is_as(other) for other in chosen):
            chosen.append(each)
    return [
        replace(each, floors=tuple(told for other in low if other.is_as(each) for told in other.floors))
        for each in chosen[:count]
    ]


def _kinds(items: Sequence[Item], by_kind: Mapping[str, Sequence[Item]]) -> Iterator[Weakness]:
    for kind, failed in by_kind.items():
        types = by_type(failed)
        asked = sum(item.type in types for item in items)
        parts = tuple((type_named(name), len(some)) for name, some in types.items())
        yield Weakness(kind, kind_told(kind), tuple(failed), asked, parts, _HARM.get(kind, 1.0))


def _types(items: Sequence[Item], by_kind: Mapping[str, Sequence[Item]]) -> Iterator[Weakness]:
    failed = [(kind, item) for kind, some in by_kind.items() for item in some]
    for name, asked in by_type(items).items():
        found = tuple(item for _, item in failed if item.type == name)
        kinds = {kind: sum(item.type == name for item in some) for kind, some in by_kind.items()}
        parts = tuple(sorted(((k, n) for k, n in kinds.items() if n), key=lambda part: -part[1]))
        harm = sum(n * _HARM.get(kind, 1.0) for kind, n in parts) / max(1, len(found))
        yield Weakness(f"{type_named(name)} that are not right", type_told(name), found, len(asked), parts, harm)


def _figures(
    items: Sequence[Item], by_kind: Mapping[str, Sequence[Item]], rows: Sequence[Row], table: Table
) -> Iterator[Weakness]:
    failed = {item.id for some in by_kind.values() for item in some}
    for row in rows:
        if row.reaches_floor is not False:
            continue
        values = row.metric.values(items, table)
        short = {name for name, value in values.items() if _is_short(row, value) and (name in failed or not failed)}
        found = tuple(item for item in items if item.id in short)
        told = f"{row.metric.title}: {row.value:.3f}, where {row.bounds}"
        parts = tuple((type_named(name), len(some)) for name, some in by_type(found).items())
        yield Weakness(row.metric.title, "", found, max(1, len(values)), parts, 1.0, (told,))


def _is_short(row: Row, value: Value) -> bool:
    return value.whole > 0 and (value.share < 1 if row.metric.higher else value.share > 0)
