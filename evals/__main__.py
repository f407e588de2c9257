"""The commands: `validate | selftest | run | compare | accept | report | bench | fit | from-feedback`."""

from __future__ import annotations

import hashlib
import json
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from statistics import quantiles
from typing import Annotated

import typer

from assistant.errors import AssistantError
from assistant.pipeline import Assistant
from assistant.retrieval.index import read_chunks, read_documents
from assistant.retrieval.models import load_embedder
from assistant.retrieval.weights import LEARNED_CROSS_ENCODER, LEARNED_LATE_INTERACTION, LEARNED_LEANINGS
from assistant.settings import Settings
from assistant.store import FILE, Store
from evals import accepted, printed, runs, verdict
from evals.data import PLANS, item_of, lines_of, read_values
from evals.figures import write_figures
from evals.from_feedback import add_drafts
from evals.generate import Ours
from evals.homes import PUBLICATIONS, RUNS, generation, prepared
from evals.report import write as write_report
from evals.running import Plan, rescore
from evals.running import run as run_plan
from evals.runs import Run
from evals.selftest import selftest as tests_of_metrics
from evals.validate import problems
from evals.verdict import Exit, Verdict

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)


class Corpus(StrEnum):
    """What is asked: our briefings, or the publications themselves."""

    BRIEFINGS = "briefings"
    PUBLICATIONS = "publications"


class Mode(StrEnum):
    """How far it goes: the search alone, whole answers, or a served assistant's answers."""

    RETRIEVAL = "retrieval"
    ANSWERS = "answers"
    LIVE = "live"


class Part(StrEnum):
    """Which items: those that rules may be fitted to, those that they may not, or both."""

    TUNE = "tune"
    CHECK = "check"
    ALL = "all"


Which = Annotated[Corpus, typer.Option(help="which corpus")]
Parts = Annotated[Part, typer.Option(help="which items: tune, check or all")]
Data = Annotated[Path | None, typer.Option(help="another file of items of the same shape")]
Publications = Annotated[Path, typer.Option(help="where the publications are, a file or folder")]
Folder = Annotated[Path | None, typer.Option("--run", help="a run's folder; else the last run of the corpus")]
Floors = Annotated[bool, typer.Option(help="whether the floors decide too, beside invariants and regression")]


DRAFTS = RUNS / "feedback.jsonl"
TUNED = " (rules were fitted to these: too good for what new questions will get)"


@contextmanager
def _exits() -> Iterator[None]:
    """Turn what goes wrong into the exit codes."""
    try:
        yield
    except (ValueError, FileNotFoundError) as error:
        _end(error, Exit.USAGE)
    except accepted.BaselineError as error:
        _end(error, Exit.BASELINE)
    except AssistantError as error:
        _end(error, Exit.SYSTEM)


def _end(error: Exception, code: Exit) -> None:
    print(f"evals: {error}", file=sys.stderr)
    raise typer.Exit(code) from error


def _settings(corpus: Corpus, publications: Path, home: Path | None = None) -> Settings:
    if home:
        return Settings(home=home)
    return prepared(
        str(corpus), publications, lambda stage, n, of: print(f"\r{stage} {n}/{of}", end="", file=sys.stderr)
    )


@app.command()
def validate(
    corpus: Which = Corpus.PUBLICATIONS,
    part: Parts = Part.ALL,
    data: Annotated[list[Path] | None, typer.Option(help="files of items; else the repository's own")] = None,
    publications: Publications = PUBLICATIONS,
) -> None:
    """Check the data set: spans, patterns with their examples, and that no question stands in a source or the code."""
    with _exits():
        documents = read_documents(generation(_settings(corpus, publications)))
        lines = [line for path in data or () for line in lines_of(path, str(part))] or lines_of(None, str(part))
        found = problems(lines, documents)
    print("\n".join([*found, f"{len(lines)} items, {len(found)} problems"]))
    raise typer.Exit(Exit.USAGE if found else Exit.PASS)


