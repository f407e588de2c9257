"""What a question asks for: the kind of thing, how many of them, beside what; and whether a text holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.text import NUMBER_WORDS, STOP_WORDS, content_words, fold, stem, stems, words


class Kind(StrEnum):
    """The kind of thing that a question asks for."""

    MONEY = "an amount of money"
    SHARE = "a share or percentage"
    DURATION = "a length of time"
    FREQUENCY = "how often"
    COUNT = "a number"
    DATE = "a date"
    NAME = "a name"
    LIST = "a list"
    DEFINITION = "a definition"
    REASON = "a reason"
    OPEN = "an explanation"


_NUMBER = (
    r"(?:\d[\d,.]*|" + "|".join(NUMBER_WORDS) + r"|dozen|half|double|twice|hundreds?|thousands?|millions?|billions?)"
)
_UNIT_OF_TIME = r"(?:year|month|week|day|hour|minute|decade|fortnight|annual|quarter)"
_ASKED = (
    (
        Kind.MONEY,
        r"how much (?:\w+ ){0,3}?(?:money|funding|cash|pounds?|cost|paid|pay|earn|spen[dt]|invest\w*|allocat\w+|get|gets|worth)\b"
        r"|\bhow much (?:does|did|do|was|were|is|are|will|would) .*\b(?:cost|get|got|paid|pay|spen[dt]|given|receive\w*|allocat\w+|earn|put)\b"
        r"|\bhow much in (?:pounds|cash)|(?:what|which|whats|what's)(?: is| are| was| were|'s)?(?: the)?(?: \w+){0,4} (?:budget|salary|salaries|fee|fees|price|cost|costs|pay gap|wage bill|remuneration)\b"
        r"|\bhow many pounds|\bwhat (?:do|does|did|are|is|was|were)\b.*\b(?:earn|earns|paid)\b|\b(?:salary|remuneration|pay) of\b",
    ),
    (
        Kind.SHARE,
        r"what (?:percentage|proportion|share|per ?cent|fraction)|how many per ?cent|\bby how much did\b|\bpercentage of|what reduction",
    ),
    (Kind.FREQUENCY, r"how (?:often|frequently|regularly)"),
    (
        Kind.DURATION,
        r"how long\b|how (?:many|much) (?:years|months|weeks|days|hours|time|of the week)|(?:over|for) (?:what|which) (?:period|years)|how much time",
    ),
    (
        Kind.COUNT,
        r"how many\b|what number of|(?:what|which) (?:is|was|were) the (?:number|size|population)|how (?:big|large|populous)|what size",
    ),
    (
        Kind.DATE,
        r"(?:^|[,.;:?!-] ?|and |but |so )when (?:was|were|is|are|did|does|do|will|has|have|should|can)\b|(?:what|which|in what|in which) (?:date|year|month|day|quarter)"
        r"|what.?s the date|how (?:old|recent) is",
    ),
    (
        Kind.NAME,
        r"^(?:who|whose|whom)\b|\b(?:which|what) (?:\w+ ){0,2}(?:communities|sites|systems|areas|places|organisations|icss?|icbs?|localities|towns|cities|trusts|councils|boroughs|regions|partners|universit\w+|authors?)\b|\b(?:and|but|so|[,.;:?!]) ?who(?:se|m)?\b|what (?:is|was|were|are)(?: the)? names?|what.?s the name|which (?:\w+ ){0,2}(?:firm|company|hospice|hospital|person|consultant|consultancy|charity|university)\b|who (?:is|was|are|were|should|did|won|leads?|runs?|wrote|chairs?)\b|whats? (?:it|they) called|got a name",
    ),
    (
        Kind.DEFINITION,
        r"^(?:so )?(?:please )?(?:what(?: is| are|'s)|whats|what's) (?:an? |the )?[\w'()-]+(?: [\w'()-]+){0,3}(?: and what(?: is|'s) (?:an? )?[\w' -]{2,40})?\??$|what (?:does|do|is meant by) .* (?:mean|stand for)|define\b|meaning of|what is meant",
    ),
    (
        Kind.REASON,
        r"\bwhy\b|what (?:is|was|are|were) the (?:reason|rationale|argument|case|cause)|how come|on what grounds|reasons? (?:for|why|that)",
    ),
)
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _ASKED)
_LIST = re.compile(
    r"\b(?:list|name|enumerate)\b(?! of)|\bgive me (?:the|all|a list|some|half)|\b(?:what|which)(?: \w+)? (?:are|were)(?: all)?(?: of)? (?:the|its|their|our)\b"
    r"|\b(?:what|which) (?:sort|kind|type)s? of \w+|\bwhat should\b|\bwhat must\b|\bwhat (?:do|does|did) .* (?:include|cover|consist|involve|look like)\b|\bwhat good looks like\b"
    rf"|\b(?:what|which|the|these|those|our|your|its|their) (?:{'|'.join(list(NUMBER_WORDS)[2:13])}|[2-9]|1[0-2]|half a dozen|half dozen)\b (?!years|months|weeks|days|hours|per)"
    r"|\b(?:principles|functions|actions|aims|purposes|steps|criteria|benefits|challenges|tensions|objectives|examples|ways|roles|skills|abilities|areas|themes|faculties|workstreams|grounds|signs|expectations|behaviours)\b"
)
_SO_MANY = re.compile(
    r"(?:^|\b(?:what|which|list|name|give me|tell me|remind me of|recap|explain|describe|summari[sz]e)(?: are| were|'re| me)?(?: all)? )"
    rf"(?:the |its |their |our |those |these )?({'|'.join(NUMBER_WORDS)}|\d{{1,2}}|half (?:a )?dozen) (?!years|months|weeks|days|hours|per cent|%)[a-z]+"
)
_NO_LIST = re.compile(r"^(?:who|when|where|why)\b|\bhow (?:many|much|long|often|frequently)\b|\bwhy\b")
_STATES = {
    Kind.MONEY: re.compile(r"£ ?\d|\d ?(?:p|pence|pounds?)\b|\b(?:million|billion) pounds|\bminimum wage\b"),
    Kind.SHARE: re.compile(rf"{_NUMBER} ?(?:%|per ?cent)|\b(?:half|third|quarter|fifth|majority)\b|\d+ in \d+"),
    Kind.FREQUENCY: re.compile(
        r"\b(?:every|each|per|annual(?:ly)?|monthly|weekly|daily|yearly|quarterly|once|twice|regular(?:ly)?|times)\b|a (?:year|month|week|day)\b"
    ),
    Kind.DURATION: re.compile(
        rf"(?:{_NUMBER}|half|an?|full|few|several)[- ]?(?:\w+[- ])?{_UNIT_OF_TIME}s?\b|{_UNIT_OF_TIME}-long|\b(?:from|between|since|until) .*\d|less than full time|\d{{4}}\s?[–-]\s?\d"
    ),
    Kind.COUNT: re.compile(rf"\b{_NUMBER}\b|\d"),
    Kind.DATE: re.compile(
        r"\b(?:19|20)\d\d\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\d{1,2}/\d{1,2}/\d"
    ),
    Kind.NAME: re.compile(r"\b[A-Z][\w’'-]+"),
}
NUMERIC = frozenset({Kind.MONEY, Kind.SHARE, Kind.FREQUENCY, Kind.DURATION, Kind.COUNT, Kind.DATE})
_HOW_MANY = re.compile(r"\b(?:how many|number of)(?: of)?(?: the| our| its| their)? ((?:[\w’'-]+ ?){1,4})")
_AUXILIARY = frozenset(
    """are is was were do does did has have had can could will would should in of at on to from took take
