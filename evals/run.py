"""Runs the questions against the index in use, scores the answers, and says what they come to."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean, quantiles

from assistant.pipeline import Assistant
from assistant.types import Answer, Hit
from evals.data import Item
from evals.metrics import ANSWER_METRICS, found_any, ranks, reciprocal_rank, span_recall

_RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Result:
    """What came out for a question: hits as asked, the answer, and the seconds that the answer took."""

    item: Item
    hits: tuple[Hit, ...]
    answer: Answer
    seconds: float


def generate(assistant: Assistant, items: Iterable[Item]) -> Iterator[Result]:
    """Yield the result of each question."""
    for item in items:
        _, hits = assistant.search(item.question, item.history)
        started = time.perf_counter()
        answer = assistant.ask(item.question, item.history)
        yield Result(item, hits, answer, time.perf_counter() - started)


def score(results: Sequence[Result], *, placed: bool = True) -> dict[str, list[float]]:
    """Return each metric's values, one a question to which it applies.

    `placed` says that the evidence has places, which it has in the publications and not in our briefings on them.
    """
    values: dict[str, list[float]] = defaultdict(list)
    for result in results:
        item, answer = result.item, result.answer
        if item.expected_evidence:
            for k in (5, 10) if placed else ():
                values[f"found_any@{k}"].append(found_any(item, result.hits, k))
                values[f"span_recall@{k}"].append(span_recall(item, result.hits, k))
            if placed:
                values["reciprocal_rank@10"].append(reciprocal_rank(item, result.hits))
            for metric in ANSWER_METRICS:
                values[metric.__name__].append(metric(item, answer))
            values["refused_wrongly"].append(float(answer.status != "answered"))
        elif item.expected_status != "answered":
            values[f"{item.expected_status}_not_answered"].append(float(answer.status != "answered"))
    return dict(values)


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % interval of a mean by bootstrap over questions (percentiles, 2,000 resamples, fixed seed)."""
    from random import Random

    draw = Random(0)  # noqa: S311  the same resamples each time; nothing is kept secret by it
    means = sorted(mean(draw.choices(values, k=len(values))) for _ in range(_RESAMPLES))
    return means[int(0.025 * _RESAMPLES)], means[int(0.975 * _RESAMPLES)]


def summary(results: Sequence[Result], *, placed: bool = True) -> list[tuple[str, float, float, float, int]]:
    """Return a row a metric: name, mean, the 95 % interval's ends, and the number of questions; `placed` as `score`."""
    scores = score(results, placed=placed)
    return [(name, mean(values), *interval(values), len(values)) for name, values in scores.items()]


def times(results: Sequence[Result]) -> tuple[float, float]:
    """Return the median and 95th percentile of the answers' seconds."""
    cuts = quantiles([result.seconds for result in results], n=20)
    return cuts[9], cuts[18]


def statuses(results: Sequence[Result]) -> Counter[tuple[str, str]]:
    """Return how often each status came out where each was expected."""
    return Counter((result.item.expected_status, str(result.answer.status)) for result in results)


def ranks_of(result: Result) -> list[int | None]:
    """Return the rank at which each group of evidence was found."""
    return ranks(result.item, result.hits)
