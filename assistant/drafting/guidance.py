"""Fitting -> guidance: for each section of a plan, the claims that fit what it asks and what the team says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.citations import verify
from assistant.drafting.cases import Case
from assistant.drafting.fitting import Fitting, Sources
from assistant.drafting.nearness import NOT_NEAR, Near, Nearness
from assistant.drafting.plan_sections import TOPICS
from assistant.drafting.saying import is_item, said
from assistant.retrieval.passages import brief as passage_brief
from assistant.retrieval.passages import sentence
from assistant.text import content_words
from assistant.types import Block, BlockKind, Chunk, Citation, Claim, Document, Span, Unit

MOST_LINES, MOST_ITEMS = 4, 3
# The weights and thresholds were set by reading the six example briefs' plans, on briefings and on publications.
# A unit belongs to a section from here on, in standard deviations above the mean of all units; one of a case study
# that is about the same problem needs less.
_ON_TOPIC, _NEAR_TOPIC = 3.0, 0.8
# Beyond these a higher score says nothing more.
_CLEARLY, _MOST_FIT = 3.5, 5.0
_BRIEF_WEIGHT, _RELEVANCE_WEIGHT, _CASE_BONUS = 1.6, 0.15, 1.5
# What a section leans on counts for so much more.
_LEANING = 1.4
# A line is said to fit what a field says from the first on, and is rather near to it from the second.
_FITS, _RATHER = 2.2, 1.7
# What lies so near to a field that a section leans on is said even where it hardly answers what is asked.
_OUTSTANDING = 3.5
# A list of professions or organisations is like any other list of them, and few words say little.
_WEIGHTS = {"team": 0.6, "partners": 0.5, "worries": 0.85, "known": 0.9, "people_affected": 0.9}
# Log-odds, of 0 where nothing answers, below which a unit does not answer what the section asks: one of a case study
# about the same problem, one that fits what the team says, and one that fits nothing of it and has to score so much.
_IRRELEVANT_CASE, _IRRELEVANT, _IRRELEVANT_TO_ALL, _LEAST_TO_ALL = -4.4, -3.6, -2.9, 5.0
_SHORTLIST = 14
# Two units that share so many of the words of the shorter say the same.
_SAME = 0.6
# What an interviewee's words lose: they are no guidance by themselves.
_QUOTED = 1.5


@dataclass(frozen=True, slots=True)
class Guidance:
    """A line that the sources say: a claim with verified citations.

    `fits` is the field of the brief that it is near to, if it surely is, and `shares` are the words that show it.
    """

    claim: Claim
    fits: str = ""
    shares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that might be said in a section, the question that it may answer, and how well it fits.

    `fits` is the field of the brief that it fits better than other units do, which chooses it; `near` is what it is
    surely near to, which is told. `heading` is the name of the case study that it is part of, where it does not say
    that itself.
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


def choose_guidance(assistant: Sources, fitting: Fitting, cases: Sequence[Case]) -> tuple[tuple[Guidance, ...], ...]:
    """Return the guidance for each section of the table of sections, in its order; nothing is said twice."""
    if not fitting.units:
        return tuple(() for _ in TOPICS)
    near, nearness = frozenset(place for case in cases if case.is_near for place in case.places), Nearness.of(fitting)
    candidates = [each for section in range(len(TOPICS)) for each in _candidates(fitting, section, near, nearness)]
    told: list[Citation] = []
    return tuple(_lines(chosen, told) for chosen in _share_out(_relevant(assistant, candidates)))


def _candidates(fitting: Fitting, section: int, near: Collection[int], shown: Nearness) -> Iterator[Candidate]:
    """Yield the likeliest units of a section by nearness to what it asks and to what the brief says."""
    import numpy as np

    rows = [row for row, (number, _) in enumerate(fitting.asks) if number == section]
    topic, which = fitting.to_asks[rows].max(axis=0), fitting.to_asks[rows].argmax(axis=0)
    weights = np.array([_WEIGHTS.get(matter.field, 1.0) for matter in fitting.matters])
    leans = np.array([_LEANING if matter.field in TOPICS[section].leans else 1.0 for matter in fitting.matters])
    fit = np.clip(fitting.to_matters, 0, _MOST_FIT) * (weights * leans)[:, None]
    of_case = np.isin(np.arange(len(fitting.units)), list(near))
    bonus = _CASE_BONUS if TOPICS[section].general else _LEANING * _CASE_BONUS
    score = np.minimum(topic, _CLEARLY) + _BRIEF_WEIGHT * fit.max(axis=0) + bonus * of_case
    allowed = np.flatnonzero(topic >= np.where(of_case, _NEAR_TOPIC, _ON_TOPIC))
    for place in sorted(allowed, key=lambda each: -score[each])[:_SHORTLIST]:
        (chunk, unit), closest = fitting.units[place], int(fit[:, place].argmax())
        nearness = float(weights[closest] * fitting.to_matters[closest, place])
        fits = "problem" if of_case[place] else fitting.matters[closest].field if nearness >= _FITS else ""
        document, ask = fitting.documents[chunk.document_id], fitting.asks[rows[int(which[place])]][1]
        total = float(score[place]) - _QUOTED * _is_quoted(document, unit)
        heading = _name_lacking(fitting, document, unit)
        yield Candidate(
            section,
            ask,
            document,
            chunk,
            unit,
            total,
            fits,
            nearness,
            bool(of_case[place]),
            heading,
            shown.at(int(place)),
        )


def _name_lacking(fitting: Fitting, document: Document, unit: Unit) -> Span | None:
    """Return the heading that says of whom a case study tells, where its unit does not."""
    case = fitting.case_of(document, unit)
    if case is None or _is_quoted(document, unit) or case.is_named_in(sentence(document, unit)):
        return None
    return case.heading


def _is_quoted(document: Document, unit: Unit) -> bool:
    block = document.block_at(unit.start)
    return block is not None and block.kind is BlockKind.QUOTATION


def _relevant(assistant: Sources, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that may answer what their section asks, with how likely in their scores, best first."""
    pairs = [(each.ask, passage_brief(each.document, each.chunk, each.unit)) for each in candidates]
    told = [
        replace(each, score=each.score + _RELEVANCE_WEIGHT * max(-5.0, min(logit, 5.0)))
        for each, logit in zip(candidates, assistant.relevance(pairs), strict=True)
        if _answers(each, logit)
    ]
    told = [each for each in told if each.fits or each.score >= _LEAST_TO_ALL]
    return sorted(told, key=lambda each: (-each.score, each.section, each.document.id, each.unit.start))


