"""Plan: sections of lines of four kinds, milestones, questions and examples. All values are frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.drafting.brief import Brief
from assistant.drafting.guidance import Guidance
from assistant.types import Citation, Claim, Document


@dataclass(frozen=True, slots=True)
class Yours:
    """A line in the team's own words, and the field of the brief that they stand in."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Assumption:
    """A line that nobody has said yet, and who has to confirm it."""

    text: str
    confirm_with: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that neither the sources nor the brief say, and how to find it out."""

    text: str
    find_out: str


Line = Guidance | Yours | Assumption | Gap


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A section of a plan."""

    id: str
    title: str
    about: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """What is reached in the months from `start` to `end`, both counted from 1: an assumption."""

    title: str
    start: int
    end: int
    confirm_with: str


@dataclass(frozen=True, slots=True)
class Example:
    """A case study near to the project, what is alike and what is not, in words that stand in both or in one."""

    name: str
    claims: tuple[Claim, ...]
    alike: str
    differs: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A project plan; `corpus` tells the documents that it was drafted from."""

    brief: Brief
    sections: tuple[PlanSection, ...]
    milestones: tuple[Milestone, ...]
    to_sponsor: tuple[str, ...]
    to_team: tuple[str, ...]
    examples: tuple[Example, ...]
    corpus: str

    @property
    def claims(self) -> Iterator[Claim]:
        """Yield every claim, in the order in which the plan says them."""
        for section in self.sections:
            yield from (line.claim for line in section.lines if isinstance(line, Guidance))
        for example in self.examples:
            yield from example.claims

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Return every citation, as often as it is used."""
        return tuple(citation for claim in self.claims for citation in claim.citations)

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return the documents that speak in the plan, each once, in the order in which they first do."""
        return tuple({citation.document.id: citation.document for citation in self.citations}.values())
