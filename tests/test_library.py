"""Files are added and removed, and the index always holds what was last said to be in it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.errors import BusyError, IndexDamagedError, StorageError, UsageError
from assistant.library import Library, Report
from assistant.retrieval.generations import Generations
from assistant.retrieval.index import open_index, read_chunks, read_documents
from assistant.retrieval.weights import embedding_id
from assistant.settings import Settings
from tests import files

NOTE = "working-well-together"


def outcomes(report: Report) -> list[tuple[str, str, str | None]]:
    return [(Path(outcome.path).name, outcome.action, outcome.document_id) for outcome in report.outcomes]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def proved(home: Path) -> tuple[list[str], int]:
    """Return the documents and the number of chunks of the generation in use, which proves itself by being opened."""
    index = open_index(Generations(home).path(), embedding_id(Settings(home=home)))
    index.close()
    return sorted(index.documents), len(index.chunks)


# Without a model: what is refused before anything is indexed


@pytest.fixture
def empty(tmp_path: Path) -> Library:
    return Library(Settings(home=tmp_path / "home"))


def test_a_new_library_holds_nothing(empty: Library, tmp_path: Path) -> None:
    assert empty.documents() == ()
    with pytest.raises(UsageError, match="no document 'note'; the documents are: none"):
        empty.document("note")
    with pytest.raises(UsageError, match="no document 'note'"):
        empty.remove(["note"])
    assert Generations(tmp_path / "home").current is None


def test_a_path_that_is_not_there_is_named(empty: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no file or folder .*nowhere\.txt"):
        empty.add([files.text_file(tmp_path), tmp_path / "nowhere.txt"])


def test_a_folder_without_readable_files_is_named(empty: Library, tmp_path: Path) -> None:
    write(tmp_path / "in" / "notes.xyz", "x")
    with pytest.raises(UsageError, match=r"in holds no file that can be read \(.*\.pdf"):
        empty.add([tmp_path / "in"])


def test_a_title_is_given_to_one_document(empty: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="describe one document, not 2"):
        empty.add([files.text_file(tmp_path), files.markdown_file(tmp_path)], title="Mine")


@pytest.mark.parametrize("published", ["July 2019", "2019-7", "2019-13", "2019-02-30", "", "2019-07-01T00:00"])
def test_a_date_that_cannot_be_compared_is_refused(published: str, empty: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=f"'{published}' is no date .*: write it as 2024, 2024-07 or 2024-07-31"):
        empty.add([files.text_file(tmp_path)], published=published)


@pytest.mark.parametrize(("title", "publisher"), [("Bus \udcff", None), (None, "Vale\nTrust")])
def test_what_cannot_be_shown_is_refused(
    title: str | None, publisher: str | None, empty: Library, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="holds what cannot be shown"):
        empty.add([files.text_file(tmp_path)], title=title, publisher=publisher)


def test_a_file_whose_name_is_not_utf8_is_held_under_it_escaped(empty: Library, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text(f"{files.NEXT}\n", encoding="utf-8")
    (outcome,) = empty.add([path]).outcomes
    assert (outcome.action, outcome.title, outcome.path) == ("added", r"caf\xe9", rf"{tmp_path}/caf\xe9.txt")
    assert empty.document(r"caf-xe9").source == r"caf\xe9.txt"


def test_where_all_is_refused_there_is_no_index(empty: Library, tmp_path: Path) -> None:
    report = empty.add([files.scanned_pdf(tmp_path), files.locked_pdf(tmp_path, "secret")])
    assert outcomes(report) == [("scan.pdf", "refused", None), ("locked.pdf", "refused", None)]
    assert (report.chunks, report.embedded, report.generation) == (0, 0, 0)
    assert empty.documents() == ()


def test_a_readme_is_skipped_and_says_so(empty: Library, tmp_path: Path) -> None:
    write(tmp_path / "in" / "README.md", "# About\n\nThis folder holds notes.\n")
    (outcome,) = empty.add([tmp_path / "in"]).outcomes
    assert (outcome.action, outcome.document_id) == ("skipped", None)
    assert outcome.reason


def test_hidden_files_are_left_out(empty: Library, tmp_path: Path) -> None:
    for name in (".hidden.txt", "~$open.docx", ".git/config.txt", "README.txt"):
        write(tmp_path / "in" / name, "x")
    assert [Path(outcome.path).name for outcome in empty.add([tmp_path / "in"]).outcomes] == ["README.txt"]


@pytest.mark.timed
def test_a_second_run_at_once_ends_at_once(empty: Library, tmp_path: Path) -> None:
    path = files.text_file(tmp_path)
    with Generations(tmp_path / "home").locked():
        started = time.monotonic()
        with pytest.raises(BusyError, match="another run"):
            empty.add([path])
        with pytest.raises(BusyError, match="another run"):
            empty.remove(["note"])
        assert time.monotonic() - started < 2


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    home = write(tmp_path / "home", "a file stands here")
    with pytest.raises(StorageError, match="home cannot be written"):
        Library(Settings(home=home)).add([files.text_file(tmp_path)])
    assert home.read_text(encoding="utf-8") == "a file stands here"


def test_a_missing_catalogue_is_not_the_fault_of_the_file(tmp_path: Path) -> None:
    library = Library(Settings(home=tmp_path / "home", corpus=tmp_path / "nowhere"))
    with pytest.raises(StorageError, match=r"catalogue\.toml cannot be read"):
        library.add([files.text_file(tmp_path)])


# With the models. The first document is indexed once; each test begins with a copy of that home.


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Report]:
    """Return a home with the note in it, the note's file, and what adding it came to."""
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("source")
    path = files.text_file(folder)
    return home, path, Library(Settings(home=home)).add([path])


