"""One verdict with its reasons: invariants, then floors, then regression against the accepted run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from evals.accepted import Accepted
from evals.data import Item
from evals.intervals import chance_of, interval, late
from evals.metrics import METRICS, SECONDS, Metric
from evals.values import Table, total

_DROP = 0.02
_CHANCE = 0.05
_NET_FLIPS = 3
# What is right or wrong of an item, so that it can flip.
FLIPS = ("passed", "all_spans@10", "plan_passed")


class Exit(IntEnum):
    """The exit codes."""

    PASS = 0
    QUALITY = 1
    USAGE = 2
    SYSTEM = 3
    INCONCLUSIVE = 4
    BASELINE = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A figure: its value with its interval, the number of items, and whether floor and aim are reached."""

    metric: Metric
    value: float
    low: float
    high: float
    count: int

    @property
    def reaches_floor(self) -> bool | None:
        """Say whether the floor holds, nothing where there is none."""
        return None if self.metric.floor is None else self.metric.holds(self.value, self.metric.floor)

    @property
    def reaches_aim(self) -> bool | None:
        """Say whether the aim is reached, nothing where there is none."""
        return None if self.metric.aim is None else self.metric.holds(self.value, self.metric.aim)

    @property
    def bounds(self) -> str:
        """Return floor and aim in words, those that there are."""
        named = (("floor", self.metric.floor), ("aim", self.metric.aim))
        least = "at least" if self.metric.higher else "at most"
        return " and ".join(f"{least} {bound:g} is the {name}" for name, bound in named if bound is not None)


@dataclass(frozen=True, slots=True)
class Flip:
    """An item that was right and is wrong, or the other way round."""

    item: str
    metric: str
    gained: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A figure beside the accepted one: how likely as large a change is by chance."""

    metric: Metric
    before: float
    now: float
    chance: float

    @property
    def worse_by(self) -> float:
        """Return how much worse it is."""
        return (self.before - self.now) if self.metric.higher else (self.now - self.before)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a run comes to, and why; `unchecked` says which checks were not made, and why not."""

    code: Exit
    reasons: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    flips: tuple[Flip, ...] = ()
    unchecked: tuple[str, ...] = ()


def rows(items: Sequence[Item], table: Table, metrics: Sequence[Metric] = METRICS) -> list[Row]:
    """Return the figures over items, with intervals, for the metrics that any item has."""
    clusters = {item.id: item.cluster for item in items}
    found = []
    for metric in metrics:
        values = metric.values(items, table)
        value = total(values.values())
        if value is not None:
            counted = sum(each.whole > 0 for each in values.values())
            found.append(Row(metric, value, *interval(values, clusters), counted))
    return found


def time_row(items: Sequence[Item], table: Table) -> Row | None:
    """Return the 95th percentile of the time to a whole answer, nothing where nothing was timed."""
    seconds = [value.part for value in SECONDS.values(items, table).values()]
    if not any(seconds):
        return None
    value = late(seconds)
    return Row(SECONDS, value, value, value, len(seconds))


def held_out(items: Sequence[Item]) -> Sequence[Item]:
    """Return the items not tuned on, all where there are none."""
    return [item for item in items if item.split == "check"] or items


def judge_figures(items: Sequence[Item], table: Table, *, floors: bool = True) -> Verdict:
    """Return whether the invariants hold over all items and the floors over those not tuned on.

    Where no item is of the part not tuned on, the floors are held against those there are.
    """
    invariants = [row for row in rows(items, table) if row.metric.invariant]
    reasons = [
        f"invariant: {row.metric.title} is {row.value:.4f}, not 1" for row in invariants if not row.reaches_floor
    ]
    if floors:
        figures = [*rows(held_out(items), table), time_row(held_out(items), table)]
        reasons += [
            f"floor: {row.metric.title} is {row.value:.3f}, the floor is {row.metric.floor:g}"
            for row in figures
            if row and row.reaches_floor is False and not row.metric.invariant
        ]
    unchecked = () if floors else ("floors: they were left aside (--no-floors)",)
    return Verdict(Exit.QUALITY if reasons else Exit.PASS, tuple(reasons), unchecked=unchecked)


def compare(items: Sequence[Item], table: Table, accepted: Accepted) -> Verdict:
    """Return whether anything is worse than the accepted run, paired by item."""
    clusters = {item.id: item.cluster for item in items}
    changes = [change for metric in METRICS if (change := _change(metric, items, table, accepted, clusters))]
    flips = [flip for name in FLIPS for flip in _flips(name, items, table, accepted)]
    worse = [change for change in changes if change.metric.gates and change.worse_by >= _DROP - 1e-9]
    sure = [change for change in worse if change.chance < _CHANCE]
    reasons = [_told(change, "regression") for change in sure]
    reasons += [f"regression: {lost}" for name in FLIPS if (lost := _net(name, flips))]
    if reasons:
        return Verdict(Exit.QUALITY, tuple(reasons), tuple(changes), tuple(flips))
    reasons = [_told(change, "not sure") for change in worse]
    code = Exit.INCONCLUSIVE if worse else Exit.PASS
    return Verdict(code, tuple(reasons), tuple(changes), tuple(flips))


def _told(change: Change, what: str) -> str:
    return (
        f"{what}: {change.metric.title} was {change.before:.3f} and is {change.now:.3f} "
        f"(by chance with p = {change.chance:.3f})"
    )


def _change(
    metric: Metric, items: Sequence[Item], table: Table, accepted: Accepted, clusters: Mapping[str, str]
) -> Change | None:
    now, before = metric.values(items, table), metric.values(items, accepted.table)
    figures = total(before.values()), total(now.values())
    if figures[0] is None or figures[1] is None:
        return None
    differences = {name: now[name].share - before[name].share for name in now if name in before}
    return Change(metric, figures[0], figures[1], chance_of(differences, clusters))


def _flips(name: str, items: Sequence[Item], table: Table, accepted: Accepted) -> list[Flip]:
    found = []
    for item in items:
        pair = [each.get(item.id, {}).get(name) for each in (accepted.table, table)]
        if pair[0] is not None and pair[1] is not None and pair[0].share != pair[1].share:
            found.append(Flip(item.id, name, gained=pair[1].share > pair[0].share))
    return found


def _net(name: str, flips: Sequence[Flip]) -> str:
    """Return what to say where more than three items net are lost, else nothing."""
    lost = [flip.item for flip in flips if flip.metric == name and not flip.gained]
    gained = [flip.item for flip in flips if flip.metric == name and flip.gained]
    if len(lost) - len(gained) <= _NET_FLIPS:
        return ""
    return f"{len(lost)} items lost {name!r} and {len(gained)} gained it: lost {', '.join(lost)}"


def together(*verdicts: Verdict) -> Verdict:
    """Return verdicts as one: quality before inconclusive before pass, with all reasons."""
    codes = {verdict.code for verdict in verdicts}
    code = next((each for each in (Exit.QUALITY, Exit.INCONCLUSIVE) if each in codes), Exit.PASS)
    return Verdict(
        code,
        tuple(reason for verdict in verdicts for reason in verdict.reasons),
        tuple(change for verdict in verdicts for change in verdict.changes),
        tuple(flip for verdict in verdicts for flip in verdict.flips),
        tuple(each for verdict in verdicts for each in verdict.unchecked),
    )
