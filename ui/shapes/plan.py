"""The shapes of a brief and of a plan, for the API's description and the published JSON Schema."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from assistant.drafting.brief import MOST_MONTHS, MOST_STORY
from ui.shapes.answer import Citation, Claim, Notice, Shape


def _joined(value: Any) -> Any:
    """Return a list of texts as one, a line each, as a brief in TOML may have it."""
    is_list = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return "\n".join(value) if is_list else value


Story = Annotated[str, BeforeValidator(_joined, json_schema_input_type=str | list[str])]


class Member(Shape):
    """One of the team: what they do, and for whom."""

    role: str = Field(examples=["community nurse"])
    organisation: str = Field("", examples=["community trust"])


class Brief(Shape):
    """What a team says of its project, in its own words; all may be left out but the problem.

    `problem`, `people_affected`, `known` and `worries` may hold a point on each line, or be a list of points.
    """

    problem: Story = Field(
        json_schema_extra={"minLength": 1, "maxLength": MOST_STORY},
        examples=["Residents of care homes are taken to hospital for falls that homes could manage."],
    )
    place: str = Field("", examples=["South Somerset"])
    requested_by: str = ""
    sponsor: str = ""
    team: list[Member] = Field(default_factory=list)
    people_affected: Story = ""
    months: int | None = Field(
        None, strict=True, json_schema_extra={"minimum": 1, "maximum": MOST_MONTHS}, examples=[12]
    )
    known: Story = ""
    worries: Story = Field("", examples=["Winter takes our paramedic away.\nHomes feel blamed."])


class PlanLine(Shape):
    """What every line has besides; both are empty but in a plan that is kept."""

    id: str = Field("", description="what names the line, the same in every version")
    note: str = Field("", description="what became of it: changed, confirmed, found out, or without its source")


class Guidance(PlanLine):
    """What the sources say: a claim and the numbers of the citations it rests on, never none."""

    kind: Literal["guidance"]
    text: str
    citations: list[int] = Field(min_length=1)
    fits: str | None = Field(description="the field of the brief that it is near to, where it surely is")
    shares: list[str] = Field(default_factory=list, description="the words of that field that show it")
    listed: list[int] = Field(
        default_factory=list,
        max_length=2,
        description="how many items of a list it says, and of how many, where it leaves some out",
    )


class Yours(PlanLine):
    """The team's own words, and the field of the brief that holds them."""

    kind: Literal["yours"]
    text: str
    field: str


class Assumption(PlanLine):
    """What nobody has said yet, and who confirms it."""

    kind: Literal["assumption"]
    text: str
    confirm_with: str


class Gap(PlanLine):
    """What neither the sources nor the brief say, and how to find it out."""

    kind: Literal["gap"]
    text: str
    find_out: str


Line = Annotated[Guidance | Yours | Assumption | Gap, Field(discriminator="kind")]


class Section(Shape):
    """A section of the plan."""

    id: str
    title: str
    about: str
    lines: list[Line]


class Milestone(Shape):
    """What is reached from one month to another, both counted from 1: an assumption."""

    title: str
    start: int
    end: int
    confirm_with: str


class Questions(Shape):
    """What to ask."""

    sponsor: list[str]
    team: list[str]


class Example(Shape):
    """A case study near to the project, what is alike and what is not."""

    name: str
    claims: list[Claim]
    alike: str
    differs: str


class Plan(Shape):
    """A project plan; each citation is numbered once, in the order in which it is first used."""

    brief: Brief
    drafted: str = Field(description="the day, as in 2026-11-25")
    sections: list[Section]
    milestones: list[Milestone]
    questions: Questions
    examples: list[Example]
    citations: list[Citation]
    notices: list[Notice]
    corpus: str = Field(description="what identifies the documents that it was drafted from")
    begun_from: str = Field("", description="the weak point of an assessment that it was begun from")
