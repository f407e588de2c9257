"""Settings -> one application: the API, with the chat page mounted on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from ui import problems
from ui.api import add_routes
from ui.pages import chat
from ui.service import Service

# Fifty turns of a history fit; a book does not.
LARGEST_BODY = 1_000_000
# Each open stream holds a thread while it waits for its turn.
_THREADS = 256


def create_app(service: Service) -> FastAPI:
    """Return the application that serves a started service."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        yield
        service.stop()

    app = FastAPI(title="ICS assistant", version="1", lifespan=lifespan, max_body_size=LARGEST_BODY)
    # With no origin allowed: mounted without it, the page's own server reflects every origin.
    app.add_middleware(CORSMiddleware)
    problems.install(app)
    add_routes(app, service)
    return chat.mount(app, service)


def serve(service: Service, host: str, port: int) -> None:
    """Serve until stopped."""
    import uvicorn

    uvicorn.run(create_app(service), host=host, port=port, log_level="warning", timeout_graceful_shutdown=10)
