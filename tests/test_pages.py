"""Pages are certain only where the breaks counted agree with the Contents list on both sides."""

from __future__ import annotations

import pytest

from assistant.ingestion.lines import lines_of
from assistant.ingestion.pages import Anchor, page_breaks, pages_of, pages_within
from assistant.types import Block, BlockKind, Document, Page, Span

WIDE, WIDER = "\n" * 4, "\n" * 6


def read(text: str, **pages: int) -> tuple[Page, ...]:
    """Return the pages of a text in which each named word stands on the page given."""
    anchors = [Anchor(text.index(word), page) for word, page in pages.items()]
    return pages_of(lines_of(text), anchors, len(text))


def shown(text: str, pages: tuple[Page, ...]) -> list[tuple[str, str, bool]]:
    return [(page.label, " ".join(text[page.start : page.end].split()), page.certain) for page in pages]


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("a\n\nb\n\n\nc", []),
        (f"a{WIDE}b", [5]),
        (f"a{WIDER}b", [7, 7]),
        ("a\n\n---\n\nb", [6]),
        ("a\n\fb", [3]),
        (f"a{WIDE}\fb", [6]),
        ("a\n\f\n\fb", [5, 5]),
        (f"{WIDE}a", []),
        ("\fa", []),
    ],
)
def test_a_break_is_wide_space_a_rule_or_a_form_feed(text: str, breaks: list[int]) -> None:
    assert page_breaks(lines_of(text)) == breaks


def test_pages_are_counted_between_anchors() -> None:
    text = f"front{WIDE}Start one{WIDE}two{WIDE}End three{WIDE}four"
    assert shown(text, read(text, Start=3, End=5)) == [
        ("3", "Start one", True),
        ("4", "two", True),
        ("5", "End three", True),
        ("6", "four", True),
    ]


def test_a_page_without_text_is_counted() -> None:
    text = f"Start one{WIDER}End three"
    assert [(page.label, page.certain) for page in read(text, Start=3, End=5)] == [("3", True), ("5", True)]


def test_breaks_that_disagree_leave_a_range() -> None:
    text = f"Start one{WIDE}two{WIDE}Middle three{WIDE}End four{WIDE}five"
    assert shown(text, read(text, Start=3, Middle=7, End=8)) == [
        ("3-7", "Start one two", False),
        ("7", "Middle three", True),
        ("8", "End four", True),
    ]


def test_without_breaks_only_a_section_that_ends_on_its_page_is_certain() -> None:
    text = "Start one\n\nMiddle two\n\nEnd three\n\nfour"
    assert shown(text, read(text, Start=4, Middle=4, End=6)) == [
        ("4", "Start one", True),
        ("4-6", "Middle two", False),
    ]


def test_breaks_that_agree_with_no_anchor_prove_nothing_of_the_end() -> None:
    text = f"{WIDE}Start one\n\nMiddle two{WIDE}End three\n\nfour"
    assert [page.label for page in read(text, Start=4, Middle=7, End=9)] == ["4-7", "7-9"]


def test_without_anchors_there_are_no_pages() -> None:
    assert read(f"one{WIDE}two") == ()


def test_a_heading_without_a_page_keeps_none_from_what_stands_below_it() -> None:
    text = "Costs\n\nCosts fell."
    blocks = (Block(BlockKind.HEADING, 0, 5), Block(BlockKind.PARAGRAPH, 7, len(text)))
    note = Document("note", "A note", "The towns", text=text, pages=(Page("28", 7, len(text)),), blocks=blocks)
    assert note.pages_of(Span(0, len(text))) == (None, None)
    assert pages_within(note, Span(0, len(text))) == ("28", None)
    assert pages_within(note, Span(0, 5)) == (None, None)
