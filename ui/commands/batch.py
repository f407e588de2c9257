"""Batches of questions, one JSON object a line, and histories: what is read from files and standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, UsageError
from assistant.types import Answer, Status, Turn

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """One line of a batch."""

    question: str
    history: tuple[Turn, ...] = ()
    documents: tuple[str, ...] = ()


def run(
    lines: Iterable[bytes], answer: Callable[[Request], Json], failed: Callable[[str, str], Json]
) -> Iterator[Json]:
    """Yield what `answer` makes of each line, or what `failed(question, reason)` makes of one that has an error."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        entry: object = None
        try:
            entry = _parsed(line, number)
            result = answer(request(entry, number))
        except AssistantError as error:
            result = failed(_question(entry), str(error))
        except Exception as error:  # noqa: BLE001 - a border: one line's failure must not lose the others
            result = failed(_question(entry), f"This failed unexpectedly: {type(error).__name__}: {error}")
        yield {"id": None} | result | _identity(entry)


def read_lines(path: Path) -> Iterable[bytes]:
    """Return a file's lines; those of standard input ("-") as they come."""
    return iter(sys.stdin.buffer) if str(path) == "-" else _bytes(path).split(b"\n")


def read_history(path: Path | None) -> tuple[Turn, ...]:
    """Read a JSON list of `{role, content}` from a file or standard input ("-")."""
    if path is None:
        return ()
    content = sys.stdin.buffer.read() if str(path) == "-" else _bytes(path)
    try:
        return turns(json.loads(content.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"The history in {path} is not JSON ({error}): give a list of {{role, content}}.") from None


def turns(value: object) -> tuple[Turn, ...]:
    """Return a history's turns, or say what is wrong with the first that is not one."""
    if not isinstance(value, list):
        raise UsageError("The history is not a list: give a list of {role, content}.")
    return tuple(_turn(number, turn) for number, turn in enumerate(value, 1))


def request(entry: Json, number: int) -> Request:
    """Return what a line asks; fields that are not known are ignored."""
    question, documents = entry.get("question"), entry.get("documents") or []
    if not isinstance(question, str):
        raise UsageError(f'Line {number} has no "question" that is text.')
    if not isinstance(documents, list) or not all(isinstance(id, str) for id in documents):
        raise UsageError(f'Line {number} has "documents" that are not a list of document ids.')
    return Request(question, turns(entry.get("history") or []), tuple(documents))


def failed_answer(question: str, reason: str) -> Answer:
    """Return the answer that stands for a line that could not be answered."""
    return Answer(id="", question=question, query="", status=Status.ERROR, text=reason)


def _parsed(line: bytes, number: int) -> Json:
    try:
        entry = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"Line {number} is not JSON: {error}.") from None
    if not isinstance(entry, dict):
        raise UsageError(f'Line {number} is not an object with a "question".')
    return entry


def _turn(number: int, turn: object) -> Turn:
    if isinstance(turn, dict) and turn.get("role") in ("user", "assistant") and isinstance(turn.get("content"), str):
        return Turn(turn["role"], turn["content"])
    raise UsageError(f'Turn {number} of the history needs a "role" (user or assistant) and a "content" that is text.')


def _question(entry: object) -> str:
    question = entry.get("question") if isinstance(entry, dict) else None
    return question if isinstance(question, str) else ""


def _identity(entry: object) -> Json:
    return {"id": entry["id"]} if isinstance(entry, dict) and entry.get("id") is not None else {}


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        raise UsageError(f"There is no file {path}: give the path of a file, or - for standard input.") from None