@pytest.fixture
def home(made: tuple[Path, Path, Report], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made[0], tmp_path / "home"))


@pytest.fixture
def library(home: Path) -> Library:
    return Library(Settings(home=home))


@pytest.fixture
def note(made: tuple[Path, Path, Report]) -> Path:
    return made[1]


@pytest.mark.slow
def test_what_is_added_is_indexed(made: tuple[Path, Path, Report]) -> None:
    home, _, report = made
    assert outcomes(report) == [("note.txt", "added", NOTE)]
    assert report.embedded == report.chunks > 4
    assert report.generation == 1
    assert proved(home) == ([NOTE], report.chunks)


@pytest.mark.slow
def test_a_document_is_listed_and_shown(library: Library) -> None:
    (summary,) = library.documents()
    document = library.document(NOTE)
    assert document.text == files.plain()
    assert (summary.id, summary.title, summary.source) == (NOTE, files.TITLE, "publication")
    assert (summary.characters, summary.headings) == (len(document.text), len(document.headings))
    assert summary.chunks > 4
    with pytest.raises(UsageError, match=f"no document 'other'; the documents are: {NOTE}"):
        library.document("other")


@pytest.mark.slow
def test_added_again_unchanged_nothing_is_embedded_and_no_generation_made(library: Library, note: Path) -> None:
    stages: list[str] = []
    report = library.add([note], progress=lambda stage, done, total: stages.append(stage))
    assert outcomes(report) == [("note.txt", "unchanged", NOTE)]
    assert (report.embedded, report.generation) == (0, 1)
    assert report.chunks == library.documents()[0].chunks
    assert set(stages) == {"reading"}


@pytest.mark.slow
def test_of_a_changed_file_only_changed_chunks_are_embedded(library: Library, home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "renamed.txt", files.plain().replace("modest", "large"))
    report = library.add([path])
    assert outcomes(report) == [("renamed.txt", "replaced", NOTE)]
    assert (report.embedded, report.generation) == (1, 2)
    assert "Costs were large" in library.document(NOTE).text
    assert proved(home) == ([NOTE], report.chunks)


@pytest.mark.slow
def test_two_works_of_one_title_are_both_kept(library: Library, home: Path, tmp_path: Path) -> None:
    text = f"{files.TITLE}\n\nOn the moor nobody shares a plan, a diary or a road. They like it that way.\n"
    report = library.add([write(tmp_path / "note.txt", text)])
    assert outcomes(report) == [("note.txt", "added", f"{NOTE}-2")]
    assert proved(home)[0] == [NOTE, f"{NOTE}-2"]
    assert library.document(NOTE).text == files.plain()
    again = library.add([write(tmp_path / "note.txt", text.replace("nobody", "hardly anyone"))])
    assert outcomes(again) == [("note.txt", "replaced", f"{NOTE}-2")]
    assert len(library.documents()) == 2


@pytest.mark.slow
def test_a_new_title_does_not_keep_the_document_twice(library: Library, note: Path) -> None:
    report = library.add([note], title="The vale", publisher="The towns", published="2024-05")
    assert outcomes(report) == [("note.txt", "replaced", "the-vale")]
    (summary,) = library.documents()
    assert (summary.id, summary.title, summary.publisher, summary.published) == (
        "the-vale",
        "The vale",
        "The towns",
        "2024-05",
    )
    assert outcomes(library.add([note])) == [("note.txt", "unchanged", "the-vale")]


