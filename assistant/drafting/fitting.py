"""Brief -> Fitting: how near each sentence of the sources lies to what the sections ask and to what the team says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from assistant.drafting.brief import Brief
from assistant.drafting.plan_sections import TOPICS
from assistant.retrieval.passages import sentence
from assistant.retrieval.retrievers import Pool, standardised
from assistant.text import ends_sentence, numbers, stem, stems
from assistant.types import Block, BlockKind, Chunk, Document, Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]

_SHORTEST, _LONGEST = 6, 75
# A story is read by its opening, a list of worries by its first few: each costs a search.
_FOCUS_WORDS, _MOST_WORRIES = 60, 6
# A matter of fewer words, or of which the sources hold less than this share, is believed where a word is shared.
_FEW, _KNOWN = 9, 0.5
_COMPASS = frozenset(
    map(stem, "north south east west central greater three two four boroughs borough county city district".split())
)
_NUMBER = re.compile(r"[£$€]?\b\d[\d,.]*(?: ?%| per cent\b)?")
# How much of a unit's nearness to everything is taken from its nearness to one text.
_COMMON = 0.6
# Sections in which a publication speaks of itself.
_ABOUT_ITSELF = re.compile(
    r"(?:annex|appendix|about (?:this report|the authors)|methods?|aims|methodology|introduction$|key messages"
    r"|case study site details|phase \d|research questions|interview questions|acknowledgements|other guidance)",
    re.IGNORECASE,
)
# What tells a reader nothing to plan by: whom a programme is open to, invitations, what a report or page does itself.
_NO_GUIDANCE = re.compile(
    r"\b(?:is open|programme (?:page )?(?:names|gives none)|enabling workstreams|gp applicants"
    r"|final (?:evaluation )?report|get in touch|invites anyone|are described for|no interviewee|published this"
    r"|was written|were found in the case study sites|an? ics is a partnership"
    r"|integrated care systems? \(icss?\) (?:is|are) (?:a )?partnerships?"
    r"|(?:the|this) (?:report|guidance|(?:programme |project )?page) "
    r"(?:leaves|gives none|studies|covers|describes|hopes|uses))\b",
    re.IGNORECASE,
)
# A sentence that leans on the one before it in a way that taking that one in does not mend.
_DANGLING = re.compile(r"(?:however|notably|often, this|similarly|as one|another|in this|the latter)\b", re.IGNORECASE)
# A text of which so many words are numbers describes a place; a list of names has items of so few words.
_MOST_NUMBERS, _SHORTEST_ITEM = 0.15, 4


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
    shape (matters, units); both in standard deviations from the mean of all units.
    """

    documents: Mapping[str, Document]
    units: tuple[tuple[Chunk, Unit], ...]
    asks: tuple[tuple[int, str], ...]
    matters: tuple[Matter, ...]
    to_asks: Scores
    to_matters: Scores


def fit(assistant: Sources, brief: Brief) -> Fitting:
    """Return how the units of the sources fit the sections and a brief: one pass over all of them."""
    import numpy as np

    matters = matters_of(brief)
    asks = tuple((number, ask) for number, topic in enumerate(TOPICS) for ask in topic.asks)
    pool = assistant.pool([ask for _, ask in asks] + [matter.text for matter in matters])
    documents = {document.id: document for document in assistant.documents}
    kept = [place for place, (chunk, unit) in enumerate(pool.units) if is_usable(documents[chunk.document_id], unit)]
    near = np.array([standardised(row) for row in pool.scores[:, kept]]).reshape(len(pool.scores), len(kept))
    # A unit that lies near to every text, as long ones do, says little of any of them.
    near = np.array([standardised(row) for row in near - _COMMON * near.mean(axis=0)]).reshape(near.shape)
    units = tuple(pool.units[place] for place in kept)
    to_matters = near[len(asks) :] * _believed(matters, [_stems(documents, *each) for each in units])
    return Fitting(documents, units, asks, matters, near[: len(asks)], to_matters)


def _believed(matters: Sequence[Matter], held: Sequence[frozenset[str]]) -> Scores:
    """Return whether a nearness is believed, of shape (matters, units).

    Of a few words, or of words that the sources do not use, something is always nearest: then a word has to be shared.
    One place is like another to a model, and not to those who live there: its name has to be shared.
    """
    import numpy as np

    known = frozenset().union(*held)
    believed = np.ones((len(matters), len(held)))
    for row, matter in enumerate(matters):
        told = frozenset(stems(matter.text)) - _COMPASS
        if matter.field == "place" or len(told) < _FEW or len(told & known) < _KNOWN * len(told):
            believed[row] = [bool(told & each) for each in held]
    return believed


def _stems(documents: Mapping[str, Document], chunk: Chunk, unit: Unit) -> frozenset[str]:
    document = documents[chunk.document_id]
    block = document.block_at(unit.start)
    heading = " ".join(block.section[-1:]) if block else ""
    return frozenset(stems(f"{heading} {sentence(document, unit)}"))


def matters_of(brief: Brief) -> tuple[Matter, ...]:
    """Return what a brief says, a few words a matter."""
    told = [
        ("problem", f"{_opening(brief.problem)} {_opening(brief.people_affected)}"),
        ("people_affected", brief.people_affected),
        ("team", ", ".join(member.role for member in brief.team)),
        ("partners", ", ".join(dict.fromkeys(member.organisation for member in brief.team if member.organisation))),
        ("known", brief.known),
        ("place", brief.place),
        *(("worries", line) for line in brief.worries.splitlines()[:_MOST_WORRIES]),
    ]
    # There is always the problem, even where it is nothing but numbers.
    return tuple(Matter(name, _opening(text)) for name, text in told if name == "problem" or _opening(text))


def _opening(text: str) -> str:
    """Return the opening of a text without its numbers: one number is like another to a model."""
    return " ".join(_NUMBER.sub(" ", text).split()[:_FOCUS_WORDS])


def is_usable(document: Document, unit: Unit) -> bool:
    """Say whether a unit can stand in a plan: no heading, no fragment, nothing too long, nothing about the report."""
    block = document.block_at(unit.start)
    if block is None or block.kind is BlockKind.HEADING or any(map(_ABOUT_ITSELF.match, block.section)):
        return False
    text = sentence(document, unit)
    size = len(text.split())
    whole = unit.lead is not None or ends_sentence(text) or unit.span == block.listing
    tells = len(numbers(text)) <= max(1, _MOST_NUMBERS * size) and not _NO_GUIDANCE.search(text)
    tells = tells and not _DANGLING.match(text)
    return _SHORTEST <= size <= _LONGEST and whole and tells and not _only_names(document, block, unit)


def _only_names(document: Document, block: Block, unit: Unit) -> bool:
    """Say whether a unit is a list of names, or an item of one."""
    if not block.items or (unit.lead is None and unit.span != block.listing):
        return False
    lengths = [len(document.text[item.start : item.end].split()) for item in block.items]
    return sum(lengths) < _SHORTEST_ITEM * len(lengths)
