"""A draft that its quotations do not hold makes no claim, and one that they hold does."""

from __future__ import annotations

import pytest

from assistant.answering.citations import CHECKS, numbers_stand, verify
from assistant.types import BlockKind, Citation, Claim, Draft, Span
from tests.made import Piece, listed, made, place, quoted

PLACED = "In its first year the desk of Ottoline Marsh placed 164 nurses and 38 social workers in Millford."
DENIED = "Managers did not have to accept a loan."
BOUND = "A loan is made where appropriate, and may be ended if the home team is short."
FELL = "Vacancies fell by 17 per cent in twelve months, which saved £1,250,000 a year."
HABITS = listed("Three habits stood out in every town:", "meeting once a month", "writing things down")
SPEECH = quoted("“We stopped counting meetings and started counting decisions.”", "Clerk, Elmbridge")
DOCUMENT = made(PLACED, DENIED, BOUND, FELL, HABITS, SPEECH, Piece("Marked <sup>1</sup> **bold** text stands here."))


def draft(text: str, *quotes: str) -> Draft:
    return Draft(DOCUMENT, text, tuple(place(DOCUMENT, quote) for quote in quotes))


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (PLACED, [PLACED]),
        ("The desk of Ottoline Marsh placed 164 nurses.", [PLACED]),
        ("The desk placed 164 nurses and 38 social workers in Millford.", [PLACED]),
        (DENIED, [DENIED]),
        (BOUND, [BOUND]),
        (FELL, [FELL]),
        ("Vacancies fell by 17 per cent in 12 months, which saved £1,250,000 a year.", [FELL]),
        (f"{PLACED}\n{FELL}", [PLACED, FELL]),
        (
            "Three habits stood out in every town:\n- meeting once a month\n- writing things down",
            ["Three habits stood out in every town:", "- meeting once a month", "- writing things down"],
        ),
        ("We stopped counting meetings and started counting decisions.", ["We stopped counting meetings and started"]),
        ("Marked bold text stands here.", ["Marked <sup>1</sup> **bold** text stands here."]),
    ],
)
def test_what_the_quotations_hold_is_a_claim(text: str, quotes: list[str]) -> None:
    spans = [place(DOCUMENT, quote) for quote in quotes]
    citations = tuple(Citation(DOCUMENT, span.start, span.end) for span in spans)
    assert verify(Draft(DOCUMENT, text, tuple(spans))) == Claim(text, citations)
    assert [citation.quote for citation in citations] == quotes


@pytest.mark.parametrize(
    ("text", "quotes", "check"),
    [
        # a number that is not there, in digits and in words, and one of other things
        (PLACED.replace("164", "165"), [PLACED], "numbers_stand"),
        (PLACED.replace("164", "1,640"), [PLACED], "numbers_stand"),
        (PLACED.replace("164 nurses", "thirty nurses"), [PLACED], "numbers_stand"),
        (FELL.replace("17", "71"), [FELL], "numbers_stand"),
        (FELL.replace("1,250,000", "1,350,000"), [FELL], "numbers_stand"),
        # numbers that stand elsewhere in the document, not in what is quoted
        ("The desk placed 164 nurses.", [DENIED], "numbers_stand"),
        # another name
        (PLACED.replace("Ottoline", "Ottilie"), [PLACED], "names_stand"),
        (PLACED.replace("Millford", "Fernhill"), [PLACED], "names_stand"),
        (f"{DENIED} So said Marsh.", [DENIED], "names_stand"),
        # a denial dropped or put in
        ("Managers did have to accept a loan.", [DENIED], "negations_agree"),
        (PLACED.replace("placed", "never placed"), [PLACED], "negations_agree"),
        ("The desk of Ottoline Marsh couldn't place 164 nurses in Millford.", [PLACED], "negations_agree"),
        # words of another subject
        ("The choir sang of the sea all night long.", [PLACED], "words_support"),
        ("boats.", [PLACED], "words_support"),
        # a condition dropped
        ("A loan is made, and may be ended if the home team is short.", [BOUND], "conditions_kept"),
        ("A loan is made where appropriate, and may be ended.", [BOUND], "conditions_kept"),
        # a person's words and the publisher's own
        (f"{DENIED}\nWe stopped counting meetings", [DENIED, "We stopped counting meetings"], "speaker_kept"),
        # nothing said, or nothing cited
        (" \n", [PLACED], "has_citations"),
        (PLACED, [], "has_citations"),
    ],
)
def test_what_the_quotations_do_not_hold_is_no_claim(text: str, quotes: list[str], check: str) -> None:
    assert verify(draft(text, *quotes)) == check


