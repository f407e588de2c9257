"""A question about a section, and which claims of its answer -> the plan with these as lines of guidance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answering.guards import check_question
from assistant.drafting.editing import Edited, add_line
from assistant.drafting.guidance import Guidance
from assistant.drafting.kept_plan import KeptPlan, line_kept
from assistant.errors import UsageError
from assistant.types import Answer, Claim, Span, Turn


class Answering(Protocol):
    """What answers the question: an assistant."""

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """Return the answer to a question."""


@dataclass(frozen=True, slots=True)
class Named:
    """A claim of an answer, named by these spans of a document."""

    document: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """Which claims of the answer to a question are taken into which section."""

    section: str
    question: str
    claims: tuple[Named, ...]


def take_claims(assistant: Answering, plan: KeptPlan, taken: Taken) -> Edited:
    """Add claims of the assistant's own answer to a section of a plan.

    The question is asked again, and what is added is what the assistant says then: whoever asks names the claims by
    their spans and cannot change a word of them. Raise UsageError where none is named, where the answer has no such
    claim, or the plan has it.
    """
    section = plan.whole.section(taken.section)
    check_question(taken.question)
    if not taken.claims:
        raise UsageError("nothing is chosen: tick what is to be taken into the plan")
    claims = assistant.ask(taken.question).claims
    note = f"took what the sources say into “{section.title}”"
    for named in taken.claims:
        plan = _with(plan, section.id, _named(claims, named), note)
    return Edited(plan, note)


def _named(claims: Sequence[Claim], named: Named) -> Claim:
    claim = next((each for each in claims if _is(each, named)), None)
    if claim is None:
        raise UsageError("the answer to this question has no such claim (any more): ask it again, and choose one")
    return claim


def _with(plan: KeptPlan, section: str, claim: Claim, note: str) -> KeptPlan:
    line = line_kept("", Guidance(claim))
    for each in plan.whole.sections:
        if any((old.text, old.quotations) == (line.text, line.quotations) for old in each.lines):
            raise UsageError(f"the plan has this claim already, in its section “{each.title}”: choose another one")
    return add_line(plan, section, line, note).plan


def _is(claim: Claim, named: Named) -> bool:
    return (
        all(each.document.id == named.document for each in claim.citations)
        and tuple(each.span for each in claim.citations) == named.spans
    )
