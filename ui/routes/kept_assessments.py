"""Assessments that are kept under a link over HTTP: begun, filled in as one goes, assessed, exported, deleted."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from assistant.drafting.assessment import assess, check_form
from assistant.drafting.assessment_form import make_form
from assistant.drafting.brought import bring
from assistant.drafting.criteria import criteria_mark, find_criteria
from assistant.drafting.kept_assessment import KeptAssessment, KeptAssessments
from assistant.errors import UsageError
from assistant.types import Document
from ui.routes.asking import ASKING, Held, Held_place, Json
from ui.routes.assessments import assessment_file
from ui.routes.files import FORM_BYTES, MOST_FILES, RETURNED, Kind, files_of, forget_passing, form_schema, passing
from ui.server.kept_plans import with_plans
from ui.server.parameters import Whole
from ui.server.service import Service
from ui.shapes import answer as shapes
from ui.shapes import kept_assessment as kept_shapes
from ui.shapes.assessment import Assessment
from ui.shapes.assessment_json import assessment_json
from ui.shapes.kept_assessment_json import told_json, versions_json
from ui.shapes.tags import Tag

router = APIRouter(
    generate_unique_id_function=lambda route: route.name, tags=[Tag.ASSESSMENTS], prefix="/v1/assessments/kept"
)
Link = Annotated[str, Path(description="the link of an assessment", examples=["3q2-7wAAAAAexampleexampleexample"])]
Number = Annotated[Whole, Path(description="a version, counted from 1", examples=[1])]
Name = Annotated[str, Path(description="the name of a document that was brought", examples=["board-minutes.docx"])]
Worked_on = Annotated[Whole, Query(ge=1, description="the version that was worked on", examples=[1])]
_KEPT = kept_shapes.KeptAssessment
_ONE = (400, 404, 422, 503)
_CHANGING = (*_ONE, 409, 413)


@router.post(
    "",
    summary="Begin an assessment that is kept",
    status_code=201,
    responses=shapes.returns(_KEPT, 400, 404, 413, 422, 503, status=201),
)
def begin_assessment(service: Held, body: kept_shapes.AssessmentBeginning) -> Json:
    """Begin an assessment that is kept, on a set of criteria; nothing but its link leads to it."""
    criteria = criteria_mark(find_criteria(body.set, _documents(service)))
    return _told(service, _kept(service).begin(make_form({**body.model_dump(), "criteria": criteria})))


@router.get("/{link}", summary="Open a kept assessment", responses=shapes.returns(_KEPT, *_ONE))
def kept_assessment(link: Link, service: Held) -> Json:
    """Return the newest version of an assessment, with its verdicts as they stand, and the last that was made."""
    return _told(service, _kept(service).opened(link))


@router.put("/{link}", summary="Save the form of a kept assessment", responses=shapes.returns(_KEPT, *_CHANGING))
def save_assessment(link: Link, service: Held, body: kept_shapes.FilledForm) -> Json:
    """Keep the form as far as it is filled in, as a new version; 409 where somebody else saved one after `after`."""
    before = _kept(service).checked(link, body.after)
    own = {"set": before.form.set, "criteria": before.form.criteria}
    form = make_form(body.model_dump(exclude={"after"}) | own)
    check_form(form, _documents(service))
    return _told(service, _kept(service).fill_in(before, form))


@router.post(
    "/{link}/documents",
    summary="Bring documents with evidence",
    responses=shapes.returns(_KEPT, *_CHANGING),
    openapi_extra=form_schema(),
)
async def bring_documents(link: Link, request: Request, service: Held, after: Worked_on) -> Json:
    """Bring documents that hold evidence: they are kept with this assessment alone, and never searched."""
    async with request.form(max_files=MOST_FILES, max_fields=0, max_part_size=FORM_BYTES) as form:
        return await run_in_threadpool(_brought, service, link, after, files_of(form))


@router.delete(
    "/{link}/documents/{name}",
    summary="Take out a document that was brought",
    responses=shapes.returns(_KEPT, *_CHANGING),
)
def take_out_document(link: Link, name: Name, service: Held, after: Worked_on) -> Json:
    """Take a document out; earlier versions hold it until the assessment is deleted."""
    return _told(service, _kept(service).take_out(_kept(service).checked(link, after), name))


def to_assess(link: Link, service: Held, body: kept_shapes.AssessmentAfter) -> KeptAssessment:
    """Refuse what cannot be assessed before it waits for its turn."""
    before = _kept(service).checked(link, body.after)
    check_form(before.form, _documents(service))
    return before


@router.post("/{link}/assess", summary="Assess a kept form", responses=shapes.returns(_KEPT, *ASKING, 404, 409))
def assess_kept(service: Held, before: Annotated[KeptAssessment, Depends(to_assess)], place: Held_place) -> Json:
    """Assess a form as it is filled in, which makes a new version: no verdict stands without evidence."""
    with service.assistant(place) as assistant:
        made = assess(assistant, before.form, before.brought)
    told = assessment_json(made, datetime.now(UTC), before.version.number + 1)
    return _told(service, _kept(service).keep_assessed(before, json.dumps(told, ensure_ascii=False)))


@router.get(
    "/{link}/versions",
    summary="List an assessment's versions",
    responses=shapes.returns(kept_shapes.AssessmentVersions, 404, 422, 503),
)
def assessment_versions(link: Link, service: Held) -> Json:
    """List the versions of an assessment, the newest first, with the verdicts by group where one was assessed."""
    kept = _kept(service)
    return versions_json(kept.versions(link), kept.history(link))


@router.get(
    "/{link}/versions/{number}", summary="Show a version of an assessment", responses=shapes.returns(_KEPT, *_ONE)
)
def assessment_version(link: Link, number: Number, service: Held) -> Json:
    """Return a version of an assessment, and the last assessment that was made up to it."""
    return _told(service, _kept(service).opened(link, number))


_FILE: dict[int | str, Json] = {
    200: {"description": "the last assessment that was made, as a file", "content": RETURNED}
}


@router.get(
    "/{link}/export",
    summary="Export an assessment to Word or Markdown",
    response_class=Response,
    responses=shapes.returns(None, *_ONE) | _FILE,
)
def export_assessment(link: Link, service: Held, kind: Kind = "docx") -> Response:
    """Return the last assessment that was made as a Word or Markdown file."""
    made = [Assessment.model_validate_json(each.returned) for each in _kept(service).history(link)]
    if not made:
        raise UsageError("this is not assessed yet: assess it first")
    return assessment_file(with_plans(service, link, made[-1]), kind, made)


@router.delete(
    "/{link}",
    summary="Delete a kept assessment",
    status_code=204,
    responses=shapes.returns(None, 404, 422, 503, status=204),
)
def delete_assessment(link: Link, service: Held) -> Response:
    """Delete an assessment with all its versions and the documents brought to it, for good."""
    _kept(service).delete(link)
    return Response(status_code=204)


def _brought(service: Service, link: str, after: int, files: list[UploadFile]) -> Json:
    before = _kept(service).checked(link, after)
    with passing(service.settings.home, files) as paths:
        documents = bring(paths, service.settings)
    return _told(service, _kept(service).bring(before, documents))


def _told(service: Service, kept: KeptAssessment) -> Json:
    told = told_json(kept, _documents(service))
    if told["assessment"]:
        made = with_plans(service, kept.link, Assessment.model_validate(told["assessment"]))
        told["assessment"]["plans"] = made.model_dump()["plans"]
    return told


def _kept(service: Service) -> KeptAssessments:
    return KeptAssessments(service.works)


def _documents(service: Service) -> list[Document]:
    return list(service.documents.values())


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the kept assessments into an app, with a limit of their own for what is sent."""
    forget_passing(service.settings.home)
    app.include_router(router, max_body_size=service.settings.max_file_mb * 1_000_000 + FORM_BYTES)
