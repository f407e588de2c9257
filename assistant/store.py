"""What was asked and answered, kept for a number of days: conversations, answers and their ratings, in SQLite.

An answer is kept as the JSON text that was returned. What belongs to one owner no other can reach. A question that
holds data which identify a person is kept without its text, and so is such a comment.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from assistant.answering.guards import check_characters, clean
from assistant.answering.personal import personal_data
from assistant.database import Database
from assistant.errors import NotKeptError, UsageError

FILE = "store.sqlite"
WITHHELD = "(not kept)"
LONGEST_TITLE = 200
_SHORT_TITLE = 80


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation of one owner; its times are in UTC."""

    id: str
    title: str
    created: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer, as the JSON text that was returned; its time is in UTC.

    `documents` are the ids of those that were chosen to be looked through; none: all of them.
    """

    answer_id: str
    question: str
    answer: str
    asked: datetime
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """What its reader thought of an answer; its time is in UTC."""

    answer_id: str
    rating: Literal["up", "down"]
    reason: str | None
    comment: str | None
    given: datetime


class Store:
    """The store in one file, which only its user may read. Safe to share between threads and processes."""

    def __init__(self, path: Path, days: int) -> None:
        """Open the store, making it where there is none.

        Raise StoreDamagedError where it is damaged or of a newer version, StorageError where it cannot be written.
        """
        self.path = path
        self.days = days
        self._database = Database(path)

    @property
    def keeps(self) -> bool:
        """Say whether anything is kept at all."""
        return self.days > 0

    def conversations(self, owner: str) -> tuple[Conversation, ...]:
        """Return an owner's conversations, the one that changed last first."""
        found = """SELECT id, title, created, changed FROM conversations
            WHERE owner = ? ORDER BY changed DESC, rowid DESC"""
        with self._database.reading() as connection:
            return tuple(map(_conversation, connection.execute(found, [owner])))

    def create(self, owner: str, title: str = "") -> Conversation:
        """Begin a conversation; its first exchange gives it a title where it has none.

        Raise NotKeptError where nothing is kept, UsageError for a title that is too long or tells of a person.
        """
        if not self.keeps:
            raise NotKeptError("no conversation is kept here (ICS_KEEP_DAYS is 0): ask without one")
        now = datetime.now(UTC)
        made = Conversation(secrets.token_hex(16), _titled(title), now, now)
        values = [made.id, owner, made.title, _written(now), _written(now)]
        with self._database.writing() as connection:
            connection.execute("INSERT INTO conversations VALUES (?, ?, ?, ?, ?)", values)
        return made

    def conversation(self, owner: str, id: str) -> Conversation:
        """Return a conversation. Raise NotKeptError where the owner has none of that id."""
        with self._database.reading() as connection:
            return _owned(connection, owner, id)

    def exchanges(self, owner: str, id: str) -> tuple[Exchange, ...]:
        """Return a conversation's exchanges in order. Raise NotKeptError where the owner has none of that id."""
        found = (
            "SELECT answer_id, question, answer, asked, documents FROM exchanges WHERE conversation = ? ORDER BY place"
        )
        with self._database.reading() as connection:
            _owned(connection, owner, id)
            return tuple(map(_exchange, connection.execute(found, [id])))

    def rename(self, owner: str, id: str, title: str) -> Conversation:
        """Give a conversation another title.

        Raise NotKeptError where the owner has none of that id, UsageError for a title that cannot be kept.
        """
        named = _titled(title)
        if not named:
            raise UsageError("the title is empty: give the conversation a name")
        with self._database.writing() as connection:
            _owned(connection, owner, id)
            connection.execute("UPDATE conversations SET title = ? WHERE id = ?", [named, id])
            return _owned(connection, owner, id)

    def delete(self, owner: str, id: str) -> None:
        """Delete a conversation with its exchanges and their ratings. Raise NotKeptError where there is none."""
        with self._database.erasing() as connection:
            _owned(connection, owner, id)
            connection.execute("DELETE FROM conversations WHERE id = ?", [id])

    def keep(self, owner: str, exchange: Exchange, conversation: str | None = None) -> None:
        """Keep an exchange, in a conversation where one is named; where no days are kept, do nothing.

        Raise NotKeptError where the owner has no conversation of that id.
        """
        if not self.keeps:
            return
        kept = _without_personal_data(exchange)
        asked = _written(kept.asked)
        values = [kept.answer_id, owner, conversation, kept.question, kept.answer, asked, json.dumps(kept.documents)]
        with self._database.writing() as connection:
            if conversation is not None:
                title = _owned(connection, owner, conversation).title or _shortened(kept.question)
                changed = "UPDATE conversations SET changed = ?, title = ? WHERE id = ?"
                connection.execute(changed, [asked, title, conversation])
            connection.execute("INSERT INTO exchanges VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", values)

    def drop_last(self, owner: str, id: str) -> None:
        """Drop a conversation's last exchange, where there is one; a title that was made from it goes with it.

        Raise NotKeptError where the owner has no conversation of that id.
        """
        last = """DELETE FROM exchanges WHERE place = (SELECT max(place) FROM exchanges WHERE conversation = ?)
            RETURNING question"""
        untitled = """UPDATE conversations SET title = '' WHERE id = ? AND title = ?
            AND NOT EXISTS (SELECT 1 FROM exchanges WHERE conversation = conversations.id)"""
        with self._database.writing() as connection:
            _owned(connection, owner, id)
            for (question,) in connection.execute(last, [id]).fetchall():
                connection.execute(untitled, [id, _shortened(question)])

    def exchange(self, owner: str, answer_id: str) -> Exchange:
        """Return the exchange of an answer. Raise NotKeptError where the owner has none of that id."""
        with self._database.reading() as connection:
            return _answered(connection, owner, answer_id)

    def rate(self, owner: str, feedback: Feedback) -> Feedback:
        """Keep the rating of an answer in place of an earlier one, and return it as it is kept.

        Raise NotKeptError where the owner has no such answer, UsageError for words that are no text.
        """
        for name, words in (("reason", feedback.reason), ("comment", feedback.comment)):
            check_characters(words or "", f"the {name}")
        kept = replace(feedback, reason=_impersonal(feedback.reason), comment=_impersonal(feedback.comment))
        values = [kept.answer_id, kept.rating, kept.reason, kept.comment, _written(kept.given)]
        with self._database.writing() as connection:
            _answered(connection, owner, feedback.answer_id)
            connection.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?)", values)
        return kept

    def ratings(self, owner: str, id: str) -> dict[str, Feedback]:
        """Return the ratings in a conversation by the id of what is rated; of one that is not the owner's, none."""
        found = """SELECT answer_id, rating, reason, comment, given FROM feedback JOIN exchanges USING (answer_id)
            WHERE owner = ? AND conversation = ?"""
        with self._database.reading() as connection:
            return {row[0]: _feedback(row) for row in connection.execute(found, [owner, id])}

    def feedback(self) -> tuple[tuple[Exchange, Feedback], ...]:
        """Return every rating, whoever gave it, with what was rated, the oldest first: for the operator."""
        found = """SELECT answer_id, question, answer, asked, documents, answer_id, rating, reason, comment, given
            FROM feedback JOIN exchanges USING (answer_id) ORDER BY given, place"""
        with self._database.reading() as connection:
            return tuple((_exchange(row[:5]), _feedback(row[5:])) for row in connection.execute(found))

    def before(self, answer_id: str) -> tuple[Exchange, ...]:
        """Return what was said in an answer's conversation before it, whoever's it is: for the operator."""
        found = """SELECT earlier.answer_id, earlier.question, earlier.answer, earlier.asked, earlier.documents
            FROM exchanges AS earlier JOIN exchanges AS later ON earlier.conversation = later.conversation
            WHERE later.answer_id = ? AND earlier.place < later.place ORDER BY earlier.place"""
        with self._database.reading() as connection:
            return tuple(map(_exchange, connection.execute(found, [answer_id])))

    def forget(self) -> int:
        """Delete what is older than the days kept, and return how many exchanges and conversations that were."""
        oldest = [_written(datetime.now(UTC) - timedelta(days=self.days))]
        with self._database.erasing() as connection:
            gone = connection.execute("DELETE FROM exchanges WHERE asked <= ?", oldest).rowcount
            return gone + connection.execute("DELETE FROM conversations WHERE changed <= ?", oldest).rowcount

    def sizes(self) -> tuple[int, int]:
        """Return how many conversations and how many exchanges are kept."""
        counted = "SELECT (SELECT count(*) FROM conversations), (SELECT count(*) FROM exchanges)"
        with self._database.reading() as connection:
            conversations, exchanges = connection.execute(counted).fetchone()
            return conversations, exchanges


