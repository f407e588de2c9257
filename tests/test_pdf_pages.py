"""Pages of PDFs as different programs draw them: title pages, tables, markers, notes at the foot of a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.ingestion.loaders.pdf import load_pdf
from assistant.ingestion.structure import read_structure
from assistant.settings import Settings
from assistant.types import BlockKind, Loaded

# Left edge, distance from the top, size of type, text; "*" before it sets it bold.
Piece = tuple[float, float, float, str]
PROSE = (
    "The ferry crews of Elmbridge met each spring to settle who would sail,",
    "and in the second year they asked the passengers to come along too.",
)


def drawn(folder: Path, *pages: Sequence[Piece]) -> Loaded:
    """Return what is read of a PDF whose pages show these pieces, each drawn by itself, in order."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    path = folder / "drawn.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    for pieces in pages:
        for left, down, size, text in pieces:
            canvas.setFont("Helvetica-Bold" if text.startswith("*") else "Helvetica", size)
            canvas.drawString(left, A4[1] - down, text.removeprefix("*"))
        canvas.showPage()
    canvas.save()
    return load_pdf(path, Settings())


def prose(down: float) -> list[Piece]:
    """Return a paragraph of two lines."""
    return [(72, down, 10, PROSE[0]), (72, down + 13, 10, PROSE[1])]


def test_a_title_page_has_one_heading(tmp_path: Path) -> None:
    cover = [(72.0, 120.0, 14.0, "Ferry Office"), (72, 200, 28, "*Sailing by turns"), (72, 260, 14, "*May 2025")]
    loaded = drawn(tmp_path, cover, [(72, 120, 18, "*Beginnings"), *prose(150), (72, 220, 14, "*Ropes"), *prose(250)])
    assert [(heading.level, heading.title) for heading in loaded.headings] == [
        (1, "Sailing by turns"),
        (1, "Beginnings"),
        (2, "Ropes"),
    ]


def test_figures_in_a_row_are_cells_and_no_markers(tmp_path: Path) -> None:
    rows = [("Boat", "Trips", "Hours", "Late"), ("Heron", "3.1", "0.9", "Yes"), ("Teal", "15.7", "8.8", "-")]
    lefts = (72.0, 130.0, 170.0, 210.0)
    table = [(x, 200.0 + 16 * n, 9.0, text) for n, row in enumerate(rows) for x, text in zip(lefts, row, strict=True)]
    text = drawn(tmp_path, [*prose(120), *table, *prose(280)]).text
    assert all("\t".join(row) in text for row in rows)


def test_cells_that_stand_close_are_parted_where_a_column_begins(tmp_path: Path) -> None:
    rows = [("Boat", "Trips", "Keeper"), ("Heron", "42,000", "Harbour office"), ("Grey Goose", "36,500", "Nobody")]
    lefts = (72.0, 133.0, 170.0)
    table = [(x, 200.0 + 16 * n, 10.0, text) for n, row in enumerate(rows) for x, text in zip(lefts, row, strict=True)]
    text = drawn(tmp_path, [*prose(120), *table, *prose(280)]).text
    assert all("\t".join(row) in text for row in rows)


def test_bullets_that_are_drawn_last_stand_before_their_items(tmp_path: Path) -> None:
    items = [(90.0, 150.0, 10.0, "Ropes and sails"), (90, 165, 10, "Two lanterns"), (90, 180, 10, "A bell")]
    bullets = [(76.0, down, 10.0, "•") for _, down, _, _ in items]
    text = drawn(tmp_path, [(72, 130, 10, "Every crew brings these:"), *items, *bullets, *prose(220)]).text
    assert "- Ropes and sails\n- Two lanterns\n- A bell\n" in text
    assert "•" not in text


def test_a_bold_paragraph_whose_number_is_light_is_one(tmp_path: Path) -> None:
    bold = [(72.0, 140.0, 10.0, "104."), (100, 140, 10, f"*{PROSE[0]}"), (100, 153, 10, f"*{PROSE[1]}")]
    text = drawn(tmp_path, [*prose(100), *bold, *prose(200)]).text
    assert f"104. {PROSE[0]} {PROSE[1]}\n" in text


@pytest.mark.parametrize("between", [" ", ""])
def test_a_note_parts_no_sentence_and_stands_below_its_section(tmp_path: Path, between: str) -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    cut, rest = "and in the second year they asked the", "passengers to come along too, every one."
    note = "A crew is three people, or four where the weather is poor."
    page = [
        (72.0, 80.0, 18.0, "*Beginnings"), *prose(110), (72 + stringWidth(PROSE[1], "Helvetica", 10), 119, 6, "2"),
        (72, 600, 10, PROSE[0]),
        (72 + stringWidth(PROSE[0], "Helvetica", 10), 596, 6, "1"), (72, 613, 10, cut),
        (72, 740, 5, "1"), (78, 743, 8, PROSE[0]), (72, 753, 8, PROSE[1]), (72, 765, 8, f"2{between}{note}"),
    ]  # fmt: skip
    after = [(72.0, 100.0, 10.0, rest), (72.0, 140.0, 18.0, "*Ropes")]
    loaded = drawn(tmp_path, page, [*after, *prose(170)], prose(100))
    told = loaded.text[loaded.text.index("<sup>1</sup>") : loaded.text.index("Ropes")]
    assert told == (f"<sup>1</sup> {cut}\n\n{rest}\n\n<sup>1</sup> {' '.join(PROSE)}\n\n<sup>2</sup> {note}\n\n")
    assert [page.label for page in loaded.pages] == ["1", "2", "1", "2", "3"]


