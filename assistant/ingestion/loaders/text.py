"""Plain text: the decoded content; only line ends, drawn tables and what a PDF's pages left in it are changed."""

from __future__ import annotations

import codecs
from pathlib import Path

from assistant.ingestion.loaders.drawn_tables import with_rows
from assistant.ingestion.loaders.refusal import refused
from assistant.ingestion.loaders.text_pages import is_paged, read_pages
from assistant.settings import Settings
from assistant.types import Loaded

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def load_text(path: Path, _limits: Settings) -> Loaded:
    """Read a text file; raise `UnreadableFileError` where it is not text."""
    text = decode(path.read_bytes(), path)
    return read_pages(text) if is_paged(text) else Loaded(with_rows(text))


def decode(data: bytes, path: Path) -> str:
    """Decode by byte order mark, as UTF-8, or as detected; raise `UnreadableFileError` where it is not text."""
    text = _decoded(data)
    # Of the control characters a text holds tabs, line ends, form feeds and, from a terminal, a few escapes.
    strange = sum(text.count(chr(code)) for code in range(32) if code not in (9, 10, 12, 13)) if text else 0
    if text is None or "\0" in text or strange > len(text) / 200:
        raise refused(path, "is not text: its bytes are in no known encoding; save it as UTF-8, or correct its suffix")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str | None:
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None if b"\0" in data else _detected(data)


def _detected(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # The Windows encoding of western Europe first: on short texts the detector prefers rarer relatives of it.
    best = from_bytes(data, cp_isolation=["cp1252"]).best() or from_bytes(data).best()
    return str(best) if best is not None else None
