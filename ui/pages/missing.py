"""What a person sees at an address where there is no page; programs are told the same as a problem detail."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.pages.look import NAME, Page
from ui.pages.pieces import html
from ui.server.problems import MEDIA_TYPE


class Missing:
    """Exchange the refusal of an address that no page has, where a browser asks for a page."""

    def __init__(self, app: ASGIApp, pages: tuple[Page, ...]) -> None:
        self._app = app
        self._text = html("missing", site=NAME, pages=pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        missing = False

        async def exchange(message: Message) -> None:
            nonlocal missing
            if message["type"] == "http.response.start":
                kind = Headers(raw=list(message["headers"])).get("content-type", "")
                # What the API says of its own addresses stays: it names what is not there.
                missing = message["status"] == 404 and not kind.startswith(MEDIA_TYPE)
            if not missing:
                await send(message)
            elif message["type"] == "http.response.start":
                await HTMLResponse(self._text, 404)(scope, receive, send)

        await self._app(scope, receive, exchange)