@pytest.mark.slow
def test_a_refused_file_among_good_ones_is_named_with_its_reason(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    files.locked_pdf(folder, "secret")
    files.scanned_pdf(folder)
    write(folder / "fake.docx", "This is no Word file.")
    write(folder / "moor" / "moor.txt", "The moor\n\nOn the moor nobody shares a plan, a diary or a road at all.\n")
    write(folder / "README.txt", "About this folder.")
    report = library.add([folder])
    assert outcomes(report) == [
        ("README.txt", "skipped", None),
        ("fake.docx", "refused", None),
        ("locked.pdf", "refused", None),
        ("moor.txt", "added", "the-moor"),
        ("scan.pdf", "refused", None),
    ]
    for outcome in report.outcomes:
        if outcome.action == "refused":
            assert outcome.reason
            assert Path(outcome.path).name in outcome.reason
    assert [summary.id for summary in library.documents()] == ["the-moor", NOTE]


@pytest.mark.slow
def test_a_readme_that_is_named_is_added(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path / "README.txt", "The moor\n\nOn the moor nobody shares a plan, a diary or a road at all.\n")
    assert outcomes(library.add([path])) == [("README.txt", "added", "the-moor")]


@pytest.mark.slow
def test_what_is_removed_is_gone_and_the_rest_is_not_embedded_anew(
    library: Library, home: Path, tmp_path: Path
) -> None:
    library.add([write(tmp_path / "moor.txt", "The moor\n\nOn the moor nobody shares a plan, a diary or a road.\n")])
    with pytest.raises(UsageError, match="no document 'nowhere'; the documents are: the-moor, working-well-together"):
        library.remove([NOTE, "nowhere"])
    assert len(library.documents()) == 2
    report = library.remove(["the-moor", "the-moor"])
    assert outcomes(report) == [("moor.txt", "removed", "the-moor")]
    assert report.embedded == 0
    assert proved(home) == ([NOTE], report.chunks)


@pytest.mark.slow
def test_the_last_document_can_be_removed(library: Library, home: Path, note: Path) -> None:
    report = library.remove([NOTE])
    assert outcomes(report) == [("note.txt", "removed", NOTE)]
    assert (report.chunks, report.embedded, report.generation) == (0, 0, 0)
    assert library.documents() == ()
    assert outcomes(library.add([note])) == [("note.txt", "added", NOTE)]
    assert proved(home)[0] == [NOTE]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def lose_chunks(generation: Path) -> None:
    (generation / "chunks.json").unlink()


def change_tokens(generation: Path) -> None:
    cut(generation / "tokens.npy")


def cut_manifest(generation: Path) -> None:
    cut(generation / "manifest.json")


def point_nowhere(generation: Path) -> None:
    (generation.parents[1] / "current").write_text("77", encoding="ascii")


def spoil_pointer(generation: Path) -> None:
    (generation.parents[1] / "current").write_text("not a number", encoding="ascii")


def use_another_model(generation: Path) -> None:
    path = generation / "manifest.json"
    path.write_text(
        path.read_text(encoding="ascii").replace('"embedding": "', '"embedding": "other-'), encoding="ascii"
    )


DAMAGES = [lose_chunks, change_tokens, cut_manifest, point_nowhere, spoil_pointer, use_another_model]


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_index_is_built_anew_from_the_documents_it_holds(
    library: Library, home: Path, note: Path, damage: Callable[[Path], None]
) -> None:
    damage(Generations(home).path())
    with pytest.raises(IndexDamagedError, match="`ics add"):
        proved(home)
    report = library.add([note])
    assert outcomes(report) == [("note.txt", "unchanged", NOTE)]
    assert report.embedded == report.chunks or damage in (point_nowhere, spoil_pointer)
    assert report.generation == 2
    assert proved(home) == ([NOTE], report.chunks)


@pytest.mark.slow
def test_where_documents_are_damaged_those_of_the_generation_before_are_taken(
    library: Library, home: Path, note: Path, tmp_path: Path
) -> None:
    moor = write(tmp_path / "moor.txt", "The moor\n\nOn the moor nobody shares a plan, a diary or a road.\n")
    library.add([moor])
    cut(Generations(home).path() / "documents.json")
    with pytest.raises(IndexDamagedError, match=r"documents\.json"):
        library.documents()
    report = library.add([moor])
    assert ("moor.txt", "added", "the-moor") in outcomes(report)
    assert proved(home) == (["the-moor", NOTE], report.chunks)


@pytest.mark.slow
def test_where_no_documents_can_be_read_one_can_begin_again(library: Library, home: Path, note: Path) -> None:
    cut(Generations(home).path() / "documents.json")
    report = library.add([note])
    assert [(name, action) for name, action, _ in outcomes(report)] == [
        ("documents.json", "refused"),
        ("note.txt", "added"),
    ]
    assert proved(home) == ([NOTE], report.chunks)


@pytest.mark.slow
def test_a_run_that_fails_leaves_the_index_in_use(library: Library, home: Path, tmp_path: Path) -> None:
    moor = write(tmp_path / "moor.txt", "The moor\n\nOn the moor nobody shares a plan, a diary or a road.\n")

    def fail(stage: str, done: int, total: int) -> None:
        if stage != "reading":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.add([moor], progress=fail)
    assert proved(home)[0] == [NOTE]
    assert outcomes(library.add([moor])) == [("moor.txt", "added", "the-moor")]
    assert [path.name for path in (home / "generations").iterdir() if path.name.endswith(".part")] == []


@pytest.mark.slow
def test_the_same_files_give_the_same_index(home: Path, note: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    Library(Settings(home=other)).add([note])
    one, two = Generations(home).path(), Generations(other).path()
    assert read_documents(one) == read_documents(two)
    assert read_chunks(one) == read_chunks(two)
    assert (one / "tokens.npy").read_bytes() == (two / "tokens.npy").read_bytes()
