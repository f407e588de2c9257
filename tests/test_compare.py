"""The page "Who says what": what it shows of a comparison; nothing that a document says becomes markup."""

from __future__ import annotations

from assistant.drafting.agreement import Finding
from assistant.drafting.comparison import Comparison, Row
from assistant.types import Citation, Claim, Notice, Status
from tests.made import Piece, listed, made
from ui.pages import compare

EVIL = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">${1}{{ 7*7 }}"
HOSTILE = made(Piece(EVIL, section=("<b>bold</b>",)), name="<i>note</i>", notices=[Notice("old", "<u>old</u>")])
CLAIM = Claim(EVIL, (Citation(HOSTILE, 0, len(EVIL)),))


def comparison() -> Comparison:
    finding = Finding("They say the same in much the same words.", (CLAIM, CLAIM))
    return Comparison("<s>theme</s>", Status.ANSWERED, rows=(Row(HOSTILE, (CLAIM,)),), shared=(finding,))


def test_nothing_that_a_document_says_becomes_markup() -> None:
    shown = compare.comparison_page(comparison())
    for mark in ("<script", "<img", "<b>bold", "<i>note", "<u>old", "<s>theme"):
        assert mark not in shown
    assert "&lt;script&gt;" in shown
    assert "{{ 7*7 }}" in shown


def test_a_list_is_a_list_and_silence_is_a_word() -> None:
    rules = made(listed("The rules are:", "row", "sing"), name="rules")
    spans = [(0, 14), (15, 20), (21, 27)]
    claim = Claim("The rules are:\n- row\n- sing", tuple(Citation(rules, *span) for span in spans))
    shown = compare.comparison_page(
        Comparison("rules", Status.ANSWERED, rows=(Row(rules, (claim,)), Row(made("Nothing.", name="empty"))))
    )
    assert "<ul><li>row</li><li>sing</li></ul>" in shown
    assert '<td role="cell"><span class="ics-faint">silent</span></td>' in shown
    assert "1 of 2 sources speak of this." in shown
    assert "<summary>Quotations</summary>" in shown


def test_the_nearest_of_a_silent_document_is_quoted_and_not_counted() -> None:
    shown = compare.comparison_page(Comparison("rowing", Status.ANSWERED, rows=(Row(HOSTILE, nearest=CLAIM),)))
    assert '<span class="ics-faint">not surely; the nearest it has, which may or may not be on this:</span><p>' in shown
    assert "0 of 1 sources speak of this." in shown
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown


def test_what_is_refused_shows_its_text_and_no_table() -> None:
    shown = compare.comparison_page(Comparison("pills", Status.CLINICAL, "Ask a clinician."))
    assert '<p role="status">Ask a clinician.</p>' in shown
    assert "<table" not in shown
