"""A plan -> a Word document to hand to a sponsor: summary, contents, sections, chart, questions, examples, sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assistant.text import is_item, without_bullet
from ui.exports.answer import marked_lines
from ui.exports.plan_chart import chart_png, chart_text
from ui.exports.plan_parts import (
    KINDS,
    READING,
    addition,
    counted,
    drafted,
    rests_on,
    title_of,
)
from ui.exports.plan_summary import Point, facts_of, first_points
from ui.exports.sources import add_sources
from ui.exports.word import add_claim, add_paragraph, add_text, document_bytes, new_document
from ui.exports.word_fields import add_contents, add_heading, add_picture, keep_rows_whole, pad, set_widths, shade
from ui.shapes.answer_json import marks
from ui.shapes.plan import Guidance, Line, Plan

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

# Light enough for black letters; the kind is said in words too.
_SHADES = {"guidance": "E8EDF6", "yours": "FFFFFF", "assumption": "FFF4D6", "gap": "F3E6EE"}
_NARROW, _WIDE = 3.4, 12.6
_SMALL = 9
_SUMMARY, _QUESTIONS, _EXAMPLES = "Summary", "Questions", "Nearest examples"
_RESTS, _SOURCES = "What this rests on", "Sources"


def plan_word(plan: Plan) -> bytes:
    """Return a plan as the bytes of a Word document that links to nothing outside it."""
    made = datetime.fromisoformat(plan.drafted).replace(tzinfo=UTC)
    document = new_document(title_of(plan), made, "A project plan of which every line says what it rests on")
    _add_summary(document, plan)
    _add_contents(document, plan)
    for number, section in enumerate(plan.sections, 1):
        add_heading(document, f"{number} {section.title}", f"section_{number}")
        about = add_paragraph(document, "")
        about.paragraph_format.keep_with_next = True
        add_text(about, section.about, italic=True)
        if section.id == "milestones" and plan.milestones:
            add_picture(
                document,
                chart_png(plan.milestones),
                chart_text(plan.milestones),
                title="Milestones",
                centimetres=_NARROW + _WIDE,
            )
        _add_lines(document, plan, [(KINDS[line.kind], line) for line in section.lines])
    _add_questions(document, plan)
    _add_examples(document, plan)
    _add_closing(document, plan)
    return document_bytes(document)


def _add_summary(document: Document, plan: Plan) -> None:
    add_paragraph(document, drafted(plan))
    add_heading(document, _SUMMARY, _anchor(_SUMMARY))
    table = _table(document)
    for name, value in facts_of(plan):
        row = table.add_row().cells
        _fill(row[0], name, bold=True)
        _fill(row[1], value)
    _finish(table)
    points = first_points(plan)
    if points:
        add_paragraph(document, "To read first", "Heading 2")
        _add_lines(document, plan, [(_kind_and_section(point), point.line) for point in points], brief=True)
    _small(document, counted(plan))


def _kind_and_section(point: Point) -> str:
    return f"{KINDS[point.line.kind]} (section {point.section.split()[0]})"


def _add_contents(document: Document, plan: Plan) -> None:
    heading = add_paragraph(document, "Contents", "TOC Heading")
    heading.paragraph_format.page_break_before = True
    named = [(f"{number} {section.title}", f"section_{number}") for number, section in enumerate(plan.sections, 1)]
    more = [_QUESTIONS, *([_EXAMPLES] if plan.examples else []), _RESTS, *([_SOURCES] if plan.citations else [])]
    entries = [(_SUMMARY, _anchor(_SUMMARY)), *named, *((title, _anchor(title)) for title in more)]
    add_contents(document, entries)
    _small(document, READING)


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "_")


def _add_lines(document: Document, plan: Plan, lines: Sequence[tuple[str, Line]], brief: bool = False) -> None:
    """Add lines as a table: what kind a line is of, and the line; `brief` leaves out what stands below it."""
    table = _table(document)
    for kind, line in lines:
        left, right = table.add_row().cells
        shade(left, _SHADES[line.kind])
        _fill(left, kind, bold=True)
        _fill_line(right, plan, line)
        if addition(line, plan) and not brief:
            _fill(right, addition(line, plan), small=True)
    _finish(table)


def _fill_line(cell: _Cell, plan: Plan, line: Line) -> None:
    if not isinstance(line, Guidance):
        _fill(cell, line.text)
        return
    for text, numbers in _marked(plan, line.text, line.citations):
        bare = f"{without_bullet(text.strip()) if is_item(text) else text} {marks(numbers)}".rstrip()
        _fill(cell, bare, style="List Bullet" if is_item(text) else "Normal")


def _marked(plan: Plan, text: str, citations: Sequence[int]) -> list[tuple[str, list[int]]]:
    return marked_lines(text, {number: plan.citations[number - 1].quote for number in citations})


def _add_questions(document: Document, plan: Plan) -> None:
    add_heading(document, _QUESTIONS, _anchor(_QUESTIONS))
    for title, questions in (("To take to the sponsor", plan.questions.sponsor), ("For the team", plan.questions.team)):
        add_paragraph(document, title, "Heading 2")
        for question in questions:
            add_paragraph(document, question, "List Bullet")


def _add_examples(document: Document, plan: Plan) -> None:
    if plan.examples:
        add_heading(document, _EXAMPLES, _anchor(_EXAMPLES))
    for example in plan.examples:
        add_paragraph(document, example.name, "Heading 2")
        for claim in example.claims:
            add_claim(document, _marked(plan, claim.text, claim.citations))
        for name, text in (("Alike: ", example.alike), ("Not alike: ", example.differs)):
            if not text:
                continue
            paragraph = add_paragraph(document, "")
            add_text(paragraph, name, bold=True)
            add_text(paragraph, text)


def _add_closing(document: Document, plan: Plan) -> None:
    add_heading(document, _RESTS, _anchor(_RESTS))
    for line in rests_on(plan) or ["No publication speaks in this plan."]:
        add_paragraph(document, line, "List Bullet")
    if plan.notices:
        add_paragraph(document, "Please note", "Heading 2")
    for notice in plan.notices:
        add_paragraph(document, notice.text, "List Bullet")
    if plan.citations:
        add_heading(document, _SOURCES, _anchor(_SOURCES))
    add_sources(document, plan.citations)


def _table(document: Document) -> Any:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    pad(table)
    return table


def _finish(table: Any) -> None:
    """Set the widths of a finished table's columns, and keep its rows whole."""
    set_widths(table, (_NARROW, _WIDE))
    keep_rows_whole(table)


def _fill(cell: _Cell, text: str, *, bold: bool = False, small: bool = False, style: str = "Normal") -> None:
    """Add a paragraph to a cell, or fill its first one."""
    from docx.shared import Pt

    first = cell.paragraphs[0]
    paragraph = first if not first.text and len(cell.paragraphs) == 1 else cell.add_paragraph()
    paragraph.style = style
    paragraph.paragraph_format.space_after = Pt(3)
    add_text(paragraph, text, bold=bold, italic=small)
    for run in paragraph.runs:
        run.font.size = Pt(_SMALL if small else _SMALL + 1)


def _small(document: Document, text: str) -> None:
    from docx.shared import Pt

    paragraph = add_paragraph(document, text)
    paragraph.paragraph_format.space_before = Pt(6)
    for run in paragraph.runs:
        run.font.size = Pt(_SMALL)
