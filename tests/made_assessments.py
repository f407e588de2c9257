"""Criteria in documents of our own words, built as the guidance and the report are, and sources that need no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np

from assistant.drafting.assessment import Assessment, assess
from assistant.drafting.assessment_form import make_form
from assistant.drafting.brought import bring_text
from assistant.ingestion.splitter import split
from assistant.retrieval.retrievers import Pool
from assistant.types import BlockKind, Document
from tests.made import Piece, listed, made
from ui.shapes import assessment as assessment_shapes
from ui.shapes.assessment_json import assessment_json

DEED = "In Shropdale, two trusts shared a desk for all their staff."
GUIDANCE_ID, REPORT_ID = "nhs-england-clinical-leadership-2021", "kings-fund-ics-workforce-2024"
CORE, GOOD = ("Core expectations",), "What good looks like"
FIRST, SECOND = ("Principle 1: Deciding together", GOOD), ("Principle 2: Learning", GOOD)
FUNCTIONS = ("sharing a purpose", "leading", "behaving well", "spreading", "spending", "coping.")


def guidance() -> Document:
    """Return a document built as the publication is: numbered expectations, and a paragraph a statement."""
    document = made(
        Piece("1. Agree a plan.\n2. Involve all.", BlockKind.LIST, CORE),
        Piece("Forums hold *many* professions.", section=FIRST),
        Piece("* A note below a statement.", section=FIRST),
        listed("These are likely to be:", "boards", "groups", section=FIRST),
        Piece("Partners meet.", section=SECOND),
        Piece("Elsewhere.", section=("Annex", GOOD)),
        name=GUIDANCE_ID,
    )
    return replace(document, kind="guidance")


def briefing() -> Document:
    """Return a document built as our briefing is: a list of statements for each principle."""
    return made(
        listed("The two core expectations are:", "a plan is agreed", "all are involved", section=CORE),
        listed("What good looks like for principle 1 is:", "Forums hold many.", "Advice is asked for.", section=FIRST),
        listed("The two duties are:", "to act", "to tell", section=FIRST),
        listed("What good looks like for principle 2 is:", "Partners meet.", section=SECOND),
        name=GUIDANCE_ID,
    )


def report() -> Document:
    return made(
        listed("The functions are:", *FUNCTIONS, section=("Key messages",)),
        Piece("A purpose that is shared binds people together.", section=("2 Functions", "Sharing a purpose")),
        Piece(DEED, section=("2 Functions", "Cases")),
        name=REPORT_ID,
    )


@dataclass
class Told:
    """Sources that hold these documents, of which some sentences lie near to every weak point but what is of all."""

    documents: tuple[Document, ...] = field(default_factory=lambda: (guidance(), report()))
    near: tuple[str, ...] = (DEED,)
    odds: float = 2.0
    asked: list[str] = field(default_factory=list)

    def pool(self, texts: Sequence[str]) -> Pool:
        self.asked += texts
        units = tuple((chunk, unit) for each in self.documents for chunk in split(each) for unit in chunk.units)
        said = [chunk.text[unit.start - chunk.start : unit.end - chunk.start] for chunk, unit in units]
        near = [float(any(one in each for one in self.near)) for each in said]
        return Pool(units, np.array([near if "Involve" not in text else [0.0] * len(near) for text in texts]))

    def relevance(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        return [self.odds for _ in pairs]


MINUTES = bring_text("minutes.txt", "The board met.\n\nIt agreed the plan with all its partners in May.\n")
FORM: dict[str, Any] = {
    "set": "principles",
    "system": "Two *Valleys*",
    "judgements": [
        {
            "criterion": "core.1",
            "verdict": "met",
            "confidence": "high",
            "evidence": [{"document": "minutes.txt", "quote": "It agreed the plan with all its partners in May."}],
        },
        {"criterion": "core.2", "verdict": "met", "next_step": "Ask the nurses."},
        {"criterion": "principle-1.1", "verdict": "partly", "confidence": "low", "evidence": "Six professions sit."},
        {"criterion": "principle-2.1", "verdict": "not applicable"},
    ],
}


def assessment(form: Mapping[str, Any] = FORM) -> Assessment:
    return assess(Told(), make_form(form), [MINUTES])


def shaped(form: Mapping[str, Any] = FORM) -> assessment_shapes.Assessment:
    made_at = datetime(2026, 11, 25, 14, 5, tzinfo=UTC)
    return assessment_shapes.Assessment.model_validate(assessment_json(assessment(form), made_at, 7))


def half_judged() -> assessment_shapes.Assessment:
    """Return an assessment of which the first criteria are not judged, and the last are, the weakest last."""
    unsure, sure = ({"criterion": f"principle-{n}.1", "confidence": how} for n, how in ((2, "low"), (1, "high")))
    return shaped({"judgements": [sure, unsure]})
