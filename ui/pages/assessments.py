"""The page of the assessments: one is begun, filled in and saved as one goes, assessed, and found again by its link."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from assistant.drafting.assessment_form import CONFIDENCES, Judged
from assistant.drafting.criteria import Criterion, find_criteria
from assistant.drafting.kept_assessment import KeptAssessment, KeptAssessments, Past
from assistant.errors import AssistantError
from assistant.ingestion.loaders import LOADERS
from assistant.types import Span
from assistant.works import mark_of
from ui.exports.assessment_chart import PARTS
from ui.exports.assessment_parts import (
    ORDER,
    PLANNED,
    SETS,
    SILENT,
    begun_words,
    counted,
    evidence_words,
    next_words,
    not_judged,
    over_time,
    plan_words,
    title_of,
    to_look_at,
    verdict_words,
    weak_point,
    when,
    worst_first,
)
from ui.exports.plan_parts import shortened
from ui.pages.cited import lines_of, sources_of
from ui.pages.look import Page
from ui.pages.pieces import html, script
from ui.pages.sources import link
from ui.server.kept_plans import with_plans
from ui.server.service import Service
from ui.shapes.assessment import Assessment, Count, Judgement
from ui.shapes.kept_assessment_json import told_json

PAGE = Page("Assessments", "assessments")
_MOST_WORDS, _MOST_BEGUN = 30, 70


@dataclass(frozen=True, slots=True)
class Bar:
    """Verdicts as a bar and in words: `parts` are the name of each verdict there is, its class and how many."""

    name: str
    parts: tuple[tuple[str, str, int], ...]

    @property
    def words(self) -> str:
        """Return the figures in words."""
        return ", ".join(f"{count} {name}" for name, _, count in self.parts)


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion of the form with what is said on it so far, or nothing."""

    criterion: Criterion
    judged: Judged | None


def build(service: Service) -> None:
    """Put the page into the route that is open."""
    import gradio as gr

    def show(request: gr.Request) -> str:
        return page(service, dict(request.query_params))

    # Gradio looks the name of the type up outside this function, where it is not known.
    show.__annotations__["request"] = gr.Request
    shown = gr.HTML(elem_id="assessments", apply_default_css=False, js_on_load=script("assessments"))
    gr.on(None, show, None, shown, show_progress="hidden", queue=False, api_visibility="private")


def page(service: Service, parameters: Mapping[str, str]) -> str:
    """Return the page that an address asks for: an assessment that is kept, or what one begins with."""
    asked = parameters.get("link", "")
    try:
        return _kept(service, asked) if asked else _begin(service)
    except AssistantError as error:
        return _begin(service, str(error))


def _begin(service: Service, fault: str = "") -> str:
    return html("assessments", sets=SETS, days=service.settings.keep_days, fault=fault)


def _kept(service: Service, asked: str) -> str:
    assessments = KeptAssessments(service.works)
    kept = assessments.opened(asked)
    documents = list(service.documents.values())
    told = told_json(kept, documents)
    rows = [] if told["fault"] else list(_rows(kept, find_criteria(kept.form.set, documents)))
    return html(
        "assessment",
        kept=kept,
        told=json.dumps(told, ensure_ascii=False, default=str),
        fault=told["fault"],
        about=SETS[kept.form.set],
        days=service.settings.keep_days,
        groups=[(group, list(some)) for group, some in groupby(rows, key=lambda row: row.criterion.group)],
        verdicts=[said for _, said, *_ in PARTS],
        confidences=[each for each in CONFIDENCES if each],
        suffixes=",".join(LOADERS),
        link=link,
        shortened=lambda text: shortened(text, _MOST_WORDS),
        result=_result(service, kept, assessments.history(asked)) if kept.returned else "",
    )


def _rows(kept: KeptAssessment, criteria: Sequence[Criterion]) -> Iterator[Row]:
    judged = {each.criterion: each for each in kept.form.judgements}
    return (Row(each, judged.get(each.id)) for each in criteria)


def _result(service: Service, kept: KeptAssessment, past: Sequence[Past]) -> str:
    assessment = with_plans(service, kept.link, Assessment.model_validate_json(kept.returned))
    found = {each.id: each for each in assessment.judgements}
    begun = {each.criterion for each in assessment.plans}
    told = [Assessment.model_validate_json(each.returned) for each in past]
    return html(
        "assessment_result",
        assessment=assessment,
        link=kept.link,
        newer=kept.version.number - kept.assessed,
        groups=list(map(_bar, assessment.counts)),
        over_time=[(each, _bar(count)) for each, count in zip(told, over_time(told), strict=True)],
        order=ORDER,
        summary=counted(assessment),
        look_again=to_look_at(assessment),
        worst_first=worst_first(assessment),
        unjudged=not_judged(assessment),
        opening=lambda criterion: shortened(criterion.text.split("\n")[0], _MOST_WORDS),
        evidence_words=evidence_words,
        next_words=next_words,
        verdict_words=verdict_words,
        when=when,
        weak_point=lambda each: weak_point(each, assessment),
        planned=PLANNED,
        silent=SILENT,
        lines_of=lines_of,
        sources_of=lambda claim: sources_of([each for each in assessment.citations if each.number in claim.citations]),
        reader=lambda place: link(place.document, Span(place.start, place.end)),
        parts=[(name, field) for field, name, *_ in PARTS],
        judged=found,
        plan_link=lambda judgement: plan_link(judgement, mark_of(kept.link), title_of(assessment)),
        begun=lambda judgement: plan_words(judgement, assessment) if judgement.id in begun else "",
    )


def plan_link(judgement: Judgement, mark: str, title: str) -> str:
    """Return the address of a new plan for a weak point: its section, what its brief begins with, and where from."""
    problem = f"“{shortened(judgement.text.replace(chr(10), ' '), _MOST_BEGUN)}” is {judgement.verdict} in our system."
    if judgement.next_step:
        problem += f"\nThe next step that we named: {shortened(judgement.next_step, _MOST_BEGUN)}"
    origin = {"assessment": mark, "criterion": judgement.id, "whence": begun_words(judgement.id, title)}
    return f"/plans?{urlencode({'section': judgement.plan_section, 'problem': problem, **origin})}"


def _bar(count: Count) -> Bar:
    told = [(said, field, getattr(count, field)) for field, said, *_ in PARTS]
    return Bar(count.group, tuple(part for part in told if part[2]))
