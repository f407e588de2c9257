"""Items -> what comes out: a system is asked, nothing is scored."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.errors import UsageError
from assistant.types import Answer, Hit, Turn
from evals.actual import Actual, passages, said
from evals.data import Item

K = 20  # as many as 2,000 tokens may need
_AGAIN = 10

Answering = Callable[[Item], Actual]


class Asked(Protocol):
    """What is evaluated; an `Assistant` fits as it is."""

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """Return the answer to a question."""
        ...

    def search(
        self, query: str, history: Sequence[Turn] = (), documents: Sequence[str] = (), k: int | None = None
    ) -> tuple[str, tuple[Hit, ...]]:
        """Return the query made standalone and its k best hits."""
        ...


def generate(system: Answering, items: Iterable[Item], again: int = _AGAIN) -> Iterator[Actual]:
    """Yield what comes out for each item; every tenth is asked twice, to see whether the same comes out."""
    for number, item in enumerate(items):
        actual = system(item)
        if number % again == 0:
            actual = replace(actual, same=bare(system(item)) == bare(actual))
        yield actual


def bare(actual: Actual) -> Actual:
    """Return what has to be the same when the same is asked again: all but the times."""
    return replace(actual, seconds=0.0, timings_ms=None, same=None)


@dataclass(frozen=True, slots=True)
class Ours:
    """The assistant in this process: its hits and, where answers are wanted, its answer."""

    assistant: Asked
    answers: bool = True

    def __call__(self, item: Item) -> Actual:
        """Return what comes out for an item. Raise AssistantError where the system fails."""
        try:
            actual = self._searched(item)
            return self._answered(item, actual) if self.answers else actual
        except UsageError as error:  # too long, or empty: the user is told so and gets no answer
            return Actual(item.id, status="malformed" if self.answers else None, text=str(error))

    def _searched(self, item: Item) -> Actual:
        query, hits = self.assistant.search(item.question, item.history, k=K)
        alone = passages(self.assistant.search(item.standalone, k=K)[1]) if item.standalone else None
        return Actual(item.id, passages(hits), query=query, standalone_hits=alone, confidence=_confidence(hits))

    def _answered(self, item: Item, actual: Actual) -> Actual:
        started = time.perf_counter()
        answer = self.assistant.ask(item.question, item.history)
        return replace(
            actual,
            seconds=time.perf_counter() - started,
            status=str(answer.status),
            query=answer.query,
            text=answer.text,
            claims=said(answer),
            notices=tuple(notice.text for notice in answer.notices),
            timings_ms={name: float(value) for name, value in answer.timings_ms.items()},
        )


def _confidence(hits: Sequence[Hit]) -> float:
    """Return the best hit's late interaction, which can be compared between questions, as its score cannot."""
    return round(max((hit.scores.get("late_interaction", hit.score) for hit in hits[:3]), default=0.0), 6)
