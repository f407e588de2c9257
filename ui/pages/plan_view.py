"""A kept plan as HTML: the steps of its brief, the plan with each line's kind and quotations, its versions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.drafting.brief import MOST_MEMBERS, MOST_MONTHS, MOST_NAME, WORDS, Member
from assistant.drafting.editing import MOST_TEXT
from assistant.drafting.kept_plan import KeptPlan, Origin
from assistant.drafting.plan_sections import TOPICS
from assistant.drafting.planner import milestone_text
from assistant.types import Answer, Document, Span
from assistant.works import Version
from ui.exports.plan_chart import chart_text, when
from ui.exports.plan_parts import KINDS, addition, counted, drafted, rests_on, title_of
from ui.pages.cited import Line as CitedLine
from ui.pages.cited import lines_of
from ui.pages.pieces import html
from ui.pages.sources import link
from ui.server.kept_plans import Opened
from ui.shapes import answer as shapes
from ui.shapes.answer_json import answer_json
from ui.shapes.kept_plan_json import drafted_json
from ui.shapes.plan import Guidance, Line, Plan

SECTIONS = {topic.id: topic.title for topic in TOPICS}
_ASKS = {topic.id: topic.asks for topic in TOPICS}
_EMPTY_MEMBERS = 2


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the brief: which field it fills in, what is asked, and what helps to answer."""

    field: str
    title: str
    asks: str
    hint: str


STEPS = (
    Step("place", "Place", "Where is the project?", "The place, its neighbourhoods, and the system it belongs to."),
    Step(
        "problem",
        "Problem",
        "What is the problem, in your own words?",
        "What happens now, to whom, and what should be different. A plan cannot be drafted without it. "
        "Describe groups of people, and no single person: no names, dates of birth or numbers.",
    ),
    Step("requested_by", "Who asked", "Who asked for the project?", "A board, a priority, a strategy, or yourselves."),
    Step("team", "Team", "Who is in the team?", "What each of you does, and for which organisation. No names."),
    Step("sponsor", "Sponsor", "Who is the sponsor?", "Their role, such as chief nurse of the community trust."),
    Step("months", "Time", "How many months does the project have?", f"A whole number from 1 to {MOST_MONTHS}."),
    Step(
        "people_affected",
        "People affected",
        "Whom does it affect, and how many?",
        "Groups, ages, neighbourhoods, and those who care for them.",
    ),
    Step(
        "known",
        "What is known",
        "What is known already?",
        "Local figures, earlier work, what was tried and why it stopped. A point on each line.",
    ),
    Step("worries", "What worries you", "What worries you?", "What could go wrong or stop you. A point on each line."),
)


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a plan: a part of the page, a step of the brief, a version that is not the newest.

    `said` and `fault` are told to the reader, `typed` is what could not be saved, and `focus` is the id of what is read
    next. `turn` is the number of what the page sent: it makes the answer another one than that before. `wanted` is the
    section that the reader came for. `question` was asked about the section `asked`, and `rows` are those of the team
    that were filled in. `after` is the newest version that the reader knows, where another one is shown.
    `problem` is what the brief of a plan begins with that was come for from an assessment, and `origin` where from.
    """

    part: str = "start"
    step: int = 0
    said: str = ""
    fault: str = ""
    typed: str = ""
    focus: str = ""
    turn: str = ""
    rows: int = 0
    after: int = 0
    wanted: str = ""
    asked: str = ""
    question: str = ""
    problem: str = ""
    origin: Origin | None = None
    answer: Answer | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the drafting is: what is being done, and how many of the steps are done."""

    said: str
    done: int = 0
    steps: int = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """A milestone with the line that says it, if there is one."""

    number: int
    title: str
    start: int
    end: int
    when: str
    line: Line | None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim of an answer: its lines and quotations, and what names it where it can be taken into the plan."""

    text: str
    lines: tuple[CitedLine, ...]
    cited: tuple[shapes.Citation, ...]
    name: str


def start_html(view: View, days: int) -> str:
    """Return what stands where no plan is open."""
    return html(
        "plans",
        view=view,
        days=days,
        opened=None,
        sections=SECTIONS,
        body=html("plan_start", days=days, problem=view.problem, origin=view.origin),
    )


def drafting_html(opened: Opened, progress: Progress, view: View) -> str:
    """Return a plan on its way."""
    return _page(opened, view, html("plan_progress", progress=progress), 0)


def brief_html(opened: Opened, view: View, days: int, *, newest: bool = True) -> str:
    """Return a step of the brief, or all of it."""
    values = brief_values(opened.plan)
    body = html(
        "plan_brief",
        view=view,
        steps=STEPS,
        values=values,
        members=_members(opened.plan.brief.team, view.rows),
        months=MOST_MONTHS,
        most=MOST_NAME,
        drafted=opened.plan.drafted is not None,
        newest=newest,
    )
    return _page(opened, view, body, days, newest=newest)


def _members(team: tuple[Member, ...], rows: int) -> list[Member | None]:
    """Return a team's members with empty rows below, all of those that were filled in and not saved among them."""
    shown = max(min(len(team) + _EMPTY_MEMBERS, MOST_MEMBERS), rows)
    return [*team, *[None] * (shown - len(team))]


