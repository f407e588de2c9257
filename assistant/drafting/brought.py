"""A document that a user brings to an assessment -> Document: private to it, and never in the shared index."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from assistant.drafting.verification import find_words
from assistant.errors import UsageError
from assistant.ingestion.loaders import load
from assistant.ingestion.structure import read_structure
from assistant.settings import Settings
from assistant.text import words
from assistant.types import Citation, Document, Loaded

STANDING = "brought to this assessment"
MOST_DOCUMENTS = 20
# Fewer words stand in any document.
_FEWEST_WORDS = 4


def bring(paths: Sequence[Path], settings: Settings) -> tuple[Document, ...]:
    """Return the documents in files, each named as its file is.

    Raise UnreadableFileError where one cannot be read, UsageError where two have the same name or there are too many.
    """
    return checked_names([_document(path.name, load(path, settings)) for path in paths])


def bring_text(name: str, text: str) -> Document:
    """Return a document of plain text, with the name that it is given."""
    return _document(name, Loaded(text.replace("\r\n", "\n")))


def checked_names(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return documents whose names differ. Raise UsageError where two are the same, or there are too many."""
    names = [each.id for each in documents]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise UsageError(f"two documents are named {twice!r}: give one of them another name")
    if len(names) > MOST_DOCUMENTS:
        raise UsageError(f"there are {len(names)} documents; at most {MOST_DOCUMENTS} are read: leave some out")
    return tuple(documents)


def locate(quote: str, document: Document) -> Citation | str:
    """Return where a quotation stands in a document, or why it cannot be cited."""
    if len(words(quote)) < _FEWEST_WORDS:
        return f"its quotation has fewer than {_FEWEST_WORDS} words"
    place = find_words(document.text, quote)
    if place is None:
        return f"its quotation does not stand in {document.id}"
    after = document.text[place.end : place.end + 1]
    whole = bool(after) and after in ".!?" and quote.endswith(after)
    return Citation(document, place.start, place.end + whole)


def _document(name: str, loaded: Loaded) -> Document:
    structure = read_structure(loaded)
    return Document(
        id=name,
        title=loaded.title or name,
        publisher="",
        text=loaded.text,
        published=loaded.published,
        standing=STANDING,
        headings=structure.headings,
        pages=structure.pages,
        blocks=structure.blocks,
        source=name,
        digest=hashlib.sha256(loaded.text.encode("utf-8", "surrogatepass")).hexdigest(),
    )
