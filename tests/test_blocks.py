"""Paragraphs, lists, tables and quotations are kept whole, each with its section and its part."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from assistant.ingestion.blocks import Outline, read_blocks
from assistant.ingestion.lines import lines_of
from assistant.ingestion.structure import read_structure
from assistant.types import Block, BlockKind, Heading, Loaded, Part
from tests import files

FIRST = "The towns spent little in the first year of their plan."
SECOND = "They spent a good deal more of it in the second."


@dataclass(frozen=True)
class Text:
    """A text with the headings `## …` in it, and its blocks."""

    text: str
    front: int = 0
    imprint: int | None = None
    blocks: list[Block] = field(init=False)

    def __post_init__(self) -> None:
        lines = lines_of(self.text)
        headings = [
            Heading(line.title, line.hashes, line.start, line.end)
            for line in lines
            if line.hashes and not line.is_continued
        ]
        imprint = len(self.text) if self.imprint is None else self.imprint
        object.__setattr__(self, "blocks", read_blocks(self.text, lines, Outline(headings, None, self.front, imprint)))

    def shown(self, kind: BlockKind) -> list[str]:
        return [self.text[block.start : block.end] for block in self.blocks if block.kind is kind]

    def items(self, block: Block) -> list[str]:
        return [self.text[item.start : item.end] for item in block.items]

    def lead(self, block: Block) -> str | None:
        return self.text[block.lead.start : block.lead.end] if block.lead else None


def paragraphs(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


def kinds(text: Text) -> list[BlockKind]:
    return [block.kind for block in text.blocks]


def test_blocks_cover_all_lines_in_order() -> None:
    text = Text(files.plain())
    edges = [edge for block in text.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    outside = "".join(
        text.text[stop:start] for stop, start in zip([0, *edges[1::2]], [*edges[::2], len(text.text)], strict=True)
    )
    assert not outside.strip()


def test_headings_give_the_path() -> None:
    text = Text(paragraphs("# One", FIRST, "## Two", SECOND, "# Three", FIRST))
    assert [block.section for block in text.blocks if block.kind is BlockKind.PARAGRAPH] == [
        ("One",),
        ("One", "Two"),
        ("Three",),
    ]


def test_a_list_is_whole_with_its_lead_in() -> None:
    text = Text(paragraphs(f"{FIRST} {files.LEAD_IN}", "- one habit", "- another habit", "- a third.", SECOND))
    paragraph, listed, after = text.blocks
    assert text.text[paragraph.start : paragraph.end] == FIRST
    assert (listed.kind, text.lead(listed)) == (BlockKind.LIST, files.LEAD_IN)
    assert text.items(listed) == ["- one habit", "- another habit", "- a third."]
    assert text.text[after.start : after.end] == SECOND


def test_a_lead_in_that_says_hardly_anything_takes_the_sentence_before_it() -> None:
    text = Text(paragraphs(f"{FIRST} {SECOND} They are:", "- one", "- two"))
    assert text.lead(text.blocks[1]) == f"{SECOND} They are:"


@pytest.mark.parametrize("lead", ["Three habits stood out, which are these.", "The habits are as follows."])
def test_a_sentence_that_says_so_leads_a_list_in_without_a_colon(lead: str) -> None:
    text = Text(paragraphs(FIRST, lead, "- one", "- two"))
    assert text.lead(text.blocks[1]) == lead


def test_how_a_document_wants_to_be_cited_is_a_reference() -> None:
    text = Text(paragraphs(FIRST, "Suggested citation: Marsh O (2031). Night shifts. Harbour Trust.", SECOND))
    assert [block.part for block in text.blocks] == [Part.BODY, Part.REFERENCES, Part.BODY]


def test_a_list_without_lead_in() -> None:
    text = Text(paragraphs(FIRST, "- one", "- two"))
    assert kinds(text) == [BlockKind.PARAGRAPH, BlockKind.LIST]
    assert text.blocks[1].lead is None


def test_an_item_that_leads_deeper_items_in_begins_a_list_of_its_own() -> None:
    text = Text("Three things count:\n\n- staff\n- money, of two kinds:\n  • old\n  • new\n- time.\n")
    assert [(text.lead(block), text.items(block)) for block in text.blocks] == [
        ("Three things count:", ["- staff"]),
        ("- money, of two kinds:", ["  • old", "  • new"]),
        (None, ["- time."]),
    ]


def test_a_table_is_whole_and_its_rows_are_items() -> None:
    text = Text(files.plain())
    (table,) = [block for block in text.blocks if block.kind is BlockKind.TABLE]
    assert text.items(table) == ["\t".join(row) for row in files.ROWS]


def test_a_quotation_has_its_speaker() -> None:
    text = Text(files.plain())
    (quotation,) = [block for block in text.blocks if block.kind is BlockKind.QUOTATION]
    assert quotation.speaker == files.SPEAKER
    assert text.text[quotation.start : quotation.end] == f"{files.QUOTATION}\n\n{files.SPEAKER}"


@pytest.mark.parametrize("speaker", ["Man, 69, Elmbridge", "Woman, 81, left after a month", "Boy, Oakham"])
def test_who_took_part_is_named_below_their_words(speaker: str) -> None:
    text = Text(paragraphs(FIRST, files.QUOTATION, speaker, SECOND))
    assert text.blocks[1].speaker == speaker


def test_authors_are_people_though_set_below_the_references() -> None:
    text = Text(f"# Note\n\n{FIRST}\n\n## References\n\nA book.\n\n### About the authors\n\nAda Vale rows.\n")
    assert [block.part for block in text.blocks[-3:]] == [Part.REFERENCES, Part.PEOPLE, Part.PEOPLE]


def test_words_in_quotation_marks_are_a_quotation_without_a_speaker() -> None:
    text = Text(paragraphs(FIRST, files.QUOTATION, SECOND))
    assert text.shown(BlockKind.QUOTATION) == [files.QUOTATION]
    assert text.blocks[1].speaker is None


@pytest.mark.parametrize("cut", ["\n\n\n\n", "\n\n---\n\n", "\n\ncontinued on next page\n\n\n\n"])
def test_a_sentence_cut_by_a_page_break_is_one_paragraph(cut: str) -> None:
    text = Text(f"The towns spent little{cut}in the first year.\n\n{SECOND}\n")
    assert text.shown(BlockKind.PARAGRAPH) == [f"The towns spent little{cut}in the first year.", SECOND]


def test_an_item_cut_by_a_page_break_is_one_item() -> None:
    text = Text("- one habit that took\n\n---\n\na year to learn\n- another\n")
    assert [text.items(block) for block in text.blocks] == [
        ["- one habit that took\n\n---\n\na year to learn", "- another"]
    ]


def test_lines_without_a_blank_line_are_one_paragraph() -> None:
    text = Text("The towns\nSpent little.\n\nThey saved.\n")
    assert text.shown(BlockKind.PARAGRAPH) == ["The towns\nSpent little.", "They saved."]


def test_furniture_is_a_block_of_its_own() -> None:
    text = Text(paragraphs(FIRST, "---", SECOND))
    assert kinds(text) == [BlockKind.PARAGRAPH, BlockKind.FURNITURE, BlockKind.PARAGRAPH]


def test_what_is_continued_belongs_to_the_heading_it_repeats() -> None:
    text = Text(paragraphs("# One", FIRST, "## Two", FIRST, "## Three", FIRST, "## Two: continued", SECOND))
    assert text.blocks[-1].section == ("One", "Two")
    assert text.blocks[-2].kind is BlockKind.FURNITURE


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("References", Part.REFERENCES),
        ("Further reading", Part.REFERENCES),
        ("Acknowledgements", Part.PEOPLE),
        ("About the authors", Part.PEOPLE),
        ("Annex 1: Membership of the group", Part.PEOPLE),
        ("Annex B: Members of the shared diary working group", Part.PEOPLE),
        ("Steering group membership", Part.PEOPLE),
        ("Appendix 2: Contributors", Part.PEOPLE),
        ("Working group recommendations", Part.BODY),
        ("Duties of members of the board", Part.BODY),
        ("Membership of town partnerships", Part.BODY),
        ("Contributors to delay", Part.BODY),
        ("What it cost", Part.BODY),
        ("Sources of money", Part.BODY),
    ],
)
def test_a_title_tells_the_part(title: str, part: Part) -> None:
    assert {block.part for block in Text(paragraphs(f"# {title}", FIRST)).blocks} == {part}


def test_the_title_of_the_document_itself_tells_no_part() -> None:
    text = Text(paragraphs("# Members of the working group", FIRST, "## What they do", SECOND, "## References", FIRST))
    assert [block.part for block in text.blocks] == [Part.BODY] * 4 + [Part.REFERENCES] * 2


def test_front_matter_and_imprint_lie_at_the_ends() -> None:
    text = paragraphs("A plan", "Town clerks", FIRST, "© The towns")
    blocks = Text(text, front=text.index(FIRST), imprint=text.index("©")).blocks
    assert [block.part for block in blocks] == [Part.FRONT, Part.FRONT, Part.BODY, Part.IMPRINT]


def test_a_contents_list_is_one_block() -> None:
    text = paragraphs("Contents", "One 1", "Two 2", FIRST)
    contents = Block(BlockKind.CONTENTS, 0, text.index(FIRST) - 2).span
    blocks = read_blocks(text, lines_of(text), Outline([], contents, 0, len(text)))
    assert [block.kind for block in blocks] == [BlockKind.CONTENTS, BlockKind.PARAGRAPH]


def test_a_role_below_no_paragraph_is_a_line_like_any_other() -> None:
    # A list of people on a title page once made `ics add` fail: no line was there to part the speaker from.
    structure = read_structure(Loaded("# Board\n\n- “We share what we know.”\n\nChief executive\n\nWe met twice.\n"))
    assert all(block.speaker is None for block in structure.blocks)


def test_rows_that_begin_with_a_number_are_rows() -> None:
    text = "Who does what by when.\n\nAction\tOwner\n1. Sign the lease\tClerk\n2. Hire a lead\tMayor\n"
    (table,) = [block for block in read_structure(Loaded(text)).blocks if block.kind is BlockKind.TABLE]
    assert len(table.items) == 3


def test_columns_that_are_named_anew_begin_a_table() -> None:
    first, second = "Town\tStaff\nElm\t12\nOak\t7", "Bus\t2020\nNight bus\t3"
    assert Text(paragraphs(first, second)).shown(BlockKind.TABLE) == [first, second]
    assert len(Text(paragraphs(first, "Ash\t3")).shown(BlockKind.TABLE)) == 1
    assert len(Text(paragraphs("Town\tClerk\nElm\tAda", "Oak\tLi")).shown(BlockKind.TABLE)) == 1
    assert len(Text(paragraphs("Town\tClerk", "Elm\tAda", "Oak\tLi")).shown(BlockKind.TABLE)) == 1


@pytest.mark.parametrize(
    "marks", [("a)", "b)", "c)"), ("(a)", "(b)", "(c)"), ("i.", "ii.", "iii."), ("(i)", "(ii)", "(iv)")]
)
def test_a_lettered_list_is_one_list(marks: tuple[str, str, str]) -> None:
    text = "By spring we will:\n{} open a shop\n{} train two cooks\n{} feed forty people\n".format(*marks)
    (listed,) = [block for block in read_structure(Loaded(text)).blocks if block.kind is BlockKind.LIST]
    assert len(listed.items) == 3


def test_the_line_right_below_a_closed_quotation_names_its_speaker() -> None:
    text = "They were glad of it.\n\n“Nobody had asked us before.”\nPorter, day shift\n\nMuch else changed.\n"
    (quotation,) = [block for block in read_structure(Loaded(text)).blocks if block.kind is BlockKind.QUOTATION]
    assert quotation.speaker == "Porter, day shift"


def test_a_numbered_paragraph_that_says_who_speaks_goes_on_with_what_is_said() -> None:
    text = Text(
        f"## Crews\n\n6. {FIRST}\n7. A ferry keeper told us:\n\nWe sail by turns, and nobody is paid.\n\n8. {SECOND}\n"
    )
    (block,) = [block for block in text.blocks if block.items]
    assert [text.text[item.start : item.end] for item in block.items] == [
        f"6. {FIRST}",
        "7. A ferry keeper told us:\n\nWe sail by turns, and nobody is paid.",
        f"8. {SECOND}",
    ]


def test_a_note_that_only_points_somewhere_is_a_reference() -> None:
    text = Text(f"## Crews\n\n{FIRST}\n\n<sup>1</sup> Vale Council (FER0012), para 4\n\n<sup>2</sup> {SECOND}\n")
    assert [block.part for block in text.blocks] == [Part.BODY, Part.BODY, Part.REFERENCES, Part.BODY]
