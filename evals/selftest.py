"""The metrics prove themselves: planted faults lower the metric meant to catch them, systems that cheat score badly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from assistant.types import Chunk, Document
from evals.actual import Actual
from evals.answers import answer_values
from evals.baselines import BM25Alone, Echo, abstained, cites_everything
from evals.data import PLANS, Item
from evals.drafts import DRAFTED
from evals.expected import expected_answer
from evals.faults import FAULTS, Spoiling, dropped_fact, number_of_section
from evals.judge import Judge
from evals.metrics import METRICS
from evals.plan_faults import PLAN_FAULTS, expected_plan, spoilt_plans
from evals.plans import plan_table, plan_values
from evals.scoring import score
from evals.values import Value

_CAUGHT, _CAUGHT_IN_SECTION = 0.95, 0.90
# What each system that cheats has to miss.
_CHEATS = {
    "abstains": ("cited_vital_recall", "over_refusal"),
    "echoes the first passage": ("cited_vital_recall", "near_misses_refused", "abstention_f1"),
    "cites everything": ("citation_precision",),
}
# What a faultless system has to reach.
_FAULTLESS = ("citations_valid", "quotations_verbatim", "citation_recall", "cited_vital_recall", "numbers_faithful")


@dataclass(frozen=True, slots=True)
class Tried:
    """A test of the metrics: what was tried, by which metric, how often, how often it told, and how often it has to."""

    name: str
    metric: str
    tried: int
    caught: int
    wanted: float

    @property
    def passes(self) -> bool:
        """Say whether it told often enough, of at least one try."""
        return self.tried > 0 and self.caught >= self.wanted * self.tried


def selftest(items: Sequence[Item], documents: Mapping[str, Document], chunks: Sequence[Chunk]) -> list[Tried]:
    """Return each fault and each system that cheats, with how often the metrics told."""
    scored = [item for item in items if item.type != PLANS]
    expected = {item.id: expected_answer(item, documents) for item in scored}
    judge = Judge(documents)
    faults = [*planted(scored, expected, judge), *facts_dropped(scored, expected, judge)]
    of_plans = plan_faults([item for item in items if item.type == PLANS], judge)
    return [*faults, *of_plans, *faultless(scored, expected, documents), *cheats(scored, expected, documents, chunks)]


def plan_faults(items: Sequence[Item], judge: Judge) -> Iterator[Tried]:
    """Yield, for each fault of a plan, how often it made its metric worse; whether faultless plans have no fault."""
    by_name = {metric.name: metric for metric in METRICS}
    for fault, name in PLAN_FAULTS:
        caught = []
        for item, plan, spoilt in spoilt_plans(items, judge.documents, fault):
            before, after = (plan_values(item, each, judge)[name].share for each in (plan, spoilt))
            caught.append(after < before if by_name[name].higher else after > before)
        if caught:
            yield Tried(fault.__name__, name, len(caught), sum(caught), _CAUGHT)
    if items:
        yield from _faultless_plans(items, judge)
        table = plan_table(items, {item.id: _same_for_all(item, items[0], judge.documents) for item in items}, judge)
        apart = [values["plan_apart"] for values in table.values()]
        yield Tried("the same plan for all", "plan_apart", len(apart), sum(not each.share for each in apart), _CAUGHT)


def _faultless_plans(items: Sequence[Item], judge: Judge) -> Iterator[Tried]:
    """Yield whether the expected plans themselves reach the floors of what a plan by itself has."""
    values = {item.id: plan_values(item, expected_plan(item, judge.documents), judge) for item in items}
    for metric in METRICS:
        value = metric.total(items, values) if metric.name.startswith("plan_") else None
        if value is not None and metric.floor is not None:
            yield Tried("expected plans", metric.name, 1, int(metric.holds(value, metric.floor)), 1.0)


def _same_for_all(item: Item, first: Item, documents: Mapping[str, Document]) -> Actual:
    return Actual(item.id, status=DRAFTED, plan=expected_plan(first, documents))


def planted(items: Sequence[Item], expected: Mapping[str, Actual], judge: Judge) -> Iterator[Tried]:
    """Yield, for each fault of a claim, how often it lowered its metric."""
    for fault, metric in FAULTS:
        caught = []
        for item in items:
            by = Spoiling(item, judge.documents, judge.supporter, Random(f"{item.id} {fault.__name__}"))  # noqa: S311
            for claim in expected[item.id].claims:
                alone = replace(expected[item.id], claims=(claim,))
                spoilt = fault(claim, by)
                if spoilt is not None:
                    caught.append(_lowered(item, alone, replace(alone, claims=(spoilt,)), metric, judge))
        wanted = _CAUGHT_IN_SECTION if fault is number_of_section else _CAUGHT
        yield Tried(fault.__name__, metric, len(caught), sum(caught), wanted)


def facts_dropped(items: Sequence[Item], expected: Mapping[str, Actual], judge: Judge) -> Iterator[Tried]:
    """Yield how often leaving a vital fact out lowered the recall of facts."""
    caught = []
    for item in items:
        by = Spoiling(item, judge.documents, judge.supporter, Random(item.id))  # noqa: S311
        spoilt = dropped_fact(expected[item.id], by)
        if spoilt is not None:
            caught.append(_lowered(item, expected[item.id], spoilt, "cited_vital_recall", judge))
    yield Tried(dropped_fact.__name__, "cited_vital_recall", len(caught), sum(caught), _CAUGHT)


def _lowered(item: Item, before: Actual, after: Actual, metric: str, judge: Judge) -> bool:
    none = Value(0.0, 0.0)
    first, then = (answer_values(item, each, judge).get(metric, none) for each in (before, after))
    return then.share < first.share


def faultless(
    items: Sequence[Item], expected: Mapping[str, Actual], documents: Mapping[str, Document]
) -> Iterator[Tried]:
    """Yield whether the expected answers themselves reach the floors of what they say."""
    table = score(items, expected, documents)
    for metric in METRICS:
        value = metric.total(items, table) if metric.name in _FAULTLESS else None
        if value is not None and metric.floor is not None:
            yield Tried("expected answers", metric.name, 1, int(metric.holds(value, metric.floor)), 1.0)


def cheats(
    items: Sequence[Item], expected: Mapping[str, Actual], documents: Mapping[str, Document], chunks: Sequence[Chunk]
) -> Iterator[Tried]:
    """Yield, for each system that cheats, how many of the floors that it must miss it missed."""
    echo = Echo(BM25Alone(chunks), documents, shown=1)
    echoed = {item.id: echo.answer(item) for item in items}
    everything = {
        item.id: cites_everything(replace(expected[item.id], hits=echoed[item.id].hits), documents) for item in items
    }
    told = {
        "abstains": {item.id: abstained(item) for item in items},
        "echoes the first passage": echoed,
        "cites everything": everything,
    }
    for name, wanted in _CHEATS.items():
        table = score(items, told[name], documents)
        for metric in METRICS:
            value = metric.total(items, table) if metric.name in wanted else None
            if value is not None and metric.floor is not None:
                yield Tried(name, metric.name, 1, int(not metric.holds(value, metric.floor)), 1.0)
