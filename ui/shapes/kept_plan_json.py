"""A kept plan as JSON, in the shape that `kept_plan.KeptPlan` describes."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.drafting.brief import brief_json
from assistant.drafting.kept_plan import Documents, Drafted, plan_of
from assistant.drafting.rechecking import Found, Rechecked
from assistant.works import Version
from ui.shapes.plan_json import plan_json

Json = dict[str, Any]


def kept_plan_json(link: str, version: Version, checked: Rechecked, documents: Documents) -> Json:
    """Return a version of a kept plan, with its citations read from the documents."""
    kept = checked.plan
    return {
        "link": link,
        "version": version_json(version),
        "brief": brief_json(kept.brief),
        "plan": drafted_json(checked, documents) if kept.drafted else None,
        "stale": kept.drafted is not None and kept.drafted.brief != kept.brief,
        "checked": {
            "changed": checked.changed,
            **{str(found): checked.found.count(found) for found in Found},
            "lost": list(checked.lost),
        },
    }


def drafted_json(checked: Rechecked, documents: Documents) -> Json:
    """Return what was drafted, in the shape of a plan, each line with its id and its note."""
    drafted: Drafted = checked.plan.whole
    told = plan_json(plan_of(checked.plan, documents), date.fromisoformat(drafted.day))
    lines = (line for section in told["sections"] for line in section["lines"])
    for line, kept in zip(lines, drafted.lines, strict=True):
        line |= {"id": kept.id, "note": kept.note}
    return told | {"begun_from": checked.plan.origin.text if checked.plan.origin else ""}


def version_json(version: Version) -> Json:
    """Return a version without what it holds."""
    return {"number": version.number, "note": version.note, "made": version.made}
