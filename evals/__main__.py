"""`python -m evals run`: the questions of a part, run and scored; `bench`: how long warm answers take."""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.pipeline import Assistant
from assistant.settings import Settings
from evals.data import FOLDER, read_items
from evals.metrics import cited_any, vital_recall
from evals.run import Result, generate, ranks_of, statuses, summary, times

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)


def _results(assistant: Assistant, data: Path) -> list[Result]:
    items = read_items(data, {document.id: document for document in assistant.documents})
    with typer.progressbar(items, file=sys.stderr) as bar:
        return list(generate(assistant, bar))


@app.command()
def run(
    part: Annotated[str, typer.Option(help="which questions: tune or check")] = "tune",
    data: Annotated[Path | None, typer.Option(help="another file of questions of the same shape")] = None,
    worst: Annotated[bool, typer.Option(help="also list the questions whose facts or evidence are missed")] = False,
) -> None:
    """Run a part's questions against the index in use and print the metrics with their 95 % intervals."""
    assistant = Assistant.open(Settings())
    results = _results(assistant, data or FOLDER / f"questions_{part}.jsonl")
    placed = not any(document.is_briefing for document in assistant.documents)
    for name, value, low, high, count in summary(results, placed=placed):
        print(f"{name:32s} {value:8.3f} [{low:.3f}, {high:.3f}] n={count}")
    for (expected, actual), count in sorted(statuses(results).items()):
        print(f"expected {expected:14s} got {actual:14s} {count}")
    median, late = times(results)
    print(f"seconds: p50 {median:.3f}, p95 {late:.3f}")
    for result in results if worst else ():
        _print_missed(result)


def _print_missed(result: Result) -> None:
    item, answer = result.item, result.answer
    right = answer.status == item.expected_status
    if right and (not item.expected_evidence or (cited_any(item, answer) == 1 == vital_recall(item, answer))):
        return
    print(f"\n{item.id} {item.type} expected {item.expected_status} got {answer.status}: {item.question}")
    print(f"  query: {answer.query}" if answer.query != item.question else "", f" ranks {ranks_of(result)}")
    print(f"  cited {cited_any(item, answer):.0f}, vital {vital_recall(item, answer):.2f} {answer.text[:150]}")
    for claim in answer.claims:
        print(f"    {claim.citations[0].document.id[:12]} {claim.text[:160]!r}")


@app.command()
def bench(rounds: Annotated[int, typer.Option(help="times that all questions are asked")] = 2) -> None:
    """Ask all questions of both parts, warm, and print the time of an answer and the memory used."""
    assistant = Assistant.open(Settings())
    results = [
        result
        for part in ("tune", "check")
        for _ in range(rounds)
        for result in _results(assistant, FOLDER / f"questions_{part}.jsonl")
    ]
    median, late = times(results)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(results)} answers: p50 {median:.3f} s, p95 {late:.3f} s; peak memory {memory:,.0f} MB")


if __name__ == "__main__":
    app()
