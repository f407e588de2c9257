"""A plan as JSON, in the shape that `plan_shapes.Plan` describes."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.answering.wording import in_part, left_out, notices_of
from assistant.drafting.brief import brief_json
from assistant.drafting.guidance import Guidance
from assistant.drafting.plan import Assumption, Line, Plan, Yours
from assistant.types import Claim, Notice
from ui.shapes.answer_json import Numbering, citation_json

Json = dict[str, Any]


def plan_json(plan: Plan, drafted: date) -> Json:
    """Return a plan with its numbered citations, and the day on which it was drafted."""
    numbering = Numbering(plan.claims)
    return {
        "brief": brief_json(plan.brief),
        "drafted": drafted.isoformat(),
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "about": section.about,
                "lines": [{**_line_json(line, numbering), "id": "", "note": ""} for line in section.lines],
            }
            for section in plan.sections
        ],
        "milestones": [
            {"title": each.title, "start": each.start, "end": each.end, "confirm_with": each.confirm_with}
            for each in plan.milestones
        ],
        "questions": {"sponsor": list(plan.to_sponsor), "team": list(plan.to_team)},
        "examples": [
            {
                "name": each.name,
                "claims": [_claim_json(claim, numbering) for claim in each.claims],
                "alike": each.alike,
                "differs": each.differs,
            }
            for each in plan.examples
        ],
        "citations": [citation_json(citation, number) for number, citation in enumerate(numbering.citations, 1)],
        "notices": [{"kind": each.kind, "text": each.text} for each in (*_of_examples(plan), *notices_of(plan.claims))],
        "corpus": plan.corpus,
        "begun_from": "",
    }


def _of_examples(plan: Plan) -> tuple[Notice, ...]:
    """Return the notice that examples say lists in part, each under its name: a line says so itself."""
    told = [(each.name, notice) for each in plan.examples for notice in in_part(each.claims)]
    return tuple(Notice(notice.kind, f"Nearest example “{name}”: {notice.text}") for name, notice in told)


def _claim_json(claim: Claim, numbering: Numbering) -> Json:
    return {"text": claim.text, "citations": numbering.of(claim)}


def _line_json(line: Line, numbering: Numbering) -> Json:
    if isinstance(line, Guidance):
        fits = {"fits": line.fits or None, "shares": list(line.shares)}
        listed = {"listed": list(left_out(line.claim) or ())}
        return {"kind": "guidance", **_claim_json(line.claim, numbering), **fits, **listed}
    if isinstance(line, Yours):
        return {"kind": "yours", "text": line.text, "field": line.field}
    if isinstance(line, Assumption):
        return {"kind": "assumption", "text": line.text, "confirm_with": line.confirm_with}
    return {"kind": "gap", "text": line.text, "find_out": line.find_out}
