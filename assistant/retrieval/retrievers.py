"""Query -> Hits: BM25 and embedding propose, late interaction over chunks and their best units decides."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.retrieval.index import Index
from assistant.retrieval.models import Embedder, TokenEncoder
from assistant.retrieval.queries import Query
from assistant.text import stems
from assistant.types import Chunk, Hit, Part, Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.retrieval.models import Vectors

CANDIDATES = 40
_FEW = 12
# The best unit inside a chunk beside the chunk as a whole: reciprocal rank +.068 [.037, .103] over the chunk alone.
UNIT_WEIGHT = 0.6
DENSE_WEIGHT = 0.3
FAVOUR = 1.0

# What a follow-up asks itself, beside it together with what it follows: of chunks, and of units.
OWN_WEIGHT, OWN_SHARE = 0.5, 0.5

Proposal = dict[int, float]
_Scores = tuple[list[float], list[float], list[list[float]]]


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Units of running text, and how near each lies to each of several texts: `scores` of shape (texts, units)."""

    units: tuple[tuple[Chunk, Unit], ...]
    scores: NDArray[np.float64]


class BM25Retriever:
    """Proposes chunks by the words they share with a query (Robertson and Zaragoza 2009), stemmed."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def propose(self, query: str, allowed: Collection[int], most: int = CANDIDATES) -> Proposal:
        """Return the best chunks among those allowed, by number, with their scores."""
        known = [stem for stem in stems(query) if stem in self._index.bm25.vocab_dict]
        if not known:
            return {}
        scores = self._index.bm25.get_scores(known)
        best = sorted(allowed, key=lambda number: -scores[number])[:most]
        return {number: float(scores[number]) for number in best if scores[number] > 0}


class DenseRetriever:
    """Proposes chunks by the cosine of their embedding with that of a query, from the vector store."""

    def __init__(self, index: Index, embedder: Embedder) -> None:
        self._index = index
        self._embed = lru_cache(maxsize=8)(
            lambda query: embedder.encode([query], normalize_embeddings=True, show_progress_bar=False)[0].tolist()
        )

    def propose(self, query: str, allowed: Collection[int], most: int = CANDIDATES) -> Proposal:
        """Return the best chunks among those allowed, by number, with their cosine."""
        # What is not allowed may take places: ask for so many more.
        wanted = min(len(self._index.chunks), most + len(self._index.chunks) - len(allowed))
        found = self._index.collection.query(
            query_embeddings=[self._embed(query)], n_results=wanted, include=["distances"]
        )
        cosines = {
            int(number): 1 - distance for number, distance in zip(*found["ids"], *found["distances"], strict=True)
        }
        return {number: cosine for number, cosine in cosines.items() if number in allowed}

    def cosines(self, query: str, numbers: Sequence[int]) -> list[float]:
        """Return the cosine of a query with each of these chunks, whoever proposed it."""
        import numpy as np

        vector = np.asarray(self._embed(query), dtype=np.float32)
        return [float(cosine) for cosine in self._index.dense[list(numbers)] @ vector]


class LateInteractionRetriever:
    """Ranks what the others propose by late interaction over chunks and over the units inside them."""

    def __init__(self, index: Index, lexical: BM25Retriever, dense: DenseRetriever, encoder: TokenEncoder) -> None:
        self._index = index
        self._lexical = lexical
        self._dense = dense
        # The searches of one question encode the same text again and again, and every plan asks the same.
        self._tokens = lru_cache(maxsize=128)(lambda query: encoder.encode([query])[0])

    def retrieve(self, query: Query, k: int, documents: Collection[str] = ()) -> tuple[Hit, ...]:
        """Return the k best chunks, of these documents where some are given, the best first.

        A comparison searches each document by itself, with the publishers' names out of the query, and takes the
        best of each in turn. Where the word of one source is asked for, it alone is searched, unless documents are
        given; where one is named otherwise, its chunks are favoured, and the scores of the query with
        and without the name are averaged.
        """
        if query.compares:
            return _in_turn([self._search(query, k, {name}) for name in self._compared(query, documents)], k)
        return self._search(query, k, set(documents) or set(query.said))[:k]

    def nearest(self, query: Query, documents: Collection[str] = ()) -> Hit | None:
        """Return the nearest of the few chunks that share most words with a query, nothing where none shares any.

        Some 10 ms, a quarter of a whole search: for a query in the documents' own words.
        """
        lexical = self._lexical.propose(query.bare, self._allowed(query, set(documents)))
        candidates = _top(lexical, _FEW)
        if not candidates:
            return None
        chunks, best, units = self._late_interaction(query.bare, candidates)
        scores = standardised(chunks) + UNIT_WEIGHT * standardised(best)
        place = int(scores.argmax())
        return Hit(
            chunk=self._index.chunks[candidates[place]],
            score=float(scores[place]),
            scores={"late_interaction": chunks[place], "best_unit": best[place], "bm25": lexical[candidates[place]]},
            unit_scores=tuple(units[place]),
        )

    def _allowed(self, query: Query, documents: Collection[str]) -> set[int]:
        return {
            number
            for number, chunk in enumerate(self._index.chunks)
            if chunk.part in query.parts and (not documents or chunk.document_id in documents)
        }

    def pool(self, texts: Sequence[str]) -> Pool:
        """Return the units of the best chunks of each text by shared words, with their late interaction with all."""
        import numpy as np

        index = self._index
        body = {n for n, chunk in enumerate(index.chunks) if chunk.part is Part.BODY and chunk.units}
        numbers = sorted({number for text in texts for number in self._lexical.propose(text, body)})
        tokens = [self._tokens(text) for text in texts]
        edges = np.cumsum([0, *map(len, tokens)])
        together = np.concatenate(tokens) if tokens else np.zeros((0, 0), dtype=np.float32)
        rows = [_best_tokens(together, index.unit_tokens[n], index.unit_lengths[n]) for n in numbers]
        best = np.concatenate(rows) if rows else np.zeros((0, len(together)))
        scores = [best[:, first:last].mean(axis=1) for first, last in pairwise(edges)]
        units = tuple((index.chunks[number], unit) for number in numbers for unit in index.chunks[number].units)
        return Pool(units, np.asarray(scores, dtype=np.float64).reshape(len(texts), len(units)))

    def _compared(self, query: Query, documents: Collection[str]) -> list[str]:
        publishers = {self._index.documents[name].publisher for name in query.named}
        named = query.named if len(publishers) > 1 else ()
        return sorted(documents or named or self._index.documents)

    def _search(self, query: Query, k: int, documents: Collection[str]) -> tuple[Hit, ...]:
        allowed = self._allowed(query, documents)
        forms = [query.bare] if query.compares or query.said else list(dict.fromkeys([query.text, query.bare]))
        most = max(CANDIDATES, k)
        lexical, dense = (proposer.propose(forms[0], allowed, most) for proposer in (self._lexical, self._dense))
        candidates = sorted({*_top(lexical, most), *_top(dense, most)})
        if not candidates:
            return ()
        cosines = self._dense.cosines(forms[0], candidates)
        rows = [self._late_interaction(form, candidates) for form in forms]
        own = self._late_interaction(query.own, candidates) if query.own else None
        scores = sum(map(_chunk_scores, rows)) / len(rows) + DENSE_WEIGHT * standardised(cosines)
        scores = scores + OWN_WEIGHT * _chunk_scores(own) if own else scores
        favoured = [FAVOUR * (self._index.chunks[number].document_id in query.named) for number in candidates]
        chunks, best, units = rows[-1]
        units = [_mixed(*pair) for pair in zip(units, own[-1], strict=True)] if own else units
        hits = [
            Hit(
                chunk=self._index.chunks[number],
                score=float(scores[place] + favoured[place]),
                scores={"late_interaction": chunks[place], "best_unit": best[place], "dense": cosines[place]}
                | ({"bm25": lexical[number]} if number in lexical else {}),
                unit_scores=tuple(units[place]),
            )
            for place, number in enumerate(candidates)
        ]
        return tuple(sorted(hits, key=lambda hit: -hit.score)[:k])

    def _late_interaction(self, query: str, candidates: Sequence[int]) -> _Scores:
        """Return, for each candidate, the score of the chunk, of its best unit, and of each unit."""
        index, tokens = self._index, self._tokens(query)
        rows = [index.chunk_tokens[number] for number in candidates]
        chunks = [score for part in rows for score in max_similarity(tokens, part, [len(part)])]
        units = [max_similarity(tokens, index.unit_tokens[number], index.unit_lengths[number]) for number in candidates]
        return chunks, [max(row, default=0.0) for row in units], units


def _chunk_scores(row: _Scores) -> NDArray[np.float64]:
    """Return, of each candidate, the score of the chunk and of its best unit together."""
    chunks, best, _ = row
    return standardised(chunks) + UNIT_WEIGHT * standardised(best)


def _mixed(whole: Sequence[float], own: Sequence[float]) -> list[float]:
    return [(1 - OWN_SHARE) * one + OWN_SHARE * other for one, other in zip(whole, own, strict=True)]


def _in_turn(rankings: Sequence[Sequence[Hit]], k: int) -> tuple[Hit, ...]:
    """Return the best of each ranking, then the second of each, and so on; those of one turn by late interaction."""
    turns = [[ranking[turn] for ranking in rankings if turn < len(ranking)] for turn in range(k)]
    ordered = [hit for hits in turns for hit in sorted(hits, key=lambda hit: -hit.scores["late_interaction"])]
    return tuple(ordered[:k])


def _top(proposal: Proposal, most: int) -> list[int]:
    return sorted(proposal, key=lambda number: (-proposal[number], number))[:most]


def max_similarity(query: Vectors, rows: Vectors, lengths: Sequence[int]) -> list[float]:
    """Return, for each text, the mean over query tokens of the cosine with the best-matching token of the text.

    `rows` are the token vectors of the texts one after another, `lengths` how many each has.
    """
    return [float(value) for value in _best_tokens(query, rows, lengths).mean(axis=1)] if lengths else []


def _best_tokens(query: Vectors, rows: Vectors, lengths: Sequence[int]) -> Vectors:
    """Return, for each text and query token, the cosine with the best-matching token: shape (texts, query tokens)."""
    import numpy as np

    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    best: Vectors = np.maximum.reduceat(rows @ query.T, starts, axis=0)
    return best


def standardised(values: Sequence[float]) -> NDArray[np.float64]:
    """Return values as distances from their mean in standard deviations; zeros where they do not differ."""
    import numpy as np

    array = np.asarray(values, dtype=np.float64)
    spread = array.std() if array.size else 0.0
    return (array - array.mean()) / spread if spread > 1e-9 else np.zeros_like(array)
