"""Case studies are told by how they show themselves, in any publication: here in ones that were made for it."""

from __future__ import annotations

from dataclasses import replace

from assistant.drafting.case_studies import CaseStudy, case_studies
from assistant.types import Block, BlockKind, Document, Heading
from tests.made import Piece, made


def titled(*sections: tuple[tuple[str, ...], tuple[str, ...]], name: str = "buses") -> Document:
    """Return a document whose sections have headings of their own, each above its paragraphs."""
    pieces = [
        piece
        for path, paragraphs in sections
        for piece in [
            Piece(path[-1], BlockKind.HEADING, path),
            *(Piece(each, section=path) for each in paragraphs),
        ]
    ]
    document = made(*pieces, name=name)
    found = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    return replace(document, headings=tuple(_heading(document, block) for block in found))


def _heading(document: Document, block: Block) -> Heading:
    return Heading(document.text[block.start : block.end], len(block.section), block.start, block.end)


WHY = ("Late buses help carers to get home.", "Carers should ask for them. A timetable is worth the trouble.")
LUDLOW = (
    "A bus was hired for three winters, and carers chose its stops.",
    "Fewer carers gave up: nine stayed on. The council paid for fuel in Ludlow and the drivers gave their time.",
)
BUSES = titled(
    (("1 Why night buses matter",), WHY),
    (("2 What was tried", "Night buses around Ludlow"), LUDLOW),
    (("2 What was tried", "Lessons for timetables"), ("A timetable should be short. It may change in winter.",)),
    (("Case studies", "The vale"), ("Stops lie at the doors of the homes.",)),
    (("What did we do?",), ("We asked forty carers, and wrote down when their shifts ended.",)),
)


def test_a_case_study_shows_itself_by_its_heading() -> None:
    found = case_studies(BUSES)
    assert [section[-1] for section in found] == ["Night buses around Ludlow", "The vale", "What did we do?"]
    by_name = {section[-1]: case for section, case in found.items()}
    ludlow = by_name["Night buses around Ludlow"]
    assert ludlow.heading is not None
    assert BUSES.text[ludlow.heading.start : ludlow.heading.end] == ludlow.name == "Night buses around Ludlow"
    assert ludlow.is_named_in("The council paid for fuel in Ludlow.")
    assert not ludlow.is_named_in("A bus was hired for three winters.")


def test_a_heading_that_does_not_say_of_whom_is_told_with_its_pages_title() -> None:
    case = case_studies(BUSES)["What did we do?",]
    assert case == CaseStudy("The buses: What did we do?")
    assert not case.is_named_in("anything")


def test_a_place_in_a_heading_is_no_case_study_where_nothing_was_done() -> None:
    should = titled(
        (("Plans for Ludlow",), ("Carers need buses in Ludlow.", "The council may pay.", "Stops could be near."))
    )
    assert case_studies(should) == {}


def test_a_section_that_tells_of_one_place_after_another_is_one_too() -> None:
    tells = (
        "Near Ludlow the council hired a bus.",
        "The trust at Tenbury lent its own, and in Tenbury carers drove.",
        "Both cost little.",
    )
    several = titled(
        (("Buses in Ludlow",), LUDLOW),
        (("Cars in Tenbury",), ("Cars were shared in Tenbury for a year.",)),
        (("Ways to pay",), tells),
        (("Months in March",), ("In March it was cold, and so it was in March a year before.",)),
    )
    assert [section[-1] for section in case_studies(several)] == ["Buses in Ludlow", "Cars in Tenbury", "Ways to pay"]
    assert case_studies(several)["Ways to pay",].heading is None


def test_a_place_is_a_name_where_it_opens_a_sentence_or_stands_in_brackets() -> None:
    for told in ("Ludlow's carers chose the stops, and nine stayed on.", "A bus was hired (Ludlow paid for fuel)."):
        document = titled((("2 What was tried", "Night buses around Ludlow"), (told,)), (("Why",), WHY))
        (case,) = case_studies(document).values()
        assert case.names == {"Ludlow"}
