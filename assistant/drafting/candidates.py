"""Fitting -> candidates: for each section of a plan, the units that may be said in it, and how well each fits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from assistant.answering.evidence import is_spoken
from assistant.drafting.cases import Case
from assistant.drafting.fitting import Fitting, Sources
from assistant.drafting.nearness import NOT_NEAR, Near, Nearness
from assistant.drafting.plan_sections import TOPICS
from assistant.drafting.saying import is_item, label_of
from assistant.drafting.section_words import speaks_of
from assistant.drafting.usable import leans, whole_thought
from assistant.retrieval.passages import brief as passage_brief
from assistant.retrieval.passages import sentence
from assistant.types import Block, Chunk, Document, Span, Unit

if TYPE_CHECKING:
    from assistant.drafting.fitting import Scores

# The weights and thresholds were set by reading the six example briefs' plans, on briefings and on publications.
# A unit belongs to a section from here on, in standard deviations above the mean of all units; one of a case study
# that is about the same problem needs less.
_ON_TOPIC, _RATHER_TOPIC, _NEAR_TOPIC = 3.0, 1.5, 0.8
# Beyond these a higher score says nothing more.
_CLEARLY, _MOST_FIT = 3.5, 5.0
_BRIEF_WEIGHT, _RELEVANCE_WEIGHT, _CASE_BONUS, _NEAR_BONUS = 1.6, 0.15, 1.5, 1.0
# What a section leans on counts for so much more.
_LEANING = 1.4
# A unit is said to fit what a field says from here on.
_FITS = 2.2
# What is surely near to one of these needs less as well, and is said the sooner; what tells of the place tells of much.
_SURELY_NEAR = ("problem", "known", "worries")
# What lies so near to a field that a section leans on is said even where it hardly answers what is asked.
_OUTSTANDING = 3.5
# A list of professions or organisations is like any other list of them, and few words say little.
_WEIGHTS = {"team": 0.6, "partners": 0.5, "worries": 0.85, "known": 0.9, "people_affected": 0.9}
# Log-odds, of 0 where nothing answers, below which a unit does not answer what the section asks: one of a case study
# about the same problem, one that fits what the team says, one that fits nothing of it, and one that tells of another
# place or organisation (EXPERIMENTS.md).
_IRRELEVANT_CASE, _IRRELEVANT, _IRRELEVANT_TO_ALL, _IRRELEVANT_OF_ANOTHER = -4.4, -3.6, -2.9, -1.0
_SHORTLIST = 14
# Where nothing of these is said, so many more are looked at for each question.
_NEAREST = 8
# What an interviewee's words lose: they are no guidance by themselves.
_QUOTED = 1.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that might be said in a section, the question that it may answer, and how well it fits.

    `fits` is the field of the brief that it fits better than other units do, which chooses it; `near` is what it is
    surely near to, which is told; `answers` are the log-odds that it answers the question, and one that is `asked_for`
    lies near to it, where others only lie outstandingly near to the brief. One `of_another` tells of a
    place or organisation and is not shown to be near to this project. `heading` is the name of the case study that it
    is part of, where it does not say that itself.
    """

    section: int
    ask: str
    document: Document
    chunk: Chunk
    unit: Unit
    score: float
    fits: str = ""
    nearness: float = 0.0
    of_case: bool = False
    heading: Span | None = None
    near: Near = NOT_NEAR
    answers: float = 0.0
    asked_for: bool = True
    of_another: bool = False

    @property
    def block(self) -> Block | None:
        """Return the block that the unit lies in."""
        return self.document.block_at(self.unit.start)

    @property
    def line(self) -> tuple[str, int | Unit]:
        """Return what tells the line that a unit goes into: items of one list, or sentences of one case, share one."""
        block = self.block
        if self.heading and not self.unit.lead:
            return self.document.id, self.heading.start
        return self.document.id, block.start if block and is_item(block, self.unit) else self.unit


def candidates_of(assistant: Sources, fitting: Fitting, cases: Sequence[Case], shown: Nearness) -> list[Candidate]:
    """Return the units that may answer what a section asks, with how likely in their scores, the best first."""
    near = frozenset(place for case in cases if case.is_near for place in case.places)
    candidates = [each for section in range(len(TOPICS)) for each in _candidates(fitting, section, near, shown)]
    pairs = [(each.ask, passage_brief(each.document, each.chunk, each.unit)) for each in candidates]
    told = [
        replace(each, score=each.score + _RELEVANCE_WEIGHT * max(-5.0, min(logit, 5.0)), answers=logit)
        for each, logit in zip(candidates, assistant.relevance(pairs), strict=True)
        if _answers(each, logit)
    ]
    return sorted(told, key=lambda each: (-each.score, each.section, each.document.id, each.unit.start))


def answering_any(assistant: Sources, fitting: Fitting, section: int, shown: Nearness) -> list[Candidate]:
    """Return what may answer the questions of a section for any project, with how likely: the nearest units to each."""
    import numpy as np

    found: list[Candidate] = []
    for row, (number, ask) in enumerate(fitting.asks):
        ranked = map(int, np.argsort(-fitting.to_asks[row])) if number == section else ()
        nearest = islice((place for place in ranked if _speaks(fitting, section, place)), _NEAREST)
        found += [_of_any(fitting, section, ask, place, shown) for place in nearest]
    pairs = [(each.ask, passage_brief(each.document, each.chunk, each.unit)) for each in found]
    logits = assistant.relevance(pairs) if pairs else []
    return [replace(each, answers=logit) for each, logit in zip(found, logits, strict=True)]


