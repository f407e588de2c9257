"""The assistant as a server holds it: on the newest generation of the index, a few questions at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.errors import AssistantError, IndexMissingError
from assistant.library import Library, Progress
from assistant.pipeline import Assistant
from assistant.retrieval.generations import Generations
from assistant.settings import Settings

# An answer keeps a processor busy, so that more at once only makes each of them later.
AT_ONCE = 2
_LOOK_EVERY = 1.0


class Service:
    """Lends an open assistant, and opens the next generation beside it when the index is changed."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._generations = Generations(settings.home)
        self._slots = threading.BoundedSemaphore(AT_ONCE)
        self._stopped = threading.Event()
        self._assistant: Assistant | None = None
        self._number: int | None = None
        self.fault: str | None = "starting"

    def start(self, progress: Progress | None = None) -> None:
        """Bring the index up to date, open it, and watch it. Raise AssistantError where that cannot be done."""
        if self.settings.briefings:
            Library(self.settings).refresh(progress)
        self._open()
        threading.Thread(target=self._watch, name="index", daemon=True).start()

    @contextmanager
    def assistant(self) -> Iterator[Assistant]:
        """Lend the assistant; wait while as many as may answer at once are answering.

        Raise IndexMissingError where there is none yet.
        """
        with self._slots:
            if self._assistant is None:
                raise IndexMissingError(f"the assistant is not ready: {self.fault}")
            yield self._assistant

    def stop(self) -> None:
        """Watch no more, and close the index."""
        self._stopped.set()
        self._replace(None)

    def _watch(self) -> None:
        while not self._stopped.wait(_LOOK_EVERY):
            try:
                if self._generations.current != self._number:
                    self._open()
            except AssistantError as error:  # the one in use goes on answering
                self.fault = str(error)

    def _open(self) -> None:
        number = self._generations.current
        self._replace(Assistant.open(self.settings))
        self._number, self.fault = number, None

    def _replace(self, assistant: Assistant | None) -> None:
        """Put an assistant in the place of the one in use, and close that when nobody uses it any more."""
        before, self._assistant = self._assistant, assistant
        if before is None:
            return
        for _ in range(AT_ONCE):
            self._slots.acquire()
        before.close()
        for _ in range(AT_ONCE):
            self._slots.release()
