"""Only what was not encoded before is encoded; what is saved is loaded again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.retrieval.vectors import Encoder, VectorSet, key

NONE = VectorSet.of((), (), ())
Array = NDArray[np.float32]


@dataclass
class Embedder:
    """Embeds a text as its length, and notes what it was given."""

    read: list[str] = field(default_factory=list)

    def encode(self, sentences: list[str], **options: object) -> Array:
        assert options["normalize_embeddings"]
        self.read += sentences
        return np.array([[len(text), 1.0] for text in sentences], dtype=np.float32)


@dataclass
class Tokens:
    """Gives a text as many vectors as it has words, and notes what it was given."""

    read: list[str] = field(default_factory=list)

    def encode(self, texts: Sequence[str]) -> list[Array]:
        self.read += texts
        return [np.array([[len(word), 0.5, 1.0] for word in text.split()], dtype=np.float32) for text in texts]


def encoded(
    passages: list[str], units: list[str], previous: VectorSet = NONE
) -> tuple[VectorSet, list[str], list[str]]:
    embedder, tokens = Embedder(), Tokens()
    vectors, count = Encoder(lambda _: embedder, lambda: tokens, lambda *_: None).encode(passages, units, previous)
    assert count == len(embedder.read)
    return vectors, embedder.read, sorted(tokens.read)


def test_passages_come_before_units_in_order() -> None:
    vectors, *_ = encoded(["one two three", "four"], ["one two", "three"])
    assert vectors.keys == tuple(map(key, ["one two three", "four", "one two", "three"]))
    assert vectors.dense.tolist() == [[13, 1], [4, 1]]
    assert vectors.edges == (0, 3, 4, 6, 7)
    assert vectors.tokens(2).tolist() == [[3, 0.5, 1], [3, 0.5, 1]]
    assert vectors.tokens(2, 4).tolist() == [[3, 0.5, 1], [3, 0.5, 1], [5, 0.5, 1]]
    assert vectors.dimensions == 2


def test_only_what_is_new_is_encoded() -> None:
    before, *_ = encoded(["one two three", "four"], ["one two"])
    after, embedded, tokens = encoded(["four", "five six", "one two three"], ["one two", "six"], before)
    assert embedded == ["five six"]
    assert tokens == ["five six", "six"]
    whole, *_ = encoded(["four", "five six", "one two three"], ["one two", "six"])
    assert after.keys == whole.keys
    assert np.array_equal(after.dense, whole.dense)
    assert np.array_equal(after.rows, whole.rows)


def test_a_text_that_occurs_twice_is_encoded_once() -> None:
    vectors, embedded, tokens = encoded(["same", "same"], ["same"])
    assert (embedded, tokens) == (["same"], ["same"])
    assert len(vectors.dense) == 2
    assert vectors.edges == (0, 1, 2, 3)


def test_no_model_is_loaded_where_nothing_is_new() -> None:
    before, *_ = encoded(["one"], ["two"])

    def fail(_: int) -> Embedder:
        raise AssertionError("loaded")

    vectors, count = Encoder(fail, lambda: Tokens(), lambda *_: None).encode(["one"], ["two"], before)
    assert count == 0
    assert vectors.keys == before.keys


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    Encoder(lambda _: Embedder(), Tokens, lambda *step: told.append(step)).encode(
        [f"t {n}" for n in range(100)], ["u"], NONE
    )
    assert told == [
        ("embedding", 0, 100),
        ("embedding", 64, 100),
        ("token vectors", 0, 101),
        ("token vectors", 64, 101),
    ]


@pytest.mark.parametrize("passages", [[], ["one two three", "four"]])
def test_what_is_saved_is_loaded(tmp_path: Path, passages: list[str]) -> None:
    vectors, *_ = encoded(passages, passages[:1])
    vectors.save(tmp_path)
    loaded = VectorSet.load(tmp_path)
    assert (loaded.keys, loaded.edges, loaded.dimensions) == (vectors.keys, vectors.edges, vectors.dimensions)
    assert np.array_equal(loaded.dense, vectors.dense)
    assert np.array_equal(loaded.rows, vectors.rows)
    assert loaded.rows.dtype == np.float32
