"""The shapes of a plan that is kept and of what is done with it, for the API's description."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from assistant.drafting.brief import MOST_MONTHS, MOST_STORY
from assistant.drafting.editing import MOST_TEXT
from ui.shapes.answer import Shape
from ui.shapes.plan import Member, Plan, Story

_TEXT: dict[str, Any] = {"minLength": 1, "maxLength": MOST_TEXT}


class Request(Shape):
    """What is sent: nothing but these fields, of these kinds."""

    model_config = ConfigDict(extra="forbid", strict=True)


class FilledBrief(Request):
    """The brief as far as it is filled in; a field that is left out stays as it is, a story may be a list."""

    problem: Story | None = Field(
        None,
        json_schema_extra={"maxLength": MOST_STORY},
        examples=["Residents of care homes are taken to hospital for falls that homes could manage."],
    )
    place: str | None = Field(None, examples=["South Somerset"])
    requested_by: str | None = None
    sponsor: str | None = None
    team: list[Member] | None = None
    people_affected: Story | None = None
    months: int | None = Field(None, json_schema_extra={"minimum": 1, "maximum": MOST_MONTHS}, examples=[12])
    known: Story | None = None
    worries: Story | None = None


class WeakPoint(Request):
    """A criterion of a kept assessment that was assessed."""

    assessment: str = Field(description="its link", examples=["3q2-7wAAAAAexampleexampleexample"])
    criterion: str = Field(examples=["core.2"])


class PlanBeginning(Request):
    """A plan to begin, with as much of its brief as there is, and the weak point that it is begun from, if any."""

    brief: FilledBrief = Field(
        default_factory=lambda: FilledBrief(), examples=[{"place": "South Somerset", "months": 9}]
    )
    begun_from: WeakPoint | None = Field(None, examples=[None])


class Fill(Request):
    """Fill in parts of the brief."""

    do: Literal["fill"]
    brief: FilledBrief


class Edit(Request):
    """Change a line's text: guidance whose new words its quotations do not hold becomes yours, and says so."""

    do: Literal["edit"]
    line: str = Field(examples=["l12"])
    text: str = Field(json_schema_extra=_TEXT, examples=["The team meets the sponsor every second Monday."])


class Settle(Request):
    """Make an assumption that was confirmed yours, or a gap with what was found out, which its text then says."""

    do: Literal["settle"]
    line: str = Field(examples=["l12"])
    text: str = Field("", json_schema_extra={"maxLength": MOST_TEXT}, examples=["Confirmed on 3 March."])


class Add(Request):
    """Add a line of yours to a section."""

    do: Literal["add"]
    section: str = Field(examples=["time"])
    text: str = Field(json_schema_extra=_TEXT, examples=["Wednesdays are our day."])


class Remove(Request):
    """Take a line out."""

    do: Literal["remove"]
    line: str = Field(examples=["l12"])


class Move(Request):
    """Change a milestone, and with it the line that says it."""

    do: Literal["milestone"]
    number: int = Field(description="counted from 1", examples=[1])
    title: str = Field(json_schema_extra=_TEXT, examples=["Days and decision rights agreed in writing"])
    start: int = Field(examples=[1])
    end: int = Field(examples=[2])


class Recheck(Request):
    """Keep what was found when the citations were checked again in the documents as they are now."""

    do: Literal["recheck"]


class Restore(Request):
    """Go back to an earlier version, which becomes the newest."""

    do: Literal["restore"]
    version: int = Field(examples=[1])


Operation = Annotated[
    Fill | Edit | Settle | Add | Remove | Move | Recheck | Restore,
    Field(discriminator="do", examples=[{"do": "fill", "brief": {"place": "South Somerset"}}]),
]


class PlanAfter(Request):
    """Which version this is done after: where another one was saved meanwhile, nothing is changed."""

    after: int = Field(examples=[1])


class Operated(PlanAfter):
    """What to do with a plan."""

    operation: Operation


class Taking(PlanAfter):
    """A claim of the answer to a question, named by the spans of its citations, to be taken into a section.

    The question is asked again, and what is taken is the assistant's own claim.
    """

    section: str = Field(examples=["time"])
    question: str = Field(examples=["How much protected time do fellows get?"])
    document: str = Field(examples=["integrated-care-fellows-programme"])
    spans: list[Annotated[list[int], Field(min_length=2, max_length=2)]] = Field(
        min_length=1, max_length=100, examples=[[[1200, 1295]]]
    )


class Importing(PlanAfter):
    """A plan's Markdown as it was exported, with lines changed, added or taken out."""

    markdown: str = Field(examples=["# Project plan: South Somerset\n\nVersion 2 of this plan. …"])


class PlanVersion(Shape):
    """A version of a plan, and what was done."""

    number: int
    note: str
    made: datetime


class PlanVersions(Shape):
    """Every version of a plan, the newest first."""

    versions: list[PlanVersion]


class CheckedQuotation(Shape):
    """What became of the quotations in the documents as they are now; where they are others, that is `changed`.

    A line that is `lost` was guidance, and is an assumption to be confirmed now.
    """

    changed: bool
    there: int
    moved: int
    gone: int
    lost: list[str] = Field(description="ids of lines")


class KeptBrief(Shape):
    """A brief as far as it is filled in: what is not yet is empty."""

    problem: str
    place: str
    requested_by: str
    sponsor: str
    team: list[Member]
    people_affected: str
    months: int | None
    known: str
    worries: str


class KeptPlan(Shape):
    """A version of a plan that is kept, checked again in the documents as they are now."""

    link: str = Field(description="whoever has it can read and change the plan")
    version: PlanVersion
    brief: KeptBrief
    plan: Plan | None = Field(description="what was drafted; nothing before that")
    stale: bool = Field(description="whether the brief was changed since the plan was drafted")
    checked: CheckedQuotation
