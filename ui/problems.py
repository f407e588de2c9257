"""Errors as problem details (RFC 9457): what is wrong, with which value, what to do."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.errors import AssistantError, IndexDamagedError, IndexMissingError, UsageError


class NotFoundError(AssistantError):
    """What was asked for by its address is not there."""


_STATUS = {NotFoundError: 404, UsageError: 400, IndexMissingError: 503, IndexDamagedError: 503}


def problem(status: int, detail: str, kind: str = "about:blank") -> JSONResponse:
    """Return a problem detail."""
    body = {"type": kind, "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(body, status, media_type="application/problem+json")


def install(app: FastAPI) -> None:
    """Answer every error of an app with a problem detail."""

    @app.exception_handler(AssistantError)
    async def failed(_request: Request, error: AssistantError) -> JSONResponse:
        status = next((_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), 500)
        return problem(status, str(error), f"urn:ics:{type(error).__name__.removesuffix('Error').lower()}")

    @app.exception_handler(RequestValidationError)
    async def malformed(_request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(422, "; ".join(map(_fault, error.errors()[:5])), "urn:ics:malformed")

    @app.exception_handler(HTTPException)
    async def refused(_request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail))

    @app.exception_handler(Exception)
    async def broken(_request: Request, _error: Exception) -> JSONResponse:
        return problem(500, "something went wrong here; the next question is answered as usual")


def _fault(error: dict[str, Any]) -> str:
    where = ".".join(str(part) for part in error["loc"][1:])
    return f"{where}: {error['msg']}" if where else str(error["msg"])
