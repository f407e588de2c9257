"""What sources share, where they differ and what has changed is told by rule, and not told where it is not sure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.drafting.agreement import Finding, differs, shared, then_and_now
from assistant.types import Citation, Claim, Document
from tests.made import Piece, listed, made

AIMS = listed(
    "The valley has four aims:",
    "mend more boats before the spring floods",
    "teach every child to row",
    "keep the towpath open all winter",
    "plant willows along the bank",
)
PURPOSES = listed(
    "Its purposes are:",
    "mending boats before spring floods",
    "teaching children to row",
    "keeping the towpath open in winter",
    "share the cost of the locks",
)
DESK = "The lending desk placed 164 nurses on the wards of Millford during its first winter."


def said(text: str | Piece, name: str, published: str | None = None) -> Claim:
    """Return a claim that is a whole document."""
    document = replace(made(text, name=name), published=published)
    return whole(document)


def whole(document: Document) -> Claim:
    return Claim(document.text, (Citation(document, 0, len(document.text)),))


def test_two_lists_with_most_items_in_common_are_shared() -> None:
    claims = (said(AIMS, "one"), said(PURPOSES, "other"))
    assert shared("aims", claims) == (Finding("They say the same in much the same words.", claims),)


def test_a_third_publisher_joins_the_group_and_the_same_publisher_does_not() -> None:
    one, other, third = (said(DESK, name) for name in ("one", "other", "third"))
    again = whole(replace(third.citations[0].document, id="again"))
    assert [finding.claims for finding in shared("desk", (one, other, third, again))] == [(one, other, third)]


@pytest.mark.parametrize(
    "other",
    [
        "The lending desk placed 38 nurses on the wards of Millford during its first winter.",
        "The lending desk never placed 164 nurses on the wards of Millford during its first winter.",
        "The lending desk lent boats.",
        "Choirs sing in barns, churches and sometimes out on the old bridge near Fernhill in summer.",
    ],
)
def test_another_figure_a_denial_and_another_thing_are_not_shared(other: str) -> None:
    assert shared("lending desk", (said(DESK, "one"), said(other, "other"))) == ()


def test_what_one_publisher_says_twice_is_not_shared() -> None:
    one = said(DESK, "one")
    assert shared("desk", (one, whole(replace(one.citations[0].document, id="again")))) == ()


def test_the_same_sentence_with_another_figure_differs() -> None:
    claims = (said(DESK, "one"), said(DESK.replace("164", "38"), "other"))
    assert differs("lending desk", claims) == (Finding("They give other figures.", claims),)


def test_what_should_be_stands_beside_what_hinders_it() -> None:
    asks = said("Members should give ward managers protected time for lending.", "guidance")
    hinders = said("Ward managers were reluctant to give protected time to anyone.", "report")
    expected = Finding("The first says what should be, the second what stands in its way.", (asks, hinders))
    assert differs("protected time", (hinders, asks)) == (expected,)
    assert differs("protected boats", (hinders, asks)) == ()
    assert differs("protected time", (asks, said("Time is a barrier to singing.", "choir"))) == ()


def test_a_plan_and_what_became_of_it() -> None:
    then = said("It is proposed that boards would become statutory bodies.", "older", "2031-12")
    now = said("Boards were given statutory powers in their third year.", "newer", "2034-07")
    expected = Finding("The older speaks of a plan, the newer of what became of it.", (then, now))
    assert then_and_now((now, then)) == (expected,)


@pytest.mark.parametrize(
    ("then", "now"), [("2034-07", "2031-12"), (None, "2034-07"), ("2034-07", "2034-07"), ("2031-12", None)]
)
def test_nothing_has_changed_where_the_order_is_not_known(then: str | None, now: str | None) -> None:
    claims = (
        said("It is proposed that boards would become statutory bodies.", "older", then),
        said("Boards were given statutory powers in their third year.", "newer", now),
    )
    assert then_and_now(claims) == ()
