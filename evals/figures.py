"""The figures of an accepted run in a small file for readers outside: who shows them need not know the evaluations."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals import accepted
from evals.data import PLANS, Item
from evals.values import Table
from evals.verdict import held_out, rows

_DIGITS = 4


def write_figures(about: Mapping[str, Any], items: Sequence[Item], table: Table, folder: Path | None = None) -> Path:
    """Write the figures of a run of the items not tuned on, with intervals, floors and aims; return the file."""
    path = (folder or accepted.ACCEPTED) / f"{about['corpus']}-figures.json"
    path.write_text(json.dumps(figures(about, items, table), indent=1) + "\n", encoding="utf-8")
    return path


def figures(about: Mapping[str, Any], items: Sequence[Item], table: Table) -> dict[str, Any]:
    """Return the figures as data: a share, its 95 % interval, of how many items, and what is wanted of it."""
    asked = [item for item in held_out(items) if item.id in table]
    return {
        "corpus": about["corpus"],
        "made": about["made"],
        "assistant": about["code"].get("assistant"),
        "items": sum(item.type != PLANS for item in asked),
        "to_answer": sum(item.must_answer and item.type != PLANS for item in asked),
        "figures": {
            row.metric.key: {
                "title": row.metric.title,
                "value": round(row.value, _DIGITS),
                "low": round(row.low, _DIGITS),
                "high": round(row.high, _DIGITS),
                "items": row.count,
                "floor": row.metric.floor,
                "aim": row.metric.aim,
                "reached": row.reaches_floor,
            }
            for row in rows(asked, table)
        },
    }
