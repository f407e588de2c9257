"""What surrounds every request: its id, and the record of how it went."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server import request_ids

# How a request is recorded: method, template of the route, status code, seconds.
Recorder = Callable[[str, str, int, float], None]
# As servers write a request whose reader left before anything was sent.
_LEFT = 499
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


class Recording:
    """Give each request an id, and tell the recorders how it went."""

    def __init__(self, app: ASGIApp, recorders: Sequence[Recorder]) -> None:
        self._app = app
        self._recorders = recorders

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, with its id in the answer's headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = request_ids.taken_or_made(Headers(scope=scope).get(request_ids.HEADER))
        before, started, code = request_ids.current.set(request_id), time.perf_counter(), _LEFT

        async def record(message: Message) -> None:
            nonlocal code
            if message["type"] == "http.response.start":
                code = message["status"]
                MutableHeaders(scope=message)[request_ids.HEADER] = request_id
            await send(message)

        try:
            await self._app(scope, receive, record)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else "other"
            for tell in self._recorders:
                tell(method, _template(scope), code, time.perf_counter() - started)
            request_ids.current.reset(before)


def _template(scope: Scope) -> str:
    """Return the path of the route that took a request as it was declared, never as it was sent."""
    return str(getattr(scope.get("route"), "path", "none"))