def _owned(connection: sqlite3.Connection, owner: str, id: str) -> Conversation:
    found = "SELECT id, title, created, changed FROM conversations WHERE owner = ? AND id = ?"
    row = connection.execute(found, [owner, id]).fetchone()
    if row is None:
        raise NotKeptError(f"no conversation {id!r} of yours is kept: GET /v1/conversations lists those that are")
    return _conversation(row)


def _answered(connection: sqlite3.Connection, owner: str, answer_id: str) -> Exchange:
    found = "SELECT answer_id, question, answer, asked, documents FROM exchanges WHERE owner = ? AND answer_id = ?"
    row = connection.execute(found, [owner, answer_id]).fetchone()
    if row is None:
        raise NotKeptError(f"no answer {answer_id!r} of yours is kept: ask again")
    return _exchange(row)


def _conversation(row: tuple[str, str, str, str]) -> Conversation:
    id, title, created, changed = row
    return Conversation(id, title, datetime.fromisoformat(created), datetime.fromisoformat(changed))


def _exchange(row: tuple[str, str, str, str, str]) -> Exchange:
    answer_id, question, answer, asked, documents = row
    return Exchange(answer_id, question, answer, datetime.fromisoformat(asked), tuple(json.loads(documents)))


def _feedback(row: tuple[str, Literal["up", "down"], str | None, str | None, str]) -> Feedback:
    answer_id, rating, reason, comment, given = row
    return Feedback(answer_id, rating, reason, comment, datetime.fromisoformat(given))


def _written(time: datetime) -> str:
    """Return a time as text that sorts as times do."""
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def _titled(title: str) -> str:
    check_characters(title, "the title")
    named = clean(title)
    if len(named) > LONGEST_TITLE:
        raise UsageError(f"the title has {len(named)} characters: shorten it to at most {LONGEST_TITLE}")
    if personal_data(named):
        raise UsageError("the title seems to hold details that could identify a person: give one without them")
    return named


def _shortened(question: str) -> str:
    if len(question) <= _SHORT_TITLE:
        return question
    return question[:_SHORT_TITLE].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _impersonal(text: str | None) -> str | None:
    return WITHHELD if text and personal_data(clean(text)) else text


def _without_personal_data(exchange: Exchange) -> Exchange:
    answer = json.loads(exchange.answer)
    if not personal_data(clean(exchange.question)) and not personal_data(clean(answer["query"])):
        return exchange
    withheld = answer | {"question": WITHHELD, "query": WITHHELD}
    return replace(exchange, question=WITHHELD, answer=json.dumps(withheld, ensure_ascii=False))
