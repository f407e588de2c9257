"""What a line of a plan says: sentences with what they lean on, items below their lead-in, cases below their name."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.citations import verify
from assistant.drafting.saying import label_of, said
from assistant.types import BlockKind, Claim, Document, Draft, Heading, Span
from tests.made import Piece, chunk_with, listed, made, place

NAME, RAN = "The Harlow ladder desk", "They lend forty ladders a year from a shed."
FIRST = "A warden runs the desk in Harlow. It is open on Fridays."
TASKS = ("lending ladders", "mending saws", "teaching joinery")


def headed(*pieces: Piece) -> Document:
    document = made(Piece(NAME, BlockKind.HEADING, (NAME,)), *pieces)
    return replace(document, headings=(Heading(NAME, 1, 0, len(NAME)),))


def draft(document: Document, *texts: str, heading: Span | None = None) -> Draft | None:
    units = [chunk_with(document, text) for text in texts]
    found = said(document, units[0][0], [unit for _, unit in units], heading)
    if found:
        assert isinstance(verify(found), Claim)
        assert len(found.spans) == len(set(found.spans))
    return found


def text_of(document: Document, *texts: str, heading: Span | None = None) -> str:
    found = draft(document, *texts, heading=heading)
    assert found is not None
    return found.text


def test_a_sentence_is_said_with_the_one_that_it_leans_on() -> None:
    document = made(Piece(FIRST))
    assert text_of(document, "It is open on Fridays.") == FIRST
    assert text_of(document, "A warden runs the desk in Harlow.") == "A warden runs the desk in Harlow."


def test_sentences_of_a_case_stand_below_its_name() -> None:
    document = headed(Piece(RAN, section=(NAME,)), Piece("Saws were mended too.", section=(NAME,)))
    heading = place(document, NAME)
    assert text_of(document, RAN, heading=heading) == f"{NAME}\n- {RAN}"
    assert text_of(document, RAN, "Saws were mended too.", heading=heading).count("\n- ") == 2
    found = draft(document, RAN, heading=heading)
    assert found is not None
    assert found.spans == (heading, place(document, RAN))


def test_what_points_back_is_said_with_what_it_points_at_once() -> None:
    told = "Forty ladders were lent. This shows that the desk is known."
    document = headed(Piece(told, section=(NAME,)))
    parts = ("Forty ladders were lent.", "This shows that the desk is known.")
    assert text_of(document, *parts, heading=place(document, NAME)) == f"{NAME}\n- {told}"


def test_the_label_of_a_paragraph_is_known_to_the_sentences_behind_its_first() -> None:
    first, second = "Ladders: Ladders should come first.", "They should hang in a shed."
    document = made(Piece(f"{first} {second}"), Piece("Saws are lent: ask a warden. They are sharp."))
    label = label_of(document, chunk_with(document, second)[1])
    assert label == place(document, "Ladders")
    assert text_of(document, second, heading=label) == f"Ladders\n- {second}"
    assert label_of(document, chunk_with(document, first)[1]) is None
    assert label_of(document, chunk_with(document, "They are sharp.")[1]) is None


def test_items_stand_below_their_lead_in_without_its_bullet_and_below_the_name_of_their_case() -> None:
    document = headed(listed("Of its many tasks these matter:", *TASKS, section=(NAME,)))
    assert text_of(document, TASKS[0]) == f"Of its many tasks these matter:\n- {TASKS[0]}"
    told = text_of(document, TASKS[0], TASKS[2], heading=place(document, NAME))
    assert told == f"{NAME}: Of its many tasks these matter:\n- {TASKS[0]}\n- {TASKS[2]}"


def test_items_without_a_lead_in_stand_below_the_heading_if_it_asks_nothing() -> None:
    document = headed(listed("", *TASKS, section=(NAME,)))
    assert text_of(document, TASKS[1]) == f"{NAME}\n- {TASKS[1]}"
    asking = replace(document, headings=(Heading("What does the desk do?", 1, 0, len(NAME)),))
    assert text_of(asking, TASKS[1]) == TASKS[1]
    assert text_of(asking, TASKS[0], TASKS[1]) == f"- {TASKS[0]}\n- {TASKS[1]}"


def test_a_list_whose_lead_in_counts_is_said_whole_where_it_is_short_and_never_where_it_lacks_some() -> None:
    whole = made(listed("The desk has three tasks:", *TASKS))
    assert text_of(whole, TASKS[0]) == "The desk has three tasks:\n" + "\n".join(f"- {task}" for task in TASKS)
    cut = made(listed("The desk has four tasks:", *TASKS))
    assert draft(cut, TASKS[0]) is None
    long = made(listed("The desk has two tasks:", "lending ladders", "mending saws " * 60))
    assert text_of(long, "lending ladders") == "The desk has two tasks:\n- lending ladders"
    dated = made(listed("In 2021 the desk began with:", *TASKS))
    assert text_of(dated, TASKS[0]) == f"In 2021 the desk began with:\n- {TASKS[0]}"
