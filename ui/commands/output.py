"""What the commands write: data on standard output; notes, errors and progress on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, BriefRefusedError, BusyError, UsageError

FAILED, USAGE, PART, REFUSED, BUSY, INTERRUPTED = 1, 2, 3, 4, 75, 130
WIDE = 200
UNBROKEN = ("Document", "Setting")  # what a reader copies


def exit_code(error: Exception) -> int:
    """Return the exit code that `interfaces.md` gives an error."""
    codes = {UsageError: USAGE, BusyError: BUSY, BriefRefusedError: REFUSED}
    return next((code for kind, code in codes.items() if isinstance(error, kind)), FAILED)


def sentence(error: Exception) -> str:
    """Return one line that says what went wrong."""
    message = " ".join(str(error).split())
    if isinstance(error, AssistantError):
        return message
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return f"This failed unexpectedly ({type(error).__name__}: {message}); `ics doctor` checks what it rests on."


class ClosedError(UsageError):
    """A stream that is needed was closed before this began."""


class _Closed:
    """Stands for a stream that was closed: Python has none then, and whoever uses it would fail without a word."""

    closed = True

    def __init__(self, name: str, instead: str) -> None:
        self._said = f"{name} is closed: {instead}"

    def flush(self) -> None:
        """Do nothing: nothing was written."""

    def __getattr__(self, _name: str) -> Any:
        raise ClosedError(self._said)


def stand_in_for_closed() -> None:
    """Have whoever reads or writes a closed stream told so; notes are lost where standard error is closed."""
    streams: Any = sys
    if sys.stdin is None:
        streams.stdin = _Closed("standard input", "leave it open, or give it a file (< FILE, or < /dev/null)")
    if sys.stdout is None:
        streams.stdout = _Closed("standard output", "leave it open, or send it to a file (> FILE, or > /dev/null)")
    if sys.stderr is None:
        streams.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def say(text: str) -> None:
    """Write a line of text to standard output, as UTF-8 whatever it holds."""
    sys.stdout.write(_writable(text) + "\n")


def note(text: str) -> None:
    """Write a line for the person at the terminal to standard error."""
    sys.stderr.write(_writable(text) + "\n")


def say_json(data: object) -> None:
    """Write data to standard output as JSON, indented."""
    say(json.dumps(data, ensure_ascii=False, indent=2))


def say_line(data: object) -> None:
    """Write data to standard output as one line of JSON, at once; no character in it ends a line for any reader."""
    line = json.dumps(data, ensure_ascii=False)
    for character in "\x85\u2028\u2029":
        line = line.replace(character, f"\\u{ord(character):04x}")
    say(line)
    sys.stdout.flush()


def check_out(out: Path | None) -> None:
    """Raise UsageError for a file that nothing can be written to."""
    if out is not None and out.suffix.lower() not in (".docx", ".md"):
        raise UsageError(f"nothing can be written to {out}: name a file that ends in .docx or .md")
    if out is not None and not out.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {out.absolute().parent}: make it, or name another file")


def write_out(out: Path, word: Callable[[], bytes], markdown: Callable[[], str]) -> None:
    """Write a file as Word or Markdown, as its name says."""
    if out.suffix.lower() == ".docx":
        out.write_bytes(word())
    else:
        out.write_text(markdown(), encoding="utf-8")
    note(f"Wrote {out}.")


def say_markdown(text: str) -> None:
    """Write Markdown: rendered on a terminal, as it is elsewhere."""
    if not sys.stdout.isatty():
        say(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(_printable(text)))


def say_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table; off a terminal it is wide, so that nothing is cut."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(name, min_width=len(name), no_wrap=name in UNBROKEN)
    for row in rows:
        table.add_row(*(Text(_printable("" if cell is None else str(cell)), overflow="fold") for cell in row))
    Console(width=None if sys.stdout.isatty() else WIDE, highlight=False).print(table)


@contextmanager
def progress(beside_data: bool = False) -> Iterator[Callable[[str, int, int], None] | None]:
    """Give a function `(stage, done, total)` that draws a bar on standard error, or nothing off a terminal.

    With `beside_data`, there is none where data runs over the same terminal.
    """
    if not sys.stderr.isatty() or (beside_data and sys.stdout.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False)
    tasks: dict[str, Any] = {}

    def advance(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage.replace("[", "("), total=total or None)
        bar.update(tasks[stage], completed=done, total=total or None)

    with bar:
        yield advance


def close_quietly() -> None:
    """Leave no more to be written to a reader who has gone, so that nothing is said of it at the end."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, sys.stdout.fileno())


def _writable(text: str) -> str:
    """Return the text with what UTF-8 cannot hold (lone surrogates) as escapes, which JSON reads back."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _printable(text: str) -> str:
    """Return the text without control characters, which could steer a terminal."""
    return "".join(character for character in _writable(text) if character >= " " or character in "\n\t")
