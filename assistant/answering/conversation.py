"""Question and history -> a question that stands alone, by rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.answering.guard_patterns import REFUSALS
from assistant.answering.questions import proper_names
from assistant.answering.wording import tells_nothing
from assistant.text import content_words, is_item, stem, stems, without_bullet
from assistant.types import Span, Turn

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
_STAGE = "phase|stage|cohort|round|step|principle|year"
_THAT = "(?: (?:that|this|it))?"
_NEXT_ONES = (
    rf"(?:the )?(?:{_STAGE}|one) (?:after|following|later){_THAT}",
    rf"(?:the )?(?:next|following) (?:{_STAGE}|one)",
)
_ONES_BEFORE = (
    rf"(?:the )?(?:{_STAGE}|one) (?:before|earlier){_THAT}",
    rf"(?:the )?(?:previous|preceding) (?:{_STAGE}|one)",
)
_AFTER = re.compile(rf"\b(?:{'|'.join(_NEXT_ONES)})\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:{'|'.join(_ONES_BEFORE)})\b", re.IGNORECASE)
_NUMBERED = re.compile(rf"\b(?:({_STAGE}) (\d+)|({'|'.join(_ORDINALS)}) ({_STAGE}))\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d\d)(?:([/-])(\d\d))?\b")
_ASKING = re.compile(
    r"\?|\b(?:what|who|when|where|why|how|which|whose|tell|give|list|name|explain|show|describe|summari[sz]e|any|and)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"^(?:good|great|thanks?|thank you|ok(?:ay)?|right|fine|helpful|useful|interesting|nice|perfect|lovely|got it|i see"
    r"|sounds|that'?s)\b(?![^.!]*\b(?:tell|give|list|name|explain|show|describe)\b)",
    re.IGNORECASE,
)
_THAT_THING = re.compile(r"\b(?:those|these|that|this) (?:[\w-]+ )?([\w-]{3,})", re.IGNORECASE)
_MOST_IN_REMARK = 5
_THE_SAME = re.compile(
    r"\b(?:do|does|did|doing|done|say|says|said|have|has|had) (?:(?:just |exactly )?the same|so too|likewise)"
    r"(?=\W*$|[?.!,;]| (?:there|here|too|in|on|about|for|at|by|with|thing)\b)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"(?i)(in|at|for|from|of|by|with|about) ")
_ASKS_ANEW = re.compile(r"(?i)(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should)\b")
_THERE = re.compile(r"\b(?:over |in |down |up )?there\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
_MARK = re.compile(r"\s*\[\d+\]")
_FEWEST = 2
# An item of so many words of its own says what is asked about without the question that it answered.
_SAYS_ENOUGH = 4
_ENOUGH_TO_POINT_AT = 3
_LONGEST_FOLLOW_UP = 30


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that needs no history: what it asks itself, and what has to be said before that, if anything."""

    own: str
    before: str = ""

    @property
    def text(self) -> str:
        """Return both together."""
        return f"{self.before} {self.own}" if self.before else self.own


def standalone(
    question: str,
    history: Sequence[Turn],
    about: Callable[[str], str] = lambda _: "",
    finds_little: Callable[[str], bool] = lambda _: False,
    source: Callable[[str], Span | None] = lambda _: None,
) -> Standalone:
    """Return a question that needs no history, the question itself where it stands alone already.

    `about` gives, for a question, the heading of what answers it: where "there" is may stand in no message.
    `finds_little` says that a question needs what was asked before it, whatever its words; `source` gives where in a
    text a document, or who published it, is named first.
    """
    turns = list(history)
    while turns and turns[-1].role == "user":
        turns.pop()
    asked = [place for place, turn in enumerate(turns) if turn.role == "user" and not _is_remark(turn.content)]
    if not asked or not (is_follow_up(question) or finds_little(question)):
        return Standalone(question)
    before = standalone(turns[asked[-1]].content, turns[: asked[-1]], about, finds_little, source)
    answer = next((turn.content for turn in turns[asked[-1] :] if turn.role == "assistant"), "")
    if answer in REFUSALS or tells_nothing(answer):
        answer = ""
    rest = _ABOUT.sub("", _OPENING.sub("", question.strip()))
    last = _subject(before, rest)
    if _THERE.search(_NOT_POINTING.sub(" ", rest)):
        return _placed(rest, last, answer, about)
    return (
        _counted_on(rest, last, answer)
        or _item(rest, last, answer)
        or _pointed_at(rest, last, answer)
        or _other_source(rest, last, source)
        or _swapped(rest, last)
        or _together(rest, last, answer)
    )


