"""A brief -> what is assumed of the team's time: an employer releases whoever has one, and nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.brief import Brief, Member
from assistant.drafting.plan import Assumption

# Who takes part and is nobody's employee there, whatever organisation stands beside them.
_UNPAID = re.compile(
    r"^(?:(?:family|unpaid|young|parent|former) )?(?:carer|volunteer|parent|patient|resident|tenant|citizen|neighbour"
    r"|service user|expert by experience|student|pupil)s?(?: (?:representative|leader|member))?$"
    r"|\bunpaid\b|\bexperts? by experience\b|\blived experience\b|\bmembers? of the public\b|\bretired\b",
    re.IGNORECASE,
)


def time_kept(brief: Brief) -> Iterator[Assumption]:
    """Yield who releases the team, and what those get whom no employer releases."""
    others = [member for member in brief.team if not _is_employed(member)]
    if not brief.team or len(others) < len(brief.team):
        who = "Each of the team who is employed" if others else "Each of the team"
        yield Assumption(f"{who} is released on the same day of the week, and their cover is arranged.", "employers")
    if others:
        names = ", ".join(dict.fromkeys(member.role for member in others))
        told = "has no employer in your brief" if len(others) == 1 else "have no employer in your brief"
        yield Assumption(f"Who {told} ({names}): their time and costs are paid, or they give it freely.", "sponsor")


def _is_employed(member: Member) -> bool:
    return bool(member.organisation) and not _UNPAID.search(member.role.strip())
