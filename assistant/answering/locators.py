"""The documents of an index -> what finds the units that a question points at by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.headed import Headed
from assistant.answering.located import Locator
from assistant.answering.numbered import Numbered
from assistant.answering.summaries import Summaries
from assistant.types import Chunk, Document


def locators(documents: Mapping[str, Document], chunks: Sequence[Chunk]) -> tuple[Locator, ...]:
    """Return what finds the units that a question points at, the surest first."""
    return Numbered(documents, chunks), Headed(documents, chunks), Summaries(documents, chunks)
