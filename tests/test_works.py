"""Real works on disk: each version stays as it was saved, only the link opens them, and nobody overwrites another."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import database
from assistant.database import VERSION, Database
from assistant.errors import ConflictError, NotKeptError, UsageError
from assistant.store import Store
from assistant.works import LONGEST_BODY, TYPED, Work, Works, mark_of

PLAN, ASSESSMENT = Work.PLAN, Work.ASSESSMENT


@pytest.fixture
def works(tmp_path: Path) -> Works:
    return Works(tmp_path / "home" / "store.sqlite", 90)


def test_every_version_comes_back_as_it_was_saved(works: Works) -> None:
    link = works.create(PLAN, '{"text": "“Falls”, £5 🙂"}')
    works.save(PLAN, link, '{"text": "second"}', "the problem", after=1)
    versions = works.versions(PLAN, link)
    assert [(each.number, each.note) for each in versions] == [(2, "the problem"), (1, "begun")]
    assert works.version(PLAN, link, 1).body == '{"text": "“Falls”, £5 🙂"}'
    assert works.newest(PLAN, link) == versions[0]


def test_only_the_link_opens_a_work(works: Works, tmp_path: Path) -> None:
    link = works.create(PLAN, "{}")
    assert len(link) >= 32
    assert works.create(PLAN, "{}") != link
    for other in ("", link[:-1], link.swapcase(), "\ud800"):
        with pytest.raises(NotKeptError, match="no plan is kept under this link"):
            works.newest(PLAN, other)
    with pytest.raises(NotKeptError, match="no assessment is kept"):
        works.newest(ASSESSMENT, link)
    for number in (0, 2, 10**30):
        with pytest.raises(NotKeptError, match="is kept: the newest is 1"):
            works.version(PLAN, link, number)
    assert not any(link.encode() in path.read_bytes() for path in (tmp_path / "home").iterdir())


def test_who_saves_second_is_told_and_nothing_is_lost(works: Works) -> None:
    link = works.create(PLAN, "{}")

    def save(body: str) -> bool:
        try:
            works.save(PLAN, link, body, body, after=1)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(save, map(str, range(8))))
    assert saved.count(True) == 1
    assert works.newest(PLAN, link).body == str(saved.index(True))
    with pytest.raises(ConflictError, match="version 2 was saved while you worked on version 1"):
        works.save(PLAN, link, "{}", "late", after=1)


def test_of_what_is_saved_as_one_types_the_newest_stays_and_one_an_hour(works: Works, tmp_path: Path) -> None:
    def typed(after: int) -> list[int]:
        works.save(ASSESSMENT, link, str(after), TYPED, after)
        return [each.number for each in works.versions(ASSESSMENT, link)]

    link = works.create(ASSESSMENT, "{}")
    assert [typed(1), typed(2), typed(3)] == [[2, 1], [3, 1], [4, 1]]
    earlier = (datetime.now(UTC) - timedelta(hours=2)).isoformat(timespec="microseconds")
    with sqlite3.connect(tmp_path / "home" / "store.sqlite") as connection:
        connection.execute("UPDATE versions SET made = ?", [earlier])
    assert [typed(4), typed(5), typed(6)] == [[5, 4, 1], [6, 5, 4, 1], [7, 5, 4, 1]]
    works.save(ASSESSMENT, link, "{}", "assessed", after=7)
    assert [typed(8), typed(9)] == [[9, 8, 7, 5, 4, 1], [10, 8, 7, 5, 4, 1]]
    with pytest.raises(ConflictError, match="version 10 was saved while you worked on version 9"):
        typed(9)
    with pytest.raises(NotKeptError, match="no version 9 of this assessment is kept: the newest is 10"):
        works.version(ASSESSMENT, link, 9)


def test_only_versions_that_are_kept_are_counted(works: Works, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.works.MOST_VERSIONS", 3)
    link = works.create(PLAN, "{}")
    for after in range(1, 6):
        works.save(PLAN, link, "{}", TYPED, after)
    works.save(PLAN, link, "{}", "changed", after=6)
    with pytest.raises(UsageError, match="this plan has 3 versions, as many as are kept"):
        works.save(PLAN, link, "{}", "changed", after=7)
    assert works.newest(PLAN, link).number == 7


def test_a_deleted_work_is_gone_with_its_versions(works: Works, tmp_path: Path) -> None:
    link, kept = works.create(PLAN, "SECRET"), works.create(ASSESSMENT, "{}")
    works.delete(PLAN, link)
    with pytest.raises(NotKeptError):
        works.versions(PLAN, link)
    with sqlite3.connect(tmp_path / "home" / "store.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM versions").fetchone() == (1,)
    assert works.newest(ASSESSMENT, kept).number == 1


def test_a_work_is_forgotten_when_nobody_changed_it_for_long(works: Works, tmp_path: Path) -> None:
    old, new = works.create(PLAN, "old"), works.create(PLAN, "new")
    long_ago = (datetime.now(UTC) - timedelta(days=91)).isoformat(timespec="microseconds")
    with sqlite3.connect(tmp_path / "home" / "store.sqlite") as connection:
        rowid = "rowid = (SELECT min(rowid) FROM works)"
        connection.execute(f"UPDATE works SET changed = ? WHERE {rowid}", [long_ago])
    assert works.forget() == 1
    with pytest.raises(NotKeptError):
        works.newest(PLAN, old)
    assert works.newest(PLAN, new).body == "new"


def test_nothing_is_kept_where_no_days_are(tmp_path: Path) -> None:
    with pytest.raises(NotKeptError, match=r"ICS_KEEP_DAYS is 0"):
        Works(tmp_path / "store.sqlite", 0).create(PLAN, "{}")


def test_what_is_too_long_is_refused(works: Works) -> None:
    with pytest.raises(UsageError, match="shorten it"):
        works.create(PLAN, "x" * (LONGEST_BODY + 1))


def test_a_store_of_the_first_format_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.sqlite"
    with monkeypatch.context() as earlier:
        earlier.setattr(database, "_CHANGES", database._CHANGES[:1])
        made = Store(path, 90).create("a" * 64, "Older")
    works = Works(path, 90)
    assert works.newest(PLAN, works.create(PLAN, "{}")).number == 1
    assert Store(path, 90).conversations("a" * 64) == (made,)
    with Database(path).reading() as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_works_that_were_begun_with_a_text_are_found_without_their_link(works: Works) -> None:
    link = works.create(PLAN, '{"from": "3fa9c1d27e0b"}')
    works.create(ASSESSMENT, '{"from": "3fa9c1d27e0b"}')
    other = works.create(PLAN, "{}")
    works.save(PLAN, other, '{"from": "3fa9c1d27e0b"}', "changed", after=1)
    works.save(PLAN, link, "{}", "changed", after=1)
    assert [each.body for each in works.begun_with(PLAN, "3fa9c1d27e0b")] == ['{"from": "3fa9c1d27e0b"}']
    works.delete(PLAN, link)
    assert works.begun_with(PLAN, "3fa9c1d27e0b") == ()


def test_a_mark_tells_works_apart_and_opens_none(works: Works) -> None:
    one, other = works.create(PLAN, "{}"), works.create(PLAN, "{}")
    assert len({mark_of(one), mark_of(other), one, other}) == 4
    with pytest.raises(NotKeptError):
        works.newest(PLAN, mark_of(one))
