"""Chunks -> Index: vector store, BM25 and token vectors of one generation, built, opened and proved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from assistant.errors import IndexDamagedError, IndexMissingError, StorageError
from assistant.ingestion.splitter import VERSION, split
from assistant.retrieval.chroma import is_fixed, open_collection, prove_store, prove_written, write_chroma
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
from assistant.retrieval.passages import passage, unit_passage
from assistant.retrieval.vectors import Encoder, VectorSet
from assistant.retrieval.weights import LATE_INTERACTION, LEARNED_LATE_INTERACTION
from assistant.text import stems
from assistant.types import Chunk, Document

if TYPE_CHECKING:
    from assistant.retrieval.models import Vectors

TOKEN_MODEL = f"{LATE_INTERACTION.name}:{LATE_INTERACTION.sha256[:12]}:{LEARNED_LATE_INTERACTION.sha256[:12]}"
_DOCUMENTS: TypeAdapter[dict[str, Document]] = TypeAdapter(dict[str, Document])
_CHUNKS: TypeAdapter[tuple[Chunk, ...]] = TypeAdapter(tuple[Chunk, ...])


@dataclass(frozen=True, slots=True)
class Index:
    """One generation, opened.

    Chunk i has the embedding `dense[i]`, the token vectors `chunk_tokens[i]`, of shape (tokens, 256), those of its
    units one after another, `unit_tokens[i]`, and `unit_lengths[i]`, how many rows of them each unit has.
    """

    documents: Mapping[str, Document]
    chunks: tuple[Chunk, ...]
    client: Any
    collection: Any
    bm25: Any
    dense: Vectors
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


def build(
    folder: Path, documents: Mapping[str, Document], embedding: str, previous: VectorSet, encoder: Encoder
) -> Built:
    """Write a whole generation into a folder; vectors of texts that have not changed are taken from `previous`."""
    chunks = tuple(chunk for key in sorted(documents) for chunk in split(documents[key]))
    passages = [passage(documents[chunk.document_id], chunk) for chunk in chunks]
    units = [unit_passage(documents[chunk.document_id], chunk, unit) for chunk in chunks for unit in chunk.units]
    vectors, embedded = encoder.encode(passages, units, previous)
    (folder / "documents.json").write_bytes(_DOCUMENTS.dump_json(dict(documents)))
    (folder / "chunks.json").write_bytes(_CHUNKS.dump_json(chunks))
    vectors.save(folder)
    _write_bm25(folder, passages)
    write_chroma(folder, chunks, passages, vectors)
    names = [path for path in sorted(folder.rglob("*")) if path.is_file() and is_fixed(folder, path)]
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


def read_documents(folder: Path) -> dict[str, Document]:
    """Return the documents of a generation.

    Raise IndexDamagedError where they are not there or not as they were written, StorageError where they may not be
    read.
    """
    path = folder / "documents.json"
    lost = "add all publications again with `ics add PATH…`, for the documents held are lost"
    try:
        documents = _DOCUMENTS.validate_json(path.read_bytes())
    except (FileNotFoundError, ValueError) as error:
        raise IndexDamagedError(f"{path} is missing or damaged: {lost}") from error
    except OSError as error:
        raise StorageError(f"{path} cannot be read ({error.strerror}): give yourself the right to read it") from error
    try:
        written = read_manifest(folder).files.get(path.name)
    except IndexDamagedError:  # nothing says that they are not as they were written
        return documents
    if written and written != file_digest(path):
        raise IndexDamagedError(f"{path} was changed after it was written: {lost}")
    return documents


def open_index(folder: Path, embedding: str) -> Index:
    """Return a generation opened for search, after it has proved itself.

    Raise IndexDamagedError where a file is missing or changed, where it was made by other models or another version,
    or where one of at most 512 stored passages does not find itself.
    """
    documents, chunks, vectors = _read(folder, embedding)
    # Asked directly: importing LlamaIndex would cost every cold start 1.2 s (`open_chroma` is for its programs).
    client, collection = open_collection(folder)
    try:
        prove_store(collection, vectors.dense)
        bm25 = _read_bm25(folder)
    except BaseException:
        client.close()
        raise
    firsts = list(accumulate((len(chunk.units) for chunk in chunks), initial=len(chunks)))
    lengths = [last - first for first, last in pairwise(vectors.edges)]
    return Index(
        documents=documents,
        chunks=chunks,
        client=client,
        collection=collection,
        bm25=bm25,
        dense=vectors.dense,
        chunk_tokens=tuple(vectors.tokens(number) for number in range(len(chunks))),
        unit_tokens=tuple(vectors.tokens(first, last) for first, last in pairwise(firsts)),
        unit_lengths=tuple(tuple(lengths[first:last]) for first, last in pairwise(firsts)),
    )


def prove(folder: Path, embedding: str) -> None:
    """Raise IndexDamagedError or StorageError where `open_index` would, in half its time."""
    *_, vectors = _read(folder, embedding)
    prove_written(folder, vectors.dense)


def _read(folder: Path, embedding: str) -> tuple[dict[str, Document], tuple[Chunk, ...], VectorSet]:
    """Return what a generation holds beside its stores, whole and as its manifest says."""
    documents = read_documents(folder)
    manifest = check_generation(folder, embedding)
    chunks, vectors = read_chunks(folder), _read_vectors(folder)
    made = (len(chunks), len(vectors.keys) - len(chunks), vectors.dimensions)
    if made != (manifest.chunks, manifest.units, manifest.dimensions):
        raise IndexDamagedError(f"the index in {folder} does not hold what its manifest says ({made}): {mend()}")
    return documents, chunks, vectors


def check_generation(folder: Path, embedding: str) -> Manifest:
    """Return a generation's manifest.

    Raise IndexDamagedError where the generation is not whole, or was made by other models or another version.
    """
    manifest = read_manifest(folder)
    wanted = {"format": FORMAT, "splitter": VERSION, "embedding": embedding, "late_interaction": TOKEN_MODEL}
    for name, value in wanted.items():
        found = getattr(manifest, name)
        if found != value:
            raise IndexDamagedError(f"the index was made with {name} {found!r}, and this is {value!r}: {mend()}")
    check_files(folder, manifest)
    return manifest


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
        return _read_vectors(folder)
    except (IndexMissingError, IndexDamagedError):
        return VectorSet.of((), (), ())


def _read_vectors(folder: Path) -> VectorSet:
    try:
        return VectorSet.load(folder)
    except (OSError, ValueError, EOFError, IndexError) as error:
        raise IndexDamagedError(f"the vectors in {folder} cannot be read ({error}): {mend()}") from error


def _read_bm25(folder: Path) -> Any:
    import bm25s

    return bm25s.BM25.load(folder / "bm25", show_progress=False)
