"""A whole small report in plain text gets its headings, pages and parts; markup, where there is any, comes first."""

from __future__ import annotations

from assistant.ingestion.lines import lines_of
from assistant.ingestion.structure import Structure, read_structure
from assistant.types import BlockKind, Heading, Loaded, Page, Part

PROSE = "The towns met every month and wrote down what they had agreed on, so that nobody forgot it."
WIDE = "\n\n\n\n"
PARTS = (
    "One plan for the vale\n\nThe towns\n\nMay 2025",
    "Contents\n\n1 Beginnings 3\n  The first year 4\n2 Later years 5\nReferences 6",
    f"1 Beginnings\n\n{PROSE}\n\nA barn in Elmbridge\n\n{PROSE}",
    f"The first year\n\n{PROSE} We lost count\n\ncontinued on next page",
    f"2 Later years\n\n{PROSE}\n\nI thought that we would never end.\n\nTown councillor\n\n{PROSE}",
    f"References\n\nVale A (2024). {PROSE}",
    "The towns of the vale\n1 Mill Road\n\n© The towns 2025",
)
REPORT = WIDE.join(PARTS) + "\n"


def read(text: str) -> Structure:
    return read_structure(Loaded(text))


def test_headings_are_those_named_and_those_below_them() -> None:
    headings = read(REPORT).headings
    assert [(heading.level, heading.title) for heading in headings] == [
        (1, "1 Beginnings"),
        (2, "A barn in Elmbridge"),
        (2, "The first year"),
        (1, "2 Later years"),
        (1, "References"),
    ]
    assert all(REPORT[heading.start : heading.end] == heading.title for heading in headings)


def test_pages_are_counted_and_agree_with_the_contents_list() -> None:
    pages = read(REPORT).pages
    assert [(page.label, page.certain) for page in pages] == [(label, True) for label in "34567"]
    assert [REPORT[page.start :].split("\n")[0] for page in pages[:4]] == [
        "1 Beginnings",
        "The first year",
        "2 Later years",
        "References",
    ]


def test_parts_are_told_apart() -> None:
    parts = {REPORT[block.start : block.end].split("\n")[0]: block.part for block in read(REPORT).blocks}
    assert parts["One plan for the vale"] is parts["May 2025"] is Part.FRONT
    assert parts["1 Beginnings"] is parts[PROSE] is Part.BODY
    assert parts[f"Vale A (2024). {PROSE}"] is Part.REFERENCES
    assert parts["The towns of the vale"] is parts["© The towns 2025"] is Part.IMPRINT


def test_the_contents_list_and_furniture_are_marked() -> None:
    blocks = read(REPORT).blocks
    shown = {kind: [REPORT[b.start : b.end] for b in blocks if b.kind is kind] for kind in BlockKind}
    assert shown[BlockKind.CONTENTS] == [PARTS[1]]
    assert shown[BlockKind.FURNITURE] == ["continued on next page"]


def test_a_speaker_is_no_heading() -> None:
    (quotation,) = [block for block in read(REPORT).blocks if block.kind is BlockKind.QUOTATION]
    assert (quotation.speaker, quotation.section) == ("Town councillor", ("2 Later years",))


def test_markup_comes_before_shape() -> None:
    text = f"Plan\n\n{PROSE}\n\nMarked\n\n{PROSE}\n\nNot marked\n\n{PROSE}\n"
    start = text.index("Marked")
    heading = Heading("Marked", 2, start, start + len("Marked"))
    assert read_structure(Loaded(text, headings=(heading,))).headings == (heading,)


def test_pages_of_the_file_come_before_those_counted() -> None:
    pages = (Page("ii", 0, len(REPORT)),)
    assert read_structure(Loaded(REPORT, pages=pages)).pages == pages


def test_hashes_in_plain_text_are_headings() -> None:
    headings = read(f"Plan\n\n{PROSE}\n\n## Costs\n\n{PROSE}\n\nNot marked\n\n{PROSE}\n").headings
    assert [(heading.level, heading.title) for heading in headings] == [(2, "Costs")]


def test_a_text_without_headings_is_one_paragraph() -> None:
    structure = read(f"{PROSE}\n")
    assert (structure.headings, structure.pages) == ((), ())
    assert [(block.kind, block.part) for block in structure.blocks] == [(BlockKind.PARAGRAPH, Part.BODY)]


def test_a_text_of_nothing_has_no_structure() -> None:
    assert read(" \n") == Structure((), (), ())


def test_a_copyright_mark_early_on_begins_no_imprint() -> None:
    text = f"Plan\n\n© The towns\n\n{PROSE}\n\nCosts\n\n" + f"{PROSE}\n\n" * 6
    assert not any(block.part is Part.IMPRINT for block in read(text).blocks)


def marked(text: str) -> Loaded:
    """Return a text whose headings are marked `#` as Markdown is loaded."""
    found = [line for line in lines_of(text) if line.hashes]
    return Loaded(text, tuple(Heading(line.title, line.hashes, line.start, line.end) for line in found))


def parts(text: str) -> dict[str, Part]:
    return {text[block.start : block.end].split("\n")[0]: block.part for block in read_structure(marked(text)).blocks}


