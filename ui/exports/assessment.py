"""An assessment -> Markdown that links to nothing: summary, the weakest first, what others did, numbered sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ui.exports.answer import listed, marked_lines, plain
from ui.exports.assessment_chart import count_text
from ui.exports.assessment_parts import (
    BROUGHT,
    ELSEWHERE,
    NO_EVIDENCE,
    NOT_JUDGED,
    NOTHING_JUDGED,
    ORDER,
    OVER_TIME,
    READING,
    SILENT,
    SOURCES,
    SUMMARY,
    WORST,
    brought_lines,
    by_verdict,
    counted,
    criterion_lines,
    evidence_words,
    made,
    next_words,
    not_judged,
    opening,
    over_time,
    plan_words,
    title_of,
    to_look_at,
    verdict_words,
    weak_point,
)
from ui.exports.sources import sources_markdown
from ui.exports.word import xml_text
from ui.shapes.answer_json import marks
from ui.shapes.assessment import Assessment, Elsewhere, Judgement


def assessment_markdown(assessment: Assessment, made_so_far: Sequence[Assessment] = ()) -> str:
    """Return an assessment as Markdown, with how it went over time where several were made."""
    parts = [f"# {plain(title_of(assessment))}", plain(made(assessment)), f"## {SUMMARY}", counted(assessment)]
    parts += [listed([count_text(each) for each in assessment.counts]), READING]
    parts += [to_look_at(assessment)] if to_look_at(assessment) else []
    if len(made_so_far) > 1:
        parts += [f"## {OVER_TIME}", listed([count_text(each) for each in over_time(made_so_far)])]
    judged, waiting = by_verdict(assessment), not_judged(assessment)
    parts += [f"## {WORST}", ORDER if judged else NOTHING_JUDGED]
    for verdict, judgements in judged:
        parts += [f"### {verdict[:1].upper()}{verdict[1:]}", *(_judgement(each, assessment) for each in judgements)]
    if waiting:
        parts += [f"### {NOT_JUDGED}", listed([plain(opening(each)) for each in waiting])]
    if assessment.elsewhere:
        parts += [f"## {ELSEWHERE}", *(part for each in assessment.elsewhere for part in _elsewhere(each, assessment))]
    if assessment.documents:
        parts += [f"## {BROUGHT}", listed(brought_lines(assessment))]
    if assessment.notices:
        parts += ["## Please note", listed([notice.text for notice in assessment.notices])]
    return xml_text("\n\n".join([*parts, f"## {SOURCES}", *sources_markdown(assessment.citations)]) + "\n")


def _judgement(judgement: Judgement, assessment: Assessment) -> str:
    first, *others = criterion_lines(judgement)
    evidence = [evidence_words(each) for each in judgement.evidence] or [NO_EVIDENCE]
    told = [("Verdict", verdict_words(judgement)), *([("Reason", judgement.reason)] if judgement.reason else [])]
    told += [*(("Evidence", each) for each in evidence), ("Next step", next_words(judgement))]
    told += [("Plan", plan_words(judgement, assessment))] if plan_words(judgement, assessment) else []
    lines = [f"- **{plain(first)}**", *(f"  {plain(line)}" for line in others)]
    return "\n".join([*lines, *(f"  - {name}: {plain(text)}" for name, text in told)])


def _elsewhere(elsewhere: Elsewhere, assessment: Assessment) -> Iterator[str]:
    yield f"### {plain(weak_point(elsewhere, assessment))}"
    quotes = {citation.number: citation.quote for citation in assessment.citations}
    for claim in elsewhere.claims:
        lines = marked_lines(claim.text, {number: quotes[number] for number in claim.citations})
        yield "\n".join(f"{plain(line)} {marks(numbers)}".rstrip() for line, numbers in lines)
    if elsewhere.silent:
        yield SILENT
