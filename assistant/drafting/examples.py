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
    return Example(case.name, ordered, _alike(brief, case, ordered), _differs(brief, fitting, case))


def _overlap(one: Claim, other: Claim) -> bool:
    return any(a.span.overlaps(b.span) for a in one.citations for b in other.citations)


def _alike(brief: Brief, case: Case, claims: Iterable[Claim]) -> str:
    """Return what the brief and the passage both speak of."""
    text = f"{case.name} {' '.join(claim.text for claim in claims)}"
    theirs = {stem(word) for word in content_words(text)}
    mine = {stem(word): word for word in reversed(content_words(f"{brief.problem} {brief.people_affected}"))}
    shared = [
        word
        for root, word in reversed(mine.items())
        if root in theirs and root not in _COMMON and len(word) >= _SHORTEST and not word.isdigit()
    ]
    return f"Both speak of: {', '.join(shared[:_MOST_WORDS])}." if shared else "The two share no telling word."


def _differs(brief: Brief, fitting: Fitting, case: Case) -> str:
    """Return how the case's place, people, time and means differ from the brief's; nothing where it does not say."""
    units = [fitting.units[place][1] for place in sorted(case.places)]
    study = fitting.case_of(case.document, units[0])
    text = " ".join(sentence(case.document, unit) for unit in units)
    return differences(brief, case.name, study.names if study else (), text)
