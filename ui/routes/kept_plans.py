"""Plans that are kept under a link over HTTP: begun, changed, drafted, gone back in, exported and read in again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Path
from fastapi.responses import Response

from assistant.drafting.editing import Change, Do, Edited, fill_in, make_change, move_milestone
from assistant.drafting.taking import Named, Taken
from assistant.errors import UsageError
from assistant.types import Span
from assistant.works import Work
from ui.exports.plan_reading import kept_markdown
from ui.routes.asking import ASKING, Held, Held_place, Json
from ui.routes.files import RETURNED, Kind, returned
from ui.server import kept_plans as keeping
from ui.server.kept_plans import Opened
from ui.server.parameters import Whole
from ui.server.service import Service
from ui.shapes import answer as shapes
from ui.shapes import kept_plan as plan_shapes
from ui.shapes.kept_plan_json import kept_plan_json, version_json
from ui.shapes.tags import Tag

router = APIRouter(generate_unique_id_function=lambda route: route.name, tags=[Tag.PLANS], prefix="/v1/plans/kept")
Link = Annotated[str, Path(description="the link of a plan", examples=["3q2-7wAAAAAexampleexampleexample"])]
Number = Annotated[Whole, Path(description="a version, counted from 1", examples=[1])]
_ONE = (400, 404, 422, 503)
_CHANGING = (*_ONE, 409, 413)
_DRAFTING = (*ASKING, 404, 409)
_KEPT = plan_shapes.KeptPlan


@router.post(
    "",
    summary="Begin a plan that is kept",
    status_code=201,
    responses=shapes.returns(_KEPT, 400, 404, 413, 422, 503, status=201),
)
def begin_plan(service: Held, body: plan_shapes.PlanBeginning) -> Json:
    """Begin a plan that is kept, with as much of its brief as there is; nothing but its link leads to it."""
    weak = body.begun_from
    origin = keeping.weak_point(service, weak.assessment, weak.criterion) if weak else None
    return _told(service, keeping.begin(service, body.brief.model_dump(exclude_unset=True), origin))


@router.get("/{link}", summary="Open a kept plan", responses=shapes.returns(_KEPT, *_ONE))
def kept_plan(link: Link, service: Held) -> Json:
    """Return the newest version of a plan, its citations checked again in the documents as they are now."""
    return _told(service, keeping.opened(service, link))


@router.patch("/{link}", summary="Change a kept plan", responses=shapes.returns(_KEPT, *_CHANGING))
def change_plan(link: Link, service: Held, body: plan_shapes.Operated) -> Json:
    """Change a plan, which makes a new version; 409 where somebody else saved one after `after`."""
    before = keeping.checked(service, link, body.after)
    operation = body.operation
    return _told(service, keeping.save(service, before, _DOING[operation.do](service, before, operation)))


@router.delete(
    "/{link}", summary="Delete a kept plan", status_code=204, responses=shapes.returns(None, 404, 422, 503, status=204)
)
def delete_plan(link: Link, service: Held) -> Response:
    """Delete a plan with all its versions, for good."""
    service.works.delete(Work.PLAN, link)
    return Response(status_code=204)


def checked_to_draft(link: Link, service: Held, body: plan_shapes.PlanAfter) -> Opened:
    """Refuse what cannot be drafted before it waits for its turn."""
    before = keeping.checked(service, link, body.after)
    if not before.plan.brief.problem:
        raise UsageError("the field 'problem' is empty: say in a sentence or two what the project is to change")
    return before


@router.post(
    "/{link}/draft", summary="Draft a kept plan, or draft it anew", responses=shapes.returns(_KEPT, *_DRAFTING)
)
def draft_kept_plan(service: Held, before: Annotated[Opened, Depends(checked_to_draft)], place: Held_place) -> Json:
    """Draft a plan from its brief, or anew: lines that were changed or added stay, and removed ones stay out."""
    return _told(service, keeping.draft(service, before, place))


def checked_to_take(link: Link, service: Held, body: plan_shapes.Taking) -> tuple[Opened, Taken]:
    """Refuse what cannot be taken before it waits for its turn."""
    before = keeping.checked(service, link, body.after)
    wrong = next((each for each in body.spans if not 0 <= each[0] < each[1]), None)
    if wrong:
        raise UsageError(f"{wrong} is no span: give a start and an end behind it")
    before.plan.whole.section(body.section)
    service.document(body.document)
    spans = tuple(Span(start, end) for start, end in body.spans)
    return before, Taken(body.section, body.question, (Named(body.document, spans),))


@router.post(
    "/{link}/claims", summary="Take a claim of an answer into a plan", responses=shapes.returns(_KEPT, *_DRAFTING)
)
def take_claim(
    service: Held, told: Annotated[tuple[Opened, Taken], Depends(checked_to_take)], place: Held_place
) -> Json:
    """Take a claim of the answer to a question into a section, as guidance with its checked citations."""
    before, taken = told
    return _told(service, keeping.take(service, before, place, taken))


@router.get(
    "/{link}/versions",
    summary="List a plan's versions",
    responses=shapes.returns(plan_shapes.PlanVersions, 404, 422, 503),
)
def plan_versions(link: Link, service: Held) -> Json:
    """List the versions of a plan, the newest first."""
    return {"versions": [version_json(each) for each in service.works.versions(Work.PLAN, link)]}


@router.get("/{link}/versions/{number}", summary="Show a version of a plan", responses=shapes.returns(_KEPT, *_ONE))
def plan_version(link: Link, number: Number, service: Held) -> Json:
    """Return a version of a plan, its citations checked again in the documents as they are now."""
    return _told(service, keeping.opened(service, link, number))


_FILE: dict[int | str, Json] = {200: {"description": "the plan as a file", "content": RETURNED}}


@router.get(
    "/{link}/export",
    summary="Export a plan to Word or Markdown",
    response_class=Response,
    responses=shapes.returns(None, *_ONE) | _FILE,
)
def export_plan(link: Link, service: Held, kind: Kind = "docx") -> Response:
    """Return a plan as a Word file, or as Markdown that can be edited and read in again."""
    from ui.exports.plan_word import plan_word

    found = keeping.opened(service, link)
    plan = keeping.exported(service, found)
    name = f"project-plan-{found.version.made.date()}-version-{found.version.number}"
    content = kept_markdown(plan, found.version.number) if kind == "md" else plan_word(plan)
    return returned(name, kind, content)


@router.post("/{link}/import", summary="Read an edited plan back in", responses=shapes.returns(_KEPT, *_CHANGING))
def import_plan(link: Link, service: Held, body: plan_shapes.Importing) -> Json:
    """Read in a plan's Markdown after it was edited; what cannot be read is told by line, and nothing is changed."""
    before = keeping.checked(service, link, body.after)
    return _told(service, keeping.save(service, before, keeping.read_in(service, before, body.markdown)))


def _told(service: Service, found: Opened) -> Json:
    return kept_plan_json(found.link, found.version, found.checked, service.documents if found.plan.drafted else {})


def _changed(do: Do, target: str) -> Callable[[Service, Opened, Any], Edited]:
    def change(service: Service, before: Opened, operation: Any) -> Edited:
        text = getattr(operation, "text", "")
        return make_change(before.plan, Change(do, getattr(operation, target), text), service.documents)

    return change


_DOING: dict[str, Callable[[Service, Opened, Any], Edited]] = {
    "fill": lambda _service, before, told: fill_in(before.plan, told.brief.model_dump(exclude_unset=True)),
    "edit": _changed(Do.EDIT, "line"),
    "settle": _changed(Do.SETTLE, "line"),
    "add": _changed(Do.ADD, "section"),
    "remove": _changed(Do.REMOVE, "line"),
    "milestone": lambda _service, before, told: move_milestone(
        before.plan, told.number, told.title, told.start, told.end
    ),
    "recheck": lambda _service, before, _told: keeping.rechecked(before),
    "restore": lambda service, before, told: keeping.restored(service, before, told.version),
}


def add_routes(app: FastAPI) -> None:
    """Put the kept plans into an app."""
    app.include_router(router)
