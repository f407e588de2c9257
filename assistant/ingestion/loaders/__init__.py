"""Files -> text with headings and pages: one file a format, one dict by suffix."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

from assistant.ingestion.loaders.bounded import Read, read_bounded
from assistant.ingestion.loaders.docx import load_docx
from assistant.ingestion.loaders.html import load_html
from assistant.ingestion.loaders.markdown import load_markdown
from assistant.ingestion.loaders.pdf import load_pdf
from assistant.ingestion.loaders.refusal import refused
from assistant.ingestion.loaders.text import load_text
from assistant.settings import Settings
from assistant.types import Loaded

Reader = Callable[[Path, Settings], Loaded]
LOADERS: dict[str, Reader] = {
    ".txt": load_text,
    ".text": load_text,
    ".md": load_markdown,
    ".markdown": load_markdown,
    ".html": load_html,
    ".htm": load_html,
    ".docx": load_docx,
    ".pdf": load_pdf,
}
# Decoding cannot hang or swell; parsing can.
IN_PROCESS = frozenset({load_text, load_markdown})
KINDS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Word file or another zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word file (.doc), or a Word file under a password"),
    (b"{\\rtf", "a rich text file (.rtf)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


def load(path: Path, limits: Settings) -> Loaded:
    """Read a file into canonical form; raise `UnreadableFileError`, saying what is wrong and what to do."""
    suffix = path.suffix.lower()
    _check_file(path)
    if suffix not in LOADERS:
        known = ", ".join(LOADERS)
        raise refused(path, f"has the suffix {suffix or '(none)'}, which is not read: save it as one of {known}")
    return _check_text(path, load_as(LOADERS[suffix], path, limits), limits)


def load_as(reader: Callable[[Path, Settings], Read], path: Path, limits: Settings) -> Read:
    """Read a file with a reader of one's own; raise `UnreadableFileError` where it cannot be read within its limits."""
    _check_file(path)
    _check_size(path, limits)
    _check_content(path, path.suffix.lower())
    return reader(path, limits) if reader in IN_PROCESS else read_bounded(reader, path, limits)


def _check_file(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        why = "is a link to a file that is gone" if path.is_symlink() else f"does not exist in {path.parent}"
        raise refused(path, f"{why}: check the path") from None
    except (OSError, ValueError) as error:
        raise refused(path, f"cannot be reached ({error.args[-1]}): check the path and the permissions") from None
    if stat.S_ISDIR(mode):
        raise refused(path, "is a folder: name the files in it")
    if not stat.S_ISREG(mode):
        raise refused(path, "is not a regular file but a pipe, socket or device: copy its content into a file")


def _check_size(path: Path, limits: Settings) -> None:
    size = path.stat().st_size
    if not size:
        raise refused(path, "is empty (0 bytes): save or download it again")
    if size > limits.max_file_mb * 1_000_000:
        raise refused(
            path,
            f"is {size / 1_000_000:.1f} MB, and files of up to {limits.max_file_mb} MB are read: split it, or raise"
            " ICS_MAX_FILE_MB",
        )


def _check_content(path: Path, suffix: str) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise refused(path, f"cannot be opened ({error.strerror}): check its permissions") from None
    actual = next((kind for magic, kind in KINDS if head.startswith(magic)), "something else")
    # Some bytes may stand before a PDF's own beginning.
    if suffix == ".pdf" and b"%PDF-" not in head:
        raise refused(path, f"is not a PDF file but {actual}: give it its right suffix, or save it as PDF")
    if suffix == ".docx" and not head.startswith(b"PK\x03\x04"):
        raise refused(path, f"is not a Word file (.docx) but {actual}: save it as .docx or PDF, without a password")
    if suffix not in {".pdf", ".docx"} and actual != "something else":
        raise refused(path, f"is not text but {actual}: give it its right suffix, or save it as text")


def _check_text(path: Path, loaded: Loaded, limits: Settings) -> Loaded:
    if not loaded.text.strip():
        raise refused(path, "holds no text: add the document that the text is in")
    if len(loaded.text) > limits.max_characters:
        raise refused(
            path,
            f"holds {len(loaded.text)} characters, and texts of up to {limits.max_characters} are read: split it, or"
            " raise ICS_MAX_CHARACTERS",
        )
    return loaded
