"""Whether a quotation stands in its source: every way in which it may not."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from assistant.drafting.verification import Outcome, Quoted, cut_at, find_words, span_digest, verify_quotation
from assistant.text import display
from assistant.types import Citation
from tests.made import listed, made

TEXT = "A day is kept *free*.<sup>p. 3</sup> Trust\ngrows slowly, and not by itself. Ends."
NOTE = made(TEXT)
QUOTE = "Trust\ngrows slowly, and not by itself."
START = TEXT.index(QUOTE)
DIGEST = hashlib.sha256(QUOTE.encode()).hexdigest()
WRITTEN = Quoted(7, "note", "publication", START, START + len(QUOTE), DIGEST, "Trust grows slowly, and not by itself.")


def written_as(start: int, end: int) -> Quoted:
    cited = Citation(NOTE, start, end)
    return Quoted(7, "note", "publication", start, end, span_digest(cited), cited.quote)


@pytest.mark.parametrize(("before", "behind"), [(0, 3), (2, 0), (2, 3)])
def test_what_is_cut_in_a_word_is_found_out_though_its_characters_and_digest_are_right(
    before: int, behind: int
) -> None:
    cut = written_as(START + before, START + len(QUOTE) - behind)
    verdict = verify_quotation(replace(cut, text=display(cut.text)), NOTE)
    assert (verdict.outcome, "in the middle of a word" in verdict.reason) == (Outcome.ALTERED, True)


@pytest.mark.parametrize(
    ("cited", "side"),
    [
        (QUOTE, ""),
        ("Trust\ngrows slowly", "end"),
        ("not by itself.", "begin"),
        (QUOTE.rstrip("."), ""),
        (f"{QUOTE} Ends.", ""),
        (f"{QUOTE} En", "end"),
    ],
)
def test_a_quotation_is_whole_or_cut_at_a_side(cited: str, side: str) -> None:
    start = TEXT.index(cited)
    assert cut_at(Citation(NOTE, start, start + len(cited))) == side


def test_a_list_is_whole_with_its_lead_in_or_without_and_an_item_is_whole_by_itself() -> None:
    note = made(listed("Bakers lend:", "two ovens for bread", "sieves"))
    for whole in (note.text, "- two ovens for bread\n- sieves", "two ovens for bread", "Bakers lend:"):
        start = note.text.index(whole)
        assert cut_at(Citation(note, start, start + len(whole))) == ""
    start = note.text.index("two ovens")
    assert cut_at(Citation(note, start, start + len("two ovens"))) == "end"


def test_a_digest_is_that_of_the_characters() -> None:
    assert span_digest(Citation(NOTE, START, START + len(QUOTE))) == DIGEST


def test_what_stands_there_is_verified() -> None:
    assert verify_quotation(WRITTEN, NOTE).outcome is Outcome.VERIFIED


@pytest.mark.parametrize(
    ("changed", "outcome", "told"),
    [
        ({"text": "Trust grows quickly, and not by itself."}, Outcome.ALTERED, "not those that the source has"),
        ({"text": "Trust grows slowly, and not by itself"}, Outcome.ALTERED, "not those that the source has"),
        ({"text": "Trust grows slowly, and by itself."}, Outcome.ALTERED, "not those that the source has"),
        ({"text": QUOTE.replace("slowly", "\u202eslowly\u202c")}, Outcome.ALTERED, "not those that the source has"),
        ({"text": QUOTE.replace("slowly", "slow\u200bly")}, Outcome.ALTERED, "not those that the source has"),
        ({"text": QUOTE.replace("slowly", "slow\x07ly")}, Outcome.VERIFIED, ""),  # no Word file holds it
        ({"sha256": "0" * 64}, Outcome.ALTERED, "the SHA-256 is not theirs"),
        ({"start": START + 1}, Outcome.MOVED, f"begin at {START},"),
        ({"end": START + len(QUOTE) + 1}, Outcome.ALTERED, "the SHA-256 is not theirs"),  # a space more
        ({"end": START + len(QUOTE) + 2}, Outcome.MOVED, f"begin at {START},"),
        ({"source": "briefing"}, Outcome.ALTERED, "stands in the publication"),
        ({"start": 0, "end": 9_999}, Outcome.MOVED, f"begin at {START},"),
        ({"start": 5, "end": 5}, Outcome.MOVED, f"begin at {START},"),
        ({"start": 0, "text": "Nothing of the sort."}, Outcome.ALTERED, "nowhere"),
        ({"start": 0, "text": "…"}, Outcome.ALTERED, "nowhere"),
        ({"document": "other"}, Outcome.VERIFIED, ""),  # which document is looked in is the caller's affair
    ],
)
def test_what_was_changed_is_found_out(changed: dict[str, object], outcome: Outcome, told: str) -> None:
    verdict = verify_quotation(replace(WRITTEN, **changed), NOTE)  # type: ignore[arg-type]
    assert (verdict.number, verdict.outcome) == (7, outcome)
    assert told in verdict.reason


def test_a_source_that_is_not_held() -> None:
    verdict = verify_quotation(WRITTEN, None)
    assert (verdict.outcome, "ics add" in verdict.reason) == (Outcome.NOT_HELD, True)


def test_the_briefing_in_the_place_of_the_publication_is_another_source() -> None:
    verdict = verify_quotation(WRITTEN, replace(made("Our own words."), is_briefing=True))
    assert (verdict.outcome, verdict.reason) == (
        Outcome.NOT_HELD,
        "it quotes the publication, and the briefing is what is held here",
    )


def test_words_are_found_over_marks_and_lines_and_only_in_their_order() -> None:
    found = find_words(TEXT, "kept free. Trust grows")
    assert found is not None
    assert TEXT[found.start : found.end] == "kept *free*.<sup>p. 3</sup> Trust\ngrows"
    assert find_words(TEXT, "grows Trust") is None
    assert find_words("a" * 200_000, "a b " * 1_000) is None
