"""What is said over HTTP, as it is kept: an answer as its JSON, a kept conversation as the history of the next one."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from assistant.answering.guards import MAX_TURNS
from assistant.errors import AssistantError
from assistant.store import WITHHELD, Exchange, Feedback, Store
from assistant.types import Answer, Notice, Turn
from ui.shapes.answer_json import answer_json

Json = dict[str, Any]
_PERSONAL = (
    "it seems to hold details that could identify a person. Please write it again without names, numbers, addresses "
    "and dates of birth."
)
_NOT_KEPT = "This answer could not be kept: copy what you need of it. It cannot be rated or found again."


def kept_history(store: Store, owner: str, conversation: str) -> tuple[Turn, ...]:
    """Return a kept conversation's latest turns, without those that were kept without their text.

    Raise NotKeptError where the owner has no conversation of that id.
    """
    return history_of(store.exchanges(owner, conversation))


def history_of(exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """Return the latest turns of exchanges, as the assistant takes them: nothing of those kept without their text."""
    told = [each for each in exchanges if each.question != WITHHELD]
    return tuple(turn for each in told[-(MAX_TURNS // 2) :] for turn in _turns(each))


def keep_answer(
    store: Store, owner: str, answer: Answer, conversation: str | None = None, documents: Sequence[str] = ()
) -> Answer:
    """Keep an answer, and return it; where that fails, with a notice that says so: it is not lost to its reader.

    `documents` are those that were chosen to be looked through; none: all of them.
    """
    try:
        store.keep(owner, exchange_of(answer, documents), conversation)
    except AssistantError as error:
        logging.getLogger(__name__).warning("an answer was not kept: %s", error)
        return replace(answer, notices=(*answer.notices, Notice("not-kept", _NOT_KEPT)))
    return answer


def exchange_of(answer: Answer, documents: Sequence[str] = ()) -> Exchange:
    """Return an answer as it is kept."""
    returned = json.dumps(answer_json(answer), ensure_ascii=False)
    return Exchange(answer.id, answer.question, returned, datetime.now(UTC), tuple(documents))


def withheld(feedback: Feedback) -> str:
    """Return what is said of a rating, as it is kept, whose reason was left out, and why; nothing where none was."""
    if WITHHELD not in (feedback.reason, feedback.comment):
        return ""
    said = feedback.reason not in (None, WITHHELD)
    kept = "Your rating and the reason you chose were kept" if said else "Your rating was kept"
    return f"{kept}, and what you wrote was not: {_PERSONAL}"


def _turns(exchange: Exchange) -> tuple[Turn, Turn]:
    return Turn("user", exchange.question), Turn("assistant", json.loads(exchange.answer)["text"])
