"""A run as one page of HTML that anyone can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.text import display
from evals.actual import Actual, Passage
from evals.data import FOLDER, PLANS, Item, Place
from evals.machine import junit, summary
from evals.metrics import METRICS, Metric
from evals.plots import Point, bar, risk_plot, risks, thinned
from evals.runs import Run
from evals.values import Table
from evals.verdict import Verdict, held_out, rows, time_row
from evals.weaknesses import failures, weakest, worst

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
_LONGEST = 700
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


@dataclass(frozen=True, slots=True)
class Shown:
    """A failed item as it is shown: expected beside given."""

    item: Item
    kind: str
    status: str
    expected: tuple[str, ...]
    facts: tuple[tuple[str, bool], ...]
    given: tuple[str, ...]
    found: tuple[str, ...]


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
    figures = rows(held_out(items), table)
    time = time_row(held_out(items), table)
    by_kind = failures(items, actual, table)
    return {
        "run": run,
        "verdict": verdict,
        "weakest": weakest(figures),
        "failures": {kind: Counter(item.type for item in found) for kind, found in by_kind.items()},
        "failed": sum(len(found) for found in by_kind.values()),
        "asked": Counter(item.type for item in items),
        "rows": [(row, bar(row), beside(run, row.metric)) for row in figures],
        "time": time,
        "baselines": [_NAMES.get(name, name) for name in run.systems[1:]],
        "heat": heat(questions, table),
        "heat_metrics": _heat_metrics(),
        "flips": verdict.flips,
        "by_id": {item.id: item for item in items},
        "points": thinned(points(questions, actual, table)),
        "risk": risk_plot(points(questions, actual, table)),
        "statuses": sorted(Counter((each.expected_status, str(actual[each.id].status)) for each in questions).items()),
        "stages": stages(actual),
        "words": _mean([sum(len(c.text.split()) for c in each.claims) for each in actual.values() if each.claims]),
        "worst": [
            _shown(run, kind, item, actual[item.id], texts=texts)
            for kind, item in worst({k: [i for i in found if i.split == "tune"] for k, found in by_kind.items()})
        ],
        "hidden": sum(item.split != "tune" for found in by_kind.values() for item in found),
        "not_scored": len(run.items) - len(items),
        "held_out": len([item for item in items if item.split == "check"]),
        "count": len(items),
    }


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


def _mean(counts: Sequence[int]) -> float:
    return sum(counts) / len(counts) if counts else 0.0


def _shown(run: Run, kind: str, item: Item, actual: Actual, *, texts: bool) -> Shown:
    claims = actual.plan.guidance if actual.plan else actual.claims
    said = "\n".join(claim.text for claim in claims)

    def text(place: Passage) -> str:
        where = f"{place.document} {place.start}–{place.end}"
        held = run.documents.get(place.document) if texts else None
        return f"{where}: {_cut(display(held.text[place.start : place.end]))}" if held else where

    def place(found: Place) -> str:
        passage = Passage(found.document, found.span.start, found.span.end)
        return f"{found.document}, somewhere in {found.span.start}–{found.span.end}" if found.inside else text(passage)

    return Shown(
        item=item,
        kind=kind,
        status=str(actual.status),
        expected=tuple(" — or — ".join(place(each) for each in group.places) for group in item.vital_groups),
        facts=tuple((each.pattern.pattern, bool(each.pattern.search(said))) for each in item.vital_nuggets),
        given=tuple(_given(claim.text, actual.status, texts) for claim in claims) or (actual.text or "nothing",),
        found=tuple(text(hit) for hit in actual.hits[:3]),
    )


def _given(text: str, status: str | None, texts: bool) -> str:
    return _cut(text) if texts else f"a claim of {len(text.split())} words ({status})"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
