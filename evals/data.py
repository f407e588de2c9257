"""The questions: what is asked, the evidence expected (named by its first and last words) and the facts expected."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.text import fold
from assistant.types import Document, Span, Turn

FOLDER = Path(__file__).resolve().parent
PLANS = "project_plan"  # what asks for a plan is scored by what a plan has to have
_CONTINUED = re.compile(r"(?:: ?continued)?(?: ?(?:…|\.\.\.))?$")


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document; `inside` where the evidence is somewhere inside it, as in a briefing's section."""

    document: str
    span: Span
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Places any one of which suffices as evidence; a vital one has to be found."""

    places: tuple[Place, ...]
    vital: bool = True


@dataclass(frozen=True, slots=True)
class Nugget:
    """A fact, as a pattern, with texts that state it and texts that do not."""

    pattern: re.Pattern[str]
    vital: bool = True
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A question with what is expected of the answer.

    `acceptable_status` are the statuses that are right, the expected one where nothing else is said. `must_include`
    and `must_not_include` are patterns over all that is shown, notices included; `correction` is the pattern that has
    to be shown where the question takes something false for granted. `brief` holds the fields of the brief that a
    plan is drafted from, where that is more than the question. `digest` names the item's content.
    """

    id: str
    type: str
    question: str
    expected_status: str
    acceptable_status: tuple[str, ...] = ()
    cluster: str = ""
    persona: str = ""
    split: str = "tune"
    history: tuple[Turn, ...] = ()
    standalone: str | None = None
    expected_evidence: tuple[Group, ...] = ()
    nuggets: tuple[Nugget, ...] = ()
    must_include: tuple[re.Pattern[str], ...] = ()
    must_not_include: tuple[re.Pattern[str], ...] = ()
    correction: re.Pattern[str] | None = None
    brief: Mapping[str, Any] | None = None
    digest: str = field(default="", compare=False)

    @property
    def vital_groups(self) -> tuple[Group, ...]:
        """Return the evidence that has to be found."""
        return tuple(group for group in self.expected_evidence if group.vital)

    @property
    def vital_nuggets(self) -> tuple[Nugget, ...]:
        """Return the facts that have to be stated."""
        return tuple(nugget for nugget in self.nuggets if nugget.vital)

    @property
    def right_statuses(self) -> frozenset[str]:
        """Return the statuses any of which is right."""
        return frozenset(self.acceptable_status or [self.expected_status])

    @property
    def must_answer(self) -> bool:
        """Say whether nothing but an answer is right."""
        return self.right_statuses == {"answered"}

    @property
    def must_abstain(self) -> bool:
        """Say whether an answer is wrong."""
        return "answered" not in self.right_statuses


def read_values(path: Path) -> list[dict[str, Any]]:
    """Return a file's items as they are written. Raise ValueError, which names the line, for a line that is no JSON."""
    values = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                values.append(dict(json.loads(line)))
            except (ValueError, TypeError) as error:
                raise ValueError(f"{path.name}, line {number}, is no JSON object: {error}") from error
    return values


def lines_of(data: Path | None = None, part: str = "all") -> list[str]:
    """Return the lines of a file of items, or of the repository's own, of one part: tune, check or all.

    Raise FileNotFoundError where there is no such file, ValueError for a line that is no JSON.
    """
    whole = FOLDER / "questions.jsonl"
    paths = [data] if data else [whole] if whole.exists() else sorted(FOLDER.glob("questions_*.jsonl"))
    values = [one for path in paths for one in read_values(path)]
    wanted = [one for one in values if part in ("all", one.get("split", "tune"))]
    return [json.dumps(one, ensure_ascii=False) for one in wanted]


def read_items(path: Path, documents: Mapping[str, Document]) -> tuple[Item, ...]:
    """Return the questions of a file, with their evidence found in the documents.

    Raise ValueError where an item lacks a field, a pattern is none, or an expected span does not stand in its document.
    """
    return tuple(item_of(values, documents) for values in read_values(path))


def item_of(values: Mapping[str, Any], documents: Mapping[str, Document]) -> Item:
    """Return one item, its evidence found in the documents. Raise ValueError as `read_items` does."""
    try:
        return Item(
            id=str(values["id"]),
            type=str(values["type"]),
            question=str(values["question"]),
            expected_status=str(values["expected_status"]),
            acceptable_status=tuple(_list(values, "acceptable_status")),
            cluster=str(values.get("cluster", values["id"])),
            persona=str(values.get("persona", "")),
            split=str(values.get("split", "tune")),
            history=tuple(Turn(turn["role"], turn["content"]) for turn in _list(values, "history")),
            standalone=values.get("standalone"),
            expected_evidence=tuple(_group(group, documents) for group in _list(values, "expected_evidence")),
            nuggets=tuple(_nugget(nugget) for nugget in _list(values, "nuggets")),
            must_include=tuple(_pattern(text) for text in _list(values, "must_include")),
            must_not_include=tuple(_pattern(text) for text in _list(values, "must_not_include")),
            correction=_pattern(values["correction"]) if values.get("correction") else None,
            brief=values.get("brief"),
            digest=digest(values),
        )
    except KeyError as error:
        raise ValueError(f"{values.get('id', 'an item')} lacks {error}") from error
    except re.error as error:
        raise ValueError(f"{values['id']} has a pattern that is none: {error}") from error


def digest(values: Mapping[str, Any]) -> str:
    """Return a short hash of an item's content."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:12]


def _list(values: Mapping[str, Any], name: str) -> list[Any]:
    found: list[Any] = values.get(name) or []
    return found


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _nugget(values: Mapping[str, Any]) -> Nugget:
    return Nugget(
        _pattern(values["pattern"]),
        values["importance"] == "vital",
        tuple(values.get("positive", ())),
        tuple(values.get("negative", ())),
    )


def _group(values: Mapping[str, Any], documents: Mapping[str, Document]) -> Group:
    # Supporting evidence in a document that is not held is no fault: only what is vital has to be there.
    vital = values["importance"] == "vital"
    named = [one for one in values["alternatives"] if vital or one["document"] in documents]
    return Group(tuple(place for one in named for place in find_places(one, documents)), vital)


def find_places(named: Mapping[str, str], documents: Mapping[str, Document]) -> tuple[Place, ...]:
    """Return where named evidence stands: a span of a publication, or the sections of a briefing that report on it.

    A briefing says the same in other words, at a place that is not known: somewhere in the section of the same
    heading, or, where it has none, anywhere. Raise ValueError where there is no such document or span.
    """
    if named["document"] not in documents:
        raise ValueError(f"there is no document {named['document']!r}")
    document = documents[named["document"]]
    if document.is_briefing:
        spans = sections_named(document, named.get("section", "")) or (Span(0, len(document.text)),)
        return tuple(Place(document.id, span, inside=True) for span in spans)
    start = document.text.find(named["first"])
    last = document.text.find(named["last"], start)
    if start < 0 or last < 0:
        raise ValueError(f"no span from {named['first']!r} to {named['last']!r} in {document.id}")
    return (Place(document.id, Span(start, last + len(named["last"]))),)


def sections_named(document: Document, name: str) -> tuple[Span, ...]:
    """Return the stretches below the headings of a name, a name cut short by "…" included."""
    wanted = _CONTINUED.sub("", fold(name.split(" > ")[-1]))
    found = []
    for number, heading in enumerate(document.headings):
        if wanted and fold(heading.title).startswith(wanted):
            after = (other.start for other in document.headings[number + 1 :] if other.level <= heading.level)
            found.append(Span(heading.start, next(after, len(document.text))))
    return tuple(found)
