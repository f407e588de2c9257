"""Items and what came out for them, made by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Document
from evals.actual import Actual, Passage, Quoted, Said
from evals.data import Group, Item, Nugget, Place
from tests.made import listed, made, place

COST, RAN = "The desk cost £230 in its first year.", "The desk was run by Ottoline Marsh and Clara Finch."
GROWTH = "In 2021 the desk lent 40 ladders; in 2022 it lent 75 saws to Harlow."
DENIED = "The desk did not close in the winter."
ITEMS = ("lending ladders", "mending saws", "teaching joinery")
NOTE = made(COST, RAN, GROWTH, DENIED, listed("The desk has three tasks:", *ITEMS), name="note")
DOCUMENTS = {"note": NOTE}


def at(text: str, document: Document = NOTE) -> Place:
    return Place(document.id, place(document, text))


def item(
    *groups: tuple[Place, ...],
    nuggets: Sequence[str] = (),
    kind: str = "factoid",
    status: str = "answered",
    name: str = "q",
) -> Item:
    return Item(
        name,
        kind,
        "How much?",
        status,
        cluster=name,
        expected_evidence=tuple(Group(places) for places in groups),
        nuggets=tuple(Nugget(re.compile(each, re.IGNORECASE)) for each in nuggets),
    )


def quoted(text: str, document: Document = NOTE) -> Quoted:
    span = place(document, text)
    return Quoted(document.id, span.start, span.end, text)


def said(text: str, *quotes: str) -> Said:
    return Said(text, tuple(quoted(quote) for quote in quotes or (text,)))


def passage(text: str) -> Passage:
    span = place(NOTE, text)
    return Passage("note", span.start, span.end)


def actual(
    *claims: Said, hits: Sequence[str] = (), status: str | None = None, name: str = "q", notices: Sequence[str] = ()
) -> Actual:
    return Actual(
        name,
        tuple(passage(text) for text in hits),
        status=status or ("answered" if claims else "not_covered"),
        claims=claims,
        notices=tuple(notices),
    )
