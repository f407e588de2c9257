"""Cases -> Examples: what the publications tell of projects near to this one, what is alike and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answering.citations import verify
from assistant.drafting.brief import Brief
from assistant.drafting.cases import TELLING, Case
from assistant.drafting.contrast import differences
from assistant.drafting.fitting import Fitting
from assistant.drafting.plan import Example
from assistant.drafting.saying import said
from assistant.retrieval.passages import sentence
from assistant.text import stems
from assistant.types import Chunk, Claim, Unit

# One more is cited where it says what makes the case alike and no other does.
_USUAL_CLAIMS, _MOST_CLAIMS, _MOST_WORDS = 2, 3, 6
# In standard deviations: a second passage is cited where it lies so near to the problem.
_SECOND = 0.5
# So much the sooner is such a passage cited.
_TELLS = 2.0


def examples_of(brief: Brief, fitting: Fitting, cases: Sequence[Case]) -> tuple[Example, ...]:
    """Return the cases as examples; one of which nothing can be cited is left out."""
    made = (_example(brief, fitting, case) for case in cases)
    return tuple(example for example in made if example is not None)


def _example(brief: Brief, fitting: Fitting, case: Case) -> Example | None:
    rows = [row for row, matter in enumerate(fitting.matters) if matter.field in TELLING]
    nearness = fitting.to_matters[rows].max(axis=0)
    telling = {root for shared in case.shares for root in stems(shared)}
    texts = {place: sentence(case.document, fitting.units[place][1]) for place in case.places}
    claims: list[Claim] = []
    while texts and len(claims) < _MOST_CLAIMS:
        untold = telling.difference(*(stems(claim.text) for claim in claims))
        gains = {place: _TELLS * (not untold.isdisjoint(stems(text))) for place, text in texts.items()}
        best = max(texts, key=lambda place: nearness[place] + gains[place])
        if not gains[best] and (len(claims) >= _USUAL_CLAIMS or (claims and nearness[best] < _SECOND)):
            break
        del texts[best]
        claim = _claim(case, *fitting.units[best])
        if claim and not any(_overlap(claim, other) for other in claims):
            claims.append(claim)
    if not claims:
        return None
    ordered = tuple(sorted(claims, key=lambda claim: claim.citations[0].start))
    return Example(case.name, ordered, _alike(case, ordered), _differs(brief, fitting, case))


def _claim(case: Case, chunk: Chunk, unit: Unit) -> Claim | None:
    draft = said(case.document, chunk, [unit])
    claim = verify(draft) if draft else None
    return claim if isinstance(claim, Claim) else None


def _overlap(one: Claim, other: Claim) -> bool:
    return any(a.span.overlaps(b.span) for a in one.citations for b in other.citations)


def _alike(case: Case, claims: Iterable[Claim]) -> str:
    """Return what the brief and the case both speak of, what is cited of it first."""
    told = {root for claim in claims for root in stems(claim.text)}
    cited = sorted(case.shares, key=lambda shared: not told.issuperset(stems(shared)))
    return f"Both speak of: {', '.join(cited[:_MOST_WORDS])}."


def _differs(brief: Brief, fitting: Fitting, case: Case) -> str:
    """Return how the case's place, people, time and means differ from the brief's; nothing where it does not say."""
    units = [fitting.units[place][1] for place in sorted(case.places)]
    study = fitting.case_of(case.document, units[0])
    text = " ".join(sentence(case.document, unit) for unit in units)
    return differences(brief, case.name, study.names if study else (), text)
