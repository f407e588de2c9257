"""Adding and removing documents over HTTP, where the operator allows it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import FormData, UploadFile

from assistant.errors import BusyError, StorageError, UsageError
from assistant.ingestion.reader import Given
from assistant.library import Report
from ui.routes.asking import Held, Json, Name
from ui.routes.files import FORM_BYTES, MOST_FILES, copied, files_of, form_schema
from ui.server.changes import Addition, Change, Removal
from ui.server.problems import ForbiddenError, NotFoundError
from ui.server.service import Service
from ui.shapes import answer as shapes
from ui.shapes.tags import Tag

router = APIRouter(generate_unique_id_function=lambda route: route.name, tags=[Tag.DOCUMENTS])


class Described(BaseModel):
    """What is said of a single document that the catalogue does not know."""

    model_config = ConfigDict(extra="forbid")
    title: str | None = Field(None, max_length=300, pattern=r"^[^\x00-\x1f\x7f]*$", examples=["Working well together"])
    publisher: str | None = Field(None, max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$", examples=["Elmbridge"])
    published: str | None = Field(None, pattern=r"^\d{4}(-\d{2}){0,2}$", examples=["2025-03"])


def allowed(request: Request, service: Held) -> None:
    """Refuse changes that the operator does not allow, and those that another site's page asks a browser for."""
    if not service.settings.allow_changes:
        raise ForbiddenError(
            "documents cannot be added or removed here: whoever runs the server allows it with ICS_ALLOW_CHANGES=true,"
            " or uses `ics add` and `ics remove`"
        )
    origin, host = request.headers.get("origin"), request.headers.get("host")
    if origin is not None and urlsplit(origin).netloc != host:
        raise ForbiddenError(f"a page of {origin} cannot change the documents here: use this server's own pages")


_ALLOWED = [Depends(allowed)]
_CHANGING = (400, 403, 422, 503)


@router.post(
    "/v1/documents",
    summary="Add documents",
    dependencies=_ALLOWED,
    responses=shapes.returns(shapes.Report, 413, *_CHANGING),
    openapi_extra=form_schema(Described.model_json_schema()["properties"]),
)
async def add_documents(request: Request, service: Held) -> Json:
    """Add files and index them: what became of each, once the new index is served. A refused file is a result.

    `title`, `publisher` and `published` describe a single document that the catalogue does not know.
    """
    async with request.form(max_files=MOST_FILES, max_fields=3, max_part_size=FORM_BYTES) as form:
        files, given = _read(form)
        return await run_in_threadpool(_add, service, files, given)


@router.delete(
    "/v1/documents/{name}",
    summary="Remove a document",
    dependencies=_ALLOWED,
    responses=shapes.returns(shapes.Report, 404, *_CHANGING),
)
def remove_document(name: Name, service: Held) -> Json:
    """Take a publication out and index again; our briefing on it, where there is one, comes back."""
    service.document(name, NotFoundError)
    return _made(service, Removal((name,)))


def _read(form: FormData) -> tuple[list[UploadFile], Given]:
    """Return the files of a form and what is said of them."""
    files = files_of(form)
    told: dict[str, Any] = {name: value or None for name, value in form.multi_items() if name != "files"}
    try:
        described = Described.model_validate(told)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        raise RequestValidationError([{**fault, "loc": ("body", *fault["loc"])} for fault in faults]) from None
    given = Given(**described.model_dump())
    if given != Given() and len(files) != 1:
        raise UsageError(f"title, publisher and published describe one document, not {len(files)}")
    return files, given


def _add(service: Service, files: Sequence[UploadFile], given: Given) -> Json:
    with staged(service.settings.home, files) as paths:
        return _made(service, Addition(paths, given))


@contextmanager
def staged(home: Path, files: Sequence[UploadFile]) -> Iterator[tuple[Path, ...]]:
    """Hold files under their names in a folder of the home while they are read.

    Raise BusyError where another upload is being read, StorageError where the home cannot be written. What a killed
    server left there is removed first.
    """
    from filelock import FileLock, Timeout

    folder = home / "uploads"
    lock = FileLock(home / "uploads.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError("another upload to this server is being read and indexed: try again when it is done") from None
    try:
        shutil.rmtree(folder, ignore_errors=True)
        yield tuple(copied(upload, folder / str(number)) for number, upload in enumerate(files))
    except OSError as error:
        raise StorageError(f"{home} cannot be written ({error.strerror}): mend that, and send it again") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


def _made(service: Service, change: Change) -> Json:
    """Make a change, and return its report once it is served. Files are told by name: where they lie is our affair."""
    *_, report = service.changes.make(change)
    assert isinstance(report, Report)
    service.wait_for(report.generation)
    outcomes = [{**asdict(each), "path": Path(each.path).name} for each in report.outcomes]
    return {**asdict(report), "outcomes": outcomes}


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the changes into an app that holds a service, with a limit of their own for what is sent."""
    if service.settings.allow_changes:
        with suppress(BusyError), staged(service.settings.home, ()):
            pass  # what a killed server left is gone now
    app.include_router(router, max_body_size=service.settings.max_file_mb * 1_000_000 + FORM_BYTES)
