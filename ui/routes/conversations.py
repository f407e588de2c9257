"""The conversations and ratings of a caller over HTTP."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, FastAPI, Path
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field, field_validator

from assistant.store import LONGEST_TITLE, Conversation, Exchange, Feedback
from assistant.types import Notice
from ui.exports.conversation import conversation_markdown, conversation_word, export_name
from ui.routes.asking import Held, Json
from ui.routes.files import RETURNED, Kind, returned
from ui.routes.openai_shapes import PREFIX
from ui.server.callers import Caller
from ui.server.keeping import withheld
from ui.shapes import answer as shapes
from ui.shapes.answer_json import notices_json
from ui.shapes.tags import Tag

router = APIRouter(generate_unique_id_function=lambda route: route.name, tags=[Tag.CONVERSATIONS])
Id = Annotated[str, Path(examples=["8c1f0a3e5b7d4c6f9e2a1b3c5d7e9f01"])]
_TITLE = "Protected time, for the March board"


class Titled(BaseModel):
    """A conversation's new title."""

    model_config = ConfigDict(extra="forbid", strict=True)
    title: str = Field(min_length=1, max_length=LONGEST_TITLE, examples=[_TITLE])


class BegunConversation(BaseModel):
    """A conversation to begin; its first question gives it a title where it has none."""

    model_config = ConfigDict(extra="forbid", strict=True)
    title: str = Field("", max_length=LONGEST_TITLE, examples=[_TITLE])


class Rating(BaseModel):
    """What a reader thinks of an answer."""

    model_config = ConfigDict(extra="forbid", strict=True)
    answer_id: str = Field(
        max_length=100,
        description="the answer's own id, or that of the completion it was told as",
        examples=["3f6d2b1c9a8e4d7f8b5a6c4d2e1f0a9b"],
    )
    rating: Literal["up", "down"]
    reason: str | None = Field(None, max_length=200, examples=["It does not answer what I asked"])
    comment: str | None = Field(None, max_length=2_000, examples=["I asked about place, not about the system."])

    @field_validator("answer_id")
    @classmethod
    def own_id(cls, value: str) -> str:
        """Return the answer's own id."""
        return value.removeprefix(PREFIX)


@router.get(
    "/v1/conversations",
    summary="List your conversations",
    responses=shapes.returns(shapes.Conversations, 400, 422, 503),
)
def conversations(service: Held, caller: Caller) -> Json:
    """List the caller's conversations, the one that changed last first."""
    return {"conversations": [_conversation_json(each) for each in service.store.conversations(caller)]}


_MAKING = shapes.returns(shapes.Conversation, 400, 404, 413, 422, 503, status=201)


@router.post("/v1/conversations", summary="Begin a conversation", status_code=201, responses=_MAKING)
def create_conversation(service: Held, caller: Caller, body: BegunConversation) -> Json:
    """Begin a conversation, to be named in the questions that belong to it."""
    return _conversation_json(service.store.create(caller, body.title))


_ONE = (400, 404, 422, 503)


@router.get(
    "/v1/conversations/{id}", summary="Show a conversation", responses=shapes.returns(shapes.WholeConversation, *_ONE)
)
def conversation(id: Id, service: Held, caller: Caller) -> Json:
    """Return a conversation with its questions and answers, which are as they were returned."""
    found = service.store.conversation(caller, id)
    exchanges = service.store.exchanges(caller, id)
    return _conversation_json(found) | {"exchanges": [_exchange_json(each) for each in exchanges]}


@router.patch(
    "/v1/conversations/{id}", summary="Rename a conversation", responses=shapes.returns(shapes.Conversation, *_ONE, 413)
)
def rename_conversation(id: Id, service: Held, caller: Caller, body: Titled) -> Json:
    """Give a conversation another title."""
    return _conversation_json(service.store.rename(caller, id, body.title))


@router.delete(
    "/v1/conversations/{id}",
    summary="Delete a conversation",
    status_code=204,
    responses=shapes.returns(None, *_ONE, status=204),
)
def delete_conversation(id: Id, service: Held, caller: Caller) -> Response:
    """Delete a conversation with its questions, answers and ratings, for good."""
    service.store.delete(caller, id)
    return Response(status_code=204)


_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "the conversation as a file, with each answer's numbered sources and the date",
        "content": RETURNED,
    }
}


@router.get(
    "/v1/conversations/{id}/export",
    summary="Export a conversation to Word or Markdown",
    response_class=Response,
    responses=shapes.returns(None, *_ONE) | _FILES,
)
def export_conversation(id: Id, service: Held, caller: Caller, kind: Kind = "docx") -> Response:
    """Return a conversation as a Word or a Markdown file."""
    found, exchanges = service.store.conversation(caller, id), service.store.exchanges(caller, id)
    content = conversation_word(found, exchanges) if kind == "docx" else conversation_markdown(found, exchanges)
    return returned(export_name(found), kind, content)


@router.post(
    "/v1/feedback", summary="Rate an answer", responses=shapes.returns(shapes.Feedback, 400, 404, 413, 422, 503)
)
def feedback(service: Held, caller: Caller, body: Rating) -> Json:
    """Rate an answer that the caller was given; the last rating counts."""
    given = Feedback(body.answer_id, body.rating, body.reason, body.comment, datetime.now(UTC))
    kept = service.store.rate(caller, given)
    notices = [Notice("withheld", withheld(kept))] if withheld(kept) else []
    return {"answer_id": kept.answer_id, "rating": kept.rating, "given": kept.given, "notices": notices_json(notices)}


def _conversation_json(conversation: Conversation) -> Json:
    return {
        "id": conversation.id,
        "title": conversation.title,
        "created": conversation.created,
        "changed": conversation.changed,
    }


def _exchange_json(exchange: Exchange) -> Json:
    return {
        "question": exchange.question,
        "asked": exchange.asked,
        "documents": list(exchange.documents) or None,
        "answer": json.loads(exchange.answer),
    }


def add_routes(app: FastAPI) -> None:
    """Put the conversations into an app."""
    app.include_router(router)
