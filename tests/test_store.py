"""A real store on disk: what is kept comes back whole, belongs to one owner, and survives what may happen to it."""

from __future__ import annotations

import json
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import database
from assistant.database import VERSION
from assistant.errors import NotKeptError, StorageError, StoreDamagedError, UsageError
from assistant.settings import ROOT
from assistant.store import WITHHELD, Exchange, Feedback, Store

ANNE, BOB = "a" * 64, "b" * 64
NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home" / "store.sqlite", 90)


def exchange(question: str = "What is an ICS?", asked: datetime | None = None, query: str | None = None) -> Exchange:
    asked = asked or datetime.now(UTC)
    answer_id = f"{question} {asked.isoformat()}"
    answer = {"id": answer_id, "question": question, "query": query or question, "text": "“Quoted”, £5 🙂"}
    return Exchange(answer_id, question, json.dumps(answer, ensure_ascii=False), asked)


def rated(answer_id: str, rating: str = "down", comment: str | None = "wrong page") -> Feedback:
    return Feedback(answer_id, "up" if rating == "up" else "down", "source", comment, NOW)


# What is kept


def test_a_conversation_comes_back_as_it_was_kept(store: Store) -> None:
    made = store.create(ANNE)
    first, second = exchange("What is an ICS?"), exchange("And who leads it?")
    for each in (first, second):
        store.keep(ANNE, each, made.id)
    again = Store(store.path, 90)
    assert again.exchanges(ANNE, made.id) == (first, second)
    assert again.conversation(ANNE, made.id) == replace(made, title="What is an ICS?", changed=second.asked)
    assert again.exchange(ANNE, first.answer_id) == first


def test_the_conversation_that_changed_last_is_listed_first(store: Store) -> None:
    older, newer = store.create(ANNE, "Older"), store.create(ANNE, "Newer")
    assert [each.title for each in store.conversations(ANNE)] == ["Newer", "Older"]
    store.keep(ANNE, exchange(), older.id)
    assert [each.id for each in store.conversations(ANNE)] == [older.id, newer.id]


def test_a_title_stays_and_a_long_question_is_shortened(store: Store) -> None:
    named, unnamed = store.create(ANNE, "  My \u200b board\npaper "), store.create(ANNE)
    for made in (named, unnamed):
        store.keep(ANNE, exchange("How do we " + "lead and follow, " * 20), made.id)
    assert store.conversation(ANNE, named.id).title == "My board paper"
    title = store.conversation(ANNE, unnamed.id).title
    assert title == "How do we " + "lead and follow, " * 3 + "lead and follow…"


def test_renaming_takes_a_name_of_some_length(store: Store) -> None:
    made = store.create(ANNE, "One")
    assert store.rename(ANNE, made.id, "Two") == replace(made, title="Two")
    for title in (" \n", "a" * 201, "\ud800"):
        with pytest.raises(UsageError):
            store.rename(ANNE, made.id, title)
    assert store.conversation(ANNE, made.id).title == "Two"


def test_the_last_exchange_is_dropped_with_its_rating(store: Store) -> None:
    made, first, second = store.create(ANNE), exchange("One?"), exchange("Two?")
    for each in (first, second):
        store.keep(ANNE, each, made.id)
        store.rate(ANNE, rated(each.answer_id))
    store.drop_last(ANNE, made.id)
    assert store.exchanges(ANNE, made.id) == (first,)
    assert [kept for kept, _ in store.feedback()] == [first]
    store.drop_last(ANNE, made.id)
    store.drop_last(ANNE, made.id)
    assert store.exchanges(ANNE, made.id) == ()


def test_a_title_follows_the_question_it_was_made_from_and_no_other(store: Store) -> None:
    untitled, named, second = store.create(ANNE), store.create(ANNE, "Board"), store.create(ANNE)
    for made in (untitled, named, second):
        store.keep(ANNE, exchange(f"{'Who pays for it? ' * 9}{made.id}"), made.id)
    store.keep(ANNE, exchange("And when?"), second.id)
    titles = []
    for made in (untitled, named, second):
        store.drop_last(ANNE, made.id)
        store.keep(ANNE, exchange(f"Who is paid? {made.id}"), made.id)
        titles.append(store.conversation(ANNE, made.id).title)
    assert titles == [f"Who is paid? {untitled.id}", "Board", titles[2]]
    assert titles[2].startswith("Who pays for it? Who")


def test_what_is_deleted_is_no_longer_in_the_files(store: Store) -> None:
    made = store.create(ANNE)
    store.keep(ANNE, exchange("Where is the Zanzibar board paper?"), made.id)
    assert any(b"Zanzibar" in path.read_bytes() for path in store.path.parent.iterdir())
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("SELECT count(*) FROM exchanges").fetchall()  # a connection is open beside it, as on a server
        store.delete(ANNE, made.id)
        assert not any(b"Zanzibar" in path.read_bytes() for path in store.path.parent.iterdir())
    assert (store.conversations(ANNE), store.sizes()) == ((), (0, 0))


