"""Questions and answers as HTML: what they say is only text, and what a reader has to know is said in words."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from assistant.store import WITHHELD, Feedback
from tests.test_cited import LIST, LISTEN, citation
from ui.pages.exchanges import (
    Pending,
    announced,
    kept_html,
    last_html,
    past_html,
    pending_html,
    welcome_html,
)
from ui.shapes import answer as shapes

NOW = datetime(2026, 11, 26, tzinfo=UTC)
HOSTILE = "<img src=x onerror=\"a()\"> '${a()}' {{a}}"


def answer(**more: Any) -> shapes.Answer:
    values = {
        "id": "a1", "question": "What do boards do?", "query": "", "status": "answered", "completeness": "complete",
        "text": "They listen. [1]", "claims": [shapes.Claim(text="They listen.", citations=[1])],
        "citations": [citation(1, "- listen", page=None, pages="4-5", speaker="A chair")], "also_read": [],
        "follow_ups": ["Who chairs them?"], "notices": [], "engine": "extractive", "timings_ms": {},
    }  # fmt: skip
    return shapes.Answer(**values | more)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_source_says_in_words_what_it_is() -> None:
    shown = words(last_html([answer()], {}))
    for told in ("The publication, word for word", "The Boards Institute, May 2021, paper", "1 Duties", "pages 4-5"):
        assert told in shown
    assert "In the words of A chair: not the publisher’s position" in shown
    briefing = citation(1, LIST, source="briefing", published=None)
    shown = words(last_html([answer(citations=[briefing])], {}))
    assert "Our briefing on this publication" in shown
    assert "undated" in shown


def test_a_mark_and_its_source_name_each_other() -> None:
    shown = last_html([answer()], {})
    assert '<a class="ics-mark" href="#source-a1-1" aria-label="Source 1">[1]</a>' in shown
    assert 'id="source-a1-1" data-back="source-a1-1"' in shown


def test_nothing_that_is_said_becomes_markup() -> None:
    source = citation(1, HOSTILE, title=HOSTILE, publisher=HOSTILE, speaker=HOSTILE, context=f"{HOSTILE} and")
    said = answer(
        question=HOSTILE, claims=[shapes.Claim(text=HOSTILE, citations=[1])], citations=[source], follow_ups=[HOSTILE],
        notices=[shapes.Notice(kind="premise", text=HOSTILE), shapes.Notice(kind="undated", text=HOSTILE)],
    )  # fmt: skip
    for shown in (last_html([said], {}), past_html([said], {}), pending_html(Pending(HOSTILE, HOSTILE))):
        assert "<img" not in shown
        assert 'onerror="' not in shown


def test_only_the_last_exchange_can_be_changed_and_goes_on() -> None:
    last, past = last_html([answer()], {}, "c1"), past_html([answer()], {})
    for told in (
        'data-event="retry"',
        'data-event="edit"',
        "Who chairs them?",
        "v1/conversations/c1/export?format=docx",
    ):
        assert told in last
        assert told not in past
    withheld = last_html([answer(question="(not kept)")], {})
    assert 'data-event="retry"' not in withheld


@pytest.mark.parametrize(
    ("status", "heading"),
    [
        ("not_covered", "The sources do not cover this"),
        ("clinical", "Not for the care of a person"),
        ("personal_data", "This holds details of a person"),
        ("out_of_scope", "Outside what the sources are about"),
        ("refused", "Not something this assistant does"),
    ],
)
def test_what_is_not_answered_has_its_text_under_a_heading(status: str, heading: str) -> None:
    shown = words(last_html([answer(status=status, text="Why not.", claims=[], citations=[])], {}))
    assert f"{heading} Why not." in shown


def test_a_refusal_of_some_documents_offers_to_ask_in_all() -> None:
    notices = [shapes.Notice(kind="searched", text="Only 1 of 5 documents was searched.")]
    refused = answer(status="not_covered", text="No.", claims=[], citations=[], notices=notices)
    shown = last_html([refused], {})
    assert "The documents you chose do not cover this No." in words(shown)
    assert "Only 1 of 5 documents was searched. Ask in all documents" in words(shown)
    assert "Before you rely on this" not in shown
    assert "Ask in all documents" not in past_html([refused], {})


def test_a_refusal_of_whom_was_asked_says_how_to_ask_the_others() -> None:
    notices = [shapes.Notice(kind="named", text="Only 1 of 5 documents was searched: ask without the name.")]
    refused = answer(status="not_covered", text="No.", claims=[], citations=[], notices=notices)
    shown = last_html([refused], {})
    assert "The documents you asked about do not cover this No. Only 1 of 5" in words(shown)
    assert "ask without the name. What else you can do" in words(shown)
    assert not re.search("Ask in all documents|Before you rely on this", shown)
    doubted = last_html([answer(notices=notices)], {})
    assert "ask without the name." in words(doubted)


def test_an_answer_in_part_says_what_is_missing() -> None:
    shown = words(last_html([answer(text="They listen. [1]\n\nNothing on pay.", completeness="partial")], {}))
    assert "Answered in part Nothing on pay." in shown


def test_what_is_copied_holds_the_doubt_too() -> None:
    shown = last_html([answer(notices=[shapes.Notice(kind="doubt", text="It may not.")])], {})
    copied = re.findall(r'data-copy="([^"]*)"', shown)[0]
    assert copied.startswith("What do boards do?\n\nThey listen. [1]\n\nPlease note:\n\n- It may not.\n\nSources:")


def test_what_is_copied_names_the_nearest_passages_as_the_page_does() -> None:
    passage = shapes.AlsoRead(
        document="boards", title="Boards", publisher="Institute", published=None, standing="", source="briefing",
        section=["Duties"], page="4", pages=None, start=0, end=9, display="They meet.",
    )  # fmt: skip
    silent = answer(
        status="not_covered", text="The sources do not say this.", claims=[], citations=[], also_read=[passage]
    )
    shown = last_html([silent], {})
    copied = re.findall(r'data-copy="([^"]*)"', shown)[0]
    place = "Institute, Boards, undated, section “Duties”, page 4, from our briefing on it"
    head = "The nearest passages. They do not answer the question; they stand closest to it."
    assert copied.endswith(f"The sources do not say this.\n\n{head}\n\n- {place}: They meet.")
    beside = re.findall(r'data-copy="([^"]*)"', last_html([answer(also_read=[passage])], {}))[0]
    assert beside.endswith(f"Also read, and not cited:\n\n- {place}")
    assert "Also read, and not cited (1)" in last_html([answer(also_read=[passage])], {})


def test_a_rating_asks_for_a_reason_when_it_is_given_until_it_has_one() -> None:
    rating = {"a1": Feedback("a1", "down", None, None, NOW)}
    for asked, later in (
        (last_html([answer()], rating, rated="a1"), last_html([answer()], rating)),
        (past_html([answer()], rating, "a1"), past_html([answer()], rating, "a2")),
    ):
        assert 'data-rating="down" aria-pressed="true"' in asked
        assert 'data-rating="down" aria-pressed="true"' in later
        assert "What was wrong with it?" in asked
        assert "What was wrong with it?" not in later
        assert "your rating was kept" in later
    assert "your rating was kept" in last_html([answer()], {"a1": Feedback("a1", "down", None, "", NOW)})
    assert "your reason was kept" in last_html([answer()], {"a1": Feedback("a1", "down", None, "Wrong.", NOW)})


@pytest.mark.parametrize(
    ("reason", "kept"),
    [("It is wrong", "Your rating and the reason you chose were kept"), (None, "Your rating was kept")],
)
def test_of_a_comment_that_was_withheld_it_is_said_that_it_was_not_kept_and_why(reason: str | None, kept: str) -> None:
    told = last_html([answer()], {"a1": Feedback("a1", "down", reason, WITHHELD, NOW)}, rated="a1")
    assert f"{kept}, and what you wrote was not: it seems to hold details that could identify a person." in told
    assert "your reason was kept" not in told
    assert "Anything else?" in told
    assert ('value="It is wrong" checked' in told) == (reason is not None)
    later = last_html([answer()], {"a1": Feedback("a1", "down", reason, WITHHELD, NOW)})
    assert f"{kept}, and what you wrote was not" in later
    assert "Anything else?" not in later


def test_what_goes_on_is_said_below_the_claims_which_stay_where_they_are() -> None:
    claim = shapes.Claim(text="They listen.", citations=[1])
    shown = words(pending_html(Pending("Why?", "Checking more.", (claim,), (citation(1, "- listen"),))))
    assert 0 < shown.index("They listen.") < shown.index("Checking more.")


def test_a_screen_reader_is_told_once_what_is_ready() -> None:
    both = answer(citations=[LISTEN, citation(2, "Chairs rest.", section=["2 Chairs"])])
    assert announced(both) == "Answer ready, one statement, two sources."
    doubted = answer(notices=[shapes.Notice(kind="doubt", text="It may not.")], completeness="partial")
    assert announced(doubted) == "Answer ready, one statement, one source. Not sure."
    assert announced(answer(completeness="partial")) == "Answer ready, one statement, one source. Answered in part."
    assert announced(answer(status="not_covered", text="No.", claims=[], citations=[])) == "Answer ready: No."


def test_the_welcome_and_the_empty_list_say_what_is_kept() -> None:
    assert "give no details of a patient" in welcome_html()
    assert "kept here for 90 days, for this browser only" in words(kept_html([], "", 90))
    assert "Nothing is kept on this server." in words(kept_html([], "", 0))


def test_what_may_not_answer_is_said_first_and_not_folded_away() -> None:
    shown = last_html([answer(notices=[shapes.Notice(kind="doubt", text="The sources may not answer this.")])], {})
    assert words(shown).index("Not sure: The sources may not answer this.") < words(shown).index("They listen.")
    assert "Before you rely on this" not in shown