@app.command()
def selftest(
    corpus: Which = Corpus.PUBLICATIONS,
    data: Data = None,
    publications: Publications = PUBLICATIONS,
) -> None:
    """Check the metrics: planted faults lower the metric meant to catch them, systems that cheat score badly."""
    with _exits():
        folder = generation(_settings(corpus, publications))
        documents = read_documents(folder)
        items = [item_of(json.loads(line), documents) for line in lines_of(data)]
        tried = tests_of_metrics(items, documents, read_chunks(folder))
    print(printed.tried(tried))
    raise typer.Exit(Exit.PASS if all(each.passes for each in tried) else Exit.QUALITY)


@app.command()
def run(  # noqa: PLR0913  a command has as many parameters as options
    corpus: Which = Corpus.PUBLICATIONS,
    mode: Annotated[Mode, typer.Option(help="retrieval, answers or live")] = Mode.ANSWERS,
    part: Parts = Part.ALL,
    data: Data = None,
    publications: Publications = PUBLICATIONS,
    home: Annotated[Path | None, typer.Option(help="an index that is there, asked as it is")] = None,
    url: Annotated[str, typer.Option(help="where a served assistant is (live)")] = "http://127.0.0.1:8000",
    stored: Annotated[Path | None, typer.Option(help="a run's folder, to score again what it holds")] = None,
    reuse: Annotated[Path | None, typer.Option(help="a run whose answers are taken where nothing changed")] = None,
    floors: Floors = True,
    baselines: Annotated[bool, typer.Option(help="whether other systems are asked too, to stand beside it")] = True,
) -> None:
    """Ask every item, store what comes out, score it, and hold it against the floors."""
    with _exits():
        if stored:
            made = Run(stored)
            rescore(made)
        else:
            settings = _settings(corpus, publications, home)
            made = run_plan(Plan(str(corpus), settings, str(mode), str(part), data, url, reuse, baselines))
        told = _print_figures(made, floors)
    raise typer.Exit(told.code)


def _print_figures(made: Run, floors: bool) -> Verdict:
    table = made.values()
    for split in dict.fromkeys(item.split for item in made.items):
        items = [item for item in made.items if item.split == split]
        print(f"\n{made.corpus}, {split}: {len(items)} items{TUNED if split == 'tune' else ''}")
        print(printed.figures([*verdict.rows(items, table), verdict.time_row(items, table)]))
    told = verdict.judge_figures(made.items, table, floors=floors)
    told = verdict.together(told, Verdict(Exit.PASS, unchecked=("regression: python -m evals compare",)))
    print(f"\n{printed.verdict(told)}\nrun: {made.folder}")
    return told


@app.command()
def compare(
    corpus: Which = Corpus.PUBLICATIONS,
    folder: Folder = None,
    part: Parts = Part.ALL,
    floors: Floors = True,
) -> None:
    """Hold a run beside the accepted one, item by item, and say what that comes to."""
    with _exits():
        made = Run(folder or runs.latest(str(corpus)).folder, part=str(part))
        told = _compared(made, floors)
        print(printed.changes(told.changes))
        print(printed.flips(told.flips, made.items))
        print(printed.verdict(told))
    raise typer.Exit(told.code)


def _compared(made: Run, floors: bool) -> Verdict:
    before = accepted.read_accepted(made.corpus)
    accepted.check_same_data(made, before)
    figures = verdict.judge_figures(made.items, made.values(), floors=floors)
    return verdict.together(figures, verdict.compare(made.items, made.values(), before))


@app.command()
def accept(
    reason: Annotated[str, typer.Option(help="why this run is the one to be held against")],
    corpus: Which = Corpus.PUBLICATIONS,
    folder: Folder = None,
) -> None:
    """Make a run the accepted one of its corpus: of the part not tuned on, or of all items."""
    with _exits():
        made = Run(folder or runs.latest(str(corpus)).folder)
        if made.configuration["mode"] == "retrieval" or made.configuration["part"] == "tune":
            raise ValueError("only a run with answers, of all items or of those not tuned on, can be accepted")
        print(f"accepted: {accepted.accept(made, reason)}")
        # From what was written, which is rounded: whoever reads it gets the same figures.
        table = accepted.read_accepted(made.corpus).table
        print(f"its figures: {write_figures(made.configuration, made.items, table)}")


