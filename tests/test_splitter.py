"""Chunks are whole blocks of one section, and hold the units that can answer by themselves."""

from __future__ import annotations

import pytest

from assistant.ingestion.splitter import split, units_of
from assistant.ingestion.structure import read_structure
from assistant.types import Block, BlockKind, Document, Heading, Loaded, Part
from tests import files
from tests.invariants import check_chunks

SENTENCE = "The towns met every month and wrote down what they had agreed on, so that nobody forgot it."


def document(text: str) -> Document:
    structure = read_structure(Loaded(text))
    return Document("note", "A note", "The towns", text, headings=structure.headings, blocks=structure.blocks)


def units(note: Document, kind: BlockKind) -> list[str]:
    (block,) = [block for block in note.blocks if block.kind is kind]
    return [note.text[unit.start : unit.end] for unit in units_of(note, block)]


def words(text: str) -> int:
    return len(text.split())


def test_chunks_are_slices_that_cover_the_text() -> None:
    check_chunks(document(files.plain()))


def test_a_chunk_belongs_to_one_section() -> None:
    note = document(files.plain())
    assert [(chunk.section, chunk.part) for chunk in split(note)] == [
        ((), Part.FRONT),
        ((), Part.BODY),
        (("What was tried",), Part.BODY),
        ((files.BOX_TITLE,), Part.BODY),
        (("What it cost",), Part.BODY),
        (("What comes next",), Part.BODY),
    ]


def test_a_long_section_is_packed_into_chunks_of_whole_paragraphs() -> None:
    paragraph = " ".join([SENTENCE] * 3)
    note = document("\n\n".join([SENTENCE, "# Costs", *[paragraph] * 12]) + "\n")
    check_chunks(note)
    chunks = split(note)[1:]
    assert len(chunks) > 2
    assert all(words(chunk.text) <= 200 and chunk.text.endswith(paragraph) for chunk in chunks)


def test_a_heading_stays_with_what_follows() -> None:
    note = document("\n\n".join([SENTENCE, "# Costs", " ".join([SENTENCE] * 15), SENTENCE]) + "\n")
    assert split(note)[1].text.startswith("# Costs\n\nThe towns")


@pytest.mark.parametrize("paragraph", [" ".join([SENTENCE] * 40), "\n".join(f"- {SENTENCE}" for _ in range(40))])
def test_what_is_too_long_is_cut_between_sentences_or_items(paragraph: str) -> None:
    note = document(f"{SENTENCE}\n\n# Costs\n\nThe costs were as follows:\n\n{paragraph}\n")
    check_chunks(note)
    chunks = [chunk for chunk in split(note)[1:] if SENTENCE in chunk.text]
    assert len(chunks) > 2
    assert all(words(chunk.text) < 230 and chunk.text.endswith(SENTENCE) for chunk in chunks)
    items = [unit for chunk in chunks for unit in chunk.units if note.text[unit.start : unit.end].endswith(SENTENCE)]
    assert len(items) >= 40


def test_the_units_of_a_list_are_the_whole_and_its_items_with_their_lead_in() -> None:
    note = document(files.plain())
    (listed,) = [block for block in note.blocks if block.kind is BlockKind.LIST]
    items = [f"- {item}" for item in files.ITEMS]
    assert units(note, BlockKind.LIST) == [f"{files.LEAD_IN}\n\n" + "\n\n".join(items).replace("\n\n", "\n"), *items]
    assert [unit.lead for unit in units_of(note, listed)] == [None, *[listed.lead] * 3]


def test_the_units_of_a_table_are_its_rows() -> None:
    assert units(document(files.plain()), BlockKind.TABLE) == ["\t".join(row) for row in files.ROWS]


def test_a_heading_is_a_unit_only_where_it_holds_a_number() -> None:
    note = document(files.plain())
    plain = Block(BlockKind.HEADING, 0, len(files.TITLE))
    assert list(units_of(note, plain)) == []
    numbered = document("Two habits\n")
    assert [unit.span for unit in units_of(numbered, Block(BlockKind.HEADING, 0, 10))] == [
        Block(BlockKind.HEADING, 0, 10).span
    ]


def test_a_line_of_a_title_page_is_one_unit() -> None:
    note = document("A. Vale. B. Vale.\n")
    assert len(list(units_of(note, Block(BlockKind.PARAGRAPH, 0, 17, part=Part.FRONT)))) == 1


