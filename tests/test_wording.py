"""What is said in the assistant's own words is fixed, and what a reader must know stands beside an answer once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.wording import (
    asked_of_some,
    covered_in_part,
    in_part,
    left_out,
    nobody_speaks,
    not_covered,
    notices_of,
    out_of_scope,
    shared_notices_of,
    unsearched,
)
from assistant.pipeline import Assistant
from assistant.types import Citation, Claim, Document, Notice, Status
from tests.made import listed, made, place, quoted

SPEAKER = Notice("speaker", "Words quoted from a person are theirs, not the publisher's position.")
OLD, WRONG = Notice("age", "It is old."), Notice("correction", "A figure was put right.")
SAID = quoted("“We counted decisions.”", "Clerk, Elmbridge")
NOTE = made("The desk opened.", "It went well.", SAID, name="note", notices=[OLD, WRONG])
OTHER = made("A desk closed.", name="paper", notices=[OLD])
BARE = made("A desk moved.", name="page")


def claim(*quotes: tuple[Document, str]) -> Claim:
    spans = [(document, place(document, quote)) for document, quote in quotes]
    return Claim("said", tuple(Citation(document, span.start, span.end) for document, span in spans))


@pytest.mark.parametrize(
    ("lacking", "wanted"),
    [
        (["a date"], " Looked for and not found: a date."),
        (["a date", "a name", "a date"], " Looked for and not found: a date; a name."),
        (["Who pays?", "a date"], " Looked for and not found: “Who pays?”; a date."),
        ([], ""),
    ],
)
def test_what_is_not_covered_names_what_was_looked_for(lacking: list[str], wanted: str) -> None:
    rest = f"{wanted} The nearest passages are listed; whoever runs this assistant can add other documents."
    assert not_covered(lacking) == f"The sources do not say this.{rest}"
    assert not_covered(lacking, some=True) == f"The documents searched do not say this.{rest}"
    assert covered_in_part(lacking) == f"The sources answer a part of this.{rest}"


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ([], None),
        (["note", "paper", "page"], None),
        (["note", "note"], "Only 1 of 3 documents was searched (“The note”). "),
        (["note", "page"], "Only 2 of 3 documents were searched (“The note”; “The page”). "),
    ],
)
def test_that_only_some_documents_were_searched_is_told(chosen: list[str], told: str | None) -> None:
    found = unsearched(chosen, {each.id: each for each in (NOTE, OTHER, BARE)})
    expected = [Notice("searched", f"{told}The others may say it: ask in all documents.")] if told else []
    assert list(found) == expected
    named = asked_of_some(chosen, {each.id: each for each in (NOTE, OTHER, BARE)})
    meant = f"The question asks for the word of some. {told}The others may say it: ask without the name."
    assert list(named) == ([Notice("named", meant)] if told else [])


def test_out_of_scope_says_what_the_assistant_is_for() -> None:
    assert "not about anything in the sources" in out_of_scope()
    assert "not about anything in the documents searched" in out_of_scope(some=True)
    assert "can add other documents" in out_of_scope()


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([], []),
        ([claim((BARE, "A desk moved."))], []),
        ([claim((OTHER, "A desk closed."))], ["Publisher of the paper: It is old."]),
        (
            [claim((NOTE, "The desk opened.")), claim((NOTE, "It went well."), (NOTE, "The desk"))],
            ["Publisher of the note: It is old.", "Publisher of the note: A figure was put right."],
        ),
        (
            [claim((OTHER, "A desk closed.")), claim((NOTE, "We counted")), claim((NOTE, "decisions"))],
            [
                "Publisher of the paper: It is old.",
                "Publisher of the note: It is old.",
                "Publisher of the note: A figure was put right.",
                SPEAKER.text,
            ],
        ),
    ],
)
def test_notices_are_said_once_a_source(claims: list[Claim], expected: list[str]) -> None:
    assert [notice.text for notice in notices_of(claims)] == expected


def test_a_notice_of_several_sources_is_said_once_with_all_whose_it_is() -> None:
    cited = [claim((OTHER, "A desk closed.")), claim((NOTE, "It went well."), (NOTE, "We counted"))]
    assert shared_notices_of(cited) == (
        Notice("age", "Publisher of the paper; Publisher of the note: It is old."),
        Notice("correction", "Publisher of the note: A figure was put right."),
        SPEAKER,
    )
    again = replace(OTHER, id="again", title="The other", publisher=NOTE.publisher)
    assert [each.text for each in shared_notices_of([claim((again, "A desk closed.")), claim((NOTE, "It went"))])] == [
        "Publisher of the note, “The other”; Publisher of the note, “The note”: It is old.",
        "Publisher of the note, “The note”: A figure was put right.",
    ]


def test_notices_keep_their_kind() -> None:
    assert [notice.kind for notice in notices_of([claim((NOTE, "We counted"))])] == ["age", "correction", "speaker"]


def test_nobody_speaks_names_the_theme() -> None:
    assert nobody_speaks("zebras").startswith("None of the sources says anything on this: zebras. ")


def test_nobody_in_a_browser_is_told_of_a_command() -> None:
    assert not any("ics add" in text for text in (not_covered([]), nobody_speaks("doors"), out_of_scope()))


@pytest.mark.slow
@pytest.mark.parametrize("question", ["Is there backfill?", "What about backfill for the dentist?"])
def test_a_question_in_the_sources_own_words_is_not_out_of_scope(
    assistant_on_briefings: Assistant, question: str
) -> None:
    answer = assistant_on_briefings.ask(question)
    assert (answer.status, answer.claims) == (Status.NOT_COVERED, ())
    assert answer.also_read


LIST = made(listed("The desk lends:", "ladders", "saws", "nails"), name="list")


def listing(*items: str) -> Claim:
    spans = [place(LIST, text) for text in ("The desk lends:", *(f"- {item}" for item in items))]
    text = "\n".join(["The desk lends:", *(f"- {item}" for item in items)])
    return Claim(text, tuple(Citation(LIST, span.start, span.end) for span in spans))


def test_a_list_said_in_part_is_told_with_how_much_of_it_is_said() -> None:
    whole, part = listing("ladders", "saws", "nails"), listing("saws")
    assert (left_out(whole), left_out(part), left_out(claim((NOTE, "It went well.")))) == (None, (1, 3), None)
    [notice] = in_part([whole, part, listing("saws", "nails")])
    assert notice == Notice("in-part", "Of a list, 1 of 3 and 2 of 3 items are said here: its source has the rest.")
    assert in_part([whole]) == ()
