"""The columns of a table are named by its first row, or by two where the first's names stand above several."""

from __future__ import annotations

import pytest

from assistant.ingestion.loaders import load
from assistant.ingestion.splitter import units_of
from assistant.ingestion.tables import cells_of, columns_of, header_of
from assistant.retrieval.passages import stated
from assistant.settings import Settings
from tests.made import made, rows

TWICE = ["2030 Men", "2030 Women", "2031 Men", "2031 Women"]


def names(*lines: str) -> list[str] | None:
    note = made(rows(*lines))
    (table,) = note.blocks
    header = header_of(note, table)
    row = next((item for item in table.items if header and item.start >= header.end), None)
    return columns_of(note, header, cells_of(note, row)) if header and row else None


@pytest.mark.parametrize(
    ("upper", "lower", "row", "expected"),
    [
        ("Town\t2030\t\t2031", "\tMen\tWomen\tMen\tWomen", "Vale\t1\t2\t3\t4", ["Town", *TWICE]),
        ("\t2030\t\t2031", "Town\tMen\tWomen\tMen\tWomen", "Vale\t1\t2\t3\t4", ["Town", *TWICE]),
        ("Town\t2030\t2031", "Men\tWomen\tMen\tWomen", "Vale\t1\t2\t3\t4", ["Town", *TWICE]),
        ("2030\t2031", "Men\tWomen\tMen\tWomen", "Vale\t1\t2\t3\t4", ["", *TWICE]),
        ("Town\tGoal\t2030\t2031", "Men\tWomen\tMen\tWomen", "Vale\t9\t1\t2\t3\t4", ["Town", "Goal", *TWICE]),
        ("Town\t2030\t2031", "Plan\tMade\tPlan\tMade\tMore", "Vale\t1\t2\t3\t4\t5",
         ["Town", "2030 Plan", "2030 Made", "2031 Plan", "2031 Made", "2031 More"]),
        ("Town\tIn\tOut", "Men\tWomen\tBoys\tGirls", "Vale\t1\t2\t3\t4", ["Town", "In Men", "In Women", "Out Boys",
         "Out Girls"]),
        ("Call\tFirst answer\t\tWho", "\tBy day\tBy night", "Red\t5 minutes\t9 minutes\tNurse",
         ["Call", "First answer By day", "First answer By night", "Who"]),
        ("Town\tMen\tWomen", "Oakham\t1\t2", "Vale\t3\t4", ["Town", "Men", "Women"]),
        ("Town\tHead\tAim", "Oakham\tMarsh\tBuses", "Vale\tQuill\tTrams", ["Town", "Head", "Aim"]),
        ("Town\t1\t2", "Oakham\t1\t2", "Vale\t3\t4", None),
    ],
)  # fmt: skip
def test_columns_are_named(upper: str, lower: str, row: str, expected: list[str] | None) -> None:
    assert names(upper, lower, row) == expected


def test_a_row_is_read_with_both_heads_and_the_name_that_stands_beside_several() -> None:
    heads = ("Area\tTown\t2030\t\t2031", "\t\tMen\tWomen\tMen\tWomen")
    note = made(rows(*heads, "North\tVale\t1\t2\t3\t4", "\tOak\t5\t\t7\t8"))
    (table,) = note.blocks
    upper, lower, vale, oak = units_of(note, table)
    assert (upper.lead, lower.lead) == (None, None)
    assert vale.lead == oak.lead == header_of(note, table)
    assert stated(note, vale) == "North: Town Vale, 2030 Men 1, 2030 Women 2, 2031 Men 3, 2031 Women 4"
    assert stated(note, oak) == "North: Town Oak, 2030 Men 5, 2031 Men 7, 2031 Women 8"


HTML = """<h1>Towns</h1><p>The towns were counted by the month, and what was found is told here.</p><table>
<tr><th rowspan="2">Area</th><th rowspan="2">Town</th><th colspan="2">2030</th><th colspan="x">2031</th></tr>
<tr><th>Men</th><th>Women</th><th>Men</th></tr>
<tr><td rowspan="2">North</td><td>Vale</td><td>1</td><td>2</td><td>3</td></tr>
<tr><td>Oak</td><td>4</td><td>5</td><td>6</td></tr>
<tr><td colspan="5">Not all were asked</td></tr></table>"""


def test_a_cell_of_a_web_page_stands_in_its_column(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "towns.html"
    path.write_text(HTML)
    table = [line for line in load(path, Settings()).text.split("\n") if line][2:]
    assert table == [
        "Area\tTown\t2030\t\t2031",
        "\t\tMen\tWomen\tMen",
        "North\tVale\t1\t2\t3",
        "\tOak\t4\t5\t6",
        "Not all were asked",
    ]


def test_a_cell_of_a_word_file_stands_in_its_column(tmp_path) -> None:  # type: ignore[no-untyped-def]
    import docx

    file = docx.Document()
    file.add_paragraph("The towns were counted by the month.")
    table = file.add_table(3, 5)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "2030"
    table.cell(0, 3).merge(table.cell(0, 4)).text = "2031"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Town"
    for row, cells in enumerate((["Men", "Women"] * 2, ["1", "2", "3", "4"]), 1):
        for column, cell in enumerate(cells, 1):
            table.cell(row, column).text = cell
    table.cell(2, 0).text = "Vale"
    path = tmp_path / "towns.docx"
    file.save(str(path))
    lines = load(path, Settings()).text.strip().split("\n")[-3:]
    assert lines == ["Town\t2030\t\t2031", "\tMen\tWomen\tMen\tWomen", "Vale\t1\t2\t3\t4"]
