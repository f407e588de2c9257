"""An assessment -> a Word document: summary, picture, the weakest first as a table, what others did, sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ui.exports.answer import marked_lines
from ui.exports.assessment_chart import verdicts_png, verdicts_text
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
from ui.exports.sources import add_sources
from ui.exports.word import add_claim, add_list, add_paragraph, add_text, document_bytes, new_document
from ui.exports.word_fields import add_picture, keep_rows_whole, pad, repeat_head, set_widths, shade
from ui.shapes.assessment import Assessment, Count, Judgement

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

# In centimetres: criterion, verdict, evidence and next step.
_WIDTHS = (6.0, 2.8, 7.2)
_HEAD = ("Criterion", "Verdict", "Evidence and next step")
_SHADES = {"met": "E8EDF6", "partly": "DDF1FA", "not evidenced": "FFF4D6", "not applicable": "F0F4F5"}
_SMALL = 9


def assessment_word(assessment: Assessment, made_so_far: Sequence[Assessment] = ()) -> bytes:
    """Return an assessment as the bytes of a Word document, with how it went over time where several were made."""
    now = datetime.fromisoformat(assessment.assessed).replace(tzinfo=UTC)
    document = new_document(title_of(assessment), now, "A self-assessment in which every verdict shows its evidence")
    add_paragraph(document, made(assessment))
    add_paragraph(document, SUMMARY, "Heading 1")
    add_paragraph(document, counted(assessment))
    _add_bars(document, assessment.counts, "Verdicts by group")
    add_paragraph(document, READING)
    if to_look_at(assessment):
        add_paragraph(document, to_look_at(assessment))
    if len(made_so_far) > 1:
        add_paragraph(document, OVER_TIME, "Heading 1")
        _add_bars(document, over_time(made_so_far), "Verdicts by assessment")
    judged, waiting = by_verdict(assessment), not_judged(assessment)
    add_paragraph(document, WORST, "Heading 1")
    add_paragraph(document, ORDER if judged else NOTHING_JUDGED)
    for verdict, judgements in judged:
        add_paragraph(document, f"{verdict[:1].upper()}{verdict[1:]}", "Heading 2")
        _add_table(document, judgements, assessment)
    if waiting:
        add_list(document, NOT_JUDGED, [opening(each) for each in waiting], level=2)
    _add_elsewhere(document, assessment)
    if assessment.documents:
        add_list(document, BROUGHT, brought_lines(assessment))
    if assessment.notices:
        add_list(document, "Please note", [notice.text for notice in assessment.notices])
    add_paragraph(document, SOURCES, "Heading 1")
    add_sources(document, assessment.citations)
    return document_bytes(document)


def _add_bars(document: Document, counts: Sequence[Count], title: str) -> None:
    add_picture(document, verdicts_png(counts), verdicts_text(counts), title=title, centimetres=sum(_WIDTHS))


def _add_table(document: Document, judgements: Sequence[Judgement], assessment: Assessment) -> None:
    table = document.add_table(rows=1, cols=len(_HEAD), style="Table Grid")
    table.autofit = False
    pad(table)
    for cell, name in zip(table.rows[0].cells, _HEAD, strict=True):
        _fill(cell, name, bold=True)
    for judgement in judgements:
        criterion, verdict, evidence = table.add_row().cells
        for line in criterion_lines(judgement):
            _fill(criterion, line)
        _fill(verdict, verdict_words(judgement), bold=True)
        shade(verdict, _SHADES[judgement.verdict])
        for name, text in _told(judgement, assessment):
            _fill(evidence, text, name=name)
    set_widths(table, _WIDTHS)
    keep_rows_whole(table)
    repeat_head(table)


def _told(judgement: Judgement, assessment: Assessment) -> list[tuple[str, str]]:
    evidence = [evidence_words(each) for each in judgement.evidence] or [NO_EVIDENCE]
    reason = [("", judgement.reason)] if judgement.reason else []
    told = [*reason, *(("Evidence: ", each) for each in evidence), ("Next step: ", next_words(judgement))]
    planned = plan_words(judgement, assessment)
    return [*told, *([("Plan: ", planned)] if planned else [])]


def _add_elsewhere(document: Document, assessment: Assessment) -> None:
    if assessment.elsewhere:
        add_paragraph(document, ELSEWHERE, "Heading 1")
    quotes = {citation.number: citation.quote for citation in assessment.citations}
    for each in assessment.elsewhere:
        add_paragraph(document, weak_point(each, assessment), "Heading 3")
        for claim in each.claims:
            add_claim(document, marked_lines(claim.text, {number: quotes[number] for number in claim.citations}))
        if each.silent:
            add_paragraph(document, SILENT)


def _fill(cell: _Cell, text: str, *, name: str = "", bold: bool = False) -> None:
    """Add a paragraph to a cell, or fill its first one; a name stands before its text."""
    from docx.shared import Pt

    first = cell.paragraphs[0]
    paragraph = first if not first.text and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(3)
    add_text(paragraph, name, bold=True)
    add_text(paragraph, text, bold=bold)
    for run in paragraph.runs:
        run.font.size = Pt(_SMALL)
