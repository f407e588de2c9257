"""Fits what a question leans to by itself: two logistic regressions over the embeddings of training questions.

What instructs the assistant is learned from `training/instructions.jsonl` beside all questions that ask, and what the
sources lack from those that are marked as near misses beside those that a passage answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.answering.leanings import INSTRUCTS, LACKS
from assistant.retrieval.models import Embedder
from evals.training import TrainingQuestion

_INVERSE_PENALTY = {INSTRUCTS: 30.0, LACKS: 10.0}


def fit(
    embedder: Embedder, messages: Sequence[Mapping[str, Any]], questions: Sequence[TrainingQuestion]
) -> dict[str, NDArray[Any]]:
    """Return the weights of each regression, of shape (385,), the last being the bias. Takes some minutes."""
    said = _embedded(embedder, [message["question"] for message in messages])
    asked = _embedded(embedder, [one.question for one in questions])
    instructs = [*(bool(message["refuse"]) for message in messages), *(False for _ in questions)]
    return {
        INSTRUCTS: _weights(np.vstack([said, asked]), instructs, _INVERSE_PENALTY[INSTRUCTS]),
        LACKS: _weights(asked, [one.missing is not None for one in questions], _INVERSE_PENALTY[LACKS]),
    }


def _embedded(embedder: Embedder, texts: list[str]) -> NDArray[Any]:
    found: NDArray[Any] = embedder.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    return found


def _weights(embedded: NDArray[Any], positive: Sequence[bool], inverse_penalty: float) -> NDArray[Any]:
    fitted = LogisticRegression(C=inverse_penalty, max_iter=3000).fit(embedded, np.array(positive))
    return np.append(fitted.coef_[0], fitted.intercept_).astype(np.float32)
