"""Drafting a plan from the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.drafting.brief import Brief, read_brief
from assistant.errors import UsageError
from ui.commands import output

if TYPE_CHECKING:
    from ui.commands.opening import Answering
    from ui.shapes.plan import Plan


@dataclass(frozen=True, slots=True)
class Wanted:
    """A brief to plan for, and the file to write the plan to, if one."""

    brief: Brief
    out: Path | None


def wanted(brief: Path, out: Path | None) -> Wanted:
    """Return what is asked for, checked before anything is opened. Raise UsageError where it makes no sense."""
    if out is not None and out.suffix.lower() not in (".docx", ".md"):
        raise UsageError(f"a plan cannot be written to {out}: name a file that ends in .docx or .md")
    if out is not None and not out.absolute().parent.is_dir():
        raise UsageError(f"there is no folder {out.absolute().parent}: make it, or name another file")
    return Wanted(read_brief(brief), out)


def say_plan(wanted: Wanted, assistant: Callable[[], Answering], as_json: bool) -> None:
    """Draft a plan; write it to its file, to standard output as JSON, or there as Markdown."""
    from assistant.drafting.planner import draft_plan
    from ui.exports.plan import plan_markdown
    from ui.shapes.plan import Plan
    from ui.shapes.plan_json import plan_json

    opened = assistant()
    with output.progress(beside_data=as_json) as progress:
        drafted = draft_plan(opened, wanted.brief, progress)
    told = plan_json(drafted, datetime.now(UTC).date())
    plan = Plan.model_validate(told)
    if wanted.out:
        _write(plan, wanted.out)
    if as_json:
        output.say_json(told)
    elif not wanted.out:
        output.say_markdown(plan_markdown(plan))


def _write(plan: Plan, path: Path) -> None:
    from ui.exports.plan import plan_markdown
    from ui.exports.plan_word import plan_word

    if path.suffix.lower() == ".docx":
        path.write_bytes(plan_word(plan))
    else:
        path.write_text(plan_markdown(plan), encoding="utf-8")
    output.note(f"Wrote {path}.")
