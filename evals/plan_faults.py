"""The plan that an item expects, and faults planted into it, each with the metric that is meant to catch it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from assistant.types import Document
from evals.actual import Drafted, DraftedLine, DraftedSection, Quoted
from evals.data import Item
from evals.drafts import brief_of
from evals.expected import expected_answer
from evals.plans import SECTIONS, told_by

KINDS = ("guidance", "yours", "assumption", "gap")


@dataclass(frozen=True)
class SpoilingPlan:
    """What a fault of a plan may draw on: the item, the documents, and a draw that is the same each time."""

    item: Item
    documents: Mapping[str, Document]
    draw: Random


PlanFault = Callable[[Drafted, SpoilingPlan], Drafted | None]


def expected_plan(item: Item, documents: Mapping[str, Document]) -> Drafted:
    """Return a faultless plan: the brief and the expected evidence first, then sections that tell of their lack."""
    said = expected_answer(item, documents).claims
    brief = [DraftedLine("yours", line) for line in told_by(brief_of(item)).splitlines() if line]
    first = DraftedSection(
        SECTIONS[0], (*brief, *(DraftedLine("guidance", each.text, each.citations) for each in said))
    )
    lacking = (
        DraftedLine("gap", "The sources have nothing on this.", find_out="Ask those who did it before."),
        DraftedLine("assumption", "It is agreed before the work begins.", confirm_with="sponsor"),
    )
    return Drafted((first, *(DraftedSection(each, lacking) for each in SECTIONS[1:])))


def _changed(plan: Drafted, old: DraftedLine, *new: DraftedLine) -> Drafted:
    """Return a plan in which some lines, or none, stand in the place of one."""
    return replace(
        plan,
        sections=tuple(
            replace(section, lines=tuple(each for line in section.lines for each in (new if line is old else (line,))))
            for section in plan.sections
        ),
    )


def _lines(plan: Drafted, *kinds: str) -> list[DraftedLine]:
    return [line for line in plan.lines if line.kind in kinds]


def _one(plan: Drafted, by: SpoilingPlan, *kinds: str) -> DraftedLine | None:
    found = _lines(plan, *kinds)
    return by.draw.choice(found) if found else None


def uncited_guidance(plan: Drafted, by: SpoilingPlan) -> Drafted | None:
    """Return a plan with a line of guidance that lost its citations."""
    line = _one(plan, by, "guidance")
    return _changed(plan, line, replace(line, citations=())) if line else None


def swapped_kind(plan: Drafted, by: SpoilingPlan) -> Drafted | None:
    """Return a plan in which a line is said to be of another kind."""
    line = _one(plan, by, *KINDS)
    return (
        _changed(plan, line, replace(line, kind=by.draw.choice([k for k in KINDS if k != line.kind]))) if line else None
    )


def dropped_section(plan: Drafted, by: SpoilingPlan) -> Drafted | None:
    """Return a plan that lacks a section."""
    lost = by.draw.choice(plan.sections)
    return replace(plan, sections=tuple(each for each in plan.sections if each is not lost))


def untold_silence(plan: Drafted, by: SpoilingPlan) -> Drafted | None:
    """Return a plan with a section that has no guidance and does not say so."""
    line = _one(plan, by, "gap")
    if line is None:
        return None
    sections = [each for each in plan.sections if line in each.lines]
    silent = by.draw.choice(sections)
    kept = replace(silent, lines=tuple(each for each in silent.lines if each.kind != "gap"))
    return replace(plan, sections=tuple(kept if each is silent else each for each in plan.sections))


def dropped_brief(plan: Drafted, by: SpoilingPlan) -> Drafted | None:
    """Return a plan that leaves out something that the brief says."""
    line = _one(plan, by, "yours")
    return _changed(plan, line) if line else None


def words_in_their_mouth(plan: Drafted, _by: SpoilingPlan) -> Drafted | None:
    """Return a plan with a line that the team is said to have written, and has not."""
    said = DraftedLine("yours", "The board has already promised forty thousand pounds.")
    return replace(
        plan, sections=(replace(plan.sections[0], lines=(*plan.sections[0].lines, said)), *plan.sections[1:])
    )


def swapped_source(plan: Drafted, by: SpoilingPlan) -> Drafted | None:
    """Return a plan with a line of guidance that cites another passage of its document."""
    line = _one(plan, by, "guidance")
    if line is None:
        return None
    cited = line.citations[0]
    document = by.documents[cited.document]
    others = [
        each for each in document.blocks if each.end - each.start > 60 and not cited.start <= each.start < cited.end
    ]
    if not others:
        return None
    block = by.draw.choice(others)
    text = document.text[block.start : block.end]
    return _changed(plan, line, replace(line, citations=(Quoted(document.id, block.start, block.end, text),)))


def changed_words(plan: Drafted, by: SpoilingPlan) -> Drafted | None:
    """Return a plan with a quotation that lacks its first word."""
    line = _one(plan, by, "guidance")
    if line is None:
        return None
    first = line.citations[0]
    spoilt = replace(first, quote=first.quote.partition(" ")[2])
    return _changed(plan, line, replace(line, citations=(spoilt, *line.citations[1:])))


def dropped_guidance(plan: Drafted, by: SpoilingPlan) -> Drafted | None:
    """Return a plan without the lines that state one of the vital facts, the first that it states."""
    for nugget in by.item.vital_nuggets:
        stating = [line for line in _lines(plan, "guidance") if nugget.pattern.search(line.text)]
        if stating:
            for line in stating:
                plan = _changed(plan, line)
            return plan
    return None


PLAN_FAULTS: tuple[tuple[PlanFault, str], ...] = (
    (uncited_guidance, "plan_citation_recall"),
    (uncited_guidance, "plan_kinds"),
    (swapped_kind, "plan_kinds"),
    (dropped_section, "plan_sections"),
    (untold_silence, "plan_silences"),
    (dropped_brief, "plan_brief"),
    (words_in_their_mouth, "plan_unsupported"),
    (swapped_source, "plan_unsupported"),
    (changed_words, "plan_quotations_verbatim"),
    (dropped_guidance, "plan_vital_recall"),
)


def spoilt_plans(
    items: Sequence[Item], documents: Mapping[str, Document], fault: PlanFault
) -> Iterator[tuple[Item, Drafted, Drafted]]:
    """Yield each item with the plan that it expects and the same plan with the fault, where it can be planted."""
    for item in items:
        plan = expected_plan(item, documents)
        by = SpoilingPlan(item, documents, Random(f"{item.id} {fault.__name__}"))  # noqa: S311  the same each time
        spoilt = fault(plan, by)
        if spoilt:
            yield item, plan, spoilt
