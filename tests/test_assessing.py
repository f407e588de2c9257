"""`ics assess`: the form it writes, the assessment it makes of one, and how it ends."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.settings import ROOT, Settings
from ui.cli import app
from ui.commands.opening import Openers
from ui.shapes.assessment import Assessment, Criteria

pytestmark = pytest.mark.slow
EXAMPLE = ROOT / "docs" / "examples" / "assessment"


@pytest.fixture
def openers(assistant_on_briefings: Assistant, home: Path) -> Openers:
    library = Library(Settings(home=home))
    return Openers(assistant=lambda settings: assistant_on_briefings, library=lambda settings: library)


def run(openers: Openers, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["assess", *arguments], obj=openers)


def test_the_example_with_its_document_as_word(openers: Openers, tmp_path: Path) -> None:
    out = tmp_path / "assessment.docx"
    document = ["--document", str(EXAMPLE / "board-note.md")]
    made = run(openers, str(EXAMPLE / "functions.toml"), *document, "--out", str(out), "--json")
    assert made.exit_code == 0, made.output
    assessment = Assessment.model_validate_json(made.stdout)
    verdicts = ["met", "partly", "partly", "not evidenced", "not evidenced", "not evidenced"]
    assert [each.verdict for each in assessment.judgements] == verdicts
    assert assessment.judgements[3].reason == "You say “met”, and no evidence is shown."
    assert docx.Document(str(out)).paragraphs[0].text.startswith("Self-assessment: Two Valleys, ")


def test_without_its_document_the_quotations_do_not_count(openers: Openers) -> None:
    made = run(openers, str(EXAMPLE / "functions.toml"), "--json")
    first, second, *_ = Assessment.model_validate_json(made.stdout).judgements
    assert (first.verdict, "board-note.md was not brought" in first.reason) == ("not evidenced", True)
    assert second.verdict == "partly"  # the user's own words stand


def test_an_empty_form_is_written_once_and_can_be_assessed(openers: Openers, tmp_path: Path) -> None:
    form = tmp_path / "form.toml"
    assert run(openers, "--set", "functions", "--template", str(form)).exit_code == 0
    assert run(openers, "--template", str(form)).exit_code == 2
    shown = run(openers, str(form))
    assert (shown.exit_code, "6 criteria: 0 met, 0 partly, 6 not evidenced" in shown.stdout) == (0, True)


def test_the_criteria_are_listed(openers: Openers) -> None:
    told = run(openers, "--json")
    assert len(Criteria.model_validate_json(told.stdout).items) == 42
    assert "function-6" in run(openers, "--set", "functions").stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["none.toml"], 2),
        (["--set", "virtues"], 2),
        (["--template", "nowhere/form.toml"], 2),
        ([str(EXAMPLE / "functions.toml"), "--set", "principles"], 2),
        ([str(EXAMPLE / "functions.toml"), "--out", "x.pdf"], 2),
        (["--document", str(EXAMPLE / "board-note.md"), "--out", "x.docx"], 2),
        (["--document", str(EXAMPLE / "board-note.md")], 2),
        (["--out", "x.docx"], 2),
        ([str(EXAMPLE / "functions.toml"), "--template", "x.toml"], 2),
        ([str(EXAMPLE / "functions.toml"), "--document", "none.docx"], 1),
    ],
)
def test_exit_codes(openers: Openers, arguments: list[str], code: int) -> None:
    assert run(openers, *arguments).exit_code == code
