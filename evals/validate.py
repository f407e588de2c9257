"""The data set proves itself: its spans resolve, its facts pass their own examples, its questions are its own."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz, process

from assistant.settings import ROOT
from assistant.text import display, words
from assistant.types import Document, Status
from evals.data import Item, item_of

TYPES = frozenset(
    """factoid explanation list comparison several follow_up near_miss false_premise out_of_scope instructions clinical
    personal_data project_plan unclear hostile look_alike""".split()
)
_STATUSES = {str(status) for status in Status} - {"error"} | {"unclear"}
_SPLITS = frozenset(["tune", "check"])
_ALIKE = 90.0  # of 100, words sorted
_RUN = 6  # words that a question may not share with a source or with the code


def problems(lines: Sequence[str], documents: Mapping[str, Document]) -> list[str]:
    """Return what is wrong with items, each problem with the item's id and without its question."""
    values = [json.loads(line) for line in lines]
    found = [f"{name}: the id is given {count} times" for name, count in _repeated(values)]
    items = []
    for value in values:
        try:
            items.append(item_of(value, documents))
        except ValueError as error:
            found.append(f"{value.get('id')}: {error}")
    for item in items:
        found += [f"{item.id}: {problem}" for problem in (*_of_fields(item), *_of_facts(item, documents))]
    found += [*_divided(items), *_alike(items)]
    return found + list(_borrowed(items, documents))


def _repeated(values: Iterable[Mapping[str, Any]]) -> list[tuple[str, int]]:
    counts = Counter(str(value.get("id")) for value in values)
    return [(name, count) for name, count in counts.items() if count > 1]


def _of_fields(item: Item) -> Iterator[str]:
    """Yield what is wrong with an item's own fields."""
    if item.type not in TYPES:
        yield f"there is no type {item.type!r}"
    if not item.right_statuses <= _STATUSES:
        yield f"there is no status {sorted(item.right_statuses - _STATUSES)}"
    if item.split not in _SPLITS:
        yield f"there is no split {item.split!r}"
    if item.type == "follow_up" and not (item.history and item.standalone):
        yield "a follow-up needs a history and a form that stands by itself"
    if item.must_answer and item.type not in ("look_alike", "hostile") and not item.vital_groups:
        yield "an answer is expected, and no vital evidence"
    if item.must_abstain and item.vital_groups:
        yield "no answer is expected, but vital evidence"


def _of_facts(item: Item, documents: Mapping[str, Document]) -> Iterator[str]:
    """Yield what is wrong with an item's facts: examples, and, in the publications, whether the evidence holds them."""
    for nugget in item.nuggets:
        named = nugget.pattern.pattern
        yield from (
            f"{named!r} misses its example {text!r}" for text in nugget.positive if not nugget.pattern.search(text)
        )
        yield from (f"{named!r} takes {text!r}" for text in nugget.negative if nugget.pattern.search(text))
    places = [place for group in item.expected_evidence for place in group.places]
    if any(place.inside for place in places):
        return
    held = "\n".join(display(documents[place.document].text[place.span.start : place.span.end]) for place in places)
    patterns = [nugget.pattern for nugget in item.vital_nuggets]
    yield from (f"no expected evidence holds {each.pattern!r}" for each in patterns if places and not each.search(held))


def _divided(items: Iterable[Item]) -> Iterator[str]:
    """Yield the clusters of paraphrases that lie in both parts."""
    splits: dict[str, set[str]] = defaultdict(set)
    for item in items:
        splits[item.cluster].add(item.split)
    yield from (f"{name}: the cluster lies in both parts" for name, found in splits.items() if len(found) > 1)


def _alike(items: Sequence[Item]) -> Iterator[str]:
    """Yield the items of one part whose question is nearly that of an item of the other, follow-ups aside."""
    parts = [[item for item in items if item.split == split and not item.history] for split in ("tune", "check")]
    texts = [[item.question.lower() for item in part] for part in parts]
    alike: Any = process.cdist(*texts, scorer=fuzz.token_sort_ratio) if all(texts) else []
    for one, row in zip(parts[0], alike, strict=False):
        for other, likeness in zip(parts[1], row, strict=True):
            if likeness >= _ALIKE and one.cluster != other.cluster:
                yield f"{one.id}: the question is nearly that of {other.id}, which is not to be tuned on"


def _borrowed(items: Iterable[Item], documents: Mapping[str, Document]) -> Iterator[str]:
    """Yield the items that share six words on end with the code, or, names and titles aside, with a source."""
    code = {run for path in _code() for run in _runs(path)}
    free = {run for document in documents.values() for run in _named(document)}
    told = {run for document in documents.values() if not document.is_briefing for run in _runs(document.text)} - free
    for item in items:
        mine = set(_runs(item.question))
        if mine & code:
            yield f"{item.id}: {_RUN} words of the question stand in the code"
        if mine & told:
            yield f"{item.id}: {_RUN} words of the question stand in a source"


def _code() -> Iterator[str]:
    for path in sorted((ROOT / "assistant").rglob("*.py")):
        yield path.read_text(encoding="utf-8")


def _named(document: Document) -> Iterator[tuple[str, ...]]:
    titles = [document.title, document.facts, *document.names, *(heading.title for heading in document.headings)]
    for text in titles:
        yield from _runs(text)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    told = words(text)
    yield from (tuple(told[place : place + _RUN]) for place in range(len(told) - _RUN + 1))
