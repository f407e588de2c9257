"""A plan -> Markdown that links to nothing: summary, sections, milestones, questions, examples, numbered sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ui.exports.answer import marked_lines, plain
from ui.exports.plan_parts import (
    KINDS,
    READING,
    addition,
    counted,
    drafted,
    rests_on,
    title_of,
)
from ui.exports.plan_summary import facts_of, first_points
from ui.exports.sources import sources_markdown
from ui.exports.word import xml_text
from ui.shapes.answer_json import marks
from ui.shapes.plan import Example, Guidance, Line, Plan


def plan_markdown(plan: Plan) -> str:
    """Return a plan as Markdown."""
    parts = [f"# {plain(title_of(plan))}", drafted(plan), *_summary(plan)]
    for number, section in enumerate(plan.sections, 1):
        parts += [f"## {number} {plain(section.title)}", f"*{plain(section.about)}*"]
        parts += ["\n".join(_line(line, plan) for line in section.lines)]
    parts += [*_questions(plan), *_examples(plan.examples, plan), *_closing(plan)]
    return xml_text("\n\n".join(parts) + "\n")


def _summary(plan: Plan) -> Iterator[str]:
    yield "## Summary"
    yield "\n".join(f"- **{name}:** {plain(value)}" for name, value in facts_of(plan))
    points = first_points(plan)
    if points:
        yield "**To read first**"
        yield "\n".join(f"{_line(point.line, plan)} (section {plain(point.section)})" for point in points)
    yield counted(plan)
    yield READING


def _line(line: Line, plan: Plan) -> str:
    """Return a line as an item, with its kind in words and the numbers of what it rests on."""
    told = _claim(line.text, line.citations, plan) if isinstance(line, Guidance) else plain(line.text).split("\n")
    below = [f"  {item}" for item in told[1:]]
    note = f" *{plain(addition(line, plan))}*" if addition(line, plan) else ""
    return "\n".join([f"- **{KINDS[line.kind]}:** {told[0]}{'' if below else note}", *below]) + (note if below else "")


def _claim(text: str, citations: Sequence[int], plan: Plan) -> list[str]:
    quotes = {number: plan.citations[number - 1].quote for number in citations}
    return [f"{plain(line)} {marks(numbers)}".rstrip() for line, numbers in marked_lines(text, quotes)]


def _questions(plan: Plan) -> Iterator[str]:
    yield "## Questions to take to the sponsor"
    yield "\n".join(f"- {plain(question)}" for question in plan.questions.sponsor)
    yield "## Questions for the team"
    yield "\n".join(f"- {plain(question)}" for question in plan.questions.team)


def _examples(examples: Sequence[Example], plan: Plan) -> Iterator[str]:
    if examples:
        yield "## Nearest examples"
    for example in examples:
        yield f"### {plain(example.name)}"
        yield from ("\n".join(_claim(claim.text, claim.citations, plan)) for claim in example.claims)
        differs = f"\n- **Not alike:** {plain(example.differs)}" if example.differs else ""
        yield f"- **Alike:** {plain(example.alike)}{differs}"


def _closing(plan: Plan) -> Iterator[str]:
    yield "## What this rests on"
    yield "\n".join(f"- {plain(line)}" for line in rests_on(plan)) or "No publication speaks in this plan."
    if plan.notices:
        yield "**Please note**"
        yield "\n".join(f"- {plain(notice.text)}" for notice in plan.notices)
    if plan.citations:
        yield "## Sources"
    yield from sources_markdown(plan.citations)
