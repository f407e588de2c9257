"""What came out for an item, as it is stored: offsets, quotations as given, the status, the hits, the time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from assistant.types import Answer, Hit


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that a search found."""

    document: str
    start: int
    end: int
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation: the stretch that it names and the quotation that it shows."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with its citations; here it may lack them, since a system under test may leave them out."""

    text: str
    citations: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftedLine:
    """A line of a plan as it is told: its kind, and what that kind has beside its text."""

    kind: str
    text: str
    citations: tuple[Quoted, ...] = ()
    confirm_with: str = ""
    find_out: str = ""


@dataclass(frozen=True, slots=True)
class DraftedSection:
    """A section of a plan, and its lines."""

    id: str
    lines: tuple[DraftedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """A plan: its sections, and the claims of its examples. One whose brief was refused has neither."""

    sections: tuple[DraftedSection, ...] = ()
    examples: tuple[Said, ...] = ()

    @property
    def lines(self) -> tuple[DraftedLine, ...]:
        """Return the lines of all sections."""
        return tuple(line for section in self.sections for line in section.lines)

    @property
    def guidance(self) -> tuple[Said, ...]:
        """Return the lines that say what the sources say; here they may lack citations."""
        return tuple(Said(line.text, line.citations) for line in self.lines if line.kind == "guidance")


@dataclass(frozen=True, slots=True)
class Actual:
    """What came out for an item.

    `status` is nothing where only a search was run. `hits` are those of the question as asked, `standalone_hits` those
    of a follow-up's form that stands by itself. `same` says whether asking again gave the same, nothing where it was
    not tried. `seconds` is the time of the answer, `timings_ms` that of its stages. `plan` is there where one was
    drafted, or its brief refused.
    """

    id: str
    hits: tuple[Passage, ...] = ()
    status: str | None = None
    query: str = ""
    text: str = ""
    claims: tuple[Said, ...] = ()
    notices: tuple[str, ...] = ()
    standalone_hits: tuple[Passage, ...] | None = None
    confidence: float = 0.0
    same: bool | None = None
    seconds: float = 0.0
    timings_ms: dict[str, float] | None = None
    plan: Drafted | None = None

    @property
    def shown(self) -> str:
        """Return everything that a reader is shown: claims, the answer's own words and the notices."""
        return "\n".join([*(claim.text for claim in self.claims), self.text, *self.notices])


_ACTUAL: TypeAdapter[Actual] = TypeAdapter(Actual)


def passages(hits: Iterable[Hit]) -> tuple[Passage, ...]:
    """Return hits as they are stored."""
    return tuple(Passage(hit.chunk.document_id, hit.chunk.start, hit.chunk.end, round(hit.score, 6)) for hit in hits)


def said(answer: Answer) -> tuple[Said, ...]:
    """Return an answer's claims as they are stored."""
    return tuple(
        Said(claim.text, tuple(Quoted(c.document.id, c.start, c.end, c.quote) for c in claim.citations))
        for claim in answer.claims
    )


def write_actual(path: Path, actual: Iterable[Actual]) -> None:
    """Write what came out, one item a line, each as soon as it is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for one in actual:
            file.write(f"{_ACTUAL.dump_json(one).decode()}\n")
            file.flush()


def read_actual(path: Path) -> tuple[Actual, ...]:
    """Return what came out, from a file. Raise ValueError for a line that is none."""
    return tuple(_ACTUAL.validate_json(line) for line in path.read_text(encoding="utf-8").splitlines())