take part came come get gets got work works there per""".split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for: its kind, whether a list would answer, how many items, and the thing counted."""

    text: str
    kind: Kind
    wants_list: bool
    items: int | None
    head: str | None


def read_question(text: str) -> Asked:
    """Return what a question asks for, by its words alone."""
    folded = fold(text)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(folded)), Kind.OPEN)
    # The last sentence with a question mark is what is asked; a story may stand before it.
    wants_list = bool(_LIST.search(folded)) and not _NO_LIST.search(folded)
    if wants_list and kind in (Kind.DEFINITION, Kind.OPEN):
        kind = Kind.LIST
    return Asked(text, kind, wants_list, _items(folded) if wants_list else None, _head(folded))


def _items(folded: str) -> int | None:
    """Return the number of things asked for: "what are the six functions" -> 6; not that of things named besides."""
    match = _SO_MANY.search(folded)
    if not match:
        return None
    number = match.group(1)
    count = 6 if number.startswith("half") else NUMBER_WORDS.get(number) or int(number)
    return count if 2 <= count <= 20 else None


def _head(folded: str) -> str | None:
    """Return the stem of the thing that is counted: "how many senior nurses are" -> "nurs"."""
    match = _HOW_MANY.search(folded)
    if not match:
        return None
    run: list[str] = []
    for word in match.group(1).split():
        if word in _AUXILIARY:
            break
        run.append(word)
    return stem(run[-1]) if run else None


