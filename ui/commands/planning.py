"""Drafting a plan from the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.drafting.brief import Brief, read_brief
from ui.commands import output

if TYPE_CHECKING:
    from ui.commands.opening import Answering


@dataclass(frozen=True, slots=True)
class Wanted:
    """A brief to plan for, and the file to write the plan to, if one."""

    brief: Brief
    out: Path | None


def wanted(brief: Path, out: Path | None) -> Wanted:
    """Return what is asked for, checked before anything is opened. Raise UsageError where it makes no sense."""
    output.check_out(out)
    return Wanted(read_brief(brief), out)


def say_plan(wanted: Wanted, assistant: Callable[[], Answering], as_json: bool) -> None:
    """Draft a plan; write it to its file, to standard output as JSON, or there as Markdown."""
    from assistant.drafting.planner import draft_plan
    from ui.exports.plan import plan_markdown
    from ui.exports.plan_word import plan_word
    from ui.shapes.plan import Plan
    from ui.shapes.plan_json import plan_json

    opened = assistant()
    with output.progress(beside_data=as_json) as progress:
        drafted = draft_plan(opened, wanted.brief, progress)
    told = plan_json(drafted, datetime.now(UTC).date())
    plan = Plan.model_validate(told)
    if wanted.out:
        output.write_out(wanted.out, lambda: plan_word(plan), lambda: plan_markdown(plan))
    if as_json:
        output.say_json(told)
    elif not wanted.out:
        output.say_markdown(plan_markdown(plan))
