"""The plain systems find what they can, stand where they say, and those that cheat do what they are for."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pytest

from assistant.ingestion.splitter import split
from assistant.text import stems
from evals.actual import Quoted, Said
from evals.baselines import (
    BM25Alone,
    Echo,
    EmbeddingAlone,
    Encoded,
    PlainLlamaIndex,
    abstained,
    cites_everything,
    systems,
)
from evals.baselines import searchers as all_searchers
from tests.made_evals import COST, DOCUMENTS, GROWTH, NOTE, RAN, actual, item, said

CHUNKS = split(NOTE)


class ByWords:
    """Encodes a text by its stems, so that texts which share some are near, and counts what it read."""

    def __init__(self) -> None:
        self.read = 0

    def encode(self, sentences: list[str], **options: Any) -> Any:
        assert options["normalize_embeddings"]
        self.read += len(sentences)
        return np.array([self._vector(text) for text in sentences], dtype=np.float32)

    def _vector(self, text: str) -> Any:
        vector = np.full(64, 1e-3)
        for stem in stems(text):
            vector[int(hashlib.sha256(stem.encode()).hexdigest(), 16) % 64] += 1
        return vector / np.linalg.norm(vector)


@pytest.fixture(scope="module")
def encoded() -> Encoded:
    return Encoded(ByWords())


def test_a_text_is_encoded_once() -> None:
    embedder = ByWords()
    encode = Encoded(embedder)
    first = encode(["one", "two", "one"])
    assert (embedder.read, first.shape) == (2, (3, 64))
    assert np.array_equal(encode(["one"])[0], first[0])
    assert embedder.read == 2


def test_each_search_finds_its_passage_first_and_stands_where_it_says(encoded: Encoded) -> None:
    searchers = all_searchers(DOCUMENTS, CHUNKS, encoded)
    assert set(searchers) == {"bm25", "embedding", "llamaindex-1024", "llamaindex-256"}
    for name, searcher in searchers.items():
        first = searcher.search("what did the desk cost in its first year")[0]
        assert COST in NOTE.text[first.start : first.end], name
        assert searcher.search("what did the desk cost in its first year")[0] == first


def test_small_pieces_are_small(encoded: Encoded) -> None:
    found = PlainLlamaIndex(DOCUMENTS, encoded, 30, 0).search("run by Ottoline Marsh and Clara Finch")
    assert len(found) > 2
    assert RAN in NOTE.text[found[0].start : found[0].end]
    assert all(hit.end - hit.start < 200 for hit in found)


def test_bm25_finds_nothing_where_no_word_is_shared() -> None:
    assert BM25Alone(CHUNKS).search("zebra") == ()


def test_an_echo_says_its_passages_and_cites_them(encoded: Encoded) -> None:
    told = Echo(EmbeddingAlone(CHUNKS, encoded), DOCUMENTS, shown=1).answer(item())
    (claim,) = told.claims
    hit = told.hits[0]
    text = NOTE.text[hit.start : hit.end]
    assert claim == Said(text, (Quoted("note", hit.start, hit.end, text),))
    assert told.status == "answered"
    assert Echo(BM25Alone(CHUNKS), DOCUMENTS).answer(item()).status == "not_covered"


def test_systems_that_cheat(encoded: Encoded) -> None:
    assert abstained(item()).status == "not_covered"
    everything = cites_everything(actual(said(COST), hits=[RAN, GROWTH]), DOCUMENTS)
    assert [citation.quote for citation in everything.claims[0].citations] == [COST, RAN, GROWTH]
    named = systems(all_searchers(DOCUMENTS, CHUNKS, encoded), DOCUMENTS)
    assert set(named) == {"bm25", "embedding", "llamaindex-1024", "llamaindex-256", "echo-top", "abstain"}
    assert len(named["echo-top"](item()).claims) == 1
