"""Stored results -> values: every metric of every item. It asks nothing, so that it can be done again for free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from assistant.types import Document
from evals.actual import Actual
from evals.answers import answer_values
from evals.data import PLANS, Item
from evals.judge import Judge
from evals.plans import plan_table
from evals.retrieval import retrieval_values, token_counter
from evals.status import passes, status_values
from evals.values import Table, Value, Values


def score(items: Sequence[Item], actual: Mapping[str, Actual], documents: Mapping[str, Document]) -> Table:
    """Return the values of each item that is scored, by its id; a plan is scored where one was drafted."""
    scored = [item for item in items if item.type != PLANS]
    found = retrieval_values(scored, actual, token_counter(documents))
    judge = Judge(documents)
    consistent = _consistency(scored, actual)
    answers = {
        item.id: {
            **found.get(item.id, {}),
            **_answer(item, actual[item.id], judge),
            **consistent.get(item.id, {}),
            **_of_the_run(actual[item.id]),
        }
        for item in scored
    }
    return {**answers, **plan_table(items, actual, judge)}


def _answer(item: Item, actual: Actual, judge: Judge) -> Values:
    if actual.status is None:
        return {}
    said = answer_values(item, actual, judge)
    if item.must_abstain:  # what it says wrongly is counted, what it leaves out is not
        said = {name: value for name, value in said.items() if name not in _EXPECTING}
    values = {**said, **status_values(item, actual, said)}
    return values | {"passed": Value(float(passes(item, actual, values)))}


_EXPECTING = frozenset(["vital_recall", "cited_vital_recall", "evidence_cited", "words"])


def _of_the_run(actual: Actual) -> Values:
    same = {} if actual.same is None else {"same_again": Value(float(actual.same))}
    return same if actual.status is None else same | {"seconds": Value(actual.seconds)}


def _consistency(items: Sequence[Item], actual: Mapping[str, Actual]) -> dict[str, Values]:
    """Return, for each item that has paraphrases, the share of them that came out as it did."""
    clusters: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if actual[item.id].status is not None:
            clusters[item.cluster].append(item)
    alike: dict[str, list[bool]] = defaultdict(list)
    for cluster in clusters.values():
        for one, other in combinations(cluster, 2):
            same = _came_out_alike(actual[one.id], actual[other.id])
            alike[one.id].append(same)
            alike[other.id].append(same)
    return {name: {"consistency": Value(sum(same) / len(same))} for name, same in alike.items()}


def _came_out_alike(one: Actual, other: Actual) -> bool:
    if one.status != other.status or one.status != "answered":
        return one.status == other.status
    mine, theirs = ({(c.document, c.start) for claim in each.claims for c in claim.citations} for each in (one, other))
    return bool(mine & theirs)
