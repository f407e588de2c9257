"""What the assistant has to read: files are added and removed here, and each change makes a new generation."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from assistant.errors import IndexDamagedError, IndexMissingError, UnreadableFileError, UsageError
from assistant.ingestion.briefings import briefings, read_briefing
from assistant.ingestion.catalogue import Catalogue, Entry, read_catalogue
from assistant.ingestion.loaders import LOADERS
from assistant.ingestion.loaders.refusal import shown, spelt
from assistant.ingestion.reader import Given, read_document, untold
from assistant.ingestion.splitter import VERSION
from assistant.retrieval.generations import Generations, file_digest, read_manifest
from assistant.retrieval.models import LateInteractionEncoder
from assistant.retrieval.question_embedder import load_passage_embedder
from assistant.retrieval.weights import embedding_id
from assistant.settings import Settings
from assistant.types import Document

Action = Literal["added", "replaced", "unchanged", "skipped", "refused", "removed"]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    path: str
    action: Action
    document_id: str | None = None
    title: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did: an outcome a file, chunks in the index, chunks embedded anew, the generation and the time."""

    outcomes: tuple[Outcome, ...]
    chunks: int
    embedded: int
    generation: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Summary:
    """What is listed of a document."""

    id: str
    title: str
    publisher: str
    published: str | None
    standing: str
    source: Literal["publication", "briefing"]
    chunks: int
    characters: int
    headings: int


class Library:
    """The documents under a home folder, and the index that is made of them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._generations = Generations(settings.home)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Return the catalogue of known publications."""
        return read_catalogue(self._settings.corpus / "catalogue.toml")

    @cached_property
    def _catalogue_digest(self) -> str:
        return file_digest(self._settings.corpus / "catalogue.toml")[:8]

    def add(
        self,
        paths: Sequence[Path],
        *,
        title: str | None = None,
        publisher: str | None = None,
        published: str | None = None,
        progress: Progress | None = None,
    ) -> Report:
        """Read files and folders, add what can be read, and index again where anything changed.

        Raise UsageError for a path that is not there, a folder with nothing to read or a date that is none, BusyError
        where another run is indexing, StorageError where the home folder cannot be written.
        """
        started, report = time.monotonic(), progress or _silent
        files = dict(_files(paths))
        given = Given(title, publisher, published)
        if given != Given() and len(files) != 1:
            raise UsageError(f"--title, --publisher and --published describe one document, not {len(files)}")
        with self._generations.locked():
            documents, outcomes = self._recovered()
            for number, (path, skipped) in enumerate(files.items()):
                report("reading", number, len(files))
                outcomes.append(skipped or self._add_one(path, documents, given))
            return self._publish(documents, outcomes, report, started)

    def refresh(self, progress: Progress | None = None) -> Report:
        """Bring the briefings up to date and index again where that, or a damage, needs it.

        Raise BusyError and StorageError as `add` does.
        """
        started = time.monotonic()
        with self._generations.locked():
            documents, outcomes = self._recovered()
            return self._publish(documents, outcomes, progress or _silent, started)

    def remove(self, ids: Sequence[str], progress: Progress | None = None) -> Report:
        """Take documents out and index again; a publication's briefing comes back.

        Raise UsageError, and take none out, where an id is not known or is a briefing's.
        """
        started = time.monotonic()
        with self._generations.locked():
            documents = dict(self._read())
            gone = [_removable(_known(documents, name)) for name in dict.fromkeys(ids)]
            for document in gone:
                del documents[document.id]
            outcomes = [Outcome(document.source, "removed", document.id, document.title) for document in gone]
            return self._publish(documents, outcomes, progress or _silent, started)

    def documents(self) -> tuple[Summary, ...]:
        """Return a summary of each document in the index, none where there is no index."""
        documents = self._read()
        counts = self._chunk_counts() if documents else {}
        return tuple(_summary(documents[name], counts.get(name, 0)) for name in sorted(documents))

    def document(self, name: str) -> Document:
        """Return a document. Raise UsageError, which lists the known ids, where there is none of that id."""
        return _known(self._read(), name)

    def _read(self) -> Mapping[str, Document]:
        from assistant.retrieval.index import read_documents

        try:
            return read_documents(self._generations.path())
        except IndexMissingError:
            return {}

    def _recovered(self) -> tuple[dict[str, Document], list[Outcome]]:
        """Return the documents held; where they cannot be read, those of the generation before, if any, and why."""
        from assistant.retrieval.index import read_documents

        refused: list[Outcome] = []
        for folder in self._generations.in_use_first():
            try:
                return read_documents(folder), refused
            except IndexDamagedError as error:
                refused.append(Outcome(str(folder / "documents.json"), "refused", reason=str(error)))
        return {}, refused

    def _chunk_counts(self) -> Mapping[str, int]:
        from assistant.retrieval.index import read_chunks

        counts: dict[str, int] = {}
        for chunk in read_chunks(self._generations.path()):
            counts[chunk.document_id] = counts.get(chunk.document_id, 0) + 1
        return counts

    def _add_one(self, path: Path, documents: dict[str, Document], given: Given) -> Outcome:
        catalogue = self.catalogue  # where it cannot be read, that is no fault of the file's
        try:
            digest = self._digest(path) if path.is_file() else ""
            same = next((document for document in documents.values() if digest and document.digest == digest), None)
            if same and given == Given():
                return Outcome(spelt(path), "unchanged", same.id, same.title)
            document = read_document(
                path, self._settings, digest=digest, catalogue=catalogue, given=given, known=documents
            )
        except UnreadableFileError as error:
            return Outcome(spelt(path), "refused", reason=str(error))
        except OSError as error:
            return Outcome(spelt(path), "refused", reason=f"{shown(path)} cannot be read: {error.strerror or error}")
        action: Action = "replaced" if same or document.id in documents else "added"
        instead = document.id in documents and documents[document.id].is_briefing
        if same:  # the file was held under another title
            del documents[same.id]
        documents[document.id] = document
        reason = "in place of our briefing" if instead else untold(document)
        return Outcome(spelt(path), action, document.id, document.title, reason)

    def _is_sound(self) -> bool:
        """Say whether the generation in use is there, whole, and made by what is installed now."""
        from assistant.retrieval.index import prove

        try:
            prove(self._generations.path(), embedding_id(self._settings))
        except (IndexDamagedError, IndexMissingError):
            return False
        return True

    def _build(self, documents: Mapping[str, Document], progress: Progress) -> int:
        """Build and publish the next generation; return how many chunks were embedded anew."""
        from assistant.retrieval.index import build, open_index, previous_vectors
        from assistant.retrieval.vectors import Encoder

        embedding = embedding_id(self._settings)
        encoder = Encoder(
            cache(lambda passages: load_passage_embedder(self._settings, passages)),
            cache(lambda: LateInteractionEncoder(threads=self._settings.threads)),
            progress,
        )
        previous = previous_vectors(self._generations, embedding)
        number, folder = self._generations.begin()
        built = build(folder, documents, embedding, previous, encoder)
        open_index(folder, embedding).close()
        self._generations.publish(number)
        return built.embedded

    def _publish(
        self, documents: dict[str, Document], outcomes: list[Outcome], progress: Progress, started: float
    ) -> Report:
        """Put briefings where no publication stands, index again where anything changed, and say what was done."""
        outcomes = [*outcomes, *self._brief(documents)]
        changed = any(outcome.action in ("added", "replaced", "removed") for outcome in outcomes)
        embedded = self._build(documents, progress) if documents and (changed or not self._is_sound()) else 0
        if changed and not documents:
            self._generations.withdraw()
        try:
            number, chunks = self._generations.current, read_manifest(self._generations.path()).chunks
        except (IndexMissingError, IndexDamagedError):
            number, chunks = None, 0
        return Report(tuple(outcomes), chunks, embedded, number or 0, time.monotonic() - started)

    def _brief(self, documents: dict[str, Document]) -> Iterator[Outcome]:
        """Bring the briefings among the documents up to date: one for each publication that is not there itself."""
        held = briefings(self._settings, self.catalogue)
        for name in [name for name, document in documents.items() if document.is_briefing and name not in held]:
            document = documents.pop(name)
            yield Outcome(document.source, "removed", name, document.title)
        for name, (entry, path) in held.items():
            if name not in documents or documents[name].is_briefing:
                yield from self._brief_on(entry, path, documents)

    def _brief_on(self, entry: Entry, path: Path, documents: dict[str, Document]) -> Iterator[Outcome]:
        digest = self._digest(path)
        action: Action = "replaced" if entry.id in documents else "added"
        if action == "added" or documents[entry.id].digest != digest:
            try:
                documents[entry.id] = read_briefing(entry, path, self._settings, self.catalogue, digest)
            except UnreadableFileError as error:
                yield Outcome(spelt(path), "refused", reason=str(error))
            else:
                yield Outcome(spelt(path), action, entry.id, entry.title, "our briefing on it")

    def _digest(self, path: Path) -> str:
        """Return what changes where the file, the catalogue or the way of reading does."""
        return f"{file_digest(path)}:{self._catalogue_digest}:{VERSION}"


