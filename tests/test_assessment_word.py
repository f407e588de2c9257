"""An assessment as Word: its tables, its picture with the text that stands for it, its sources."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from PIL import Image

from tests.made_assessments import half_judged, shaped
from ui.exports.assessment_chart import verdicts_png, verdicts_text
from ui.exports.assessment_word import assessment_word
from ui.shapes.assessment import Count


@pytest.fixture(scope="module")
def document() -> Any:
    return docx.Document(io.BytesIO(assessment_word(shaped())))


def test_the_worst_stands_first_in_tables(document: Any) -> None:
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows[1:]]
    assert [row[:2] for row in rows][:2] == [
        ["core.2: Involve all. [2]", "Not evidenced"],
        [
            "principle-1.1: Forums hold many professions. [3]\nA note below a statement.\nThese are likely to be:\n"
            "- boards\n- groups",
            "Partly; low confidence",
        ],
    ]
    assert rows[0][2] == (
        "You say “met”, and no evidence is shown.\nEvidence: none\nNext step: Ask the nurses.\n"
        "Plan: section “Sponsor, governance and decision rights” of a plan works on this"
    )
    assert not any("Plan:" in row[2] for row in rows[2:])
    assert rows[2][2].startswith(
        "Evidence: “It agreed the plan with all its partners in May.” (minutes.txt, characters"
    )


def test_what_nobody_judged_is_told_apart_below_the_weakest() -> None:
    told: Any = docx.Document(io.BytesIO(assessment_word(half_judged())))
    (table,) = told.tables
    assert [row.cells[0].text.split(":")[0] for row in table.rows[1:]] == ["principle-2.1", "principle-1.1"]
    texts = [each.text for each in told.paragraphs]
    place = texts.index("Not judged yet, and so not evidenced")
    assert texts[place + 1 : place + 3] == ["core.1: Agree a plan. [1]", "core.2: Involve all. [2]"]


def test_every_citation_is_there_in_order(document: Any) -> None:
    texts = [each.text for each in document.paragraphs]
    sources = "\n".join(texts[texts.index("Sources") + 1 :])
    places = [sources.index(each.display) for each in shaped().citations]
    assert places == sorted(places)
    assert not [each for each in document.part.rels.values() if each.is_external]


def test_the_picture_has_its_text(document: Any) -> None:
    (shape,) = document.inline_shapes
    described = shape._inline.docPr
    assert described.get("title") == "Verdicts by group"
    assert described.get("descr") == (
        "Bars of the verdicts. Core expectations: 1 met, 1 not evidenced; Principle 1: Deciding together: "
        "1 partly; Principle 2: Learning: 1 not applicable."
    )


def test_how_it_went_over_time_is_a_second_picture() -> None:
    later = shaped().model_copy(update={"assessed": "2027-01-09"})
    document: Any = docx.Document(io.BytesIO(assessment_word(later, [shaped(), later])))
    _, shape = document.inline_shapes
    assert shape._inline.docPr.get("descr") == (
        "Bars of the verdicts. "
        "25 November 2026, 14:05 UTC, version 7: 1 met, 1 partly, 1 not evidenced, 1 not applicable; "
        "9 January 2027, 14:05 UTC, version 7: 1 met, 1 partly, 1 not evidenced, 1 not applicable."
    )


def test_a_bar_is_as_long_as_its_share() -> None:
    count = Count(group="A group", met=3, partly=0, not_evidenced=1, not_applicable=0)
    picture = Image.open(io.BytesIO(verdicts_png([count]))).convert("RGB")
    row = [picture.getpixel((x, 90 + 30)) for x in range(picture.width)]
    blue, yellow = row.count((0, 94, 184)), row.count((255, 235, 150))
    assert 2.9 < blue / yellow < 3.1
    assert verdicts_text([count]) == "Bars of the verdicts. A group: 3 met, 1 not evidenced."


def test_a_picture_needs_a_group() -> None:
    with pytest.raises(ValueError, match="needs a group"):
        verdicts_png([])
