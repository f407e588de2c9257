"""What a question asks for: the kind of thing, how many of them, beside what; and whether a text holds it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import takewhile

from assistant.answering import question_patterns as patterns
from assistant.answering.question_patterns import Kind
from assistant.text import STOP_WORDS, content_words, fold, numbers, stem, stems, words

_KINDS = tuple((kind, re.compile("|".join(alternatives))) for kind, alternatives in patterns.ASKED.items())
_LIST = re.compile("|".join(patterns.LIST))
_SO_MANY = tuple(map(re.compile, patterns.SO_MANY))
_WIDE = re.compile("|".join(patterns.WIDE))
_NO_LIST = re.compile("|".join(patterns.NO_LIST))
_STATES = {kind: re.compile("|".join(alternatives)) for kind, alternatives in patterns.STATES.items()}
_HOPED = re.compile(patterns.HOPED)
# "Reducing variation" by itself names an aim, and "in 2024" counts nothing.
_AIM = re.compile(r"(?:^|[:\n])\W*(?:reduc|improv|increas|decreas|sav)ing\b")
_IN_A_YEAR = re.compile(
    rf"\b(?:in|since|by|from|until|during|{'|'.join(patterns.MONTHS)}) (?:19|20)\d\d\b(?:[/–-]\d+)?"
)
# The month is written large.
_VERB_MAY = re.compile(r"\bmay\b")
TOLD = re.compile(patterns.TOLD, re.IGNORECASE)
_QUOTES = re.compile(patterns.QUOTES)
ASKER = re.compile(patterns.ASKER, re.IGNORECASE)
_WRITTEN_LARGE = re.compile(r"(?:^|[.!?:]\s+)?\b[A-Z][\w’'&-]+(?=\s+[A-Z])|(?<![.!?:]\s)(?<!^)\b[A-Z][\w’'&-]+")
_TITLED = re.compile(r"\b(?:Dr|Professor|Prof|Sir|Dame|Mr|Mrs|Ms)\b\.? ([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*)")
_NAME = r"(?:Mc|[OD]['’])?[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?"
_FULL_NAME = re.compile(rf"\b{_NAME} (?:[A-Z]\.? )?{_NAME}\b")
# Words in names of places and organisations, which no person is called.
_NO_PERSON = frozenset(
    """north south east west central greater england london fund trust council foundation institute college society
association confederation commission university""".split()
)
NAMES = frozenset({Kind.NAME, Kind.PERSON, Kind.ORGANISATION, Kind.PLACE})
_WHO_CHAIRS = re.compile(r"\bwho (?:chairs?|chaired)\b", re.IGNORECASE)
_HOW_MUCH = re.compile(r"\bhow (?:much|big|large|deep)\b", re.IGNORECASE)
NUMERIC = frozenset({Kind.MONEY, Kind.SHARE, Kind.FREQUENCY, Kind.DURATION, Kind.COUNT, Kind.DATE})
_POST_ASKED = re.compile(patterns.POST_ASKED)
_ORGANISATION = re.compile(rf"\b(?:which|what) (?:[\w'-]+ ){{0,2}}?({patterns.ORGANISATIONS})\b")
_COMMON = frozenset(
    """i ics icss icb icbs nhs gp gps vcse ok fd hr ceo board ca wo since given although though despite following
considering assuming suppose whereas unlike""".split()
)
_MOST_PARTS = 6
_ASKS_WHAT = r"(?:(?:for|by|in|with|to|on) )?(?:what|who|when|where|why|which|how)\b"
_ASKS_WHETHER = (
    r"(?:has|have|had|do|does|did|is|are|was|were|can|could|should|will) (?:the|an?|any|our|their|they|it|he|she)\b"
)
# "… and did it work?" needs no comma before it.
_ASKS_OF_IT = r"(?:do|does|did|has|have|is|was|were) (?:it|they|that|this)\b"
_THINGS = r"(?:the|its|their|our|your|these)"
# "what are the four habits and the six rules?": one verb, and two things that are asked for.
_ONE_VERB = re.compile(
    rf"(?P<verb>(?:what|which|who)(?: are| were| is| was|'re|'s)|list|name|give me|tell me|remind me of|explain"
    rf"|describe|outline|summari[sz]e) (?P<first>{_THINGS} [^,?]+?) and (?P<second>{_THINGS} [^,?]+?)(?P<end>[?.!]*)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"{_THINGS} {patterns.FEW}\b", re.IGNORECASE)
_OF = re.compile(r" (?:of|for|in|to|from|with|by|on|at|between|about|that|who|which)\b.*$", re.IGNORECASE)
# "The Trust" and "an NHS Trust" name none.
_NO_NAME = r"(?!(?:The|An?|Our|Its|Their|Each|Every|Any|All|This|That|NHS|Foundation)\b)"
_HOW_MANY = re.compile(r"\b(?:how many|number of)(?: of)?(?: the| our| its| their)? ((?:[\w’'-]+ ?){1,4})")
_PLURALS = frozenset("people staff children men women clinicians icss".split())
_AUXILIARY = frozenset(
    """are is was were do does did has have had can could will would should in of at on to from took take
