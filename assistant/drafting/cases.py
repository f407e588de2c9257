"""Fitting -> the case studies of the publications that lie nearest to a project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.fitting import Fitting
from assistant.retrieval.passages import sentence
from assistant.text import fold, stems
from assistant.types import Chunk, Document, Unit

MOST_CASES = 3
# The headings of case studies, in any publication or in these; what lies below a "Case study" heading is one too.
_CASES = re.compile(
    r"^(?:case stud|creating opportunities for young people leaving care|.*breakthrough programme"
    r"|recruiting a vcse chair|herefordshire and worcestershire ics academy|blended health and care roles"
    r"|future leaders programme|maximising use of apprenticeship|system projects|about this work"
    r"|what did we do in this project)"
)
# Some headings say nothing by themselves.
_NAMELESS = re.compile(r"^(?:system projects|about this work|what did we do)", re.IGNORECASE)
# In standard deviations: from here on a case is about the same thing, if none is about it far more.
NEAR, _AS_NEAR = 3.2, 0.8
# Below this a case has nothing to do with the project.
_FARTHEST = 1.0
# The problem, with the people it affects: what else a brief says makes no two projects alike.
TELLING = ("problem",)
_BEST = 2
# A word that few units hold tells; one that a single unit holds counts for so much, and all together for a most.
_RARE, _A_WORD, _MOST_SHARED = 0.015, 2.0, 1.5


@dataclass(frozen=True, slots=True)
class Case:
    """A case study: the units of one section, by their places in the fitting, and how near it lies to the problem.

    One that `is_near` is about what the project is about.
    """

    document: Document
    section: tuple[str, ...]
    places: tuple[int, ...]
    score: float
    is_near: bool = False

    @property
    def name(self) -> str:
        """Return what the case is called: its heading, or the document's title where that says more."""
        heading = self.section[-1].rstrip("…. ")
        return f"{self.document.title}: {heading}" if _NAMELESS.match(heading) else heading


def nearest_cases(fitting: Fitting) -> tuple[Case, ...]:
    """Return the three case studies nearest to the problem and the people, the nearest first; fewer where few are."""
    import numpy as np

    rows = [row for row, matter in enumerate(fitting.matters) if matter.field in TELLING]
    places: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for place, (chunk, unit) in enumerate(fitting.units):
        section = _section(fitting.documents[chunk.document_id], unit.start)
        if any(_CASES.match(fold(heading)) for heading in section):
            places.setdefault((chunk.document_id, section), []).append(place)
    nearness = fitting.to_matters[rows].max(axis=0) if rows else np.zeros(len(fitting.units))
    rare = _rare_words(fitting)
    cases = [
        Case(
            fitting.documents[name],
            section,
            tuple(found),
            float(np.sort(nearness[found])[-_BEST:].mean()) + _shared(fitting, rare, found),
        )
        for (name, section), found in places.items()
    ]
    ranked = sorted(cases, key=lambda case: (-case.score, case.document.id, case.places))
    found = [case for case in ranked[:MOST_CASES] if case.score >= _FARTHEST]
    least = max([NEAR, *(_AS_NEAR * case.score for case in found[:1])])
    return tuple(replace(case, is_near=case.score >= least) for case in found)


def _rare_words(fitting: Fitting) -> Mapping[str, float]:
    """Return the stems of the problem and the place that few units hold, with what each gains: the rarer, the more."""
    held = Counter(root for chunk, unit in fitting.units for root in _stems(fitting, chunk, unit))
    told = {root for matter in fitting.matters if matter.field in (*TELLING, "place") for root in stems(matter.text)}
    return {root: _A_WORD / held[root] for root in sorted(told) if 0 < held[root] <= _RARE * len(fitting.units)}


def _shared(fitting: Fitting, rare: Mapping[str, float], places: Sequence[int]) -> float:
    """Return what a case gains by the rare words that it shares with the brief."""
    said = {root for place in places for root in _stems(fitting, *fitting.units[place])}
    return min(_MOST_SHARED, sum(gain for root, gain in rare.items() if root in said))


def _stems(fitting: Fitting, chunk: Chunk, unit: Unit) -> frozenset[str]:
    return frozenset(stems(sentence(fitting.documents[chunk.document_id], unit)))


def _section(document: Document, offset: int) -> tuple[str, ...]:
    block = document.block_at(offset)
    return block.section if block else ()
