"""`ics pack` and `ics verify`: what they write, and how they end."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.settings import Settings
from ui.cli import app
from ui.commands.opening import Openers
from ui.shapes.pack import Pack, Verification

pytestmark = pytest.mark.slow


@pytest.fixture
def openers(assistant_on_briefings: Assistant, home: Path) -> Openers:
    library = Library(Settings(home=home))
    return Openers(assistant=lambda settings: assistant_on_briefings, library=lambda settings: library)


def run(openers: Openers, *arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), obj=openers)


@pytest.mark.parametrize("suffix", ["docx", "md"])
def test_questions_of_a_file_make_a_pack_that_is_verified(openers: Openers, tmp_path: Path, suffix: str) -> None:
    questions, out = tmp_path / "questions.txt", tmp_path / f"pack.{suffix}"
    questions.write_text("What are the six functions of an ICS?\n\nWhat does backfill cost?\n", encoding="utf-8")
    made = run(openers, "pack", "--questions", str(questions), "--out", str(out), "--json")
    assert made.exit_code == 0, made.output
    pack = Pack.model_validate_json(made.stdout)
    assert [each.text for each in pack.asked] == ["What are the six functions of an ICS?", "What does backfill cost?"]
    told = run(openers, "verify", str(out), "--json")
    found = Verification.model_validate_json(told.stdout)
    assert (told.exit_code, found.verified, len(found.quotations)) == (0, True, len(pack.quotations))


def test_a_theme_is_shown_and_a_tampered_file_ends_with_1(openers: Openers, tmp_path: Path) -> None:
    shown = run(openers, "pack", "protected time for clinical leaders")
    assert shown.exit_code == 0
    path = tmp_path / "pack.md"
    path.write_text(shown.stdout.replace("characters 1", "characters 2", 1), encoding="utf-8")
    told = run(openers, "verify", str(path))
    assert (told.exit_code, "NOT every quotation is verified." in told.stdout) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["pack"], 2),
        (["pack", " "], 2),
        (["pack", "x", "--questions", "y.txt"], 2),
        (["pack", "--questions", "none.txt"], 2),
        (["pack", "trust", "--out", "x.pdf"], 2),
        (["pack", "trust", "--out", "nowhere/x.md"], 2),
        (["pack", "artificial intelligence"], 4),
        (["verify", "README.txt"], 2),
        (["verify", "README.md"], 2),
        (["verify", "none.md"], 2),
    ],
)
def test_exit_codes(openers: Openers, arguments: list[str], code: int) -> None:
    assert run(openers, *arguments).exit_code == code
