"""What might be asked next is made of lists and headings around what was cited, reads well, and finds its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.answering.suggestions import suggest
from assistant.ingestion.splitter import split
from assistant.pipeline import Assistant
from assistant.types import Citation, Claim, Document, Heading, Hit, Status
from tests.made import Piece, listed, made, place

DESK, RULES, BOATS, WILLOWS = (
    "The lending desk",
    "Rules for lending staff",
    "Mending boats in winter",
    "Planting willows",
)
FIRST = "The desk placed 164 nurses."


def headed(*pieces: Piece, titles: tuple[str, ...], name: str = "note", publisher: str = "The River Trust") -> Document:
    """Return a document in which each piece but headings stands under one of the titles, in order."""
    document = replace(made(*pieces, name=name), publisher=publisher)
    starts = [next(block.start for block in document.blocks if block.section == (title,)) for title in titles]
    headings = [Heading(title, 2, start, start + 1) for title, start in zip(titles, starts, strict=True)]
    return replace(document, headings=tuple(headings))


NOTE = headed(
    Piece(FIRST, section=(DESK,)),
    listed("The three rules for lending staff are:", "ask", "wait", "return", section=(RULES,)),
    Piece("Boats are mended when it is cold, and mending boats takes weeks.", section=(BOATS,)),
    titles=(DESK, RULES, BOATS),
)
OTHER = headed(
    Piece("Willows hold the bank, and planting willows is cheap.", section=(WILLOWS,)),
    titles=(WILLOWS,),
    name="other",
    publisher="Bank Council",
)
DOCUMENTS = {"note": NOTE, "other": OTHER}
CLAIM = Claim(FIRST, (Citation(NOTE, place(NOTE, FIRST).start, place(NOTE, FIRST).end),))


def hits(document: Document, text: str, late: float = 0.8) -> Hit:
    chunk = next(each for each in split(document) if each.span.contains(place(document, text)))
    return Hit(chunk, 1.0, {"late_interaction": late})


FOUND = {"rules": hits(NOTE, "ask"), "boats": hits(NOTE, "Boats are"), "willows": hits(OTHER, "Willows hold")}


def find(question: str) -> Hit | None:
    return next((hit for word, hit in FOUND.items() if word in question), None)


def suggested(*asked: str, find: Callable[[str], Hit | None] = find) -> tuple[str, ...]:
    found = [hits(NOTE, FIRST), FOUND["willows"]]
    return suggest(asked or ("How many nurses?",), [CLAIM], found, documents=DOCUMENTS, find=find)


def test_a_list_another_document_and_a_section_near_by() -> None:
    assert suggested() == (
        "What are the three rules for lending staff?",
        "What does the Bank Council say about planting willows?",
        "What does the River Trust say about mending boats in winter?",
    )


def test_what_was_asked_is_not_offered_again() -> None:
    assert suggested("Tell me the three rules for lending staff", "planting willows") == (
        "What does the River Trust say about mending boats in winter?",
    )


def test_nothing_is_offered_that_does_not_find_its_place() -> None:
    assert suggested(find=lambda question: None) == ()
    assert suggested(find=lambda question: FOUND["boats"]) == (
        "What does the River Trust say about mending boats in winter?",
    )
    assert suggested(find=lambda question: hits(NOTE, "ask", late=0.5)) == ()


def test_few_searches_are_made() -> None:
    tried: list[str] = []
    suggested(find=lambda question: tried.append(question))
    assert 0 < len(tried) <= 4


@pytest.mark.parametrize(
    "title",
    [
        "Introduction",
        "Research questions",
        "What next?",
        "Who is it for?",
        "Culture and relationships are key",
        "Mend boats before spring",
        "Born into a storm",
        "Example: the pharmacy swap",
        "Boats",
        "Why were we interested in this project?",
    ],
)
def test_a_heading_that_would_read_badly_is_left_alone(title: str) -> None:
    document = headed(
        Piece(FIRST, section=(DESK,)), Piece("It is time to mend boats.", section=(title,)), titles=(DESK, title)
    )
    claim = Claim(FIRST, (Citation(document, 0, len(FIRST)),))
    offered = suggest(
        ["How?"], [claim], [], documents={"note": document}, find=lambda question: hits(document, "It is time")
    )
    assert offered == ()


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("3.1 Persistence of habits", "persistence of habits"),
        ("Riverside and Stonebridge", "Riverside and Stonebridge"),
        ("Five rules of lending", "the five rules of lending"),
        ("Greater Millford partnership", "the Greater Millford partnership"),
        ("Wessex workplace exchange (Dorset)", "the Wessex workplace exchange"),
        ("How ICBs lend staff", "how ICBs lend staff"),
    ],
)
def test_a_heading_reads_well_inside_the_question(title: str, theme: str) -> None:
    text = "They came from Riverside, and from Wessex too."
    document = headed(
        Piece(FIRST, section=(DESK,)),
        Piece(text, section=(title,)),
        titles=(DESK, title),
        publisher="NHS North and NHS South",
    )
    claim = Claim(FIRST, (Citation(document, 0, len(FIRST)),))
    offered = suggest(["How?"], [claim], [], documents={"note": document}, find=lambda question: hits(document, text))
    assert offered == (f"What do NHS North and NHS South say about {theme}?",)


@pytest.mark.slow
def test_what_is_offered_is_answered_from_where_it_was_made(assistant_on_briefings: Assistant) -> None:
    offered: list[str] = []
    for question in ("What are the four enabling actions?", "What does good look like for protected time?"):
        answer = assistant_on_briefings.ask(question)
        assert answer.follow_ups == assistant_on_briefings.ask(question).follow_ups
        assert question not in answer.follow_ups
        offered += answer.follow_ups
    assert offered
    for question in offered:
        assert assistant_on_briefings.ask(question).status is Status.ANSWERED


@pytest.mark.slow
def test_nothing_is_offered_after_what_is_not_answered(assistant_on_briefings: Assistant) -> None:
    for question in ("What is the salary of an ICB chief executive?", "How much ibuprofen can I take?"):
        assert assistant_on_briefings.ask(question).follow_ups == ()