def states(kind: Kind, text: str, question: str = "") -> bool:
    """Say whether a text holds a thing of the kind asked for, one that the question does not hold itself."""
    if kind is Kind.DEFINITION:
        return _defines(text, question)
    pattern = _STATES.get(kind)
    if pattern is None:
        return True
    if kind is Kind.NAME:
        known = set(words(question))
        # The first word of a sentence and abbreviations are written large without being names.
        inner = re.sub(r"(?:^|[.!?:]\s+)\W*\w+", " ", text)
        found = [word for word in pattern.findall(inner) if not word.rstrip("s’'").isupper()]
        return any(word not in known for name in found for word in words(name))
    if kind in (Kind.COUNT, Kind.DATE):
        known = set(re.findall(r"\d+", question))
        found = [match.group() for match in pattern.finditer(fold(text))]
        return any(not number.isdigit() or number not in known for number in found)
    return bool(pattern.search(fold(text)))


def _defines(text: str, question: str) -> bool:
    """Say whether a text says what the thing asked for is: the thing, its abbreviation, then a word that defines."""
    things = [word for word in content_words(question) if word not in ("mean", "means", "meant", "stand", "define")]
    if not things:
        return False
    thing = r"[\w\s’'-]{0,20}".join(re.escape(word.removesuffix("s")) for word in things)
    defining = r"(?:is|are|was|were|means?|refers?|brings?|aims?|responsible|describ\w+|defined)"
    return re.search(rf"\b{thing}s?\)? ?(?:\([\w\s]+\) ?)?{defining}\b", fold(text)) is not None


def counts(head: str, text: str) -> bool:
    """Say whether a number stands at most four words before the thing counted in a text."""
    found = [stem(word) for word in words(text)]
    numbers = [place for place, word in enumerate(words(text)) if re.fullmatch(_NUMBER, word) or word[0].isdigit()]
    return any(head in found[place + 1 : place + 6] for place in numbers)


def share_of_words(question: str, text: str) -> float:
    """Return the share of a question's content words whose stems a text holds."""
    asked = set(stems(question))
    return len(asked & set(stems(text))) / len(asked) if asked else 0.0


def proper_names(question: str) -> list[str]:
    """Return the words of a question that are written as names; a sentence's first word only before another name."""
    found = re.findall(r"(?:^|[.!?:]\s+)?\b[A-Z][\w’'&-]+(?=\s+[A-Z])|(?<![.!?:]\s)(?<!^)\b[A-Z][\w’'&-]+", question)
    names = [word.strip(" .!?:") for word in found]
    return [word for word in names if word.lower() not in _COMMON and word.lower() not in STOP_WORDS]


_COMMON = frozenset("i i'm i've i'd i'll ics icss icb icbs nhs gp gps vcse ok fd hr ceo board".split())


def parts_of(question: str) -> Sequence[str]:
    """Return the questions that a question holds: "what is X and who runs Y?" is two; most are one."""
    pieces = re.split(
        r"(?<=[?])\s+(?=\w)|,? and (?=(?:(?:for|by|in|with|to|on) )?(?:what|who|when|where|why|which|how)\b)",
        question.strip(),
    )
    opening = r"(?i)\s*(?:and )?(?:(?:for|by|in|with|to|on) )?(?:what|who|when|where|why|which|how)\b"
    if len(pieces) < 2 or not all(re.match(opening, piece) for piece in pieces):
        return (question,)
    return tuple(piece.strip() for piece in pieces)
