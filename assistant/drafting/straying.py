"""A changed text and its citations -> where it strays from what they say, by rules: order, turns left out, joins.

Words may be left out at the ends of a sentence, whole clauses, and within a clause what turns nothing round. What is
kept stands in the order of the quotations and is said of what they say it of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from assistant.text import NUMBER_WORDS, display, stem
from assistant.types import BlockKind, Citation

_TOKEN = re.compile(
    r"(?P<stop>[.!?;](?=\W|$)|\n\s*[-•*▪◦–]\s)|(?P<pause>[,:()]|\s[–—-]\s)"
    r"|(?P<word>[£$€]?\d+(?:,\d{3})*(?:\.\d+)?%?|[^\W\d_]+(?:'[^\W\d_]+)?)"
)
# May be added and left out anywhere.
_FREE = frozenset("a an the and also that which who".split())
_BEGINS_CLAUSE = frozenset("and but while whereas although though because".split())
# Restricts or denies what stands before it, too.
_BACK = frozenset(
    """only except unless if until or nor not never no neither none without rarely seldom hardly barely provided alone
    instead rather according""".split()
)
# Without it, what is kept is said of others, more surely, of more or fewer, or by the publication itself.
_TURNS = _BACK | frozenset(
    """cannot few fewer little less least more most than up over under above below between about around almost nearly
    roughly some many several half each every all any both either per too mostly partly largely maximum minimum
    may might can could should would will shall must ought likely unlikely possibly perhaps probably often sometimes
    usually generally always once twice against despite
    fail fails failed failing lack lacks lacked lacking avoid avoids avoided refuse refuses refused stop stops stopped
    prevent prevents prevented reluctant unable hope hopes hoped fear fears feared claim claims claimed believe believes
    believed doubt doubts doubted argue argues argued suggest suggests suggested expect expects expected intend intends
    intended want wants wanted wish wishes wished try tries tried propose proposes proposed deny denies denied reject
    rejects rejected risk risks say says said tell told feel feels felt think thinks thought report reports
    reported""".split()
)
# What follows belongs to what stands before: the deputy of, led by, hoped to.
_LINKS = frozenset(
    "of by from with for in on at to into through under over against between than as about towards toward".split()
)
# "It is important to" and "we found that" may be left out before what they introduce.
_OPENS = frozenset(("to",))
# A short clause that ends or begins so tells whose finding or opinion it is, where it is not the publication's own.
_SAYS = frozenset(
    """say says said tell tells told find finds found argue argues argued suggest suggests suggested explain explains
    explained note notes noted observe observes observed report reports reported state states stated add adds added
    comment comments commented describe describes described warn warns warned think thinks thought believe believes
    believed feel feels felt claim claims claimed stress stresses stressed recall recalls recalled""".split()
)
_OWN_VOICE, _LONGEST_SAYS = frozenset(("we", "i")), 8


class Word(NamedTuple):
    """A word of a text: how it is compared, its clause and sentence by number, whether that sentence introduces."""

    text: str
    root: str
    clause: int
    sentence: int
    introduces: bool = False


class _Path(NamedTuple):
    """A way to find a text's words in the quotations: how often it strays, how often it leaves out, the first fault."""

    strays: int
    gaps: int
    fault: str

    def on(self, gap: int, fault: str) -> _Path:
        return _Path(self.strays + bool(fault), self.gaps + gap, self.fault or fault)


def straying(text: str, citations: Sequence[Citation]) -> str | None:
    """Return how a text strays from its citations, in words of which "them" are the quotations; nothing if it does not.

    Of the ways to find its words there in their order, the one that strays least is taken.
    """
    held = _held(citations)
    said = list(_read(text))
    paths: dict[int, _Path] = {}
    for number, word in enumerate(said):
        places = [place for place, each in enumerate(held) if each.root == word.root]
        if not places:
            return f"“{word.text}” is not in them"
        if number == 0:
            paths = {place: _Path(0, 0, "").on(0, _front(held, -1, place)) for place in places}
            continue
        apart = said[number - 1].sentence != word.sentence
        paths = {place: _best(paths, held, place, apart) for place in places if min(paths) < place}
        if not paths:
            return f"“{word.text}” stands elsewhere in them"
    ends = [path.on(0, _back(held, place, len(held))) for place, path in paths.items()]
    return min(ends).fault or None if ends else None


def _best(paths: dict[int, _Path], held: Sequence[Word], place: int, apart: bool) -> _Path:
    ways = [
        path.on(place > before + 1, _between(held, before, place, apart=apart))
        for before, path in paths.items()
        if before < place
    ]
    return min(ways)


