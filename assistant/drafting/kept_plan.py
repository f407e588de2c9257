"""A plan as it is kept: a brief as far as it is filled in, and what was drafted; as the text of a version and back.

A citation is kept by its place, the SHA-256 of its characters and the characters themselves, so that it can be checked
when the documents are others; what is shown of it is read from the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError

from assistant.drafting.brief import Brief
from assistant.drafting.guidance import Guidance
from assistant.drafting.plan import Assumption, Example, Gap, Line, Milestone, Plan, PlanSection, Yours
from assistant.drafting.verification import span_digest
from assistant.errors import StoreDamagedError, UsageError
from assistant.types import Citation, Claim, Document

Documents = Mapping[str, Document]


class Kind(StrEnum):
    """What kinds of lines there are."""

    GUIDANCE = "guidance"
    YOURS = "yours"
    ASSUMPTION = "assumption"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A citation as it is written down: `text` are the document's own characters, `place` says which document it is."""

    document: str
    source: str
    start: int
    end: int
    sha256: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line with its id, which stays the same in every version.

    `more` is the field of the brief that it fits or stands in, who confirms it, or how to find it out. The team's `own`
    lines are those that it added or changed, `origin` is what one of them said when it was drafted, and `note` what a
    reader has to know of it. Guidance has quotations, and nothing else has; `shares` are the words of the brief that it
    shares, where it fits a field of it.
    """

    id: str
    kind: Kind
    text: str
    more: str = ""
    quotations: tuple[Quotation, ...] = ()
    own: bool = False
    origin: str = ""
    note: str = ""
    shares: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind is Kind.GUIDANCE) != bool(self.quotations):
            raise ValueError(f"a line that is {self.kind} cannot have {len(self.quotations)} quotations")


@dataclass(frozen=True, slots=True)
class KeptSection:
    """A section of a kept plan."""

    id: str
    title: str
    about: str
    lines: tuple[KeptLine, ...]


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim of an example."""

    text: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class KeptExample:
    """A case study near to the project."""

    name: str
    claims: tuple[KeptClaim, ...]
    alike: str
    differs: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was drafted: on which day, from which brief and documents; `made` counts the lines that ever got an id.

    `removed` are the texts of lines that the team took out: they are not drafted again.
    """

    day: str
    brief: Brief
    corpus: str
    sections: tuple[KeptSection, ...]
    milestones: tuple[Milestone, ...]
    to_sponsor: tuple[str, ...]
    to_team: tuple[str, ...]
    examples: tuple[KeptExample, ...]
    made: int
    removed: tuple[str, ...] = ()

    @property
    def lines(self) -> Iterator[KeptLine]:
        """Yield every line."""
        for section in self.sections:
            yield from section.lines

    def section(self, id: str) -> KeptSection:
        """Return a section. Raise UsageError where there is none of that id."""
        found = {section.id: section for section in self.sections}
        if id not in found:
            raise UsageError(f"the plan has no section {id!r}; its sections are: {', '.join(found)}")
        return found[id]

    def section_of(self, id: str) -> KeptSection:
        """Return the section that holds a line. Raise UsageError where there is no line of that id."""
        for section in self.sections:
            if any(line.id == id for line in section.lines):
                return section
        raise UsageError(f"the plan has no line {id!r}: it was removed, or the plan was drafted anew; open the newest")

    def line(self, id: str) -> KeptLine:
        """Return a line. Raise UsageError where there is none of that id."""
        return next(line for line in self.section_of(id).lines if line.id == id)

    def with_lines(self, section: str, lines: Iterable[KeptLine]) -> Drafted:
        """Return the same with other lines in a section."""
        changed = (replace(each, lines=tuple(lines)) if each.id == section else each for each in self.sections)
        return replace(self, sections=tuple(changed))

    def with_line(self, line: KeptLine) -> Drafted:
        """Return the same with a line in the place of the one that has its id."""
        section = self.section_of(line.id)
        return self.with_lines(section.id, (line if each.id == line.id else each for each in section.lines))


@dataclass(frozen=True, slots=True)
class Origin:
    """The weak point that a plan was begun from: its assessment by its mark, its criterion, and both in words."""

    assessment: str
    criterion: str
    text: str


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan as a version of it is kept: first a brief, of which no field has to be there, then what was drafted.

    `given` counts the lines that got an id before it was gone back to a version of which nothing was drafted.
    """

    brief: Brief = field(default_factory=lambda: Brief(""))
    drafted: Drafted | None = None
    origin: Origin | None = None
    given: int = 0

    @property
    def made(self) -> int:
        """Return how many lines ever got an id: the next one gets the number after it."""
        return self.drafted.made if self.drafted else self.given

    def behind(self, newest: KeptPlan) -> KeptPlan:
        """Return this earlier version as the one after the newest: no id of a line is given a second time."""
        made = max(self.made, newest.made)
        return replace(self, drafted=replace(self.drafted, made=made)) if self.drafted else replace(self, given=made)

    @property
    def whole(self) -> Drafted:
        """Return what was drafted. Raise UsageError where nothing was yet."""
        if self.drafted is None:
            raise UsageError("this plan is not drafted yet: fill in the problem, and draft it")
        return self.drafted


