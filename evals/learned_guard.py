"""Fits what tells that a question instructs the assistant: a logistic regression over the embeddings of messages.

They are those of `training/instructions.jsonl`, beside all training questions, which ask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.answering.learned_guard import WEIGHTS
from assistant.retrieval.models import Embedder
from evals.training import TrainingQuestion

_INVERSE_PENALTY = 30.0


def fit(
    embedder: Embedder, messages: Sequence[Mapping[str, Any]], questions: Sequence[TrainingQuestion]
) -> dict[str, NDArray[Any]]:
    """Return the weights of the regression, of shape (385,), the last being the bias. Takes some minutes."""
    texts = [*(message["question"] for message in messages), *(one.question for one in questions)]
    instructs = [*(bool(message["refuse"]) for message in messages), *(False for _ in questions)]
    embedded = embedder.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    fitted = LogisticRegression(C=_INVERSE_PENALTY, max_iter=3000).fit(embedded, np.array(instructs))
    return {WEIGHTS: np.append(fitted.coef_[0], fitted.intercept_).astype(np.float32)}
