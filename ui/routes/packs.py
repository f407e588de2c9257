"""Evidence packs over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, FastAPI, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.answering.guards import MAX_QUESTION, check_question
from assistant.drafting.pack import MOST_QUESTIONS, Pack, check_questions, questions_pack, theme_pack
from assistant.errors import UsageError
from ui.exports.word import MEDIA_TYPE
from ui.routes.asking import ASKING, Held, Held_place
from ui.shapes import answer as shapes
from ui.shapes import pack as pack_shapes
from ui.shapes.pack_json import pack_json

Kind = Annotated[Literal["json", "md", "docx"], Query(alias="format", description="JSON, Markdown or Word")]
router = APIRouter(generate_unique_id_function=lambda route: route.name)


def returns_or_file(shape: type[shapes.Shape]) -> dict[int | str, dict[str, Any]]:
    """Return what a route's description says that gives a shape as JSON or, where that is asked for, as a file."""
    file = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in (MEDIA_TYPE, "text/markdown")}
    return shapes.returns(shape, *ASKING) | {200: {"model": shape, "content": file}}


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
        check_question(body.theme, "theme")
    else:
        check_questions(body.questions)
    return body


@router.post("/v1/packs", response_model=None, responses=returns_or_file(pack_shapes.Pack))
def pack(
    body: Annotated[Wanted, Depends(checked)],
    service: Held,
    place: Held_place,
    kind: Kind = "json",
) -> dict[str, object] | Response:
    """Make an evidence pack: quotations by publisher, what is contested, and what is missing; as JSON or as a file."""
    with service.assistant(place) as assistant:
        made: Pack = theme_pack(assistant, body.theme) if body.theme else questions_pack(assistant, body.questions)
    told = pack_json(made, datetime.now(UTC).date(), service.documents.get)
    return told if kind == "json" else _file(pack_shapes.Pack.model_validate(told), kind)


def _file(pack: pack_shapes.Pack, suffix: str) -> Response:
    from ui.exports.pack import pack_markdown, pack_word

    name = {"content-disposition": f'attachment; filename="evidence-pack-{pack.drafted}.{suffix}"'}
    if suffix == "docx":
        return Response(pack_word(pack), media_type=MEDIA_TYPE, headers=name)
    return Response(pack_markdown(pack), media_type="text/markdown; charset=utf-8", headers=name)


def add_routes(app: FastAPI) -> None:
    """Put the packs into an app."""
    app.include_router(router)
