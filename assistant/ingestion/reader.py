"""A file -> Document: loaded, recognised by its text or described by what is known of it, and given its structure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import UsageError
from assistant.ingestion.catalogue import Catalogue, Entry, hashes, sketch
from assistant.ingestion.credits import read_credits
from assistant.ingestion.loaders import load
from assistant.ingestion.loaders.refusal import shown
from assistant.ingestion.structure import read_structure
from assistant.settings import Settings
from assistant.text import content_words
from assistant.types import Document, Loaded

UNKNOWN_PUBLISHER = "publisher unknown"
NOT_IN_CATALOGUE = "not in the catalogue"
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_LONGEST_TITLE = 200
_SAME_WORK = 0.3
# "The Board" published much: a name is of so many words.
_NAMING = 2


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of a single document that the catalogue does not know.

    Raise UsageError for what cannot be shown, and for a date that is not written as dates are compared.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None

    def __post_init__(self) -> None:
        for said in (self.title, self.publisher):
            if said and not said.isprintable():
                raise UsageError(f"{said!r} holds what cannot be shown: write the title or publisher as plain text")
        if self.published is None:
            return
        try:
            date.fromisoformat(f"{self.published}-01-01"[:10] if _DATE.fullmatch(self.published) else "")
        except ValueError:
            said = f"{self.published!r} is no date of publication that can be compared"
            raise UsageError(f"{said}: write it as 2024, 2024-07 or 2024-07-31") from None


def read_document(  # noqa: PLR0913  each is another thing known of the file; callers name all but two
    path: Path, settings: Settings, *, digest: str, catalogue: Catalogue, given: Given, known: Mapping[str, Document]
) -> Document:
    """Return the document in a file. Raise UnreadableFileError where it cannot be read.

    `digest` is the file's SHA-256; `known` are the documents held already, so that an id is not given twice.
    """
    loaded = load(path, settings)
    entry = catalogue.recognise(loaded.text) or _describe(loaded, path, given, known)
    structure = read_structure(loaded)
    return Document(
        **entry.described(),
        # What changed of NHS England is nothing to a note that never speaks of it.
        notices=catalogue.notices(entry.published, loaded.text if entry.standing == NOT_IN_CATALOGUE else None),
        text=loaded.text,
        headings=structure.headings,
        pages=structure.pages,
        blocks=structure.blocks,
        source=shown(path),
        digest=digest,
    )


def _describe(loaded: Loaded, path: Path, given: Given, known: Mapping[str, Document]) -> Entry:
    """Return an entry for a document that the catalogue does not know: from options, or from what it says of itself."""
    said = read_credits(loaded)
    title = given.title or (said.title or Path(shown(path)).stem)[:_LONGEST_TITLE]
    publisher = given.publisher or said.publisher
    return Entry(
        id=_free_id(title, loaded.text, known),
        title=title,
        publisher=publisher or UNKNOWN_PUBLISHER,
        published=given.published or said.published,
        authors=said.authors,
        names=_names(publisher),
        facts=said.facts,
        standing=NOT_IN_CATALOGUE,
        kind="document",
        licence="not stated",
        sketch=frozenset(),
    )


def _names(publisher: str | None) -> tuple[str, ...]:
    """Return what people call a document by who published it, where that is more than "the Board"."""
    if publisher is None or len(content_words(publisher)) < _NAMING:
        return ()
    return (re.sub(r"^[Tt]he ", "", publisher),)


def _free_id(title: str, text: str, known: Mapping[str, Document]) -> str:
    """Return an id made of the title; a number is added where another work of that title is held already."""
    base = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-") or "document"
    name, number = base, 1
    while name in known and not _is_same_work(text, known[name].text):
        number += 1
        name = f"{base}-{number}"
    return name


def _is_same_work(text: str, other: str) -> bool:
    marks = sketch(other)
    return len(marks & hashes(text)) >= _SAME_WORK * len(marks)


def untold(document: Document) -> str | None:
    """Return what a document that the catalogue does not know lacks, with what to do, or nothing."""
    if document.standing != NOT_IN_CATALOGUE:
        return None
    lacks = {
        ("publisher", "--publisher"): document.publisher == UNKNOWN_PUBLISHER,
        ("date", "--published"): document.published is None,
    }
    lacking = [names for names, is_lacking in lacks.items() if is_lacking]
    if not lacking:
        return None
    names, options = zip(*lacking, strict=True)
    return f"names no {' and no '.join(names)}: add it again with {' and '.join(options)}"
