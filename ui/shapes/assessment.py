"""The shapes of a self-assessment: the form that is sent, the criteria, and what comes of them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ui.shapes.answer import Citation, Claim, Notice, Shape

Verdict = Literal["not evidenced", "partly", "met", "not applicable"]
Confidence = Literal["", "low", "medium", "high"]
SetName = Literal["principles", "functions"]


class Taken(Shape):
    """Evidence taken from a document that is brought: its name, and words that stand in it."""

    document: str = Field(examples=["board-minutes.docx"])
    quote: str


class Judged(Shape):
    """What a user says on a criterion; `text` may hold the criterion's words and is not read."""

    criterion: str = Field(examples=["principle-3.1"])
    text: str = ""
    verdict: Verdict = "not evidenced"
    confidence: Confidence = ""
    next_step: str = ""
    evidence: list[str | Taken] | str | Taken = Field(default_factory=list)


class Form(Shape):
    """What a user fills in; `criteria` is the mark of the criteria that it was written for."""

    set: SetName = "principles"
    system: str = ""
    criteria: str = ""
    judgements: list[Judged] = Field(default_factory=list)


class Brought(Shape):
    """A document that is brought, as plain text: it is read for this assessment and not kept."""

    name: str = Field(min_length=1, max_length=200, examples=["board-minutes.txt"])
    text: str = Field(min_length=1)


class Request(Form):
    """A form and the documents brought with it."""

    documents: list[Brought] = Field(default_factory=list, json_schema_extra={"maxItems": 20})


class Criterion(Shape):
    """What is to be judged, in its source's words."""

    id: str
    group: str
    text: str
    citations: list[int]
    plan_section: str = Field(description="the section of a plan that works on it")


class Criteria(Shape):
    """The criteria of a set, as the documents held have them; `criteria` is their mark."""

    set: SetName
    criteria: str
    items: list[Criterion]
    citations: list[Citation]


class Place(Shape):
    """Where evidence stands in a document that was brought: its text from `start` to `end`, in characters."""

    start: int
    end: int
    page: str | None
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Evidence(Shape):
    """Evidence shown; `fault` says why it does not count, and `place` is null unless it was found in its document."""

    text: str
    document: str
    place: Place | None
    fault: str
    remark: str = Field("", description="what to look at again: it is shown for “met”, and denies or puts off")


class Judgement(Criterion):
    """A criterion with its verdict; `said` is what the user gave, and `reason` why the verdict is another."""

    verdict: Verdict
    said: Verdict | None
    reason: str
    confidence: Confidence
    next_step: str
    evidence: list[Evidence]


class Elsewhere(Shape):
    """What named places and organisations did on a weak point; no claims where the sources tell of none."""

    criterion: str
    question: str
    silent: bool
    claims: list[Claim]


class Count(Shape):
    """How many criteria of a group have each verdict."""

    group: str
    met: int
    partly: int
    not_evidenced: int
    not_applicable: int


class Begun(Shape):
    """A plan that was begun from a weak point and is still kept; its link is with whoever began it."""

    criterion: str
    day: str = Field(description="as in 2026-11-25")


class BroughtDocument(Shape):
    """A document that was brought, and the SHA-256 of its text in UTF-8."""

    name: str
    characters: int
    sha256: str


class Assessment(Shape):
    """A self-assessment: `judgements` in the order of their criteria.

    `worst_first` names them the worst verdict first, of these the least confident; those not judged yet stand last.
    """

    set: SetName
    system: str
    assessed: str = Field(description="the day, as in 2026-11-25")
    time: str = Field("", description="the time of that day in UTC, as in 14:05")
    version: int | None = Field(None, description="the version that it made, where it is kept")
    judgements: list[Judgement]
    worst_first: list[str]
    counts: list[Count]
    elsewhere: list[Elsewhere]
    documents: list[BroughtDocument]
    citations: list[Citation]
    notices: list[Notice]
    criteria: str
    corpus: str
    plans: list[Begun] = Field(default_factory=list, description="plans begun from its weak points, where it is kept")
