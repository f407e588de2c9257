"""Project plans over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI

from assistant.drafting.brief import Brief, make_brief
from assistant.drafting.planner import draft_plan
from ui.routes.asking import Held, Held_place, Json
from ui.shapes import answer as shapes
from ui.shapes import plan as plan_shapes
from ui.shapes.plan_json import plan_json
from ui.shapes.tags import Tag

router = APIRouter(generate_unique_id_function=lambda route: route.name, tags=[Tag.PLANS])


def briefed(body: plan_shapes.Brief) -> Brief:
    """Refuse a malformed brief, and one that tells of a person, before it waits for its turn."""
    return make_brief(body.model_dump())


Briefed = Annotated[Brief, Depends(briefed)]


@router.post(
    "/v1/plans",
    summary="Draft a plan from a brief",
    responses=shapes.returns(plan_shapes.Plan, 400, 413, 422, 429, 503),
)
def plan(brief: Briefed, service: Held, place: Held_place) -> Json:
    """Draft a project plan from a brief: every line is guidance with citations, yours, an assumption or a gap."""
    with service.assistant(place) as assistant:
        return plan_json(draft_plan(assistant, brief), datetime.now(UTC).date())


def add_routes(app: FastAPI) -> None:
    """Put the plans into an app."""
    app.include_router(router)
