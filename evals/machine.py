"""A run for machines: as JUnit XML and as JSON. Of items, ids alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from evals.failures import by_type, failures
from evals.runs import Run
from evals.verdict import Row, Verdict, held_out, rows


def junit(run: Run) -> bytes:
    """Return a run as JUnit XML: a suite a type of question, a case an item, and a suite of the floors."""
    table, actual = run.values(), run.actual()
    root = ElementTree.Element("testsuites", name=f"evals {run.corpus}")
    items = [item for item in run.items if {"passed", "plan_passed"} & set(table.get(item.id, {}))]
    by_kind = {item.id: kind for kind, found in failures(items, actual, table).items() for item in found}
    for name in sorted({item.type for item in items}):
        cases = [(item.id, by_kind.get(item.id)) for item in items if item.type == name]
        _suite(root, name, cases)
    figures = [row for row in rows(held_out(items), table) if row.metric.floor is not None]
    _suite(root, "floors", [(row.metric.key, None if row.reaches_floor else f"{row.value:.3f}") for row in figures])
    told: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return told


def _suite(root: ElementTree.Element, name: str, cases: Sequence[tuple[str, str | None]]) -> None:
    failed = sum(problem is not None for _, problem in cases)
    suite = ElementTree.SubElement(root, "testsuite", name=name, tests=str(len(cases)), failures=str(failed))
    for case, problem in cases:
        told = ElementTree.SubElement(suite, "testcase", classname=name, name=case)
        if problem is not None:
            ElementTree.SubElement(told, "failure", message=problem)


def summary(run: Run, verdict: Verdict) -> dict[str, Any]:
    """Return a run's figures as JSON: of each part, of each type, of each baseline, and the verdict."""
    table = run.values()
    parts = {split: [item for item in run.items if item.split == split] for split in ("tune", "check")}
    return {
        "configuration": dict(run.configuration),
        "verdict": {
            "code": int(verdict.code),
            "reasons": list(verdict.reasons),
            "unchecked": list(verdict.unchecked),
        },
        "figures": {split: _figures(rows(items, table)) for split, items in parts.items() if items},
        "baselines": {name: _figures(rows(held_out(run.items), run.values(name))) for name in run.systems[1:]},
        "types": {kind: _figures(rows(items, table)) for kind, items in by_type(run.items).items()},
        "flips": [[flip.item, flip.metric, "gained" if flip.gained else "lost"] for flip in verdict.flips],
    }


def _figures(found: Sequence[Row]) -> dict[str, Any]:
    return {
        row.metric.key: {
            "value": round(row.value, 4),
            "interval": [round(row.low, 4), round(row.high, 4)],
            "items": row.count,
            "floor": row.metric.floor,
            "aim": row.metric.aim,
        }
        for row in found
    }
