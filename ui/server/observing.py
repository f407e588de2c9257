"""What is measured of each answer, whichever way the question came; the assistant itself knows nothing of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Self

from assistant.answering.evidence import Evidence
from assistant.pipeline import Assistant
from assistant.retrieval.retrievers import Pool
from assistant.types import Answer, Claim, Turn


@dataclass(frozen=True, slots=True)
class Observation:
    """An answer, and after how many seconds its first claim was there, where it has one."""

    answer: Answer
    first_claim: float | None

    @property
    def milliseconds(self) -> dict[str, int]:
        """Return the times: retrieve, answer, total, and first_claim where there is one."""
        first = {} if self.first_claim is None else {"first_claim": round(1000 * self.first_claim)}
        return {**self.answer.timings_ms, **first}


Observer = Callable[[Observation], None]


class ObservedAssistant(Assistant):
    """An assistant that tells its observers of each answer that it gave to the end."""

    observers: Sequence[Observer] = ()
    _pause: Callable[[], None] = staticmethod(lambda: None)

    def lent(self, pause: Callable[[], None]) -> Self:
        """Return the same assistant for one who asks, which pauses before each thing that it is asked."""
        lent = copy(self)
        lent._pause = pause
        return lent

    def stream(
        self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = (), id: str | None = None
    ) -> Iterator[Claim | Answer]:
        """Yield what an assistant does; the answer bears an id that was told before it, where one is given."""
        self._pause()
        started, first_claim = time.perf_counter(), None
        for item in super().stream(question, history, documents):
            if isinstance(item, Answer):
                item = replace(item, id=id or item.id)
                for observe in self.observers:
                    observe(Observation(item, first_claim))
            elif first_claim is None:
                first_claim = time.perf_counter() - started
            yield item

    def evidence(self, theme: str, document: str) -> list[Evidence]:
        """Return what an assistant does."""
        self._pause()
        return super().evidence(theme, document)

    def pool(self, texts: Sequence[str]) -> Pool:
        """Return what an assistant does."""
        self._pause()
        return super().pool(texts)

    def relevance(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return what an assistant does."""
        self._pause()
        return super().relevance(pairs)
