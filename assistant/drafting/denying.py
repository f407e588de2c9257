"""Evidence -> the word by which it denies or puts off, where it does, and what it says beside that.

What does nothing but deny shows nothing that is met; "no department has refused" denies twice, and may well show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.text import denials, fold, sentences
from assistant.types import Citation, Span

# Denies in other words, or puts off.
_OTHERWISE = re.compile(
    r"\b(?:yet to|(?:still|remains?) to be|lack(?:s|ed|ing)?|fail(?:s|ed)? to|unable to"
    r"|(?:was|were|been|is|are) (?:refused|rejected|turned down|postponed|put off|declined))\b"
)
# Denies nothing of what is said.
_NO_DENIAL = re.compile(
    r"\bnot (?:only|just|merely|least)\b|\bno (?:later|fewer|less|more|longer) than\b|\bno doubt\b"
    r"|\bwithout (?:exception|delay|fail|interruption)\b"
)

_CLAUSE = re.compile(
    r"[.;:,!?\n]|\b(?:and|but|though|although|while|whereas)\b|(?=\b(?:(?:at|with|for|by) no|without)\b)"
)
# Denied, it affirms.
_BAD = re.compile(
    r"\b(?:refus\w+|reject\w*|complain\w*|left out|leave out|exclud\w+|object(?:s|ed|ions?)|oppos\w+|fail\w*"
    r"|miss(?:es|ed|ing)?|lack\w*|absen\w+|delay\w*|gaps?|barriers?|vacan\w+|breach\w*|disput\w+|shortages?|harm\w*|conflicts?|concerns?"
    r"|withdr[ae]w\w*|doubt\w*|exceptions?|unable|declin\w+|dissent\w*|dissatisf\w+)\b"
)


def affirmed(text: str) -> Iterator[str]:
    """Yield the clauses of a text that deny and put off nothing, or deny what would be bad."""
    for clause in _CLAUSE.split(_NO_DENIAL.sub(" ", fold(text))):
        if not denying(clause) or (denials(clause) and _BAD.search(clause)):
            yield clause


def denying(text: str) -> str:
    """Return the first word by which a text denies or puts off, nothing where it does neither."""
    told = _NO_DENIAL.sub(" ", fold(text))
    otherwise = _OTHERWISE.search(told)
    return next(iter(denials(told)), otherwise.group() if otherwise else "")


def around(citation: Citation) -> str:
    """Return the sentences that a quotation stands in, whole: what it leaves out of them may deny it."""
    text = citation.document.text
    start = text.rfind("\n\n", 0, citation.start) + 1
    end = text.find("\n\n", citation.end)
    whole = sentences(text, Span(start, end if end >= 0 else len(text)))
    return " ".join(text[each.start : each.end] for each in whole if each.overlaps(citation.span))
