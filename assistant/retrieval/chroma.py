"""The vector store of a generation: embedded Chroma, written once, opened as LlamaIndex's, proved by searching."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import IndexDamagedError
from assistant.retrieval.generations import mend
from assistant.types import Chunk

if TYPE_CHECKING:
    from llama_index.core.schema import BaseNode
    from llama_index.vector_stores.chroma import ChromaVectorStore

    from assistant.retrieval.models import Vectors
    from assistant.retrieval.vectors import VectorSet

COLLECTION = "passages"
# So wide a search is as good as exact up to some thousand passages. With Chroma's own values a few neighbours were
# missed, others each time the store was opened, and the same question did not always get the same answer.
_SEARCH = {"space": "cosine", "ef_search": 1_000, "ef_construction": 400, "num_threads": 1}
# What Chroma changes whenever it opens them: proved by searching.
_CHANGING = ("chroma.sqlite3", "length.bin")
_PROBES = 512
_ATTEMPTS = 3


def is_fixed(folder: Path, path: Path) -> bool:
    """Say whether a file of a generation stays as it was written, so that its hash proves it.

    Chroma's vectors do, once there are so many (a thousand) that it wrote them out with an `index_metadata.pickle`;
    then it may crash where one of these files is cut short, so they are proved before it opens them. With fewer, it
    reads its database alone, and writes the other files anew each time.
    """
    if not path.is_relative_to(folder / "chroma"):
        return True
    return not path.name.startswith(_CHANGING) and (path.parent / "index_metadata.pickle").exists()


def write_chroma(folder: Path, chunks: tuple[Chunk, ...], passages: list[str], vectors: VectorSet) -> None:
    """Store each passage with its vector, numbered as its chunk, and close the store so that its files are whole.

    Raise IndexDamagedError where passages do not find themselves, though written three times.
    """
    from llama_index.core.schema import TextNode

    nodes: list[BaseNode] = [
        TextNode(
            id_=str(number),
            text=text,
            embedding=vectors.dense[number].tolist(),
            metadata={
                "document": chunk.document_id,
                "section": " > ".join(chunk.section),
                "start": chunk.start,
                "end": chunk.end,
            },
        )
        for number, (chunk, text) in enumerate(zip(chunks, passages, strict=True))
    ]
    for attempt in range(_ATTEMPTS):
        try:
            _write(folder, nodes)
            prove_written(folder, vectors.dense)
            break
        except IndexDamagedError:
            # Seen once, under load: a vector that cannot be reached in what Chroma 1.5.9 wrote; at other times it can.
            if attempt == _ATTEMPTS - 1:
                raise
            shutil.rmtree(folder / "chroma")


def _write(folder: Path, nodes: Sequence[BaseNode]) -> None:
    client, store = open_chroma(folder, create=True)
    try:
        if nodes:
            store.add(list(nodes))
    finally:
        client.close()


def prove_written(folder: Path, dense: Vectors) -> None:
    """Open the store of a generation, and raise IndexDamagedError where its passages do not find themselves."""
    client, collection = open_collection(folder)
    try:
        prove_store(collection, dense)
    finally:
        client.close()


def open_chroma(folder: Path, *, create: bool = False) -> tuple[Any, ChromaVectorStore]:
    """Return the client and the collection, as LlamaIndex's vector store, of a generation's embedded Chroma.

    Raise IndexDamagedError where it cannot be opened.
    """
    from llama_index.vector_stores.chroma import ChromaVectorStore

    client, collection = open_collection(folder, create=create)
    return client, ChromaVectorStore(chroma_collection=collection)


def open_collection(folder: Path, *, create: bool = False) -> tuple[Any, Any]:
    """Return the client and the collection of a generation. Raise IndexDamagedError where it cannot be opened."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from chromadb.errors import ChromaError

    client: Any = None
    try:
        client = chromadb.PersistentClient(str(folder / "chroma"), ChromaSettings(anonymized_telemetry=False))
        if create:
            configuration: Any = {"hnsw": _SEARCH}
            return client, client.create_collection(COLLECTION, embedding_function=None, configuration=configuration)
        return client, client.get_collection(COLLECTION, embedding_function=None)
    except (ChromaError, OSError, ValueError, AttributeError) as error:  # AttributeError: when opened a second time
        if client:
            client.close()
        raise IndexDamagedError(f"the vector store {folder / 'chroma'} cannot be opened ({error}): {mend()}") from error


def prove_store(collection: Any, dense: Vectors) -> None:
    """Raise IndexDamagedError where stored passages do not find themselves: Chroma does not notice damage by itself."""
    from chromadb.errors import ChromaError

    count = len(dense)
    if not count:
        return
    probes = list(range(0, count, 1 + (count - 1) // _PROBES))
    try:
        found = collection.query(query_embeddings=dense[probes], n_results=min(count, 3), include=[])["ids"]
    except ChromaError as error:
        raise IndexDamagedError(f"the vector store cannot be searched ({error}): {mend()}") from error
    # Two passages may be the same; then either finds the other.
    same: dict[bytes, set[str]] = {}
    for number in range(count):
        same.setdefault(dense[number].tobytes(), set()).add(str(number))
    for number, ids in zip(probes, found, strict=True):
        if not same[dense[number].tobytes()] & set(ids):
            raise IndexDamagedError(f"the vector store does not find its own passage {number}: {mend()}")
