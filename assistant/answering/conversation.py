"""Question and history -> a question that stands alone, by rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.answering.compared import asks_which, of_each
from assistant.answering.counted import counted_on, stands
from assistant.answering.follow_ups import (
    ABOUT,
    NOT_POINTING,
    OPENING,
    asks_only_again,
    asks_whose,
    is_follow_up,
    is_remark,
    points,
    whose,
)
from assistant.answering.guard_patterns import REFUSALS
from assistant.answering.listed import Listed, in_play, may_point, points_into_a_list
from assistant.answering.names import Names
from assistant.answering.own_items import in_own_words
from assistant.answering.questions import proper_names, read_question
from assistant.answering.wording import beyond_list, beyond_sources, tells_nothing
from assistant.text import content_words, stem, stems, without_bullet, without_marks
from assistant.types import Span, Turn

_THAT_THING = re.compile(r"\b(?:those|these|that|this) (?:[\w-]+ )?([\w-]{3,})", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?i)(in|at|for|from|of|by|with|about) ")
_ASKS_ANEW = re.compile(r"(?i)(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should)\b")
_THERE = re.compile(r"\b(?:over |in |down |up )?there\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
_WHO_IS = re.compile(
    r"(?i)(?:(?:and|so|but) )*(?P<asks>who|what)(?:['’]s| is| was| are| were) (?:(?:an?|the) )?"
    r"(?P<of>(?:[\w’'-]+ ?){1,4}?)\W*$"
)
_PERSON = re.compile(r"(?i)\b(?:he|she|him|her|his|hers)\b")
_COMPARED = re.compile(
    r"(?i)^(?:(?:how|what) (?:does|do|did|would) (?:that|this|it|they|these|those) compare (?:with|to) (?:what )?"
    r"|(?:does|do|did|would|is|are) (?=.{3,60} (?:agree|disagree|in agreement|back (?:that|this|it) up"
    r"|say (?:so|that|this|the same))(?: (?:with )?(?:that|this|it|them))?(?: too| as well)?$))(.+)$"
)
# Of a document, what is known is when it was published.
_WHEN = re.compile(r"when\W*$", re.IGNORECASE)
_WRITTEN = re.compile(r"^who (?:wrote|written|authored|are the authors of|published)\b[^?]*\??$", re.IGNORECASE)
_PUBLISHED = "When was it published?"
# An item of so many words of its own says what is asked about without the question that it answered.
_SAYS_ENOUGH = 4
_MOST_NAMES = 3
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Known:
    """What the documents tell where a question is made to stand alone; nothing, where nothing is given.

    `heading` gives, for a question, the heading of what answers it; `finds_little` says that a question needs what was
    asked before it, whatever its words; `source` gives where in a text a document, or who published it, is named
    first; `count` how often a text stands in them; `names` finds whole names; `lists` gives, for a question, the items
    of the lists near to it.
    """

    heading: Callable[[str], str] = lambda _: ""
    finds_little: Callable[[str], bool] = lambda _: False
    source: Callable[[str], Span | None] = lambda _: None
    count: Callable[[str], int] = lambda _: 1
    names: Names = field(default_factory=Names)
    lists: Callable[[str], Sequence[tuple[str, ...]]] = lambda _: ()


@dataclass(frozen=True, slots=True)
class Standalone:
    """A question that needs no history: what it asks itself, and what has to be said before that, if anything.

    `listed` is the list that it may point into; `told` is said instead of an answer, where it points at nothing.
    """

    own: str
    before: str = ""
    listed: Listed | None = None
    told: str = ""

    @property
    def text(self) -> str:
        """Return both together."""
        return f"{self.before} {self.own}" if self.before else self.own


def standalone(question: str, history: Sequence[Turn], known: Known | None = None) -> Standalone:
    """Return a question that needs no history, the question itself where it stands alone already."""
    return _standalone(question, history, known or Known(), {})


def _standalone(question: str, history: Sequence[Turn], known: Known, seen: dict[int, Standalone]) -> Standalone:
    """Return the same; `seen` holds what was found for questions of the history, by their places, so each once."""
    turns = list(history)

    def earlier(place: int) -> Standalone:
        if place not in seen:
            seen[place] = _standalone(turns[place].content, turns[:place], known, seen)
        return seen[place]

    # What is asked may have been added to the history already; a question that nobody answered was asked none the less.
    while turns and turns[-1].role == "user" and turns[-1].content.strip() == question.strip():
        turns.pop()
    asked = [place for place in range(len(turns)) if _asks(turns, place)]
    follows = bool(asked) and (is_follow_up(question) or known.finds_little(question))
    if not asked or not (follows or may_point(question)):
        return Standalone(question)
    before_it = turns[asked[-1]].content
    before = earlier(asked[-1])
    answer = _told(turns, asked[-1])
    rest = ABOUT.sub("", OPENING.sub("", question.strip()))
    if len(asked) > 1 and asks_which(rest):
        return Standalone(_which(rest, earlier(asked[-2]).text, before.text, known))
    listed = in_play(before.listed, before.text, before_it, answer, rest)
    if not follows and not (listed and listed.at(rest)):
        return Standalone(question)
    if len(asked) > 1 and _is_aside(before_it, _answer(turns, asked[-2]), rest):
        before = earlier(asked[-2])
        answer = _told(turns, asked[-2])
    found = _resolved(rest, _subject(before, rest), answer, listed, known)
    return found if found.listed else replace(found, listed=listed)


def _asks(turns: Sequence[Turn], place: int) -> bool:
    """Say whether a turn is the user's and asks something."""
    following = turns[place + 1 : place + 2]
    told = following[0].content if following and following[0].role == "assistant" else ""
    return turns[place].role == "user" and not is_remark(turns[place].content, told)


