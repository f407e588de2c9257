"""Whether answers follow their sources: figures are altered in all documents, and no answer may state the old ones."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.types import Document
from evals.actual import Actual, read_actual, write_actual
from evals.data import Item
from evals.generate import Ours
from evals.values import Value

_MOST = 12
# Two digits or more: a single one stands in too many places.
_FIGURE = re.compile(r"(?<![\d.,])(?=\d[.,]?\d)\d+(?:[.,]\d+)*")
_NEAR = 5
_DIGITS = str.maketrans("0123456789", "9345678212")

Figures = Mapping[str, tuple[str, str]]  # by item: the figure that its answer states, and what it is altered to


def chosen(items: Sequence[Item], actual: Mapping[str, Actual]) -> Figures:
    """Return, for some items, a figure that the answer states and an expected fact is about, with its alteration.

    Years are left alone: they stand in titles, dates and names too.
    """
    altering: dict[str, tuple[str, str]] = {}
    for item in items:
        said = "\n".join(claim.text for claim in actual[item.id].claims)
        figures = [
            found.group()
            for nugget in item.vital_nuggets
            if (match := nugget.pattern.search(said))
            for found in _FIGURE.finditer(said)
            if found.start() < match.end() + _NEAR
            and match.start() < found.end() + _NEAR
            and not re.fullmatch(r"(?:19|20)\d\d", found.group())
        ]
        if figures and len(altering) < _MOST:
            altering[item.id] = (figures[0], figures[0].translate(_DIGITS))
    return altering


def altered(text: str, figures: Figures) -> str:
    """Return a text with every figure altered, wherever it stands; the length stays the same."""
    new = dict(figures.values())
    return _FIGURE.sub(lambda match: new.get(match.group(), match.group()), text)


def prepare(settings: Settings, documents: Mapping[str, Document], figures: Figures, home: Path) -> Settings:
    """Return the settings of a copy of an index, in a new folder, whose documents state the altered figures."""
    shutil.copytree(settings.home, home)  # what has not changed is not embedded again
    changed = settings.model_copy(update={"home": home})
    if all(document.is_briefing for document in documents.values()):
        corpus = home / "corpus"
        shutil.copytree(settings.corpus, corpus)
        for path in (corpus / "briefings").glob("*.md"):
            path.write_text(altered(path.read_text(encoding="utf-8"), figures), encoding="utf-8")
        changed = changed.model_copy(update={"corpus": corpus})
        Library(changed).refresh()
        return changed
    folder = home / "publications"
    folder.mkdir()
    for document in documents.values():
        (folder / f"{document.id}.txt").write_text(altered(document.text, figures), encoding="utf-8")
    Library(changed).add([folder])
    return changed


def ask_altered(settings: Settings, items: Sequence[Item], figures: Figures) -> list[Actual]:
    """Return what comes out for the items whose figures were altered."""
    assistant = Assistant.open(settings)
    try:
        ours = Ours(assistant)
        return [ours(item) for item in items if item.id in figures]
    finally:
        assistant.close()


def dependence_values(run: Path) -> dict[str, Value]:
    """Return, for each item whose figure was altered in a run, whether the answer no longer states the old one."""
    if not (run / "altered.json").exists():
        return {}
    figures = json.loads((run / "altered.json").read_text(encoding="utf-8"))
    told = read_actual(run / "altered.jsonl")
    return {one.id: Value(float(figures[one.id][0] not in _figures(one))) for one in told}


def _figures(actual: Actual) -> set[str]:
    return {figure for claim in actual.claims for figure in _FIGURE.findall(claim.text)}


def measure(settings: Settings, documents: Mapping[str, Document], items: Sequence[Item], run: Path) -> None:
    """Alter figures that the stored answers state, ask again, and store both beside them."""
    actual = {one.id: one for one in read_actual(run / "actual.jsonl")}
    figures = chosen([item for item in items if item.id in actual], actual)
    if not figures:
        return
    # Each run has its own: both corpora are run at once.
    with TemporaryDirectory(prefix="altered-", dir=run) as folder:
        told = ask_altered(prepare(settings, documents, figures, Path(folder) / "home"), items, figures)
    write_actual(run / "altered.jsonl", [replace(one, hits=one.hits[:5]) for one in told])
    (run / "altered.json").write_text(json.dumps(figures), encoding="utf-8")
