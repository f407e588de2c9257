"""Answers rated down, in a real store, become items that a person completes; what they completed is left alone."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest
from typer.testing import CliRunner

from assistant.store import Exchange, Feedback, Store
from evals.__main__ import app
from evals.data import item_of, read_values
from evals.validate import problems

ANNE, TIME = "a" * 64, datetime.now(UTC)
CITED = {"number": 1, "document": "note", "section": ["Costs"], "page": "3", "pages": None, "start": 1, "end": 5}
PATIENT = "My patient's NHS number is 943 476 5919, what did it cost?"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "home" / "store.sqlite", 90)


def kept(store: Store, question: str, conversation: str, query: str | None = None) -> str:
    """Keep an answer, and return its id."""
    id = f"{len(question)}{store.sizes()[1]}"
    answer = {"id": id, "question": question, "query": query or question, "status": "answered", "text": "£230. [1]"}
    text = json.dumps(answer | {"citations": [CITED | {"quote": "£230", "display": "£230"}]})
    store.keep(ANNE, Exchange(id, question, text, TIME), conversation)
    return id


def rate(store: Store, id: str, rating: Literal["up", "down"] = "down") -> None:
    store.rate(ANNE, Feedback(id, rating, "source", "The pilot, not the programme.", TIME))


def drafted(store: Store, out: Path) -> tuple[str, list[dict[str, Any]]]:
    """Run the command, and return what it says and what the file holds."""
    run = CliRunner().invoke(app, ["from-feedback", "--out", str(out), "--home", str(store.path.parent)])
    assert run.exit_code == 0, run.output
    return run.output, read_values(out)


def test_what_was_rated_down_becomes_an_item(store: Store, tmp_path: Path) -> None:
    id = store.create(ANNE).id
    liked = kept(store, "What is it?", id)
    disliked = kept(store, "What did it cost?", id, "What is it? What did it cost?")
    rate(store, liked, "up")
    rate(store, disliked)
    told, [item] = drafted(store, tmp_path / "new" / "drafts.jsonl")
    assert told.startswith(f"1 items added to {tmp_path / 'new' / 'drafts.jsonl'}; 0 left out")
    assert item == {
        "id": f"feedback-{disliked}",
        "cluster": f"feedback-{disliked}",
        "persona": "",
        "type": "",
        "question": "What did it cost?",
        "history": [{"role": "user", "content": "What is it?"}, {"role": "assistant", "content": "£230. [1]"}],
        "standalone": "What is it? What did it cost?",
        "expected_status": "",
        "expected_evidence": [],
        "nuggets": [],
        "split": "tune",
        "actual_status": "answered",
        "actual_evidence": [{name: CITED[name] for name in CITED if name != "number"}],
        "feedback": {
            "reason": "source",
            "comment": "The pilot, not the programme.",
            "given": TIME.date().isoformat(),
        },
    }


def test_an_item_is_read_and_is_not_valid_until_it_is_completed(store: Store, tmp_path: Path) -> None:
    rate(store, kept(store, "What did it cost?", store.create(ANNE).id))
    _, [item] = drafted(store, tmp_path / "drafts.jsonl")
    assert item_of(item, {}).question == "What did it cost?"
    assert [problem.partition(": ")[2] for problem in problems([json.dumps(item)], {})][:2] == [
        "there is no type ''",
        "there is no status ['']",
    ]
    completed = item | {"type": "out_of_scope", "expected_status": "out_of_scope"}
    assert problems([json.dumps(completed)], {}) == []


def test_what_a_person_completed_is_left_alone(store: Store, tmp_path: Path) -> None:
    id, out = store.create(ANNE).id, tmp_path / "drafts.jsonl"
    rate(store, kept(store, "What is it?", id))
    _, [first] = drafted(store, out)
    out.write_text(json.dumps(first | {"type": "factoid"}) + "\n", encoding="utf-8")
    rate(store, kept(store, "What did it cost?", id))
    told, items = drafted(store, out)
    assert told.startswith("1 items added")
    assert [(item["type"], item["question"]) for item in items] == [
        ("factoid", "What is it?"),
        ("", "What did it cost?"),
    ]


def test_a_question_that_was_not_kept_is_left_out(store: Store, tmp_path: Path) -> None:
    rate(store, kept(store, PATIENT, store.create(ANNE).id))
    told, items = drafted(store, tmp_path / "drafts.jsonl")
    assert (told.splitlines()[0].partition("; ")[2], items) == (
        "1 left out, whose question held personal data and was not kept",
        [],
    )


def test_without_a_store_it_says_so(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["from-feedback", "--home", str(tmp_path), "--out", str(tmp_path / "out")])
    assert (run.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert f"there is no {tmp_path / 'store.sqlite'}" in run.output
