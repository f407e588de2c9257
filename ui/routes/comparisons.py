"""Comparisons over HTTP: who says what on a theme."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel, ConfigDict, Field

from assistant.answering.guards import MAX_QUESTION, check_question
from assistant.drafting.comparison import compare
from ui.exports.comparison import comparison_json
from ui.routes.asking import ASKING, Chosen, Held, Held_place, check_documents
from ui.shapes import answer as shapes
from ui.shapes.comparison import Comparison
from ui.shapes.tags import Tag

Json = dict[str, Any]
router = APIRouter(generate_unique_id_function=lambda route: route.name, tags=[Tag.QUESTIONS])


class Theme(BaseModel):
    """A theme, and the documents to compare."""

    model_config = ConfigDict(extra="forbid", strict=True)
    theme: str = Field(
        json_schema_extra={"minLength": 1, "maxLength": MAX_QUESTION}, examples=["protected time for clinical leaders"]
    )
    documents: Chosen


def checked(body: Theme, service: Held) -> Theme:
    """Refuse a malformed theme before it waits for its turn."""
    check_question(body.theme, "the theme")
    check_documents(body.documents, service)
    return body


@router.post("/v1/compare", summary="Compare who says what on a theme", responses=shapes.returns(Comparison, *ASKING))
def compare_documents(body: Annotated[Theme, Depends(checked)], service: Held, place: Held_place) -> Json:
    """Return who says what on a theme, by publisher; a publisher with nothing on it is silent."""
    with service.assistant(place) as assistant:
        return comparison_json(compare(assistant, body.theme, body.documents))


def add_routes(app: FastAPI) -> None:
    """Put these routes into an app."""
    app.include_router(router)