def _answers(candidate: Candidate, logit: float) -> bool:
    """Say whether a unit answers what its section asks, the more surely the less it fits the brief."""
    if candidate.nearness >= _OUTSTANDING and candidate.fits in TOPICS[candidate.section].leans:
        return True
    least = _IRRELEVANT_CASE if candidate.of_case else _IRRELEVANT if candidate.fits else _IRRELEVANT_TO_ALL
    return logit > least


def _share_out(ranked: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return the candidates of each section: each thing is said once, where it fits best."""
    chosen: list[list[Candidate]] = [[] for _ in TOPICS]
    # What fits nothing that the team says fills up, where little does.
    for each in sorted(ranked, key=_most_lines, reverse=True):
        told = chosen[each.section]
        if _has_room(each, told) and not any(_repeats(each, one) for other in chosen for one in other):
            told.append(each)
    return chosen


def _has_room(candidate: Candidate, told: Sequence[Candidate]) -> bool:
    """Say whether a section has room for a unit: fewer where it fits nothing the team says; no passage fills it."""
    lines = Counter(each.line for each in told)
    if candidate.line in lines:
        return lines[candidate.line] < MOST_ITEMS
    most = _most_lines(candidate)
    beside = sum(each.chunk.section == candidate.chunk.section for each in told if each.document is candidate.document)
    return len(lines) < most and beside < 2


def _most_lines(candidate: Candidate) -> int:
    """Return below how many lines a section has room for a unit: the less it fits the brief, the fewer."""
    topic = TOPICS[candidate.section]
    if not topic.general:
        is_about = candidate.of_case or candidate.near.field in topic.leans
        return MOST_LINES if candidate.fits in topic.leans and is_about else 0
    return MOST_LINES if candidate.fits else topic.general + (candidate.nearness >= _RATHER)


def _repeats(one: Candidate, other: Candidate) -> bool:
    """Say whether two units overlap, say nearly the same words, or are of one list and in different sections."""
    if one.line == other.line and one.section != other.section and one.heading is None:
        return True
    if one.document is other.document and one.unit.span.overlaps(other.unit.span):
        return True
    first, second = (set(content_words(sentence(each.document, each.unit))) for each in (one, other))
    return len(first & second) >= _SAME * max(1, min(len(first), len(second)))


def _lines(chosen: Sequence[Candidate], told: list[Citation]) -> tuple[Guidance, ...]:
    """Return the lines that a section's units make: items of one list in one; `told` grows by what they cite.

    What fails a check is left out, and so is what, with the sentence before it, says again what was told.
    """
    lines: dict[object, list[Candidate]] = {}
    for each in chosen:
        lines.setdefault(each.line, []).append(each)
    made = []
    for parts in lines.values():
        claim = _claim(sorted(parts, key=lambda each: each.unit.start))
        if claim and not any(_overlap(one, other) for one in claim.citations for other in told):
            near = max((each.near for each in parts), key=lambda each: each.weight)
            made.append(Guidance(claim, near.field, near.words))
            told += claim.citations
    return tuple(made)


def _claim(parts: Sequence[Candidate]) -> Claim | None:
    first = parts[0]
    draft = said(first.document, first.chunk, [each.unit for each in parts], first.heading)
    claim = verify(draft) if draft else None
    return claim if isinstance(claim, Claim) else None


def _overlap(one: Citation, other: Citation) -> bool:
    """Say whether two citations quote the same; the heading of a case may stand above more than one line."""
    block = one.document.block_at(one.start)
    is_heading = block is not None and block.kind is BlockKind.HEADING
    return one.document is other.document and one.span.overlaps(other.span) and not is_heading