@app.command()
def report(
    corpus: Which = Corpus.PUBLICATIONS,
    folder: Folder = None,
    floors: Floors = True,
    texts: Annotated[bool, typer.Option(help="whether the page holds the sources' words (then keep it to you)")] = True,
) -> None:
    """Write a run as one page of HTML, with JUnit XML and JSON beside it."""
    with _exits():
        made = Run(folder or runs.latest(str(corpus)).folder)
        try:
            told = _compared(made, floors)
        except accepted.BaselineError as error:
            print(f"evals: {error}", file=sys.stderr)
            figures = verdict.judge_figures(made.items, made.values(), floors=floors)
            told = verdict.together(figures, Verdict(Exit.PASS, unchecked=(f"regression: {error}",)))
        print(write_report(made, told, texts=texts))


@app.command()
def bench(
    rounds: Annotated[int, typer.Option(help="times that all questions are asked")] = 1,
    corpus: Which = Corpus.PUBLICATIONS,
    publications: Publications = PUBLICATIONS,
) -> None:
    """Ask all items, warm, and print the time of an answer and the memory used."""
    with _exits():
        settings = _settings(corpus, publications)
        documents = read_documents(generation(settings))
        items = [item_of(json.loads(line), documents) for line in lines_of()]
        ours = Ours(Assistant.open(settings))
        told = [ours(item) for _ in range(rounds) for item in items if item.type != PLANS]
        seconds = [each.seconds for each in told if each.status != "malformed"]
    cuts = quantiles(seconds, n=20)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(seconds)} answers: p50 {cuts[9]:.3f} s, p95 {cuts[18]:.3f} s; peak memory {memory:,.0f} MB")


class Model(StrEnum):
    """A model whose last layers are ours, or that is all ours."""

    LATE_INTERACTION = "late-interaction"
    CROSS_ENCODER = "cross-encoder"
    LEANINGS = "leanings"


@app.command()
def fit(model: Model, publications: Publications = PUBLICATIONS) -> None:
    """Fit a model on the questions in training/, and write it. Some hour; some minutes for `leanings`."""
    import numpy as np

    from evals import cross_encoder, late_interaction, leanings
    from evals.training import MESSAGES, TRAINING, read_training

    with _exits():
        corpora = [_settings(corpus, publications) for corpus in Corpus]
        documents = [read_documents(generation(settings)) for settings in corpora]
        questions = [
            read_training(held, TRAINING / f"{corpus}.jsonl") for held, corpus in zip(documents, Corpus, strict=True)
        ]
        if model is Model.LATE_INTERACTION:
            packaged, arrays = (
                LEARNED_LATE_INTERACTION,
                late_interaction.fit(list(zip(documents, questions, strict=True))),
            )
        elif model is Model.CROSS_ENCODER:
            packaged = LEARNED_CROSS_ENCODER
            found = [cross_encoder.found_for(*each) for each in zip(questions, corpora, strict=True)]
            arrays = cross_encoder.fit([example for each in found for example in each])
        else:
            packaged, asked = LEARNED_LEANINGS, [one for each in questions for one in each]
            arrays = leanings.fit(load_embedder(Settings(embedding_model="")), read_values(MESSAGES), asked)
        path = packaged.path() / packaged.file
        np.savez(path, allow_pickle=False, **arrays)
    print(f"{path}: pin its SHA-256 {hashlib.sha256(path.read_bytes()).hexdigest()} in assistant/retrieval/weights.py")


@app.command()
def from_feedback(
    out: Annotated[Path, typer.Option(help="the file to add to, which is not committed")] = DRAFTS,
    home: Annotated[Path | None, typer.Option(help="where the store is; else ICS_HOME")] = None,
) -> None:
    """Turn the answers that readers rated down into items, to be completed by a person."""
    with _exits():
        settings = Settings() if home is None else Settings(home=home)
        store = settings.home / FILE
        if not store.exists():
            raise FileNotFoundError(f"there is no {store}: nothing was asked there yet; name the folder with --home")
        added, withheld = add_drafts(Store(store, settings.keep_days), out)
    print(f"items added to {out}: {added}; left out, whose question held personal data and was not kept: {withheld}")
    print(
        "Complete each by hand: type, expected_status, expected_evidence, nuggets; reword what an earlier answer said."
    )


if __name__ == "__main__":
    app()
