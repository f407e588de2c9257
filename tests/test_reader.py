"""A file of any format becomes a document, described by what is known of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import UnreadableFileError
from assistant.ingestion.catalogue import Catalogue, Entry, sketch
from assistant.ingestion.reader import UNKNOWN_PUBLISHER, Given, read_document, untold
from assistant.settings import Settings
from assistant.types import BlockKind, Document, Notice
from tests import files
from tests.invariants import check_chunks

NOTHING_KNOWN = Catalogue((), (), "May 2026")
FORMATS = [files.text_file, files.markdown_file, files.html_file, files.docx_file, files.pdf_file]


def read(
    path: Path,
    given: Given | None = None,
    known: dict[str, Document] | None = None,
    catalogue: Catalogue = NOTHING_KNOWN,
) -> Document:
    return read_document(path, Settings(), digest="d1", catalogue=catalogue, given=given or Given(), known=known or {})


def note(folder: Path, title: str, sentence: str) -> Path:
    path = folder / "note.txt"
    path.write_text(f"{title}\n\n{' '.join([sentence] * 2)}\n", encoding="utf-8")
    return path


@pytest.fixture(params=FORMATS, ids=lambda make: make.__name__.removesuffix("_file"))
def make(request: pytest.FixtureRequest) -> Callable[[Path], Path]:
    return request.param  # type: ignore[no-any-return]


def test_chunks_cover_every_format(make: Callable[[Path], Path], tmp_path: Path) -> None:
    check_chunks(read(make(tmp_path)))


def test_every_format_gives_the_same_structure(make: Callable[[Path], Path], tmp_path: Path) -> None:
    document = read(make(tmp_path))
    assert [heading.title for heading in document.headings][-4:] == [title for _, title in files.HEADINGS[1:]]
    for heading in document.headings:
        assert document.text[heading.start : heading.end].lstrip("# ") == heading.title
    shown = {kind: [b for b in document.blocks if b.kind is kind] for kind in BlockKind}
    (listed,), (table,), (quotation,) = shown[BlockKind.LIST], shown[BlockKind.TABLE], shown[BlockKind.QUOTATION]
    assert [document.text[item.start : item.end] for item in listed.items] == [f"- {item}" for item in files.ITEMS]
    assert listed.lead
    assert document.text[listed.lead.start : listed.lead.end] == files.LEAD_IN
    assert len(table.items) == len(files.ROWS)
    assert quotation.speaker == files.SPEAKER
    assert not any(files.SPEAKER in block.section for block in document.blocks)
    assert document.source.startswith("note.")
    assert document.digest == "d1"


def test_only_a_pdf_has_pages(make: Callable[[Path], Path], tmp_path: Path) -> None:
    path = make(tmp_path)
    assert [page.label for page in read(path).pages] == (["1", "2"] if path.suffix == ".pdf" else [])


def test_a_recognised_publication_gets_its_entry_whatever_it_is_called(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    entry = Entry(
        id="vale-2024",
        title="One plan",
        publisher="The towns",
        standing="note",
        kind="report",
        licence="free",
        sketch=sketch(files.plain()),
        authors=("A. Clerk",),
        names=("plan",),
        facts="No. 1",
    )
    path = make(tmp_path)
    document = read(path.rename(tmp_path / f"zz{path.suffix}"), catalogue=Catalogue((entry,), (), "May 2026"))
    assert (document.id, document.title, document.publisher, document.standing) == (
        "vale-2024",
        "One plan",
        "The towns",
        "note",
    )
    assert (document.authors, document.names, document.facts) == (("A. Clerk",), ("plan",), "No. 1")
    assert document.notices == (Notice("undated", "No date of publication is known of this source."),)


def test_an_unknown_document_is_named_by_its_publisher(
    tmp_path: Path,
) -> None:
    path = tmp_path / "note.md"
    path.write_text("# Left ashore: a review of boats\n\nThe Vale Institute, May 2031.\n\n## Costs\n\nThey rose.\n")
    assert read(path).names == ("Vale Institute",)
    path.write_text("# Workforce: a review of boats\n\n## Costs\n\nThey rose.\n")
    assert read(path).names == ()


def test_an_unknown_document_is_described_by_its_first_line(tmp_path: Path) -> None:
    document = read(files.text_file(tmp_path))
    assert (document.id, document.title) == ("working-well-together", files.TITLE)
    assert (document.publisher, document.published) == (UNKNOWN_PUBLISHER, None)
    assert document.standing == "not in the catalogue"


def test_or_by_its_metadata(tmp_path: Path) -> None:
    document = read(files.docx_file(tmp_path))
    assert (document.title, document.publisher, document.authors) == (files.TITLE, UNKNOWN_PUBLISHER, ("A. Clerk",))
    assert read(files.html_file(tmp_path)).published == "2025-03-04"


def test_or_by_its_highest_heading(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("Some words.\n\n## Costs\n\n# The plan\n\nMore words.\n", encoding="utf-8")
    assert read(path).title == "The plan"


def test_what_the_caller_says_comes_first(tmp_path: Path) -> None:
    document = read(files.docx_file(tmp_path), Given("Mine", "Us", "2020-01"))
    assert (document.id, document.title, document.publisher, document.published) == ("mine", "Mine", "Us", "2020-01")


def test_an_id_is_made_of_the_title(tmp_path: Path) -> None:
    path = files.text_file(tmp_path)
    assert read(path, Given("Ä – b & C!")).id == "b-c"
    assert read(path, Given("–")).id == "document"
    assert len(read(path, Given("word " * 40)).id) <= 60


def test_two_works_of_one_title_have_two_ids(tmp_path: Path) -> None:
    first = read(note(tmp_path, "Minutes", "The clerks met in spring and spoke of the roads in the vale."))
    known = {first.id: first}
    second = read(
        note(tmp_path, "Minutes", "In autumn nobody came, since snow had fallen early on that day."), known=known
    )
    assert (first.id, second.id) == ("minutes", "minutes-2")
    known |= {second.id: second}
    third = read(note(tmp_path, "Minutes", "Winter saw a vote on lamps, held by show of hands in a barn."), known=known)
    assert third.id == "minutes-3"


def test_a_changed_work_keeps_its_id(tmp_path: Path) -> None:
    first = read(files.text_file(tmp_path))
    path = tmp_path / "changed.txt"
    path.write_text(files.plain().replace("modest", "large"), encoding="utf-8")
    assert read(path, known={first.id: first}).id == first.id


def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"scan\.pdf"):
        read(files.scanned_pdf(tmp_path))


def test_what_a_document_does_not_say_of_itself_is_told(tmp_path: Path) -> None:
    path = files.text_file(tmp_path)
    assert untold(read(path)) == "names no publisher and no date: add it again with --publisher and --published"
    assert untold(read(path, Given(publisher="Us"))) == "names no date: add it again with --published"
    assert untold(read(path, Given(publisher="Us", published="2025"))) is None
