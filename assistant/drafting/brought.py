"""A document that a user brings to an assessment -> Document: private to it, and never in the shared index."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from assistant.answering.guards import clean
from assistant.drafting.verification import find_words
from assistant.errors import UsageError
from assistant.ingestion.loaders import load
from assistant.ingestion.structure import Structure, read_structure
from assistant.settings import Settings
from assistant.text import words
from assistant.types import Citation, Document, Loaded, Page

STANDING = "brought to this assessment"
MOST_DOCUMENTS = 20
# Fewer words stand in any document.
_FEWEST_WORDS = 4
_NONE = Structure((), (), ())


def bring(paths: Sequence[Path], settings: Settings) -> tuple[Document, ...]:
    """Return the documents in files, each named as its file is.

    Raise UnreadableFileError where one cannot be read, UsageError where two have the same name or there are too many.
    """
    loaded = [(path.name, load(path, settings)) for path in paths]
    return checked_names([_document(name, each, read_structure(each)) for name, each in loaded])


def bring_text(name: str, text: str) -> Document:
    """Return a document of plain text, of no structure, by a name. Raise UsageError where either is blank."""
    told = clean("".join(each if each.isprintable() or each.isspace() else " " for each in name))
    whole = text.replace("\r\n", "\n").encode("utf-8", "replace").decode("utf-8")  # halves of characters are none
    if not told or not whole.strip():
        raise UsageError(f"the document {told!r} has no name or no text: give it both")
    return _document(told, Loaded(whole))


def bring_again(name: str, text: str, pages: Sequence[Page]) -> Document:
    """Return a document that was brought before, from what was kept of it."""
    return _document(name, Loaded(text), Structure((), tuple(pages), ()))


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


def _document(name: str, loaded: Loaded, structure: Structure = _NONE) -> Document:
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