def _is_aside(question: str, answer: str, following: str) -> bool:
    """Say whether a question only asks who somebody is, or what something just named is: then all goes on as before.

    What asks hardly anything itself, "since when?", or of a person, asks of the one just named.
    """
    match = _WHO_IS.match(question.strip())
    if match is None or _PERSON.search(following) or len(content_words(following)) < _FEWEST:
        return False
    return match["asks"].lower() == "who" or match["of"].lower() in answer.lower()


def _told(turns: Sequence[Turn], place: int) -> str:
    """Return what was told for a question, nothing where that was nothing of the sources."""
    answer = _answer(turns, place)
    return "" if answer in REFUSALS or tells_nothing(answer) else without_marks(answer)


def _answer(turns: Sequence[Turn], place: int) -> str:
    return next((turn.content for turn in turns[place:] if turn.role == "assistant"), "")


def _resolved(question: str, last: str, answer: str, listed: Listed | None, known: Known) -> Standalone:
    """Return a question with what it points at put in its place, or beside what was asked last."""
    if asks_only_again(question):
        sentence = next(filter(content_words, _SENTENCE.split(answer)), "") if asks_whose(question) else ""
        return Standalone(whose(sentence) if sentence and not known.count(sentence) else last)
    if _WHEN.match(question) and _WRITTEN.search(last):
        return Standalone(_PUBLISHED, last)
    if _THERE.search(NOT_POINTING.sub(" ", question)):
        return _placed(question, last, answer, known)
    return (
        _item(question, last, listed, known)
        or _counted_on(question, last, answer, known)
        or _pointed_at(question, last, answer)
        or _other_source(question, last, known.source)
        or _swapped(question, last)
        or _together(question, last, answer, known.names)
    )


def _which(question: str, earlier: str, last: str, known: Known) -> str:
    """Return which of two that were asked about has more of something: both questions, where they ask the same."""
    first, second = known.names.of(earlier), known.names.of(last)
    one, other = ([name for name in names if name not in rest] for names, rest in ((first, second), (second, first)))
    if len(of_each(last, known.count)) > 1 or not (one and other):
        one, other = second[:1], second[1:]
    elif set(stems(earlier)) - set(stems(" ".join(one))) == set(stems(last)) - set(stems(" ".join(other))):
        return f"{earlier} {last}"
    return f"{question.rstrip(' ?')}, {one[0]} or {other[0]}?" if one and other else f"{last} {question}"


def _subject(before: Standalone, question: str) -> str:
    """Return what the question before was about: itself, or only what it pointed at, where this one says what it asks.

    Of "what is the lending desk?", "who pays for it?" and "when did it open?" the third asks nothing of the second, and
    whatever follows asks nothing of "how much?".
    """
    item = before.listed.item if before.listed else None
    if not before.before or (item and item in before.own):
        return before.text
    aside = not content_words(before.own) or (points(before.own) and content_words(question))
    return before.before if aside or before.told else before.text


