"""The SQLite file behind the store: made, checked, and opened for one call at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant.errors import StorageError, StoreDamagedError, UsageError

_WAIT_SECONDS = 30.0
_WAIT_FOR_READERS_MS = 2_000  # shorter, since who erases holds up who writes
_OTHER_HOME = "mend that, or choose another folder with ICS_HOME"
_MOVE_AWAY = "move the file away, or put a copy of an earlier one in its place"
# What each version of the format adds: a file of an earlier one is brought up to date by those that follow it.
_FIRST = (
    """CREATE TABLE conversations (
        id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE exchanges (
        place INTEGER PRIMARY KEY, answer_id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL,
        conversation TEXT REFERENCES conversations (id) ON DELETE CASCADE,
        question TEXT NOT NULL, answer TEXT NOT NULL, asked TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE feedback (
        answer_id TEXT PRIMARY KEY REFERENCES exchanges (answer_id) ON DELETE CASCADE,
        rating TEXT NOT NULL CHECK (rating IN ('up', 'down')), reason TEXT, comment TEXT, given TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX conversations_of_owner ON conversations (owner, changed)",
    "CREATE INDEX exchanges_of_conversation ON exchanges (conversation, place)",
    "CREATE INDEX exchanges_by_time ON exchanges (asked)",
)
_SECOND = (
    """CREATE TABLE works (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, created TEXT NOT NULL, changed TEXT NOT NULL
    ) STRICT""",
    """CREATE TABLE versions (
        work TEXT NOT NULL REFERENCES works (id) ON DELETE CASCADE, number INTEGER NOT NULL,
        note TEXT NOT NULL, body TEXT NOT NULL, made TEXT NOT NULL, PRIMARY KEY (work, number)
    ) STRICT""",
    "CREATE INDEX works_by_time ON works (changed)",
)
# The documents that were looked through for an answer, as a JSON list: empty, all of them.
_THIRD = ("ALTER TABLE exchanges ADD COLUMN documents TEXT NOT NULL DEFAULT '[]'",)
_CHANGES = (_FIRST, _SECOND, _THIRD)
VERSION = len(_CHANGES)


class Database:
    """One file, which only its user may read. Safe to share between threads and processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._make()
        self._check()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Open a connection that reads one state of the file, whatever is written meanwhile."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Open a connection that writes all or nothing; it waits while another writes."""
        # Locked from the start: one that begins by reading is refused at once where another writes, and cannot wait.
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def erasing(self) -> Iterator[sqlite3.Connection]:
        """Open a connection that writes all or nothing, and leaves nothing of what it deletes in the file or its log.

        It waits for those that read an earlier state; where one reads on for too long, the next that erases does it.
        """
        with self._connected() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
            # Else what is deleted stays in the file for as long as any other connection is open.
            connection.execute(f"PRAGMA busy_timeout = {_WAIT_FOR_READERS_MS}")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _make(self) -> None:
        """Make the file, readable by its user alone, or bring it up to date; of several that try at once, one does."""
        from filelock import FileLock

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path.with_suffix(".lock")):
                self.path.touch(mode=0o600)
                with self._connected() as connection:
                    connection.execute("PRAGMA journal_mode = WAL")
                    connection.execute("BEGIN IMMEDIATE")
                    version = _version(connection)
                    for number, statements in enumerate(_CHANGES[version:], version + 1):
                        for statement in statements:
                            connection.execute(statement)
                        connection.execute(f"PRAGMA user_version = {number}")
                    connection.execute("COMMIT")
        except OSError as error:
            raise StorageError(f"{self.path} cannot be written ({error}): {_OTHER_HOME}") from error

    def _check(self) -> None:
        with self._connected() as connection:
            version = _version(connection)
            if version > VERSION:
                said = f"{self.path} was made by a newer version (its format is {version}, not {VERSION})"
                raise StoreDamagedError(f"{said}: use that version, or move the file away")
            [[found]] = connection.execute("PRAGMA quick_check(1)")
            if found != "ok":
                raise StoreDamagedError(f"{self.path} is damaged ({' '.join(found.split())}): {_MOVE_AWAY}")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self._connected() as connection:
            connection.execute(begin)
            yield connection
            connection.execute("COMMIT")  # where it is not reached, closing undoes what was begun

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """Open a connection for one call; what goes wrong is told in words of ours."""
        try:
            with closing(sqlite3.connect(self.path, timeout=_WAIT_SECONDS, isolation_level=None)) as connection:
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten
                # Nothing is lost when a process is killed; when the power fails, the last moments may be.
                connection.execute("PRAGMA synchronous = NORMAL")
                yield connection
        except UnicodeEncodeError as error:
            raise UsageError("what is to be kept holds half a character: send it as UTF-8") from error
        except sqlite3.IntegrityError as error:
            raise UsageError(f"what is to be kept does not fit what is kept ({error}): ask again") from error
        except sqlite3.OperationalError as error:
            raise StorageError(f"{self.path} cannot be used ({error}): {_OTHER_HOME}") from error
        except sqlite3.DatabaseError as error:
            raise StoreDamagedError(f"{self.path} is damaged ({error}): {_MOVE_AWAY}") from error


def _version(connection: sqlite3.Connection) -> int:
    [[version]] = connection.execute("PRAGMA user_version")
    return int(version)
