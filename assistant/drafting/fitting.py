"""Brief -> Fitting: how near each sentence of the sources lies to what the sections ask and to what the team says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.drafting.brief import Brief
from assistant.drafting.case_studies import CaseStudy, case_studies
from assistant.drafting.place_names import names_in, place_names
from assistant.drafting.plan_sections import TOPICS
from assistant.drafting.usable import is_usable
from assistant.retrieval.passages import sentence
from assistant.retrieval.retrievers import Pool, standardised
from assistant.text import content_words, sentences, stems
from assistant.types import Chunk, Document, Span, Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]

# A story is read by its opening, a list of worries by its first few: each costs a search.
_FOCUS_WORDS, _MOST_WORRIES = 60, 6
# So many sentences of a problem are looked at one by one, and one of so many words tells something.
_MOST_SENTENCES, _FEWEST_WORDS = 6, 6
_ASKS = re.compile(
    r"\?$|\b(?:me|us|you|please)\b.*\bplan\b|\bplan (?:me|it|us)\b|^(?:draft|draw|set|write|make) .*\bplan\b",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"(?:I'm|I am|we're|we are) an? (?!.*\b(?:asked|told|want|wants|trying|who|to)\b)", re.IGNORECASE
)
# A matter of fewer words, or of which the sources hold less than this share, is believed where a word is shared.
_FEW, _KNOWN = 9, 0.5
_NUMBER = re.compile(r"[£$€]?\b\d[\d,.]*(?: ?%| per cent\b)?")
# How much of a unit's nearness to everything is taken from its nearness to one text.
_COMMON = 0.6
# What any team might say in a field: how near a unit lies to that is mostly taken from how near it lies to this team's.
_ANY_TEAMS = {
    "team": "nurse, doctor, pharmacist, therapist, social worker, manager",
    "partners": "hospital trust, council, general practice, community services, voluntary organisation",
}
_OF_ANY_TEAM = 0.8


Cases = Mapping[str, Mapping[tuple[str, ...], CaseStudy]]


class Sources(Protocol):
    """What a plan is drafted from: an assistant."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return every document."""

    def pool(self, texts: Sequence[str]) -> Pool:
        """Return the units that lie near several texts, with how near each lies to every one of them."""

    def relevance(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the log-odds that a text answers a question, for each pair (question, text)."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that the brief says, in a few words, and the field that says it."""

    field: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Fitting:
    """The usable units of the sources, with their nearness to each ask and to each matter.

    `asks` are pairs of a section's number and a question; `to_asks` has the shape (asks, units) and `to_matters` the
    shape (matters, units); both in standard deviations from the mean of all units. `cases` are the case studies of each
    document, by section.
    """

    documents: Mapping[str, Document]
    cases: Cases
    units: tuple[tuple[Chunk, Unit], ...]
    asks: tuple[tuple[int, str], ...]
    matters: tuple[Matter, ...]
    to_asks: Scores
    to_matters: Scores

    def case_of(self, document: Document, unit: Unit) -> CaseStudy | None:
        """Return the case study that a unit is part of."""
        block = document.block_at(unit.start)
        return self.cases[document.id].get(block.section) if block else None


def fit(assistant: Sources, brief: Brief) -> Fitting:
    """Return how the units of the sources fit the sections and a brief: one pass over all of them."""
    import numpy as np

    matters = matters_of(brief)
    asks = tuple((number, ask) for number, topic in enumerate(TOPICS) for ask in topic.asks)
    pool = assistant.pool([*(ask for _, ask in asks), *(matter.text for matter in matters), *_ANY_TEAMS.values()])
    documents = {document.id: document for document in assistant.documents}
    cases = {name: case_studies(document) for name, document in documents.items()}
    kept = [place for place, (chunk, unit) in enumerate(pool.units) if _is_usable(documents, cases, chunk, unit)]
    near = np.array([standardised(row) for row in pool.scores[:, kept]]).reshape(len(pool.scores), len(kept))
    # A unit that lies near to every text, as long ones do, says little of any of them.
    near = np.array([standardised(row) for row in near - _COMMON * near.mean(axis=0)]).reshape(near.shape)
    to_asks, to_matters, to_any = np.split(near, [len(asks), len(asks) + len(matters)])
    to_matters = _of_this_team(matters, to_matters, dict(zip(_ANY_TEAMS, to_any, strict=True)))
    units = tuple(pool.units[place] for place in kept)
    believed = _believed(matters, [_read(documents, *each) for each in units])
    return Fitting(documents, cases, units, asks, matters, to_asks, to_matters * believed)


def _of_this_team(matters: Sequence[Matter], to_matters: Scores, to_any: Mapping[str, Scores]) -> Scores:
    """Return how near the units lie to each matter, less how near they lie to what any team might say in its field."""
    import numpy as np

    return np.array(
        [
            standardised(row - _OF_ANY_TEAM * np.maximum(to_any[matter.field], 0)) if matter.field in to_any else row
            for matter, row in zip(matters, to_matters, strict=True)
        ]
    ).reshape(to_matters.shape)


def _is_usable(documents: Mapping[str, Document], cases: Cases, chunk: Chunk, unit: Unit) -> bool:
    document = documents[chunk.document_id]
    block = document.block_at(unit.start)
    case = cases[document.id].get(block.section) if block else None
    return is_usable(document, unit, below_its_name=case is not None and case.heading is not None)


def _believed(matters: Sequence[Matter], texts: Sequence[str]) -> Scores:
    """Return whether a nearness is believed, of shape (matters, units).

    Of a few words, or of words that the sources do not use, something is always nearest: then a word has to be shared.
    One place is like another to a model, and not to those who live there: a name of it has to be shared, and whole.
    """
    import numpy as np

    held = [frozenset(stems(text)) for text in texts]
    known = frozenset().union(*held)
    believed = np.ones((len(matters), len(held)))
    for row, matter in enumerate(matters):
        told = frozenset(stems(matter.text))
        if matter.field == "place":
            names = place_names(matter.text)
            believed[row] = [any(names_in(names, text)) for text in texts]
        elif len(told) < _FEW or len(told & known) < _KNOWN * len(told):
            believed[row] = [bool(told & each) for each in held]
    return believed


def _read(documents: Mapping[str, Document], chunk: Chunk, unit: Unit) -> str:
    """Return a unit below the heading that it stands under."""
    document = documents[chunk.document_id]
    block = document.block_at(unit.start)
    heading = " ".join(block.section[-1:]) if block else ""
    return f"{heading} | {sentence(document, unit)}"


def matters_of(brief: Brief) -> tuple[Matter, ...]:
    """Return what a brief says, a few words a matter."""
    telling = _telling(brief.problem)
    told = [
        ("problem", f"{_opening(' '.join(telling))} {_opening(brief.people_affected)}"),
        *(("problem", each) for each in telling[:_MOST_SENTENCES] if len(telling) > 1),
        ("people_affected", brief.people_affected),
        ("team", ", ".join(member.role for member in brief.team)),
        ("partners", ", ".join(dict.fromkeys(member.organisation for member in brief.team if member.organisation))),
        ("known", brief.known),
        ("place", brief.place),
        *(("worries", line) for line in brief.worries.splitlines()[:_MOST_WORRIES]),
    ]
    # There is always the problem, even where it is nothing but numbers.
    return tuple(Matter(name, _opening(text)) for name, text in told if name == "problem" or _opening(text))


def _telling(problem: str) -> list[str]:
    """Return the sentences of a problem that tell something, each of which may lie near to other things; else all.

    People who write as they speak say who they are and ask for a plan, which tells nothing of the problem.
    """
    if not problem:
        return []
    told = [problem[each.start : each.end] for each in sentences(problem, Span(0, len(problem)))]
    telling = [each for each in told if not _ASKS.search(each) and not _INTRODUCES.match(each)]
    return [each for each in telling if len(content_words(each)) >= _FEWEST_WORDS] or told


def _opening(text: str) -> str:
    """Return the opening of a text without its numbers: one number is like another to a model."""
    return " ".join(_NUMBER.sub(" ", text).split()[:_FOCUS_WORDS])
