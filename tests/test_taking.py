"""A claim comes into a plan only as the assistant itself says it: it is named by its spans, and made again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from assistant.drafting.kept_plan import Kind
from assistant.drafting.taking import Named, Taken, take_claims
from assistant.errors import UsageError
from assistant.types import Answer, Claim, Span, Status, Turn
from tests.made_kept import DAY, DESK, FAR, FREE, claim, kept


@dataclass
class Says:
    """An assistant that gives the same claims to whatever it is asked."""

    claims: tuple[Claim, ...]

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        status = Status.ANSWERED if self.claims else Status.NOT_COVERED
        return Answer("1", question, question, status, "", self.claims)


CLAIM = claim(FAR, FAR)
NAMED = Named("cover", (CLAIM.citations[0].span,))
TAKEN = Taken("time", "How near are sponsors?", (NAMED,))


def test_a_claim_becomes_guidance_with_its_citations() -> None:
    edited = take_claims(Says((claim(DAY, DAY), CLAIM)), kept(), TAKEN)
    line = edited.plan.whole.section("time").lines[-1]
    assert (line.id, line.kind, line.text, line.own) == ("l8", Kind.GUIDANCE, FAR, True)
    assert [each.text for each in line.quotations] == [FAR]
    assert edited.note == "took what the sources say into “Time & cover”"


def test_those_that_are_chosen_are_taken_and_no_others_in_their_order() -> None:
    first, last = claim(FREE, FREE), claim(DESK, DESK)
    named = tuple(Named("cover", tuple(each.span for each in one.citations)) for one in (last, first))
    edited = take_claims(Says((first, CLAIM, last)), kept(), Taken("milestones", "What helps?", named))
    lines = edited.plan.whole.section("milestones").lines
    assert [line.text for line in lines if line.kind is Kind.GUIDANCE] == [DESK, FREE]
    with pytest.raises(UsageError, match="nothing is chosen"):
        take_claims(Says((first,)), kept(), Taken("time", "What helps?", ()))


@pytest.mark.parametrize(
    "named",
    [
        Named("cover", (Span(0, 5),)),
        Named("other", NAMED.spans),
        Named("cover", (*NAMED.spans, Span(0, 5))),
    ],
)
def test_what_the_assistant_does_not_say_is_not_taken(named: Named) -> None:
    with pytest.raises(UsageError, match="no such claim"):
        take_claims(Says((CLAIM,)), kept(), Taken("time", "How near?", (named,)))


def test_nothing_is_taken_twice_or_of_no_answer_or_into_no_section() -> None:
    once = take_claims(Says((CLAIM,)), kept(), TAKEN).plan
    with pytest.raises(UsageError, match="already, in its section “Time & cover”"):
        take_claims(Says((CLAIM,)), once, Taken("milestones", TAKEN.question, (NAMED,)))
    with pytest.raises(UsageError, match="no such claim"):
        take_claims(Says(()), kept(), TAKEN)
    with pytest.raises(UsageError, match="no section 'none'"):
        take_claims(Says((CLAIM,)), kept(), Taken("none", TAKEN.question, (NAMED,)))
    with pytest.raises(UsageError, match="empty"):
        take_claims(Says((CLAIM,)), kept(), Taken("time", " ", (NAMED,)))
