"""Chunks -> Index: vector store, BM25 and token vectors of one generation, built, opened and proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from assistant.errors import IndexDamagedError, IndexMissingError
from assistant.ingestion.splitter import VERSION, split
from assistant.retrieval.generations import (
    FORMAT,
    Generations,
    Manifest,
    check_files,
    file_digest,
    mend,
    read_manifest,
    write_manifest,
)
from assistant.retrieval.models import LATE_INTERACTION
from assistant.retrieval.passages import passage, unit_passage
from assistant.retrieval.vectors import Encoder, VectorSet
from assistant.text import stems
from assistant.types import Chunk, Document

if TYPE_CHECKING:
    from llama_index.vector_stores.chroma import ChromaVectorStore

    from assistant.retrieval.models import Vectors

COLLECTION = "passages"
TOKEN_MODEL = f"{LATE_INTERACTION.name}:{LATE_INTERACTION.sha256[:12]}"
_PROBES = 32
_DOCUMENTS: TypeAdapter[dict[str, Document]] = TypeAdapter(dict[str, Document])
_CHUNKS: TypeAdapter[tuple[Chunk, ...]] = TypeAdapter(tuple[Chunk, ...])


@dataclass(frozen=True, slots=True)
class Index:
    """One generation, opened.

    `chunk_tokens[i]` are the token vectors of chunk i, of shape (tokens, 384), `unit_tokens[i]` those of its units one
    after another, and `unit_lengths[i]` how many rows of them each unit has.
    """

    documents: Mapping[str, Document]
    chunks: tuple[Chunk, ...]
    client: Any
    vector_store: ChromaVectorStore
    bm25: Any
    chunk_tokens: tuple[Vectors, ...]
    unit_tokens: tuple[Vectors, ...]
    unit_lengths: tuple[tuple[int, ...], ...]

    def close(self) -> None:
        """Close the vector store."""
        self.client.close()


@dataclass(frozen=True, slots=True)
class Built:
    """What building a generation came to: chunks in all, and how many of them were embedded anew."""

    chunks: int
    embedded: int


def build(folder: Path, documents: Mapping[str, Document], embedding: str, previous: VectorSet, encoder: Encoder) -> Built:
    """Write a whole generation into a folder; vectors of texts that have not changed are taken from `previous`."""
    chunks = tuple(chunk for key in sorted(documents) for chunk in split(documents[key]))
    passages = [passage(documents[chunk.document_id], chunk) for chunk in chunks]
    units = [unit_passage(documents[chunk.document_id], chunk, unit) for chunk in chunks for unit in chunk.units]
    vectors, embedded = encoder.encode(passages, units, previous)
    (folder / "documents.json").write_bytes(_DOCUMENTS.dump_json(dict(documents)))
    (folder / "chunks.json").write_bytes(_CHUNKS.dump_json(chunks))
    vectors.save(folder)
    _write_bm25(folder, passages)
    _write_chroma(folder, chunks, passages, vectors)
    # Chroma writes into its files whenever it opens them: they are proved by searching, not by their hashes.
    names = [path for path in sorted(folder.rglob("*")) if path.is_file() and "chroma" not in path.parts]
    manifest = Manifest(
        format=FORMAT,
        splitter=VERSION,
        embedding=embedding,
        late_interaction=TOKEN_MODEL,
        dimensions=vectors.dimensions,
        chunks=len(chunks),
        units=len(units),
        files={str(path.relative_to(folder)): file_digest(path) for path in names},
    )
    write_manifest(folder, manifest)
    return Built(len(chunks), embedded)


def _write_bm25(folder: Path, passages: list[str]) -> None:
    import bm25s

    index = bm25s.BM25()
    index.index([stems(text) or [""] for text in passages], show_progress=False)
    index.save(folder / "bm25", show_progress=False)


def _write_chroma(folder: Path, chunks: tuple[Chunk, ...], passages: list[str], vectors: VectorSet) -> None:
    from llama_index.core.schema import TextNode

    nodes = [
        TextNode(
            id_=str(number),
            text=text,
            embedding=vectors.dense[number].tolist(),
            metadata={"document": chunk.document_id, "section": " > ".join(chunk.section), "start": chunk.start, "end": chunk.end},
        )
        for number, (chunk, text) in enumerate(zip(chunks, passages, strict=True))
    ]
    with opened(folder) as store:
        if nodes:
            store.add(nodes)


def open_chroma(folder: Path) -> tuple[Any, ChromaVectorStore]:
    """Return the client and the collection, as LlamaIndex's vector store, of a generation's embedded Chroma."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from llama_index.vector_stores.chroma import ChromaVectorStore

    client = chromadb.PersistentClient(str(folder / "chroma"), ChromaSettings(anonymized_telemetry=False))
    configuration = {"hnsw": {"space": "cosine"}}
    collection = client.get_or_create_collection(COLLECTION, embedding_function=None, configuration=configuration)
    return client, ChromaVectorStore(chroma_collection=collection)


