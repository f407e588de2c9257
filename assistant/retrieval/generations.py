"""The folder of indexes: generations built beside one another, a pointer swapped atomically, a manifest, a lock."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter

from assistant.errors import BusyError, IndexDamagedError, IndexMissingError, StorageError

FORMAT = 1
_MANIFEST = "manifest.json"
_ESSENTIAL = frozenset(("documents.json", "chunks.json", "tokens.npy", "edges.npy", "dense.npy", "keys.txt"))
_KEPT = 2


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of: format, models, counts, and the SHA-256 of each file that never changes."""

    format: int
    splitter: str
    embedding: str
    late_interaction: str
    dimensions: int
    chunks: int
    units: int
    files: dict[str, str]


_MANIFESTS: TypeAdapter[Manifest] = TypeAdapter(Manifest)


class Generations:
    """The generations under a home folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "generations"
        self._pointer = home / "current"

    @property
    def current(self) -> int | None:
        """Return the number of the generation in use, or nothing where there is none."""
        try:
            return int(self._pointer.read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"{self._pointer} does not name a generation ({error}): {mend()}") from error

    def path(self, number: int | None = None) -> Path:
        """Return the folder of a generation, by default the one in use.

        Raise IndexMissingError where there is none in use, IndexDamagedError where it is not there.
        """
        number = self.current if number is None else number
        if number is None:
            raise IndexMissingError(f"there is no index in {self.home}: add documents with `ics add PATH`")
        folder = self.folder / str(number)
        if not folder.is_dir():
            message = f"generation {number} is missing from {self.folder}: {mend()} in the generations that are left"
            raise IndexDamagedError(message)
        return folder

    def newest_first(self) -> list[Path]:
        """Return the folders of all whole generations, the newest first."""
        found = self.folder.iterdir() if self.folder.is_dir() else ()
        numbers = sorted((int(path.name) for path in found if path.name.isdigit()), reverse=True)
        return [self.folder / str(number) for number in numbers]

    def in_use_first(self) -> list[Path]:
        """Return the folders of all generations: the one in use, where it is there, then the newest first."""
        try:
            used = [self.path()]
        except (IndexMissingError, IndexDamagedError):
            used = []
        return used + [folder for folder in self.newest_first() if folder not in used]

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of indexing. Raise BusyError at once where another run holds it (a dead one's is free)."""
        from filelock import FileLock, Timeout

        holder = self.home / "lock.json"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.home / "lock", timeout=0):
                holder.write_text(json.dumps({"process": os.getpid()}), encoding="ascii")
                try:
                    yield
                finally:
                    holder.unlink(missing_ok=True)
        except Timeout as error:
            said = f"another run (process {self.holder()}) is indexing in {self.home}"
            raise BusyError(f"{said}: try again when it ends") from error
        except OSError as error:
            message = f"{self.home} cannot be written ({error}): mend that, or choose another folder with ICS_HOME"
            raise StorageError(message) from error

    def holder(self) -> str:
        """Return the process that said last that it holds the lock."""
        try:
            return str(json.loads((self.home / "lock.json").read_text(encoding="ascii"))["process"])
        except (OSError, ValueError, KeyError, TypeError):
            return "unknown"

    def begin(self) -> tuple[int, Path]:
        """Return the number and the empty folder of the next generation; what a broken run left is removed."""
        for path in self.folder.glob("*.part"):
            shutil.rmtree(path)
        number = 1 + max((int(path.name) for path in self.newest_first()), default=0)
        folder = self.folder / f"{number}.part"
        folder.mkdir()
        return number, folder

    def publish(self, number: int) -> None:
        """Make a finished generation the one in use, atomically, and remove all but the one before it."""
        (self.folder / f"{number}.part").replace(self.folder / str(number))
        following = self._pointer.with_suffix(".next")
        with following.open("w", encoding="ascii") as file:
            file.write(str(number))
            file.flush()
            os.fsync(file.fileno())
        following.replace(self._pointer)
        for old in self.newest_first()[_KEPT:]:
            shutil.rmtree(old, ignore_errors=True)

    def withdraw(self) -> None:
        """Leave no generation: what follows when the last document is removed."""
        self._pointer.unlink(missing_ok=True)
        for folder in self.newest_first():
            shutil.rmtree(folder, ignore_errors=True)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a generation."""
    (folder / _MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="ascii")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a generation. Raise IndexDamagedError where it cannot be read."""
    try:
        return _MANIFESTS.validate_json((folder / _MANIFEST).read_bytes(), strict=True, extra="forbid")
    except (OSError, ValueError) as error:
        raise IndexDamagedError(f"the index's manifest {folder / _MANIFEST} cannot be read: {mend()}") from error


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raise IndexDamagedError where a file of a generation is missing or not what it was."""
    for name in sorted(_ESSENTIAL - manifest.files.keys()):
        raise IndexDamagedError(f"the index's manifest {folder / _MANIFEST} does not name {name}: {mend()}")
    for name, expected in manifest.files.items():
        try:
            found = file_digest(folder / name)
        except OSError as error:
            message = f"the index's file {folder / name} cannot be read ({error.strerror}): {mend()}"
            raise IndexDamagedError(message) from error
        if found != expected:
            raise IndexDamagedError(f"the index's file {folder / name} was changed or damaged: {mend()}")


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def mend() -> str:
    """Return what to do about a damaged index whose documents can be read."""
    return "index again with `ics add PATH` (of any file), which builds the index anew with all documents held"
