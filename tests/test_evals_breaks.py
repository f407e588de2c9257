"""Where the search, the checks or the status are broken on purpose, the comparison fails and says why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pytest

from assistant import pipeline
from assistant.pipeline import Assistant
from assistant.retrieval.index import read_documents
from assistant.retrieval.retrievers import LateInteractionRetriever
from assistant.types import Answer, Citation, Claim, Draft, Hit, Status
from evals.accepted import Accepted
from evals.data import FOLDER, Item, item_of, read_values
from evals.generate import Ours, generate
from evals.homes import generation, prepared
from evals.scoring import score
from evals.values import Table
from evals.verdict import Exit, Verdict, compare

pytestmark = pytest.mark.slow
_ANSWERED, _REFUSED = 14, 18


@dataclass(frozen=True)
class Bench:
    """An assistant over our briefings, some items of the tuning part, and what is accepted."""

    assistant: Assistant
    items: Sequence[Item]
    accepted: Accepted

    def verdict(self) -> Verdict:
        return compare(self.items, values(self.assistant, self.items), self.accepted)


def values(assistant: Assistant, items: Sequence[Item]) -> Table:
    told = {actual.id: actual for actual in generate(Ours(assistant), items, again=1_000)}
    return score(items, told, {document.id: document for document in assistant.documents})


def chosen(items: Sequence[Item]) -> list[Item]:
    """Return items whose facts are numbers, and items that must not be answered."""
    counted = [item for item in items if item.must_answer and any(r"\d" in n.pattern.pattern for n in item.nuggets)]
    rest = [item for item in items if item.must_answer and item not in counted]
    return [*(counted + rest)[:_ANSWERED], *islice((item for item in items if item.must_abstain), _REFUSED)]


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    settings = prepared("briefings")
    documents = read_documents(generation(settings))
    lines = read_values(FOLDER / "questions.jsonl")
    items = chosen([item_of(line, documents) for line in lines if line["split"] == "tune"])
    assistant = Assistant.open(settings)
    yield Bench(assistant, items, Accepted({}, {}, {}, values(assistant, items)))
    assistant.close()


def reasons(told: Verdict) -> str:
    assert told.code is Exit.QUALITY
    return "\n".join(told.reasons)


def test_unbroken_nothing_changes(bench: Bench) -> None:
    told = bench.verdict()
    assert (told.code, told.reasons, told.flips) == (Exit.PASS, (), ())


def test_a_broken_search_is_named(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = LateInteractionRetriever.retrieve

    def worst_first(self: Any, *args: Any, **more: Any) -> tuple[Hit, ...]:
        return tuple(reversed(whole(self, *args, **more)))

    monkeypatch.setattr(LateInteractionRetriever, "retrieve", worst_first)
    assert "expected evidence among the first five hits" in reasons(bench.verdict())


def test_broken_checks_are_named(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def unchecked(draft: Draft) -> Claim:
        """Let a draft pass with its numbers changed, as a careless model would write it."""
        told = re.sub(r"\d", lambda digit: str((int(digit.group()) + 3) % 10), draft.text)
        return Claim(told, tuple(Citation(draft.document, span.start, span.end) for span in draft.spans))

    monkeypatch.setattr(pipeline, "verify", unchecked)
    told = reasons(bench.verdict())
    assert "claims whose numbers stand in their quotations" in told
    assert "claims supported by what they cite" in told


def test_a_broken_status_is_named(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    whole: Callable[..., Answer] = Assistant.ask

    def always(self: Assistant, *args: Any, **more: Any) -> Answer:
        """Answer with the first passage where nothing should be said."""
        told = whole(self, *args, **more)
        if told.status is Status.ANSWERED:
            return told
        (hit,) = self.search(args[0], k=1)[1]
        cited = Citation(self.document(hit.chunk.document_id), hit.chunk.start, hit.chunk.end)
        return Answer("1", args[0], args[0], Status.ANSWERED, "", (Claim(hit.chunk.text, (cited,)),))

    monkeypatch.setattr(Assistant, "ask", always)
    told = reasons(bench.verdict())
    assert "abstention F1" in told
    assert "items lost 'passed'" in told
