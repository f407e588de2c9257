"""Words and embedding propose chunks, late interaction ranks them, and the cross-encoder moves some up."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import bm25s
import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.ingestion.splitter import split
from assistant.retrieval.index import Index
from assistant.retrieval.queries import Query
from assistant.retrieval.retrievers import (
    CANDIDATES,
    FAVOUR,
    BM25Retriever,
    DenseRetriever,
    LateInteractionRetriever,
    max_similarity,
    standardised,
)
from assistant.text import stems
from assistant.types import Document, Hit, Part
from tests.made import Piece, made

Array = NDArray[np.float32]
TOPICS = ("Boats lie in the harbour.", "Nurses are lent for weeks.", "Lamps light the bridge.")


def vector(word: str) -> Array:
    found = np.random.default_rng(list(word.encode())).normal(size=32)
    return (found / np.linalg.norm(found)).astype(np.float32)


class Tokens:
    """Gives a text its stems' vectors, and notes what it was given."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[Array]:
        self.read += texts
        return [np.stack([vector(word) for word in stems(text) or [""]]) for text in texts]


class Sums:
    """Embeds a text as the sum of its stems' vectors."""

    def encode(self, sentences: list[str], **options: Any) -> Array:
        sums = [tokens.sum(axis=0) for tokens in Tokens().encode(sentences)]
        return np.stack([each / np.linalg.norm(each) for each in sums])


@dataclass
class Store:
    """Answers a query by cosine, as the vector store does."""

    vectors: Array
    wanted: int = 0

    def query(self, query_embeddings: list[list[float]], n_results: int, include: list[str]) -> dict[str, Any]:
        self.wanted = n_results
        distances = 1 - self.vectors @ np.asarray(query_embeddings[0], dtype=np.float32)
        order = np.argsort(distances)[:n_results]
        return {"ids": [[str(number) for number in order]], "distances": [distances[order].tolist()]}


def index_of(*documents: Document) -> Index:
    chunks = tuple(chunk for document in documents for chunk in split(document))
    texts = [chunk.text for chunk in chunks]
    bm25 = bm25s.BM25()
    bm25.index([stems(text) or [""] for text in texts], show_progress=False)
    tokens = Tokens()
    units = [
        tokens.encode([chunk.text[u.start - chunk.start : u.end - chunk.start] for u in chunk.units])
        for chunk in chunks
    ]
    return Index(
        documents={document.id: document for document in documents},
        chunks=chunks,
        client=SimpleNamespace(close=lambda: None),
        collection=Store(Sums().encode(texts)),
        bm25=bm25,
        dense=Sums().encode(texts),
        chunk_tokens=tuple(tokens.encode(texts)),
        unit_tokens=tuple(np.concatenate(rows) for rows in units),
        unit_lengths=tuple(tuple(len(row) for row in rows) for rows in units),
    )


def topics(name: str) -> Document:
    pieces = [Piece(text, section=(str(place),)) for place, text in enumerate(TOPICS)]
    return replace(made(*pieces, Piece("Ottoline Boats", part=Part.PEOPLE), name=name), publisher=f"of {name}")


ONE, TWO = topics("one"), topics("two")
INDEX = index_of(ONE, TWO)
ALL = range(len(INDEX.chunks))


def query(
    text: str, *, named: tuple[str, ...] = (), compares: bool = False, parts: frozenset[Part] = frozenset({Part.BODY})
) -> Query:
    return Query(text, text, text, named, compares, parts)


def inner(index: Index = INDEX, tokens: Tokens | None = None) -> LateInteractionRetriever:
    return LateInteractionRetriever(index, BM25Retriever(index), DenseRetriever(index, Sums()), tokens or Tokens())


def found(hits: Sequence[Hit]) -> list[tuple[str, str]]:
    return [(hit.chunk.document_id, hit.chunk.text) for hit in hits]


