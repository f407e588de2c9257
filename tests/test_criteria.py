"""Criteria are found in the documents: in those built as the publications are, in ours, and in the real briefings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.drafting.criteria import criteria_mark, find_criteria
from assistant.errors import UsageError
from assistant.pipeline import Assistant
from assistant.settings import ROOT, Settings
from assistant.text import display, without_bullet
from assistant.types import Document
from tests.made_assessments import FIRST, SECOND, briefing, guidance, report

PUBLICATIONS = ROOT.parent / "shared" / "corpus"


def told(document: Document, name: str = "principles") -> list[tuple[str, str, str]]:
    return [(each.id, each.group, each.text) for each in find_criteria(name, [document])]


def test_a_publication_has_a_statement_a_paragraph_with_what_goes_on_with_it() -> None:
    assert told(guidance()) == [
        ("core.1", "Core expectations", "Agree a plan."),
        ("core.2", "Core expectations", "Involve all."),
        (
            "principle-1.1",
            FIRST[0],
            "Forums hold many professions.\nA note below a statement.\nThese are likely to be:\n- boards\n- groups",
        ),
        ("principle-2.1", SECOND[0], "Partners meet."),
    ]


def test_our_briefing_has_a_statement_an_item() -> None:
    assert told(briefing()) == [
        ("core.1", "Core expectations", "a plan is agreed"),
        ("core.2", "Core expectations", "all are involved"),
        ("principle-1.1", FIRST[0], "Forums hold many."),
        ("principle-1.2", FIRST[0], "Advice is asked for."),
        ("principle-1.3", FIRST[0], "The two duties are:\n- to act\n- to tell"),
        ("principle-2.1", SECOND[0], "Partners meet."),
    ]


def test_functions_are_told_with_the_opening_of_their_section() -> None:
    found = find_criteria("functions", [report()])
    assert [each.text for each in found] == [
        "Sharing a purpose. A purpose that is shared binds people together.",
        "Leading.", "Behaving well.", "Spreading.", "Spending.", "Coping.",
    ]  # fmt: skip
    assert [each.quote for each in found[0].citations] == [
        "- sharing a purpose",
        "A purpose that is shared binds people together.",
    ]


def test_a_mark_changes_with_the_text() -> None:
    marks = {criteria_mark(find_criteria("principles", [each])) for each in (guidance(), briefing(), guidance())}
    assert len(marks) == 2


@pytest.mark.parametrize("name", ["principles", "functions"])
def test_without_their_source_there_are_no_criteria(name: str) -> None:
    with pytest.raises(UsageError, match="is not held here: add the publication"):
        find_criteria(name, [replace(guidance(), id="other"), replace(report(), id="another")])


def test_an_unknown_set_is_refused() -> None:
    with pytest.raises(UsageError, match="the sets are: principles, functions"):
        find_criteria("virtues", [guidance()])


def groups(documents: tuple[Document, ...], name: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for each in find_criteria(name, documents):
        counts[each.group] = counts.get(each.group, 0) + 1
    return counts


@pytest.mark.slow
def test_the_briefings_hold_all_of_them(assistant_on_briefings: Assistant) -> None:
    documents = assistant_on_briefings.documents
    assert list(groups(documents, "principles").values()) == [2, 12, 8, 6, 8, 6]
    assert list(groups(documents, "functions").values()) == [1] * 6
    for name in ("principles", "functions"):
        for each in find_criteria(name, documents):
            assert all(citation.block and citation.document.is_briefing for citation in each.citations)
            assert display(without_bullet(each.citations[-1].quote)) in each.text


@pytest.mark.skipif(not PUBLICATIONS.is_dir(), reason="needs ../shared, which holds the publications")
def test_the_publications_hold_all_of_them() -> None:
    from assistant.ingestion.catalogue import read_catalogue
    from assistant.ingestion.reader import Given, read_document

    settings = Settings()
    catalogue = read_catalogue(settings.corpus / "catalogue.toml")
    names = "effective-clinical-and-care-professional-leadership", "realising-the-potential-of-integrated-care-systems"
    read = [
        read_document(PUBLICATIONS / f"{name}.txt", settings, digest="", catalogue=catalogue, given=Given(), known={})
        for name in names
    ]
    assert list(groups(tuple(read), "principles").values()) == [2, 15, 9, 7, 8, 7]
    assert list(groups(tuple(read), "functions").values()) == [1] * 6
    assert all(len(each.citations) == 2 for each in find_criteria("functions", read))
