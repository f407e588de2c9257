"""A question about a section, and which claim of its answer -> the plan with that claim as a line of guidance."""

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
class Taken:
    """Which claim is taken into which section: that which answers a question by these spans of a document."""

    section: str
    question: str
    document: str
    spans: tuple[Span, ...]


def take_claim(assistant: Answering, plan: KeptPlan, taken: Taken) -> Edited:
    """Add a claim of the assistant's own answer to a section of a plan.

    The question is asked again, and what is added is what the assistant says then: whoever asks names the claim by its
    spans and cannot change a word of it. Raise UsageError where the answer has no such claim, or the plan has it.
    """
    section = plan.whole.section(taken.section)
    check_question(taken.question)
    answer = assistant.ask(taken.question)
    claim = next((each for each in answer.claims if _is(each, taken)), None)
    if claim is None:
        raise UsageError("the answer to this question has no such claim (any more): ask it again, and choose one")
    line = line_kept("", Guidance(claim))
    for each in plan.whole.sections:
        if any((old.text, old.quotations) == (line.text, line.quotations) for old in each.lines):
            raise UsageError(f"the plan has this claim already, in its section “{each.title}”: choose another one")
    return add_line(plan, taken.section, line, f"took what the sources say into “{section.title}”")


def _is(claim: Claim, taken: Taken) -> bool:
    return (
        all(each.document.id == taken.document for each in claim.citations)
        and tuple(each.span for each in claim.citations) == taken.spans
    )
