"""What a question leans to by itself, before anything is searched: two logistic regressions over its embedding.

One tells what instructs the assistant, in wordings that no rule of `guards` knows; the other what documents of this
kind are seldom found to say (a price, a forecast, what became of one place), which counts where hardly a passage
answers. Both are fitted by `python -m evals fit leanings`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Self

from assistant.answering.guard_patterns import REFUSED_TEXT
from assistant.answering.guards import Verdict
from assistant.retrieval.models import Embedder
from assistant.retrieval.question_embedder import load_question_embedder
from assistant.retrieval.weights import LEARNED_LEANINGS, learned_arrays
from assistant.settings import Settings
from assistant.text import content_words
from assistant.types import Status

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

INSTRUCTS, LACKS = "instructs", "lacks"
# Above these log-odds it is refused: nearly nothing that asks of our subject lies there (EXPERIMENTS.md).
_INSTRUCTING = 1.5
_FEWEST = 2


class Leanings:
    """Tells questions apart by their embedding, which has to be the packaged model's. Safe to share between threads."""

    def __init__(self, embedder: Embedder) -> None:
        arrays = learned_arrays(LEARNED_LEANINGS)
        self._weights = {name: (arrays[name][:-1], float(arrays[name][-1])) for name in (INSTRUCTS, LACKS)}
        self._embedder = embedder
        # The parts of a question are mostly the question.
        self._embedded = lru_cache(maxsize=100)(self._embed)

    @classmethod
    def of(cls, settings: Settings, embedder: Embedder) -> Self:
        """Return the leanings by the embedding model of the settings, or by the packaged one where that is another."""
        other = bool(settings.embedding_model)
        return cls(load_question_embedder(settings.model_copy(update={"embedding_model": ""})) if other else embedder)

    def refusal(self, question: str) -> Verdict | None:
        """Return the refusal of a question that instructs the assistant, or None: go on."""
        # Hardly a word ("any numbers at all") tells too little to be refused for.
        if len(content_words(question)) < _FEWEST or self._log_odds(INSTRUCTS, question) <= _INSTRUCTING:
            return None
        return Verdict(Status.REFUSED, REFUSED_TEXT, "learned")

    def lacking(self, question: str) -> float:
        """Return the log-odds that the sources do not say what a question asks, from about -5 to 5."""
        return self._log_odds(LACKS, question)

    def _log_odds(self, name: str, question: str) -> float:
        weights, bias = self._weights[name]
        return float(self._embedded(question) @ weights) + bias

    def _embed(self, question: str) -> NDArray[np.float32]:
        embedded: NDArray[np.float32] = self._embedder.encode(
            [question], normalize_embeddings=True, show_progress_bar=False
        )[0]
        return embedded
