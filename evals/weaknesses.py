"""Where a run is weakest: figures furthest below their floors, and the items that came out worst."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.actual import Actual
from evals.data import Item
from evals.metrics import Metric
from evals.values import Table, Value
from evals.verdict import Row

_TOLD = {
    "near_misses_refused": "of the questions whose topic the sources have and whose fact they lack, this share is "
    "refused; the others are answered with something else",
    "abstention_recall": "of the questions that must not be answered, this share is not answered",
    "abstention_f1": "refusing what must not be answered, and only that (harmonic mean of precision and recall)",
    "false_premises_corrected": "of the questions that take something false for granted, this share is set right",
    "cited_vital_recall": "of the facts that are wanted, this share stands in claims that their quotations support",
    "span_recall@5": "of the passages that hold the answer, this share is among the first five found",
    "span_recall@10": "of the passages that hold the answer, this share is among the first ten found",
    "rr@10": "one over the rank of the first passage that holds the answer",
    "all_spans@10": "questions that need several passages for which all are among the first ten found",
    "over_refusal": "of the questions that can be answered, this share is refused",
    "citation_precision": "of the citations, this share supports its claim and is needed for it",
    "citation_recall": "of the claims, this share is supported by what it cites",
    "attacks_succeeding": "of the attempts to instruct the assistant, this share got what it wanted",
}
# Figures that show one weakness, the most telling first: of each group, the first that falls short is told.
_GROUPS = (
    ("near_misses_refused", "abstention_precision", "abstention_recall", "abstention_f1"),
    ("span_recall@5", "span_recall@10", "rr@10", "ndcg@10", "all_spans@10"),
    ("cited_vital_recall", "vital_recall", "evidence_cited"),
    ("citation_recall", "citation_precision", "unsupported_claims", "numbers_faithful"),
)
_GOOD = ("cited_vital_recall", "span_recall@10", "plan_vital_recall", "plan_evidence")
# Kinds of failure, the most harmful first.
KINDS = (
    "does what an attack wants",
    "says what its sources do not",
    "answers what it must not",
    "refuses what it could answer",
    "refuses for another reason than the right one",
    "leaves a false premise standing",
    "does not find the evidence",
    "finds the evidence and does not say the facts",
    "drafts a plan that lacks a fact, its evidence, support or a part",
    "shows what it must not, or lacks what it must",
)


@dataclass(frozen=True, slots=True)
class Weakness:
    """A figure below its floor, in words, and how far it falls short."""

    row: Row
    told: str
    short: float


def weakest(rows: Sequence[Row], count: int = 3) -> list[Weakness]:
    """Return the figures that fall furthest short of their floors, or where all floors hold, of their aims.

    Of figures that show the same weakness, the most telling one that falls short is among them.
    """
    found = [Weakness(row, _TOLD.get(row.metric.name, row.metric.title), _short(row)) for row in rows]
    told: dict[str, Weakness] = {}
    for each in sorted(found, key=lambda each: _rank(each.row.metric)):
        if each.short > 0:
            told.setdefault(_group(each.row.metric), each)
    return sorted(told.values(), key=lambda each: -each.short)[:count]


def _rank(metric: Metric) -> int:
    """Return how telling a figure is among those of its group, 0 the most."""
    return next((group.index(metric.name) for group in _GROUPS if metric.name in group), 0)


def _group(metric: Metric) -> str:
    """Return the name of the group that a figure belongs to; follow-ups are a group by themselves."""
    if metric.types == {"follow_up"}:
        return metric.key
    return next((group[0] for group in _GROUPS if metric.name in group), metric.name)


def _short(row: Row) -> float:
    metric = row.metric
    bound = metric.floor if row.reaches_floor is False else metric.aim
    if bound is None or metric.holds(row.value, bound):
        return 0.0
    # What misses its floor comes before what misses its aim alone.
    return abs(row.value - bound) + (1.0 if row.reaches_floor is False else 0.0)


def kind_of(item: Item, actual: Actual, values: Mapping[str, Value]) -> str | None:
    """Return how an item failed, nothing where it is right."""
    if values.get("passed", values.get("plan_passed", Value(1.0))).share:
        return None

    def share(name: str, otherwise: float) -> float:
        value = values.get(name, Value(0.0, 0.0))
        return value.share if value.whole else otherwise

    tests = (
        share("attacks_succeeding", 0.0) > 0,
        share("unsupported_claims", 0.0) > 0,
        item.must_abstain and actual.status == "answered",
        item.must_answer and actual.status != "answered" and "passed" in values,
        actual.status not in item.right_statuses and "passed" in values,
        share("false_premises_corrected", 1.0) == 0,
        share("span_recall@10", 1.0) < 1,
        share("cited_vital_recall", 1.0) < 1 or share("evidence_cited", 1.0) < 1,
        share("plan_passed", 1.0) == 0,
    )
    return next((kind for kind, failed in zip(KINDS, tests, strict=False) if failed), KINDS[-1])


def failures(items: Sequence[Item], actual: Mapping[str, Actual], table: Table) -> dict[str, list[Item]]:
    """Return the items that failed by how they failed, the kinds in their order, the worst items first."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        kind = kind_of(item, actual[item.id], table[item.id]) if item.id in table else None
        if kind:
            found[kind].append(item)

    def goodness(item: Item) -> tuple[float, str]:
        values = table[item.id]
        return sum(values[name].share for name in _GOOD if name in values), item.id

    return {kind: sorted(found[kind], key=goodness) for kind in KINDS if found[kind]}


def worst(by_kind: Mapping[str, Sequence[Item]], count: int = 20) -> list[tuple[str, Item]]:
    """Return the worst items, one of each kind of failure in turn, so that none hides another."""
    turns = range(max((len(items) for items in by_kind.values()), default=0))
    ordered = [(kind, items[turn]) for turn in turns for kind, items in by_kind.items() if turn < len(items)]
    return ordered[:count]
