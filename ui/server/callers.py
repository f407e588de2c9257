"""Who asks, without accounts: whoever holds a key, which a browser is given as a cookie and a program chooses."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection, Mapping
from typing import Annotated, Any, Protocol

from fastapi import Depends, Header, Request
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import UsageError

COOKIE = "ics_caller"
HEADER = "X-Caller-Key"
SHORTEST_KEY = 32
_KEY_BYTES = 32
_FIRST_ERROR = 400
_API = "/v1/"
_KEY = re.compile(r"[\w-]{43}", re.ASCII)
_SECONDS_KEPT = 400 * 24 * 60 * 60  # no browser keeps a cookie for longer


class Keyed(Protocol):
    """What a request of Starlette and one of Gradio have in common."""

    @property
    def headers(self) -> Mapping[str, str]:
        """Return the headers."""

    @property
    def cookies(self) -> Mapping[str, str]:
        """Return the cookies."""


def caller_of(request: Keyed) -> str:
    """Return who asks, as the SHA-256 (hex) of the key. Raise UsageError for a key that is too short, or none."""
    named = request.headers.get(HEADER)
    key = request.cookies.get(COOKIE, "") if named is None else named
    if len(key) < SHORTEST_KEY:
        said = f"the caller's key has {len(key)} characters" if key else "the request has no caller's key"
        raise UsageError(f"{said}: send at least {SHORTEST_KEY} that nobody can guess as {HEADER}")
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


# In the description alone: whoever sends none is given a cookie.
_DESCRIBED: Any = Header(
    alias=HEADER,
    description="who asks, for programs: at least 32 characters that nobody can guess; browsers are given a cookie",
    json_schema_extra={"minLength": SHORTEST_KEY, "examples": ["b1f2c3d4e5f60718293a4b5c6d7e8f90"]},
)


async def _caller(request: Request, _key: Annotated[str | None, _DESCRIBED] = None) -> str:
    request.state.is_asked_of_caller = True
    return caller_of(request)


Caller = Annotated[str, Depends(_caller)]


class CallerKeys:
    """Give a browser that has no key one, with the first answer that is no error; it is asked by that key already.

    It is given where a route takes a `Caller`, and at `pages`, the paths of the pages that ask for one: whoever only
    reads what is the same for all is told nothing to keep.
    """

    def __init__(self, app: ASGIApp, pages: Collection[str] = ()) -> None:
        self._app = app
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; where it came without a key, add a new one to it and to its answer."""
        if scope["type"] != "http" or _has_key(HTTPConnection(scope)):
            await self._app(scope, receive, send)
            return
        key = secrets.token_urlsafe(_KEY_BYTES)
        state = scope.setdefault("state", {})
        state["is_asked_of_caller"] = scope["path"] in self._pages

        async def with_cookie(message: Message) -> None:
            is_answer = message["type"] == "http.response.start" and message["status"] < _FIRST_ERROR
            if is_answer and state["is_asked_of_caller"]:
                headers = MutableHeaders(scope=message)
                headers.append("set-cookie", _cookie(key, secure=scope["scheme"] == "https"))
            await send(message)

        _add_key(scope, key)
        await self._app(scope, receive, with_cookie)


class Private:
    """Have nothing of the API kept by who passes it on, or by the browser: most of it is its caller's own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and say so in the answer's headers."""

        async def kept_by_nobody(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["cache-control"] = "private, no-store"
            await send(message)

        is_ours = scope["type"] == "http" and scope["path"].startswith(_API)
        await self._app(scope, receive, kept_by_nobody if is_ours else send)


def _has_key(request: HTTPConnection) -> bool:
    return HEADER in request.headers or bool(_KEY.fullmatch(request.cookies.get(COOKIE, "")))


def _add_key(scope: Scope, key: str) -> None:
    """Add a key to a request as the last of its cookies, which is the one that counts.

    The request is changed in its place: whoever stands around this reads in it which route was taken.
    """
    cookies = [value for name, value in scope["headers"] if name == b"cookie"]
    others = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
    whole = b"; ".join([*cookies, f"{COOKIE}={key}".encode("ascii")])
    scope["headers"] = [*others, (b"cookie", whole)]


def _cookie(key: str, *, secure: bool) -> str:
    parts = [f"{COOKIE}={key}", "Path=/", f"Max-Age={_SECONDS_KEPT}", "HttpOnly", "SameSite=Lax"]
    return "; ".join([*parts, "Secure"] if secure else parts)
