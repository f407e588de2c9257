"""A run: a folder with its configuration, the items, the documents, what came out, and its values."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from assistant.retrieval.index import read_documents
from assistant.settings import ROOT
from assistant.types import Document
from evals.actual import Actual, read_actual
from evals.data import Item, read_items
from evals.homes import RUNS, files_digest
from evals.values import Table, Value

_PACKAGES = ("torch", "onnxruntime", "sentence-transformers", "chromadb", "bm25s", "llama-index-core", "ir-measures")


@dataclass(frozen=True)
class Run:
    """A run's folder. What it holds is read when it is asked for."""

    folder: Path
    part: str = field(default="all", kw_only=True)

    @cached_property
    def configuration(self) -> Mapping[str, Any]:
        """Return how the run was made."""
        found: Mapping[str, Any] = json.loads((self.folder / "configuration.json").read_text(encoding="utf-8"))
        return found

    @property
    def corpus(self) -> str:
        """Return which corpus was asked."""
        return str(self.configuration["corpus"])

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Return the documents as they were."""
        return read_documents(self.folder)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return the items that were asked, of the part that is looked at."""
        found = read_items(self.folder / "items.jsonl", self.documents)
        return tuple(item for item in found if self.part in ("all", item.split))

    @cached_property
    def systems(self) -> tuple[str, ...]:
        """Return the names of the systems asked, ours first."""
        others = sorted(path.stem for path in (self.folder / "baselines").glob("*.jsonl"))
        return ("ours", *others)

    def actual(self, system: str = "ours") -> Mapping[str, Actual]:
        """Return what came out of a system, by item."""
        path = self.folder / ("actual.jsonl" if system == "ours" else f"baselines/{system}.jsonl")
        return {one.id: one for one in read_actual(path)}

    @cached_property
    def _values(self) -> dict[str, Table]:
        found = json.loads((self.folder / "values.json").read_text(encoding="utf-8"))
        return {
            system: {item: {name: Value(*value) for name, value in each.items()} for item, each in table.items()}
            for system, table in found.items()
        }

    def values(self, system: str = "ours") -> Table:
        """Return a system's values, by item. Raise FileNotFoundError where the run is not scored."""
        return self._values[system]

    def write(self, name: str, content: Any) -> None:
        """Write something as JSON into the folder."""
        (self.folder / name).write_text(f"{json.dumps(content, indent=1, ensure_ascii=False)}\n", encoding="utf-8")


def begin(configuration: Mapping[str, Any], lines: Sequence[str], generation: Path) -> Run:
    """Make a run's folder with its configuration, the items' lines and a copy of the documents."""
    name = f"{configuration['corpus']}-{configuration['mode']}-{time.strftime('%Y%m%d-%H%M%S')}"
    folder = RUNS / name
    number = 1
    while folder.exists():
        number += 1
        folder = RUNS / f"{name}-{number}"
    (folder / "baselines").mkdir(parents=True)
    (folder / "items.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    shutil.copyfile(generation / "documents.json", folder / "documents.json")
    run = Run(folder)
    run.write("configuration.json", dict(configuration))
    return run


def latest(corpus: str | None = None) -> Run:
    """Return the last run that was scored, of a corpus where one is named. Raise FileNotFoundError where none was."""
    found = sorted(RUNS.glob(f"{corpus or '*'}-*/values.json"), key=lambda path: path.stat().st_mtime)
    if not found:
        raise FileNotFoundError(f"no run{f' of the {corpus}' if corpus else ''} yet: python -m evals run")
    return Run(found[-1].parent)


def code() -> dict[str, str]:
    """Return the commit, whether anything was changed since, a hash of the assistant's code, and what it builds on."""
    commit = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", "assistant", "corpus")
    digest = files_digest("assistant")[:12]
    return {
        "commit": commit,
        "changed": str(bool(changed)),
        "assistant": digest,
        **{name: version(name) for name in _PACKAGES},
    }


def _git(*arguments: str) -> str:
    command = ["git", "-C", str(ROOT), *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  a fixed command
    return told.stdout.strip()