def _placed(question: str, last: str, answer: str, known: Known) -> Standalone:
    """Return the question with the place that "there" points at.

    It is where the last question asks of, or is named in the heading of what answers that, or in the answer.
    """
    heading, names = known.heading(last), known.names
    asked = names.of(last)
    others = [name for name in names.of(heading) if name not in asked]
    held = [name for name in asked if name in heading]
    places = [names.named_place(last), names.named_place(heading), *others, *held, names.place(answer), *asked]
    place = next(filter(None, places), "")
    return Standalone(_THERE.sub(f"in {place}", question, count=1)) if place else Standalone(question, last)


def _item(question: str, last: str, listed: Listed | None, known: Known) -> Standalone | None:
    """Return the question about the item of a list that it points at; what is said where the list has no such item."""
    found = listed.at(question) if listed else None
    if listed is None or not listed.whole:  # no list was told, or one that may be cut short
        found = _of_sources(listed.asked if listed else last, listed, question, known) or found
    if found is None:
        return None
    if listed and found.item and not known.count(found.item):  # told in other words than the sources'
        found = in_own_words(listed, known.lists(listed.asked)).at(question) or found
    if found.item is None:
        told = beyond_list(len(found.items), before=found.place == -1)
        return Standalone(question, last, found, told) if found.whole else None
    enough = len(content_words(found.item)) >= _SAYS_ENOUGH or _is_heading(found.item, known)
    return Standalone(found.question, "" if enough else found.asked, found)


def _of_sources(asked: str, told: Listed | None, question: str, known: Known) -> Listed | None:
    """Return the item of the sources' list of so many things as were asked for, where not so many were told."""
    number = read_question(asked).items if points_into_a_list(question) else None
    if not number or (told and len(told.items) == number):
        return None
    items = next((items for items in known.lists(asked) if len(items) == number), ())
    return Listed(asked, items, whole=True).at(question) if items else None


def _is_heading(item: str, known: Known) -> bool:
    """Say whether an item is what answers it is headed with: it says enough by itself, however short."""
    return bool(stems(item)) and set(stems(item)) <= set(stems(known.heading(item)))


def _counted_on(question: str, last: str, answer: str, known: Known) -> Standalone | None:
    """Return the last question about the year, phase or principle that follows or precedes the one it named."""
    found = counted_on(question, last, answer)
    if not found:
        return None
    own, before, counted = found
    told = beyond_sources(counted) if counted and not stands(counted, known.count) else ""
    return Standalone(own, before, told=told)


def _pointed_at(question: str, last: str, answer: str) -> Standalone | None:
    """Return the question after the answer's sentence that names the thing pointed at: "those webinars"."""
    match = _THAT_THING.search(NOT_POINTING.sub(" ", question))
    if not match or stem(match.group(1).lower()) in stems(last):
        return None
    told = _SENTENCE.split(answer)
    named = next((sentence for sentence in told if stem(match.group(1).lower()) in stems(sentence)), None)
    return Standalone(question, without_marks(named)) if named else None


def _other_source(question: str, last: str, source: Callable[[str], Span | None]) -> Standalone | None:
    """Return the last question of another source: "and the harbour paper?" after one on what the report says."""
    compared = _COMPARED.match(question.strip(" ?.!"))
    bare = compared[1] if compared else question.strip(" ?.!")
    here, there = source(bare), source(last)
    if compared and here:  # what they found is what was asked last
        bare = bare[: here.end]
    if not here or content_words(bare[: here.start] + bare[here.end :]) or _ASKS_ANEW.match(bare):
        return None
    if not there:
        asked = last if last[1:2].isupper() else last[:1].lower() + last[1:]
        return Standalone(f"According to {_with_article(bare, here)}, {asked}")
    return Standalone(_without_article(last[: there.start]) + bare + last[there.end :])


def _with_article(text: str, name: Span) -> str:
    """Return a name in a text with the article before it."""
    return ("the " if text[: name.start].lower().endswith("the ") else "") + text[name.start : name.end]


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


def _together(question: str, last: str, answer: str, names: Names) -> Standalone:
    """Return both questions together; where people are pointed at and none is named, with the names of the answer."""
    if re.search(r"(?i)\b(?:he|she|her|him|they|them)\b", question) and not proper_names(last):
        # What follows the first sentence that names anyone may be about others.
        told = (without_bullet(piece) for piece in _SENTENCE.split(answer))
        named = next((found[:_MOST_NAMES] for found in map(names.of, told) if found), [])
        named = [name for name in named if not set(stems(name)) <= set(stems(last))]
        return Standalone(question, f"{last} {' and '.join(named)}".strip())
    return Standalone(question, last)