def test_words_propose_only_what_shares_one() -> None:
    proposal = BM25Retriever(INDEX).propose("the boat of nobody", ALL)
    assert {INDEX.chunks[number].text for number in proposal} == {TOPICS[0], "Ottoline Boats"}
    assert all(score > 0 for score in proposal.values())


@pytest.mark.parametrize(
    ("text", "allowed"), [("zebra", ALL), ("", ALL), ("the of", ALL), ("boat", ()), ("boat", (1, 2))]
)
def test_words_that_are_not_there_propose_nothing(text: str, allowed: Collection[int]) -> None:
    assert BM25Retriever(INDEX).propose(text, allowed) == {}


def test_embedding_proposes_what_is_allowed_by_cosine() -> None:
    proposal = DenseRetriever(INDEX, Sums()).propose(TOPICS[1], {0, 1, 2})
    assert set(proposal) == {0, 1, 2}
    assert max(proposal, key=proposal.__getitem__) == 1
    assert proposal[1] == pytest.approx(1.0, abs=1e-5)


def test_embedding_asks_for_more_where_some_are_not_allowed() -> None:
    index = index_of(made(*(Piece(f"Boat {place}", section=(str(place),)) for place in range(100))))
    retriever = DenseRetriever(index, Sums())
    for allowed, wanted in ((range(100), CANDIDATES), (range(90), CANDIDATES + 10), (range(3), 100)):
        proposal = retriever.propose("boat", allowed)
        assert index.collection.wanted == wanted
        assert set(proposal) <= set(allowed)
    assert len(retriever.propose("boat", range(3))) == 3


def test_as_many_are_found_as_are_asked_for_where_there_are_so_many() -> None:
    index = index_of(made(*(Piece(f"Boat {place}", section=(str(place),)) for place in range(120))))
    assert len(inner(index).retrieve(query("boat"), 2 * CANDIDATES + 10)) == 2 * CANDIDATES + 10


@pytest.mark.parametrize("place", range(3))
def test_what_the_question_says_comes_first(place: int) -> None:
    hits = inner().retrieve(query(TOPICS[place]), 2)
    assert found(hits) == [("one", TOPICS[place]), ("two", TOPICS[place])]
    assert hits[0].scores["late_interaction"] == pytest.approx(1.0, abs=1e-5)
    assert set(hits[0].scores) == {"late_interaction", "best_unit", "bm25", "dense"}
    assert hits[0].unit_scores == pytest.approx((1.0,), abs=1e-5)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_documents_and_parts_limit_what_is_found() -> None:
    assert {name for name, _ in found(inner().retrieve(query("boats"), 10, ["two"]))} == {"two"}
    assert "Ottoline Boats" not in {text for _, text in found(inner().retrieve(query("Ottoline"), 10))}
    people = query("Ottoline Boats", parts=frozenset({Part.BODY, Part.PEOPLE}))
    assert found(inner().retrieve(people, 1)) == [("one", "Ottoline Boats")]
    assert inner().retrieve(query("boats", parts=frozenset({Part.IMPRINT})), 10) == ()


def test_a_source_that_is_named_is_favoured() -> None:
    plain, named = inner().retrieve(query(TOPICS[0]), 10), inner().retrieve(query(TOPICS[0], named=("two",)), 10)
    assert found(named)[0] == ("two", TOPICS[0])
    before = {(hit.chunk.document_id, hit.chunk.text): hit.score for hit in plain}
    for hit in named:
        gained = hit.score - before[hit.chunk.document_id, hit.chunk.text]
        assert gained == pytest.approx(FAVOUR * (hit.chunk.document_id == "two"))


def test_what_a_follow_up_asks_itself_counts_beside_what_it_follows() -> None:
    def ahead(asked: Query) -> tuple[float, float]:
        """Return how far the nurses lie before the boats: their chunks, and the units in them."""
        hits = {hit.chunk.text: hit for hit in inner().retrieve(asked, 10, {"one"})}
        boats, nurses = (hits[text] for text in TOPICS[:2])
        return nurses.score - boats.score, nurses.unit_scores[0] - boats.unit_scores[0]

    whole = query("Where do boats lie in the harbour? Are nurses lent?")
    before, after = ahead(whole), ahead(replace(whole, own="Are nurses lent?"))
    assert before[0] < after[0]
    assert before[1] < after[1]


