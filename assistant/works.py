"""What a team works on over weeks, a plan or an assessment, kept with every version of it under a link, in SQLite.

Whoever holds the link can read and change it, so the link cannot be guessed; what is kept is found by a hash of it.
A version is the JSON text that was given, and none is ever changed: who goes back to an earlier one makes a new one.
Of what is saved again and again as one types, the newest version stays and about one an hour before it.
"""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from assistant.database import Database
from assistant.errors import ConflictError, NotKeptError, UsageError

LONGEST_BODY, MOST_VERSIONS = 4_000_000, 500
# What is noted of a version that is saved as one types.
TYPED = "filled in"
_LONGEST_NOTE, _MARK = 200, 12
_APART = timedelta(hours=1)


class Work(StrEnum):
    """What kinds of works are kept."""

    PLAN = "plan"
    ASSESSMENT = "assessment"


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a work: its number, counted from 1, what was done, its JSON text, and when, in UTC."""

    number: int
    note: str
    body: str
    made: datetime


class Works:
    """The works in one file, which only its user may read. Safe to share between threads and processes."""

    def __init__(self, path: Path, days: int) -> None:
        """Open the store, making it where there is none.

        Raise StoreDamagedError where it is damaged or of a newer version, StorageError where it cannot be written.
        """
        self.days = days
        self._database = Database(path)

    def create(self, work: Work, body: str, note: str = "begun") -> str:
        """Keep the first version of a work, and return its link.

        Raise NotKeptError where nothing is kept, UsageError for a text that is too long.
        """
        if not self.days:
            raise NotKeptError(f"no {work} is kept here (ICS_KEEP_DAYS is 0): save its file instead")
        link = secrets.token_urlsafe(24)
        now = datetime.now(UTC)
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO works VALUES (?, ?, ?, ?)", [_hashed(link), work, _written(now), _written(now)]
            )
            _add(connection, _hashed(link), Version(1, note, body, now))
        return link

    def save(self, work: Work, link: str, body: str, note: str, after: int) -> Version:
        """Keep the next version of a work, made from version `after`.

        What is noted as `TYPED` takes the place of the version before it where that is as well, and the one before
        that was made less than an hour ago. Numbers are never used again.

        Raise NotKeptError where there is none of that link, ConflictError where somebody else saved one meanwhile,
        UsageError for a text that is too long.
        """
        now, id = datetime.now(UTC), _hashed(link)
        with self._database.writing() as connection:
            last = _last(connection, work, link).number
            if last != after:
                said = f"version {last} was saved while you worked on version {after}"
                raise ConflictError(f"{said}: open the newest, and make your change again")
            if note == TYPED:
                _thin_out(connection, id, now)
            [kept] = connection.execute("SELECT count(*) FROM versions WHERE work = ?", [id]).fetchone()
            if kept >= MOST_VERSIONS:
                raise UsageError(f"this {work} has {kept} versions, as many as are kept: save it as a file")
            _add(connection, id, Version(last + 1, note, body, now))
            connection.execute("UPDATE works SET changed = ? WHERE id = ?", [_written(now), id])
            return _last(connection, work, link)

    def newest(self, work: Work, link: str) -> Version:
        """Return the newest version of a work. Raise NotKeptError where there is none of that link."""
        with self._database.reading() as connection:
            return _last(connection, work, link)

    def version(self, work: Work, link: str, number: int) -> Version:
        """Return a version of a work. Raise NotKeptError where there is none of that link or number."""
        found = "SELECT number, note, body, made FROM versions WHERE work = ? AND number = ?"
        with self._database.reading() as connection:
            last = _last(connection, work, link).number
            row = connection.execute(found, [_hashed(link), number]).fetchone() if 1 <= number <= last else None
        if row is None:
            raise NotKeptError(f"no version {number} of this {work} is kept: the newest is {last}")
        return _version(row)

    def versions(self, work: Work, link: str) -> tuple[Version, ...]:
        """Return every version of a work, the newest first. Raise NotKeptError where there is none of that link."""
        found = "SELECT number, note, body, made FROM versions WHERE work = ? ORDER BY number DESC"
        with self._database.reading() as connection:
            _last(connection, work, link)
            return tuple(map(_version, connection.execute(found, [_hashed(link)])))

    def begun_with(self, work: Work, text: str) -> tuple[Version, ...]:
        """Return the first version of each work that holds a text in it, the earliest first; nothing tells its link."""
        found = """SELECT number, note, body, made FROM versions JOIN works ON versions.work = works.id
            WHERE works.kind = ? AND number = 1 AND instr(body, ?) ORDER BY made"""
        with self._database.reading() as connection:
            return tuple(map(_version, connection.execute(found, [work, text])))

    def delete(self, work: Work, link: str) -> None:
        """Delete a work with all its versions. Raise NotKeptError where there is none of that link."""
        with self._database.erasing() as connection:
            _last(connection, work, link)
            connection.execute("DELETE FROM works WHERE id = ?", [_hashed(link)])

    def forget(self) -> int:
        """Delete the works that were not changed for the days kept, and return how many those were."""
        oldest = _written(datetime.now(UTC) - timedelta(days=self.days))
        with self._database.erasing() as connection:
            return connection.execute("DELETE FROM works WHERE changed <= ?", [oldest]).rowcount


def mark_of(link: str) -> str:
    """Return what tells a work from others and does not open it."""
    return _hashed(link)[:_MARK]


def _last(connection: sqlite3.Connection, work: Work, link: str) -> Version:
    found = """SELECT number, note, body, made FROM versions JOIN works ON versions.work = works.id
        WHERE works.id = ? AND works.kind = ? ORDER BY number DESC LIMIT 1"""
    row = connection.execute(found, [_hashed(link), work]).fetchone()
    if row is None:
        raise NotKeptError(f"no {work} is kept under this link: check that it is whole, or begin a new one")
    return _version(row)


def _add(connection: sqlite3.Connection, id: str, version: Version) -> None:
    if len(version.body) > LONGEST_BODY:
        raise UsageError(f"it is {len(version.body):,} characters long: shorten it to at most {LONGEST_BODY:,}")
    values = [id, version.number, version.note[:_LONGEST_NOTE], version.body, _written(version.made)]
    connection.execute("INSERT INTO versions VALUES (?, ?, ?, ?, ?)", values)


def _thin_out(connection: sqlite3.Connection, id: str, now: datetime) -> None:
    """Take out the last version where it was typed too and the one before it was made less than an hour ago."""
    found = "SELECT number, note, made FROM versions WHERE work = ? ORDER BY number DESC LIMIT 2"
    (number, note, _), *before = connection.execute(found, [id]).fetchall()
    if before and note == TYPED and before[0][2] > _written(now - _APART):
        connection.execute("DELETE FROM versions WHERE work = ? AND number = ?", [id, number])


def _version(row: tuple[int, str, str, str]) -> Version:
    number, note, body, made = row
    return Version(number, note, body, datetime.fromisoformat(made))


def _hashed(link: str) -> str:
    return hashlib.sha256(link.encode("utf-8", "surrogatepass")).hexdigest()


def _written(time: datetime) -> str:
    """Return a time as text that sorts as times do."""
    return time.isoformat(timespec="microseconds")
