"""The five publications are read right: headings, pages, parts, chunks, and which is which."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.ingestion.catalogue import read_catalogue
from assistant.ingestion.contents import find_contents, match_headings
from assistant.ingestion.lines import comparable, lines_of
from assistant.ingestion.reader import Given, read_document
from assistant.settings import Settings
from assistant.types import BlockKind, Document, Heading, Span
from tests.invariants import check_chunks

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
SETTINGS = Settings()
CATALOGUE = read_catalogue(SETTINGS.corpus / "catalogue.toml")

KINGS_FUND = "kings-fund-ics-workforce-2024"
GUIDANCE = "nhs-england-clinical-leadership-2021"
CONFEDERATION = "nhs-confederation-systems-leadership-2021"
FILES = {
    KINGS_FUND: "realising-the-potential-of-integrated-care-systems.txt",
    GUIDANCE: "effective-clinical-and-care-professional-leadership.txt",
    CONFEDERATION: "future-systems-leadership-scoping-project.txt",
    "integrated-care-fellows-programme": "integrated-care-fellows-programme.txt",
    "kings-fund-integrated-care-collaborative": "integrated-care-collaborative-programme.txt",
}
LISTED = {KINGS_FUND: 27, GUIDANCE: 14, CONFEDERATION: 12}

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the publications are not at {CORPUS}")


def data(name: str) -> Any:
    return json.loads((ROOT / "tests" / "data" / f"{name}.json").read_text(encoding="utf-8"))


HEADINGS: dict[str, dict[str, list[Any]]] = data("headings")
PAGES: list[dict[str, str]] = data("pages")
SPEAKERS: dict[str, list[str]] = data("speakers")


def read(path: Path) -> Document:
    return read_document(path, SETTINGS, digest="", catalogue=CATALOGUE, given=Given(), known={})


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {name: read(CORPUS / file) for name, file in FILES.items()}


def missing(headings: tuple[Heading, ...], wanted: list[str]) -> list[str]:
    """Return the titles not found among headings in this order; one that ends with " …" is the start of a title."""
    titles = [comparable(heading.title) for heading in headings]
    place, lacking = 0, []
    for title in wanted:
        start = comparable(title.removesuffix(" …"))
        fits = [t == start or (title.endswith(" …") and t.startswith(start)) for t in titles[place:]]
        if any(fits):
            place += fits.index(True) + 1
        else:
            lacking.append(title)
    return lacking


@pytest.mark.parametrize(("name", "count"), LISTED.items())
def test_every_entry_of_the_contents_list_is_found_as_a_heading_in_order(
    documents: dict[str, Document], name: str, count: int
) -> None:
    document, wanted = documents[name], [title for title, _ in HEADINGS[name]["contents"]]
    assert len(wanted) == count
    assert missing(document.headings, wanted) == []
    assert all(heading.title and document.text[heading.start : heading.end].strip() for heading in document.headings)


@pytest.mark.parametrize(("name", "count"), LISTED.items())
def test_the_contents_list_is_read_with_its_pages(documents: dict[str, Document], name: str, count: int) -> None:
    lines = lines_of(documents[name].text)
    contents = find_contents(lines)
    assert contents
    read_pages = [(comparable(entry.title), entry.page) for entry in contents.entries]
    assert read_pages == [(comparable(title), page) for title, page in HEADINGS[name]["contents"]]
    matches = [heading for heading in match_headings(lines, contents) if heading]
    assert len(matches) == count
    assert matches == sorted(matches, key=lambda heading: heading.start)
    assert set(matches) <= set(documents[name].headings)


@pytest.mark.parametrize(("name", "count"), [(KINGS_FUND, 41), (GUIDANCE, 9), (CONFEDERATION, 41)])
def test_headings_that_no_contents_list_names_are_found(documents: dict[str, Document], name: str, count: int) -> None:
    assert len(HEADINGS[name]["below"]) == count
    assert missing(documents[name].headings, HEADINGS[name]["below"]) == []


@pytest.mark.parametrize("name", LISTED)
def test_hardly_anything_else_becomes_a_heading(documents: dict[str, Document], name: str) -> None:
    known = [comparable(title.removesuffix(" …")) for title, _ in HEADINGS[name]["contents"]]
    known += [comparable(title.removesuffix(" …")) for title in HEADINGS[name]["below"]]
    others = [h.title for h in documents[name].headings if not comparable(h.title).startswith(tuple(known))]
    assert len(others) <= 1, others


def test_all_six_what_good_looks_like_are_found_each_below_its_own_section(documents: dict[str, Document]) -> None:
    headings = documents[GUIDANCE].headings
    assert [heading.title for heading in headings].count("What good looks like") == 6
    blocks = documents[GUIDANCE].blocks
    assert len({block.section for block in blocks if block.section[-1:] == ("What good looks like",)}) == 6


def test_no_speaker_becomes_a_section(documents: dict[str, Document]) -> None:
    speakers = {comparable(speaker) for lines in SPEAKERS.values() for speaker in lines}
    assert len(speakers) == 10
    for document in documents.values():
        assert not speakers & {comparable(heading.title) for heading in document.headings}
        assert not speakers & {comparable(title) for block in document.blocks for title in block.section}


def test_speakers_stand_with_their_quotations(documents: dict[str, Document]) -> None:
    speakers = {comparable(block.speaker) for block in documents[KINGS_FUND].blocks if block.speaker}
    assert {comparable(speaker) for speaker in SPEAKERS[KINGS_FUND]} <= speakers


@pytest.mark.parametrize(
    "case", PAGES, ids=lambda case: f"{case['document'].split('-')[0]} {case['page']} {case['first']}"
)
def test_a_page_is_right_and_certain(documents: dict[str, Document], case: dict[str, str]) -> None:
    document, first = documents[case["document"]], case["first"]
    assert document.text.count(first) == 1
    start = document.text.index(first)
    assert document.pages_of(Span(start, start + len(first))) == (case["page"], None)


def test_the_spans_with_pages_are_as_many_as_were_checked_by_eye() -> None:
    assert len(PAGES) == 36


def test_in_the_guidance_a_page_is_stated_only_where_a_section_begins_and_ends_on_it(
    documents: dict[str, Document],
) -> None:
    document, listed = documents[GUIDANCE], HEADINGS[GUIDANCE]["contents"]
    starts = [
        next(h.start for h in document.headings if comparable(h.title) == comparable(title)) for title, _ in listed
    ]
    certain = [page for page in document.pages if page.certain]
    assert [(page.label, page.start, page.end) for page in certain] == [
        (page, start, stop)
        for (_, page), (_, following), start, stop in zip(listed, listed[1:], starts, starts[1:], strict=False)
        if page == following
    ]
    assert {page.label for page in certain} == {"4"}
    assert len(certain) == 3


def test_a_page_before_the_first_that_is_known_is_not_stated(documents: dict[str, Document]) -> None:
    assert all(documents[name].pages_of(Span(0, 20)) == (None, None) for name in FILES)


def test_pages_without_a_contents_list_are_not_stated(documents: dict[str, Document]) -> None:
    assert all(not documents[name].pages for name in FILES if name not in LISTED)


def test_the_page_of_the_one_entry_that_the_breaks_do_not_agree_with_is_a_range(documents: dict[str, Document]) -> None:
    assert [page.label for page in documents[CONFEDERATION].pages if not page.certain] == ["40-43"]
    assert all(page.certain for page in documents[KINGS_FUND].pages)


@pytest.mark.parametrize("name", FILES)
def test_chunks_cover_all_but_contents_and_furniture(documents: dict[str, Document], name: str) -> None:
    check_chunks(documents[name])


@pytest.mark.parametrize("name", FILES)
def test_only_the_contents_list_and_furniture_are_left_out(documents: dict[str, Document], name: str) -> None:
    document = documents[name]
    contents = [block for block in document.blocks if block.kind is BlockKind.CONTENTS]
    assert len(contents) == (name in LISTED)
    for block in document.blocks:
        if block.kind is BlockKind.FURNITURE:
            assert all(
                line.is_furniture or line.is_continued for line in lines_of(document.text[block.start : block.end])
            )


@pytest.mark.parametrize("name", FILES)
def test_a_publication_is_recognised_whatever_its_file_is_called(
    documents: dict[str, Document], name: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((CORPUS / FILES[name]).read_bytes())
    document = read(path)
    assert (document.id, document.text) == (name, documents[name].text)
    assert document.source == "a.txt"


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("name", FILES)
def test_half_of_a_publication_is_recognised(documents: dict[str, Document], name: str, half: int) -> None:
    text = documents[name].text
    middle = len(text) // 2
    entry = CATALOGUE.recognise(text[middle:] if half else text[:middle])
    assert entry
    assert entry.id == name


def test_a_text_that_cites_the_titles_is_not_recognised(documents: dict[str, Document]) -> None:
    cited = [
        f"We read {document.title} ({document.publisher}), which we found of use." for document in documents.values()
    ]
    assert CATALOGUE.recognise("\n\n".join(cited)) is None
    assert (
        CATALOGUE.recognise("\n\n".join(title for document in HEADINGS.values() for title in document["below"])) is None
    )
