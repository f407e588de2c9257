"""The page that describes the API, with its script served from here: nothing is asked of anyone else."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles

from ui.server.named import NamedMount
from ui.shapes.description import describe

_DESCRIPTION = "/openapi.json"
_FILES = "/docs/files"


def mount(app: FastAPI) -> None:
    """Put the page into an app, at /docs, and what it shows at /openapi.json."""

    @app.get(_DESCRIPTION, include_in_schema=False)
    async def description() -> JSONResponse:
        return JSONResponse(describe(app))

    @app.get("/docs", include_in_schema=False)
    async def page() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url=_DESCRIPTION,
            title=f"{app.title}: the API",
            swagger_js_url=f"{_FILES}/swagger-ui-bundle.js",
            swagger_css_url=f"{_FILES}/swagger-ui.css",
            swagger_favicon_url=f"{_FILES}/favicon-32x32.png",
            swagger_ui_parameters={"validatorUrl": None},
        )

    app.router.routes.append(NamedMount(_FILES, StaticFiles(directory=_folder())))


def _folder() -> Path:
    """Return where a package holds the files of Swagger UI; the package itself is never imported."""
    return Path(str(distribution("fastapi-swagger").locate_file("fastapi_swagger/resources")))
