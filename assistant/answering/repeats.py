"""Claims and history -> whether a follow-up is answered with nothing but what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.text import words
from assistant.types import Claim, Turn

_MARK = re.compile(r"\[\d+\]")


def nothing_new(claims: Sequence[Claim], history: Sequence[Turn]) -> bool:
    """Say whether every claim stands, word for word, in what the assistant said before."""
    told = [_bare(turn.content) for turn in history if turn.role == "assistant"]
    return all(any(_bare(claim.text) in before for before in told) for claim in claims)


def _bare(text: str) -> str:
    """Return the words of a text without its marks, between spaces, so that no word is taken for a part of another."""
    return f" {' '.join(words(_MARK.sub(' ', text)))} "
