"""A failed item as the report shows it: what was expected beside what was given."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.text import display
from evals.actual import Actual, Passage
from evals.data import PLANS, Item, Place
from evals.runs import Run

_LONGEST = 700


@dataclass(frozen=True, slots=True)
class Shown:
    """A failed item as it is shown: expected beside given."""

    item: Item
    kind: str
    wanted: str
    came: str
    expected: tuple[str, ...]
    facts: tuple[tuple[str, bool], ...]
    given: tuple[str, ...]
    found: tuple[str, ...]


def shown(run: Run, kind: str, item: Item, actual: Actual, *, texts: bool) -> Shown:
    """Return an item that failed as it is shown; without `texts` no word of a source is in it."""
    claims = actual.plan.guidance if actual.plan else actual.claims
    said = "\n".join(claim.text for claim in claims)

    def text(place: Passage) -> str:
        where = f"{place.document} {place.start}–{place.end}"
        held = run.documents.get(place.document) if texts else None
        return f"{where}: {_cut(display(held.text[place.start : place.end]))}" if held else where

    def place(found: Place) -> str:
        passage = Passage(found.document, found.span.start, found.span.end)
        return f"{found.document}, somewhere in {found.span.start}–{found.span.end}" if found.inside else text(passage)

    return Shown(
        item=item,
        kind=kind,
        wanted=wanted(item),
        came=_came(actual),
        expected=tuple(" — or — ".join(place(each) for each in group.places) for group in item.vital_groups),
        facts=tuple((each.pattern.pattern, bool(each.pattern.search(said))) for each in item.vital_nuggets),
        given=tuple(_given(claim.text, actual.status, texts) for claim in claims) or (actual.text or "nothing",),
        found=tuple(text(hit) for hit in actual.hits[:3]),
    )


def wanted(item: Item) -> str:
    """Return the statuses any of which is right, the expected one first, or that a plan is wanted."""
    if item.type == PLANS:
        return "a plan"
    others = sorted(item.right_statuses - {item.expected_status})
    return " or ".join([item.expected_status, *others]).replace("_", " ")


def _came(actual: Actual) -> str:
    return "a plan" if actual.plan and actual.plan.sections else str(actual.status).replace("_", " ")


def _given(text: str, status: str | None, texts: bool) -> str:
    return _cut(text) if texts else f"a claim of {len(text.split())} words ({status})"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"