def brief_values(plan: KeptPlan) -> Mapping[str, str]:
    """Return what the brief says, a text a field; an empty one where it says nothing yet."""
    brief = plan.brief
    told = {name: str(getattr(brief, name) or "") for name in WORDS}
    return told | {"team": "\n".join(map(str, brief.team))}


def plan_html(opened: Opened, view: View, days: int, documents: Mapping[str, Document], *, newest: bool = True) -> str:
    """Return the plan: every line with its kind in words, what it rests on, and what can be done with it."""
    plan = Plan.model_validate(drafted_json(opened.checked, documents))
    milestones = _milestones(plan, map(milestone_text, opened.plan.whole.milestones))
    said = {each.line.id for each in milestones if each.line}
    found = opened.checked.found
    body = html(
        "plan_lines",
        view=view,
        plan=plan,
        opened=opened,
        newest=newest,
        title=title_of(plan),
        facts=(counted(plan), drafted(plan, marked=False)),
        kinds=KINDS,
        lines={section.id: [line for line in section.lines if line.id not in said] for section in plan.sections},
        milestones=milestones,
        months=max((each.end for each in milestones), default=0),
        chart=chart_text(plan.milestones) if plan.milestones else "",
        checked={str(outcome): found.count(outcome) for outcome in dict.fromkeys(found)},
        lost=[line for section in plan.sections for line in section.lines if line.id in opened.checked.lost],
        stale=opened.plan.whole.brief != opened.plan.brief,
        rests=rests_on(plan),
        addition=lambda line: addition(line, plan),
        marked=lambda line: _marked(line, plan),
        cited=lambda line: [plan.citations[number - 1] for number in line.citations],
        reader=lambda place: link(place.document, Span(place.start, place.end)),
        asks=_ASKS,
        answer=_answer(view),
        claims=_claims(view),
        most=MOST_TEXT,
    )
    return _page(opened, view, body, days, newest=newest)


def versions_html(opened: Opened, view: View, days: int, versions: Sequence[Version]) -> str:
    """Return the versions of a plan, with going back and deleting."""
    return _page(opened, view, html("plan_versions", versions=versions), days)


def _page(opened: Opened, view: View, body: str, days: int, *, newest: bool = True) -> str:
    return html(
        "plans", view=view, days=days, opened=opened, sections=SECTIONS, body=body, newest=newest,
        drafted=opened.plan.drafted is not None,
    )  # fmt: skip


def _milestones(plan: Plan, told: Iterable[str]) -> list[Shown]:
    """Return the milestones, each with the line that says what is `told` of it."""
    lines = {line.text: line for section in plan.sections for line in section.lines}
    return [
        Shown(number, each.title, each.start, each.end, when(each), lines.get(text))
        for number, (each, text) in enumerate(zip(plan.milestones, told, strict=True), 1)
    ]


def _marked(line: Line | shapes.Claim, plan: Plan) -> tuple[CitedLine, ...]:
    """Return a line's own lines, with the numbers of their citations."""
    numbers = line.citations if isinstance(line, Guidance | shapes.Claim) else []
    return lines_of(shapes.Claim(text=line.text, citations=numbers), plan.citations)


def _answer(view: View) -> shapes.Answer | None:
    return shapes.Answer.model_validate(answer_json(view.answer)) if view.answer else None


def _claims(view: View) -> list[Claimed]:
    """Return the claims of an answer."""
    answer = _answer(view)
    if answer is None:
        return []
    told = []
    for claim in answer.claims:
        cited = tuple(answer.citations[number - 1] for number in claim.citations)
        name = {"document": cited[0].document, "spans": [[each.start, each.end] for each in cited]}
        is_one = len({each.document for each in cited}) == 1
        lines = lines_of(claim, answer.citations)
        told.append(Claimed(claim.text, lines, cited, json.dumps(name) if is_one else ""))
    return told
