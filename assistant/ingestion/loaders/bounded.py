"""Runs a reader in a fresh child process that may use so much time and memory and no more."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import TimeoutError as ChildTimeoutError
from pathlib import Path
from typing import TypeVar

from assistant.errors import UnreadableFileError
from assistant.ingestion.loaders.refusal import refused, shown
from assistant.settings import Settings

Read = TypeVar("Read")


def read_bounded(reader: Callable[[Path, Settings], Read], path: Path, limits: Settings) -> Read:
    """Run `reader` in a child; raise `UnreadableFileError` where it refuses, runs out of its limits, or dies.

    The calling process must be allowed to have children: a daemonic `multiprocessing` process is not.
    """
    from pebble import ProcessExpired, concurrent

    # Spawned, not forked: a fork after Chroma was opened hangs.
    context = multiprocessing.get_context("spawn")
    start = concurrent.process(timeout=limits.read_seconds, mp_context=context)(_read)
    try:
        result: Read | str = start(reader, path, limits).result()
    except ChildTimeoutError:
        result = (
            f"took longer than {limits.read_seconds} s to read: split it, or raise ICS_READ_SECONDS if you trust it"
        )
    except ProcessExpired:
        result = _too_much(limits)
    if isinstance(result, str):
        raise refused(path, result)
    return result


def _read(reader: Callable[[Path, Settings], Read], path: Path, limits: Settings) -> Read | str:
    """Return what was read, or why not: an error would bring the child's stack trace along."""
    size = _address_space() + limits.read_memory_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        return reader(path, limits)
    except UnreadableFileError as error:
        return str(error).removeprefix(f"{shown(path)} ")
    except MemoryError:
        return _too_much(limits)
    except RecursionError:
        return "is nested too deeply to be read: save it again from the program that made it"
    except Exception as error:  # noqa: BLE001  The process is a border: no file may end a run with a stack trace.
        return f"is garbled ({type(error).__name__} in its reader): save it again from the program that made it"


def _address_space() -> int:
    """Return the bytes of address space that this process has already, 0 where the system does not say.

    A child may begin with libraries that its parent had loaded, torch's alone take most of a gigabyte: reading is
    allowed its memory on top of them.
    """
    statistics = Path("/proc/self/statm")
    return int(statistics.read_text(encoding="ascii").split()[0]) * resource.getpagesize() if statistics.exists() else 0


def _too_much(limits: Settings) -> str:
    return (
        f"needs more than {limits.read_memory_mb} MB of memory to read, or broke its reader: split it or save it again"
        " from the program that made it, or raise ICS_READ_MEMORY_MB if you trust it"
    )
