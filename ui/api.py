"""The API: questions, searches and documents over HTTP, in the shapes that the command line writes too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field

from assistant.answering.guards import check_history, check_question
from assistant.errors import AssistantError, UsageError
from assistant.types import Answer, Document, Turn
from ui.problems import NotFoundError, problem
from ui.schema import Numbering, answer_json, citation_json, document_json, hits_json
from ui.service import Service

Json = dict[str, Any]
router = APIRouter()


class Message(BaseModel):
    """One turn of a conversation."""

    model_config = ConfigDict(extra="forbid")
    role: Literal["user", "assistant"]
    content: str


class Question(BaseModel):
    """A question, the conversation before it, and the documents to search."""

    model_config = ConfigDict(extra="forbid")
    question: str
    history: list[Message] = Field(default_factory=list, max_length=50)
    documents: list[str] = Field(default_factory=list, max_length=100)
    engine: Literal["extractive"] | None = None
    explain: bool = False

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Return the history as the assistant takes it."""
        return tuple(Turn(message.role, message.content) for message in self.history)


class Search(BaseModel):
    """What to look for, and how many passages to return."""

    model_config = ConfigDict(extra="forbid")
    query: str
    history: list[Message] = Field(default_factory=list, max_length=50)
    documents: list[str] = Field(default_factory=list, max_length=100)
    k: int = Field(10, ge=1, le=100)


def service_of(request: Request) -> Service:
    """Return the service that the app holds."""
    service: Service = request.app.state.service
    return service


Held = Annotated[Service, Depends(service_of)]


def checked(body: Question, service: Held) -> Question:
    """Refuse a malformed question before the stream of its answer begins."""
    check_question(body.question)
    check_history(body.turns)
    for name in body.documents:
        _document(service, name, UsageError)
    return body


@router.post("/v1/ask")
def ask(body: Annotated[Question, Depends(checked)], service: Held) -> Json:
    """Return the whole answer to a question."""
    with service.assistant() as assistant:
        answer = assistant.ask(body.question, body.turns, body.documents)
        return answer_json(answer, body.explain, assistant.documents if body.explain else ())


@router.post("/v1/ask/stream", response_class=EventSourceResponse)
def ask_stream(body: Annotated[Question, Depends(checked)], service: Held) -> Iterator[ServerSentEvent]:
    """Send events: `status`, each `claim` as soon as it is checked, and `done` with the whole answer, or `error`."""
    yield ServerSentEvent(event="status", data={"stage": "waiting"})
    try:
        with service.assistant() as assistant:
            yield ServerSentEvent(event="status", data={"stage": "searching"})
            numbering = Numbering()
            for item in assistant.stream(body.question, body.turns, body.documents):
                if isinstance(item, Answer):
                    documents = assistant.documents if body.explain else ()
                    yield ServerSentEvent(event="done", data=answer_json(item, body.explain, documents))
                else:
                    numbers = numbering.of(item)
                    cited = [citation_json(numbering.citations[number - 1], number) for number in numbers]
                    yield ServerSentEvent(
                        event="claim", data={"text": item.text, "citations": numbers, "sources": cited}
                    )
    except AssistantError as error:
        yield ServerSentEvent(event="error", data={"detail": str(error)})
    except Exception:  # a stream that began has to end with an event
        yield ServerSentEvent(event="error", data={"detail": "something went wrong here; please ask again"})
        raise


@router.post("/v1/search")
def search(body: Search, service: Held) -> Json:
    """Return the passages that a query finds, with their scores."""
    turns = tuple(Turn(message.role, message.content) for message in body.history)
    with service.assistant() as assistant:
        query, hits = assistant.search(body.query, turns, body.documents, body.k)
        return {"query": query, "hits": hits_json(hits, assistant.documents)}


@router.get("/v1/documents")
def documents(service: Held) -> Json:
    """List the documents that are searched."""
    kept = ("id", "title", "publisher", "published", "authors", "kind", "standing", "source", "characters")
    with service.assistant() as assistant:
        described = [document_json(document) for document in assistant.documents]
    return {"documents": [{name: each[name] for name in kept} for each in described]}


@router.get("/v1/documents/{name}")
def document(name: str, service: Held) -> Json:
    """Return a document's description and structure."""
    return document_json(_document(service, name, NotFoundError))


@router.get("/v1/documents/{name}/text")
def text(
    name: str,
    service: Held,
    start: Annotated[int, Query(ge=0)] = 0,
    end: Annotated[int | None, Query(ge=0)] = None,
) -> Json:
    """Return a document's canonical text between two offsets, so that anyone can check a quotation."""
    whole = _document(service, name, NotFoundError).text
    last = len(whole) if end is None else end
    if not start < last <= len(whole):
        raise UsageError(f"start {start} and end {last} are no stretch of a text of {len(whole)} characters")
    return {"document": name, "start": start, "end": last, "text": whole[start:last]}


@router.get("/health/live")
def live() -> Json:
    """Say that the server runs."""
    return {"status": "live"}


@router.get("/health/ready", responses={503: {}})
def ready(service: Held) -> JSONResponse:
    """Say whether questions are answered, and if not, why."""
    return problem(503, service.fault) if service.fault else JSONResponse({"status": "ready"})


def _document(service: Service, name: str, error: type[AssistantError]) -> Document:
    with service.assistant() as assistant:
        try:
            return assistant.document(name)
        except UsageError as missing:
            raise error(str(missing)) from None


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the API into an app."""
    app.state.service = service
    app.include_router(router)