def test_a_comparison_takes_the_best_of_each_in_turn() -> None:
    hits = inner().retrieve(query(TOPICS[0], compares=True), 3)
    assert [name for name, _ in found(hits[:2])] in (["one", "two"], ["two", "one"])
    assert [text for _, text in found(hits[:2])] == [TOPICS[0]] * 2
    assert len(hits) == 3
    two = inner().retrieve(query(TOPICS[0], compares=True), 3, ["two"])
    assert {name for name, _ in found(two)} == {"two"}


def test_the_source_whose_word_is_asked_for_is_searched_alone_unless_others_are_given() -> None:
    asked = replace(query(TOPICS[0]), said=("two",))
    assert {name for name, _ in found(inner().retrieve(asked, 3))} == {"two"}
    assert {name for name, _ in found(inner().retrieve(asked, 3, ["one"]))} == {"one"}


def test_a_questions_searches_encode_it_once() -> None:
    tokens = Tokens()
    retriever = inner(tokens=tokens)
    retriever.retrieve(query("boats", compares=True), 5)
    retriever.retrieve(query("boats"), 5)
    assert tokens.read == ["boats"]


def test_a_pool_holds_what_shares_a_word_with_a_text_and_scores_it_for_every_text() -> None:
    texts = ["nurses are lent", "lamps"]
    pool = inner().pool(texts)
    assert pool.scores.shape == (2, len(pool.units))
    assert {chunk.text for chunk, _ in pool.units} >= {chunk.text for chunk in INDEX.chunks if "Nurses" in chunk.text}
    assert all(chunk.part is Part.BODY for chunk, _ in pool.units)
    for text, row in zip(texts, pool.scores, strict=True):
        hits = {hit.chunk: hit.unit_scores for hit in inner().retrieve(query(text), 10)}
        expected = [hits[chunk][chunk.units.index(unit)] for chunk, unit in pool.units]
        assert row.tolist() == pytest.approx(expected)
    assert max(zip(pool.scores[0], pool.units, strict=True), key=lambda pair: pair[0])[1][0].text.count("Nurses")


def test_a_pool_of_nothing_is_empty() -> None:
    pool = inner().pool(["zzz"])
    assert (pool.units, pool.scores.shape) == ((), (1, 0))


def test_max_similarity() -> None:
    asked = np.array([[1, 0], [0, 1]], dtype=np.float32)
    rows = np.array([[1, 0], [0, 1], [0.5, 0.5], [-1, 0]], dtype=np.float32)
    assert max_similarity(asked, rows, [2, 1, 1]) == pytest.approx([1.0, 0.5, -0.5])
    assert max_similarity(asked, rows, [4]) == pytest.approx([1.0])
    assert max_similarity(asked, rows[:0], []) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1.0, 3.0], [-1.0, 1.0]),
        ([2.0, 2.0], [0.0, 0.0]),
        pytest.param([], []),
        ([5.0], [0.0]),
        ([0.0, 0.0, 3.0], [-0.7071, -0.7071, 1.4142]),
    ],
)
def test_standardised(values: list[float], expected: list[float]) -> None:
    assert standardised(values).tolist() == pytest.approx(expected, abs=1e-4)


def test_the_nearest_lies_among_what_shares_most_words() -> None:
    hit = inner().nearest(query("nurses lent for weeks"), {"two"})
    assert hit is not None
    assert found([hit]) == [("two", TOPICS[1])]
    assert {"late_interaction", "best_unit", "bm25"} == set(hit.scores)
    assert hit.scores["late_interaction"] == pytest.approx(1.0, abs=1e-5)
    assert len(hit.unit_scores) == len(hit.chunk.units)


def test_nothing_is_nearest_to_words_that_stand_nowhere() -> None:
    assert inner().nearest(query("zebra")) is None