take part came come get gets got work works there per""".split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for: its kind, whether a list would answer, how many items, and the thing counted.

    A question is `wide` that asks of more than one thing; one that `follows` another is searched for together with it;
    one that `quotes` asks for somebody's own words.
    """

    text: str
    kind: Kind
    wants_list: bool
    items: int | None
    head: str | None
    wide: bool = False
    follows: bool = False
    quotes: bool = False


def read_question(text: str) -> Asked:
    """Return what a question asks for, by its words alone."""
    folded = fold(text)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(folded)), Kind.OPEN)
    wants_list = bool(_LIST.search(folded)) and not _NO_LIST.search(folded)
    if wants_list and kind in (Kind.DEFINITION, Kind.OPEN):
        kind = Kind.LIST
    items = _items(folded) if wants_list else None
    quotes = _QUOTES.search(folded) is not None
    return Asked(text, kind, wants_list, items, _head(folded), bool(_WIDE.search(folded)), quotes=quotes)


def _items(folded: str) -> int | None:
    """Return the number of things asked for: "what are the six functions" -> 6; not that of things named besides."""
    match = next((found for each in _SO_MANY if (found := each.search(folded))), None)
    if not match:
        return None
    number = match.group(1)
    count = 6 if number.startswith("half") else int(numbers(number)[0])
    return count if 2 <= count <= 20 else None


def _head(folded: str) -> str | None:
    """Return the stem of the thing that is counted: "how many senior nurses left" -> "nurs"."""
    match = _HOW_MANY.search(folded)
    if not match:
        return None
    run = list(takewhile(lambda word: word not in _AUXILIARY | STOP_WORDS, match.group(1).split()))
    # The last of the plurals that follow one another: what comes after is a verb.
    ends = [place for place, word in enumerate(run) if _is_plural(word)]
    last = next((place for place in ends if place + 1 not in ends), len(run) - 1)
    return stem(run[last]) if run else None


def _is_plural(word: str) -> bool:
    return word in _PLURALS or bool(re.search(r"[^sui]s$", word))


def states(kind: Kind, text: str, question: str = "") -> bool:
    """Say whether a text holds a thing of the kind asked for, one that the question does not hold itself."""
    if kind is Kind.DEFINITION:
        return _defines(text, question)
    pattern = _STATES.get(kind)
    if pattern is None:
        return True
    if kind in (Kind.NAME, Kind.PLACE):
        return _names(kind, text, question)
    folded = fold(_VERB_MAY.sub(" ", text) if kind is Kind.DATE else text)
    if kind is Kind.SHARE and _HOW_MUCH.search(question):  # of a cut, a sum says it as well
        return bool(pattern.search(folded) or _STATES[Kind.MONEY].search(folded))
    if kind is Kind.OUTCOME:
        return bool(pattern.search(_AIM.sub(" ", folded))) and not _HOPED.search(folded)
    if kind is Kind.COUNT:
        folded = _IN_A_YEAR.sub(" ", folded)
    if kind in (Kind.COUNT, Kind.DATE):
        known = set(re.findall(r"\d+", question))
        found = [match.group() for match in pattern.finditer(folded)]
        return any(not number.isdigit() or number not in known for number in found)
    return bool(pattern.search(folded))


def _names(kind: Kind, text: str, question: str) -> bool:
    """Say whether a text holds a name of the kind asked for that the question does not hold."""
    known = set(words(question))
    # The first word of a sentence and abbreviations are written large without being names; before a place is another.
    inner = text if kind is Kind.PLACE else re.sub(r"(?:^|[.!?:]\s+)\W*\w+", " ", text)
    found = [word for word in _STATES[kind].findall(inner) if not word.rstrip("s’'").isupper()]
    return any(word not in known for name in found for word in words(name))


def names_person(question: str, text: str, small: Collection[str]) -> bool:
    """Say whether a text names a person whom the question does not; `small` are words that no person is called."""
    known = {*words(question), *small, *_NO_PERSON}
    titled = any(not set(words(question)) & set(words(name)) for name in _TITLED.findall(text))
    return titled or any(not known & set(words(name)) for name in _FULL_NAME.findall(text))


def names_holder(question: str, text: str) -> bool:
    """Say whether a text speaks of the post whose holder a question asks for: "who is the chief executive of …?"."""
    match = _POST_ASKED.search(fold(question))
    if _WHO_CHAIRS.search(question):
        return "chair" in stems(text)
    if not match:
        return True
    post = match.group(1).replace("ceo", "chief executive")
    return set(stems(post)) <= set(stems(text))


def names_organisation(question: str, text: str) -> bool:
    """Say whether a text names an organisation of the sort a question asks for: "University of …", "… Hospital"."""
    match = _ORGANISATION.search(fold(question))
    if not match:
        return True
    # Seven letters tell a hospice from a hospital, and a "Consulting" is a consultancy.
    sort = re.sub(r"(?:y|ies|s)$", "", match.group(1))[:7].capitalize()
    before = rf"\b{_NO_NAME}[A-Z][\w’'-]+ (?:(?:NHS|Foundation|and|of|[A-Z][\w’'-]+) )*{sort}"
    return re.search(rf"{before}|\b{sort}\w* of [A-Z]", text) is not None


