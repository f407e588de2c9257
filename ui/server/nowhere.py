"""What no route of the API takes: refused, before it falls to the page that is mounted below."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

from ui.server import openai_errors

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"]


def add_routes(app: FastAPI) -> None:
    """Refuse the rest of what stands under /v1, /health and /metrics, and what OpenAI's clients ask for beside /v1.

    To be called after all that adds routes.
    """

    async def nowhere(request: Request) -> None:
        allowed = {
            method
            for context in iter_route_contexts(app.router.routes)
            if isinstance(route := context.original_route, Route) and route.endpoint is not nowhere
            if route.matches(request.scope)[0] is Match.PARTIAL
            for method in route.methods or ()
        }
        allowed |= {"HEAD"} if "GET" in allowed else set()
        if allowed:
            raise HTTPException(405, headers={"Allow": ", ".join(sorted(allowed))})
        raise HTTPException(404)

    beside = [address for path in openai_errors.BESIDE for address in (path, f"{path}/{{rest:path}}")]
    for path in ("/v1/{rest:path}", "/health/{rest:path}", "/metrics", *beside):
        app.add_api_route(path, nowhere, methods=METHODS, include_in_schema=False)