def _of_any(fitting: Fitting, section: int, ask: str, place: int, shown: Nearness) -> Candidate:
    chunk, unit = fitting.units[place]
    document = fitting.documents[chunk.document_id]
    heading, of_another = _name_lacking(fitting, document, unit), _tells_of_another(fitting, place, shown)
    near = shown.at(place)
    return Candidate(section, ask, document, chunk, unit, 0.0, heading=heading, near=near, of_another=of_another)


def _candidates(fitting: Fitting, section: int, near: Collection[int], shown: Nearness) -> Iterator[Candidate]:
    """Yield the likeliest units of a section by nearness to what it asks and to what the brief says."""
    import numpy as np

    leans = TOPICS[section].leans
    rows = [row for row, (number, _) in enumerate(fitting.asks) if number == section]
    topic, which = fitting.to_asks[rows].max(axis=0), fitting.to_asks[rows].argmax(axis=0)
    weights = np.array([_WEIGHTS.get(matter.field, 1.0) for matter in fitting.matters])
    leaning = np.array([_LEANING if matter.field in leans else 1.0 for matter in fitting.matters])
    fit = np.clip(fitting.to_matters, 0, _MOST_FIT) * (weights * leaning)[:, None]
    of_case = np.isin(np.arange(len(fitting.units)), list(near))
    surely = np.array([shown.at(place).field in _SURELY_NEAR for place in range(len(fitting.units))])
    topic, least = _to_topic(fitting, section, weights, topic, np.where(of_case | surely, _NEAR_TOPIC, _ON_TOPIC))
    bonus = _CASE_BONUS if TOPICS[section].general else _LEANING * _CASE_BONUS
    score = np.minimum(topic, _CLEARLY) + _BRIEF_WEIGHT * fit.max(axis=0) + bonus * of_case + _NEAR_BONUS * surely
    fitting_places = (int(place) for place in np.flatnonzero(topic >= least))
    likeliest = sorted(
        (each for each in fitting_places if _speaks(fitting, section, each)), key=lambda each: -score[each]
    )
    for place in likeliest[:_SHORTLIST]:
        (chunk, unit), closest = fitting.units[place], int(fit[:, place].argmax())
        nearness = float(weights[closest] * fitting.to_matters[closest, place])
        document = fitting.documents[chunk.document_id]
        yield Candidate(
            section,
            fitting.asks[rows[int(which[place])]][1],
            document,
            chunk,
            unit,
            float(score[place]) - _QUOTED * is_spoken(document, unit),
            "problem" if of_case[place] else fitting.matters[closest].field if nearness >= _FITS else "",
            nearness,
            bool(of_case[place]),
            _name_lacking(fitting, document, unit),
            shown.at(place),
            asked_for=bool(of_case[place] or topic[place] >= _ON_TOPIC),
            of_another=not of_case[place] and _tells_of_another(fitting, place, shown),
        )


def _to_topic(fitting: Fitting, section: int, weights: Scores, topic: Scores, least: Scores) -> tuple[Scores, Scores]:
    """Return how near each unit lies to what a section asks, and from where on it belongs there.

    What lies outstandingly near to what the section leans on needs less. A section that is about nothing else than that
    asks of "this problem", which tells a model little: what lies near to it belongs there.
    """
    import numpy as np

    leans = {*TOPICS[section].leans} - {"place"}  # one place is like another to a model
    rows = [row for row, matter in enumerate(fitting.matters) if matter.field in leans]
    if not rows:
        return topic, least
    nearest = (weights[rows, None] * fitting.to_matters[rows]).max(axis=0)
    if TOPICS[section].general:
        return topic, np.where(nearest >= _OUTSTANDING, np.minimum(least, _RATHER_TOPIC), least)
    return np.where(nearest >= _OUTSTANDING, _CLEARLY, topic), np.where(nearest >= _FITS, -np.inf, least)


def _tells_of_another(fitting: Fitting, place: int, shown: Nearness) -> bool:
    """Say whether a unit tells of one place or organisation, and is not shown to be near to this project."""
    chunk, unit = fitting.units[place]
    document = fitting.documents[chunk.document_id]
    case, text = fitting.case_of(document, unit), sentence(document, unit)
    named = bool(case and case.names) or any(each.is_named_in(text) for each in fitting.cases[document.id].values())
    return named and not shown.at(place).field


def _speaks(fitting: Fitting, section: int, place: int) -> bool:
    """Say whether a unit, with the lead-in above it or what it leans on, speaks of what its section is about."""
    chunk, unit = fitting.units[place]
    document = fitting.documents[chunk.document_id]
    whole = whole_thought(document, unit) or unit.span
    lead = document.text[unit.lead.start : unit.lead.end] if unit.lead else ""
    return speaks_of(TOPICS[section].id, f"{lead} {document.text[whole.start : whole.end]}")


def _name_lacking(fitting: Fitting, document: Document, unit: Unit) -> Span | None:
    """Return what says of whom a unit tells where it does not or leans on it: its case's heading, or a label."""
    case, text = fitting.case_of(document, unit), sentence(document, unit)
    if case is None or case.heading is None:
        return label_of(document, unit)
    if is_spoken(document, unit) or (case.is_named_in(text) and not leans(text)):
        return None
    return case.heading


def _answers(candidate: Candidate, logit: float) -> bool:
    """Say whether a unit answers what its section asks, the more surely the less it fits the brief."""
    if candidate.of_another:
        return logit > _IRRELEVANT_OF_ANOTHER
    topic = TOPICS[candidate.section]
    if candidate.nearness >= _OUTSTANDING and candidate.fits in topic.leans:
        return True
    if not topic.general and candidate.near.field in topic.leans:
        return True
    least = _IRRELEVANT_CASE if candidate.of_case else _IRRELEVANT if candidate.fits else _IRRELEVANT_TO_ALL
    return logit > least