def _subject(before: Standalone, question: str) -> str:
    """Return what the question before was about: itself, or only what it pointed at, where this one says what it asks.

    Of "what is the lending desk?", "who pays for it?" and "when did it open?" the third asks nothing of the second.
    """
    points = before.before and _points(before.own)
    return before.before if points and content_words(question) else before.text


def _points(question: str) -> bool:
    return bool(_POINTING.search(_NOT_POINTING.sub(" ", question)))


def _is_remark(text: str) -> bool:
    """Say whether a message asks nothing: "thanks, sounds good"."""
    if "?" not in text and _PRAISE.search(text.strip()):
        return True
    return not (_ASKING.search(text) or proper_names(text) or len(content_words(text)) > _MOST_IN_REMARK)


def is_follow_up(question: str) -> bool:
    """Say whether a question needs what was said before: it points back, opens with "and", or says hardly anything."""
    bare = _OPENING.sub("", question.strip())
    if _ABOUT.match(bare) or (bare != question.strip() and re.match(r"(?i)(?:and|but|or)\b", question.strip())):
        return True
    if len(content_words(question)) <= _FEWEST and not proper_names(question):
        return True
    if _THE_SAME.search(bare):
        return True
    pointing = _POINTING.search(_NOT_POINTING.sub(" ", bare))
    if pointing and len(bare.split()) <= _LONGEST_FOLLOW_UP:
        # Words before it, in the same question, may be what it points at.
        before = bare[: pointing.start()]
        return len(content_words(before)) < _ENOUGH_TO_POINT_AT and not proper_names(before)
    return bool(_AFTER.search(bare) or _BEFORE.search(bare) or _ORDINAL.search(bare))


def names_its_subject(question: str) -> bool:
    """Say whether a question names what it asks of and points at nothing else: it needs no history, found or not."""
    return bool(proper_names(question)) and not _points(question)


def _placed(question: str, last: str, answer: str, about: Callable[[str], str]) -> Standalone:
    """Return the question with the place that "there" points at: named in the answer, or in the heading it is from."""
    known = set(proper_names(last))
    names = [
        name for name in proper_names(f"x {about(last)}") if name.removesuffix("'s").removesuffix("’s") not in known
    ]
    names = names or [name for name in proper_names(answer) if name not in known] or sorted(known)
    place = " ".join(dict.fromkeys(name.removesuffix("'s").removesuffix("’s") for name in names))
    return Standalone(_THERE.sub(f"in {place}", question, count=1)) if place else Standalone(question, last)


def _counted_on(question: str, last: str, answer: str) -> Standalone | None:
    """Return the last question about the year, phase or principle that follows or precedes the one it named."""
    by = 1 if _AFTER.search(question) else -1 if _BEFORE.search(question) else 0
    if not by:
        return None
    pattern, counted = (_YEAR, _other_year) if "year" in question.lower() else (_NUMBERED, _other_stage)
    found = list(pattern.finditer(last)) or list(pattern.finditer(answer))
    if not found:
        return None
    rest = (_AFTER if by > 0 else _BEFORE).sub(counted(found[-1], by), question)
    return Standalone(rest, pattern.sub("", last))


def _other_year(match: re.Match[str], by: int) -> str:
    year, mark, end = match.groups()
    return f"{int(year) + by}{mark}{int(end) + by:02d}" if end else str(int(year) + by)


