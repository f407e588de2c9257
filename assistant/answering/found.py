"""What was found for a question while it runs, and how far that answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.text import trim
from assistant.types import Citation, Claim, Document, Draft, Hit, Notice, Span

NEAREST = 3  # passages that are named beside what was found


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
        unsure = any(notice.kind in ("doubt", "repeated", "still") for notice in self.notices)
        return "partial" if self.lacking or unsure else "complete"

    @property
    def told(self) -> list[str]:
        """Return what is told as not found: not a question of one part itself, which stands above its answer."""
        return [each for each in self.lacking if len(self.asked) > 1 or each not in self.asked]

    def add(self, part: str, hits: Iterable[Hit]) -> None:
        """Take in a part of the question, and what was found for it."""
        self.asked.append(part)
        self.hits += [hit for hit in hits if hit not in self.hits]

    def beyond(self, draft: Draft) -> Draft | None:
        """Return what a draft tells beyond the claims; nothing where they say and quote all of it.

        A sentence just told, that the draft takes in since it points back at it, is not told again.
        """
        quoted = [one.span for claim in self.claims for one in claim.citations if one.document is draft.document]
        said = "\n".join(claim.text for claim in self.claims)
        is_quoted = all(any(span.contains(each) for span in quoted) for each in draft.spans)
        if is_quoted and all(line in said for line in draft.text.splitlines()):
            return None
        last = self.claims[-1] if self.claims else None
        if last is None or len(draft.spans) > 1 or len(last.citations) > 1 or not draft.text.startswith(last.text):
            return draft
        before, span = last.citations[0], draft.spans[0]
        if before.document is not draft.document or before.start != span.start or before.end >= span.end:
            return draft
        rest = trim(draft.document.text, Span(before.end, span.end))
        return replace(draft, text=draft.text[len(last.text) :].lstrip(), spans=(rest,)) if rest else draft

    def nearest(self, documents: Mapping[str, Document]) -> tuple[Citation, ...]:
        """Return the best passages of which no claim cites anything."""
        cited = [(one.document.id, one.span) for claim in self.claims for one in claim.citations]
        chunks = [hit.chunk for hit in self.hits]
        free = [
            chunk
            for chunk in chunks
            if not any(name == chunk.document_id and span.overlaps(chunk.span) for name, span in cited)
        ]
        return tuple(Citation(documents[one.document_id], one.start, one.end) for one in free[:NEAREST])
