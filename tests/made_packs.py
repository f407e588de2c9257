"""A small pack, made by hand of documents made by hand, and asked of sources that need no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.answering.evidence import Evidence
from assistant.drafting.pack import Pack, questions_pack
from assistant.types import Answer, Citation, Claim, Document, Notice, Status, Turn
from tests.made import listed, made, place, quoted
from ui.shapes import pack as pack_shapes
from ui.shapes.pack_json import pack_json

LEAD, DAY, DESK = "Cover is found in two ways:", "a *day* a week is kept free", "a desk lends staff"
FAR = "Sponsors were too far from the teams."
SPOKEN, SPEAKER = "Nobody asked us.", "A nurse, interviewed"
COVER = made(
    listed(LEAD, DAY, DESK, section=("Time", "Cover")),
    FAR,
    name="cover",
    page="4",
    notices=[Notice("source-date", "Written before the Act.")],
)
VOICES = made(quoted(SPOKEN, SPEAKER, section=("Voices",)), "[1] A note that is numbered.", name="voices")
DOCUMENTS = {document.id: document for document in (COVER, VOICES)}
QUESTIONS = ("How is cover found?", "What does a desk cost?", "Who was asked?", "My NHS number is 943 476 5919")


def claim(document: Document, *texts: str) -> Claim:
    spans = [place(document, text) for text in texts]
    return Claim("\n".join(texts), tuple(Citation(document, span.start, span.end) for span in spans))


@dataclass
class Told:
    """Sources that answer what they were told to answer, and have nothing else on any theme.

    `own` is what a document answers by itself, where not the same, and `doubted` what is answered with a doubt.
    """

    answers: dict[str, tuple[Claim, ...]] = field(default_factory=dict)
    own: dict[tuple[str, str], tuple[Claim, ...]] = field(default_factory=dict)
    evidence_on: dict[str, list[Evidence]] = field(default_factory=dict)
    doubted: set[str] = field(default_factory=set)

    @property
    def documents(self) -> tuple[Document, ...]:
        return tuple(DOCUMENTS.values())

    def document(self, name: str) -> Document:
        return DOCUMENTS[name]

    def evidence(self, theme: str, document: str) -> list[Evidence]:
        return self.evidence_on.get(document, [])

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        claims = self.answers.get(question, ())
        claims = self.own.get((question, documents[0]), claims) if documents else claims
        status = Status.ANSWERED if claims else Status.NOT_COVERED
        if "NHS number" in question:
            status = Status.PERSONAL_DATA
        says = "" if claims else "The sources do not say this."
        notices = (Notice("doubt", "It may not answer this."),) if question in self.doubted else ()
        return Answer("id", question, question, status, says, claims, notices=notices)


SOURCES = Told(
    {
        QUESTIONS[0]: (claim(COVER, LEAD, f"- {DAY}", f"- {DESK}"), claim(COVER, FAR)),
        QUESTIONS[2]: (claim(VOICES, SPOKEN), claim(VOICES, "[1] A note that is numbered."), claim(COVER, FAR)),
    }
)


def made_pack() -> Pack:
    return questions_pack(SOURCES, QUESTIONS)


def shaped_pack() -> pack_shapes.Pack:
    return pack_shapes.Pack.model_validate(pack_json(made_pack(), date(2026, 11, 25), DOCUMENTS.get))
