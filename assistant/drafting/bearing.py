"""Evidence and a criterion -> whether the one has any bearing on the other, or only tells its reader what to say."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from assistant.answering.guards import guard
from assistant.drafting.criteria import Criterion
from assistant.text import stems
from assistant.types import Document, Status

# Of fewer words around a criterion nothing can be told; a word of more of its document's paragraphs tells nothing.
_FEWEST_AROUND, _COMMON = 40, 0.1
# Who is told how to judge.
_INSTRUCTS = re.compile(
    r"(?:^|[.;:!?,] *|\b(?:please|must|should|you|and|to) )"
    r"(?:mark|rate|score|count|treat|judge|record|accept|consider|regard|class|report|show|set|call|tick)\b"
    r"(?: \w+){1,6}? (?:as|to|is|are) (?:fully |be )?(?:met|evidenced|passed|satisfied|complete|compliant|green)\b"
    r"|\b(?:assistant|system|ai|model|assessor|reader)\b ?[:,] ?(?:you|please|this|mark|say|do|ignore)",
    re.IGNORECASE,
)


def instructs(text: str) -> bool:
    """Say whether a text holds an order to whoever reads it, instead of telling what was done."""
    if _INSTRUCTS.search(text):
        return True
    verdict = guard(text)
    return verdict is not None and verdict.status is Status.REFUSED


def bears_on(text: str, criterion: Criterion) -> bool:
    """Say whether a text shares a telling word with a criterion, or with what its document says around it.

    Where hardly anything is said around it, everything may bear on it.
    """
    cited = criterion.citations[0]
    block = cited.document.block_at(cited.start)
    known = _said(cited.document, block.section[:1] if block else ()) | frozenset(stems(criterion.text))
    return len(known) < _FEWEST_AROUND or bool((known - _frequent(cited.document)) & set(stems(text)))


@lru_cache(maxsize=64)
def _said(document: Document, section: tuple[str, ...]) -> frozenset[str]:
    """Return the stems of what a document says in a section and those below it."""
    blocks = (each for each in document.blocks if each.section[:1] == section)
    return frozenset(root for each in blocks for root in stems(document.text[each.start : each.end]))


@lru_cache(maxsize=8)
def _frequent(document: Document) -> frozenset[str]:
    """Return the stems that stand in so many paragraphs of a document that they are of no one subject."""
    held = Counter(root for each in document.blocks for root in set(stems(document.text[each.start : each.end])))
    return frozenset(root for root, times in held.items() if times > _COMMON * len(document.blocks))
