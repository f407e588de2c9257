"""The index of each corpus, in a home folder of the evaluations' own, made anew when the code that makes it changes."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from assistant.library import Library
from assistant.retrieval.generations import Generations
from assistant.settings import ROOT, Settings
from assistant.types import Document
from evals.data import FOLDER

CORPORA = ("briefings", "publications")
RUNS = FOLDER / "runs"
PUBLICATIONS = ROOT.parent / "shared" / "corpus"

Progress = Callable[[str, int, int], None]


def prepared(corpus: str, publications: Path = PUBLICATIONS, progress: Progress | None = None) -> Settings:
    """Return the settings of a corpus whose index is up to date; the index is built where it is not.

    Raise ValueError for a corpus that is not known, FileNotFoundError where the publications are not there.
    """
    if corpus not in CORPORA:
        raise ValueError(f"there is no corpus {corpus!r}; there are {' and '.join(CORPORA)}")
    if corpus == "publications" and not publications.exists():
        raise FileNotFoundError(f"{publications} is not there: name the publications with --publications PATH")
    settings = Settings(home=home_of(corpus), briefings=True)
    with making(corpus):
        library = Library(settings)
        if corpus == "publications":
            library.add([publications], progress=progress)
        else:
            library.refresh(progress)
    return settings


def home_of(corpus: str) -> Path:
    """Return the home folder of a corpus, for the code as it is; it may not be there yet."""
    return RUNS / "homes" / f"{corpus}-{indexing_code()}"


@contextmanager
def making(corpus: str) -> Iterator[None]:
    """Let one process at a time make the home of a corpus; the homes that other code made are deleted."""
    home = home_of(corpus)
    home.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(home.parent / f"{corpus}.lock"):
        for stale in home.parent.glob(f"{corpus}-*"):
            if stale != home:
                shutil.rmtree(stale)
        yield


def indexing_code() -> str:
    """Return a short hash of the code that makes an index, so that none made by other code is asked."""
    return files_digest("assistant/ingestion", "assistant/retrieval", "assistant/text.py")[:10]


def files_digest(*names: str) -> str:
    """Return a hash of files and of all files in folders, named from the project's root; caches are left out."""
    paths = [path for name in names for path in ((ROOT / name).rglob("*") if (ROOT / name).is_dir() else [ROOT / name])]
    read = [path.read_bytes() for path in sorted(paths) if path.is_file() and "__pycache__" not in path.parts]
    return hashlib.sha256(b"".join(read)).hexdigest()


def generation(settings: Settings) -> Path:
    """Return the folder of the index in use."""
    return Generations(settings.home).path()


def documents_digest(documents: Mapping[str, Document]) -> str:
    """Return a short hash of the documents' texts."""
    read = "\0".join(f"{name}\0{documents[name].text}" for name in sorted(documents))
    return hashlib.sha256(read.encode()).hexdigest()[:12]
