"""The accepted run: each item's values, offsets and hashes, in a file that is committed. It holds no source's text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.actual import Actual
from evals.data import FOLDER, PLANS
from evals.runs import Run
from evals.values import Table, Value

ACCEPTED = FOLDER / "accepted"
_DIGITS = 4
_TIMES = ("seconds", "plan_seconds")


class BaselineError(Exception):
    """There is no accepted run, or it is for other data."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An accepted run: how it was made, each item's digest, status and values, and the values of the plain systems."""

    about: Mapping[str, Any]
    digests: Mapping[str, str]
    statuses: Mapping[str, str | None]
    table: Table


def accept(run: Run, reason: str, folder: Path | None = None) -> Path:
    """Write a run as the accepted one of its corpus and return the file."""
    table, actual = run.values(), run.actual()
    items = {item.id: _item(item.digest, actual[item.id], table[item.id]) for item in run.items if item.id in table}
    lines = [
        f"  {json.dumps(name)}: {json.dumps(items[name], ensure_ascii=False, separators=(',', ':'))}"
        for name in sorted(items)
    ]
    about = json.dumps({"reason": reason, **run.configuration}, indent=1, ensure_ascii=False)
    path = (folder or ACCEPTED) / f"{run.corpus}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    # One item a line, so that a change shows which items came out otherwise.
    path.write_text(f'{{"about": {about},\n"items": {{\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
    return path


def _item(digest: str, actual: Actual, values: Mapping[str, Value]) -> dict[str, Any]:
    claims = (*actual.claims, *actual.plan.guidance, *actual.plan.examples) if actual.plan else actual.claims
    said = "\n".join(claim.text for claim in claims)
    # Times differ from machine to machine; what has nothing to measure counts for nothing.
    kept = {name: value for name, value in values.items() if name not in _TIMES and value.whole}
    return {
        "digest": digest,
        "status": actual.status,
        "said": hashlib.sha256(said.encode()).hexdigest()[:12],
        "cited": [[c.document, c.start, c.end] for claim in claims for c in claim.citations],
        "hits": [[hit.document, hit.start, hit.end] for hit in actual.hits[:5]],
        "values": {name: [round(value.part, _DIGITS), round(value.whole, _DIGITS)] for name, value in kept.items()},
    }


def read_accepted(corpus: str, folder: Path | None = None) -> Accepted:
    """Return the accepted run of a corpus. Raise BaselineError where there is none."""
    path = (folder or ACCEPTED) / f"{corpus}.json"
    if not path.exists():
        raise BaselineError(f"no run of the {corpus} was accepted yet: python -m evals accept --reason …")
    read = json.loads(path.read_text(encoding="utf-8"))
    items = read["items"].items()
    return Accepted(
        about=read["about"],
        digests={name: item["digest"] for name, item in items},
        statuses={name: item["status"] for name, item in items},
        table={name: {key: Value(*value) for key, value in item["values"].items()} for name, item in items},
    )


def check_same_data(run: Run, accepted: Accepted) -> None:
    """Raise BaselineError where the accepted run was of other items or other publications than a run."""
    table = run.values()
    # A run that was accepted before plans were scored holds none: they are compared from the next one on.
    before = {item.id for item in run.items if item.type == PLANS and item.id not in accepted.digests}
    asked = {item.id: item.digest for item in run.items if item.id in table and item.id not in before}
    other = sorted(name for name, digest in asked.items() if accepted.digests.get(name) != digest)
    if other:
        counted = "all" if len(other) == len(asked) else f"{len(other)} of {len(asked)}"
        part = accepted.about.get("part", "all")
        todo = f"run that part (--part {part})" if run.configuration["part"] != part else "accept a run of these first"
        raise BaselineError(
            f"the accepted run is of other items (part: {part}); {counted} of this run are new or changed, "
            f"such as {', '.join(other[:5])}: {todo}"
        )
    if run.part == run.configuration["part"] == "all" and set(accepted.digests) - set(asked):
        missing = len(set(accepted.digests) - set(asked))
        raise BaselineError(f"{missing} items of the accepted run are no longer asked: accept a run without them first")
    if run.corpus == "publications" and run.configuration["documents"] != accepted.about["documents"]:
        raise BaselineError("the publications are not those of the accepted run: accept a run over these first")
