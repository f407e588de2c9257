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
from assistant.types import Claim

_MOST_CLAIMS, _MOST_WORDS = 2, 6
# In standard deviations: a second passage is cited where it lies so near to the problem.
_SECOND = 0.5
# So much the sooner is a passage cited that says what makes the case alike.
_TELLS = 1.0


def examples_of(brief: Brief, fitting: Fitting, cases: Sequence[Case]) -> tuple[Example, ...]:
    """Return the cases as examples; one of which nothing can be cited is left out."""
    made = (_example(brief, fitting, case) for case in cases)
    return tuple(example for example in made if example is not None)


def _example(brief: Brief, fitting: Fitting, case: Case) -> Example | None:
    rows = [row for row, matter in enumerate(fitting.matters) if matter.field in TELLING]
    nearness = fitting.to_matters[rows].max(axis=0)
    telling = {root for shared in case.shares for root in stems(shared)}
    texts = {place: sentence(case.document, fitting.units[place][1]) for place in case.places}
    best = sorted(texts, key=lambda place: -nearness[place] - _TELLS * (not telling.isdisjoint(stems(texts[place]))))
    claims: list[Claim] = []
    for place in best:
        chunk, unit = fitting.units[place]
        draft = said(case.document, chunk, [unit])
        claim = verify(draft) if draft else None
        if isinstance(claim, Claim) and not any(_overlap(claim, other) for other in claims):
            claims.append(claim)
        if len(claims) == _MOST_CLAIMS or nearness[place] < _SECOND:
            break
    if not claims:
        return None
    ordered = tuple(sorted(claims, key=lambda claim: claim.citations[0].start))
    return Example(case.name, ordered, _alike(case, ordered), _differs(brief, fitting, case))


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