def _between(held: Sequence[Word], before: int, after: int, *, apart: bool) -> str:
    """Return what is wrong where two words that stand there one after the other are said together."""
    one, other, left_out = held[before], held[after], held[before + 1 : after]
    if one.clause == other.clause:
        return _turned(left_out, _TURNS) or _unlinked(left_out, _LINKS)
    joined = one.sentence == other.sentence or not apart
    head = [each for each in left_out if each.clause == other.clause and each.text not in _BEGINS_CLAUSE]
    tail = {each.text for each in left_out if each.clause == one.clause} & _LINKS
    kept = {each.text for each in held[after:] if each.clause == other.clause}
    if (joined and head) or (one.sentence == other.sentence and tail & kept):
        return f"“{other.text}” is said there of something else"
    return _back(held, before, after) or _front(held, before, after)


def _front(held: Sequence[Word], before: int, after: int) -> str:
    """Return what is wrong with what is left out before a word: of its clause, its sentence, and of what introduces."""
    left_out, first = held[before + 1 : after], held[after]
    begun = held[before].sentence if before >= 0 else -1
    if any(each.introduces and each.sentence not in (begun, first.sentence) for each in left_out):
        return "what introduces it is left out"
    head = [each for each in left_out if each.clause == first.clause]
    turned = _turned(head, _TURNS) or _unlinked(head, _LINKS - _OPENS)
    return turned or _unattributed(head) or _restricted(left_out, first)


def _back(held: Sequence[Word], before: int, after: int) -> str:
    """Return what is wrong with what is left out behind a word: of its clause and its sentence."""
    last, left_out = held[before], held[before + 1 : after]
    tail = [each for each in left_out if each.clause == last.clause]
    if tail and last.root[-1].isdigit():
        return f"“{tail[0].text}” is left out"
    return _turned(tail, _BACK) or _restricted(left_out, last)


def _turned(left_out: Sequence[Word], turns: frozenset[str]) -> str:
    found = next((each.text for each in left_out if each.text in turns or each.text.endswith("n't")), "")
    return f"“{found}” is left out" if found else ""


def _unlinked(left_out: Sequence[Word], links: frozenset[str]) -> str:
    ends = left_out[-1].text if left_out else ""
    return f"“{ends}” is left out" if ends in links else ""


def _restricted(left_out: Sequence[Word], kept: Word) -> str:
    """Return what is wrong with clauses of a word's sentence that are left out whole: one may restrict what is kept."""
    clauses = [each for each in left_out if each.sentence == kept.sentence and each.clause != kept.clause]
    opening = [each for each in clauses if each.text not in _BEGINS_CLAUSE]
    whole = [list(words) for _, words in groupby(opening, lambda word: word.clause)]
    return _turned([words[0] for words in whole], _BACK) or next(filter(None, map(_unattributed, whole)), "")


def _unattributed(left_out: Sequence[Word]) -> str:
    """Return what is wrong where a clause that is left out tells who found or said what is kept."""
    texts = [each.text for each in left_out]
    if not 1 < len(texts) <= _LONGEST_SAYS or _OWN_VOICE & {texts[0], texts[-1]}:
        return ""
    return next((f"who {word} it is left out" for word in (texts[-1], texts[0]) if word in _SAYS), "")


def _held(citations: Sequence[Citation]) -> list[Word]:
    """Return the words of quotations, numbered on from one to the next."""
    held: list[Word] = []
    for each in citations:
        shown = display(each.quote)
        clause, sentence = (held[-1].clause + 1, held[-1].sentence + 1) if held else (0, 0)
        introduces = shown.rstrip().endswith(":") or (each.block is not None and each.block.kind is BlockKind.HEADING)
        held += _read(shown, clause, sentence, introduces=introduces)
    return held


def _read(text: str, clause: int = 0, sentence: int = 0, *, introduces: bool = False) -> Iterator[Word]:
    """Yield the words of a text but those that are free."""
    for found in _TOKEN.finditer(text.replace("’", "'")):
        word = found["word"].lower().removesuffix("'s") if found["word"] else ""
        sentence += found["stop"] is not None
        clause += not word or word in _BEGINS_CLAUSE
        if word and word not in _FREE:
            yield Word(word, _root(word), clause, sentence, introduces)


def _root(word: str) -> str:
    if word in NUMBER_WORDS:
        return str(NUMBER_WORDS[word])
    return word.replace(",", "") if word[-1].isdigit() or word[-1] == "%" else stem(word)
