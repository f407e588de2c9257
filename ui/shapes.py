"""The shapes of what the API returns, for its description: the tests hold them to what is returned."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Source = Literal["publication", "briefing"]


class Shape(BaseModel):
    """An object with these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Place(Shape):
    """A stretch of a document, in characters, and the printed pages it stands on where these are known."""

    document: str
    section: list[str] = Field(description="the headings above it, from the highest down")
    page: str | None = Field(description="where it is certain")
    pages: str | None = Field(description="a range, where no single page is certain")
    start: int
    end: int


class Claim(Shape):
    """A sentence of an answer, with the numbers of the citations it rests on."""

    text: str
    citations: list[int]


class Citation(Place):
    """A numbered source with its verbatim quotation: `quote` is the document's text from `start` to `end`."""

    number: int
    title: str
    publisher: str
    published: str | None
    standing: str
    source: Source
    quote: str
    display: str = Field(description="the quotation joined, and without the marks of its notes")
    context: str = Field(description="the paragraph or list around it")
    speaker: str | None = Field(description="whose words it is, where not the publisher's")


class AlsoRead(Place):
    """A passage that stands nearest to a question that is not covered."""

    title: str


class Notice(Shape):
    """What a reader has to know beside an answer."""

    kind: str
    text: str


class Hit(Place):
    """A passage that a search found, with its scores, which are comparable within one search only."""

    text: str
    score: float
    scores: dict[str, float]


class Dropped(Shape):
    """A sentence that was considered, and the check that it failed."""

    text: str
    check: str


class Explanation(Shape):
    """What was considered for an answer."""

    query: str
    hits: list[Hit]
    dropped: list[Dropped]


class Answer(Shape):
    """An answer; its status is a result, not an error: `claims` and `citations` are empty unless it is `answered`."""

    id: str
    question: str
    query: str = Field(description="the question, made to stand by itself")
    status: Literal["answered", "not_covered", "out_of_scope", "clinical", "refused", "personal_data", "error"]
    completeness: Literal["complete", "partial"] | None
    text: str
    claims: list[Claim]
    citations: list[Citation]
    also_read: list[AlsoRead]
    follow_ups: list[str]
    notices: list[Notice]
    engine: str
    timings_ms: dict[str, int]
    explain: Explanation = Field(default_factory=lambda: Explanation(query="", hits=[], dropped=[]))


class Exchange(Shape):
    """A question and its answer, as it was returned; a question with personal data is kept without its text."""

    question: str
    asked: datetime
    answer: Answer


class Conversation(Shape):
    """A kept conversation."""

    id: str = Field(examples=["8c1f0a3e5b7d4c6f9e2a1b3c5d7e9f01"])
    title: str = Field(examples=["Protected time, for the March board"])
    created: datetime
    changed: datetime


class Conversations(Shape):
    """The caller's conversations."""

    conversations: list[Conversation]


class WholeConversation(Conversation):
    """A kept conversation with its questions and answers, in order."""

    exchanges: list[Exchange]


class Feedback(Shape):
    """The rating of an answer."""

    answer_id: str = Field(examples=["3f6d2b1c9a8e4d7f8b5a6c4d2e1f0a9b"])
    rating: Literal["up", "down"]
    given: datetime


class Passages(Shape):
    """The passages that a query finds, best first."""

    query: str
    hits: list[Hit]


class Heading(Shape):
    """A heading of a document, and where its section ends."""

    title: str
    level: int
    start: int
    end: int
    section_end: int
    page: str | None
    pages: str | None


class Page(Shape):
    """A printed page of a document."""

    label: str
    start: int
    end: int
    certain: bool


class Listed(Shape):
    """What is said of a document."""

    id: str
    title: str
    publisher: str
    published: str | None
    authors: list[str]
    kind: str
    standing: str
    source: Source
    characters: int


class Documents(Shape):
    """The documents that are searched."""

    documents: list[Listed]


class Document(Listed):
    """A document's description and structure."""

    notices: list[Notice]
    headings: list[Heading]
    pages: list[Page]


class Text(Shape):
    """A document's text between two offsets."""

    document: str
    start: int
    end: int
    text: str


class Health(Shape):
    """Whether the server runs, or answers."""

    status: Literal["live", "ready"]


class Problem(Shape):
    """A problem detail (RFC 9457)."""

    type: str = Field(description="the kind of error, which stays the same: urn:ics:…")
    title: str
    status: int
    detail: str = Field(description="what is wrong, with which value, and what to do")


_PROBLEMS = {
    400: "what was asked for makes no sense: an empty or over-long question, an unknown document",
    404: "there is no such document, conversation or answer",
    413: "the body is larger than 1 MB",
    422: "the body or a parameter has another shape than described",
    429: "too many are waiting; `Retry-After` says when to ask again",
    503: "the index is not ready; `/health/ready` says why",
}


def returns(shape: type[Shape] | None, *problems: int, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """Return what a route's description says of its answers: a shape or no body, and which problem details."""
    content = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    told: dict[int | str, dict[str, Any]] = {status: {"model": shape} if shape else {"description": "done"}}
    for refused in problems:
        told[refused] = {"description": _PROBLEMS[refused], "content": content}
    return told


def events(*problems: int) -> dict[int | str, dict[str, Any]]:
    """Return what is said of a stream of events, and its problem details."""
    return returns(Answer, *problems) | {200: {"description": "events, the last of which is `done` or `error`"}}