def test_the_last_rating_counts(store: Store) -> None:
    kept = exchange()
    store.keep(ANNE, kept)
    store.rate(ANNE, rated(kept.answer_id))
    store.rate(ANNE, rated(kept.answer_id, "up", None))
    assert store.feedback() == ((kept, rated(kept.answer_id, "up", None)),)


def test_the_ratings_of_a_conversation_are_its_owners(store: Store) -> None:
    made, kept, other = store.create(ANNE), exchange(), exchange("Elsewhere?")
    store.keep(ANNE, kept, made.id)
    store.keep(ANNE, other)
    for each in (kept, other):
        store.rate(ANNE, rated(each.answer_id))
    assert store.ratings(ANNE, made.id) == {kept.answer_id: rated(kept.answer_id)}
    assert store.ratings(BOB, made.id) == store.ratings(ANNE, "") == {}


# Whose it is


def attempts(store: Store, owner: str, id: str, answer_id: str) -> list[Callable[[], object]]:
    """Return everything that can be tried with a conversation and an answer."""
    return [
        lambda: store.conversation(owner, id),
        lambda: store.exchanges(owner, id),
        lambda: store.rename(owner, id, "Mine"),
        lambda: store.delete(owner, id),
        lambda: store.drop_last(owner, id),
        lambda: store.keep(owner, exchange("Mine?"), id),
        lambda: store.exchange(owner, answer_id),
        lambda: store.rate(owner, rated(answer_id)),
    ]


def test_nobody_reaches_what_is_anothers(store: Store) -> None:
    made, kept = store.create(ANNE), exchange()
    store.keep(ANNE, kept, made.id)
    for whose in ((BOB, made.id, kept.answer_id), (ANNE, "none", "none"), (ANNE, "", "")):
        for attempt in attempts(store, *whose):
            with pytest.raises(NotKeptError):
                attempt()
    assert store.conversations(BOB) == ()
    assert (store.exchanges(ANNE, made.id), store.feedback()) == ((kept,), ())
    with pytest.raises(NotKeptError, match=f"^no conversation '{made.id}' of yours"):
        store.conversation(BOB, made.id)


def test_only_the_user_of_the_machine_may_read_the_files(store: Store) -> None:
    store.create(ANNE)
    with sqlite3.connect(store.path) as open_one:
        open_one.execute("CREATE TABLE held (a)")  # as long as it is open, the files beside it are there too
        files = sorted(store.path.parent.glob("store.sqlite*"))
        assert [path.suffix for path in files] == [".sqlite", ".sqlite-shm", ".sqlite-wal"]
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    open_one.close()


def test_an_exchange_keeps_the_documents_that_were_chosen(store: Store) -> None:
    made, chosen = store.create(ANNE), replace(exchange("Chosen?"), documents=("one", "two"))
    for each in (chosen, exchange("All?")):
        store.keep(ANNE, each, made.id)
    assert [each.documents for each in store.exchanges(ANNE, made.id)] == [("one", "two"), ()]
    assert store.exchange(ANNE, chosen.answer_id) == chosen


def test_a_store_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        for statement in (*database._FIRST, *database._SECOND, "PRAGMA user_version = 2"):
            connection.execute(statement)
        values = ["a1", ANNE, None, "Old?", "{}", "2026-11-01T00:00:00.000000+00:00"]
        connection.execute("INSERT INTO exchanges VALUES (NULL, ?, ?, ?, ?, ?, ?)", values)
        connection.commit()
    assert (kept := Store(path, 90).exchange(ANNE, "a1")).question == "Old?"
    assert kept.documents == ()


PATIENT = "My patient's NHS number is 943 476 5919, who leads?"


def test_what_identifies_a_person_is_not_kept(store: Store) -> None:
    made, kept = store.create(ANNE), exchange(PATIENT)
    follows = exchange("And then?", query=f"And then? {PATIENT}")
    for each in (kept, follows):
        store.keep(ANNE, each, made.id)
    assert store.rate(ANNE, rated(kept.answer_id, comment="It is 943 476 5919")).comment == WITHHELD
    with pytest.raises(UsageError, match="details that could identify a person"):
        store.rename(ANNE, made.id, "NHS number 943 476 5919")
    answer = json.loads(kept.answer) | {"question": WITHHELD, "query": WITHHELD}
    assert [each.question for each in store.exchanges(ANNE, made.id)] == [WITHHELD, WITHHELD]
    assert json.loads(store.exchange(ANNE, kept.answer_id).answer) == answer
    assert store.conversation(ANNE, made.id).title == WITHHELD
    assert [given.comment for _, given in store.feedback()] == [WITHHELD]


