"""A small kept plan, made by hand: two sections with a line of each kind, milestones, an example."""

from __future__ import annotations

from assistant.drafting.brief import Brief
from assistant.drafting.guidance import Guidance
from assistant.drafting.kept_plan import Drafted, KeptLine, KeptPlan, KeptSection, example_kept, line_kept
from assistant.drafting.milestones import milestones_over
from assistant.drafting.plan import Assumption, Example, Gap, Line, Yours
from assistant.drafting.planner import corpus_of, milestone_text
from assistant.types import Citation, Claim, Document
from tests.made import listed, made, place

DAY, FAR = "Fellows get one day a week for a year.", "Sponsors were too far from the teams."
LEAD, FREE, DESK = "Cover is found in two ways:", "a day a week is kept free", "a desk lends staff"
NOTE = made(DAY, listed(LEAD, FREE, DESK, section=("Time", "Cover")), FAR, name="cover", page="4")
HELD = {NOTE.id: NOTE}
BRIEF = Brief("Too many falls at night", place="Two valleys", months=6)
# The ids of the lines, by what they are.
SAYS, LIST, TOLD, CONFIRM, UNKNOWN, FIRST = "l1", "l2", "l3", "l4", "l5", "l6"


def claim(text: str, *quotes: str, document: Document = NOTE) -> Claim:
    spans = [place(document, quote) for quote in quotes]
    return Claim(text, tuple(Citation(document, span.start, span.end) for span in spans))


def lines(*told: Line, first: int) -> tuple[KeptLine, ...]:
    return tuple(line_kept(f"l{number}", line) for number, line in enumerate(told, first))


def kept() -> KeptPlan:
    """Return a plan that was drafted from the note."""
    milestones = milestones_over(BRIEF.months)[:2]
    time = lines(
        Guidance(claim(DAY, DAY), "worries"),
        Guidance(claim(f"{LEAD}\n- {FREE}\n- {DESK}", LEAD, f"- {FREE}", f"- {DESK}")),
        Yours("6 months", "months"),
        Assumption("One day is kept.", "employers"),
        first=1,
    )
    steps = lines(
        Gap("Nobody knows the date.", "Ask the board."),
        *(Assumption(milestone_text(each), each.confirm_with) for each in milestones),
        first=5,
    )
    example = Example("The lending desk", (claim(FAR, FAR),), "Both speak of: teams.", "Only yours: falls.")
    return KeptPlan(
        BRIEF,
        Drafted(
            day="2026-11-25",
            brief=BRIEF,
            corpus=corpus_of([NOTE]),
            sections=(
                KeptSection("time", "Time & cover", "Who gives time.", time),
                KeptSection("milestones", "Milestones", "What by when.", steps),
            ),
            milestones=milestones,
            to_sponsor=("How often will you meet us?",),
            to_team=("Who is missing?",),
            examples=(example_kept(example),),
            made=7,
        ),
    )