@contextmanager
def opened(folder: Path) -> Iterator[ChromaVectorStore]:
    """Hold a generation's Chroma open, and close it so that its files are whole and may be moved."""
    client, store = open_chroma(folder)
    try:
        yield store
    finally:
        client.close()


def read_documents(folder: Path) -> dict[str, Document]:
    """Return the documents of a generation. Raise IndexDamagedError where they cannot be read."""
    try:
        return _DOCUMENTS.validate_json((folder / "documents.json").read_bytes())
    except (OSError, ValueError) as error:
        raise IndexDamagedError(f"{folder / 'documents.json'} cannot be read: {mend()}") from error


def open_index(folder: Path, embedding: str) -> Index:
    """Return a generation opened for search, after it has proved itself.

    Raise IndexDamagedError where a file is missing or changed, where it was made by other models or another version,
    or where one of 32 stored passages does not find itself.
    """
    check_generation(folder, embedding)
    documents, chunks = read_documents(folder), read_chunks(folder)
    vectors = VectorSet.load(folder)
    client, store = open_chroma(folder)
    _prove(store, vectors)
    firsts = list(accumulate((len(chunk.units) for chunk in chunks), initial=len(chunks)))
    lengths = [last - first for first, last in pairwise(vectors.edges)]
    return Index(
        documents=documents,
        chunks=chunks,
        client=client,
        vector_store=store,
        bm25=_read_bm25(folder),
        chunk_tokens=tuple(vectors.tokens(number) for number in range(len(chunks))),
        unit_tokens=tuple(vectors.tokens(first, last) for first, last in pairwise(firsts)),
        unit_lengths=tuple(tuple(lengths[first:last]) for first, last in pairwise(firsts)),
    )


def check_generation(folder: Path, embedding: str) -> None:
    """Raise IndexDamagedError where a generation is not whole, or was made by other models or another version."""
    manifest = read_manifest(folder)
    wanted = {"format": FORMAT, "splitter": VERSION, "embedding": embedding, "late_interaction": TOKEN_MODEL}
    for name, value in wanted.items():
        found = getattr(manifest, name)
        if found != value:
            raise IndexDamagedError(f"the index was made with {name} {found!r}, and this is {value!r}: {mend()}")
    check_files(folder, manifest)


def read_chunks(folder: Path) -> tuple[Chunk, ...]:
    """Return the chunks of a generation. Raise IndexDamagedError where they cannot be read."""
    try:
        return _CHUNKS.validate_json((folder / "chunks.json").read_bytes())
    except (OSError, ValueError) as error:
        raise IndexDamagedError(f"{folder / 'chunks.json'} cannot be read: {mend()}") from error


def previous_vectors(generations: Generations, embedding: str) -> VectorSet:
    """Return the vectors of the generation in use, none where there is none, or it is not whole or of other models."""
    try:
        folder = generations.path()
        check_generation(folder, embedding)
        return VectorSet.load(folder)
    except (IndexMissingError, IndexDamagedError):
        return VectorSet.of((), (), ())


def _prove(store: ChromaVectorStore, vectors: VectorSet) -> None:
    """Raise IndexDamagedError where stored passages do not find themselves: Chroma does not notice damage by itself."""
    from llama_index.core.vector_stores.types import VectorStoreQuery

    count = len(vectors.dense)
    for number in range(0, count, max(1, count // _PROBES)):
        result = store.query(VectorStoreQuery(query_embedding=vectors.dense[number].tolist(), similarity_top_k=3))
        # Two passages may be the same; then either finds the other.
        same = {str(other) for other in range(count) if vectors.keys[other] == vectors.keys[number]}
        if not same & set(result.ids or ()):
            raise IndexDamagedError(f"the vector store does not find its own passage {number}: {mend()}")


def _read_bm25(folder: Path) -> Any:
    import bm25s

    return bm25s.BM25.load(folder / "bm25", show_progress=False)
