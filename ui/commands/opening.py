"""What the commands are given: settings, assistant, library and examination, opened when first needed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from assistant.errors import UsageError
from ui.commands import output

if TYPE_CHECKING:
    from pydantic import ValidationError

    from assistant.answering.evidence import Evidence
    from assistant.doctor import Finding
    from assistant.library import Report, Summary
    from assistant.retrieval.retrievers import Pool
    from assistant.settings import Settings
    from assistant.types import Answer, Claim, Document, Hit, Turn

Progress = Callable[[str, int, int], None]
AsJson = Annotated[bool, typer.Option("--json", help="Write data as JSON to standard output.")]


class Answering(Protocol):
    """What the commands ask of the assistant."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return every document that can be searched."""

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """Answer a question."""

    def stream(
        self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> Iterator[Claim | Answer]:
        """Yield claims as they are checked, and the whole answer last."""

    def search(
        self, query: str, history: Sequence[Turn] = (), documents: Sequence[str] = (), k: int | None = None
    ) -> tuple[str, tuple[Hit, ...]]:
        """Return the standalone query and its hits."""

    def document(self, name: str) -> Document:
        """Return a document."""

    def evidence(self, theme: str, document: str) -> list[Evidence]:
        """Return what a document has on a theme."""

    def pool(self, texts: Sequence[str]) -> Pool:
        """Return what lies near several texts."""

    def relevance(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return how likely each text answers its question."""


class Keeping(Protocol):
    """What the commands ask of the library."""

    def add(
        self,
        paths: Sequence[Path],
        *,
        title: str | None = None,
        publisher: str | None = None,
        published: str | None = None,
        progress: Progress | None = None,
    ) -> Report:
        """Read files and folders and index them."""

    def refresh(self, progress: Progress | None = None) -> Report:
        """Bring the briefings up to date."""

    def remove(self, ids: Sequence[str], progress: Progress | None = None) -> Report:
        """Take documents out."""

    def documents(self) -> tuple[Summary, ...]:
        """Return what is held."""

    def document(self, id: str) -> Document:
        """Return one document."""


def read_settings() -> Settings:
    """Read the settings; a wrong one is named, with what would be valid."""
    from pydantic import ValidationError

    from assistant.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        raise UsageError(_wrong_setting(error)) from None
    except UnicodeDecodeError:
        raise UsageError("The file .env is not text in UTF-8: save it again as UTF-8, or remove it.") from None


def open_assistant(settings: Settings) -> Answering:
    """Open the index and the models; on a new machine the index of the briefings is made first."""
    from assistant.errors import IndexMissingError
    from assistant.pipeline import Assistant

    try:
        assistant = Assistant.open(settings)
    except IndexMissingError:
        if not settings.briefings:
            raise
        output.note("First start: making the index of the briefings, which takes about half a minute.")
        with output.progress() as advance:
            open_library(settings).refresh(advance)
        assistant = Assistant.open(settings)
    # What was imported stays until the end: looking through it for garbage takes 2 s of a single answer's 8.
    gc.freeze()
    return assistant


def open_library(settings: Settings) -> Keeping:
    """Open what has been added, without any model."""
    from assistant.library import Library

    return Library(settings)


def examine(settings: Settings) -> tuple[Finding, ...]:
    """Check models, index, store and settings."""
    from assistant.doctor import examine

    return tuple(examine(settings))


@dataclass(frozen=True, slots=True)
class Openers:
    """How each part is opened; a test passes its own as the context's object."""

    settings: Callable[[], Settings] = read_settings
    assistant: Callable[[Settings], Answering] = open_assistant
    library: Callable[[Settings], Keeping] = open_library
    examine: Callable[[Settings], tuple[Finding, ...]] = examine


def _wrong_setting(error: ValidationError) -> str:
    from ui.shapes.faults import misfits

    first = misfits(error.errors(include_url=False, include_input=False))[0]
    return f"The setting ICS_{first.place.upper()} {first.said}; README.md lists the settings."
