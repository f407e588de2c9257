"""Errors as problem details (RFC 9457): what is wrong, with which value, what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import (
    AssistantError,
    BriefRefusedError,
    BusyError,
    ConflictError,
    IndexDamagedError,
    IndexMissingError,
    NotKeptError,
    StorageError,
    StoreDamagedError,
    UnreadableFileError,
    UnverifiedError,
    UsageError,
)
from ui.server import openai_errors, request_ids
from ui.server.queue import LeftError, QueueFullError
from ui.shapes.faults import misfits

MEDIA_TYPE = "application/problem+json"
# A place in the queue is free again as soon as one question is answered; the seconds spread those who come back.
RETRY_AFTER = 5


class NotFoundError(AssistantError):
    """What was asked for by its address is not there."""


class ForbiddenError(AssistantError):
    """What was asked for is not allowed here."""


_STATUS = {
    UsageError: 400,
    ForbiddenError: 403,
    NotFoundError: 404,
    NotKeptError: 404,
    ConflictError: 409,
    BriefRefusedError: 400,
    UnreadableFileError: 400,
    QueueFullError: 429,
    LeftError: 503,  # nobody is told
    BusyError: 503,
    IndexMissingError: 503,
    IndexDamagedError: 503,
    StorageError: 503,
    UnverifiedError: 503,
    StoreDamagedError: 503,
}
# The kind, which stays the same whatever Python calls a status, and what is said.
_SAID = {
    404: ("not-found", "there is nothing at this address; /docs lists what there is"),
    405: ("method-not-allowed", "this address does not take this method; the header Allow names those that it takes"),
    413: (
        "too-large",
        "the request is too large: 1 MB is read, or ICS_MAX_FILE_MB of the files of an upload together",
    ),
}
# With the reason of whoever refused it.
_UNREADABLE = (
    "the request cannot be taken ({}): send what /docs describes, as JSON in UTF-8 that is not compressed or as a form"
)
_NO_JSON = "the body is no JSON ({} at character {}): send a JSON object, as /docs describes"
_NO_OBJECT = "send a JSON object, with the content type application/json"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, in words and as a kind that programs can rely on, and the field of the request that it is in."""

    status: int
    detail: str
    kind: str
    field: str | None = None


def problem(status: int, detail: str, kind: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return a problem detail, of a kind that programs can rely on."""
    title, request_id = HTTPStatus(status).phrase, request_ids.current.get()
    body = {"type": f"urn:ics:{kind}", "title": title, "status": status, "detail": _told(detail)}
    body |= {"request_id": request_id} if request_id else {}
    return JSONResponse(body, status, headers, media_type=MEDIA_TYPE)


def refusal(path: str, fault: Fault, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return an error in the shape that is told under a path: OpenAI's for its clients, else a problem detail."""
    if not openai_errors.is_theirs(path):
        return problem(fault.status, fault.detail, fault.kind, headers)
    told = openai_errors.error(fault.status, _told(fault.detail), fault.kind, fault.field)
    told.headers.update(headers or {})
    return told


def _told(detail: str) -> str:
    # What a caller sent may hold what UTF-8 cannot: halves of characters.
    return detail.encode("utf-8", "backslashreplace").decode("utf-8")


def install(app: FastAPI) -> None:
    """Answer every error of an app with a problem detail."""

    @app.exception_handler(AssistantError)
    async def failed(request: Request, error: AssistantError) -> JSONResponse:
        status = status_of(error)
        headers = {"Retry-After": str(RETRY_AFTER)} if status in (429, 503) else None
        return refusal(request.scope["path"], Fault(status, str(error), kind_of(error)), headers)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        return refusal(request.scope["path"], malformed_fault(error))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> JSONResponse:
        path = request.scope["path"]
        return refusal(path, _refused(path, error.status_code, str(error.detail)), error.headers)

    @app.exception_handler(Exception)
    async def broken(request: Request, _error: Exception) -> JSONResponse:
        said = "something went wrong here; the next question is answered as usual"
        return refusal(request.scope["path"], Fault(500, said, "broken"))


class Problems:
    """Turn refusals that come from beside the API (the body limit, the mounted page) into problem details too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and exchange its answer where that is a refusal in another shape."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start: Message | None = None
        told = b""

        async def exchange(message: Message) -> None:
            nonlocal start, told
            if message["type"] == "http.response.start":
                start = message if _is_of_another_shape(scope["path"], message) else None
            if start is None:
                await send(message)
                return
            told += message.get("body", b"")
            if not message.get("more_body", message is start):
                await _instead(scope["path"], start, told)(scope, receive, send)

        await self._app(scope, receive, exchange)


def _is_of_another_shape(path: str, start: Message) -> bool:
    """Say whether an answer is a refusal that is told in a shape of others."""
    kind = Headers(raw=start["headers"]).get("content-type", "")
    if start["status"] == 400:
        return not kind or kind.startswith("text/plain")
    ours = (MEDIA_TYPE, "application/json" if openai_errors.is_theirs(path) else "text/html")
    return start["status"] in _SAID and not kind.startswith(ours)


def _instead(path: str, start: Message, told: bytes) -> JSONResponse:
    headers = Headers(raw=start["headers"])
    kept = {name: value for name, value in headers.items() if name not in ("content-type", "content-length")}
    return refusal(path, _refused(path, start["status"], told.decode(errors="replace")), kept)


def _refused(path: str, status: int, reason: str) -> Fault:
    """Return what is said of a refusal that is not ours, with its reason where it is not one that is known here."""
    if status == 400:
        return Fault(status, _UNREADABLE.format(reason.strip().rstrip(".") or "no reason is given"), "unreadable")
    kind, said = _SAID.get(status, ("refused", reason))
    return Fault(status, openai_errors.NOWHERE if status == 404 and openai_errors.is_theirs(path) else said, kind)


def status_of(error: AssistantError) -> int:
    """Return the status that tells an error."""
    return next((_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), 500)


def kind_of(error: AssistantError) -> str:
    """Return an error's name as in an address: "queue-full" for QueueFullError."""
    return re.sub(r"(?<=.)(?=[A-Z])", "-", type(error).__name__.removesuffix("Error")).lower()


def malformed_fault(error: RequestValidationError) -> Fault:
    """Return what is wrong with a request that does not have the shape that is described."""
    errors = error.errors()
    first = errors[0]
    if first["type"] == "json_invalid":
        reason = str(first.get("ctx", {}).get("error", "it ends too soon"))
        return Fault(422, _NO_JSON.format(reason, first["loc"][-1]), "malformed")
    if first["loc"] == ("body",):
        return Fault(422, _NO_OBJECT, "malformed")
    inside = [{**each, "loc": each["loc"][1:]} for each in errors]
    told = misfits(inside, error.body if first["loc"][0] == "body" else None)
    return Fault(422, "; ".join(map(str, told[:5])), "malformed", told[0].place or None)
