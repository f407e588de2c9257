"""Whose word a question asks for is told from whom it only speaks of."""

from __future__ import annotations

import pytest

from assistant.retrieval.speakers import speakers

NAMES = ["harbour board", "board", "2019 report", "harbour paper"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what does the harbour board say about boats?", ["harbour board"]),
        ("what did the harbour board really find out about boats?", ["harbour board"]),
        ("what the harbour board recommends on boats", ["harbour board"]),
        ("according to the harbour board, who rows?", ["harbour board"]),
        ("who rows in the harbour board's view?", ["harbour board"]),
        ("what are the harbour board's recommendations?", ["harbour board"]),
        ("who rows in the harbour board's annual report?", ["harbour board"]),
        ("in the 2019 report, who rows?", ["2019 report"]),
        ("give me the gist of the 2019 report", ["2019 report"]),
        ("what does the 2019 report say, and what does the harbour paper say?", ["2019 report", "harbour paper"]),
        ("how many people did the harbour board interview?", ["harbour board"]),
        ("does the board think so?", ["board"]),
        ("who sits on the harbour board?", []),
        ("what does the harbour board pay its rowers?", []),
        ("who wrote the 2019 report?", ["2019 report"]),
        ("when was the harbour board paper published?", ["harbour board"]),
        ("who read the 2019 report?", []),
        ("when was the harbour board set up, and who says so?", []),
        ("in the harbour, who rows?", []),
        ("what does the harbour boarder say?", []),
        ("", []),
    ],
)
def test_whose_word_is_asked_for(question: str, expected: list[str]) -> None:
    assert speakers(question, NAMES) == expected


def test_without_names_nobody_speaks() -> None:
    assert speakers("what do they say?", []) == []
