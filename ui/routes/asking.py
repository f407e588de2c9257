"""The API: questions, searches and documents over HTTP, in the shapes that the command line writes too."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request
from fastapi.responses import JSONResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field

from assistant.answering.guards import MAX_QUESTION, check_history, check_question
from assistant.errors import AssistantError, UsageError
from assistant.types import MOST_PASSAGES, Answer, Claim, Turn
from ui.server.callers import Caller
from ui.server.keeping import keep_answer, kept_history
from ui.server.parameters import Whole
from ui.server.problems import NotFoundError, problem
from ui.server.queue import Place
from ui.server.service import Service
from ui.shapes import answer as shapes
from ui.shapes.answer_json import (
    Numbering,
    answer_json,
    citation_json,
    document_json,
    documents_json,
    hits_json,
    text_json,
)
from ui.shapes.tags import Tag

Json = dict[str, Any]
router = APIRouter(generate_unique_id_function=lambda route: route.name)
# In the description alone: the check of a question says more than that it is too long.
_LENGTH: Json = {"minLength": 1, "maxLength": MAX_QUESTION}


Chosen = Annotated[
    list[str],
    Field(
        default_factory=list,
        max_length=100,
        description="ids of the documents that are looked through; none, or left out: all of them",
    ),
]


Passages = Annotated[
    int | None,
    Field(default=None, ge=1, le=MOST_PASSAGES, description="how many passages; left out: the server's ICS_K (10)"),
]


class Message(BaseModel):
    """One turn of a conversation."""

    model_config = ConfigDict(extra="forbid")
    role: Literal["user", "assistant"]
    content: str


class Asked(BaseModel):
    """What a question and a search have in common: the conversation before, and the documents to search."""

    model_config = ConfigDict(extra="forbid", strict=True)
    history: list[Message] = Field(default_factory=list, max_length=50)
    documents: Chosen

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Return the history as the assistant takes it."""
        return tuple(Turn(message.role, message.content) for message in self.history)


class Question(Asked):
    """A question, the conversation before it, and the documents to search."""

    # What /docs sends where nothing else is filled in.
    model_config = ConfigDict(json_schema_extra={"examples": [{"question": "What are the six functions of an ICS?"}]})
    question: str = Field(json_schema_extra=_LENGTH, examples=["What are the six functions of an ICS?"])
    conversation: str | None = Field(
        None, description="id of a kept conversation: it is the history, and the answer is kept in it"
    )
    engine: Literal["extractive"] | None = None
    explain: bool = Field(False, description="whether to add what was considered")


class Search(Asked):
    """What to look for, and how many passages to return."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"query": "protected time for clinical leaders"}]})
    query: str = Field(json_schema_extra=_LENGTH, examples=["protected time for clinical leaders"])
    k: Passages


def service_of(request: Request) -> Service:
    """Return the service that the app holds."""
    service: Service = request.app.state.service
    return service


Held = Annotated[Service, Depends(service_of)]


def checked(body: Question, service: Held, caller: Caller) -> Question:
    """Refuse a malformed question, and one in a conversation that is not kept, before its answer begins."""
    _check(body.question, body, service)
    if body.conversation is not None:
        if body.history:
            raise UsageError("both a history and a conversation are given, which is one too many: send one of them")
        service.store.conversation(caller, body.conversation)
    return body


def searched(body: Search, service: Held) -> Search:
    """Refuse a malformed search before it waits for its turn."""
    _check(body.query, body, service)
    return body


def _check(text: str, asked: Asked, service: Service) -> None:
    check_question(text)
    check_history(asked.turns)
    check_documents(asked.documents, service)


def check_documents(names: Iterable[str], service: Service) -> None:
    """Raise UsageError where one of the names is no document's."""
    for name in names:
        service.document(name)


async def place_of(request: Request, service: Held) -> AsyncIterator[Place]:
    """Hold a place in the queue while a request lasts; refuse it, before a stream begins, where too many wait."""
    place = service.place()
    watching = asyncio.create_task(_give_up_with(request, place))
    try:
        yield place
    finally:
        watching.cancel()
        place.leave()


async def _give_up_with(request: Request, place: Place) -> None:
    """Give a place up when its reader leaves: others wait, and nobody for this answer. The body was read before.

    Where it is served already, what is done for it stops before the next question.
    """
    while (await request.receive())["type"] != "http.disconnect":
        pass
    place.give_up()


# In this order: what is malformed is told so, however many wait.
Checked = Annotated[Question, Depends(checked)]
Searched = Annotated[Search, Depends(searched)]
Held_place = Annotated[Place, Depends(place_of)]
ASKING = (400, 413, 422, 429, 503)
_ANSWERING = (*ASKING, 404)


