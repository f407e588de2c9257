"""Errors in the shape that OpenAI's clients expect, under the paths that are made for them."""

from __future__ import annotations

from typing import Any

from fastapi.responses import JSONResponse

# What they ask for, answered here or not; they do so beside /v1 where their base URL is set without it.
_NAMES = ("chat", "models", "completions", "embeddings", "responses")
BESIDE = tuple(f"/{name}" for name in _NAMES)
PATHS = (*(f"/v1/{name}" for name in _NAMES), *BESIDE)
NOWHERE = (
    "there is nothing at this address: ask with POST /v1/chat/completions, with the client's base URL ending in /v1; "
    "GET /v1/models lists the models, and /docs what else there is"
)
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
