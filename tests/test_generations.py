"""Generations are numbered, published atomically, kept two at a time, and guarded by a lock and a manifest."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import BusyError, IndexDamagedError, IndexMissingError, StorageError
from assistant.retrieval.generations import (
    FORMAT,
    Generations,
    Manifest,
    check_files,
    file_digest,
    read_manifest,
    write_manifest,
)

FILES = ("documents.json", "chunks.json", "tokens.npy", "edges.npy", "dense.npy", "keys.txt")


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "home")


def publish(generations: Generations, *names: str) -> int:
    """Publish a generation that holds files of these names."""
    with generations.locked():
        number, folder = generations.begin()
        for name in names:
            (folder / name).write_text(name, encoding="ascii")
        generations.publish(number)
    return number


def manifest(folder: Path) -> Manifest:
    """Return the manifest of a folder to which the files that every generation has are written."""
    for name in FILES:
        (folder / name).write_text(name, encoding="ascii")
    digests = {path.name: file_digest(path) for path in folder.iterdir()}
    return Manifest(
        format=FORMAT, splitter="1", embedding="e", late_interaction="l", dimensions=3, chunks=2, units=4, files=digests
    )


def test_at_first_there_is_no_index(generations: Generations) -> None:
    assert generations.current is None
    with pytest.raises(IndexMissingError, match="ics add PATH"):
        generations.path()


def test_what_is_published_is_in_use(generations: Generations) -> None:
    assert publish(generations, "a") == 1
    assert generations.current == 1
    assert (generations.path() / "a").read_text(encoding="ascii") == "a"


def test_a_generation_that_is_begun_is_not_in_use(generations: Generations) -> None:
    publish(generations)
    with generations.locked():
        number, folder = generations.begin()
        assert (number, folder.name, list(folder.iterdir())) == (2, "2.part", [])
        assert generations.current == 1
        assert [path.name for path in generations.newest_first()] == ["1"]


def test_the_one_before_is_kept_and_older_ones_are_not(generations: Generations) -> None:
    for _ in range(4):
        publish(generations)
    assert [path.name for path in generations.newest_first()] == ["4", "3"]


def test_what_a_broken_run_left_is_removed(generations: Generations) -> None:
    with generations.locked():
        (generations.begin()[1] / "half").touch()
    with generations.locked():
        assert list(generations.begin()[1].iterdir()) == []


def test_after_withdrawal_there_is_no_index(generations: Generations) -> None:
    publish(generations)
    generations.withdraw()
    assert generations.current is None
    with pytest.raises(IndexMissingError, match="ics add PATH"):
        generations.path()
    generations.withdraw()
    assert publish(generations) == generations.current


def test_the_one_in_use_comes_first(generations: Generations) -> None:
    publish(generations)
    publish(generations)
    (generations.home / "current").write_text("1", encoding="ascii")
    assert [path.name for path in generations.in_use_first()] == ["1", "2"]
    (generations.home / "current").write_text("none", encoding="ascii")
    assert [path.name for path in generations.in_use_first()] == ["2", "1"]


def test_a_missing_generation_is_named(generations: Generations) -> None:
    folder = generations.home / "generations" / str(publish(generations))
    folder.rmdir()
    with pytest.raises(IndexDamagedError, match="generation 1 is missing"):
        generations.path()


@pytest.mark.parametrize("content", [b"", b"one", b"\xff"])
def test_a_damaged_pointer_is_named(generations: Generations, content: bytes) -> None:
    publish(generations)
    (generations.home / "current").write_bytes(content)
    with pytest.raises(IndexDamagedError, match=r"current .*`ics add"):
        generations.path()


@pytest.mark.timed
def test_a_second_run_at_once_is_turned_away_quickly(generations: Generations) -> None:
    with generations.locked():
        started = time.monotonic()
        with pytest.raises(BusyError, match=f"process {os.getpid()}"), Generations(generations.home).locked():
            pass
        assert time.monotonic() - started < 1


def test_the_lock_is_free_after_a_run_whether_or_not_it_failed(generations: Generations) -> None:
    with pytest.raises(ZeroDivisionError), generations.locked():
        raise ZeroDivisionError
    with generations.locked():
        pass
    with generations.locked():
        pass


def test_a_dead_run_holds_no_lock(generations: Generations) -> None:
    code = (
        "import os, pathlib, sys; from assistant.retrieval.generations import Generations\n"
        "with Generations(pathlib.Path(sys.argv[1])).locked(): os._exit(3)"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(generations.home)], check=False)
    assert ended.returncode == 3
    with generations.locked():
        pass


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("a file stands here", encoding="ascii")
    with pytest.raises(StorageError, match=r"home cannot be written .*ICS_HOME"), Generations(home).locked():
        pass
    with pytest.raises(StorageError, match="cannot be written"), Generations(home / "below").locked():
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_home_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError, match="cannot be written"), Generations(tmp_path / "home").locked():
        pass


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = manifest(tmp_path)
    write_manifest(tmp_path, written)
    assert read_manifest(tmp_path) == written
    check_files(tmp_path, written)


@pytest.mark.parametrize("content", [None, "", "{}", "[]", '{"format": 1}'])
def test_a_damaged_manifest_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content, encoding="ascii")
    with pytest.raises(IndexDamagedError, match=r"manifest\.json cannot be read: .*`ics add PATH`"):
        read_manifest(tmp_path)


def test_a_file_that_is_missing_or_changed_is_named(tmp_path: Path) -> None:
    written = manifest(tmp_path)
    with pytest.raises(IndexDamagedError, match=r"other\.npy .*`ics add PATH`"):
        check_files(tmp_path, replace(written, files=written.files | {"other.npy": ""}))
    (tmp_path / "chunks.json").write_text("as it is", encoding="ascii")
    with pytest.raises(IndexDamagedError, match=r"chunks\.json was changed or damaged"):
        check_files(tmp_path, written)


@pytest.mark.parametrize("name", FILES)
def test_a_manifest_names_what_every_generation_has(tmp_path: Path, name: str) -> None:
    written = manifest(tmp_path)
    files = {other: digest for other, digest in written.files.items() if other != name}
    with pytest.raises(IndexDamagedError, match=name):
        check_files(tmp_path, replace(written, files=files))
