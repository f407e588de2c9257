"""Tables that a text draws with strokes are read as rows; other lines with strokes stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.ingestion.loaders.drawn_tables import with_rows
from assistant.ingestion.loaders.text import load_text
from assistant.ingestion.structure import read_structure
from assistant.settings import Settings
from assistant.types import BlockKind

ROWS = "Boat\tCrew\tDue\nHeron\t4\t1 May\nWren\t\t3 June"


@pytest.mark.parametrize(
    "drawn",
    [
        "Boat  | Crew | Due\nHeron | 4    | 1 May\nWren  |      | 3 June",
        "| Boat | Crew | Due |\n| Heron | 4 | 1 May |\n| Wren | | 3 June |",
        "| Boat | Crew | Due |\n|:---|---:|---|\n| Heron | 4 | 1 May |\n| Wren | | 3 June |",
        "  Boat  | Crew | Due\n  ------+------+------\n  Heron | 4    | 1 May\n  Wren  |      | 3 June",
        "+---+---+\n| Boat | Crew | Due |\n+===+===+===+\n| Heron | 4 | 1 May |\n| Wren | | 3 June |\n+---+---+",
    ],
)
def test_a_drawn_table_is_rows(drawn: str) -> None:
    assert with_rows(f"They sail.\n\n{drawn}\n\nThey land.\n") == f"They sail.\n\n{ROWS}\n\nThey land.\n"


def test_the_first_column_may_have_no_name() -> None:
    assert with_rows("      | Crew | Due\nHeron | 4    | 1 May") == "\tCrew\tDue\nHeron\t4\t1 May"
    assert with_rows("| Boat | Crew |\n| Heron | 4 |") == "Boat\tCrew\nHeron\t4"


@pytest.mark.parametrize(
    "text",
    [
        "Ada Vale, Clerk | Boats\nLi Wei, Clerk | Sails\n",
        "One line | with | strokes\n",
        "They sail.\n------\nThey land.\n",
        "a | b | c\nd | e | f | g\n",
        "either\\|or\nneither\\|nor\n",
    ],
)
def test_other_strokes_stay(text: str) -> None:
    assert with_rows(text) == text


def test_a_text_file_with_a_drawn_table_has_a_table(tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text(
        "The boats met in May and wrote down what each of them had to do.\n\nBoat | Crew | Due\nHeron | 4 | 1 May\n"
    )
    loaded = load_text(path, Settings())
    (table,) = (block for block in read_structure(loaded).blocks if block.kind is BlockKind.TABLE)
    assert [loaded.text[row.start : row.end] for row in table.items] == ["Boat\tCrew\tDue", "Heron\t4\t1 May"]
