"""A document as it is read on a page: nothing is lost, what is marked is marked once, headings leave no gap."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.types import Document, Heading, Page, Span
from tests.made import listed, made, place, quoted, rows
from ui.pages import reading
from ui.pages.reading import Entry, Found, Piece, Run, contents, find, read

LEAD = "Three habits stood out:"
NOTE = made(
    "The first meeting<sup>1</sup> was long.",
    listed(LEAD, "one plan", "one  meeting"),
    quoted("We met.", "Clerk, Elmbridge"),
    rows("Town\tStaff", "Oakham\t7"),
)


def _runs(pieces: tuple[Piece, ...], kind: str) -> list[str]:
    return [run.text for piece in pieces for line in piece.lines for run in line if run.kind == kind]


def test_pieces_are_what_they_are_in_the_document() -> None:
    read_of = [(piece.kind, [line[0].text for line in piece.lines]) for piece in read(NOTE, 0).pieces]
    assert read_of == [
        ("paragraph", ["The first meeting<sup>1</sup> was long."]),
        ("paragraph", [LEAD]),
        ("list", ["one plan", "one  meeting"]),  # the page draws the bullets
        ("quotation", ["We met."]),
        ("quotation", ["Clerk, Elmbridge"]),
        ("table", ["Town\tStaff", "Oakham\t7"]),
    ]


def test_a_cited_span_is_marked_over_lines_and_before_what_is_found() -> None:
    cited = Span(place(NOTE, "out:").start, place(NOTE, "one plan").end)
    pieces = read(NOTE, 0, cited, find(NOTE, "one")).pieces
    assert _runs(pieces, "cited") == ["out:", "one plan"]
    assert _runs(pieces, "found") == ["one"]


@pytest.mark.parametrize(
    ("start", "end"), [(0, 1), (0, len(NOTE.text)), (30, 60), (len(NOTE.text) - 1, len(NOTE.text))]
)
def test_nothing_is_lost_whatever_is_cited(start: int, end: int) -> None:
    pieces = read(NOTE, 0, Span(start, end), find(NOTE, "e")).pieces
    shown = "".join(run.text for piece in pieces for line in piece.lines for run in line)
    assert "".join(shown.split()) == "".join(NOTE.text.replace("- ", "").split())
    cited = "".join("".join(_runs(pieces, "cited")).split())
    assert cited == "".join(NOTE.text[start:end].replace("- ", "").split())


def test_a_page_is_marked_where_it_begins_and_once() -> None:
    second = place(NOTE, "meeting<sup>").start
    pages = (Page("4", 0, second), Page("5", second, 50), Page("5", 50, 70), Page("6-7", 70, len(NOTE.text), False))
    pieces = read(replace(NOTE, pages=pages), 0).pieces
    assert pieces[0].lines[0][:4] == (
        Run("page", "page 4"), Run("text", "The first "),
        Run("page", "page 5"), Run("text", "meeting<sup>1</sup> was long."),
    )  # fmt: skip
    assert _runs(pieces, "page") == ["page 4", "page 5", "pages 6-7"]


def _headed(*levels: int) -> Document:
    text = "\n\n".join(f"# Part {number}" for number, _ in enumerate(levels))
    spans = [Span(at, at + 8) for at in range(0, len(text), 10)]
    headings = [
        Heading(f"Part {n}", level, s.start, s.end) for n, (level, s) in enumerate(zip(levels, spans, strict=True))
    ]
    return Document("parts", "Parts", "", text, headings=tuple(headings))


def test_headings_are_shown_by_their_title_and_leave_no_level_out() -> None:
    pieces = read(_headed(2, 4, 6, 4, 1, 3), 0).pieces
    assert [(piece.lines[0][0].text, piece.level) for piece in pieces] == [
        ("Part 0", 1), ("Part 1", 2), ("Part 2", 3), ("Part 3", 2), ("Part 4", 1), ("Part 5", 2)
    ]  # fmt: skip


def test_contents_are_nested() -> None:
    paged = replace(_headed(1, 1), pages=(Page("3-4", 9, 10, certain=False), Page("5", 12, 18)))
    assert [entry.page for entry in contents(paged)] == ["pages 3-4", "page 5"]
    inner = (Entry("Part 1", 10, "", (Entry("Part 2", 20, "", ()),)), Entry("Part 3", 30, "", ()))
    assert contents(_headed(1, 2, 4, 2, 1)) == (Entry("Part 0", 0, "", inner), Entry("Part 4", 40, "", ()))


def test_words_are_found_whatever_their_case_and_space() -> None:
    at = place(NOTE, "one  meeting")
    found = find(NOTE, "  ONE meeting ")
    assert found == (Found(at.start, at.end, "", "", "- ", "one  meeting", ""),)
    assert [(each.before, each.after) for each in find(NOTE, "long")] == [("The first meeting was ", ".")]
    assert find(NOTE, " ") == find(NOTE, "a.c") == ()


def test_the_words_around_what_is_found_are_whole_and_hold_no_mark_of_a_note() -> None:
    long = made(f"{'Boats and ' * 20}one oar.<sup>p. 8</sup> It is {'painted and ' * 20}red.<sup>pp. 8, 9</sup>")
    (oar,) = find(long, "oar")
    assert re.fullmatch(r"…(?:and )?(?:Boats and ){6,}one ", oar.before)
    assert re.fullmatch(r"\. It is painted(?: and painted){4,}(?: and)?…", oar.after)
    (page,) = find(long, "8, 9")
    assert re.fullmatch(r"…(?:and )?(?:painted and ){4,}red\.", page.before)
    assert page.after == ""


def test_no_more_are_found_than_are_shown() -> None:
    (said,) = find(made("They were ‘born into a storm’ – all of them."), "“born into a storm” - all")
    assert said.words == "‘born into a storm’ – all"
    assert len(find(made("ab " * 1_000), "ab")) == reading.MOST_FOUND


def test_a_long_text_is_read_in_parts_and_nothing_twice() -> None:
    long = made(*(f"Paragraph {number} of a very long note." for number in range(6_000)))
    first = read(long, 0)
    assert len(first.starts) == 2
    starts = [piece.start for start in first.starts for piece in read(long, start).pieces]
    assert len(starts) == len(set(starts)) == 6_000


def test_a_place_is_in_the_part_that_is_opened_for_it_where_its_piece_begins_in_an_earlier_one() -> None:
    long = made("word " * 29_000, "word " * 2_000 + "the cited words", "Later.")
    cited = place(long, "the cited words")
    assert cited.start > reading.PART
    opened = read(long, cited.start, cited)
    assert (opened.number, _runs(opened.pieces, "cited")) == (1, ["the cited words"])
    later = read(long, opened.starts[1])
    assert (later.number, later.pieces[0].lines[0][0].text) == (2, "Later.")


def test_a_piece_that_is_longer_than_a_part_leaves_no_part_empty() -> None:
    long = made("word " * 70_000, "Later.")
    assert [len(read(long, start).pieces) for start in read(long, 0).starts] == [1, 1]


def test_a_title_that_stands_above_the_text_is_not_said_again_in_its_first_line() -> None:
    titled = made("# Note", "It rained.", name="note")
    titled = replace(titled, title="Note")
    assert [line[0].text for piece in read(titled, 0).pieces for line in piece.lines] == ["It rained."]
    assert len(read(replace(titled, title="Another"), 0).pieces) == 2
