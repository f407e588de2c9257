"""What is wrong with the installation, and how to mend it: models, index, lock, store, settings, disk."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError
from assistant.ingestion.catalogue import read_catalogue
from assistant.retrieval.generations import Generations
from assistant.retrieval.weights import PACKAGED, Packaged, embedding_id
from assistant.settings import Settings
from assistant.store import FILE, Store

_OLDEST_PYTHON = (3, 11)
_LEAST_FREE_MB = 500


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found; `mend` says what to do, where something is to be done."""

    check: str
    ok: bool
    detail: str
    mend: str | None = None


def examine(settings: Settings, packaged: Sequence[Packaged] = PACKAGED) -> tuple[Finding, ...]:
    """Return a finding for each check, faults and all. Raise nothing."""
    checks: list[tuple[str, Callable[[], Finding]]] = [
        ("python", _python),
        ("home", lambda: _home(settings.home)),
        ("catalogue", lambda: _catalogue(settings.corpus / "catalogue.toml")),
        *((f"model {model.name}", lambda model=model: _model(model)) for model in packaged),
        ("embedding model", lambda: _embedding_model(settings)),
        ("lock", lambda: _lock(settings.home)),
        ("index", lambda: _index(settings)),
        ("store", lambda: _store(settings)),
        ("disk", lambda: _disk(settings.home)),
    ]
    return tuple(_found(name, check) for name, check in checks)


def _found(name: str, check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except AssistantError as error:
        detail, _, mend = str(error).rpartition(": ")
        return Finding(name, ok=False, detail=detail or mend, mend=mend if detail else None)
    except Exception as error:  # noqa: BLE001 - a doctor who falls ill helps nobody
        return Finding(name, ok=False, detail=f"the check itself failed: {type(error).__name__}: {error}")


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    wanted = ".".join(map(str, _OLDEST_PYTHON))
    if sys.version_info < _OLDEST_PYTHON:
        return Finding("python", ok=False, detail=version, mend=f"set up with Python {wanted} or newer")
    return Finding("python", ok=True, detail=version)


def _home(home: Path) -> Finding:
    place = _nearest(home)
    if not place.is_dir():
        return Finding("home", ok=False, detail=f"{place} is no folder", mend="choose another folder with ICS_HOME")
    if not os.access(place, os.R_OK | os.W_OK | os.X_OK):
        mend = "give yourself the right to write there, or choose another folder with ICS_HOME"
        return Finding("home", ok=False, detail=f"{place} cannot be written", mend=mend)
    return Finding("home", ok=True, detail=f"{home.absolute()}" + ("" if place == home else ", not made yet"))


def _catalogue(path: Path) -> Finding:
    catalogue = read_catalogue(path)
    return Finding("catalogue", ok=True, detail=f"{path}: {len(catalogue.entries)} publications")


def _model(model: Packaged) -> Finding:
    return Finding(f"model {model.name}", ok=True, detail=f"{model.verified()}: every file as pinned")


def _embedding_model(settings: Settings) -> Finding:
    """Load the model that the settings choose instead of the packaged one."""
    from assistant.retrieval.models import load_embedder

    if settings.embedding_model:
        load_embedder(settings)
    return Finding("embedding model", ok=True, detail=settings.embedding_model or "the packaged one")


def _lock(home: Path) -> Finding:
    """Say whether a run is indexing, which is no fault; the lock of a run that died is free."""
    from filelock import FileLock, Timeout

    if not (home / "lock").exists():
        return Finding("lock", ok=True, detail="free")
    try:
        with FileLock(home / "lock", timeout=0):
            return Finding("lock", ok=True, detail="free")
    except Timeout:
        process = Generations(home).holder()
        return Finding("lock", ok=True, detail=f"a run (process {process}) is indexing; until it ends, no other can")


def _index(settings: Settings) -> Finding:
    from assistant.retrieval.index import open_index

    generations = Generations(settings.home)
    folder = generations.path()
    index = open_index(folder, embedding_id(settings))
    index.close()
    detail = f"generation {folder.name}: {len(index.documents)} documents, {len(index.chunks)} passages, proved"
    return Finding("index", ok=True, detail=detail)


def _store(settings: Settings) -> Finding:
    """Say whether what is kept can be read, and by whom; a store that is not there is no fault."""
    path = settings.home / FILE
    if not path.exists():
        return Finding("store", ok=True, detail="nothing is kept yet")
    conversations, exchanges = Store(path, settings.keep_days).sizes()
    if path.stat().st_mode & 0o077:
        detail = f"others may read {path}, which holds questions"
        return Finding("store", ok=False, detail=detail, mend=f"run `chmod 600 {path}`")
    kept = f"kept for {settings.keep_days} days" if settings.keep_days else "to be deleted when the server starts"
    return Finding("store", ok=True, detail=f"{conversations} conversations, {exchanges} answers, {kept}")


def _disk(home: Path) -> Finding:
    free = shutil.disk_usage(_nearest(home)).free // 1_000_000
    if free < _LEAST_FREE_MB:
        mend = f"free some: indexing builds a second index beside the one in use; {_LEAST_FREE_MB} MB are enough"
        return Finding("disk", ok=False, detail=f"{free} MB free at {home.absolute()}", mend=mend)
    return Finding("disk", ok=True, detail=f"{free:,} MB free")


def _nearest(path: Path) -> Path:
    """Return the path, or the nearest above it that exists."""
    return next((place for place in (path, *path.absolute().parents) if place.exists()), path)
