"""Claims of several documents on one theme -> what they share, where they differ, what changed between two dates.

Told by rules that would rather find nothing than a wrong pair; both quotations stand beside what is found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.text import denials, fold, numbers, stem, stems, without_bullet
from assistant.types import Claim, Document

# Two sentences say the same where this share of the shorter one's stems, and so many beside the theme's, are in both.
_SAME, _FEWEST = 0.6, 4
# Two lists say the same where this share of the shorter one's items stand in the other.
_SAME_ITEMS, _ALIKE, _FEWEST_ITEMS = 0.75, 0.5, 3
_SHORTEST, _LONGEST = 6, 2.0
# Words of every page of these sources: that two sentences hold them says nothing.
_EVERYWHERE = frozenset(
    map(stem, "ics icss icb icbs integrated care system systems nhs health leader leaders leadership clinical".split())
)
_ASKS = re.compile(r"\b(?:should|must|ought to|needs? to be|are expected to|is expected to)\b")
_HINDERS = re.compile(
    r"\b(?:barriers?|obstacles?|reluctan\w+|resist(?:s|ed|ance)|struggl\w+|overlooked|lack of|hard to)\b"
)
_PLANNED = re.compile(
    r"\b(?:propos\w+|planned|is due|was due|were due|due in|intend\w*|subject to (?:legislation|royal assent)"
    r"|(?:will|would) (?:be|become|have|replace|take)|by april 20\d\d|from april 20\d\d|wanted|promised)\b"
)
_DONE = re.compile(
    r"\b(?:became|by law|(?:was|were|been) (?:created|established|given|made|abolished|told|introduced|set up)"
    r"|act 20\d\d (?:first )?(?:gave|created|established|made|set up)|after (?:its |their )?creation)\b"
)
_STATUTORY = frozenset(map(stem, "statutory legal law legislation act bill".split()))
_BODIES = frozenset(map(stem, "ics icss icb icbs icp icps ccg ccgs boards trusts".split()))


@dataclass(frozen=True, slots=True)
class Finding:
    """Claims of two documents or more that were found to belong together, and in words, by what."""

    text: str
    claims: tuple[Claim, ...]


def document_of(claim: Claim) -> Document:
    """Return the document that a claim rests on."""
    return claim.citations[0].document


def shared(theme: str, claims: Sequence[Claim]) -> tuple[Finding, ...]:
    """Return what is said by more than one publisher, each group of claims once; those of a publisher do not count."""
    groups: list[list[Claim]] = []
    for one, other in _pairs(claims):
        if not _say_the_same(theme, one, other):
            continue
        group = next((group for group in groups if one in group or other in group), None)
        if group is None:
            groups.append([one, other])
        elif len({document_of(claim).publisher for claim in [*group, one, other]}) > len(group):
            group += [claim for claim in (one, other) if claim not in group]
    return tuple(Finding("They say the same in much the same words.", tuple(group)) for group in groups)


def differs(theme: str, claims: Sequence[Claim]) -> tuple[Finding, ...]:
    """Return where publishers differ: in a figure of the same thing; or one asks for what another finds hindered."""
    asks, hinders = _first(claims, _ASKS, _HINDERS), _first(claims, _HINDERS, _ASKS)
    figures = [_in_figures(one, other) for one, other in _pairs(claims) if _differ_in_figures(theme, one, other)]
    crossed = [
        Finding("The first says what should be, the second what stands in its way.", (one, other))
        for one in asks
        for other in hinders
        if document_of(one).publisher != document_of(other).publisher and _share_the_theme(theme, one, other)
    ]
    return (*figures[:1], *crossed[:1])


def then_and_now(claims: Sequence[Claim]) -> tuple[Finding, ...]:
    """Return what an older document has as a plan and a newer one as done, where both speak of the same in law."""
    found = []
    for one, other in combinations(claims, 2):
        then, now = sorted((one, other), key=lambda claim: document_of(claim).published or "")
        dates = [document_of(claim).published for claim in (then, now)]
        if not all(dates) or dates[0] == dates[1] or not _was_planned(then, now):
            continue
        found.append(Finding("The older speaks of a plan, the newer of what became of it.", (then, now)))
    return tuple(found[:1])


def _pairs(claims: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    return [
        (one, other)
        for one, other in combinations(claims, 2)
        if document_of(one).publisher != document_of(other).publisher
    ]


def _first(claims: Sequence[Claim], wanted: re.Pattern[str], unwanted: re.Pattern[str]) -> list[Claim]:
    """Return the claims of one sentence that hold what is wanted and nothing of what is not."""
    plain = [claim for claim in claims if "\n" not in claim.text]
    return [claim for claim in plain if wanted.search(fold(claim.text)) and not unwanted.search(fold(claim.text))]


def _share_the_theme(theme: str, one: Claim, other: Claim) -> bool:
    """Say whether both hold all of the theme's own words, of which there are two or more, and something besides."""
    asked, both = set(stems(theme)), set(stems(one.text)) & set(stems(other.text))
    return len(asked) > 1 and asked <= both and bool(both - asked - _EVERYWHERE)


def _say_the_same(theme: str, one: Claim, other: Claim) -> bool:
    if "\n" in one.text and "\n" in other.text:
        return _same_lists(one, other)
    if "\n" in one.text or "\n" in other.text:
        return False
    one_side = len(denials(one.text)) == len(denials(other.text))
    return one_side and set(numbers(one.text)) == set(numbers(other.text)) and _overlap(theme, one.text, other.text)


def _overlap(theme: str, one: str, other: str) -> bool:
    mine, theirs = (set(stems(text)) - _EVERYWHERE for text in (one, other))
    shorter, longer = sorted((len(mine), len(theirs)))
    common = mine & theirs
    alike = shorter >= _SHORTEST and longer <= _LONGEST * shorter and len(common) >= _SAME * shorter
    return alike and len(common - set(stems(theme))) >= _FEWEST


def _same_lists(one: Claim, other: Claim) -> bool:
    mine, theirs = sorted((_items(one), _items(other)), key=len)
    if len(mine) < _FEWEST_ITEMS or len(theirs) > len(mine) + 1:
        return False
    return sum(any(_alike(item, each) for each in theirs) for item in mine) >= _SAME_ITEMS * len(mine)


def _items(claim: Claim) -> list[set[str]]:
    return [found for line in claim.text.split("\n")[1:] if (found := set(stems(without_bullet(line))))]


def _alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _ALIKE * max(1, min(len(one), len(other))) and len(one & other) >= 2


def _differ_in_figures(theme: str, one: Claim, other: Claim) -> bool:
    """Say whether two sentences say the same but for their figures."""
    mine, theirs = (set(numbers(claim.text)) for claim in (one, other))
    texts = [re.sub(r"\d[\d,.]*", " ", claim.text) for claim in (one, other)]
    one_line = "\n" not in one.text + other.text
    return one_line and bool(mine and theirs) and not mine & theirs and _overlap(theme, *texts)


def _in_figures(one: Claim, other: Claim) -> Finding:
    return Finding("They give other figures.", (one, other))


def _was_planned(then: Claim, now: Claim) -> bool:
    if "\n" in then.text + now.text or not _PLANNED.search(fold(then.text)) or not _DONE.search(fold(now.text)):
        return False
    mine, theirs = set(stems(then.text)), set(stems(now.text))
    return bool(mine & _STATUTORY and theirs & _STATUTORY and mine & theirs & _BODIES)
