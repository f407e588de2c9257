"""Fitting -> guidance: for each section of a plan, the claims that fit what it asks and what the team says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.citations import verify
from assistant.drafting.candidates import Candidate, answering_any, candidates_of
from assistant.drafting.cases import Case
from assistant.drafting.fitting import Fitting, Sources
from assistant.drafting.nearness import Nearness
from assistant.drafting.plan_sections import TOPICS
from assistant.drafting.saying import said
from assistant.retrieval.passages import sentence
from assistant.text import content_words
from assistant.types import BlockKind, Citation, Claim

MOST_LINES, MOST_ITEMS = 4, 3
# What fits nothing that the team says has to score so much, and is rather near to a field from the second on.
_LEAST_TO_ALL, _RATHER = 5.0, 1.7
# Where nothing else is said in a section, what is so likely to answer it is, in log-odds.
_SURELY = 0.0
# Two units that share so many of the words of the shorter say the same.
_SAME = 0.6


@dataclass(frozen=True, slots=True)
class Guidance:
    """A line that the sources say: a claim with verified citations.

    `fits` is the field of the brief that it is near to, if it surely is, and `shares` are the words that show it.
    """

    claim: Claim
    fits: str = ""
    shares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is said in a section; where nothing is, `beside` are lines of other sections that answer it too.

    Each of these has the number of its section, counted from 1.
    """

    lines: tuple[Guidance, ...] = ()
    beside: tuple[tuple[int, Guidance], ...] = ()


def choose_guidance(assistant: Sources, fitting: Fitting, cases: Sequence[Case], shown: Nearness) -> tuple[Chosen, ...]:
    """Return the guidance for each section of the table of sections, in its order; nothing is said twice."""
    if not fitting.units:
        return tuple(Chosen() for _ in TOPICS)
    answering = [each for each in candidates_of(assistant, fitting, cases, shown) if _claim([each])]
    shared = _share_out([each for each in answering if each.fits or each.score >= _LEAST_TO_ALL])
    told: list[Citation] = []
    lines = [_lines(chosen, told) for chosen in shared]
    for section in (section for section, topic in enumerate(TOPICS) if topic.general and not lines[section]):
        lines[section] = _filled_up([each for each in answering if each.section == section], told)
        if not lines[section]:
            wider = [each for each in answering_any(assistant, fitting, section, shown) if _claim([each])]
            lines[section] = _filled_up(wider, told)
            answering += wider
    return tuple(Chosen(own, () if own else _beside(section, lines, answering)) for section, own in enumerate(lines))


def _share_out(ranked: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return the candidates of each section: each thing is said once, where it fits best."""
    chosen: list[list[Candidate]] = [[] for _ in TOPICS]
    # What fits nothing that the team says fills up, where little does.
    for each in sorted(ranked, key=_most_lines, reverse=True):
        told = chosen[each.section]
        if _has_room(each, told) and not any(_repeats(each, one) for other in chosen for one in other):
            told.append(each)
    return chosen


def _filled_up(answering: Sequence[Candidate], told: list[Citation]) -> tuple[Guidance, ...]:
    """Return, for a section in which nothing is said, what surely answers it, if it fits nothing that the team says.

    Of a brief with little in it nothing else can be said, and what holds for any project is worth more than nothing:
    whoever asks the assistant what the section asks would be told that.
    """
    for each in sorted(answering, key=lambda candidate: -candidate.answers):
        if each.answers >= _SURELY and (lines := _lines([each], told)):
            return lines
    return ()


def _beside(
    section: int, lines: Sequence[Sequence[Guidance]], answering: Sequence[Candidate]
) -> tuple[tuple[int, Guidance], ...]:
    """Return the lines of other sections that quote what answers a section."""
    own = [each for each in answering if each.section == section and _is_on_it(each)]
    return tuple(
        (number, line)
        for number, others in enumerate(lines, 1)
        for line in others
        if any(_quotes(citation, each) for citation in line.claim.citations for each in own)
    )


def _is_on_it(candidate: Candidate) -> bool:
    """Say whether a unit surely answers its section, or is surely near to what it leans on."""
    topic = TOPICS[candidate.section]
    return candidate.near.field in topic.leans or (topic.general > 0 and candidate.answers >= _SURELY)


def _quotes(citation: Citation, candidate: Candidate) -> bool:
    return citation.document is candidate.document and citation.span.overlaps(candidate.unit.span)


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
        return MOST_LINES if candidate.of_case or candidate.near.field in topic.leans else 0
    if candidate.fits:
        return MOST_LINES if candidate.asked_for else MOST_LINES - 1
    return topic.general + (candidate.nearness >= _RATHER)


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
