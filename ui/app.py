"""Settings -> one application: the API, with the chat page mounted on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import Depends, FastAPI
from fastapi.responses import PlainTextResponse, Response
from starlette.types import ASGIApp

from ui.pages import docs, site
from ui.pages.missing import Missing
from ui.routes import asking as api
from ui.routes import (
    assessments,
    comparisons,
    conversations,
    kept_assessments,
    kept_plans,
    mcp,
    openai_api,
    packs,
    plans,
    uploads,
)
from ui.server import logs, memory, nowhere, problems
from ui.server.callers import CallerKeys, Private
from ui.server.heads import Heads
from ui.server.hosts import Hosts, Origins, names_of
from ui.server.metrics import MEDIA_TYPE, Metrics
from ui.server.parameters import only_known
from ui.server.recording import Recording
from ui.server.service import Service
from ui.shapes import answer as answers
from ui.shapes.tags import Tag, described

_DESCRIPTION = (
    "Answers from published reports and guidance, every sentence with quotations that were checked in their sources. "
    "Errors are problem details (RFC 9457)."
)
# Fifty turns of a history fit; a book does not.
LARGEST_BODY = 1_000_000
# Each open stream holds a thread while it waits for its turn; these are for all else.
_SPARE_THREADS = 64


def create_app(service: Service, address: str = "127.0.0.1") -> ASGIApp:
    """Return the application that serves a started service on an address."""
    metrics = Metrics(service)
    service.observers += [metrics.answered, logs.answered]
    programs = mcp.create_server(service)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = service.settings.queue + _SPARE_THREADS
        async with programs.session_manager.run():
            yield
        service.stop()

    app = FastAPI(
        title="ICS assistant",
        version="1",
        description=_DESCRIPTION,
        openapi_tags=described(),
        lifespan=lifespan,
        dependencies=[Depends(only_known)],
        max_body_size=LARGEST_BODY,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    # With no origin allowed: mounted without it, the page's own server reflects every origin.
    app.add_middleware(Origins)
    app.add_middleware(Private)
    app.add_middleware(CallerKeys, pages=site.ASKING)
    problems.install(app)
    api.add_routes(app, service)
    comparisons.add_routes(app)
    conversations.add_routes(app)
    plans.add_routes(app)
    kept_plans.add_routes(app)
    packs.add_routes(app, service)
    assessments.add_routes(app)
    kept_assessments.add_routes(app, service)
    uploads.add_routes(app, service)
    openai_api.add_routes(app)
    _add_metrics(app, metrics)
    # Last of them: it refuses every other address.
    nowhere.add_routes(app)
    docs.mount(app)
    app.router.routes += mcp.routes(programs)
    # Outermost: the body limit answers before any of the app's own middleware is asked.
    pages = Missing(site.mount(app, service), tuple(site.PAGES))
    known = Hosts(problems.Problems(pages), names_of(service.settings.allowed_hosts), address)
    return Recording(Heads(known), [metrics.requested, logs.requested])


def _add_metrics(app: FastAPI, metrics: Metrics) -> None:
    @app.get(
        "/metrics",
        operation_id="metrics",
        summary="Figures for Prometheus",
        tags=[Tag.WATCHING],
        response_class=PlainTextResponse,
        response_description="Figures in Prometheus' text format",
        responses=answers.anywhere(),
    )
    def figures() -> Response:
        """Return the figures of this server in Prometheus' text format."""
        return Response(metrics.text(), media_type=MEDIA_TYPE)


def serve(service: Service, host: str, port: int) -> None:
    """Serve until stopped."""
    import uvicorn

    from ui.server.bounds import Bounded

    logs.install(service.settings.log_level)
    app = create_app(service, host)
    memory.settle()
    uvicorn.run(
        app, host=host, port=port, http=Bounded, log_config=None, access_log=False, timeout_graceful_shutdown=10
    )
