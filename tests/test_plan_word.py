"""A plan as Word, read back by python-docx: summary, filled contents, lines, chart with its text, numbered sources."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from tests.made_plans import DAY, FAR, LEAD, plan
from ui.exports.plan_chart import chart_png, chart_text
from ui.exports.plan_word import plan_word
from ui.shapes.plan import Milestone, Plan


def opened(told: Plan) -> Any:
    return docx.Document(io.BytesIO(plan_word(told)))


def headings(document: Any, level: int) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == f"Heading {level}"]


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_parts_stand_in_order() -> None:
    document = opened(plan())
    assert document.paragraphs[0].text == "Project plan: Two valleys"
    assert document.paragraphs[0].style.name == "Title"
    assert headings(document, 1) == [
        "Summary", "1 Time & cover", "2 Milestones", "Questions", "Nearest examples", "What this rests on", "Sources",
    ]  # fmt: skip
    assert document.core_properties.title == "Project plan: Two valleys"
    assert document.core_properties.created.date().isoformat() == "2026-11-25"


def test_the_contents_are_a_field_and_filled() -> None:
    document = opened(plan())
    body = document.element.body
    assert [each.text for each in body.iter(qn("w:instrText"))] == ['TOC \\o "1-1" \\n \\h \\z \\u']
    links = list(body.iter(qn("w:hyperlink")))
    assert [text.text for link in links for text in link.iter(qn("w:t"))] == headings(document, 1)
    anchors = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert [link.get(qn("w:anchor")) for link in links] == anchors
    marks = [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"]


def test_each_line_says_its_kind_and_what_it_rests_on() -> None:
    document = opened(plan())
    facts, first, lines, gaps = document.tables
    assert ["The problem", "Too many *falls* at night"] in cells(facts)
    assert ["Sponsor", "not known yet"] in cells(facts)
    assert cells(first) == [
        ["The sources say (section 1)", f"{FAR} [4]"],
        ["To be confirmed (section 1)", "One day is kept."],
        ["Not known (section 2)", "The sources have nothing on this."],
    ]
    assert cells(lines) == [
        ["You say", "6 months\nYour brief on the time."],
        ["The sources say", f"{FAR} [4]\nNear to what worries you: both speak of sponsors."],
        ["The sources say", f"{LEAD} [1]\n{DAY} [2]\na desk lends staff [3]"],
        ["To be confirmed", "One day is kept.\nConfirm with: employers."],
    ]
    assert cells(gaps) == [["Not known", "The sources have nothing on this.\nFind out: Ask the board."]]


def test_every_citation_is_there_in_order() -> None:
    texts = [each.text for each in opened(plan()).paragraphs]
    sources = texts[texts.index("Sources", 20) + 1 :]
    assert sources == [
        "[1] [2] [3] Publisher of the cover, The cover, undated, a sketch, section “Time > Cover”, page 4, quoted from "
        "the publication.",
        f"[1] {LEAD}",
        f"[2] - {DAY}",
        "[3] - a desk lends staff",
        "[4] Publisher of the cover, The cover, undated, a sketch, page 4, quoted from the publication.",
        FAR,
    ]


def test_the_chart_is_a_picture_with_its_text() -> None:
    document = opened(plan())
    (shape,) = document.inline_shapes
    described = shape._inline.docPr.get("descr")
    assert described == (
        "Chart of the milestones over 6 months. month 1: Days agreed; months 5 to 6: Results told & celebrated."
    )
    assert document.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed].blob[1:4] == b"PNG"


def test_the_chart_stands_above_its_lines_and_no_row_alone_on_a_page() -> None:
    document = opened(plan())
    (chart,) = (each for each in document.paragraphs if each._p.xpath(".//w:drawing"))
    assert chart.paragraph_format.keep_with_next
    assert chart._p.getnext() is document.tables[-1]._tbl
    lines = document.tables[2]
    kept = [
        {each.paragraph_format.keep_with_next for cell in row.cells for each in cell.paragraphs} for row in lines.rows
    ]
    assert kept == [{True}, {None}, {True}, {None}]


def test_without_months_there_is_no_chart() -> None:
    assert len(opened(plan(milestones=[])).inline_shapes) == 0


def test_it_leads_nowhere_outside_and_holds_what_xml_can() -> None:
    document = opened(plan(brief={"problem": "<b>x</b>\x0b http://evil.example\ufffe"}))
    assert not [each for each in document.part.rels.values() if each.is_external]
    assert document.paragraphs[0].text == "Project plan: <b>x</b> http://evil.example"


@pytest.mark.parametrize("months", [1, 12, 60])
def test_a_bar_lies_where_its_months_are(months: int) -> None:
    from PIL import Image

    told = [Milestone(title="A long title of a milestone " * 3, start=months, end=months, confirm_with="team")]
    picture = Image.open(io.BytesIO(chart_png(told))).convert("RGB")
    blue = [x for x in range(picture.width) if picture.getpixel((x, 90 + 40)) == (0, 94, 184)]
    assert blue
    assert 760 + (months - 1) * 1010 / months <= blue[0] <= blue[-1] <= 760 + 1010
    assert chart_text(told).startswith(f"Chart of the milestones over {months} months.")
