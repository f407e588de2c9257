"""The projection is fitted on questions of its own, and keeps what it learned in fewer dimensions."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.retrieval.models import PROJECTION
from evals.data import FOLDER
from evals.projection import TRAINING, fit, reduced
from tests.made import made

SAID = {
    "Boats are lent on Mondays.": "which day can I borrow a vessel",
    "The choir sings in the barn.": "where do the singers meet",
    "Bread is baked before dawn.": "how early is the oven lit",
}


def test_a_matrix_of_low_rank_loses_nothing() -> None:
    factor = np.random.RandomState(0).randn(8, 3)
    whole = factor @ factor.T
    kept = reduced(whole, 3).astype(np.float64)
    assert kept.shape == (8, 3)
    assert np.allclose(kept @ kept.T, whole @ whole.T, rtol=0.02, atol=0.05)


def test_no_item_of_the_evaluations_is_trained_on() -> None:
    trained = {json.loads(line)["question"].lower() for line in TRAINING.read_text(encoding="utf-8").splitlines()}
    asked = [json.loads(line) for line in (FOLDER / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(trained) > 900
    assert not trained & {item["question"].lower() for item in asked}


@pytest.mark.slow
def test_a_projection_is_fitted_alike_each_time(tmp_path: Path) -> None:
    others = [f"The number {word} stands on a door of its own." for word in "one two three four five six seven".split()]
    note = made(*SAID, *others, *(other.replace("door", "gate") for other in others))
    lines = [
        {"question": asked, "document": "note", "first": said[:9], "last": said[-9:]} for said, asked in SAID.items()
    ]
    path = tmp_path / "training.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    first = fit({"note": note}, path)
    assert first.shape == (384, 256)
    assert np.array_equal(first, fit({"note": note}, path))


def test_the_packaged_projection_is_the_pinned_one() -> None:
    matrix = np.load(PROJECTION.verified() / PROJECTION.file, allow_pickle=False)
    assert (matrix.shape, matrix.dtype) == ((384, 256), np.dtype(np.float16))
