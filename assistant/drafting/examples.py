"""Cases -> Examples: what the publications tell of projects near to this one, what is alike and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answering.citations import verify
from assistant.drafting.brief import Brief
from assistant.drafting.cases import TELLING, Case
from assistant.drafting.fitting import Fitting
from assistant.drafting.plan import Example
from assistant.drafting.saying import said
from assistant.text import content_words, stem
from assistant.types import Claim

_MOST_CLAIMS, _MOST_WORDS = 2, 6
_SHORTEST = 5
# In standard deviations: a second passage is cited where it lies so near to the problem.
_SECOND = 0.5
# Words of every project, which make no two alike.
_COMMON = frozenset(
    map(
        stem,
        """project people team want work area year years health care service services system local staff support many
        need needs help more often make take months month other others including integrated use used using new across
        between through since three four five area areas first last time together place places problem""".split(),
    )
)


def examples_of(brief: Brief, fitting: Fitting, cases: Sequence[Case]) -> tuple[Example, ...]:
    """Return the cases as examples; one of which nothing can be cited is left out."""
    made = (_example(brief, fitting, case) for case in cases)
    return tuple(example for example in made if example is not None)


def _example(brief: Brief, fitting: Fitting, case: Case) -> Example | None:
    rows = [row for row, matter in enumerate(fitting.matters) if matter.field in TELLING]
    nearness = fitting.to_matters[rows].max(axis=0)
    best = sorted(case.places, key=lambda place: -nearness[place])
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
    return Example(case.name, ordered, *_compared(brief, case, ordered))


def _overlap(one: Claim, other: Claim) -> bool:
    return any(a.span.overlaps(b.span) for a in one.citations for b in other.citations)


def _compared(brief: Brief, case: Case, claims: Iterable[Claim]) -> tuple[str, str]:
    """Return what the brief and the passage both speak of, and what only the brief does."""
    text = f"{case.name} {' '.join(claim.text for claim in claims)}"
    theirs = {stem(word) for word in content_words(text)}
    mine = {stem(word): word for word in reversed(content_words(f"{brief.problem} {brief.people_affected}"))}
    telling = {root: word for root, word in reversed(mine.items()) if root not in _COMMON and len(word) >= _SHORTEST}
    shared = [word for root, word in telling.items() if root in theirs and not word.isdigit()]
    lacking = [word for root, word in telling.items() if root not in theirs and not word.isdigit()]
    alike = f"Both speak of: {', '.join(shared[:_MOST_WORDS])}." if shared else "The two share no telling word."
    differs = f"Only your brief speaks of: {', '.join(lacking[:_MOST_WORDS])}." if lacking else ""
    where = f" Yours is in {brief.place}; ask whether what worked there fits." if brief.place else ""
    return alike, f"{differs}{where}".strip() or "Ask what was different there: the passage does not say."
