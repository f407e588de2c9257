"""Sentences and words keep their offsets; what is shown loses marks and no words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text import (
    content_words,
    display,
    ends_sentence,
    fold,
    goes_on,
    is_item,
    item_mark,
    item_number,
    numbers,
    sentences,
    stems,
    trim,
    without_bullet,
    words,
)
from assistant.types import Span


def split(text: str) -> list[str]:
    return [text[found.start : found.end] for found in sentences(text, Span(0, len(text)))]


def test_fold_makes_alike_what_reads_alike() -> None:
    assert fold("The  **Town’s** “plan” – [part](#2)<sup>3</sup>\n") == 'the town\'s "plan" - part'


def test_words_are_folded_and_lose_the_possessive() -> None:
    assert words("The clerk’s well-run “diary”, 2nd part_b") == "the clerk well run diary 2nd part b".split()


def test_content_words_carry_meaning() -> None:
    assert content_words("What is it that the towns did with their money?") == ["towns", "money"]


def test_stems_bring_forms_together() -> None:
    assert stems("planning plans planned") == ["plan"] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,200 people in 3.5 years", ["1200", "3.5"]),
        ("seven towns, 2 clerks", ["2", "7"]),
        ("thirty or £40", ["40", "30"]),
        ("none at all", []),
    ],
)
def test_numbers_are_in_digits(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    "line",
    ["- one", "• one", "  * one", "1) one", "12. one", "a) one", "– one", "(a) one", "(iv) one", "ii. one", "(2) one"],
)
def test_items_begin_with_a_bullet_or_a_number(line: str) -> None:
    assert is_item(line)
    assert without_bullet(line) == "one"


@pytest.mark.parametrize(
    ("line", "mark"),
    [("3) one", "3."), ("12. one", "12."), ("(a) one", "(a)"), ("b. one", "b."), ("iv) one", "iv)"), ("- one", "")],
)
def test_items_keep_the_number_or_letter_that_they_have(line: str, mark: str) -> None:
    assert item_mark(line) == mark


LABELLED = "Recommendation 3: Each harbour should write a plan for storms."


def test_a_label_before_a_sentence_numbers_an_item_and_is_a_part_of_it() -> None:
    assert is_item(LABELLED)
    assert without_bullet(LABELLED) == LABELLED
    for line in (
        "ACTION 07/02: Ada to mend the roof of the hall. By 1 May.",
        "Action (GM): mend the roof of the hall by May.",
    ):
        assert is_item(line)
    for line in (
        "Action plan: what the harbours will do about it.",
        "Principle 1: Integrating leaders",
        "Table 2: This caption looks like a sentence, and is none.",
    ):
        assert not is_item(line)


@pytest.mark.parametrize(
    ("line", "number"), [("12. one", "12"), ("3) one", "3"), ("- one", ""), ("a) one", ""), (LABELLED, ""), ("one", "")]
)
def test_the_number_of_an_item(line: str, number: str) -> None:
    assert item_number(line) == number


@pytest.mark.parametrize(
    "line", ["one", "-one", "2021 was good", "12.5 per cent", "A town", "I am", "Ill. 3 shows", "(see one)"]
)
def test_other_lines_are_no_items(line: str) -> None:
    assert not is_item(line)
    assert without_bullet(line) == line


def test_sentences_are_not_split_at_abbreviations_or_decimals() -> None:
    text = "Dr. Vale came (e.g. by train). Costs rose by 3.5 per cent."
    assert split(text) == ["Dr. Vale came (e.g. by train).", "Costs rose by 3.5 per cent."]


def test_a_number_with_its_label_is_no_sentence() -> None:
    text = "Recommendation 2. Keep the fund. It cost 12. Step 3: Close it."
    assert split(text) == ["Recommendation 2. Keep the fund.", "It cost 12.", "Step 3: Close it."]


@pytest.mark.parametrize(
    "due",
    ["By 1 October 2031.", "Due: 3 May.", "By the end of June 2031.", "Deadline 01/10/2031.", "By the next meeting."],
)
def test_when_something_is_due_is_no_sentence(due: str) -> None:
    assert split(f"Ada is to mend the roof. {due} Li helps.") == [f"Ada is to mend the roof. {due}", "Li helps."]


def test_what_happened_by_then_is_a_sentence() -> None:
    assert len(split("Ada is to mend the roof. By October 2031 it was done. On Monday they rested.")) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "She said: “It rang. Nobody came.” Then it stopped.",
            ["She said: “It rang. Nobody came.”", "Then it stopped."],
        ),
        (
            'One wrote "It rang. Nobody came" and left. He sat.',
            ['One wrote "It rang. Nobody came" and left.', "He sat."],
        ),
        ("It was “never closed. It went on.", ["It was “never closed.", "It went on."]),
        (f"He said “Yes. {'It rang and rang. ' * 20}” She left.", 22),
    ],
)
def test_what_is_said_within_one_pair_of_quotation_marks_is_one_sentence(text: str, expected: list[str] | int) -> None:
    found = split(text)
    assert (len(found) if isinstance(expected, int) else found) == expected


def test_sentences_are_split_after_a_footnote_mark() -> None:
    assert split("Costs fell.<sup>1</sup> Then they rose.")[-1] == "Then they rose."


def test_a_sentence_runs_over_a_page_break() -> None:
    text = "The towns met\n\n---\n\nevery month. Then they stopped."
    assert split(text) == ["The towns met\n\n---\n\nevery month.", "Then they stopped."]


def test_sentences_lie_in_the_span_asked_for() -> None:
    text = "First one. Second one. Third one."
    assert sentences(text, Span(11, 22)) == [Span(11, 22)]


@given(st.text(alphabet="aB .!?\n“”<>*-1", min_size=1, max_size=80))
def test_sentences_are_in_order_apart_and_hold_every_letter(text: str) -> None:
    found = sentences(text, Span(0, len(text)))
    assert all(one.end <= other.start for one, other in pairwise(found))
    outside = [c for place, c in enumerate(text) if not any(s.start <= place < s.end for s in found)]
    assert not any(character.isalnum() for character in outside)


def test_trim_takes_white_space_off() -> None:
    assert trim("  ab \n", Span(0, 6)) == Span(2, 4)
    assert trim("a   b", Span(1, 4)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Done.", True), ("Done.”", True), ("Done.<sup>2</sup>", True), ("**Done.**", True), ("Done", False), ("", False)],
)
def test_ends_sentence(text: str, expected: bool) -> None:
    assert ends_sentence(text) is expected


def test_display_takes_marks_out() -> None:
    assert display("See [the *note*](#1) of **May**.<sup>4</sup>") == "See the note of May."


def test_only_tags_are_taken_out() -> None:
    kept = "Waits of <4 hours and >12 hours; children <five, adults >65; a <plan> and <p"
    assert display(kept) == kept
    tagged = '<p class="lead">One<br/>two</p> <span>three</span> <!-- --> <https://example.org/a>'
    assert display(tagged).split() == ["Onetwo", "three", "<!--", "-->"]


def test_display_joins_over_a_page_break() -> None:
    assert display("The towns met\n\ncontinued on next page\n\n---\n\nevery month.") == "The towns met every month."


def test_display_keeps_items_and_paragraphs_apart() -> None:
    assert display("Two things:\n\n- one\n- two\n\nNext one.") == "Two things:\n- one\n- two\nNext one."


def test_display_sets_cells_apart() -> None:
    assert display("Elmbridge\t12") == "Elmbridge – 12"
    assert display("Town\tStaff\nElmbridge\t12") == "Town | Staff\nElmbridge | 12"


@pytest.mark.parametrize(
    "line", ["continued on next page", "*continued overleaf*", "Shared diary: *continued*", "Diary (continued)"]
)
def test_display_leaves_out_that_a_text_is_continued(line: str) -> None:
    assert display(f"Two libraries did.\n\n{line}\n\nThey still do.") == "Two libraries did.\nThey still do."


@pytest.mark.parametrize(
    "text",
    [
        "The work continued from May to June.",
        "It continued on Monday.",
        "- continued from 2020 to 2022",
        "- the clinics should be continued",
        "The clinics should be continued",
        "The clinics should be\ncontinued.",
    ],
)
def test_display_keeps_a_sentence_that_says_continued(text: str) -> None:
    assert display(text) == text.replace("\n", " ")


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("after the winter of", "2022/23 it fell", True),
        ("it rose in", "the spring", True),
        ("- the boats of old", "  Elmbridge", True),
        ("- two boats", "  - three crews", False),
        ("two boats", "Three crews", False),
        ("Dear Ada,", "Thank you", False),
        ("They rose.", "then fell", False),
    ],
)
def test_a_line_goes_on_where_it_ends_amid_a_phrase(above: str, below: str, expected: bool) -> None:
    assert goes_on(above, below) is expected
    assert display(f"{above}\n\n{below}") == f"{above}{' ' if expected else chr(10)}{below.strip()}"
