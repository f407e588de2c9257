"""Headings that no Contents list names are found by their marks or shape; a speaker is none."""

from __future__ import annotations

import pytest

from assistant.ingestion.headings import is_prose, is_speaker, marked_headings, shaped_headings
from assistant.ingestion.lines import lines_of
from assistant.types import Heading
from tests import files

PROSE = "This is a sentence that is long enough to be running text."


def shaped(text: str, named: tuple[str, ...] = ()) -> list[tuple[int, str]]:
    headings = [Heading(title, 1, text.index(title), text.index(title) + len(title)) for title in named]
    return [(heading.level, heading.title) for heading in shaped_headings(lines_of(text), headings)]


def paragraphs(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


def test_headings_are_found_by_shape_and_place() -> None:
    expected = ["What was tried", files.BOX_TITLE, "What it cost", "What comes next"]
    assert shaped(files.plain()) == [(1, title) for title in expected]


def test_a_heading_lies_below_the_last_one_named() -> None:
    text = paragraphs(PROSE, "Part one", PROSE, "What was tried", PROSE)
    assert shaped(text, ("Part one",)) == [(2, "What was tried")]


@pytest.mark.parametrize(
    ("title", "after", "ends"),
    [
        ("A rota of Great Oakham", "Another way of sharing staff is to lend them.", True),
        ("A rota of Great Oakham", "Systems are also lending staff to one another.", True),
        ("A rota of Great Oakham", "The rota also covers nights.", False),
        ("A rota of nurses", "Another way of sharing staff is to lend them.", False),
    ],
)
def test_a_box_ends_where_the_text_around_it_goes_on(title: str, after: str, *, ends: bool) -> None:
    text = paragraphs(PROSE, title, PROSE, f"{after} {PROSE}", PROSE)
    (box,) = shaped_headings(lines_of(text), [])
    assert box.until == (text.index(after) if ends else None)


def test_a_heading_has_text_below_it() -> None:
    text = paragraphs(PROSE, "Left over", "Part one", PROSE, "At the end")
    assert shaped(text, ("Part one",)) == []


def test_of_many_short_lines_two_at_most_are_headings() -> None:
    text = paragraphs(PROSE, "One", "Two", "Three", PROSE)
    assert [title for _, title in shaped(text)] == ["Two", "Three"]


@pytest.mark.parametrize(
    "line",
    [
        "Figure 2 The vale",
        "Table 1: costs",
        "Source: the towns",
        "Version 2",
        "2 May 2021",
        "Updated May 2021",
        "1. Costs",
    ],
)
def test_captions_editions_and_items_are_no_headings(line: str) -> None:
    assert shaped(paragraphs(PROSE, line, "2. Staff", PROSE)) in ([], [(1, "2. Staff")])


def test_marked_headings_keep_their_depth_below_those_named() -> None:
    text = paragraphs("# Start", PROSE, "## Next", PROSE, "# Start: continued", PROSE, "# End")
    lines = lines_of(text)
    assert [(h.level, h.title) for h in marked_headings(lines, ())] == [(1, "Start"), (2, "Next"), (1, "End")]
    named = (Heading("Start", 1, 0, 7),)
    assert [(h.level, h.title) for h in marked_headings(lines, named)] == [(2, "Start"), (2, "Next"), (2, "End")]


@pytest.mark.parametrize("text", [PROSE, f"- {PROSE}"])
def test_prose_is_a_sentence_of_some_length(text: str) -> None:
    assert is_prose(lines_of(text)[0])


@pytest.mark.parametrize("text", ["Too short.", PROSE.rstrip("."), f"A town\t{PROSE}"])
def test_other_lines_are_no_prose(text: str) -> None:
    assert not is_prose(lines_of(text)[0])


@pytest.mark.parametrize(
    "speaker",
    [
        files.SPEAKER,
        "Chief executive of a small town",
        "Library manager",
        "Volunteer",
        "– Head of roads, Oakham Vale",
        "Professor A. Vale",
        "Deputy mayor and town councillor",
        "Patient representative, the vale",
    ],
)
@pytest.mark.parametrize(
    "speech",
    [
        files.QUOTATION,
        "I never knew who else had read the plan.",
        "Nobody told us that there was a plan at all.",
        "‘You learn by doing it, again and again.’",
    ],
)
def test_a_role_below_speech_is_a_speaker_and_no_heading(speaker: str, speech: str) -> None:
    text = paragraphs(PROSE, speech, speaker, PROSE, "What it cost", PROSE)
    assert is_speaker(lines_of(text), 2)
    assert shaped(text) == [(1, "What it cost")]


def test_a_speaker_below_what_a_line_led_in() -> None:
    text = paragraphs("One of them put it so:", "Plans are for those who can read them.", "Town clerk", PROSE)
    assert is_speaker(lines_of(text), 2)


def test_one_quotation_may_follow_another() -> None:
    text = paragraphs(files.QUOTATION, files.SPEAKER, "Plans are for those who can read them.", "Library manager")
    assert is_speaker(lines_of(text), 3)


def test_a_second_line_may_name_the_speaker_too() -> None:
    assert is_speaker(lines_of(paragraphs(files.QUOTATION, "Dr A. Vale", "Director of roads")), 2)


@pytest.mark.parametrize(
    ("above", "line"),
    [
        (PROSE, "Town clerk"),
        (files.QUOTATION, "What it cost"),
        (files.QUOTATION, "The clerk was a leader."),
        (files.QUOTATION, "- clerk"),
        ("“Short.”", "Town clerk"),
    ],
)
def test_other_lines_are_no_speakers(above: str, line: str) -> None:
    assert not is_speaker(lines_of(paragraphs(PROSE, above, line, PROSE)), 2)


def test_the_first_line_is_no_speaker() -> None:
    assert not is_speaker(lines_of("Town clerk\n"), 0)


def test_the_number_after_that_of_a_heading_is_a_heading_whatever_follows() -> None:
    meeting = "Tuesday 11 November 2025, 2.00pm, the hall"
    text = paragraphs(PROSE, "1. Costs", PROSE, "2. Next meeting", meeting, PROSE, "4. Halls", "in the town", PROSE)
    assert shaped(text) == [(1, "1. Costs"), (1, "2. Next meeting")]


def test_a_name_and_a_post_in_columns_name_no_speaker() -> None:
    lines = lines_of("In attendance:\n  Ada Vale (AV)      Clerk\n  Tom Oak (TO)     Consultant (item 5 only)\n")
    assert not any(is_speaker(lines, place) for place in range(len(lines)))
