"""How large a request may be beside its body, and how slowly it may come, before its connection is closed.

What a body may hold is bounded by the app. Without this, headers without end would fill the memory, and connections on
which a request is never whole would take those of everybody else.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class Bounded(HttpToolsProtocol):
    """Uvicorn's protocol, which waits for a request for so long, and longer the more of it comes."""

    largest_beside = 256_000  # bytes
    patience = 30.0  # seconds
    slowest = 10_000  # bytes a second
    look_every = 5.0
    # Of the request that is not whole yet: since when it comes, how many bytes have come, how many beside its body, and
    # whether it has begun.
    _since: float | None = None
    _came = _beside = 0
    _begun = False
    _timer: asyncio.TimerHandle

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()
        self._look_again()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless what is not body has become too much."""
        self._came += len(data)
        self._beside += len(data)
        super().data_received(data)
        if self._since is not None and self._beside > self.largest_beside:
            self._refuse("The head of this request is too large.")

    def on_message_begin(self) -> None:
        """Wait for the rest of a request."""
        self._wait()
        self._begun = True
        super().on_message_begin()

    def on_body(self, body: bytes) -> None:
        """Leave the body to the app's own bound."""
        self._beside -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Wait no more: what takes time now is ours."""
        self._since = None
        self._begun = False
        super().on_message_complete()

    def _wait(self) -> None:
        self._since = self.loop.time()
        self._came = self._beside = 0

    def _look_again(self) -> None:
        self._timer = self.loop.call_later(self.look_every, self._look)

    def _look(self) -> None:
        if self.transport.is_closing() or self.transport.get_protocol() is not self:
            return
        if self.flow.read_paused:  # it is we who do not read
            self._wait()
        elif self._since is not None:
            allowed = self.patience + self._came / self.slowest
            if self.loop.time() - self._since > allowed:
                self._refuse("This request came too slowly.")
                return
        self._look_again()

    def _refuse(self, said: str) -> None:
        """Close the connection, and say why unless an answer has begun.

        Where nothing has come yet, nothing is said: a browser that keeps a connection ready would take it for the
        answer to the request that it sends just then, and sends that again where there is none.
        """
        cycle: Any = self.cycle
        self._since = None
        if not self._begun:
            self.transport.close()
        elif cycle is None or cycle.response_complete or not cycle.response_started:
            self.send_400_response(said)
        else:
            self.transport.close()
