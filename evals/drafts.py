"""An item that asks for a project plan -> the plan drafted for it, as it is stored: lines, kinds, citations."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.drafting.brief import Brief, make_brief
from assistant.drafting.fitting import Sources
from assistant.drafting.guidance import Guidance
from assistant.drafting.plan import Assumption, Gap, Line, Plan, Yours
from assistant.drafting.planner import draft_plan
from assistant.errors import BriefRefusedError
from assistant.types import Claim
from evals.actual import Actual, Drafted, DraftedLine, DraftedSection, Quoted, Said
from evals.data import PLANS, Item
from evals.generate import Answering

DRAFTED = "drafted"


@dataclass(frozen=True, slots=True)
class Drafting:
    """What drafts a plan where one is asked for, and answers everything else."""

    answering: Answering
    sources: Sources

    def __call__(self, item: Item) -> Actual:
        """Return what comes out for an item. Raise AssistantError where the system fails."""
        return draft(self.sources, item) if item.type == PLANS else self.answering(item)


def brief_of(item: Item) -> Brief:
    """Return the brief of an item: the one it names, else its question as the problem.

    Raise UsageError or BriefRefusedError as `make_brief` does.
    """
    return make_brief(item.brief or {"problem": item.question})


def draft(sources: Sources, item: Item) -> Actual:
    """Return the plan that comes out for an item, one without sections where its brief is refused."""
    started = time.perf_counter()
    try:
        plan = draft_plan(sources, brief_of(item))
    except BriefRefusedError as error:
        return Actual(item.id, status="refused", text=str(error), plan=Drafted())
    return Actual(item.id, status=DRAFTED, plan=drafted(plan), seconds=time.perf_counter() - started)


def drafted(plan: Plan) -> Drafted:
    """Return a plan as it is stored."""
    sections = tuple(DraftedSection(each.id, tuple(map(_line, each.lines))) for each in plan.sections)
    return Drafted(sections, tuple(_said(claim) for example in plan.examples for claim in example.claims))


def _line(line: Line) -> DraftedLine:
    match line:
        case Guidance():
            said = _said(line.claim)
            return DraftedLine("guidance", said.text, said.citations)
        case Yours():
            return DraftedLine("yours", line.text)
        case Assumption():
            return DraftedLine("assumption", line.text, confirm_with=line.confirm_with)
        case Gap():
            return DraftedLine("gap", line.text, find_out=line.find_out)


def _said(claim: Claim) -> Said:
    return Said(claim.text, tuple(Quoted(c.document.id, c.start, c.end, c.quote) for c in claim.citations))


def told(values: Mapping[str, Any]) -> Drafted:
    """Return a plan as it is stored, of the JSON that a server returns."""
    numbered = {
        each["number"]: Quoted(each["document"], each["start"], each["end"], each["quote"])
        for each in values["citations"]
    }

    def cited(one: Mapping[str, Any]) -> tuple[Quoted, ...]:
        return tuple(numbered[number] for number in one.get("citations", ()))

    sections = tuple(
        DraftedSection(
            section["id"],
            tuple(
                DraftedLine(
                    line["kind"], line["text"], cited(line), line.get("confirm_with") or "", line.get("find_out") or ""
                )
                for line in section["lines"]
            ),
        )
        for section in values["sections"]
    )
    claims = (claim for example in values["examples"] for claim in example["claims"])
    return Drafted(sections, tuple(Said(claim["text"], cited(claim)) for claim in claims))
