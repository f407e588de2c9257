"""Evidence packs over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import UploadFile

from assistant.answering.guards import MAX_QUESTION, check_question
from assistant.drafting.pack import MOST_QUESTIONS, Pack, check_questions, questions_pack, theme_pack
from assistant.errors import UsageError
from ui.routes.asking import ASKING, Held, Held_place, Json
from ui.routes.files import FORM_BYTES, RETURNED, files_of, form_schema, passing, returned
from ui.server.service import Service
from ui.shapes import answer as shapes
from ui.shapes import pack as pack_shapes
from ui.shapes.pack_json import pack_json
from ui.shapes.tags import Tag

Kind = Annotated[Literal["json", "md", "docx"], Query(alias="format", description="JSON, Markdown or Word")]
router = APIRouter(generate_unique_id_function=lambda route: route.name, tags=[Tag.PACKS])


def returns_or_file(shape: type[shapes.Shape]) -> dict[int | str, dict[str, Any]]:
    """Return what a route's description says that gives a shape as JSON or, where that is asked for, as a file."""
    told = shapes.returns(shape, *ASKING)
    return told | {200: told[200] | {"content": RETURNED}}


class Wanted(BaseModel):
    """A theme, or questions, but not both."""

    model_config = ConfigDict(extra="forbid", strict=True)
    theme: str = Field(
        "", json_schema_extra={"maxLength": MAX_QUESTION}, examples=["protected time for clinical leaders"]
    )
    questions: list[str] = Field(default_factory=list, json_schema_extra={"maxItems": MOST_QUESTIONS})


def checked(body: Wanted) -> Wanted:
    """Refuse a malformed theme or question before it waits for its turn."""
    if bool(body.theme) == bool(body.questions):
        raise UsageError("a pack is made on a theme or for questions: send one of `theme` and `questions`")
    if body.theme:
        check_question(body.theme, "the theme")
    else:
        check_questions(body.questions)
    return body


@router.post(
    "/v1/packs", summary="Make an evidence pack", response_model=None, responses=returns_or_file(pack_shapes.Pack)
)
def pack(
    body: Annotated[Wanted, Depends(checked)],
    service: Held,
    place: Held_place,
    kind: Kind = "json",
) -> Json | Response:
    """Make an evidence pack: quotations by publisher, what is contested, and what is missing; as JSON or as a file."""
    with service.assistant(place) as assistant:
        made: Pack = theme_pack(assistant, body.theme) if body.theme else questions_pack(assistant, body.questions)
    told = pack_json(made, datetime.now(UTC).date(), service.documents.get)
    return told if kind == "json" else _file(pack_shapes.Pack.model_validate(told), kind)


def _file(pack: pack_shapes.Pack, suffix: str) -> Response:
    from ui.exports.pack import pack_markdown, pack_word

    content = pack_word(pack) if suffix == "docx" else pack_markdown(pack)
    return returned(f"evidence-pack-{pack.drafted}", suffix, content)


@router.post(
    "/v1/packs/verify",
    summary="Verify the quotations of a pack",
    responses=shapes.returns(pack_shapes.Verification, 400, 413, 422, 503),
    openapi_extra=form_schema(
        most=1, holding="the Word (.docx) or Markdown (.md) file of a pack, up to ICS_MAX_FILE_MB"
    ),
)
async def verify(request: Request, service: Held) -> Json:
    """Verify a pack's file, Word or Markdown: whether each quotation stands in its source as held here."""
    async with request.form(max_files=1, max_fields=0, max_part_size=FORM_BYTES) as form:
        return await run_in_threadpool(_verified, service, files_of(form))


def _verified(service: Service, files: list[UploadFile]) -> Json:
    from ui.exports.pack_file import read_pack
    from ui.exports.pack_reading import check_is_pack, verify_pack

    with passing(service.settings.home, files) as (path,):
        read = read_pack(path, service.settings)
    check_is_pack(path.name, read)
    return verify_pack(read, service.documents.get)


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the packs into an app, with a limit of their own for a file that is sent."""
    app.include_router(router, max_body_size=service.settings.max_file_mb * 1_000_000 + FORM_BYTES)
