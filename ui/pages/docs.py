"""The page that describes the API, with its script served from here: nothing is asked of anyone else."""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

_FILES = "/docs/files"


def mount(app: FastAPI) -> None:
    """Put the page into an app, at /docs."""

    @app.get("/docs", include_in_schema=False)
    async def page() -> HTMLResponse:
        return get_swagger_ui_html(
            openapi_url=str(app.openapi_url),
            title=f"{app.title}: the API",
            swagger_js_url=f"{_FILES}/swagger-ui-bundle.js",
            swagger_css_url=f"{_FILES}/swagger-ui.css",
            swagger_favicon_url=f"{_FILES}/favicon-32x32.png",
            swagger_ui_parameters={"validatorUrl": None},
        )

    app.mount(_FILES, StaticFiles(directory=_folder()))


def _folder() -> Path:
    """Return where a package holds the files of Swagger UI; the package itself is never imported."""
    return Path(str(distribution("fastapi-swagger").locate_file("fastapi_swagger/resources")))
