"""The commands that draft: plans, packs and their verification, assessments."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import UsageError
from ui.commands import output
from ui.commands.opening import AsJson, Openers

if TYPE_CHECKING:
    from ui.commands.opening import Answering, Keeping


def plan(
    context: typer.Context,
    brief: Annotated[Path, typer.Argument(metavar="BRIEF.toml", help="What the team says; see docs/examples.")],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write Word (.docx) or Markdown (.md).")] = None,
    as_json: AsJson = False,
) -> None:
    """Draft a project plan from a team's brief."""
    from ui.commands.planning import say_plan, wanted

    say_plan(wanted(brief, out), lambda: _assistant(context), as_json)


def pack(
    context: typer.Context,
    theme: Annotated[str | None, typer.Argument(metavar="THEME")] = None,
    questions: Annotated[Path | None, typer.Option(metavar="FILE.txt", help="Questions instead, one a line.")] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write Word (.docx) or Markdown (.md).")] = None,
    as_json: AsJson = False,
) -> None:
    """Gather the quotations on a theme."""
    from ui.commands import packing as cli_packing

    asked = cli_packing.asked_for(theme, questions)
    output.check_out(out)
    if not cli_packing.say_pack(lambda: _assistant(context), _library(context), asked, out, as_json):
        raise typer.Exit(output.REFUSED)


def verify(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A pack, as Word or Markdown.")],
    as_json: AsJson = False,
) -> None:
    """Check every quotation of a pack."""
    from ui.commands import packing as cli_packing

    settings = context.ensure_object(Openers).settings()
    if not cli_packing.say_verification(file, settings, _library(context), as_json):
        raise typer.Exit(output.FAILED)


def assess(
    context: typer.Context,
    form: Annotated[Path | None, typer.Argument(metavar="FILE.toml", help="What you filled in, TOML or JSON.")] = None,
    name: Annotated[str | None, typer.Option("--set", metavar="SET", help="principles or functions.")] = None,
    document: Annotated[
        list[Path] | None, typer.Option("--document", metavar="PATH", help="A document with evidence; repeatable.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write Word (.docx) or Markdown (.md).")] = None,
    template: Annotated[Path | None, typer.Option(metavar="FILE.toml", help="Write an empty form.")] = None,
    as_json: AsJson = False,
) -> None:
    """Assess your system against what good looks like."""
    from ui.commands import assessing as cli_assessing

    openers = context.ensure_object(Openers)
    if form is None and (document or out):
        raise UsageError("an assessment is made of a form: say ics assess FILE.toml, or write one with --template")
    if form and template:
        raise UsageError(f"--template writes an empty form and assesses none: leave it out, or leave out {form}")
    if form is None:
        cli_assessing.say_criteria(_library(context), name or "principles", template, as_json)
        return
    wanted = cli_assessing.wanted(form, name, tuple(document or ()), out, openers.settings())
    cli_assessing.say_assessment(wanted, lambda: _assistant(context), as_json)


def _assistant(context: typer.Context) -> Answering:
    openers = context.ensure_object(Openers)
    return openers.assistant(openers.settings())


def _library(context: typer.Context) -> Keeping:
    openers = context.ensure_object(Openers)
    return openers.library(openers.settings())
