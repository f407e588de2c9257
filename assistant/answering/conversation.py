"""Question and history -> a question that stands alone, by rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answering.questions import proper_names
from assistant.text import content_words, is_item, without_bullet
from assistant.types import Turn

_OPENING = re.compile(r"^(?:and|but|or|so|ok(?:ay)?|right|thanks?|great|yes|no|also|then)\b[\s,.!-]*", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:what|how) about\b\s*|^(?:same|and) (?:question )?for\b\s*", re.IGNORECASE)
_POINTERS = """it its it's they them their theirs he she him her his hers there that those these this one ones same such
others? former latter else more again instead""".split()
_POINTING = re.compile(rf"\b(?:{'|'.join(_POINTERS)})\b", re.IGNORECASE)
_NO_POINTERS = (
    r"\b(?:is|are|was|were|would|do|does|did|has|can|could) there\b",
    r"\bthere (?:is|are|was|were|be|been|any)\b",
    r"\bthere's\b",
    r"\b(?:so|say|sure|know|think|believe|told|heard|mean|means|means|out|find|found|given|argue|suggest"
    r"|is it|it is|it's|was it) that\b",
    r"\bthat (?:the|we|i|a|an|is|are|was|were|has|have|can|could|will|would|should|must|they|support|help|make)\b",
    r"\bthis (?:report|paper|guidance|year|week|month|morning|afternoon)\b",
    r"\bmore than\b",
    r"\bone (?:of|day|year|hour)\b",
    r"\bis it\b.*\bto\b",
)
_NOT_POINTING = re.compile("|".join(_NO_POINTERS), re.IGNORECASE)
_ORDINALS = {
    word: place for place, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split())
}
_ITEMS = (
    rf"\bthe ({'|'.join(_ORDINALS)}|last|final|[1-9](?:st|nd|rd|th))"
    r"(?: (?:one|of (?:them|these|those)|item|point)|(?=[?.,;!]| is\b| was\b| mean|$))",
    r"\b(?:number|point|item) ([1-9])\b",
)
_ORDINAL = re.compile("|".join(_ITEMS), re.IGNORECASE)
_NEXT_ONES = (
    r"(?:the )?(?:year|phase|stage|cohort|round|step|principle|one) (?:after|following|later)",
    r"(?:the )?(?:next|following) (?:year|phase|stage|cohort|round|step|principle|one)",
)
_AFTER = re.compile(rf"\b(?:{'|'.join(_NEXT_ONES)})\b", re.IGNORECASE)
_STAGE = "phase|stage|cohort|round|step|principle|year"
_NUMBERED = re.compile(rf"\b(?:({_STAGE}) (\d+)|({'|'.join(_ORDINALS)}) ({_STAGE}))\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d\d)(?:([/-])(\d\d))?\b")
_ASKING = re.compile(
    r"\?|\b(?:what|who|when|where|why|how|which|whose|tell|give|list|name|explain|show|describe|summari[sz]e|any|and)\b",
    re.IGNORECASE,
)
_MOST_IN_REMARK = 5
_THERE = re.compile(r"\b(?:over |in |down |up )?there\b", re.IGNORECASE)
_FEWEST = 2
_ENOUGH_TO_POINT_AT = 3
_LONGEST_FOLLOW_UP = 30


def standalone(question: str, history: Sequence[Turn], about: Callable[[str], str] = lambda _: "") -> str:
    """Return a question that needs no history, the question itself where it stands alone already.

    `about` gives, for a question, the heading of what answers it: where "there" is may stand in no message.
    """
    turns = list(history)
    while turns and turns[-1].role == "user":
        turns.pop()
    asked = [place for place, turn in enumerate(turns) if turn.role == "user" and not _is_remark(turn.content)]
    if not asked or not is_follow_up(question):
        return question
    last = standalone(turns[asked[-1]].content, turns[: asked[-1]])
    answer = next((turn.content for turn in turns[asked[-1] :] if turn.role == "assistant"), "")
    rest = _ABOUT.sub("", _OPENING.sub("", question.strip()))
    if _THERE.search(_NOT_POINTING.sub(" ", rest)):
        return _placed(rest, last, answer, about)
    return (
        _next_one(rest, last, answer)
        or _item(rest, last, answer)
        or _swapped(rest, last)
        or _together(rest, last, answer)
    )


def _is_remark(text: str) -> bool:
    """Say whether a message asks nothing: "thanks, sounds good"."""
    return not (_ASKING.search(text) or proper_names(text) or len(content_words(text)) > _MOST_IN_REMARK)


def is_follow_up(question: str) -> bool:
    """Say whether a question needs what was said before: it points back, opens with "and", or says hardly anything."""
    bare = _OPENING.sub("", question.strip())
    if _ABOUT.match(bare) or (bare != question.strip() and re.match(r"(?i)(?:and|but|or)\b", question.strip())):
        return True
    if len(content_words(question)) <= _FEWEST and not proper_names(question):
        return True
    pointing = _POINTING.search(_NOT_POINTING.sub(" ", bare))
    if pointing and len(bare.split()) <= _LONGEST_FOLLOW_UP:
        # Words before it, in the same question, may be what it points at.
        before = bare[: pointing.start()]
        return len(content_words(before)) < _ENOUGH_TO_POINT_AT and not proper_names(before)
    return bool(_AFTER.search(bare) or _ORDINAL.search(bare))


def _placed(question: str, last: str, answer: str, about: Callable[[str], str]) -> str:
    """Return the question with the place that "there" points at: named in the answer, or in the heading it is from."""
    known = set(proper_names(last))
    names = [
        name for name in proper_names(f"x {about(last)}") if name.removesuffix("'s").removesuffix("’s") not in known
    ]
    names = names or [name for name in proper_names(answer) if name not in known] or sorted(known)
    place = " ".join(dict.fromkeys(name.removesuffix("'s").removesuffix("’s") for name in names))
    return _THERE.sub(f"in {place}", question, count=1) if place else f"{last} {question}"


def _next_one(question: str, last: str, answer: str) -> str | None:
    """Return the last question about the year, phase or principle that follows the one it named."""
    if not _AFTER.search(question):
        return None
    pattern, following = (_YEAR, _year_after) if "year" in question.lower() else (_NUMBERED, _stage_after)
    found = list(pattern.finditer(last)) or list(pattern.finditer(answer))
    if not found:
        return None
    rest = _AFTER.sub(following(found[-1]), question)
    last = pattern.sub("", last) if pattern.search(last) else last
    return f"{last} {rest}"


def _year_after(match: re.Match[str]) -> str:
    year, mark, end = match.groups()
    return f"{int(year) + 1}{mark}{int(end) + 1:02d}" if end else str(int(year) + 1)


def _stage_after(match: re.Match[str]) -> str:
    kind, number, ordinal, ordinal_kind = match.groups()
    return f"{kind} {int(number) + 1}" if kind else f"{ordinal_kind} {_ORDINALS[ordinal.lower()] + 2}"


def _item(question: str, last: str, answer: str) -> str | None:
    """Return the question about the item of the last answer's list that an ordinal points at."""
    match = _ORDINAL.search(question)
    items = _items(answer)
    if not match or len(items) < 2:
        return None
    word = (match.group(1) or match.group(2)).lower()
    place = -1 if word in ("last", "final") else _ORDINALS.get(word, int(word[0]) - 1 if word[0].isdigit() else 0)
    if place >= len(items):
        return None
    rest = question[: match.start()] + items[place] + question[match.end() :]
    return f"{last} {rest}"


