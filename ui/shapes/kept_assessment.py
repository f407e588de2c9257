"""The shapes of an assessment that is kept under a link, and of what is done with it."""

from __future__ import annotations

from datetime import datetime

from pydantic import ConfigDict, Field

from ui.shapes.answer import Shape
from ui.shapes.assessment import Assessment, BroughtDocument, Count, Evidence, Form, Judged, SetName, Verdict


class Request(Shape):
    """What is sent: nothing but these fields."""

    model_config = ConfigDict(extra="forbid", strict=True)


class AssessmentBeginning(Request):
    """An assessment to begin: on which set of criteria, and of which system."""

    set: SetName = Field("principles", examples=["principles"])
    system: str = Field("", examples=["Two Valleys"])


class AssessmentAfter(Request):
    """The version that was worked on; where somebody else saved one meanwhile, nothing is changed."""

    after: int = Field(ge=1, examples=[1])


class FilledForm(AssessmentAfter):
    """The form as far as it is filled in: it takes the place of what was kept, and what it leaves out is not judged."""

    system: str = Field(examples=["Two Valleys"])
    judgements: list[Judged] = Field(
        examples=[[{"criterion": "core.1", "verdict": "met", "evidence": ["The board agreed the plan in May."]}]],
    )


class CheckedVerdict(Shape):
    """A verdict as it stands: `said` is what the user gave, `reason` why the verdict is another, faults with it."""

    criterion: str
    verdict: Verdict
    said: Verdict | None
    reason: str
    evidence: list[Evidence]


class KeptAssessment(Shape):
    """A version of a kept assessment; `assessment` is the last that was made, in version `assessed`, or null."""

    link: str = Field(description="who holds it can read, change and delete the assessment; it cannot be found again")
    version: int
    saved: datetime
    form: Form
    documents: list[BroughtDocument] = Field(description="kept with this assessment alone, and never searched")
    judgements: list[CheckedVerdict]
    fault: str = Field(description="why the form can no longer be judged: the criteria are others now; else empty")
    assessed: int | None
    assessment: Assessment | None


class AssessmentVersion(Shape):
    """A version: what was done, when, and the verdicts by group where it was assessed."""

    number: int
    note: str
    saved: datetime
    counts: list[Count]


class AssessmentVersions(Shape):
    """The versions of a kept assessment, the newest first: together they show how it went over time."""

    versions: list[AssessmentVersion]