@router.post(
    "/v1/ask", summary="Answer a question", tags=[Tag.QUESTIONS], responses=shapes.returns(shapes.Answer, *_ANSWERING)
)
def ask(body: Checked, service: Held, place: Held_place, caller: Caller) -> Json:
    """Return the whole answer to a question, which is kept so that it can be rated."""
    with service.assistant(place) as assistant:
        found = assistant.ask(body.question, _turns(body, service, caller), body.documents)
        documents = assistant.documents if body.explain else ()
    answer = keep_answer(service.store, caller, found, body.conversation, body.documents)
    return answer_json(answer, body.explain, documents)


@router.post(
    "/v1/ask/stream",
    summary="Answer a question, claim by claim",
    tags=[Tag.QUESTIONS],
    response_class=EventSourceResponse,
    responses=shapes.events(*_ANSWERING),
)
def ask_stream(body: Checked, service: Held, place: Held_place, caller: Caller) -> Iterator[ServerSentEvent]:
    """Send events: `status`, each `claim` as soon as it is checked, and `done` with the whole answer, or `error`."""
    yield ServerSentEvent(event="status", data={"stage": "waiting"})
    found: Answer | None = None
    try:
        with service.assistant(place) as assistant:
            yield ServerSentEvent(event="status", data={"stage": "searching"})
            numbering = Numbering()
            documents = assistant.documents if body.explain else ()
            for item in assistant.stream(body.question, _turns(body, service, caller), body.documents):
                if isinstance(item, Answer):
                    found = item
                else:
                    yield ServerSentEvent(event="claim", data=_claim_json(item, numbering))
        assert found  # what a stream ends with
        answer = keep_answer(service.store, caller, found, body.conversation, body.documents)
        yield ServerSentEvent(event="done", data=answer_json(answer, body.explain, documents))
    except AssistantError as error:
        yield ServerSentEvent(event="error", data={"detail": str(error)})
    except Exception:  # a stream that began has to end with an event
        yield ServerSentEvent(event="error", data={"detail": "something went wrong here; please ask again"})
        raise


def _turns(body: Question, service: Service, caller: str) -> tuple[Turn, ...]:
    """Return what was said before: the kept conversation that is named, or else the history that was sent."""
    return body.turns if body.conversation is None else kept_history(service.store, caller, body.conversation)


def _claim_json(claim: Claim, numbering: Numbering) -> Json:
    numbers = numbering.of(claim)
    cited = [citation_json(numbering.citations[number - 1], number) for number in numbers]
    return {"text": claim.text, "citations": numbers, "sources": cited}


@router.post(
    "/v1/search", summary="Find passages", tags=[Tag.QUESTIONS], responses=shapes.returns(shapes.Passages, *ASKING)
)
def search(body: Searched, service: Held, place: Held_place) -> Json:
    """Return the passages that a query finds, with their scores."""
    with service.assistant(place) as assistant:
        query, hits = assistant.search(body.query, body.turns, body.documents, body.k)
        return {"query": query, "hits": hits_json(hits, assistant.documents)}


@router.get(
    "/v1/documents", summary="List the documents", tags=[Tag.DOCUMENTS], responses=shapes.returns(shapes.Documents, 503)
)
def documents(service: Held) -> Json:
    """List the documents that are searched."""
    return documents_json(service.documents.values())


Name = Annotated[str, Path(examples=["integrated-care-fellows-programme"])]


@router.get(
    "/v1/documents/{name}",
    summary="Show a document's structure",
    tags=[Tag.DOCUMENTS],
    responses=shapes.returns(shapes.Document, 404, 422, 503),
)
def document(name: Name, service: Held) -> Json:
    """Return a document's description and structure."""
    return document_json(service.document(name, NotFoundError))


@router.get(
    "/v1/documents/{name}/text",
    summary="Read a document's text between two offsets",
    tags=[Tag.DOCUMENTS],
    responses=shapes.returns(shapes.Text, 400, 404, 422, 503),
)
def text(
    name: Name,
    service: Held,
    start: Annotated[Whole, Query(ge=0, examples=[0])] = 0,
    end: Annotated[Whole | None, Query(ge=0, examples=[40])] = None,
) -> Json:
    """Return a document's canonical text between two offsets, so that anyone can check a quotation."""
    return text_json(service.document(name, NotFoundError), start, end)


@router.get(
    "/health/live", summary="Whether the server runs", tags=[Tag.WATCHING], responses=shapes.returns(shapes.Health)
)
async def live() -> Json:
    """Say that the server runs."""
    return {"status": "live"}


@router.get(
    "/health/ready",
    summary="Whether questions are answered",
    tags=[Tag.WATCHING],
    responses=shapes.returns(shapes.Health, 503),
)
async def ready(service: Held) -> JSONResponse:
    """Say whether questions are answered, and if not, why."""
    return problem(503, service.fault, "not-ready") if service.fault else JSONResponse({"status": "ready"})


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the API into an app."""
    app.state.service = service
    app.include_router(router)
