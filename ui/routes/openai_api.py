"""The API that OpenAI's clients speak: chat completions, as a whole and by claim, and the models that can be named."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Path, Request
from fastapi.responses import JSONResponse, Response
from fastapi.sse import EventSourceResponse, format_sse_event

from assistant.answering.guards import check_question
from assistant.errors import AssistantError
from assistant.types import Answer, Claim
from ui.routes import openai_shapes as shapes
from ui.routes.asking import Held, Held_place
from ui.routes.openai_messages import Growing, usage
from ui.server.callers import Caller
from ui.server.keeping import keep_answer
from ui.server.openai_errors import error_json
from ui.server.problems import NotFoundError, kind_of, status_of
from ui.server.queue import Place
from ui.server.service import Service
from ui.shapes.answer import returns_or
from ui.shapes.answer_json import Json, answer_json
from ui.shapes.tags import Tag

router = APIRouter(generate_unique_id_function=lambda route: route.name, tags=[Tag.OPENAI])


class ModelNotFoundError(NotFoundError):
    """A model of another name was asked for."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked, by whom, the address under which the server was reached, when, and what the answer will be called.

    Its id is told before the answer is there: every piece of a stream bears it.
    """

    body: shapes.Chat
    caller: str
    server: str
    began: int = field(default_factory=lambda: int(time.time()))
    id: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def words(self) -> list[str]:
        """Return what was sent to be read."""
        return [message.text for message in self.body.messages]


def checked(body: shapes.Chat, request: Request, service: Held, caller: Caller) -> Asking:
    """Refuse what is malformed before it waits for its turn, and before the stream of its answer begins."""
    _check_model(body.model)
    check_question(body.question)
    for name in body.documents:
        service.document(name)
    return Asking(body, caller, str(request.base_url))


def _check_model(name: str) -> None:
    if name != shapes.MODEL:
        raise ModelNotFoundError(f"there is no model {name!r}; the model is: {shapes.MODEL}")


_ANSWERS = returns_or(shapes.Error, shapes.Completion, 400, 404, 413, 422, 429, 503)
_EVENT = {"type": "object", "properties": {"data": {"type": "string"}}, "required": ["data"]}
_ANSWERS[200]["content"] = {"text/event-stream": {"itemSchema": _EVENT}}


@router.post(
    "/v1/chat/completions", summary="Answer the last message of a chat", responses=_ANSWERS, response_model=None
)
def chat_completions(asking: Annotated[Asking, Depends(checked)], service: Held, place: Held_place) -> Response:
    """Answer the last message of a conversation, at once or, with `stream`, by claim; it is kept to be rated."""
    if asking.body.stream:
        return EventSourceResponse(_events(asking, service, place))
    body, message = asking.body, Growing(asking.server)
    with service.assistant(place) as assistant:
        for item in assistant.stream(body.question, body.turns, body.documents, asking.id):
            if isinstance(item, Answer):
                answer = keep_answer(service.store, asking.caller, item, documents=body.documents)
                message.finish(answer)
                return JSONResponse(_completion(asking, answer, message))
            message.add(item)
    raise AssertionError("a stream ends with its answer")


def _completion(asking: Asking, answer: Answer, message: Growing) -> Json:
    said = {
        "role": "assistant",
        "content": message.content,
        "refusal": None,
        "annotations": message.annotations,
    }
    return {
        "id": shapes.PREFIX + asking.id,
        "object": "chat.completion",
        "created": asking.began,
        "model": shapes.MODEL,
        "choices": [{"index": 0, "message": said, "finish_reason": "stop", "logprobs": None}],
        "usage": usage(asking.words, message.content),
        "answer": answer_json(answer),
    }


def _events(asking: Asking, service: Service, place: Place) -> Iterator[bytes]:
    """Yield the events of a stream: one a claim, the last before "[DONE]" with the whole answer, or an error."""
    try:
        yield from map(_event, _chunks(asking, service, place))
        yield format_sse_event(data_str="[DONE]")
    except AssistantError as error:
        yield _event(error_json(status_of(error), str(error), kind_of(error)))
    except Exception:  # a stream that began has to end with an event
        yield _event(error_json(500, "something went wrong here; please ask again", "broken"))
        raise


def _event(data: Json) -> bytes:
    return format_sse_event(data_str=json.dumps(data, ensure_ascii=False))


def _chunks(asking: Asking, service: Service, place: Place) -> Iterator[Json]:
    body, message, chunk = asking.body, Growing(asking.server), _Chunk(asking)
    yield chunk.of({"role": "assistant", "content": ""})
    with service.assistant(place) as assistant:
        for item in assistant.stream(body.question, body.turns, body.documents, asking.id):
            if isinstance(item, Claim):
                yield chunk.of(message.add(item))
            else:
                answer = keep_answer(service.store, asking.caller, item, documents=body.documents)
                yield chunk.of(message.finish(answer))
                yield chunk.of({}, finish="stop") | {"answer": answer_json(answer)}
    if body.stream_options and body.stream_options.include_usage:
        yield chunk.of(None) | {"usage": usage(asking.words, message.content)}


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The frame of a stream's pieces."""

    asking: Asking

    def of(self, delta: Json | None, finish: str | None = None) -> Json:
        """Return a piece with what comes to the message, or one without a choice."""
        choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}]
        return {
            "id": shapes.PREFIX + self.asking.id,
            "object": "chat.completion.chunk",
            "created": self.asking.began,
            "model": shapes.MODEL,
            "choices": choices,
        }


@router.get("/v1/models", summary="List the models", responses=returns_or(shapes.Error, shapes.Models))
async def models() -> Json:
    """List the models that can be named: there is one."""
    return {"object": "list", "data": [_model()]}


@router.get("/v1/models/{id}", summary="Show a model", responses=returns_or(shapes.Error, shapes.Model, 404, 422))
async def model(id: Annotated[str, Path(examples=[shapes.MODEL])]) -> Json:
    """Return a model that can be named."""
    _check_model(id)
    return _model()


def _model() -> Json:
    # The day on which this interface was made: a model's date tells clients nothing here, and they want one.
    return {"id": shapes.MODEL, "object": "model", "created": 1_795_564_800, "owned_by": shapes.MODEL}


def add_routes(app: FastAPI) -> None:
    """Put the API into an app that holds a service."""
    app.include_router(router)
