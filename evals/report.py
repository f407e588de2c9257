"""A run as one page of HTML that anyone can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.actual import Actual
from evals.data import FOLDER, PLANS, Item
from evals.failures import KINDS, by_type, failures, worst
from evals.machine import junit, summary
from evals.metrics import METRICS, Metric
from evals.plots import Point, bar, risk_plot, risks, thinned
from evals.runs import Run
from evals.shown import shown, wanted
from evals.values import Table
from evals.verdict import Verdict, held_out, rows, time_row
from evals.weaknesses import weakest
from evals.words import glossary, type_named

_HEAT = (
    "passed",
    "status_right",
    "cited_vital_recall",
    "evidence_cited",
    "span_recall@5",
    "all_spans@10",
    "rr@10",
    "citation_recall",
    "citation_precision",
    "numbers_faithful",
)
_WHOLE = ("passed", "plan_passed")
_NAMES = {
    "abstain": "never answers",
    "bm25": "BM25",
    "echo-top": "first passage",
    "embedding": "MiniLM",
    "llamaindex-1024": "LlamaIndex 1024/20",
    "llamaindex-256": "LlamaIndex 256/20",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of one type of question: its value, how many items, and how dark it is shown, from 0 to 9."""

    value: float | None
    count: int = 0
    shade: int = 0


def write(run: Run, verdict: Verdict, *, texts: bool = True) -> Path:
    """Write the report into the run's folder and return the page; without `texts` it holds no source's words."""
    from jinja2 import Environment, FileSystemLoader, select_autoescape

    environment = Environment(loader=FileSystemLoader(FOLDER), autoescape=select_autoescape(["html", "jinja"]))
    page = environment.get_template("report.html.jinja").render(context(run, verdict, texts=texts))
    path = run.folder / "report.html"
    path.write_text(page, encoding="utf-8")
    (run.folder / "junit.xml").write_bytes(junit(run))
    run.write("report.json", summary(run, verdict))
    return path


def context(run: Run, verdict: Verdict, *, texts: bool) -> dict[str, Any]:
    """Return what the page shows."""
    table, actual = run.values(), run.actual()
    items = [item for item in run.items if item.id in table]
    questions = [item for item in items if item.type != PLANS]
    told = [item for item in questions if actual[item.id].status]  # a search alone has none
    judged = held_out(items)
    figures = rows(judged, table)
    by_kind = failures(items, actual, table)
    weak = weakest(items, by_kind, figures, table)
    tuned = {kind: [item for item in found if item.split == "tune"] for kind, found in by_kind.items()}
    chosen = worst(tuned, [item.id for each in weak for item in each.examples])
    drawn = [(row, bar(row), beside(run, row.metric)) for row in figures]
    return {
        "run": run,
        "part": part_told(items),
        "judged": part_told(judged),
        "tuned_on": all(item.split == "tune" for item in judged),
        "texts": texts,
        "verdict": verdict,
        "headlines": [(row, wholes(judged, table, row.metric)) for row in figures if row.metric.name in _WHOLE],
        "weakest": weak,
        "failures": {kind: by_type(found) for kind, found in by_kind.items()},
        "failed": sum(len(found) for found in by_kind.values()),
        "asked": Counter(item.type for item in items),
        "tables": [
            ("Figures with a floor or an aim", [each for each in drawn if each[0].bounds]),
            ("Figures for information", [each for each in drawn if not each[0].bounds]),
        ],
        "time": time_row(judged, table),
        "baselines": [_NAMES.get(name, name) for name in run.systems[1:]],
        "heat": heat(questions, table),
        "heat_metrics": _heat_metrics(),
        "misjudged": sum(kind == KINDS[4] and item.type == "near_miss" for kind in by_kind for item in by_kind[kind]),
        "by_id": {item.id: item for item in items},
        "points": thinned(points(questions, actual, table)),
        "risk": risk_plot(points(questions, actual, table)),
        "statuses": sorted(Counter(_became(item, actual[item.id]) for item in told).items()),
        "stages": stages(actual),
        "worst": [shown(run, kind, item, actual[item.id], texts=texts) for kind, item in chosen],
        "on_page": {item.id for _, item in chosen},
        "hidden": sum(len(found) for found in by_kind.values()) - sum(len(found) for found in tuned.values()),
        "not_scored": len(run.items) - len(items),
        "glossary": glossary(),
        "type_named": type_named,
    }


def part_told(items: Sequence[Item]) -> str:
    """Return which part items are of, and how many they are."""
    counted = Counter(item.split for item in items)
    named = {"tune": "of the part tuned on (tune)", "check": "of the part kept apart (check)"}
    parts = [(counted[split], name) for split, name in named.items() if counted[split]]
    whole = f"{len(items)} item{'' if len(items) == 1 else 's'}"
    if len(parts) == 1:
        return f"{whole} {parts[0][1]}"
    return f"{whole}, {' and '.join(f'{number} {name}' for number, name in parts)}"


def wholes(items: Sequence[Item], table: Table, metric: Metric) -> int:
    """Return how many items are wholly right by a metric."""
    return sum(value.share == 1 for value in metric.values(items, table).values())


def _became(item: Item, actual: Actual) -> tuple[str, str, bool]:
    """Return what was wanted of a question, what came, and whether that is right."""
    return wanted(item), str(actual.status).replace("_", " "), actual.status in item.right_statuses


def beside(run: Run, metric: Metric) -> list[float | None]:
    """Return the same figure of each baseline."""
    return [metric.total(held_out(run.items), run.values(name)) for name in run.systems[1:]]


def heat(items: Sequence[Item], table: Table) -> dict[str, list[Cell]]:
    """Return the figures of each type of question."""
    types = sorted({item.type for item in items})
    return {
        kind: [_cell([item for item in items if item.type == kind], metric, table) for metric in _heat_metrics()]
        for kind in types
    }


def _heat_metrics() -> list[Metric]:
    by_name = {metric.name: metric for metric in METRICS if not metric.types}
    return [by_name[name] for name in _HEAT]


def _cell(items: Sequence[Item], metric: Metric, table: Table) -> Cell:
    value = metric.total(items, table)
    if value is None:
        return Cell(None)
    return Cell(value, len(metric.values(items, table)), min(9, int(10 * value)))


def points(items: Sequence[Item], actual: Mapping[str, Actual], table: Table) -> list[Point]:
    """Return risk against coverage: of the answers given, the surest first, how many are wrong."""
    given = [
        (actual[item.id].confidence, bool(table[item.id]["passed"].share))
        for item in items
        if actual[item.id].status == "answered"
    ]
    return risks(given, len(items))


def stages(actual: Mapping[str, Actual]) -> dict[str, tuple[float, float]]:
    """Return the median and the 95th percentile of each stage's milliseconds."""
    import numpy as np

    timed = [each.timings_ms for each in actual.values() if each.timings_ms]
    names = list(dict.fromkeys(name for each in timed for name in each))
    taken = {name: [each[name] for each in timed if name in each] for name in names}
    return {name: (float(np.median(each)), float(np.quantile(each, 0.95))) for name, each in taken.items()}
