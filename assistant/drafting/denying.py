"""Evidence -> the word by which it denies, puts off or calls false, where it does, and what it says beside that.

What does nothing but deny shows nothing that is met; "no department has refused" denies twice, and may well show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafting.usable import leans
from assistant.text import denials, fold, sentences
from assistant.types import Citation, Span

# Denies in other words, or puts off.
_OTHERWISE = re.compile(
    r"\b(?:yet to|(?:still|remains?) to be|lack(?:s|ed|ing)?|fail(?:s|ed)? to|unable to|used to be|refus(?:e|es|ed) to"
    r"|(?:has|have|had) (?:failed|lapsed|expired)|(?:is|are|was|remains?) (?:an? )?(?:\w+ )?dream"
    r"|(?:was|were|been|is|are) (?:refused|rejected|turned down|postponed|put off|declined))\b"
)
# Takes something back of what is said: how often, for whom and whether it still holds is to be looked at.
_CURBS = re.compile(
    r"(?<!\ba )(?<!last )(?<!first )(?<!next )(?<!past )\bfew\b|(?<!-)\balone\b|\bon paper\b(?!-)"
    r"|\b(?:rarely|seldom|hardly|scarcely|barely|in theory|in name|until (?:19|20)\d\d|mostly|sometimes|occasionally"
    r"|a minority|one (?:\w+ )?out of|failed|lapsed|expired|deferred|stopped|ended|ceased"
    r"|(?:was|were|been|is|are) (?:cut|withdrawn|scrapped|abandoned|cancelled|suspended|paused|frozen))\b"
)
# Denies nothing of what is said.
_NO_DENIAL = re.compile(
    r"\bnot (?:only|just|merely|least)\b|\bno (?:later|fewer|less|more|longer) than\b|\bno doubt\b"
    r"|\bwithout (?:exception|delay|fail|interruption)\b"
)

# What is meant to be, and is not yet: it reaches to where somebody else does something, or something was done.
_MEANT = re.compile(
    r"\b(?:(?:intend|hope|aim|propose|want|wish)(?:s|ed|ing)? to|hoping to|would like to"
    r"|(?:is|are|am|was|were) (?:\w+ )?(?:planning|going|due|expected|meant|supposed|proposing|considering) (?:to\b)?"
    r"|(?:we|they|it|who|board|trusts?|system|partners|icb|leaders) (?:\w+ )?plan(?:s|ned)? to"
    r"|(?:will|shall) (?:\w+ly )?(?!of\b|to\b|and\b|that\b)[a-z]+)\b"
)
_REACHES_TO = re.compile(r"[.;!?\n]|\b(?:but|though|although|while|whereas|and (?:we|they|it|has|have|already))\b")
# Said of a statement, by whoever quotes it.
_FALSE = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|proved|turned out(?: to be)?|seems?) (?:\w+ ){0,2}?"
    r"(?:false|untrue|wrong|incorrect|inaccurate|mistaken|misleading|(?:an? )?(?:myth|fiction|lie|error|mistake)"
    r"|invented|unfounded|fictitious)"
    r"|wrongly|falsely|mistakenly|incorrectly|contrary to|supposedly|allegedly"
    r"|(?:false|untrue|mistaken|incorrect|unfounded|misleading)"
    r" (?:claims?|statements?|assertions?|reports?|rumours?|beliefs?)"
    r"|myths?(?= ?[:\d])|claims? (?:was|were) (?:withdrawn|retracted))\b"
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
    for clause in _CLAUSE.split(_done(_NO_DENIAL.sub(" ", fold(text)))):
        if not denying(clause) or (denials(clause) and _BAD.search(clause)):
            yield clause


def denying(text: str) -> str:
    """Return the first word by which a text denies or puts off, nothing where it does neither."""
    told = _NO_DENIAL.sub(" ", fold(text))
    otherwise = _OTHERWISE.search(told) or _MEANT.search(told)
    return next(iter(denials(told)), otherwise.group() if otherwise else "")


def curbing(text: str) -> str:
    """Return the first words by which a text takes back a part of what it says, nothing where it takes none."""
    found = _CURBS.search(fold(text))
    return found.group() if found else ""


def called_false(text: str) -> str:
    """Return the words by which a text calls what it says false, nothing where it does not."""
    found = _FALSE.search(fold(text))
    return found.group() if found and not denials(found.group()) else ""


def _done(text: str) -> str:
    """Return a text without what is only meant to be."""
    while meant := _MEANT.search(text):
        begins = max((found.end() for found in _CLAUSE.finditer(text, 0, meant.start())), default=0)
        ends = _REACHES_TO.search(text, meant.end())
        text = f"{text[:begins]} {text[ends.start() if ends else len(text) :]}"
    return text


def around(citation: Citation) -> str:
    """Return the sentences that a quotation stands in, whole, with what leads them in and what leans on them behind.

    What a quotation leaves out of these may deny it, or call it false.
    """
    text = citation.document.text
    start = text.rfind("\n\n", 0, citation.start) + 1
    end = text.find("\n\n", citation.end)
    every = sentences(text, Span(start, end if end >= 0 else len(text)))
    read = [text[each.start : each.end] for each in every]
    own = [place for place, each in enumerate(every) if each.overlaps(citation.span)]
    if not own:
        return citation.quote
    first, last = own[0], own[-1]
    first -= first > 0 and read[first - 1].rstrip().endswith(":")
    while last + 1 < len(every) and leans(read[last + 1]):
        last += 1
    return " ".join(read[first : last + 1])
