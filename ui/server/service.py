"""The assistant as a server holds it: on the newest generation of the index, a few questions at a time."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from assistant.errors import AssistantError, IndexDamagedError, IndexMissingError, UsageError
from assistant.library import Library, Progress
from assistant.retrieval.generations import Generations, read_manifest
from assistant.settings import Settings
from assistant.store import FILE, Store
from assistant.types import Document
from assistant.works import Works
from ui.server.changes import Changes
from ui.server.memory import settle
from ui.server.observing import ObservedAssistant, Observer
from ui.server.queue import Place, Queue

# An answer keeps a processor busy, so that more at once only makes each of them later.
AT_ONCE = 2
_LOOK_EVERY = 1.0
_FORGET_EVERY = 24 * 60 * 60.0
_LONGEST_OPENING = 60.0


@dataclass(eq=False, slots=True)
class _Opened:
    """An open assistant, and how many use it."""

    assistant: ObservedAssistant
    documents: Mapping[str, Document]
    users: int = 0


@dataclass(frozen=True, slots=True)
class IndexState:
    """How large the index in use is, and when it was made, in seconds since 1970."""

    documents: int = 0
    chunks: int = 0
    made: float = field(default_factory=time.time)


class Service:
    """Lends an open assistant, and opens the next generation beside it when the index is changed."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = Store(settings.home / FILE, settings.keep_days)
        self.works = Works(settings.home / FILE, settings.keep_days)
        self.changes = Changes(settings)
        self._generations = Generations(settings.home)
        self.queue = Queue(AT_ONCE, settings.queue)
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._opened: _Opened | None = None
        self._number: int | None = None
        self.fault: str | None = "starting"
        self.index = IndexState()
        self.observers: list[Observer] = []

    def start(self, progress: Progress | None = None) -> None:
        """Bring the index up to date, open it, and watch it. Raise AssistantError where that cannot be done."""
        if self.settings.briefings:
            Library(self.settings).refresh(progress)
        self._open()
        threading.Thread(target=self._watch, name="index", daemon=True).start()
        threading.Thread(target=self._forget, name="store", daemon=True).start()

    @property
    def documents(self) -> Mapping[str, Document]:
        """Return the documents by id: they are read without waiting, and stay whole when the index is changed.

        Raise IndexMissingError where there are none yet.
        """
        return self._ready(self._opened).documents

    def document(self, name: str, missing: type[AssistantError] = UsageError) -> Document:
        """Return a document, without waiting. Raise `missing` where there is none of that id."""
        held = self.documents
        if name not in held:
            raise missing(f"there is no document {name!r}; the documents are: {', '.join(held) or 'none'}")
        return held[name]

    def place(self) -> Place:
        """Return a place in the queue for the assistant. Raise QueueFullError where too many wait."""
        return self.queue.join()

    @contextmanager
    def assistant(self, place: Place) -> Iterator[ObservedAssistant]:
        """Lend the assistant when it is a place's turn, and leave the place at the end.

        Between two questions that it is asked, those who wait may go first. Raise IndexMissingError where there is none
        yet, and LeftError, then too, where the place was given up.
        """
        try:
            place.wait()
            with self._lent() as assistant:
                yield assistant.lent(place.pause)
        finally:
            place.leave()

    def wait_for(self, generation: int) -> None:
        """Wait until a generation of the index, or a later one, is served; 0 stands for none.

        Raise IndexDamagedError where it cannot be opened within a minute.
        """
        deadline = time.monotonic() + _LONGEST_OPENING
        while self._number is not None if generation == 0 else (self._number or 0) < generation:
            if time.monotonic() > deadline or self._stopped.is_set():
                raise IndexDamagedError(f"the changed index is not served yet: {self.fault or 'ask /health/ready'}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Watch no more, end a change that is under way, and close the index."""
        self._stopped.set()
        self.changes.stop()
        self._replace(None)

    @contextmanager
    def _lent(self) -> Iterator[ObservedAssistant]:
        with self._lock:
            opened = self._ready(self._opened)
            opened.users += 1
        try:
            yield opened.assistant
        finally:
            with self._lock:
                opened.users -= 1
                unused = opened is not self._opened and not opened.users
            if unused:
                opened.assistant.close()

    def _ready(self, opened: _Opened | None) -> _Opened:
        if opened is None:
            raise IndexMissingError(f"the assistant is not ready: {self.fault}")
        return opened

    def _watch(self) -> None:
        while not self._stopped.wait(_LOOK_EVERY):
            try:
                if self._generations.current != self._number:
                    self._open()
                    settle()
            except IndexMissingError as error:  # the last document was taken out: nothing more is said from it
                self._number, self.fault = None, str(error)
                self._replace(None)
            except AssistantError as error:  # the one in use goes on answering
                self.fault = str(error)

    def _forget(self) -> None:
        """Forget daily what has been kept for long enough."""
        while True:
            try:
                self.store.forget()
                self.works.forget()
            except AssistantError as error:  # tried again the next day
                logging.getLogger(__name__).warning("nothing was forgotten: %s", error)
            if self._stopped.wait(_FORGET_EVERY):
                return

    def _open(self) -> None:
        number = self._generations.current
        assistant = ObservedAssistant.open(self.settings)
        assistant.observers = self.observers
        self.index = self._index_state(len(assistant.documents))
        self._replace(_Opened(assistant, {document.id: document for document in assistant.documents}))
        self._number, self.fault = number, None

    def _index_state(self, documents: int) -> IndexState:
        folder = self._generations.path()
        return IndexState(documents, read_manifest(folder).chunks, folder.stat().st_mtime)

    def _replace(self, opened: _Opened | None) -> None:
        """Put an assistant in the place of the one in use, which its last user closes."""
        with self._lock:
            before, self._opened = self._opened, opened
            unused = before is not None and not before.users
        if before is not None and unused:
            before.assistant.close()