def _other_stage(match: re.Match[str], by: int) -> str:
    kind, number, ordinal, ordinal_kind = match.groups()
    return f"{kind} {int(number) + by}" if kind else f"{ordinal_kind} {_ORDINALS[ordinal.lower()] + 1 + by}"


def _pointed_at(question: str, last: str, answer: str) -> Standalone | None:
    """Return the question after the answer's sentence that names the thing pointed at: "those webinars"."""
    match = _THAT_THING.search(_NOT_POINTING.sub(" ", question))
    if not match or stem(match.group(1).lower()) in stems(last):
        return None
    told = _SENTENCE.split(answer)
    named = next((sentence for sentence in told if stem(match.group(1).lower()) in stems(sentence)), None)
    return Standalone(question, _MARK.sub("", named)) if named else None


def _item(question: str, last: str, answer: str) -> Standalone | None:
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
    return Standalone(rest, "" if len(content_words(items[place])) >= _SAYS_ENOUGH else last)


def _items(answer: str) -> list[str]:
    """Return the items of the first list: a line each, or one after another in a sentence."""
    runs = groupby(answer.splitlines(), is_item)
    lists = (
        [without_bullet(_MARK.sub("", line)).strip() for line in run if content_words(line)]
        for listed, run in runs
        if listed
    )
    first = next((items for items in lists if len(items) >= 2), [])
    if first:
        return first
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


def _other_source(question: str, last: str, source: Callable[[str], Span | None]) -> Standalone | None:
    """Return the last question of another source: "and the harbour paper?" after one on what the report says."""
    bare = question.strip(" ?.!")
    here, there = source(bare), source(last)
    if not here or content_words(bare[: here.start] + bare[here.end :]) or _ASKS_ANEW.match(bare):
        return None
    if not there:
        asked = last if last[1:2].isupper() else last[:1].lower() + last[1:]
        return Standalone(f"According to {bare}, {asked}")
    return Standalone(_without_article(last[: there.start]) + bare + last[there.end :])


def _swapped(question: str, last: str) -> Standalone | None:
    """Return the last question with its name in place of this one's: "and Cornwall?" after a question on Norwich."""
    bare = question.strip(" ?.!")
    names, before = proper_names(f"x {bare}"), proper_names(last)
    only_name = names and len(content_words(bare)) <= len(names) + 1 and not _ASKS_ANEW.match(bare)
    if not only_name or not before:
        return None
    any_name = "|".join(map(re.escape, before))
    # "and in Norwich?" takes the place of "in Cornwall", and of no other name.
    preposition = _PREPOSITION.match(bare)
    opening = rf"\b{preposition.group(1)} (?:the )?(?:{any_name})" if preposition else re.escape(before[0])
    run = re.search(rf"{opening}(?:[ ,&]+(?:and )?(?:{any_name}))*", last)
    if not run:
        return None
    return Standalone(_without_article(last[: run.start()]) + bare + last[run.end() :])


def _without_article(text: str) -> str:
    """Return what stands before a name without the article of the name."""
    return re.sub(r"(?i)\bthe $", "", text)


def _together(question: str, last: str, answer: str) -> Standalone:
    """Return both questions together; where people are pointed at and none is named, with the names of the answer."""
    names = proper_names(last)
    if re.search(r"(?i)\b(?:he|she|her|him|they|them)\b", question) and not names:
        # What follows the first sentence that names anyone may be about others.
        told = (without_bullet(piece) for piece in _SENTENCE.split(answer))
        names = next((found[:4] for found in map(_names, told) if found), [])
        return Standalone(question, f"{last} {' '.join(names)}")
    return Standalone(question, last)


def _names(text: str) -> list[str]:
    """Return the names in a text, each once, and no abbreviation: those are of kinds of bodies more often."""
    return [name for name in dict.fromkeys(proper_names(text)) if not name.isupper()]