# For how long


def test_what_is_older_than_the_days_kept_is_forgotten(store: Store) -> None:
    now = datetime.now(UTC)
    old, new = exchange("Old?", now - timedelta(days=91)), exchange("New?", now - timedelta(days=89))
    left, stays = store.create(ANNE), store.create(ANNE)
    store.keep(ANNE, new, stays.id)
    store.keep(ANNE, replace(old, answer_id="old 1"), stays.id)
    store.keep(ANNE, replace(new, answer_id="new 2"), stays.id)
    store.keep(ANNE, replace(old, answer_id="old 2"), left.id)
    store.keep(ANNE, replace(old, answer_id="old 3"))
    assert store.forget() == 4
    assert [each.id for each in store.conversations(ANNE)] == [stays.id]
    assert [each.question for each in store.exchanges(ANNE, stays.id)] == ["New?", "New?"]
    assert store.forget() == 0


def test_with_no_days_nothing_is_kept(store: Store) -> None:
    before = store.create(ANNE)
    store.keep(ANNE, exchange(), before.id)
    nothing = Store(store.path, 0)
    assert not nothing.keeps
    assert nothing.forget() == 2
    nothing.keep(ANNE, exchange())
    assert nothing.sizes() == (0, 0)
    with pytest.raises(NotKeptError, match="ICS_KEEP_DAYS is 0"):
        nothing.create(ANNE)


# What may happen to it


def test_many_writers_wait_for_one_another(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"

    def write(writer: int) -> None:
        store = Store(path, 90)
        made = store.create(ANNE, f"{writer}")
        for number in range(10):
            store.keep(ANNE, exchange(f"{writer} asks {number}"), made.id)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(write, range(16)))
    store = Store(path, 90)
    assert store.sizes() == (16, 160)
    for made in store.conversations(ANNE):
        asked = [each.question for each in store.exchanges(ANNE, made.id)]
        assert asked == [f"{made.title} asks {number}" for number in range(10)]


WRITER = """
import sys
from pathlib import Path
from tests.test_store import ANNE, Store, exchange
store = Store(Path(sys.argv[1]), 90)
made = store.create(ANNE, "Written until killed")
for number in range(1_000_000):
    store.keep(ANNE, exchange(f"{number}"), made.id)
    print(number, flush=True)
"""


def test_what_was_kept_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    for times in (1, 2):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE)
        assert writer.stdout
        told = [writer.stdout.readline() for _ in range(20)]
        writer.send_signal(signal.SIGKILL)
        told += writer.stdout.readlines()
        writer.stdout.close()
        assert writer.wait() == -signal.SIGKILL
        store = Store(path, 90)
        kept = [each.question for each in store.exchanges(ANNE, store.conversations(ANNE)[0].id)]
        assert kept[: len(told)] == [str(number) for number in range(len(told))]
        assert len(kept) - len(told) in (0, 1)
        assert len(store.conversations(ANNE)) == times


def test_a_newer_store_is_refused(store: Store) -> None:
    with sqlite3.connect(store.path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = store.path.read_bytes()
    with pytest.raises(StoreDamagedError, match=r"newer version.*: use that version, or move the file away$"):
        Store(store.path, 90)
    assert store.path.read_bytes() == before


def garbled(whole: bytes) -> bytes:
    return b"\x00" * 100 + whole[100:]


def halved(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def garbled_within(whole: bytes) -> bytes:
    return whole[:4096] + b"\xff" * (len(whole) - 8192) + whole[-4096:]


@pytest.mark.parametrize("damaged", [garbled, halved, garbled_within], ids=lambda damage: damage.__name__)
def test_a_damaged_store_is_refused(store: Store, damaged: Callable[[bytes], bytes]) -> None:
    for number in range(5):
        store.keep(ANNE, exchange(f"{number}"))
    store.path.write_bytes(damaged(store.path.read_bytes()))
    with pytest.raises(StoreDamagedError, match=r"store.sqlite is damaged \(.*\): move the file away"):
        Store(store.path, 90)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match=r"cannot be written .*: mend that, or choose another folder with ICS_HOME$"):
        Store(tmp_path / "file" / "store.sqlite", 90)


def test_the_same_answer_is_not_kept_twice(store: Store) -> None:
    kept = exchange()
    store.keep(ANNE, kept)
    with pytest.raises(UsageError, match="does not fit what is kept"):
        store.keep(BOB, kept)
    assert store.exchange(ANNE, kept.answer_id) == kept