def _defines(text: str, question: str) -> bool:
    """Say whether a text says what the thing asked for is: the thing, its abbreviation, then a word that defines.

    What stands in brackets in the question is another name of the thing.
    """
    names = [re.sub(r"\([^()]*\)", " ", question), *re.findall(r"\(([^()]*)\)", question)]
    return any(_defines_thing(fold(text), content_words(name)) for name in names)


def _defines_thing(folded: str, name: Sequence[str]) -> bool:
    things = [word for word in name if word not in ("mean", "means", "meant", "stand", "define")]
    if not things:
        return False
    thing = r"[\w\s’'-]{0,20}".join(re.escape(word.removesuffix("s")) for word in things)
    defining = r"(?:is|are|was|were|means?|brings?|aims?|responsible|describ\w+|defined)"
    # "Papers on desks are two" says nothing of what a desk is.
    own = r"(?<!\bon )(?<!\babout )(?<!\bfor )(?<!\bwith )"
    return re.search(rf"{own}\b{thing}s?[)'\"]* ?(?:\([\w\s]+\) ?)?{defining}\b", folded) is not None


def counts(head: str, text: str) -> bool:
    """Say whether a number stands at most four words before the thing counted in a text, or counts it after it."""
    found = [stem(word) for word in words(text)]
    told = words(text)
    places = [place for place, word in enumerate(told) if re.fullmatch(patterns.NUMBER, word) or word[0].isdigit()]
    return any(head in found[place + 1 : place + 6] or _counted_after(head, told[:place]) for place in places)


def _counted_after(head: str, before: Sequence[str]) -> bool:
    """Say whether a number counts the thing that stands before it: "interviews with 24 people", "interviewed 24"."""
    nouns, verbs = before[-2:-1] if before[-1:] in (["with"], ["of"]) else [], before[-1:]
    return any(stem(word) == head for word in nouns) or any(stem(word) == head and word != head for word in verbs)


def share_of_words(question: str, text: str) -> float:
    """Return the share of a question's content words whose stems a text holds."""
    asked = set(stems(question))
    return len(asked & set(stems(text))) / len(asked) if asked else 0.0


def noun_shown(question: str, noun: str) -> str:
    """Return the word of the question that has a stem."""
    return next((word for word in words(question) if stem(word) == noun), noun)


def proper_names(question: str) -> list[str]:
    """Return the words of a question that are written as names; a sentence's first word only before another name."""
    found = _WRITTEN_LARGE.findall(TOLD.sub("", question))
    names = [word.strip(" .!?:") for word in found]
    # "What's", "We're" and "Don't" are no names either.
    return [word for word in names if not {word.lower(), re.split(r"n?['’]", word.lower())[0]} & (_COMMON | STOP_WORDS)]


def _last_sentence(text: str) -> str:
    return re.split(r"[.!]\s+(?=[A-Z])|(?:\s[-–—]|[:;,])\s+(?=\w)", text)[-1]


def parts_of(question: str) -> Sequence[str]:
    """Return the questions that a question holds: "what is X and who runs Y?" is two; most are one.

    More than six different ones are taken as one, since each costs as much as a question by itself.
    """
    joined = _of_one_verb(question.strip())
    if joined:
        return joined
    ends = rf"(?<=[?])\s+(?=\w)|,? and (?={_ASKS_WHAT})|, and (?={_ASKS_WHETHER})| and (?={_ASKS_OF_IT})"
    split = re.split(ends, question.strip())
    pieces = list(dict.fromkeys(piece.strip() for piece in split))
    first, *others = pieces
    # What asks whether something is so says what it is about; "who runs it?" needs what stands before.
    asks = first if any(re.match(rf"(?i)(?:and )?{_ASKS_WHAT}", piece) for piece in others) else _last_sentence(first)
    if not 1 <= len(others) < _MOST_PARTS or not re.match(rf"(?i)(?:and )?{_ASKS_WHAT}", asks):
        return (question,)
    if not all(re.match(rf"(?i)(?:and )?(?:{_ASKS_WHAT}|{_ASKS_WHETHER})", piece) for piece in others):
        return (question,)
    return tuple(pieces)


def _of_one_verb(question: str) -> tuple[str, str] | None:
    """Return two questions of one that asks for two things with one verb, none where both may be asked as one.

    Each is counted, or the first is nothing but "the aims": "the role of the board and the trust" is one thing.
    """
    match = _ONE_VERB.fullmatch(question)
    if not match or re.search(r"(?i) and ", match["second"]):
        return None
    first, second = match["first"], match["second"]
    if not (_COUNTED.match(first) and _COUNTED.match(second)):
        if _OF.search(first):
            return None
        of = _OF.search(second)  # "the aims and the methods of the project"
        first += of.group() if of and not _COUNTED.match(first) else ""
    return f"{match['verb']} {first}{match['end']}", f"{match['verb']} {second}{match['end']}"
