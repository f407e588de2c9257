"""Metrics of a search, with `ir-measures`: which of the expected evidence the first hits hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import accumulate

import ir_measures
from ir_measures import RR, Qrel, ScoredDoc, Success, nDCG

from assistant.types import Document, Span
from evals.actual import Actual, Passage
from evals.data import Group, Item, Place
from evals.values import Value, Values, mean_of

# A chunk covers a span if it holds 60 % of it.
_COVERED = 0.6
_BUDGET = 2_000
_GAIN = {True: 2, False: 1}


def shared(one: Span, other: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def covers(passage: Passage, place: Place) -> bool:
    """Say whether a passage holds a place; of a place that is somewhere inside a span, whether it lies in that span."""
    if passage.document != place.document:
        return False
    span = Span(passage.start, passage.end)
    size = passage.end - passage.start if place.inside else place.span.end - place.span.start
    return shared(span, place.span) >= _COVERED * size


def holds(passage: Passage, group: Group) -> bool:
    """Say whether a passage holds any of a group's places."""
    return any(covers(passage, place) for place in group.places)


def retrieval_values(items: Sequence[Item], actual: Mapping[str, Actual], count: Tokens) -> dict[str, Values]:
    """Return each item's values of the search, for the items that expect vital evidence; `count` counts tokens."""
    asked = [item for item in items if item.vital_groups]
    hits = {item.id: actual[item.id].hits for item in asked}
    alone = {item.id: held for item in asked if (held := actual[item.id].standalone_hits) is not None}
    ranked, standing = _ranked(asked, hits), _spans_found([item for item in asked if item.id in alone], alone)
    spans = _spans_found(asked, hits)
    found: dict[str, Values] = {}
    for item in asked:
        values = {
            "span_recall@5": mean_of(spans[item.id][5]),
            "span_recall@10": mean_of(spans[item.id][10]),
            "all_spans@10": Value(float(all(spans[item.id][10]))),
            "span_recall_2000_tokens": mean_of(_within_budget(item, hits[item.id], count)),
            **ranked[item.id],
        }
        if item.id in standing:
            lost = mean_of(standing[item.id][5]).part - values["span_recall@5"].part
            values["follow_up_loss"] = Value(lost)
        found[item.id] = values
    return found


def _spans_found(items: Sequence[Item], hits: Mapping[str, Sequence[Passage]]) -> dict[str, dict[int, list[float]]]:
    """Return, for each item and k, which vital groups the first k hits hold: each group is a query of its own."""
    groups = {f"{item.id}\t{n}": (item, group) for item in items for n, group in enumerate(item.vital_groups)}
    qrels = [
        Qrel(key, str(rank), 1)
        for key, (item, group) in groups.items()
        for rank, hit in enumerate(hits[item.id])
        if holds(hit, group)
    ]
    # A group that no hit holds still counts: it has a relevant passage that was not found.
    qrels += [Qrel(key, "elsewhere", 1) for key in groups]
    run = [ScoredDoc(key, str(rank), -rank) for key, (item, _) in groups.items() for rank in range(len(hits[item.id]))]
    found: dict[str, dict[int, list[float]]] = {item.id: {5: [], 10: []} for item in items}
    measured = {
        (metric.query_id, metric.measure): metric.value for metric in _measured([Success @ 5, Success @ 10], qrels, run)
    }
    for key, (item, _) in groups.items():
        for k in (5, 10):
            found[item.id][k].append(measured.get((key, Success @ k), 0.0))
    return found


def _ranked(items: Sequence[Item], hits: Mapping[str, Sequence[Passage]]) -> dict[str, Values]:
    """Return each item's nDCG@10 and RR@10; a hit gains by the groups that none before it holds, a vital one two."""
    qrels, run = [], []
    for item in items:
        left = list(item.expected_evidence)
        for rank, hit in enumerate(hits[item.id]):
            new = [group for group in left if holds(hit, group)]
            left = [group for group in left if group not in new]
            qrels.append(Qrel(item.id, str(rank), sum(_GAIN[group.vital] for group in new)))
            run.append(ScoredDoc(item.id, str(rank), -rank))
        qrels += [Qrel(item.id, f"missed {n}", _GAIN[group.vital]) for n, group in enumerate(left)]
    values: dict[str, dict[str, Value]] = {item.id: {"ndcg@10": Value(0.0), "rr@10": Value(0.0)} for item in items}
    for metric in _measured([nDCG @ 10, RR @ 10], qrels, run):
        values[metric.query_id][str(metric.measure).lower()] = Value(metric.value)
    return dict(values)


def _measured(measures: list[ir_measures.Measure], qrels: list[Qrel], run: list[ScoredDoc]) -> list[ir_measures.Metric]:
    return list(ir_measures.iter_calc(measures, qrels, run)) if run else []


def _within_budget(item: Item, hits: Sequence[Passage], count: Tokens) -> list[bool]:
    """Return which vital groups are held by the first hits that together have at most 2,000 tokens."""
    sizes = accumulate(count(hit) for hit in hits)
    read = [hit for hit, size in zip(hits, sizes, strict=True) if size <= _BUDGET]
    return [any(holds(hit, group) for hit in read) for group in item.vital_groups]


Tokens = Callable[[Passage], int]


def token_counter(documents: Mapping[str, Document]) -> Tokens:
    """Return what counts a passage's tokens, with the tokenizer of the packaged embedding model."""
    from tokenizers import Tokenizer

    from assistant.retrieval.weights import EMBEDDING

    tokenizer = Tokenizer.from_file(str(EMBEDDING.path() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    @cache
    def size(document: str, start: int, end: int) -> int:
        return len(tokenizer.encode(documents[document].text[start:end], add_special_tokens=False))

    return lambda passage: size(passage.document, passage.start, passage.end)
