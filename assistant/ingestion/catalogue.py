"""The catalogue of known publications: what is said of each, and how one is recognised by its text."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import StorageError
from assistant.text import words
from assistant.types import Notice

_SHINGLE = 8
_SKETCH = 64
_ENOUGH = 0.3


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue says of a publication. `names` are what people call it; `sketch` is how it is recognised."""

    id: str
    title: str
    publisher: str
    standing: str
    kind: str
    licence: str
    sketch: frozenset[str]
    published: str | None = None
    authors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    facts: str = ""

    def described(self) -> dict[str, Any]:
        """Return the fields of a document that an entry gives."""
        names = ("id", "title", "publisher", "published", "authors", "kind", "standing", "names", "facts")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class Change:
    """What changed on a date, so that a source from before may be out of date; `of` are the names of what did."""

    date: str
    text: str
    of: tuple[str, ...] = ()

    def concerns(self, text: str) -> bool:
        """Say whether a text speaks of what changed."""
        return not self.of or any(_names(name, text) for name in self.of)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The known publications, and what has changed since they were written, as known on a date."""

    entries: tuple[Entry, ...]
    changes: tuple[Change, ...]
    as_known_on: str

    def recognise(self, text: str) -> Entry | None:
        """Return the publication whose text this is, or nothing.

        A publication's sketch is the 64 smallest hashes of its runs of eight words; two sketches tell how many of the
        runs of either text are in both (Broder 1997). From 30 % on a text is that publication, whatever the file's name
        and format: half of it is, and a web page with as much again and more around it; a long paper that reprints a
        short page is not.
        """
        marks = sketch(text)
        best = max(self.entries, key=lambda entry: _resemblance(entry.sketch, marks), default=None)
        return best if best and _resemblance(best.sketch, marks) >= _ENOUGH else None

    def notices(self, published: str | None, text: str | None = None) -> tuple[Notice, ...]:
        """Return what a reader must know of a source of that date: what has changed since, or that it has no date.

        Of what has changed, a `text` that is given has to speak.
        """
        if published is None:
            return (Notice("undated", "No date of publication is known of this source."),)
        changes = [change for change in self.changes if text is None or change.concerns(text)]
        since = [change.text.rstrip(".") for change in changes if change.date[: len(published)] > published]
        if not since:
            return ()
        return (Notice("source-date", f"Written before: {'; '.join(since)}. (As known in {self.as_known_on}.)"),)


def _names(name: str, text: str) -> bool:
    """Say whether a text holds a name, in letters of any size but of an abbreviation."""
    return re.search(rf"\b{re.escape(name)}s?\b", text, re.NOFLAG if name.isupper() else re.IGNORECASE) is not None


def hashes(text: str) -> frozenset[str]:
    """Return the hashes (8 hexadecimal digits) of all runs of eight words of a text."""
    found = words(text)
    runs = (" ".join(found[place : place + _SHINGLE]) for place in range(max(1, len(found) - _SHINGLE + 1)))
    return frozenset(hashlib.blake2b(run.encode(), digest_size=4).hexdigest() for run in runs)


def sketch(text: str) -> frozenset[str]:
    """Return the sketch of a text: the 64 smallest hashes of its runs of eight words."""
    return frozenset(sorted(hashes(text))[:_SKETCH])


def _resemblance(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the runs of two texts that is in both, by their sketches."""
    smallest = sorted(one | other)[:_SKETCH]
    return len(one & other & frozenset(smallest)) / len(smallest)


def read_catalogue(path: Path) -> Catalogue:
    """Return the catalogue in a TOML file. Raise StorageError where it cannot be read or lacks a field."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        entries = tuple(_entry(values) for values in data["publication"])
        changes = tuple(Change(**{**values, "of": tuple(values.get("of", ()))}) for values in data["change"])
        return Catalogue(entries, changes, data["as_known_on"])
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise StorageError(f"the catalogue {path} cannot be read ({error}): restore it, or set ICS_CORPUS") from error


def _entry(values: dict[str, object]) -> Entry:
    lists: dict[str, tuple[str, ...]] = {name: tuple(values.pop(name, ())) for name in ("authors", "names")}  # type: ignore[arg-type]
    marks = frozenset(str(values.pop("sketch")).split())
    return Entry(**values, **lists, sketch=marks)  # type: ignore[arg-type]
