"""Errors as problem details (RFC 9457): what is wrong, with which value, what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import (
    AssistantError,
    BriefRefusedError,
    IndexDamagedError,
    IndexMissingError,
    NotKeptError,
    StorageError,
    StoreDamagedError,
    UsageError,
)
from ui.queue import QueueFullError

MEDIA_TYPE = "application/problem+json"
# A place in the queue is free again as soon as one question is answered; the seconds spread those who come back.
RETRY_AFTER = 5


class NotFoundError(AssistantError):
    """What was asked for by its address is not there."""


_STATUS = {
    NotFoundError: 404,
    NotKeptError: 404,
    UsageError: 400,
    BriefRefusedError: 400,
    QueueFullError: 429,
    IndexMissingError: 503,
    IndexDamagedError: 503,
    StorageError: 503,
    StoreDamagedError: 503,
}
# The kind, which stays the same whatever Python calls a status, and what is said.
_SAID = {
    400: ("unreadable", "the request is not readable: send JSON, as /docs describes it"),
    404: ("not-found", "there is nothing at this address; /docs lists what there is"),
    405: ("method-not-allowed", "this address does not take this method; the header Allow names those that it takes"),
    413: ("too-large", "the request is too large: at most 1 MB is read"),
}
_UNREADABLE = {
    "json_invalid": "the body is no JSON",
    "model_attributes_type": "send a JSON object, with the content type application/json",
}


def problem(status: int, detail: str, kind: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Return a problem detail, of a kind that programs can rely on."""
    # What a caller sent may hold what UTF-8 cannot: halves of characters.
    told = detail.encode("utf-8", "backslashreplace").decode("utf-8")
    body = {"type": f"urn:ics:{kind}", "title": HTTPStatus(status).phrase, "status": status, "detail": told}
    return JSONResponse(body, status, headers, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Answer every error of an app with a problem detail."""

    @app.exception_handler(AssistantError)
    async def failed(_request: Request, error: AssistantError) -> JSONResponse:
        status = next((_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), 500)
        headers = {"Retry-After": str(RETRY_AFTER)} if status in (429, 503) else None
        return problem(status, str(error), _kind(error), headers)

    @app.exception_handler(RequestValidationError)
    async def malformed(_request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(422, "; ".join(map(_fault, error.errors()[:5])), "malformed")

    @app.exception_handler(HTTPException)
    async def refused(_request: Request, error: HTTPException) -> JSONResponse:
        kind, said = _SAID.get(error.status_code, ("refused", str(error.detail)))
        return problem(error.status_code, said, kind, error.headers)

    @app.exception_handler(Exception)
    async def broken(_request: Request, _error: Exception) -> JSONResponse:
        return problem(500, "something went wrong here; the next question is answered as usual", "broken")


class Problems:
    """Turn refusals that come from beside the API (the body limit, the mounted page) into problem details too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and exchange its answer where that is a refusal in another shape."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        instead: JSONResponse | None = None

        async def exchange(message: Message) -> None:
            nonlocal instead
            if message["type"] == "http.response.start":
                instead = _instead(message)
            if instead is None:
                await send(message)
            elif not message.get("more_body", message["type"] == "http.response.start"):
                await instead(scope, receive, send)

        await self._app(scope, receive, exchange)


def _instead(start: Message) -> JSONResponse | None:
    headers = MutableHeaders(raw=list(start["headers"]))
    if start["status"] not in (404, 405, 413) or headers.get("content-type", "").startswith(MEDIA_TYPE):
        return None
    kept = {name: value for name, value in headers.items() if name not in ("content-type", "content-length")}
    kind, said = _SAID[start["status"]]
    return problem(start["status"], said, kind, kept)


def _kind(error: AssistantError) -> str:
    """Return an error's name as in an address: "queue-full" for QueueFullError."""
    return re.sub(r"(?<=.)(?=[A-Z])", "-", type(error).__name__.removesuffix("Error")).lower()


def _fault(error: dict[str, Any]) -> str:
    if error["type"] in _UNREADABLE:
        return _UNREADABLE[error["type"]]
    where = ".".join(str(part) for part in error["loc"][1:])
    return f"{where}: {error['msg']}" if where else str(error["msg"])
