"""How a file is refused: by its name, with what is wrong and what to do."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.errors import UnreadableFileError


def refused(path: Path, why: str) -> UnreadableFileError:
    """Return the error that refuses a file, its message beginning with the file's name."""
    return UnreadableFileError(f"{shown(path)} {why}")


def shown(path: Path) -> str:
    """Return a file's name as it can be printed: bytes that are not UTF-8, and control characters, escaped."""
    return spelt(path.name or str(path))


def spelt(path: Path | str) -> str:
    """Return a whole path as it can be printed, as `shown` returns its name."""
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in name)
