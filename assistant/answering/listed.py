"""A list that was told -> the item of it that "the third", "number 6", "the next" or "the one before" points at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.answering.questions import read_question
from assistant.text import (
    NUMBER_WORDS,
    content_words,
    is_item,
    item_mark,
    stem,
    stems,
    without_bullet,
    without_marks,
    words,
)

ORDINALS = {
    word: place for place, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split())
}
NTH = rf"{'|'.join(ORDINALS)}|[1-9]\d?(?:st|nd|rd|th)"
_ONE = r"(?: (?:one|item|point)\b)?(?: of (?:them|these|those)\b)?"
# An ordinal points where nothing follows it, or a verb, or another; or where the noun of the list does.
_ENDS = rf"(?=\W*$|[?.,;:!]| (?:is|was|mean|means)\b| (?:and|or|with|to) (?:the )?(?:{NTH}|last)\b)"
_NUMBER = rf"(?P<number>[1-9]\d?\b|(?:{'|'.join(list(NUMBER_WORDS)[1:13])})(?=\W*$))"
_POINTING = re.compile(
    rf"\bthe (?P<nth>{NTH}|last|final)(?:{_ONE}{_ENDS}|(?: one)\b| (?P<noun>[\w-]+)\b)"
    rf"|(?:\b(?:number|point|item|(?P<kind>[a-z]+)) |#|\bno\.? ?(?=\d)){_NUMBER}",
    re.IGNORECASE,
)
# "Year one" is no item of a list.
_COUNTED = frozenset("year month week day quarter phase stage cohort".split())
_AFTER = r"(?:one )?(?:after|following)(?: (?:that|this|it))?|next"
_BEFORE = r"(?:one )?before(?: (?:that|this|it))?|previous|preceding"
_STEP = re.compile(
    rf"(?:\bthe |^)(?:(?P<after>{_AFTER})|(?P<before>{_BEFORE}))(?:{_ONE}{_ENDS}|(?: one)\b| (?P<noun>[\w-]+)\b)",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\bof (?:them|these|those)\b", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"^(?:[A-Za-z]+ )?(\d{1,2})[:.,)]")
_SINGLE = re.compile(rf"\b\w+ \d+|\b(?:{NTH}|last|final) \w+", re.IGNORECASE)
_ITEM = "\0"


@dataclass(frozen=True, slots=True)
class Listed:
    """The items of a list that was told for a question, and what was asked last of which of them.

    It is `whole` where no item was left out and each stood by itself. `place` is that of the item pointed at last,
    beyond the list where there is none, and `frame` what was asked of it, with a mark in its place.
    """

    asked: str
    items: tuple[str, ...]
    whole: bool
    place: int | None = None
    frame: str = _ITEM

    @property
    def item(self) -> str | None:
        """Return the item that was pointed at, nothing where the list has none there."""
        return self.items[self.place] if self.place is not None and 0 <= self.place < len(self.items) else None

    @property
    def question(self) -> str:
        """Return what was asked last, with the item in its place."""
        return self.frame.replace(_ITEM, self.item or "")

    def at(self, question: str) -> Listed | None:
        """Return the list with the item that a question points at by its number or as the next or last one, if any."""
        return self._stepped(question) or self._numbered(question)

    def _stepped(self, question: str) -> Listed | None:
        match = _STEP.search(question)
        if self.place is None or not match or not self._is_of(match["noun"]):
            return None
        place = self.place + (1 if match["after"] else -1)
        rest = question[: match.start()] + _ITEM + question[match.end() :]
        # "and the next?" asks of the next what was asked of the one before it.
        return replace(self, place=place, frame=rest if content_words(rest.replace(_ITEM, "")) else self.frame)

    def _numbered(self, question: str) -> Listed | None:
        pointing = (match for match in _POINTING.finditer(question) if match["kind"] not in _COUNTED)
        found = [match for match in pointing if self._is_of(match["noun"] or match["kind"])]
        if not found:
            return None
        places = [self._place(match) for match in found]
        rest = question
        for match, place in reversed(list(zip(found, places, strict=True))):  # "compare the first and the third"
            shown = _ITEM if match is found[0] else "".join(self.items[place : place + 1])
            rest = rest[: match.start()] + shown + rest[match.end() :]
        bare = self.place is not None and not content_words(rest.replace(_ITEM, ""))
        return replace(self, place=places[0], frame=self.frame if bare else rest)

    def _is_of(self, noun: str | None) -> bool:
        """Say whether a noun is none, or that of the list: a "principle" of those that were asked for."""
        return noun is None or stem(noun.lower()) in stems(_SINGLE.sub(" ", self.asked))

    def _place(self, match: re.Match[str]) -> int:
        """Return where in the list an ordinal or a number points: by the items' own numbers where all have one."""
        word = (match["nth"] or match["number"]).lower()
        if word in ("last", "final"):
            return len(self.items) - 1
        number = number_of(word)
        own = [found.group(1) for item in self.items if (found := _OWN_NUMBER.match(item))]
        if len(own) == len(self.items):
            return own.index(str(number)) if str(number) in own else max(len(self.items), number - 1)
        return number - 1