def _items(answer: str) -> list[str]:
    """Return the items of a list: a line each, or one after another in a sentence."""
    lines = [without_bullet(line).strip() for line in answer.splitlines() if is_item(line)]
    if len(lines) >= 2:
        return [re.sub(r"\s*\[\d+\]", "", line) for line in lines]
    numbered = re.split(r"(?:^|[\s(])\d{1,2}[.)]\s+", answer)[1:]
    if len(numbered) >= 2:
        return [item.strip(" ;,.") for item in numbered]
    listed = answer.split(":", 1)[-1]
    pieces = (
        re.split(r";\s*(?:and )?|,\s*(?:and )?|\band\b", listed)
        if ";" not in listed
        else re.split(r";\s*(?:and )?", listed)
    )
    return [piece.strip(" .") for piece in pieces if piece.strip(" .")]


def _swapped(question: str, last: str) -> str | None:
    """Return the last question with its name in place of this one's: "and Cornwall?" after a question on Norwich."""
    bare = question.strip(" ?.!")
    names, before = proper_names(f"x {bare}"), proper_names(last)
    only_name = names and len(content_words(bare)) <= len(names) + 1
    if not only_name or not before:
        return None
    run = re.search(
        re.escape(before[0]) + r"(?:[ ,&]+(?:and )?(?:" + "|".join(map(re.escape, before[1:] or before)) + r"))*", last
    )
    return last[: run.start()] + bare + last[run.end() :] if run else None


def _together(question: str, last: str, answer: str) -> str:
    """Return both questions together; where people are pointed at and none is named, with the names of the answer."""
    names = proper_names(last)
    if re.search(r"(?i)\b(?:he|she|her|him|they|them)\b", question) and not names:
        names = list(dict.fromkeys(proper_names(answer)))[:4]
        return f"{last} {' '.join(names)} {question}"
    return f"{last} {question}"
