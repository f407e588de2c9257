"""Settings -> one application: the API, with the chat page mounted on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from ui import conversations, plans, problems
from ui.api import add_routes
from ui.callers import CallerKeys
from ui.pages import chat, docs
from ui.service import Service

_DESCRIPTION = (
    "Answers from published reports and guidance, every sentence with quotations that were checked in their sources. "
    "Errors are problem details (RFC 9457)."
)
# Fifty turns of a history fit; a book does not.
LARGEST_BODY = 1_000_000
# Each open stream holds a thread while it waits for its turn; these are for all else.
_SPARE_THREADS = 64


def create_app(service: Service) -> ASGIApp:
    """Return the application that serves a started service."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = service.settings.queue + _SPARE_THREADS
        yield
        service.stop()

    app = FastAPI(
        title="ICS assistant",
        version="1",
        description=_DESCRIPTION,
        lifespan=lifespan,
        max_body_size=LARGEST_BODY,
        docs_url=None,
        redoc_url=None,
    )
    # With no origin allowed: mounted without it, the page's own server reflects every origin.
    app.add_middleware(CORSMiddleware)
    app.add_middleware(CallerKeys)
    problems.install(app)
    conversations.add_routes(app)
    plans.add_routes(app)
    add_routes(app, service)
    docs.mount(app)
    # Outermost: the body limit answers before any of the app's own middleware is asked.
    return problems.Problems(chat.mount(app, service))


def serve(service: Service, host: str, port: int) -> None:
    """Serve until stopped."""
    import uvicorn

    uvicorn.run(create_app(service), host=host, port=port, log_level="warning", timeout_graceful_shutdown=10)
