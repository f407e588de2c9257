"""An employer releases whoever has one; whoever has none is paid, or gives the time."""

from __future__ import annotations

import pytest

from assistant.drafting.brief import Brief, Member
from assistant.drafting.releasing import time_kept

RELEASED = "Each of the team is released on the same day of the week, and their cover is arranged."
NURSE = Member("nurse", "a trust")


@pytest.mark.parametrize("team", [(), (NURSE, Member("care home manager", "a home"))])
def test_a_team_of_employees_is_released(team: tuple[Member, ...]) -> None:
    assert [(each.text, each.confirm_with) for each in time_kept(Brief("Falls", team=team))] == [
        (RELEASED, "employers")
    ]


@pytest.mark.parametrize(
    "member",
    [
        Member("carer"),
        Member("retired teacher"),
        Member("family carer", "a charity"),
        Member("carer", "a charity"),
        Member("expert by experience", "a trust"),
        Member("peer worker"),
    ],
)
def test_who_has_no_employer_is_not_asked_for_release(member: Member) -> None:
    released, paid = time_kept(Brief("Falls", team=(NURSE, member)))
    assert released.text.startswith("Each of the team who is employed is released")
    assert (paid.confirm_with, f"({member.role})" in paid.text) == ("sponsor", True)
    [alone] = time_kept(Brief("Falls", team=(member,)))
    assert alone.confirm_with == "sponsor"
