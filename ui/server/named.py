"""Routes of Starlette's own that say which of them took a request, as FastAPI's do: it is logged by that name."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Receive, Scope, Send


class _Named(BaseRoute):
    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a request."""
        scope["route"] = self
        await super().handle(scope, receive, send)


class NamedRoute(_Named, Route):
    """A route for what is no function of FastAPI's."""


class NamedMount(_Named, Mount):
    """Another app below a path, such as a folder of files."""
