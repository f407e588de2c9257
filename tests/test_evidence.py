"""The units of the hits are weighed by the models and by whether they state what is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.evidence import OWN_WEIGHT, PAIRS, PREFERENCES, Evidence, weigh, with_neighbours
from assistant.answering.question_patterns import Kind
from assistant.answering.questions import read_question
from assistant.ingestion.splitter import split
from assistant.types import BlockKind, Chunk, Document, Hit, Part
from tests.made import Piece, SharedWords, evidence, listed, made

COST, RAN, LENT = "The desk cost £230.", "The desk was run by Ottoline Marsh.", "Nurses were lent for weeks."
DOCUMENT = made(COST, RAN, LENT, listed("Habits of the desk:", "meeting monthly", "asking first"), name="desk")
FRONT = replace(
    made(
        Piece("About desks", part=Part.FRONT),
        Piece("Ottoline Marsh", part=Part.FRONT),
        Piece("Version 2, May 2031", part=Part.FRONT),
        name="card",
    ),
    authors=("Ottoline Marsh",),
)


def hits(document: Document, score: float = 1.0) -> list[Hit]:
    return [Hit(chunk, score, {}, tuple(0.5 for _ in chunk.units)) for chunk in split(document)]


def texts(question: str, document: Document, scorer: SharedWords | None = None) -> list[str]:
    found = weigh(question, read_question(question), hits(document), {document.id: document}, scorer or SharedWords())
    return [document.text[item.unit.start : item.unit.end] for item in found]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How much did it cost?", COST),
        ("Who was it run by?", RAN),
        ("Tell me of nurses lent for weeks", LENT),
    ],
)
def test_the_unit_that_answers_comes_first(question: str, first: str) -> None:
    assert texts(question, DOCUMENT)[0] == first


def test_what_is_stated_is_preferred_where_the_models_see_no_difference() -> None:
    flat = SharedWords(score=lambda question, text: 0.0)
    assert texts("How much was it?", DOCUMENT, flat)[0] == COST
    assert texts("What is a desk?", made(COST, "A desk is a table."), flat)[0] == "A desk is a table."
    assert PREFERENCES[Kind.MONEY] > PREFERENCES[Kind.NAME] > 0


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.ORGANISATION, Kind.PLACE])
def test_names_of_every_kind_are_preferred_as_a_name_is(kind: Kind) -> None:
    assert PREFERENCES[kind] == PREFERENCES[Kind.NAME]
    assert Kind.OUTCOME not in PREFERENCES


def test_a_place_is_preferred_where_one_is_asked_for() -> None:
    flat = SharedWords(score=lambda question, text: 0.0)
    assert texts("Where was it?", made(COST, RAN, "It stood in Oakham."), flat)[0] == "It stood in Oakham."
    assert texts("What was it?", made(COST, RAN, "It stood in Oakham."), flat)[0] == COST


@pytest.mark.parametrize(
    ("question", "first"),
    [("Who wrote it?", "Ottoline Marsh"), ("Which version is it?", "Version 2, May 2031")],
)
def test_a_line_of_a_title_page_is_preferred_where_it_is_asked_for(question: str, first: str) -> None:
    flat = SharedWords(score=lambda question, text: 0.0)
    assert texts(question, FRONT, flat)[0] == first


@pytest.mark.parametrize("question", ["Who wrote the Pellworth verdict?", "When was the fisheries plan published?"])
def test_a_title_page_does_not_tell_of_what_the_document_only_speaks_of(question: str) -> None:
    flat = SharedWords(score=lambda question, text: 0.0)
    first = weigh(question, read_question(question), hits(FRONT), {FRONT.id: FRONT}, flat)[0]
    assert first.score < 1


def test_scores_are_those_of_the_models() -> None:
    scorer = SharedWords()
    (hit,) = hits(DOCUMENT)
    hit = replace(hit, unit_scores=tuple(0.1 * place for place in range(len(hit.chunk.units))))
    found = weigh("desk cost", read_question("desk cost"), [hit], {"desk": DOCUMENT}, scorer)
    late = {unit: 0.1 * place for place, unit in enumerate(hit.chunk.units)}
    assert {item.unit: item.late for item in found} == late
    assert [item.cross for item in found] == [scorer.score(*pair) for pair in _read(found, scorer)]
    assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)
    assert sum(item.score for item in found) == pytest.approx(0.0)
    assert all(item.document is DOCUMENT and item.hit is hit for item in found)


def _read(found: list[Evidence], scorer: SharedWords) -> list[tuple[str, str]]:
    by_text = {text: (question, text) for question, text in scorer.read}
    return [by_text[item.text] for item in found]


@pytest.mark.parametrize("follows", [False, True])
def test_what_a_follow_up_asks_itself_is_weighed_beside_the_query(follows: bool) -> None:
    # The query is as near to each unit; the question itself is near to one.
    scorer = SharedWords(score=lambda question, text: float(question == "And nurses?" and "Nurses" in text))
    document = made(COST, RAN, LENT)
    asked = replace(read_question("And nurses?"), follows=follows)
    found = weigh("The desk. And nurses?", asked, hits(document), {"note": document}, scorer)
    scores = {document.text[item.unit.start : item.unit.end]: item.score for item in found}
    one, others = (OWN_WEIGHT * 2**0.5, -OWN_WEIGHT / 2**0.5) if follows else (0.0, 0.0)
    assert scores == pytest.approx({COST: others, RAN: others, LENT: one})
    assert [item.cross for item in found] == [0.0] * 3
    assert found[0].document.text[found[0].unit.start : found[0].unit.end] == (LENT if follows else COST)
    assert [question for question, _ in scorer.read] == ["The desk. And nurses?"] * 3 + ["And nurses?"] * 3 * follows


def test_of_a_follow_up_that_is_a_long_story_the_question_is_read() -> None:
    scorer = SharedWords()
    asked = replace(read_question(f"{'We once had a desk. ' * 20}Who ran it?"), follows=True)
    weigh("desk", asked, hits(DOCUMENT), {"desk": DOCUMENT}, scorer)
    assert {question for question, _ in scorer.read} == {"desk", "Who ran it?"}


def test_the_cross_encoder_reads_so_many_pairs_at_most() -> None:
    document = made(*(f"Sentence {number} stands by itself." for number in range(3 * PAIRS)))
    scorer = SharedWords()
    assert len(texts("sentence", document, scorer)) == len(scorer.read) == PAIRS


def test_the_cross_encoder_reads_the_question_of_a_long_story() -> None:
    scorer = SharedWords()
    texts(f"{'We once had a desk. ' * 20}Who ran the desk?", DOCUMENT, scorer)
    assert {question for question, _ in scorer.read} == {"Who ran the desk?"}


def test_of_no_hits_there_is_no_evidence() -> None:
    scorer = SharedWords()
    assert weigh("desk", read_question("desk"), [], {}, scorer) == []
    assert scorer.read == []


def test_evidence_is_read_below_its_heading_and_lead_in() -> None:
    assert evidence(DOCUMENT, "asking first").text == "The desk: Habits of the desk: asking first"
    document = made(Piece(COST, section=("One", "Two")))
    assert evidence(document, COST).text == f"Two: {COST}"


def chunk(start: int, end: int, section: str = "s", name: str = "note") -> Chunk:
    return Chunk(name, (section,), start, end, "x" * (end - start))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (chunk(110, 200), [(110, 2.0)]),
        (chunk(139, 200), [(139, 2.0)]),
        (chunk(140, 200), []),
        (chunk(110, 200, section="t"), []),
        (chunk(110, 200, name="other"), []),
    ],
)
def test_neighbours_of_the_best_are_read_too(other: Chunk, expected: list[tuple[int, float]]) -> None:
    best = [Hit(chunk(0, 100), 3.0), Hit(chunk(5000, 5100), 2.5), Hit(chunk(9000, 9100), 2.0)]
    beside = Hit(other, 1.0)
    found = [(hit.chunk.start, hit.score) for hit in with_neighbours([*best, beside], 3)]
    assert found == [(0, 3.0), (5000, 2.5), (9000, 2.0), *expected]
    assert with_neighbours([*best, beside], 4) == [*best, beside]
    assert with_neighbours([], 2) == []


def test_so_many_hits_are_kept_as_are_asked_for() -> None:
    apart = [Hit(chunk(1000 * place, 1000 * place + 100), 3.0 - place) for place in range(3)]
    assert with_neighbours(apart, 1) == apart[:1]


def test_neighbours_of_the_fourth_are_not_read() -> None:
    ranked = [Hit(chunk(1000 * place, 1000 * place + 100), 9.0 - place) for place in range(4)]
    assert with_neighbours([*ranked, Hit(chunk(3110, 3200), 1.0)], 4) == ranked


def test_kinds_of_blocks_without_units_give_none() -> None:
    assert split(made(Piece("Contents 1", BlockKind.CONTENTS))) == ()


def test_who_came_is_told_by_the_list_of_those_who_did() -> None:
    flat = SharedWords(score=lambda question, text: 0.0)
    lists = (Piece("Present: Marsh, Quill", part=Part.PEOPLE), Piece("Apologies: Vale", part=Part.PEOPLE))
    assert texts("Who was present?", made(COST, *lists), flat)[0] == "Present: Marsh, Quill"
    assert texts("Who sent apologies?", made(COST, *lists), flat)[0] == "Apologies: Vale"
