"""What was found for a question while it runs, and how far that answers it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from assistant.types import Claim, Draft, Hit, Notice


@dataclass(slots=True)
class Found:
    """Query, hits, claims, and the drafts that were dropped with the check that each failed.

    `asked` are the parts of the question; `lacking` is what is not stated: where no word names it, the part itself;
    `said` are, for each part, the documents whose word it asks for.
    """

    query: str
    asked: list[str] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    dropped: list[tuple[Draft, str]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    faint: bool = True
    said: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def limited(self) -> list[str]:
        """Return the documents to which every part of the question limits itself, none where one part does not."""
        return list(dict.fromkeys(name for names in self.said for name in names)) if all(self.said) else []

    @property
    def completeness(self) -> Literal["complete", "partial"] | None:
        """Return whether all is surely answered or a part at most; nothing where nothing is answered."""
        if not self.claims:
            return None
        unsure = any(notice.kind in ("doubt", "repeated") for notice in self.notices)
        return "partial" if self.lacking or unsure else "complete"

    @property
    def told(self) -> list[str]:
        """Return what is told as not found: not a question of one part itself, which stands above its answer."""
        return [each for each in self.lacking if len(self.asked) > 1 or each not in self.asked]
