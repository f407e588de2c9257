"""An index is whole, opens with stock LlamaIndex too, and embeds only what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from llama_index.core import VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray

from assistant.errors import IndexDamagedError
from assistant.ingestion.catalogue import read_catalogue
from assistant.ingestion.reader import Given, read_document
from assistant.retrieval import chroma
from assistant.retrieval.chroma import open_chroma
from assistant.retrieval.generations import Generations, read_manifest
from assistant.retrieval.index import Index, build, check_generation, open_index, previous_vectors, prove
from assistant.retrieval.llamaindex import PassageRetriever
from assistant.retrieval.queries import QueryReader
from assistant.retrieval.retrievers import BM25Retriever, DenseRetriever, LateInteractionRetriever
from assistant.retrieval.vectors import Encoder
from assistant.settings import Settings
from assistant.types import Document
from tests import files

MODEL = "hashed words"
BOATS = "# Boats\n\nNine boats lie in the harbour.\n\n## Nets\n\nNets are mended by hand.\n"
Array = NDArray[np.float32]


def word_vector(word: str) -> Array:
    vector = np.random.default_rng(list(word.lower().encode())).normal(size=64)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


@dataclass
class Words:
    """Embeds a text as the sum of its words' vectors, and notes what it was given."""

    read: list[str] = field(default_factory=list)

    def encode(self, sentences: list[str], **options: object) -> Array:
        self.read += sentences
        sums = [np.sum([word_vector(word) for word in text.split()], axis=0) for text in sentences]
        return np.stack([each / np.linalg.norm(each) for each in sums])


class WordTokens:
    """Gives a text its words' vectors."""

    def encode(self, texts: object) -> list[Array]:
        assert isinstance(texts, list)
        return [np.stack([word_vector(word) for word in text.split()]) for text in texts]


class LlamaWords(BaseEmbedding):
    """The same, as LlamaIndex has it."""

    def _get_text_embedding(self, text: str) -> list[float]:
        return [float(value) for value in Words().encode([text])[0]]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


def read(path: Path, known: dict[str, Document]) -> Document:
    settings = Settings()
    catalogue = read_catalogue(settings.corpus / "catalogue.toml")
    return read_document(path, settings, digest="", catalogue=catalogue, given=Given(), known=known)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "boats.md").write_text(BOATS, encoding="utf-8")
    found: dict[str, Document] = {}
    for path in (files.markdown_file(folder), folder / "boats.md"):
        document = read(path, found)
        found[document.id] = document
    return found


def publish(home: Path, documents: dict[str, Document], words: Words) -> Path:
    generations = Generations(home)
    with generations.locked():
        previous = previous_vectors(generations, MODEL)
        number, part = generations.begin()
        build(part, documents, MODEL, previous, Encoder(lambda _: words, WordTokens, lambda *_: None))
        generations.publish(number)
    return generations.path()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, documents: dict[str, Document]) -> Path:
    return publish(tmp_path_factory.mktemp("home"), documents, Words())


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    opened = open_index(folder, MODEL)
    yield opened
    opened.close()


def test_an_index_holds_what_its_manifest_says(folder: Path, index: Index, documents: dict[str, Document]) -> None:
    manifest = check_generation(folder, MODEL)
    assert index.documents == documents
    assert len(index.chunks) == len(index.chunk_tokens) == manifest.chunks
    assert manifest.units == sum(len(chunk.units) for chunk in index.chunks)
    assert [len(lengths) for lengths in index.unit_lengths] == [len(chunk.units) for chunk in index.chunks]
    assert [sum(lengths) for lengths in index.unit_lengths] == [len(rows) for rows in index.unit_tokens]
    assert manifest.dimensions == 64
    assert index.collection.count() == manifest.chunks


@pytest.mark.parametrize(("failures", "written"), [(2, 3), (3, 3)])
def test_a_store_that_does_not_find_its_passages_is_written_anew(
    tmp_path: Path, documents: dict[str, Document], monkeypatch: pytest.MonkeyPatch, failures: int, written: int
) -> None:
    proofs: list[bool] = []

    def unreachable(folder: Path, dense: Array) -> None:
        proofs.append((folder / "chroma").exists())
        if len(proofs) <= failures:
            raise IndexDamagedError("a passage does not find itself")
        real(folder, dense)

    real = chroma.prove_written
    monkeypatch.setattr(chroma, "prove_written", unreachable)
    if failures < written:
        open_index(publish(tmp_path, documents, Words()), MODEL).close()
    else:
        with pytest.raises(IndexDamagedError):
            publish(tmp_path, documents, Words())
    assert proofs == [True] * written


def test_an_index_proves_itself_again_and_again(folder: Path) -> None:
    for _ in range(3):
        prove(folder, MODEL)


def test_an_index_of_another_model_is_refused(folder: Path) -> None:
    with pytest.raises(IndexDamagedError, match=r"embedding 'hashed words', and this is 'another': index again"):
        open_index(folder, "another")


def test_only_changed_chunks_are_embedded(tmp_path: Path, documents: dict[str, Document]) -> None:
    first, second, third = Words(), Words(), Words()
    folder = publish(tmp_path, documents, first)
    assert len(first.read) == read_manifest(folder).chunks
    publish(tmp_path, documents, second)
    assert second.read == []
    (tmp_path / "boats.md").write_text(BOATS.replace("Nine", "Ten"), encoding="utf-8")
    changed = read(tmp_path / "boats.md", documents)
    publish(tmp_path, documents | {changed.id: changed}, third)
    assert [text.splitlines()[-1] for text in third.read] == ["Ten boats lie in the harbour."]


def test_the_collection_opens_with_stock_llamaindex(folder: Path) -> None:
    client, store = open_chroma(folder)
    try:
        stock = VectorStoreIndex.from_vector_store(store, embed_model=LlamaWords())
        found = stock.as_retriever(similarity_top_k=1).retrieve("Nets are mended by hand.")
        assert "Nets are mended by hand." in found[0].get_content()
        assert found[0].metadata["document"] == "boats"
        assert found[0].metadata["section"] == "Boats > Nets"
    finally:
        client.close()


def test_our_retriever_is_a_llamaindex_retriever(index: Index) -> None:
    retriever = LateInteractionRetriever(index, BM25Retriever(index), DenseRetriever(index, Words()), WordTokens())
    reader = QueryReader(index.documents, index.chunks, frozenset())
    found = PassageRetriever(index, reader, retriever, k=2).retrieve("Who has mended the nets by hand?")
    assert len(found) == 2
    assert (found[0].score or 0) >= (found[1].score or 0)
    node = found[0].node
    start, end = node.metadata["start"], node.metadata["end"]
    assert node.get_content() == index.documents["boats"].text[start:end]
    assert node.metadata == {
        "document": "boats",
        "title": "Boats",
        "publisher": "publisher unknown",
        "published": None,
        "section": "Boats > Nets",
        "start": start,
        "end": end,
        "page": None,
        "pages": None,
    }
    assert node.node_id == f"boats:{start}-{end}"
    among = PassageRetriever(index, reader, retriever, documents=["working-well-together"])
    assert {each.node.metadata["document"] for each in among.retrieve("nets")} == {"working-well-together"}
