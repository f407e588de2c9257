"""Weak criteria -> what other systems did: only what a named place or organisation is told to have done, cited.

Told are case studies below their name, and sentences that name who did it; what should be, what all do, and what a
publication says of itself is not told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from assistant.answering.citations import verify
from assistant.drafting.case_studies import CaseStudy, case_studies, names_of
from assistant.drafting.criteria import Criterion
from assistant.drafting.fitting import Sources
from assistant.drafting.saying import said
from assistant.drafting.usable import is_usable
from assistant.retrieval.passages import brief, sentence
from assistant.retrieval.retrievers import standardised
from assistant.text import fold
from assistant.types import BlockKind, Chunk, Claim, Document, Span, Unit

_MOST_WORDS, _MOST_CLAIMS, _SHORTLIST = 30, 3, 12
# From these on a deed is on the weak point: log-odds, of 0 where nothing answers, and standard deviations from the mean
# of all units. Set by reading what is told on the criteria of both sets, on the publications.
_ON_IT, _NEAR = 0.0, 1.0
_STAGE = "asking"
# In the past or the perfect, by the verb itself: "is based on", "a shared aim" and "money raised by" tell no deed.
_NO_VERB = re.compile(
    r"\b(?:is|are|be|being) (?:\w+ly |also |now |not )?[a-z]+\b|-[a-z]+|(?<!was )(?<!were )(?<!been )\b[a-z]+ed by\b"
)
_DID = re.compile(
    r"\b(?:became|began|led|made|brought|took|gave|built|held|ran|set up|met|saw|wrote|(?:was|were) (?:\w+ly )?[a-z]+ed"
    r"|(?:has|have|had) (?:\w+ly |also |now |since )?(?:[a-z]{2,}ed|become|begun|led|made|brought|taken|given|built"
    r"|held|run|set up|met|written)"
    r"|[a-z]{3,}ed (?:an?|the|its|their|this|these|that|to|with|on|into?|for|from|up|out|new|more|all|\d[\d,]*))\b"
)
# What is told of all, or of nobody in particular.
_OF_ALL = re.compile(
    r"\b(?:ICSs|ICBs|ICPs|[Ss]ystems|interviewees?|[Oo]thers?|[Aa]nother|[Ss]ome|[Mm]any|[Mm]ost|[Ee]xamples)\b"
)
_SHOULD = re.compile(r"\b(?:should|must|need(?:s|ed)? to|ought|could|would|may|might|can|will)\b")
_WHERE = re.compile(
    r"\b(?:[Ii]n|[Aa]cross|[Aa]round|[Aa]t) (?:the )?((?:[A-Z][\w’'-]+,? (?:and |of )?)*[A-Z][\w’'-]+)"
    r"|((?:[A-Z][\w’'-]+ (?:and |of )?)+)"
    r"(?:ICS|ICB|ICP|[Cc]ouncil|(?:NHS )?(?:Foundation )?Trust|[Pp]artnership|[Cc]ollaborative|Hospitals?|[Hh]ospice)\b"
)
_COUNTRIES = frozenset("England Wales Scotland Ireland Britain Kingdom Europe".split())
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What other systems did on a weak point: claims, or none where the sources tell of none."""

    criterion: Criterion
    question: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Deed:
    """A unit that tells what somebody named did; `heading` names them where it does not itself."""

    place: int
    document: Document
    chunk: Chunk
    unit: Unit
    heading: Span | None

    @property
    def claim(self) -> Claim | None:
        """Return what it says as a checked claim."""
        draft = said(self.document, self.chunk, [self.unit], self.heading)
        claim = verify(draft) if draft else None
        return claim if isinstance(claim, Claim) else None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a document: its case studies by section, the words it writes as names, and those of places."""

    document: Document
    cases: Mapping[tuple[str, ...], CaseStudy]
    names: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, document: Document) -> Self:
        cases = case_studies(document)
        headed = frozenset(name for case in cases.values() for name in case.names)
        return cls(document, cases, names_of(document) - _COUNTRIES, headed)

    def deed(self, place: int, chunk: Chunk, unit: Unit) -> _Deed | None:
        """Return a unit as a deed, nothing where nobody named did anything."""
        text = sentence(self.document, unit)
        block = self.document.block_at(unit.start)
        if block is None or block.kind in (BlockKind.HEADING, BlockKind.QUOTATION):
            return None
        case = self.cases.get(block.section)
        heading = case.heading if case and case.names and not self._names_somebody(text) else None
        if not (heading or self._names_somebody(text)) or (heading and _OF_ALL.search(text)) or not _tells(text):
            return None
        if not is_usable(self.document, unit, below_its_name=heading is not None):
            return None
        return _Deed(place, self.document, chunk, unit, heading)

    def _names_somebody(self, text: str) -> bool:
        named = {word for found in _WHERE.findall(text) for word in re.findall(r"\w+", " ".join(found))}
        return bool(named & self.names or set(re.findall(r"\w+", text)) & self.places & self.names)


def _tells(text: str) -> bool:
    """Say whether a text tells what was done, and not what is, may be or should be."""
    return _DID.search(_NO_VERB.sub(" ", fold(text))) is not None and _SHOULD.search(fold(text)) is None


def done_elsewhere(sources: Sources, weak: Sequence[Criterion], tell: Progress) -> Iterator[Elsewhere]:
    """Yield what other systems did on weak points, in their order, from all documents but the guidance they are of."""
    if not weak:
        return
    tell(_STAGE, 0, len(weak))
    questions = [question_on(each) for each in weak]
    pool = sources.pool(questions)
    known = {document.id: _Known.of(document) for document in sources.documents}
    deeds = [known[chunk.document_id].deed(place, chunk, unit) for place, (chunk, unit) in enumerate(pool.units)]
    for row, criterion in enumerate(weak):
        tell(_STAGE, row, len(weak))
        own = criterion.citations[0].document
        others = [each for each in deeds if each and not (own.kind == "guidance" and each.document.id == own.id)]
        nearness = standardised(list(pool.scores[row]))
        near = [each for each in others if nearness[each.place] >= _NEAR]
        near = sorted(near, key=lambda deed: -nearness[deed.place])[:_SHORTLIST]
        yield Elsewhere(criterion, questions[row], _claims(sources, criterion, questions[row], near))


def question_on(criterion: Criterion) -> str:
    """Return what is asked on a weak point."""
    named = criterion.text.startswith(f"{criterion.group}.")  # a function's own name says it best
    words = criterion.group if named else " ".join(criterion.text.split()[:_MOST_WORDS]).rstrip(".,;:")
    return f"What have systems done on this: {words}"


def _claims(sources: Sources, criterion: Criterion, question: str, deeds: Sequence[_Deed]) -> tuple[Claim, ...]:
    """Return the deeds that are on a weak point as claims, the likeliest first, none that says another one again."""
    pairs = [(question, brief(each.document, each.chunk, each.unit)) for each in deeds]
    odds = sources.relevance(pairs) if pairs else []
    ranked = sorted(zip(odds, deeds, strict=True), key=lambda pair: -pair[0])
    told: list[Claim] = []
    for likely, deed in ranked:
        claim = deed.claim if likely >= _ON_IT else None
        if claim and not any(_overlap(claim, other) for other in (*told, Claim(criterion.text, criterion.citations))):
            told.append(claim)
    return tuple(told[:_MOST_CLAIMS])


def _overlap(one: Claim, other: Claim) -> bool:
    """Say whether two claims quote the same; the name of a case may stand above more than one."""
    return any(
        mine.document.id == theirs.document.id and mine.span.overlaps(theirs.span)
        for mine in one.citations[-1:]
        for theirs in other.citations
    )
