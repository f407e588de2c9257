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


class Passage(Place):
    """A stretch of a document that is shown, and what is said of the document."""

    title: str
    publisher: str
    published: str | None
    standing: str
    source: Source
    display: str = Field(description="its text joined, and without the marks of its notes")


class Citation(Passage):
    """A numbered source with its verbatim quotation: `quote` is the document's text from `start` to `end`."""

    number: int
    quote: str
    context: str = Field(description="the paragraph or list around it")
    speaker: str | None = Field(description="whose words it is, where not the publisher's")


class AlsoRead(Passage):
    """A passage that was read and is not cited: where a question is not covered, the nearest to it."""


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
    completeness: Literal["complete", "partial"] | None = Field(
        description="`partial`: `text` says what is missing, or a notice of the kind `doubt` says that what is shown "
        "may not answer; null: nothing is answered"
    )
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
    documents: list[str] | None = Field(description="ids of those that were chosen to be looked through; null: all")
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
    notices: list[Notice] = Field(description="what was not kept of it, and why")


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


class Outcome(Shape):
    """What became of one file; a refused one says why, and what to do."""

    path: str = Field(description="the file's name")
    action: Literal["added", "replaced", "unchanged", "skipped", "refused", "removed"]
    document_id: str | None
    title: str | None
    reason: str | None


class Report(Shape):
    """What a change did: an outcome a file, our briefings that went or came with it included."""

    outcomes: list[Outcome]
    chunks: int = Field(description="passages in the index now")
    embedded: int = Field(description="how many of them were embedded anew")
    generation: int = Field(description="the number of the index that is served now; 0 where it holds no document")
    seconds: float


class Health(Shape):
    """Whether the server runs, or answers."""

    status: Literal["live", "ready"]


class Problem(Shape):
    """A problem detail (RFC 9457)."""

    type: str = Field(description="the kind of error, which stays the same: urn:ics:…")
    title: str
    status: int
    detail: str = Field(description="what is wrong, with which value, and what to do")
    request_id: str = Field(default_factory=str, description="as in the header X-Request-ID, and in the server's log")


_PROBLEMS = {
    400: "what was asked for makes no sense: an empty or over-long question, an unknown document",
    403: "documents cannot be changed here; the setting ICS_ALLOW_CHANGES allows it",
    404: "there is no such document, conversation, answer or work",
    409: "somebody else saved a newer version; open that one, and make the change again",
    413: "the body is larger than 1 MB, or the files together than ICS_MAX_FILE_MB",
    421: "the server does not answer under the name in the header Host; the setting ICS_ALLOWED_HOSTS lists its names",
    422: "the body or a parameter has another shape than described",
    429: "too many are waiting; `Retry-After` says when to ask again",
    503: "the index is not ready (`/health/ready` says why), or another change of it is under way",
}
# What any address may answer.
_ANYWHERE = (421,)


def returns(shape: type[Shape] | None, *problems: int, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """Return what a route's description says of its answers: a shape or no body, and which problem details."""
    told: dict[int | str, dict[str, Any]] = {status: _returned(shape) if shape else {"description": "done"}}
    return told | anywhere(*problems)


def anywhere(*problems: int) -> dict[int | str, dict[str, Any]]:
    """Return what is said of problem details, with those that any address may answer."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _PROBLEMS[status], "content": content} for status in (*problems, *_ANYWHERE)}


def _returned(shape: type[Shape]) -> dict[str, Any]:
    return {"model": shape, "description": str(shape.__doc__).partition("\n")[0]}


def returns_or(error: type[Shape], shape: type[Shape], *errors: int) -> dict[int | str, dict[str, Any]]:
    """Return the same of a route that tells its errors in a shape of their own."""
    told: dict[int | str, dict[str, Any]] = {200: _returned(shape)}
    return told | {status: {"model": error, "description": _PROBLEMS[status]} for status in (*errors, *_ANYWHERE)}


def events(*problems: int) -> dict[int | str, dict[str, Any]]:
    """Return what is said of a stream of events, and its problem details."""
    return returns(Answer, *problems) | {200: {"description": "events, the last of which is `done` or `error`"}}