def number_of(text: str) -> int:
    """Return a number that is written in digits ("3", "3rd"), as a word or as an ordinal."""
    word = text.lower()
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else ORDINALS[word] + 1 if word in ORDINALS else NUMBER_WORDS[word]


def points_into_a_list(question: str) -> bool:
    """Say whether a question points at an item of a list by its number."""
    return any(not (match["noun"] or match["kind"]) for match in _POINTING.finditer(question))


def may_point(question: str) -> bool:
    """Say whether a question points at an item of a list, if one of such things was told: "the second habit"."""
    return _POINTING.search(question) is not None


def in_play(kept: Listed | None, asked: str, own: str, answer: str, question: str) -> Listed | None:
    """Return the list that a question may point into: that of the last answer, or one that was told before.

    `asked` is the last question made standalone and `own` as it was typed. A list that was asked for or pointed into
    stays until another is asked for, or one of those just told ("the second of these").
    """
    told = listed(asked, answer)
    if not kept or not told:
        return kept or told
    matters = kept.place is not None or read_question(kept.asked).wants_list
    anew = _OF_THEM.search(question) or (read_question(own).wants_list and not kept.at(own))
    return kept if matters and not anew else told


def listed(asked: str, answer: str) -> Listed | None:
    """Return the first list of an answer, a line each or one after another in a sentence, if it has two items."""
    items, whole = _lines(answer)
    items = items or _inline(answer)
    return Listed(asked, tuple(items), whole) if len(items) >= 2 else None


def _lines(answer: str) -> tuple[Sequence[str], bool]:
    """Return the items of the first list of lines, and whether none is only a mark for what is left out."""
    for is_list, run in groupby(answer.splitlines(), is_item):
        lines = [without_marks(line) for line in run] if is_list else []
        items = [_item(line) for line in lines if content_words(line)]
        if len(items) >= 2:
            return items, len(items) == len(lines)
    return (), False


def _item(line: str) -> str:
    """Return an item without its bullet, and without the number or letter that its source gives it."""
    bare = without_bullet(line).strip()
    return without_bullet(bare) if item_mark(bare) else bare


def _inline(answer: str) -> Sequence[str]:
    """Return the items of a list within the first paragraph: numbered, or parted by semicolons or commas."""
    first = without_marks(answer.strip().split("\n\n")[0])
    numbered = re.split(r"(?:^|[\s(])\d{1,2}[.)]\s+", first)[1:]
    if len(numbered) >= 2:
        return [item.strip(" ;,.") for item in numbered]
    told = first.split(":", 1)[-1]
    parted = r";\s*(?:and )?" if ";" in told else r",(?!\d)\s*(?:and )?|\band\b"
    return [piece.strip(" .") for piece in re.split(parted, told) if words(piece)]
