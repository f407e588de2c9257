"""Months -> Milestones: assumptions about what is reached by when, to be confirmed."""

from __future__ import annotations

from assistant.drafting.plan import Milestone

# What is reached, from which share of the programme to which, and who has to confirm it.
_STEPS = (
    ("Sponsor, team, days and decision rights agreed in writing", 0.0, 0.1, "sponsor"),
    ("People affected, partners and front-line staff heard; figures from before gathered", 0.05, 0.3, "team"),
    ("Aim and two or three measures agreed", 0.2, 0.35, "sponsor"),
    ("First small test run and looked at together", 0.3, 0.55, "team"),
    ("Half-way review with the sponsor: go on, change or stop", 0.5, 0.6, "sponsor"),
    ("Test widened, and changed by what was learned", 0.55, 0.85, "partners"),
    ("Handover agreed with whoever carries the work on", 0.7, 0.9, "sponsor"),
    ("Results and lessons written up, told and celebrated", 0.85, 1.0, "sponsor and team"),
)


def milestones_over(months: int | None) -> tuple[Milestone, ...]:
    """Return the milestones of a programme of so many months; none where their number is not known."""
    if months is None:
        return ()
    return tuple(
        Milestone(title, min(int(first * months) + 1, months), max(int(first * months) + 1, round(last * months)), who)
        for title, first, last, who in _STEPS
    )
