"""A run, step by step: the corpus is prepared, systems are asked, what came out is stored, then scored."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from assistant.pipeline import Assistant
from assistant.retrieval.index import read_chunks, read_documents
from assistant.retrieval.models import load_embedder
from assistant.settings import Settings
from evals.actual import Actual, write_actual
from evals.baselines import Encoded, searchers, systems
from evals.data import Item, lines_of
from evals.dependence import dependence_values, measure
from evals.drafts import Drafting
from evals.generate import Answering, Ours, generate
from evals.homes import documents_digest, generation
from evals.live import Served
from evals.runs import Run, begin, code
from evals.scoring import score

MODES = ("retrieval", "answers", "live")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be run: the corpus with its settings, how, which items, where a served assistant is.

    `reuse` is the folder of a run from which what the same code said to the same items is taken; `baselines` says
    whether other systems are asked too.
    """

    corpus: str
    settings: Settings
    mode: str = "answers"
    part: str = "all"
    data: Path | None = None
    url: str = "http://127.0.0.1:8000"
    reuse: Path | None = None
    baselines: bool = True


def run(plan: Plan) -> Run:
    """Ask our assistant and the baselines, store what comes out, score it. Raise AssistantError where ours fails."""
    folder = generation(plan.settings)
    lines = lines_of(plan.data, plan.part)
    made = begin(_configuration(plan, lines, folder), lines, folder)
    started = time.perf_counter()
    with _ours(plan) as ours:
        known = said_before(made, Run(plan.reuse)) if plan.reuse else {}
        new = generate(ours, [item for item in made.items if item.id not in known])
        told = (known.get(item.id) or next(new) for item in made.items)
        _store(made.folder / "actual.jsonl", "asking", made.items, told)
    if plan.baselines:
        _ask_baselines(made, plan.settings, answers=plan.mode != "retrieval")
    if plan.mode == "answers":
        measure(plan.settings, made.documents, made.items, made.folder)
    made.write("seconds.json", {"generating": round(time.perf_counter() - started, 1)})
    rescore(made)
    return made


_SAME = ("corpus", "mode", "url", "documents", "settings")


def said_before(made: Run, before: Run) -> dict[str, Actual]:
    """Return what an earlier run stored for the same items; nothing where code, documents or settings differ."""
    now, then = made.configuration, before.configuration
    assistants = [each["code"].get("assistant") for each in (now, then)]
    if any(now.get(name) != then.get(name) for name in _SAME) or len({*assistants}) > 1:
        return {}
    digests, actual = {item.id: item.digest for item in before.items}, before.actual()
    return {item.id: actual[item.id] for item in made.items if digests.get(item.id) == item.digest}


def rescore(made: Run) -> None:
    """Score what is stored of a run, which costs nothing but seconds."""
    values: dict[str, Any] = {}
    for name in made.systems:
        table = score(made.items, made.actual(name), made.documents)
        if name == "ours":
            followed = dependence_values(made.folder)
            table = {
                item: {**each, **({"figures_followed": followed[item]} if item in followed else {})}
                for item, each in table.items()
            }
        values[name] = {item: {key: tuple(value) for key, value in each.items()} for item, each in table.items()}
    made.write("values.json", values)


@contextmanager
def _ours(plan: Plan) -> Iterator[Answering]:
    if plan.mode == "live":
        served = Served(plan.url)
        served.check(read_documents(generation(plan.settings)))
        yield served
        return
    assistant = Assistant.open(plan.settings)
    try:
        # The first question of a process is slow: models warm up.
        assistant.ask("What is an integrated care system?")
        yield Drafting(Ours(assistant), assistant) if plan.mode == "answers" else Ours(assistant, answers=False)
    finally:
        assistant.close()


def _ask_baselines(made: Run, settings: Settings, *, answers: bool) -> None:
    folder = generation(settings)
    documents = read_documents(folder)
    encoded = Encoded(load_embedder(settings))
    encoded([item.question for item in made.items])
    found = searchers(documents, read_chunks(folder), encoded)
    plain: Mapping[str, Answering] = systems(found, documents)
    if not answers:
        plain = {name: _searching(searcher) for name, searcher in found.items()}
    for name, system in plain.items():
        _store(made.folder / "baselines" / f"{name}.jsonl", name, made.items, map(system, made.items))


def _searching(searcher: Any) -> Answering:
    return lambda item: Actual(item.id, searcher.search(item.question), query=item.question)


def _store(path: Path, label: str, items: Sequence[Item], actual: Iterable[Actual]) -> None:
    with typer.progressbar(actual, length=len(items), label=f"{label:16s}", file=sys.stderr) as bar:
        write_actual(path, bar)


def _configuration(plan: Plan, lines: Sequence[str], folder: Path) -> dict[str, Any]:
    return {
        "corpus": plan.corpus,
        "mode": plan.mode,
        "url": plan.url if plan.mode == "live" else "",
        "part": plan.part,
        "items": len(lines),
        "data": hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12],
        "documents": documents_digest(read_documents(folder)),
        "made": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "settings": {"k": plan.settings.k, "embedding_model": plan.settings.embedding_model},
        "code": code(),
    }
