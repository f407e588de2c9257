"""Self-assessments over HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Query, Response

from assistant.drafting.assessment import assess as make_assessment
from assistant.drafting.assessment import check_form
from assistant.drafting.assessment_form import AssessmentForm, make_form
from assistant.drafting.brought import bring_text, checked_names
from assistant.drafting.criteria import find_criteria
from assistant.types import Document
from ui.routes.asking import Held, Held_place, Json
from ui.routes.files import returned
from ui.routes.packs import Kind, returns_or_file
from ui.shapes import answer as shapes
from ui.shapes import assessment as assessment_shapes
from ui.shapes.assessment_json import assessment_json, criteria_json
from ui.shapes.tags import Tag

router = APIRouter(generate_unique_id_function=lambda route: route.name, tags=[Tag.ASSESSMENTS])


def filled_in(body: assessment_shapes.Request, service: Held) -> tuple[AssessmentForm, tuple[Document, ...]]:
    """Refuse a malformed form before it waits for its turn; read the documents brought with it."""
    form = make_form(body.model_dump(exclude={"documents"}))
    check_form(form, list(service.documents.values()))
    return form, checked_names([bring_text(each.name, each.text) for each in body.documents])


FilledIn = Annotated[tuple[AssessmentForm, tuple[Document, ...]], Depends(filled_in)]
Set = Annotated[assessment_shapes.SetName, Query(alias="set", description="which set of criteria")]


@router.get(
    "/v1/criteria",
    summary="List the criteria of a set",
    responses=shapes.returns(assessment_shapes.Criteria, 400, 422, 503),
)
def criteria(service: Held, name: Set = "principles") -> Json:
    """Return the criteria of a set, as the documents held have them."""
    return criteria_json(name, find_criteria(name, list(service.documents.values())))


@router.post(
    "/v1/assessments",
    summary="Make a self-assessment",
    response_model=None,
    responses=returns_or_file(assessment_shapes.Assessment),
)
def assess(filled: FilledIn, service: Held, place: Held_place, kind: Kind = "json") -> Json | Response:
    """Make a self-assessment of a form, as JSON or as a file: no verdict stands without evidence; nothing is kept."""
    form, brought = filled
    with service.assistant(place) as assistant:
        made = make_assessment(assistant, form, brought)
    told = assessment_json(made, datetime.now(UTC))
    return told if kind == "json" else assessment_file(assessment_shapes.Assessment.model_validate(told), kind)


def assessment_file(
    assessment: assessment_shapes.Assessment, suffix: str, made_so_far: Sequence[assessment_shapes.Assessment] = ()
) -> Response:
    """Return an assessment as a Word or Markdown file, with how it went over time."""
    from ui.exports.assessment import assessment_markdown
    from ui.exports.assessment_word import assessment_word

    write = assessment_word if suffix == "docx" else assessment_markdown
    content: str | bytes = write(assessment, made_so_far)
    told = [assessment.assessed, assessment.time.replace(":", "")]
    told += [f"version-{assessment.version}"] if assessment.version else []
    return returned("-".join(["self-assessment", *filter(None, told)]), suffix, content)


def add_routes(app: FastAPI) -> None:
    """Put the assessments into an app."""
    app.include_router(router)
