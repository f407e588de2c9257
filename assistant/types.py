"""The values that flow through the assistant, in the order in which they arise. All are frozen."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from assistant.printed import page_range

# How many hits a search may be asked for.
MOST_PASSAGES = 100


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch `text[start:end]` of a document's canonical text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start} and {self.end}")

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the line `text[start:end]`, as shown; level 1 is the highest. A box's holds `until` the box ends."""

    title: str
    level: int
    start: int
    end: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of text that lies on one printed page, or, where not `certain`, within the range that `label` is."""

    label: str
    start: int
    end: int
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loader reads from a file, in canonical form.

    A paragraph, list item, table row or heading is one line; blank lines stand between paragraphs; items begin with
    "- " or a number, deeper ones with spaces before; cells are separated by tabs. `headings` and `pages` hold only
    what the file's own markup says and are empty where it says nothing.
    """

    text: str
    headings: tuple[Heading, ...] = ()
    pages: tuple[Page, ...] = ()
    title: str | None = None
    author: str | None = None
    published: str | None = None
    publisher: str | None = None


class BlockKind(StrEnum):
    """What a block of text is. Contents lists and furniture are never indexed."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    QUOTATION = "quotation"
    CONTENTS = "contents"
    FURNITURE = "furniture"


class Part(StrEnum):
    """The part of a document that a text belongs to. Only `BODY` is quoted as a finding."""

    FRONT = "front matter"
    BODY = "body"
    REFERENCES = "references"
    PEOPLE = "people"
    IMPRINT = "imprint"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, table or quotation, whole: `text[start:end]`.

    `items` are the stretches of a list's items or a table's rows.
    `lead` is a list's lead-in sentence, inside the block. `speaker` is whose words a quotation holds.
    """

    kind: BlockKind
    start: int
    end: int
    section: tuple[str, ...] = ()
    part: Part = Part.BODY
    items: tuple[Span, ...] = ()
    lead: Span | None = None
    speaker: str | None = None

    @property
    def span(self) -> Span:
        """Return the whole block's stretch."""
        return Span(self.start, self.end)

    @property
    def listing(self) -> Span | None:
        """Return the stretch from a list's lead-in to its last item, nothing where it is no list of two items."""
        if self.kind is not BlockKind.LIST or len(self.items) < 2:
            return None
        return Span(self.lead.start if self.lead else self.items[0].start, self.end)


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands beside an answer: the age of a source, a correction, an interviewee's words."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A publication, or our briefing on one, with its canonical text and structure.

    `names` are what people call it, `facts` what its card says besides, `notices` what stands beside answers from it;
    `source` is the name of the file it was read from and `digest` the SHA-256 of that file.
    """

    id: str
    title: str
    publisher: str
    text: str = field(repr=False)
    published: str | None = None
    authors: tuple[str, ...] = ()
    kind: str = "document"
    standing: str = ""
    headings: tuple[Heading, ...] = field(default=(), repr=False)
    pages: tuple[Page, ...] = field(default=(), repr=False)
    blocks: tuple[Block, ...] = field(default=(), repr=False)
    names: tuple[str, ...] = ()
    facts: str = ""
    notices: tuple[Notice, ...] = ()
    is_briefing: bool = False
    source: str = ""
    digest: str = ""

    def pages_of(self, span: Span) -> tuple[str | None, str | None]:
        """Return `(page, None)` where the page is certain, `(None, range)` where only a range is, else two `None`."""
        first, last = self._page_at(span.start), self._page_at(span.end - 1)
        if first is None or last is None:
            return None, None
        if first == last:
            page = self.pages[first]
            return (page.label, None) if page.certain else (None, page.label)
        return None, page_range((page.label, page.certain) for page in self.pages[first : last + 1])

    def _page_at(self, offset: int) -> int | None:
        place = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return place if place >= 0 and offset < self.pages[place].end else None

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds an offset, if one does."""
        place = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        block = self.blocks[place] if place >= 0 else None
        return block if block and offset < block.end else None


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch that can answer by itself: a sentence, a table row, a list, a list's item with its lead-in."""

    start: int
    end: int
    lead: Span | None = None

    @property
    def span(self) -> Span:
        """Return the unit's own stretch."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a document that is indexed: whole blocks of one section. `text` is `document.text[start:end]`."""

    document_id: str
    section: tuple[str, ...]
    start: int
    end: int
    text: str = field(repr=False)
    part: Part = Part.BODY
    units: tuple[Unit, ...] = field(default=(), repr=False)

    @property
    def span(self) -> Span:
        """Return the chunk's stretch."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that was found, with its score, the scores that it came from, and that of each of its units."""

    chunk: Chunk
    score: float
    scores: dict[str, float] = field(default_factory=dict)
    unit_scores: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed sentence with the spans it rests on; `parts` are the pieces of a list, a span each."""

    document: Document
    text: str
    spans: tuple[Span, ...]
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of a document. Its quotation is read from the document, so that it cannot be anything but verbatim."""

    document: Document
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.document.text):
            raise ValueError(f"no text of {self.document.id} stands at {self.start} to {self.end}")

    @property
    def span(self) -> Span:
        """Return the stretch cited."""
        return Span(self.start, self.end)

    @property
    def quote(self) -> str:
        """Return the source's own characters."""
        return self.document.text[self.start : self.end]

    @property
    def block(self) -> Block | None:
        """Return the block that the citation lies in."""
        return self.document.block_at(self.start)

    @property
    def section(self) -> tuple[str, ...]:
        """Return the heading path."""
        return self.block.section if self.block else ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence with at least one citation that passed the checks."""

    text: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError(f"a claim needs a citation: {self.text!r}")


class Status(StrEnum):
    """What became of a question. Every one is a result, none a failure of the request."""

    ANSWERED = "answered"
    NOT_COVERED = "not_covered"
    OUT_OF_SCOPE = "out_of_scope"
    CLINICAL = "clinical"
    REFUSED = "refused"
    PERSONAL_DATA = "personal_data"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown: claims and a status. Answered has claims; every other status has none."""

    id: str
    question: str
    query: str
    status: Status
    text: str
    claims: tuple[Claim, ...] = ()
    completeness: Literal["complete", "partial"] | None = None  # partial too where a notice tells a doubt
    hits: tuple[Hit, ...] = field(default=(), repr=False)
    also_read: tuple[Citation, ...] = field(default=(), repr=False)
    follow_ups: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    dropped: tuple[tuple[Draft, str], ...] = field(default=(), repr=False)
    engine: str = "extractive"
    timings_ms: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if (self.status is Status.ANSWERED) != bool(self.claims):
            raise ValueError(f"an answer that is {self.status} cannot have {len(self.claims)} claims")
