"""An answer's claims judged against their citations, once for all metrics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.types import Document
from evals.actual import Actual, Quoted, Said
from evals.support import Support, Supporter, new_pairs


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim: which citations resolve and are verbatim, which add something, and how well it is supported.

    `support` is nothing where no citation resolves; `elsewhere` says whether any passage found supports it.
    """

    claim: Said
    resolves: tuple[bool, ...]
    verbatim: tuple[bool, ...]
    adds: tuple[bool, ...]
    support: Support | None
    elsewhere: bool

    @property
    def is_supported(self) -> bool:
        """Say whether the claim is supported by what it cites."""
        return self.support is not None and self.support.is_enough


class Judge:
    """Judges claims by the documents that they cite."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self.supporter = Supporter(documents.values())
        # Plain systems say the same passages again and again.
        self._support = lru_cache(maxsize=50_000)(self.supporter.support)

    def judge(self, actual: Actual) -> list[Judged]:
        """Return each claim judged."""
        return [self._judged(claim, actual) for claim in actual.claims]

    def _judged(self, claim: Said, actual: Actual) -> Judged:
        resolves = tuple(self._resolves(cited) for cited in claim.citations)
        found = tuple(self._text(cited) for cited, held in zip(claim.citations, resolves, strict=True) if held)
        support = self._support(claim.text, found) if found else None
        supported = support is not None and support.is_enough
        adding = iter(new_pairs(claim.text, found))
        return Judged(
            claim=claim,
            resolves=resolves,
            verbatim=tuple(
                held and self._text(cited) == cited.quote for cited, held in zip(claim.citations, resolves, strict=True)
            ),
            adds=tuple(held and next(adding) for held in resolves),
            support=support,
            elsewhere=supported or self._supported_by_hits(claim, actual),
        )

    def _resolves(self, cited: Quoted) -> bool:
        held = self.documents.get(cited.document)
        return held is not None and 0 <= cited.start < cited.end <= len(held.text)

    def _text(self, cited: Quoted) -> str:
        return self.documents[cited.document].text[cited.start : cited.end]

    def _supported_by_hits(self, claim: Said, actual: Actual) -> bool:
        texts = (self.documents[hit.document].text[hit.start : hit.end] for hit in actual.hits)
        return any(self._support(claim.text, (text,)).is_enough for text in texts)
