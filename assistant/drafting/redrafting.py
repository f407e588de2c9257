"""A kept plan -> the same drafted from its brief, with what the team changed and added, without what it removed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.drafting.brief import Brief, brief_json, make_brief
from assistant.drafting.editing import Edited, with_milestone
from assistant.drafting.fitting import Sources
from assistant.drafting.kept_plan import Drafted, KeptLine, KeptPlan, KeptSection, Kind, example_kept, line_kept
from assistant.drafting.milestones import milestones_over
from assistant.drafting.plan import Milestone, Plan
from assistant.drafting.planner import Progress, draft_plan, milestone_text


def draft_kept(assistant: Sources, kept: KeptPlan, today: date, progress: Progress | None = None) -> Edited:
    """Draft a kept plan, or draft it anew. Raise as `make_brief` where its brief is not one to draft from."""
    brief = make_brief(brief_json(kept.brief))
    plan = draft_plan(assistant, brief, progress)
    before = kept.drafted
    fresh = _fresh(plan, today, kept.made)
    if before is None:
        return Edited(replace(kept, drafted=fresh), "drafted")
    own = _own(before, fresh)
    told = {text for line in own for text in (line.text, line.origin)} | set(before.removed)
    old = {section.id: section.lines for section in before.sections}
    sections = tuple(_merged(old.get(each.id, ()), each, own, told) for each in fresh.sections)
    merged = replace(fresh, sections=sections, removed=before.removed)
    for number, milestone in enumerate(_milestones(before, brief), 1):
        merged = with_milestone(merged, number, milestone)
    return Edited(replace(kept, drafted=merged), "drafted anew, with your own lines")


def _fresh(plan: Plan, today: date, made: int) -> Drafted:
    sections = []
    for section in plan.sections:
        lines = tuple(line_kept(f"l{number}", line) for number, line in enumerate(section.lines, made + 1))
        made += len(lines)
        sections.append(KeptSection(section.id, section.title, section.about, lines))
    return Drafted(
        day=today.isoformat(),
        brief=plan.brief,
        corpus=plan.corpus,
        sections=tuple(sections),
        milestones=plan.milestones,
        to_sponsor=plan.to_sponsor,
        to_team=plan.to_team,
        examples=tuple(map(example_kept, plan.examples)),
        made=made,
    )


def _own(before: Drafted, fresh: Drafted) -> frozenset[KeptLine]:
    """Return the team's own lines; what says a milestone follows from that."""
    said = {milestone_text(each) for each in before.milestones} if fresh.milestones else set()
    return frozenset(
        line for line in before.lines if line.own and not (line.kind is Kind.ASSUMPTION and line.text in said)
    )


def _merged(
    before: Sequence[KeptLine], fresh: KeptSection, own: frozenset[KeptLine], told: Collection[str]
) -> KeptSection:
    """Return a section's fresh lines with the team's own, each behind the line that it stood behind before."""
    known = {line.text: line.id for line in before if line not in own}
    lines = [replace(line, id=known.pop(line.text, line.id)) for line in fresh.lines if line.text not in told]
    for place, line in enumerate(before):
        if line in own:
            lines.insert(_behind(before[:place], lines), line)
    return replace(fresh, lines=tuple(lines))


def _behind(earlier: Sequence[KeptLine], lines: Sequence[KeptLine]) -> int:
    """Return the place behind the last of the earlier lines that is still there: the first where none is."""
    texts = [line.text for line in lines]
    return next((texts.index(line.text) + 1 for line in reversed(earlier) if line.text in texts), 0)


def _milestones(before: Drafted, brief: Brief) -> Iterator[Milestone]:
    """Yield the milestones of a brief with what the team changed of those before, where that still fits the months."""
    was, now = milestones_over(before.brief.months), milestones_over(brief.months)
    for first, changed, fresh in zip(was, before.milestones, now, strict=False):
        title = changed.title if changed.title != first.title else fresh.title
        moved = (changed.start, changed.end) != (first.start, first.end) and changed.end <= (brief.months or 0)
        start, end = (changed.start, changed.end) if moved else (fresh.start, fresh.end)
        yield replace(fresh, title=title, start=start, end=end)
