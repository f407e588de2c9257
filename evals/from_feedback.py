"""Answers that their readers rated down -> items of the data set, to be completed by a person.

What an answer said and cited is named by document, section and offsets; what should have come out only a person can
say. The words of an earlier answer may be a publication's: before an item is committed, they have to be reworded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from assistant.store import WITHHELD, Exchange, Feedback, Store
from evals.data import read_values

Json = dict[str, Any]
_CITED = ("document", "section", "page", "pages", "start", "end")


def add_drafts(store: Store, path: Path) -> tuple[int, int]:
    """Add to a file the items that it lacks, leaving those in it alone; return how many were added, and withheld.

    Withheld are those whose question was kept without its text. Raise ValueError for a line that is no JSON.
    """
    there = {value.get("id") for value in read_values(path)} if path.exists() else set()
    rated = [(exchange, given) for exchange, given in store.feedback() if given.rating == "down"]
    told = [(exchange, given) for exchange, given in rated if exchange.question != WITHHELD]
    new = [item for item in drafts(told, store) if item["id"] not in there]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in new)
    return len(new), len(rated) - len(told)


def drafts(rated: Iterable[tuple[Exchange, Feedback]], store: Store) -> Iterator[Json]:
    """Yield an item for each rated answer, its `type` and all that is expected left empty."""
    for exchange, given in rated:
        answer = json.loads(exchange.answer)
        id = f"feedback-{exchange.answer_id}"
        yield {
            "id": id,
            "cluster": id,
            "persona": "",
            "type": "",
            "question": exchange.question,
            "history": [turn for before in store.before(exchange.answer_id) for turn in _turns(before)],
            "standalone": answer["query"] if answer["query"] != exchange.question else None,
            "expected_status": "",
            "expected_evidence": [],
            "nuggets": [],
            "split": "tune",
            "actual_status": answer["status"],
            "actual_evidence": [{name: each[name] for name in _CITED} for each in answer["citations"]],
            "feedback": {"reason": given.reason, "comment": given.comment, "given": given.given.date().isoformat()},
        }


def _turns(exchange: Exchange) -> list[Json]:
    said = json.loads(exchange.answer)["text"]
    return [{"role": "user", "content": exchange.question}, {"role": "assistant", "content": said}]
