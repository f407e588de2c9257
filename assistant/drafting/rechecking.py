"""A kept plan and the documents as they are now -> each quotation still there, moved or gone; what is gone is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.answering.citations import verify
from assistant.drafting.kept_plan import (
    Documents,
    KeptClaim,
    KeptExample,
    KeptLine,
    KeptPlan,
    KeptSection,
    Kind,
    Quotation,
    quotation_of,
)
from assistant.drafting.planner import corpus_of
from assistant.drafting.verification import Outcome, Quoted, find_words, verify_quotation
from assistant.text import display
from assistant.types import Citation, Claim, Document, Draft, Span


class Found(StrEnum):
    """What became of a quotation."""

    THERE = "there"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A plan whose quotations all stand in the documents as they are now, and what became of each that it had.

    `changed` says that the documents are others than those it was last checked against; `lost` are the ids of the
    lines that are guidance no longer.
    """

    plan: KeptPlan
    changed: bool = False
    found: tuple[Found, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """Return what was found, in words."""
        there, moved, gone = (self.found.count(each) for each in Found)
        return f"sources checked again: {there} quotations still there, {moved} moved, {gone} gone"


def recheck(plan: KeptPlan, documents: Documents) -> Rechecked:
    """Check every quotation of a plan again.

    One that moved gets its new place. A line that lost one, or whose words its quotations hold no longer, becomes an
    assumption to be confirmed, with a note that says so; an example keeps the claims whose quotations stand.
    """
    drafted = plan.drafted
    if drafted is None:
        return Rechecked(plan)
    quotations = [each for line in drafted.lines for each in line.quotations]
    quotations += [each for example in drafted.examples for claim in example.claims for each in claim.quotations]
    found = [outcome for _, outcome in _looked_up(quotations, documents)]
    sections = tuple(_section(each, documents) for each in drafted.sections)
    examples = tuple(_examples(drafted.examples, documents))
    corpus = corpus_of(documents.values())
    after = replace(drafted, sections=sections, examples=examples, corpus=corpus)
    lost = [line.id for line in drafted.lines if after.line(line.id).kind is not line.kind]
    return Rechecked(replace(plan, drafted=after), corpus != drafted.corpus, tuple(found), tuple(lost))


def remake(claim: KeptClaim | KeptLine, text: str, documents: Documents) -> Claim | str:
    """Return the claim that a text makes on the quotations of a claim, or the name of the check that it fails."""
    citations = [Citation(documents[each.document], each.start, each.end) for each in claim.quotations]
    if len({citation.document.id for citation in citations}) > 1:
        return "one_document"
    return verify(Draft(citations[0].document, text, tuple(citation.span for citation in citations)))


def _section(section: KeptSection, documents: Documents) -> KeptSection:
    return replace(section, lines=tuple(_line(line, documents) for line in section.lines))


def _line(line: KeptLine, documents: Documents) -> KeptLine:
    looked_up = _looked_up(line.quotations, documents)
    if all(outcome is Found.THERE for _, outcome in looked_up):
        return line
    found = tuple(quotation for quotation, _ in looked_up if quotation)
    moved = replace(line, quotations=found) if len(found) == len(looked_up) else None
    if moved and isinstance(remake(moved, line.text, documents), Claim):
        return moved
    places = "; ".join(dict.fromkeys(quotation.place for quotation in line.quotations))
    note = "The sources said this when the plan was drafted. The quotations that it rested on no longer stand in them."
    return replace(line, kind=Kind.ASSUMPTION, quotations=(), more=f"whoever holds {places}", note=note)


def _examples(examples: Iterable[KeptExample], documents: Documents) -> Iterator[KeptExample]:
    for example in examples:
        claims = []
        for claim in example.claims:
            found = tuple(quotation for quotation, _ in _looked_up(claim.quotations, documents) if quotation)
            if len(found) == len(claim.quotations):
                claims.append(replace(claim, quotations=found))
        if claims:
            yield replace(example, claims=tuple(claims))


def _looked_up(quotations: Sequence[Quotation], documents: Documents) -> list[tuple[Quotation | None, Found]]:
    """Return each quotation where it stands now, if it does, and what became of it."""
    return [_look_up(each, documents.get(each.document)) for each in quotations]


def _look_up(quotation: Quotation, document: Document | None) -> tuple[Quotation | None, Found]:
    told = Quoted(
        1, quotation.document, quotation.source, quotation.start, quotation.end, quotation.sha256,
        display(quotation.text),
    )  # fmt: skip
    outcome = verify_quotation(told, document).outcome
    if outcome is Outcome.VERIFIED:
        return quotation, Found.THERE
    place = _place(quotation, document) if document and outcome is not Outcome.NOT_HELD else None
    if document is None or place is None:
        return None, Found.GONE
    return quotation_of(Citation(document, place.start, place.end)), Found.MOVED


def _place(quotation: Quotation, document: Document) -> Span | None:
    """Return where a quotation stands now: its own characters, nearest to where they stood, or else its words."""
    starts = [found.start() for found in re.finditer(re.escape(quotation.text), document.text)]
    if starts:
        nearest = min(starts, key=lambda start: abs(start - quotation.start))
        return Span(nearest, nearest + len(quotation.text))
    return find_words(document.text, display(quotation.text))