@pytest.mark.parametrize("spans", [(Span(0, 100_000),), (Span(0, 10), Span(99_000, 99_001))])
def test_a_span_out_of_the_text_is_no_claim(spans: tuple[Span, ...]) -> None:
    assert verify(Draft(DOCUMENT, PLACED, spans)) == "spans_resolve"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3)])
def test_a_span_without_text_cannot_be_made(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="a span needs"):
        Span(start, end)
    with pytest.raises(ValueError, match="no text of note stands at"):
        Citation(DOCUMENT, start, end)


def test_a_claim_without_a_citation_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="a claim needs a citation"):
        Claim(PLACED, ())


def test_a_quotation_of_a_person_is_known_by_its_block() -> None:
    claim = verify(draft("We stopped counting meetings.", "We stopped counting meetings"))
    assert isinstance(claim, Claim)
    (citation,) = claim.citations
    assert citation.block is not None
    assert (citation.block.kind, citation.block.speaker) == (BlockKind.QUOTATION, "Clerk, Elmbridge")


def test_checks_are_named_and_each_lets_a_copy_pass() -> None:
    copied = draft(PLACED, PLACED)
    assert [check.__name__ for check in CHECKS] == [
        "numbers_stand",
        "names_stand",
        "negations_agree",
        "words_support",
        "conditions_kept",
        "speaker_kept",
    ]
    assert all(check(copied, PLACED) for check in CHECKS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("164 nurses", True), ("164", True), ("about 164 senior nurses", True), ("164 doctors", False), ("4", False)],
)
def test_a_number_is_bound_to_its_noun(text: str, expected: bool) -> None:
    assert numbers_stand(draft(text, PLACED), PLACED) is expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It saved £1,250 a year.", "It saved £1,250,000 a year."),
        ("Some 7.1 million live there.", "Some 1.7 million live there."),
        ("Some 7 million live there.", "Some 1.7 million live there."),
        (
            "The desk placed 38 nurses and 164 social workers in town.",
            "The desk placed 164 nurses and 38 social workers in town.",
        ),
        ("It fell in twelve weeks, which saved money.", "It fell in twelve months, which saved money."),
        ("It fell by 71 per cent.", "It fell by 17 per cent."),
        ("It fell by 17 points.", "It fell by 17 per cent."),
    ],
)
def test_a_planted_number_is_no_claim(text: str, quote: str) -> None:
    assert verify(Draft(made(quote), text, (Span(0, len(quote)),))) == "numbers_stand"


def test_a_number_may_be_written_without_separators() -> None:
    document = made("It saved £1,250,000 a year.")
    assert isinstance(verify(Draft(document, "It saved £1250000 a year.", (Span(0, len(document.text)),))), Claim)


def test_a_swapped_name_at_the_start_of_a_sentence_is_no_claim() -> None:
    document = made("Marsh ran the lending desk and its four rooms.")
    swapped = Draft(document, "Archer ran the lending desk and its four rooms.", (Span(0, len(document.text)),))
    assert verify(swapped) == "names_stand"


def test_a_denial_that_moved_is_no_claim() -> None:
    document = made("The desk did not lend doctors, and it did lend nurses.")
    moved = Draft(document, "The desk did lend doctors, and it did not lend nurses.", (Span(0, len(document.text)),))
    assert verify(moved) == "negations_agree"


@pytest.mark.parametrize("text", ["The desk cost €230 in its first year.", "The desk cost 230 in its first year."])
def test_a_swapped_currency_is_no_claim(text: str) -> None:
    document = made("The desk cost £230 in its first year.")
    assert verify(Draft(document, text, (Span(0, len(document.text)),))) == "numbers_stand"
