"""Refuses what instructs the assistant in wordings that no rule of `guards` knows.

A logistic regression over a question's embedding tells it, fitted by `python -m evals fit guard`.
"""

from __future__ import annotations

from typing import Self

from assistant.answering.guard_patterns import REFUSED_TEXT
from assistant.answering.guards import Verdict
from assistant.retrieval.models import Embedder
from assistant.retrieval.question_embedder import load_question_embedder
from assistant.retrieval.weights import LEARNED_GUARD, learned_arrays
from assistant.settings import Settings
from assistant.types import Status

WEIGHTS = "weights"  # their name among the learned arrays: one for each dimension, and the bias
# Above these log-odds it is refused: nearly nothing that asks of our subject lies there (EXPERIMENTS.md).
_INSTRUCTING = 1.5


class LearnedGuard:
    """Tells what instructs by its embedding, which has to be the packaged model's. Safe to share between threads."""

    def __init__(self, embedder: Embedder) -> None:
        weights = learned_arrays(LEARNED_GUARD)[WEIGHTS]
        self._weights, self._bias = weights[:-1], float(weights[-1])
        self._embedder = embedder

    @classmethod
    def of(cls, settings: Settings, embedder: Embedder) -> Self:
        """Return the guard by the embedding model of the settings, or by the packaged one where that is another."""
        other = bool(settings.embedding_model)
        return cls(load_question_embedder(settings.model_copy(update={"embedding_model": ""})) if other else embedder)

    def refusal(self, question: str) -> Verdict | None:
        """Return the refusal of a question that instructs the assistant, or None: go on."""
        if self._log_odds(question) <= _INSTRUCTING:
            return None
        return Verdict(Status.REFUSED, REFUSED_TEXT, "learned")

    def _log_odds(self, question: str) -> float:
        embedded = self._embedder.encode([question], normalize_embeddings=True, show_progress_bar=False)[0]
        return float(embedded @ self._weights) + self._bias
