"""A change of the library, made in a process of its own: indexing in the server's would slow its answers."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from assistant.errors import AssistantError, StorageError
from assistant.ingestion.reader import Given
from assistant.library import Library, Progress, Report
from assistant.settings import Settings

# Answers go first where the processors are short.
_NICENESS = 5


@dataclass(frozen=True, slots=True)
class Addition:
    """Files to read, and what is said of a single one that the catalogue lacks."""

    paths: tuple[Path, ...]
    given: Given

    def make(self, library: Library, progress: Progress) -> Report:
        """Add the files."""
        given = self.given
        return library.add(
            self.paths, title=given.title, publisher=given.publisher, published=given.published, progress=progress
        )


@dataclass(frozen=True, slots=True)
class Removal:
    """Documents to take out."""

    ids: tuple[str, ...]

    def make(self, library: Library, progress: Progress) -> Report:
        """Take them out."""
        return library.remove(self.ids, progress=progress)


Change = Addition | Removal


@dataclass(frozen=True, slots=True)
class Step:
    """How far a change has come."""

    stage: str
    done: int
    total: int


class Changes:
    """Makes changes of a library, each in a process that ends with it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._running: set[SpawnProcess] = set()
        self._lock = threading.Lock()

    def make(self, change: Change) -> Iterator[Step | Report]:
        """Yield the steps of a change, and its report last.

        Raise what `Library.add` and `Library.remove` raise, BusyError where another run holds the lock among them, and
        StorageError where the process ends before it is done.
        """
        # Spawned, not forked: a fork after Chroma was opened hangs.
        context = multiprocessing.get_context("spawn")
        receiving, sending = context.Pipe(duplex=False)
        process = context.Process(target=_make, args=(self._settings, change, sending), name="change of the index")
        with self._lock:
            process.start()
            self._running.add(process)
        sending.close()
        try:
            yield from _told(receiving)
        finally:
            process.terminate()
            process.join()
            receiving.close()
            with self._lock:
                self._running.discard(process)

    def stop(self) -> None:
        """End what is under way; the index in use stays whole."""
        with self._lock:
            for process in self._running:
                process.terminate()


def _told(receiving: Connection[object, Step | Report | AssistantError]) -> Iterator[Step | Report]:
    """Yield what a process tells, up to its report."""
    while True:
        try:
            told = receiving.recv()
        except EOFError:
            raise StorageError(
                "the change ended before it was done, and the index in use is as it was: try again, and if that does"
                " not help, run `ics doctor`"
            ) from None
        if isinstance(told, AssistantError):
            raise told
        yield told
        if isinstance(told, Report):
            return


def _make(settings: Settings, change: Change, sending: Connection[Step | Report | AssistantError, object]) -> None:
    """Make a change and tell of it; where nobody listens any more, the first step that is told ends it."""
    os.nice(_NICENESS)
    try:
        sending.send(change.make(Library(settings), lambda *step: sending.send(Step(*step))))
    except AssistantError as error:
        sending.send(error)
