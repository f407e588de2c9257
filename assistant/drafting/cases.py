"""Fitting -> the case studies of the publications that lie nearest to a project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.fitting import Fitting
from assistant.drafting.nearness import Nearness
from assistant.retrieval.passages import sentence
from assistant.text import stems
from assistant.types import Chunk, Document, Unit

MOST_CASES = 3
# In standard deviations: from here on a case is about the same thing, if none is about it far more;
# words that it shares with the brief make it nearer, and not the same.
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

    `shares` are the telling words that it has in common with the problem; one that `is_near` is about the same thing.
    """

    document: Document
    name: str
    places: tuple[int, ...]
    score: float
    shares: tuple[str, ...] = ()
    is_near: bool = False


def nearest_cases(fitting: Fitting, shown: Nearness) -> tuple[Case, ...]:
    """Return the three case studies nearest to the problem and the people, the nearest first.

    One that shares no telling word with them, or a weak one alone and is not about the same, is none, so that there may
    be fewer: something is always nearest.
    """
    import numpy as np

    rows = [row for row, matter in enumerate(fitting.matters) if matter.field in TELLING]
    places: dict[tuple[str, str], list[int]] = {}
    for place, (chunk, unit) in enumerate(fitting.units):
        study = fitting.case_of(fitting.documents[chunk.document_id], unit)
        if study:
            places.setdefault((chunk.document_id, study.name), []).append(place)
    nearness = fitting.to_matters[rows].max(axis=0) if rows else np.zeros(len(fitting.units))
    rare = _rare_words(fitting)
    cases = []
    for (document, name), found in places.items():
        near = float(np.sort(nearness[found])[-_BEST:].mean())
        score = near + _shared(fitting, rare, found)
        units = [fitting.units[place][1] for place in found]
        told = " | ".join([name, *(sentence(fitting.documents[document], unit) for unit in units)])
        shares, are_enough = shown.common(told)
        is_near = near >= NEAR and any(shown.at(each).field in TELLING for each in found)
        if shares and (are_enough or near >= NEAR):
            cases.append(Case(fitting.documents[document], name, tuple(found), score, shares, is_near))
    ranked = sorted(cases, key=lambda case: (-case.score, case.document.id, case.places))[:MOST_CASES]
    least = max([_FARTHEST, *(_AS_NEAR * case.score for case in ranked[:1])])
    return tuple(
        replace(case, is_near=case.is_near and case.score >= least) for case in ranked if case.score >= _FARTHEST
    )


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