def test_what_stands_left_of_an_item_is_no_part_of_it(tmp_path: Path) -> None:
    item = [(90.0, 150.0, 10.0, "1."), (104, 150, 10, PROSE[0]), (104, 163, 10, PROSE[1])]
    text = drawn(tmp_path, [*prose(110), *item, (72, 176, 10, "Letters go to the harbour office.")]).text
    assert f"1. {' '.join(PROSE)}\n\nLetters go to the harbour office.\n" in text


def test_a_numbered_box_is_headed_where_its_ground_is_seen(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "boxed.pdf"
    canvas = Canvas(str(path))
    for down, ground in ((100, True), (400, False)):
        canvas.setFillColorRGB(0.8, 0.9, 0.9)
        if ground:
            canvas.rect(60, 800 - down - 90, 420, 110, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(72, 800 - down, f"Box {down}: what crews bring")
        canvas.setFont("Helvetica", 10)
        for place, line in enumerate(PROSE):
            canvas.drawString(72, 800 - down - 30 - 13 * place, line)
    canvas.save()
    assert [heading.title for heading in load_pdf(path, Settings()).headings] == ["Box 100: what crews bring"]


def row(down: float, *cells: str) -> list[Piece]:
    """Return a row of a table, 90 points a column; a cell of two lines is parted by "|"."""
    lines = [(72 + 90 * place, cell.split("|")) for place, cell in enumerate(cells)]
    return [(left, down + 11 * number, 9, text) for left, cell in lines for number, text in enumerate(cell)]


def test_a_figure_beside_a_cell_of_two_lines_is_no_number_of_an_item(tmp_path: Path) -> None:
    head, grip = row(100, "Strand", "Change", "Value", "By"), row(120, "Grip", "A panel for|posts", "2.1", "1 May")
    found = drawn(tmp_path, [*head, *grip, *row(150, "Income", "Lists on|Sundays", "1.8", "2 May")])
    assert "A panel for posts\t2.1\t1 May" in found.text


def test_a_year_beside_what_happens_in_it_is_a_row_and_a_chapters_number_is_none(tmp_path: Path) -> None:
    assert "2027\tBoats" in drawn(tmp_path, [*row(100, "2027", "Boats"), *row(120, "2028", "Halls")]).text
    assert "1.1 Boats" in drawn(tmp_path, [*row(100, "1.1", "Boats"), *row(120, "1.2", "Halls")]).text


def test_a_row_of_four_cells_stands_by_itself(tmp_path: Path) -> None:
    found = drawn(tmp_path, row(100, "F-02", "A deficit|above plan", "20", "Weekly talks", "O. Marsh")).text
    assert "F-02\tA deficit above plan\t20\tWeekly talks\tO. Marsh" in found


LONG = "they count the ropes and the sails of every boat in the harbour after the storms of the winter"


@pytest.mark.parametrize("rest", ["2022/23 were over.", "Elmbridge were over.", "had gone?"])
@pytest.mark.parametrize("lines", [1, 2])
def test_an_item_that_the_end_of_a_page_cuts_is_one_item(lines: int, rest: str, tmp_path: Path) -> None:
    cut = [(72.0, 700.0, 10.0, "•"), (84.0, 700.0, 10.0, LONG), (84.0, 713.0, 10.0, LONG)][: lines + 1]
    first = [*prose(120), (72, 660, 10, "Crews do two things:"), (72, 680, 10, "•"), (84, 680, 10, "they sail;"), *cut]
    loaded = drawn(tmp_path, first, [(84, 90, 10, rest), *prose(120)])
    found = read_structure(loaded)
    (listed,) = (block for block in found.blocks if block.kind is BlockKind.LIST)
    items = [" ".join(loaded.text[item.start : item.end].split()) for item in listed.items]
    assert items == ["- they sail;", f"- {' '.join([LONG] * lines)} {rest}"]
    assert [page.label for page in loaded.pages] == ["1", "2"]
    assert loaded.text[loaded.pages[1].start :].lstrip().startswith(rest)


def test_a_paragraph_at_the_head_of_a_page_is_no_part_of_an_item(tmp_path: Path) -> None:
    first = [*prose(120), (72, 680, 10, "•"), (84, 680, 10, "they sail"), (72, 700, 10, "•"), (84, 700, 10, "they row")]
    loaded = drawn(tmp_path, first, prose(90))
    (listed,) = (block for block in read_structure(loaded).blocks if block.kind is BlockKind.LIST)
    assert loaded.text[listed.end - 8 : listed.end] == "they row"


def test_the_lines_of_an_item_are_one_though_its_list_is_set_narrow(tmp_path: Path) -> None:
    lines = ("they count the ropes and sails. Nobody", "else does so in all the", "vale, or asks for it;")
    narrow = [(84.0, 200.0 + 12 * place, 10.0, line) for place, line in enumerate(lines)]
    items = [(72, 200, 10, "•"), *narrow, (72, 240, 10, "•"), (84, 240, 10, "they sail.")]
    loaded = drawn(tmp_path, [*prose(120), *prose(146), *items, *prose(270)])
    assert f"- {' '.join(lines)}\n- they sail.\n" in loaded.text
