"""Plain systems measured beside ours: the tutorial's LlamaIndex, BM25 alone, embedding alone, two that cheat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from assistant.retrieval.models import Embedder
from assistant.text import stems
from assistant.types import Chunk, Document
from evals.actual import Actual, Passage, Quoted, Said
from evals.data import Item
from evals.generate import Answering, K

if TYPE_CHECKING:
    from llama_index.core.schema import BaseNode

_SHOWN = 2  # what LlamaIndex retrieves unless told otherwise
TUTORIAL = {"llamaindex-1024": (1024, 20), "llamaindex-256": (256, 20)}


class Searcher(Protocol):
    """What returns the best passages for a question."""

    def search(self, question: str) -> tuple[Passage, ...]:
        """Return at most `K` passages, the best first."""
        ...


class BM25Alone:
    """BM25 over our chunks' text, stemmed."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        import bm25s

        self._chunks = chunks
        self._index = bm25s.BM25()
        self._index.index([stems(chunk.text) or [""] for chunk in chunks], show_progress=False)

    def search(self, question: str) -> tuple[Passage, ...]:
        """Return the passages that share words with the question."""
        known = [stem for stem in stems(question) if stem in self._index.vocab_dict]
        if not known:
            return ()
        scores = self._index.get_scores(known)
        best = sorted(range(len(self._chunks)), key=lambda number: -scores[number])[:K]
        return tuple(_passage(self._chunks[number], scores[number]) for number in best if scores[number] > 0)


class Encoded:
    """The vectors of texts; each text is encoded once, and all that are asked for together in one batch."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Any] = {}

    def __call__(self, texts: Sequence[str]) -> Any:
        """Return an array of shape (texts, dimensions), of length 1 each."""
        import numpy as np

        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        if new:
            vectors = self._embedder.encode(new, normalize_embeddings=True, show_progress_bar=False)
            self._known.update(zip(new, vectors, strict=True))
        return np.array([self._known[text] for text in texts])


class EmbeddingAlone:
    """MiniLM's cosine over our chunks' text."""

    def __init__(self, chunks: Sequence[Chunk], encoded: Encoded) -> None:
        self._chunks = chunks
        self._encode = encoded
        self._vectors = encoded([chunk.text for chunk in chunks])

    def search(self, question: str) -> tuple[Passage, ...]:
        """Return the passages whose embedding is nearest."""
        scores = self._vectors @ self._encode([question])[0]
        best = sorted(range(len(self._chunks)), key=lambda number: -scores[number])[:K]
        return tuple(_passage(self._chunks[number], scores[number]) for number in best)


def _passage(chunk: Chunk, score: float) -> Passage:
    return Passage(chunk.document_id, chunk.start, chunk.end, round(float(score), 6))


class PlainLlamaIndex:
    """The tutorial's set-up: SentenceSplitter, the packaged MiniLM, Chroma, VectorStoreIndex."""

    def __init__(self, documents: Mapping[str, Document], encoded: Encoded, size: int, overlap: int) -> None:
        import chromadb
        from llama_index.core import Document as Text
        from llama_index.core import StorageContext, VectorStoreIndex
        from llama_index.core.embeddings import MockEmbedding
        from llama_index.core.node_parser import SentenceSplitter
        from llama_index.vector_stores.chroma import ChromaVectorStore

        self._encode = encoded
        texts = [Text(text=documents[name].text, metadata={"document": name}) for name in sorted(documents)]
        # The metadata is ours, to know where a passage stands: it is kept out of what is embedded and measured.
        for text in texts:
            text.excluded_embed_metadata_keys = text.excluded_llm_metadata_keys = ["document"]
        nodes = SentenceSplitter(chunk_size=size, chunk_overlap=overlap).get_nodes_from_documents(texts)
        vectors = self._encode([node.get_content() for node in nodes])
        for node, vector in zip(nodes, vectors, strict=True):
            node.embedding = vector.tolist()
        client = chromadb.EphemeralClient(chromadb.config.Settings(anonymized_telemetry=False))
        name = f"plain-{size}"
        if name in [each.name for each in client.list_collections()]:
            client.delete_collection(name)
        space: Any = {"hnsw": {"space": "cosine", "ef_search": 1_000, "num_threads": 1}}
        collection = client.create_collection(name, embedding_function=None, configuration=space)
        context = StorageContext.from_defaults(vector_store=ChromaVectorStore(chroma_collection=collection))
        # Nodes and questions come with their vectors: the model that LlamaIndex asks for is never used.
        index = VectorStoreIndex(nodes, storage_context=context, embed_model=MockEmbedding(len(vectors[0])))
        self._retriever = index.as_retriever(similarity_top_k=K)
        self._places = {node.node_id: _placed(node) for node in nodes}

    def search(self, question: str) -> tuple[Passage, ...]:
        """Return the passages whose embedding is nearest."""
        from llama_index.core.schema import QueryBundle

        found = self._retriever.retrieve(QueryBundle(question, embedding=self._encode([question])[0].tolist()))
        return tuple(replace(self._places[hit.node.node_id], score=round(float(hit.score or 0), 6)) for hit in found)


def _placed(node: BaseNode) -> Passage:
    place: Any = node
    return Passage(str(node.metadata["document"]), place.start_char_idx, place.end_char_idx)


def searchers(documents: Mapping[str, Document], chunks: Sequence[Chunk], encoded: Encoded) -> Mapping[str, Searcher]:
    """Return the plain searches by name."""
    plain = {name: PlainLlamaIndex(documents, encoded, *sizes) for name, sizes in TUTORIAL.items()}
    return {"bm25": BM25Alone(chunks), "embedding": EmbeddingAlone(chunks, encoded), **plain}


@dataclass(frozen=True, slots=True)
class Echo:
    """Answers every question with the first passages that a search finds."""

    searcher: Searcher
    documents: Mapping[str, Document]
    shown: int = _SHOWN

    def answer(self, item: Item) -> Actual:
        """Return what comes out for an item; the history of a follow-up is not read."""
        hits = self.searcher.search(item.question)
        claims = tuple(echoed(self.documents, hit) for hit in hits[: self.shown])
        status = "answered" if claims else "not_covered"
        return Actual(item.id, hits, status=status, query=item.question, claims=claims)


def echoed(documents: Mapping[str, Document], hit: Passage) -> Said:
    """Return a passage said as it stands, which cites itself."""
    text = documents[hit.document].text[hit.start : hit.end]
    return Said(text, (Quoted(hit.document, hit.start, hit.end, text),))


def abstained(item: Item) -> Actual:
    """Return what comes out of a system that never answers."""
    return Actual(item.id, status="not_covered", query=item.question)


def cites_everything(actual: Actual, documents: Mapping[str, Document]) -> Actual:
    """Return an answer whose every claim cites every passage found."""
    cited = tuple(citation for hit in actual.hits for citation in echoed(documents, hit).citations)
    return replace(actual, claims=tuple(Said(claim.text, (*claim.citations, *cited)) for claim in actual.claims))


def systems(found: Mapping[str, Searcher], documents: Mapping[str, Document]) -> Mapping[str, Answering]:
    """Return each baseline by its name: the plain searches with their first two passages, and the two that cheat."""
    plain: dict[str, Answering] = {name: Echo(searcher, documents).answer for name, searcher in found.items()}
    return plain | {"echo-top": Echo(found["embedding"], documents, shown=1).answer, "abstain": abstained}