def test_what_is_never_indexed_is_in_no_chunk() -> None:
    note = document(f"Contents\n\nOne 1\nTwo 2\nThree 3\n\n\n\nOne\n\n{SENTENCE}\n\n---\n\nTwo\n\n{SENTENCE}\n")
    check_chunks(note)
    assert not any("Contents" in chunk.text or "Three" in chunk.text for chunk in split(note))


def test_the_same_document_gives_the_same_chunks() -> None:
    assert split(document(files.plain())) == split(document(files.plain()))


def test_a_row_is_led_in_by_the_row_that_names_its_columns() -> None:
    note = document("The towns were compared.\n\nTown\tStaff\tCost\nElmbridge\t12\t£3\nOakham\t7\t£2\n")
    (table,) = [block for block in note.blocks if block.kind is BlockKind.TABLE]
    header, *others = units_of(note, table)
    assert header.lead is None
    assert [unit.lead for unit in others] == [header.span] * 2


def test_years_name_columns() -> None:
    note = document("The towns were compared.\n\nTown\t2020\t2021\nElmbridge\t12\t13\nOakham\t7\t8\n")
    (table,) = [block for block in note.blocks if block.kind is BlockKind.TABLE]
    assert [unit.lead for unit in units_of(note, table)][1:] == [table.items[0]] * 2


def test_a_table_whose_first_row_holds_a_figure_has_no_header() -> None:
    note = document("The towns were compared.\n\nElmbridge\t12\t£3\nOakham\t7\t£2\nThorn\t9\t£1\n")
    (table,) = [block for block in note.blocks if block.kind is BlockKind.TABLE]
    assert all(unit.lead is None for unit in units_of(note, table))


def test_after_a_box_its_section_goes_on() -> None:
    text = "First\n\nBox\n\nInside it.\n\nAfter it.\n"
    after = text.index("After")
    headings = (Heading("First", 1, 0, 5), Heading("Box", 2, 7, 10, until=after))
    blocks = read_structure(Loaded(text, headings)).blocks
    assert [block.section for block in blocks if block.kind is BlockKind.PARAGRAPH] == [("First", "Box"), ("First",)]


def test_every_part_of_a_long_table_is_led_in_by_its_header() -> None:
    rows = "\n".join(f"Town number {number} of the vale\t{number}\t£{number}" for number in range(99))
    note = document(f"The towns were compared.\n\nTown\tStaff\tCost\n{rows}\n")
    parts = [chunk.units for chunk in split(note) if "number" in chunk.text]
    assert len(parts) > 2
    leads = {unit.lead for units in parts for unit in units if "number" in note.text[unit.start : unit.end]}
    (lead,) = leads
    assert lead
    assert note.text[lead.start : lead.end] == "Town\tStaff\tCost"


def test_a_long_quotation_is_cut_before_the_line_that_names_who_speaks() -> None:
    said = "We wrote down what each of us had agreed to do before the next meeting, so that I forgot nothing of it."
    note = document(f"{SENTENCE}\n\n# Foreword\n\n{' '.join([said] * 20)}\n\nDr Jane Smith\n")
    check_chunks(note)
    quoted = [chunk for chunk in split(note) if said in chunk.text]
    assert len(quoted) > 1
    assert quoted[-1].text.endswith(f"{said}\n\nDr Jane Smith")
    assert {note.text[unit.start : unit.end] for chunk in quoted for unit in chunk.units} == {said}


def test_who_speaks_is_named_on_a_line_that_any_line_break_begins() -> None:
    note = document(f"{SENTENCE}\n\nWe wrote down what we had agreed on.\fDr Jane Smith\n\n{SENTENCE}\n")
    assert units(note, BlockKind.QUOTATION) == ["We wrote down what we had agreed on."]


def test_a_table_goes_on_with_its_header_below_a_group_of_its_rows() -> None:
    parts = ["There are risks in it.", "Ref\tScore\tOwner", "Finance", "F-02\t20\tMarsh", "People", "P-03\t16\tQuill"]
    note = document("\n\n".join(parts) + "\n")
    tables = [block for block in note.blocks if block.kind is BlockKind.TABLE]
    leads = [unit.lead for block in tables for unit in units_of(note, block) if unit.lead]
    assert [note.text[lead.start : lead.end] for lead in leads] == ["Ref\tScore\tOwner"] * 2
    other = document("\n\n".join([*parts[:4], "What follows is another table of our own.", "A\t1\tB"]) + "\n")
    assert [unit.lead for unit in units_of(other, other.blocks[-1])] == [None]