def test_the_title_page_ends_at_the_first_section_of_the_markup() -> None:
    found = parts(f"# Plan\n\nThe towns\n\n## At a glance\n\nNine buses\n\n## Costs\n\n{PROSE}\n")
    assert (found["The towns"], found["Nine buses"]) == (Part.FRONT, Part.BODY)


def test_sections_may_be_of_the_titles_level() -> None:
    found = parts(f"# Plan\n\nThe towns\n\n# At a glance\n\nNine buses\n\n# Costs\n\n{PROSE}\n")
    assert (found["The towns"], found["Nine buses"]) == (Part.FRONT, Part.BODY)


def test_a_subtitle_ends_no_title_page() -> None:
    for level in "#", "##":
        text = f"# Plan\n\n{level} Buses for all\n\nThe towns\n\n### Costs\n\n{PROSE}\n\n### Times\n\n{PROSE}\n"
        assert parts(text)["The towns"] is Part.FRONT


def test_a_table_above_all_prose_is_text() -> None:
    assert parts(f"# Plan\n\nTown\tBuses\nElm\t9\n\n{PROSE}\n")["Town\tBuses"] is Part.BODY


def test_no_section_of_the_markup_is_an_imprint() -> None:
    costs = (
        f"# Plan\n\n{PROSE}\n\n" + f"{PROSE}\n\n" * 14 + "## References\n\nVale A. Buses. ISBN 978 1 2345 6789 0.\n\n"
    )
    found = parts(f"{costs}## Annex A\n\nEach town pays a third of what its one bus costs it.\n\n© The towns 2025\n")
    assert (found["## References"], found["## Annex A"]) == (Part.REFERENCES, Part.BODY)
    assert found["© The towns 2025"] is Part.IMPRINT


def test_headings_of_an_imprint_are_of_the_imprint() -> None:
    end = "## Publication details\n\n© The towns 2025\n\n## Formats\n\nCall us.\n"
    found = parts("# Plan\n\n" + f"{PROSE}\n\n" * 14 + end)
    assert found["## Formats"] is found["Call us."] is Part.IMPRINT


def test_a_picture_credit_begins_no_imprint_and_is_no_heading() -> None:
    text = "Plan\n\n" + f"{PROSE}\n\n" * 14 + f"Photo: © The towns\n\nWhat comes next\n\n{PROSE}\n\n© The vale\n"
    structure = read(text)
    assert [heading.title for heading in structure.headings] == ["What comes next"]
    assert [text[b.start : b.end] for b in structure.blocks if b.part is Part.IMPRINT] == ["© The vale"]


WRAPPED = "The towns met every month and wrote down\nwhat they had agreed on,\nso that nobody forgot it."


def test_a_title_page_ends_at_a_paragraph_whose_lines_are_broken() -> None:
    text = f"One plan for the vale\n\nMay 2025\n\n{WRAPPED}\n\n{WRAPPED}\n"
    assert [block.part for block in read(text).blocks] == [Part.FRONT, Part.FRONT, Part.BODY, Part.BODY]


def test_numbered_headings_stand_above_broken_lines_and_above_one_another() -> None:
    text = (
        f"Plan\n\n{PROSE}\n\n1. Costs\n\n1.1 Staff\n\n{WRAPPED}\n\n2. First do this\n\n3. Then do that\n\n{WRAPPED}\n"
    )
    assert [heading.title for heading in read(text).headings] == ["1. Costs", "1.1 Staff", "3. Then do that"]


def test_the_markup_says_the_levels_of_headings_that_the_contents_list_names() -> None:
    titles = {"Contents": 1, "Beginnings": 1, "The first year": 2, "Later years": 1}
    entries = "\n".join(f"{title}\t{page}" for page, title in enumerate([*titles][1:], 2)) + "\nThe second year\t5"
    sections = [f"{title}\n\n{PROSE}\n\n" for title in [*titles, "The second year"][1:]]
    text = f"Contents\n\n{entries}\n\n" + "".join(sections)
    starts = {title: text.index(f"{title}\n\n") for title in titles}
    marked = [Heading(title, level, starts[title], starts[title] + len(title)) for title, level in titles.items()]
    found = read_structure(Loaded(text, tuple(marked))).headings
    assert [(heading.level, heading.title) for heading in found] == [
        (1, "Beginnings"),
        (2, "The first year"),
        (1, "Later years"),
        (1, "The second year"),
    ]


def test_a_heading_stands_right_below_one_that_is_named_and_above_numbered_paragraphs() -> None:
    numbered = f"1.   {PROSE.replace(' wrote', chr(10) + '     wrote')}"
    parts = ("Contents\n\nBeginnings 3\nLater years 4\nRopes 5", f"Beginnings\nFirst steps\n\n{numbered}")
    text = WIDE.join([*parts, f"Later years\n\n{PROSE}", f"Ropes\n\n{PROSE}"]) + "\n"
    assert [(heading.level, heading.title) for heading in read(text).headings][:2] == [
        (1, "Beginnings"),
        (2, "First steps"),
    ]
