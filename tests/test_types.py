"""The values cannot hold a wrong state."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from assistant.types import Answer, Block, BlockKind, Citation, Claim, Document, Page, Span, Status

TEXT = "Costs\n\nCosts fell. They fell again."
NOTE = Document(
    id="note",
    title="A note",
    publisher="The towns",
    text=TEXT,
    pages=(Page("3", 0, 7), Page("4", 7, 18), Page("4-6", 18, 30, certain=False), Page("6", 30, 33)),
    blocks=(
        Block(BlockKind.HEADING, 0, 5, ("Costs",)),
        Block(BlockKind.PARAGRAPH, 7, len(TEXT), ("Costs",)),
    ),
)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2)])
def test_a_span_holds_a_character(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"not {start} and {end}"):
        Span(start, end)


def test_spans_overlap_where_they_share_a_character() -> None:
    assert Span(0, 3).overlaps(Span(2, 4))
    assert not Span(0, 3).overlaps(Span(3, 4))


def test_a_span_contains_itself_and_what_is_inside() -> None:
    assert Span(0, 3).contains(Span(0, 3))
    assert Span(0, 3).contains(Span(1, 2))
    assert not Span(0, 3).contains(Span(2, 4))


def test_values_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        NOTE.title = "Another"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(0, 5), ("3", None)),
        (Span(0, 7), ("3", None)),
        (Span(8, 18), ("4", None)),
        (Span(20, 30), (None, "4-6")),
        (Span(0, 8), (None, "3-4")),
        (Span(0, 20), (None, "3-6")),
        (Span(20, 32), (None, "4-6")),
        (Span(31, 34), (None, None)),
        (Span(34, 35), (None, None)),
    ],
)
def test_a_page_is_stated_only_where_it_is_certain(span: Span, expected: tuple[str | None, str | None]) -> None:
    assert NOTE.pages_of(span) == expected


def test_a_page_label_with_a_hyphen_is_no_range() -> None:
    note = replace(NOTE, pages=(Page("1-2", 0, 7), Page("1-3", 7, 30)))
    assert note.pages_of(Span(0, 5)) == ("1-2", None)
    assert note.pages_of(Span(0, 20)) == (None, "1-2 to 1-3")


@pytest.mark.parametrize(("labels", "expected"), [(("3", "3, 10", "4"), "3-10"), (("10", "3, 10"), "3-10")])
def test_a_range_holds_every_page_that_is_reported_on(labels: tuple[str, ...], expected: str) -> None:
    pages = tuple(Page(label, 7 * at, 7 * at + 7, certain=label.isdecimal()) for at, label in enumerate(labels))
    assert replace(NOTE, pages=pages).pages_of(Span(0, 7 * len(labels))) == (None, expected)


def test_a_document_without_pages_states_none() -> None:
    assert replace(NOTE, pages=()).pages_of(Span(0, 5)) == (None, None)


def test_block_at_finds_the_block_of_an_offset() -> None:
    assert NOTE.block_at(0) == NOTE.block_at(4) == NOTE.blocks[0]
    assert NOTE.block_at(5) is None
    assert NOTE.block_at(len(TEXT) - 1) == NOTE.blocks[1]
    assert NOTE.block_at(len(TEXT)) is None


def test_a_citation_is_verbatim_by_construction() -> None:
    citation = Citation(NOTE, 7, 18)
    assert citation.quote == "Costs fell."
    assert citation.span == Span(7, 18)
    assert citation.block == NOTE.blocks[1]
    assert citation.section == ("Costs",)
    assert Citation(NOTE, 5, 7).section == ()


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (30, len(TEXT) + 1)])
def test_a_citation_outside_its_document_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no text of note"):
        Citation(NOTE, start, end)


def test_a_claim_has_a_citation() -> None:
    with pytest.raises(ValueError, match="needs a citation"):
        Claim("Costs fell.", ())


@pytest.mark.parametrize("status", list(Status))
def test_an_answer_has_claims_exactly_where_it_is_answered(status: Status) -> None:
    claims = (Claim("Costs fell.", (Citation(NOTE, 7, 18),)),)
    right, wrong = (claims, ()) if status is Status.ANSWERED else ((), claims)
    assert Answer("1", "q", "q", status, "text", claims=right).claims == right
    with pytest.raises(ValueError, match=f"an answer that is {status}"):
        Answer("1", "q", "q", status, "text", claims=wrong)


def test_a_list_stretches_from_its_lead_in_to_its_last_item() -> None:
    items = (Span(10, 12), Span(13, 15))
    block = Block(BlockKind.LIST, 0, 15, items=items, lead=Span(4, 9))
    assert block.listing == Span(4, 15)
    assert replace(block, lead=None).listing == Span(10, 15)
    assert replace(block, items=items[:1]).listing is None
    assert replace(block, kind=BlockKind.TABLE).listing is None
