"""Evidence -> the word by which it denies or puts off, where it does: whoever says “met” is asked to look again.

It is a remark and no verdict: "no department has refused" denies, and may well show what is met.
"""

from __future__ import annotations

import re

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


def denying(text: str) -> str:
    """Return the first word by which a text denies or puts off, nothing where it does neither."""
    told = _NO_DENIAL.sub(" ", fold(text))
    otherwise = _OTHERWISE.search(told)
    return next(iter(denials(told)), otherwise.group() if otherwise else "")


def denying_around(citation: Citation) -> str:
    """Return the same of the sentences that a quotation stands in: what it leaves out of them may deny it."""
    text = citation.document.text
    start = text.rfind("\n\n", 0, citation.start) + 1
    end = text.find("\n\n", citation.end)
    whole = sentences(text, Span(start, end if end >= 0 else len(text)))
    around = [each for each in whole if each.overlaps(citation.span)]
    return denying(" ".join(text[each.start : each.end] for each in around))
