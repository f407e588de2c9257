"""A question that compares two or three that it names -> the same question of each: "how do X and Y differ?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.listed import ORDINALS
from assistant.answering.names import stand_together

_COMPARES = re.compile(
    r"\b(?:compar\w+|contrast\w*|differ\w*|versus|vs?|unlike|alike|similar\w*|(?:the )?same|stack(?:s|ed)? up)\b",
    re.IGNORECASE,
)
# What a question begins with is written large and no name.
_OPENS = (
    r"(?!(?:How|Wh\w+|Do|Does|Did|Is|Are|Was|Were|Has|Have|Can|Could|Compar\w+|Contrast|Of|In|For|Both|The|Since|As|If"
    r"|Although|Though|Because|Given|After|Before|At|On|From|By|With|Would|Should|Will|Must|Tell|Give|And|But|So)\b)"
)
_NAME = rf"(?:{_OPENS}[A-Z][\w’'-]*(?: (?:of |upon |in |the )?[A-Z][\w’'-]*)*|(?<![\w-])[a-z]+ \d{{1,2}}(?![\w%-]))"
_WITH = r",? (?:and|&|versus|vs?\.?|with|to|or|from|against) |, "
_NAMES = re.compile(rf"(?:{_NAME})(?:(?:{_WITH})(?:the )?(?:{_NAME}))+")
_NTH = "|".join(ORDINALS)
# "principles 1 and 5", "the first principle with the fourth", "the first and fourth principles"
_TWO_NUMBERS = re.compile(rf"\b([a-z]+?)s (\d{{1,2}})({_WITH})(\d{{1,2}})\b", re.IGNORECASE)
_TWO_ORDINALS = re.compile(
    rf"\bthe ({_NTH})(?: ([a-z]+))?({_WITH})(?:the )?({_NTH})(?: (?!and\b|or\b)([a-z]+?)s?)?(?=\W*$|[?.,;!]| )",
    re.IGNORECASE,
)
_MOST = 3
_WHICH = r"^(?:(?:and|so|but) )?(?:which|who)(?: one)?(?: of (?:them|these|those|the two|both))?"
_LONGER = r"(?P<longer>(?!better|best|worse|worst|other|either)\w{2,}(?:er|est))\b"
_MORE = re.compile(
    rf"{_WHICH} (?:is|was|are|were) (?:the )?(?:(?:more|most|less|least) (?P<adjective>\w+)|{_LONGER})"
    rf"|{_WHICH} (?P<has>has|had|have) (?:the )?(?:more|most|fewer|fewest|less|least) (?P<noun>[\w ]+?)",
    re.IGNORECASE,
)
_OF_TWO = re.compile(rf"(?i:{_MORE.pattern})[,:;]? (?P<names>{_NAMES.pattern})\W*$")
_BARE = re.compile(rf"(?:{_MORE.pattern})\W*$", re.IGNORECASE)


def of_each(question: str, count: Callable[[str], int]) -> Sequence[str]:
    """Return the question once for each that it compares; the question alone where it compares none that it names.

    So is one that asks of two together of which the documents know but one.
    `count` says how often a text stands in the documents: "Humber" hardly without "and North Yorkshire", so that both
    are one name.
    """
    which = _OF_TWO.search(question)
    if which:
        names = _names(which["names"], count)
        return [_how(which, name) for name in names] if 2 <= len(names) <= _MOST else (question,)
    question = _each_numbered(question, count)
    compares = _COMPARES.search(question) is not None
    for place in _NAMES.finditer(question):
        names = _names(place.group(), count)
        # What is asked of one that the documents know is not refused for another that they do not.
        known = [count(name) > 0 for name in names]
        if 2 <= len(names) <= _MOST and (compares or (any(known) and not all(known))):
            return [f"{question[: place.start()]}{name}{question[place.end() :]}" for name in names]
    return (question,)


def asks_which(question: str) -> bool:
    """Say whether a question asks which of some has more of something and names none: "which is bigger?"."""
    return _BARE.match(question.strip()) is not None


def _how(which: re.Match[str], name: str) -> str:
    """Return how much of it one has: "which is bigger, X or Y?" -> "How big is X?"."""
    if which["noun"]:
        return f"How many {which['noun']} {which['has']} {name}?"
    return f"How {which['adjective'] or _positive(which['longer'])} is {name}?"


def _positive(comparative: str) -> str:
    """Return what a comparative or superlative is formed of: "bigger" -> "big", "larger" -> "large"."""
    bare = re.sub(r"(?:er|est)$", "", comparative.lower())
    if re.search(r"([bdgmnpt])\1$", bare):
        return bare[:-1]
    if bare.endswith("i"):
        return f"{bare[:-1]}y"
    return f"{bare}e" if re.search(r"(?<!n)[cgsv]$|[^aeiou][aeiou][^aeiouwxy]$", bare) else bare


def _each_numbered(question: str, count: Callable[[str], int]) -> str:
    """Return a question in which each of two numbered things has its noun and its number in figures."""
    question = _TWO_NUMBERS.sub(r"\1 \2\3\1 \4", question)
    match = _TWO_ORDINALS.search(question)
    noun = (match[2] or match[5]) if match else None
    if not match or not noun:
        return question
    one, other = (f"{noun} {ORDINALS[nth.lower()] + 1}" for nth in (match[1], match[4]))
    if not count(one) or not count(other):
        return question
    return f"{question[: match.start()]}{one}{match[3]}{other}{question[match.end() :]}"


def _names(text: str, count: Callable[[str], int]) -> list[str]:
    """Return the names of a run, those together that are one."""
    pieces = re.split(rf"({_WITH})", text)
    names = pieces[:1]
    for between, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        both = f"{names[-1]}{between}{piece}"
        if stand_together(names[-1], both, count):
            names[-1] = both
        else:
            names.append(piece)
    return names
