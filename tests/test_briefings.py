"""Our briefings stand in for publications, and say which of its pages they report on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from assistant.errors import UsageError
from assistant.ingestion.briefings import briefings, read_briefing, reported_pages
from assistant.ingestion.catalogue import read_catalogue
from assistant.ingestion.pages import pages_within
from assistant.ingestion.splitter import split
from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.settings import ROOT, Settings
from assistant.types import Document, Span, Status
from evals.homes import prepared

CATALOGUE = read_catalogue(ROOT / "corpus" / "catalogue.toml")
SETTINGS = Settings(briefings=True)
PUBLICATIONS = ROOT.parent / "shared" / "corpus"
PAGE_OF_FELLOWS = "integrated-care-fellows-programme"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    held = briefings(SETTINGS, CATALOGUE)
    return {name: read_briefing(entry, path, SETTINGS, CATALOGUE, "") for name, (entry, path) in held.items()}


def test_each_publication_of_the_catalogue_has_a_briefing(documents: dict[str, Document]) -> None:
    assert list(documents) == [entry.id for entry in CATALOGUE.entries]
    assert all(document.is_briefing and document.headings for document in documents.values())


def test_without_briefings_there_are_none() -> None:
    assert briefings(Settings(briefings=False), CATALOGUE) == {}


def test_pages_are_those_of_the_mark_or_of_the_lead_in_above() -> None:
    text = "# Boats\n\nThree.<sup>p. 4</sup>\n\nThey are<sup>pp. 5–6</sup>:\n- Ann\n- Bee<sup>p. 7</sup>\n\nNone.\n"
    pages = reported_pages(text)
    assert [(page.label, page.certain) for page in pages] == [("4", True), ("5-6", False), ("7", True)]
    assert [text[page.start : page.end] for page in pages] == [
        "Three.<sup>p. 4</sup>\n",
        "They are<sup>pp. 5–6</sup>:\n- Ann\n",
        "- Bee<sup>p. 7</sup>\n",
    ]


def test_every_mark_is_read(documents: dict[str, Document]) -> None:
    for document in documents.values():
        for mark in re.finditer(r"<sup>", document.text):
            page, pages = document.pages_of(Span(mark.start(), mark.start() + 1))
            assert page or pages, document.text[mark.start() - 60 : mark.end() + 20]


def test_a_chunk_has_the_pages_that_its_paragraphs_report_on(documents: dict[str, Document]) -> None:
    for document in documents.values():
        for chunk in split(document):
            assert any(pages_within(document, chunk.span)) == ("<sup>p" in chunk.text), chunk.text


@pytest.mark.skipif(not PUBLICATIONS.is_dir(), reason="the publications are not here")
def test_a_briefing_is_no_longer_than_two_fifths_of_a_long_publication(documents: dict[str, Document]) -> None:
    for path in PUBLICATIONS.glob("*.txt"):
        if path.name == "README.md":
            continue
        text = path.read_text(encoding="utf-8")
        entry = CATALOGUE.recognise(text)
        assert entry
        if len(text.split()) > 2_000:
            assert len(documents[entry.id].text.split()) <= 0.4 * len(text.split())


def test_a_briefing_is_not_taken_for_its_publication(documents: dict[str, Document]) -> None:
    assert all(CATALOGUE.recognise(document.text) is None for document in documents.values())


@pytest.mark.slow
@pytest.mark.skipif(not PUBLICATIONS.is_dir(), reason="the publications are not here")
def test_a_publication_takes_its_briefings_place_and_gives_it_back(tmp_path: Path) -> None:
    home = shutil.copytree(prepared("briefings").home, tmp_path / "home")
    library = Library(Settings(home=home, briefings=True))
    assert library.refresh().outcomes == ()
    assert [summary.source for summary in library.documents()] == ["briefing"] * len(CATALOGUE.entries)
    added = library.add([PUBLICATIONS / f"{PAGE_OF_FELLOWS}.txt"]).outcomes
    assert [(outcome.action, outcome.reason) for outcome in added] == [("replaced", "in place of our briefing")]
    assert {summary.id for summary in library.documents() if summary.source == "publication"} == {PAGE_OF_FELLOWS}
    removed = library.remove([PAGE_OF_FELLOWS]).outcomes
    assert [(outcome.action, outcome.reason) for outcome in removed] == [
        ("removed", None),
        ("added", "our briefing on it"),
    ]
    assert {summary.source for summary in library.documents()} == {"briefing"}
    with pytest.raises(UsageError, match="is our briefing"):
        library.remove([PAGE_OF_FELLOWS])


@pytest.mark.slow
def test_a_question_in_haste_is_not_taken_for_an_order(assistant_on_briefings: Assistant) -> None:
    answer = assistant_on_briefings.ask("how to suport clincal leders")
    assert answer.status is Status.ANSWERED
