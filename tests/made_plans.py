"""A small plan in the shape that is returned and exported, made by hand."""

from __future__ import annotations

from typing import Any

from assistant.types import Citation
from tests.made import listed, made, place
from ui.shapes.answer_json import citation_json
from ui.shapes.plan import Plan

LEAD, DAY, DESK = "Cover is found in two ways:", "a day a week is kept free", "a desk lends staff"
FAR = "Sponsors were too far from the teams."
NOTE = made(listed(LEAD, DAY, DESK, section=("Time", "Cover")), FAR, name="cover", page="4")


def cited(*texts: str) -> list[dict[str, Any]]:
    spans = [place(NOTE, text) for text in texts]
    return [citation_json(Citation(NOTE, span.start, span.end), number) for number, span in enumerate(spans, 1)]


def plan(**changes: Any) -> Plan:
    """Return a plan with a line of each kind, a list, two milestones, an example and four citations."""
    guidance = {"kind": "guidance", "text": FAR, "citations": [4], "fits": "worries", "shares": ["sponsors"]}
    several = {"kind": "guidance", "text": f"{LEAD}\n- {DAY}\n- {DESK}", "citations": [1, 2, 3], "fits": None}
    told: dict[str, Any] = {
        "brief": {
            "problem": "Too many *falls* at night",
            "place": "Two valleys",
            "months": 6,
            "team": [{"role": "GP"}],
        },
        "drafted": "2026-11-25",
        "sections": [
            {
                "id": "time",
                "title": "Time & cover",
                "about": "Who gives time.",
                "lines": [
                    {"kind": "yours", "text": "6 months", "field": "months"},
                    guidance,
                    several,
                    {"kind": "assumption", "text": "One day is kept.", "confirm_with": "employers"},
                ],
            },
            {
                "id": "milestones",
                "title": "Milestones",
                "about": "What by when.",
                "lines": [{"kind": "gap", "text": "The sources have nothing on this.", "find_out": "Ask the board."}],
            },
        ],
        "milestones": [
            {"title": "Days agreed", "start": 1, "end": 1, "confirm_with": "sponsor"},
            {"title": "Results told & celebrated", "start": 5, "end": 6, "confirm_with": "team"},
        ],
        "questions": {"sponsor": ["How often will you meet us?"], "team": ["Who is missing?"]},
        "examples": [
            {
                "name": "The lending desk",
                "claims": [{"text": FAR, "citations": [4]}],
                "alike": "Both speak of: teams.",
                "differs": "Only your brief speaks of: falls.",
            }
        ],
        "citations": cited(LEAD, f"- {DAY}", f"- {DESK}", FAR),
        "notices": [{"kind": "source-date", "text": "Written before the Act."}],
        "corpus": "c0ffee" * 10,
    }
    return Plan.model_validate(told | changes)
