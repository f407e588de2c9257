"""Claims and history -> what is said beside an answer to a follow-up that tells what was told before."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.follow_ups import asks_again, asks_only_again, asks_whether_still
from assistant.answering.wording import as_of, repeated
from assistant.text import without_marks, words
from assistant.types import Claim, Notice, Turn

# What is at most so large a share of the last answer tells precisely what that held among much else.
_PRECISE = 0.34


def of_what_was_said(question: str, claims: Sequence[Claim], history: Sequence[Turn]) -> tuple[Notice, ...]:
    """Return that nothing is new, or of when what is told is, where it was asked whether it is still so."""
    if claims and asks_whether_still(question):
        return (as_of(claims),)
    return (repeated(),) if nothing_new(question, claims, history) else ()


def nothing_new(question: str, claims: Sequence[Claim], history: Sequence[Turn]) -> bool:
    """Say whether every claim stands, word for word, in what the assistant said before.

    Not where the question asks to have it again, or is answered with a small part of the last answer.
    """
    told = [_bare(turn.content) for turn in history if turn.role == "assistant"]
    said = [_bare(claim.text) for claim in claims]
    if (
        not told
        or asks_again(question)
        or asks_only_again(question)
        or not all(any(each in before for before in told) for each in said)
    ):
        return False
    within = all(each in told[-1] for each in said)
    return not (within and sum(len(each.split()) for each in said) <= _PRECISE * len(told[-1].split()))


def _bare(text: str) -> str:
    """Return the words of a text without its marks, between spaces, so that no word is taken for a part of another."""
    return f" {' '.join(words(without_marks(text)))} "
