"""A claim comes into a plan only as the assistant itself says it: it is named by its spans, and made again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from assistant.drafting.kept_plan import Kind
from assistant.drafting.taking import Taken, take_claim
from assistant.errors import UsageError
from assistant.types import Answer, Claim, Span, Status, Turn
from tests.made_kept import DAY, FAR, claim, kept


@dataclass
class Says:
    """An assistant that gives the same claims to whatever it is asked."""

    claims: tuple[Claim, ...]

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        status = Status.ANSWERED if self.claims else Status.NOT_COVERED
        return Answer("1", question, question, status, "", self.claims)


CLAIM = claim(FAR, FAR)
TAKEN = Taken("time", "How near are sponsors?", "cover", (CLAIM.citations[0].span,))


def test_a_claim_becomes_guidance_with_its_citations() -> None:
    edited = take_claim(Says((claim(DAY, DAY), CLAIM)), kept(), TAKEN)
    line = edited.plan.whole.section("time").lines[-1]
    assert (line.id, line.kind, line.text, line.own) == ("l8", Kind.GUIDANCE, FAR, True)
    assert [each.text for each in line.quotations] == [FAR]
    assert edited.note == "took what the sources say into “Time & cover”"


@pytest.mark.parametrize(
    "taken",
    [
        Taken("time", "How near?", "cover", (Span(0, 5),)),
        Taken("time", "How near?", "other", TAKEN.spans),
        Taken("time", "How near?", "cover", (*TAKEN.spans, Span(0, 5))),
    ],
)
def test_what_the_assistant_does_not_say_is_not_taken(taken: Taken) -> None:
    with pytest.raises(UsageError, match="no such claim"):
        take_claim(Says((CLAIM,)), kept(), taken)


def test_nothing_is_taken_twice_or_of_no_answer_or_into_no_section() -> None:
    once = take_claim(Says((CLAIM,)), kept(), TAKEN).plan
    with pytest.raises(UsageError, match="already, in its section “Time & cover”"):
        take_claim(Says((CLAIM,)), once, Taken("milestones", TAKEN.question, "cover", TAKEN.spans))
    with pytest.raises(UsageError, match="no such claim"):
        take_claim(Says(()), kept(), TAKEN)
    with pytest.raises(UsageError, match="no section 'none'"):
        take_claim(Says((CLAIM,)), kept(), Taken("none", TAKEN.question, "cover", TAKEN.spans))
    with pytest.raises(UsageError, match="empty"):
        take_claim(Says((CLAIM,)), kept(), Taken("time", " ", "cover", TAKEN.spans))
