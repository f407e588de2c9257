"""A list of people that has a line for each is a list; names that run on over the lines are a sentence."""

from __future__ import annotations

import pytest

from assistant.ingestion.attendance import is_attendance, read_attendance
from assistant.ingestion.lines import lines_of
from assistant.ingestion.structure import read_structure
from assistant.types import BlockKind, Loaded, Part

AFTER = "\n\nThe boats met in May and wrote down what each of them had to do."


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Present:", True), ("APOLOGIES", True), ("Present by phone: Ada", True), ("Present and future: boats", False)],
)
def test_what_begins_a_list_of_people(line: str, expected: bool) -> None:
    assert is_attendance(line) is expected


@pytest.mark.parametrize(
    ("text", "lead", "people"),
    [
        (
            "PRESENT\nCouncillor Ada Vale (AV), Leader of the Council\nLi Wei, Harbour Homes\nJ. van der Mere – Chair",
            "PRESENT",
            ["Councillor Ada Vale (AV), Leader of the Council", "Li Wei, Harbour Homes", "J. van der Mere – Chair"],
        ),
        ("Present: Ada Vale (Chair)\nLi Wei (Clerk)", "Present:", ["Ada Vale (Chair)", "Li Wei (Clerk)"]),
        ("Apologies:\nAda Vale, Mayor", "Apologies:", ["Ada Vale, Mayor"]),
        ("Ada Vale, Mayor\nLi Wei", None, ["Ada Vale, Mayor", "Li Wei"]),
        ("Present:\nAda Vale (Chair), Tom O'Hara,\nLi Wei and Bo Marsh", None, []),
        ("Present:\nAda Vale, Director of\nPublic Health, Tom O'Hara", None, []),
        ("Present:\nAda Vale, Tom\nO'Hara, Li Wei", None, []),
        ("Apologies: Ada Vale, Chief\nOperating Officer, Li Wei", None, []),
        ("Apologies: Ada Vale", None, []),
    ],
)
def test_a_line_for_each(text: str, lead: str | None, people: list[str]) -> None:
    found, spans = read_attendance(lines_of(text))
    assert (text[found.start : found.end] if found else None) == lead
    assert [text[span.start : span.end] for span in spans] == people


@pytest.mark.parametrize("label", ["PRESENT\n", "Present:\n\n", "Present: "])
def test_who_was_there_is_a_list_of_people(label: str) -> None:
    text = f"Vale Board\n\nMinutes of 8 July 2031\n\n{label}Ada Vale (AV), Chair\nLi Wei (LW), Clerk{AFTER}"
    (block,) = (each for each in read_structure(Loaded(text)).blocks if each.kind is BlockKind.LIST)
    assert [text[item.start : item.end] for item in block.items] == ["Ada Vale (AV), Chair", "Li Wei (LW), Clerk"]
    assert block.lead is not None
    assert text[block.lead.start : block.lead.end] == label.strip()
    assert block.part is Part.PEOPLE
