"""Assessing one's system from the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.drafting.assessment_form import AssessmentForm, read_form
from assistant.errors import UsageError
from ui.commands import output

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.types import Document
    from ui.commands.opening import Answering, Keeping


@dataclass(frozen=True, slots=True)
class Wanted:
    """A form, the documents brought with it, and the file to write the assessment to, if one."""

    form: AssessmentForm
    brought: tuple[Document, ...]
    out: Path | None


def wanted(form: Path, name: str | None, documents: tuple[Path, ...], out: Path | None, settings: Settings) -> Wanted:
    """Return what is asked for, checked before anything is opened.

    Raise UsageError where it makes no sense, UnreadableFileError where a document cannot be read.
    """
    from assistant.drafting.brought import bring

    output.check_out(out)
    read = read_form(form)
    return Wanted(replace(read, set=name) if name else read, bring(documents, settings), out)


def say_assessment(wanted: Wanted, assistant: Callable[[], Answering], as_json: bool) -> None:
    """Make an assessment; write it to its file, to standard output as JSON, or there as Markdown."""
    from assistant.drafting.assessment import assess
    from ui.exports.assessment import assessment_markdown
    from ui.exports.assessment_word import assessment_word
    from ui.shapes.assessment import Assessment
    from ui.shapes.assessment_json import assessment_json

    opened = assistant()
    with output.progress(beside_data=as_json) as progress:
        made = assess(opened, wanted.form, wanted.brought, progress)
    told = assessment_json(made, datetime.now(UTC))
    assessment = Assessment.model_validate(told)
    if wanted.out:
        output.write_out(wanted.out, lambda: assessment_word(assessment), lambda: assessment_markdown(assessment))
    if as_json:
        output.say_json(told)
    elif not wanted.out:
        output.say_markdown(assessment_markdown(assessment))


def say_criteria(library: Keeping, name: str, template: Path | None, as_json: bool) -> None:
    """Write the criteria of a set: as an empty form to a file that is not there yet, as JSON, or as a table."""
    from assistant.drafting.criteria import find_criteria
    from ui.exports.assessment_template import template as empty
    from ui.shapes.assessment_json import criteria_json

    criteria = find_criteria(name, [library.document(each.id) for each in library.documents()])
    if template:
        _write_new(template, empty(name, criteria))
    if as_json:
        output.say_json(criteria_json(name, criteria))
    elif not template:
        output.say_table(("Criterion", "Group", "What good looks like"), [(c.id, c.group, c.text) for c in criteria])
        output.note("Write a form to fill in with ics assess --template FILE.toml, then ics assess FILE.toml.")


def _write_new(path: Path, text: str) -> None:
    """Write a file that is not there: one that is may be filled in."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is there already, and may be filled in: name another file") from None
    except FileNotFoundError:
        raise UsageError(f"there is no folder {path.absolute().parent}: make it, or name another file") from None
    output.note(f"Wrote {path}.")