def _silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


def _known(documents: Mapping[str, Document], name: str) -> Document:
    if name not in documents:
        known = ", ".join(sorted(documents)) or "none"
        raise UsageError(f"there is no document {name!r}; the documents are: {known}")
    return documents[name]


def _removable(document: Document) -> Document:
    if document.is_briefing:
        raise UsageError(
            f"{document.id} is our briefing, which stands in where the publication was not added: "
            "to search without briefings, set ICS_BRIEFINGS=false"
        )
    return document


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, Outcome | None]]:
    """Yield the files to read: a file as it is, a folder's files and those of the folders in it, in order.

    A folder's README is about the folder and comes with an outcome that says it is skipped.
    """
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if not file.is_dir() and not _is_hidden(file, path))
            if not any(file.suffix.lower() in LOADERS for file in inside):
                raise UsageError(f"the folder {path} holds no file that can be read ({', '.join(sorted(LOADERS))})")
            yield from ((file, _skipped(file)) for file in inside)
        elif path.exists() or path.is_symlink():
            yield path, None
        else:
            raise UsageError(f"there is no file or folder {path}")


def _skipped(file: Path) -> Outcome | None:
    if file.stem.upper() != "README":
        return None
    return Outcome(spelt(file), "skipped", reason="describes its folder; to add it, name the file itself")


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)


def _summary(document: Document, chunks: int) -> Summary:
    return Summary(
        id=document.id,
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        standing=document.standing,
        source="briefing" if document.is_briefing else "publication",
        chunks=chunks,
        characters=len(document.text),
        headings=len(document.headings),
    )