_ADAPTER = TypeAdapter(KeptPlan)


def write_kept(plan: KeptPlan) -> str:
    """Return a plan as the text of a version."""
    return _ADAPTER.dump_json(plan).decode()


def read_kept(body: str) -> KeptPlan:
    """Return the plan that the text of a version holds. Raise StoreDamagedError where it holds none."""
    try:
        return _ADAPTER.validate_json(body)
    except ValidationError as error:
        told = "it is damaged, or was kept by another version of the assistant"
        raise StoreDamagedError(f"this version cannot be read ({told}): go back to another one") from error


def quotation_of(citation: Citation) -> Quotation:
    """Return a citation as it is written down."""
    document = citation.document
    return Quotation(
        document=document.id,
        source="briefing" if document.is_briefing else "publication",
        start=citation.start,
        end=citation.end,
        sha256=span_digest(citation),
        text=citation.quote,
        place=", ".join(part for part in (document.publisher, document.title) if part),
    )


def line_kept(id: str, line: Line) -> KeptLine:
    """Return a drafted line as it is kept."""
    if isinstance(line, Guidance):
        quotations = tuple(map(quotation_of, line.claim.citations))
        return KeptLine(id, Kind.GUIDANCE, line.claim.text, line.fits, quotations, shares=line.shares)
    if isinstance(line, Yours):
        return KeptLine(id, Kind.YOURS, line.text, line.field)
    if isinstance(line, Assumption):
        return KeptLine(id, Kind.ASSUMPTION, line.text, line.confirm_with)
    return KeptLine(id, Kind.GAP, line.text, line.find_out)


def example_kept(example: Example) -> KeptExample:
    """Return an example as it is kept."""
    claims = (KeptClaim(claim.text, tuple(map(quotation_of, claim.citations))) for claim in example.claims)
    return KeptExample(example.name, tuple(claims), example.alike, example.differs)


def plan_of(plan: KeptPlan, documents: Documents) -> Plan:
    """Return the plan with its quotations read from the documents, in which they were checked before."""
    drafted = plan.whole
    return Plan(
        brief=drafted.brief,
        sections=tuple(
            PlanSection(each.id, each.title, each.about, tuple(_line(line, documents) for line in each.lines))
            for each in drafted.sections
        ),
        milestones=drafted.milestones,
        to_sponsor=drafted.to_sponsor,
        to_team=drafted.to_team,
        examples=tuple(
            Example(each.name, tuple(_claim(claim, documents) for claim in each.claims), each.alike, each.differs)
            for each in drafted.examples
        ),
        corpus=drafted.corpus,
    )


def _line(line: KeptLine, documents: Documents) -> Line:
    if line.kind is Kind.GUIDANCE:
        return Guidance(_claim(line, documents), line.more, line.shares)
    if line.kind is Kind.YOURS:
        return Yours(line.text, line.more)
    return Assumption(line.text, line.more) if line.kind is Kind.ASSUMPTION else Gap(line.text, line.more)


def _claim(claim: KeptClaim | KeptLine, documents: Documents) -> Claim:
    return Claim(
        claim.text, tuple(Citation(documents[each.document], each.start, each.end) for each in claim.quotations)
    )
