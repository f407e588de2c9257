"""`ics compare` at the terminal and as JSON, on the briefings."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner, Result

from assistant.pipeline import Assistant
from ui.cli import app
from ui.commands.opening import Openers
from ui.shapes.comparison import Comparison

pytestmark = pytest.mark.slow


def run(assistant: Assistant, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["compare", *arguments], obj=Openers(assistant=lambda settings: assistant))


def test_it_says_who_speaks_and_who_is_silent(assistant_on_briefings: Assistant) -> None:
    shown = run(assistant_on_briefings, "apprenticeships")
    assert shown.exit_code == 0, shown.output
    assert "The King's Fund" in shown.stdout
    assert "silent" in shown.stdout


def test_json_is_data_alone_and_documents_limit_it(assistant_on_briefings: Assistant) -> None:
    shown = run(assistant_on_briefings, "backfill", "--document", "integrated-care-fellows-programme", "--json")
    found = Comparison.model_validate(json.loads(shown.stdout))
    assert [(row.document, row.silent) for row in found.rows] == [("integrated-care-fellows-programme", False)]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["artificial intelligence"], 4),
        (["How much ibuprofen can I take?"], 4),
        ([" "], 2),
        (["boats", "--document", "none"], 2),
        ([], 2),
    ],
)
def test_exit_codes(assistant_on_briefings: Assistant, arguments: list[str], code: int) -> None:
    assert run(assistant_on_briefings, *arguments).exit_code == code
