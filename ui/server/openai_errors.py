"""Errors in the shape that OpenAI's clients expect, under the paths that are made for them."""

from __future__ import annotations

from typing import Any

from fastapi.responses import JSONResponse

PATHS = ("/v1/chat", "/v1/models")
_TYPES = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


def is_theirs(path: str) -> bool:
    """Say whether a path is one of those made for OpenAI's clients."""
    return any(path == own or path.startswith(f"{own}/") for own in PATHS)


def error_json(status: int, detail: str, kind: str, param: str | None = None) -> dict[str, Any]:
    """Return an error; `kind` is our own, as in "queue-full", `param` the field of the request that is at fault."""
    named = _TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error")
    return {"error": {"message": detail, "type": named, "param": param, "code": kind.replace("-", "_")}}


def error(status: int, detail: str, kind: str, param: str | None = None) -> JSONResponse:
    """Return the response that tells an error."""
    return JSONResponse(error_json(status, detail, kind, param), status)
