"""A text before and after a change -> where the change strays from what it said: no word may come, go or move.

Which words matter to what a sentence says is not asked: an amount of time, a degree, a condition, a scope and a reason
look like any other words. So whatever is added or left out counts, and what stays free is how the same words are
written: capitals, marks, articles, spelling, and the order of things that are only listed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, product, takewhile

from assistant.drafting.usable import leans
from assistant.text import NUMBER_WORDS, STOP_WORDS, is_item, without_bullet

_TOKEN = re.compile(
    r"(?P<mark>[,;:.!()\n]|\s[–—-]\s)"
    r"|(?P<word>[£$€]?\d+(?:,\d{3})*(?:\.\d+)?%?|[^\W\d_]+(?:'[^\W\d_]+)*|[?+<>≤≥=~±]|(?<=\d)[–-](?=\d))"
)
_ARTICLES = frozenset(("a", "an", "the"))
# "A few" are not few, and "the most" are not most.
_OF_MEASURE = frozenset(("few", "little", "most"))
# What parts the things of a list in a sentence; as a word it is compared like others.
_AND = "and"
# The same word spelled in Britain and in America.
_SPELLINGS = (
    (re.compile("z"), "s"),
    (re.compile(r"(?<=\w\w)our"), "or"),
    (re.compile(r"(?<=[bt])re$"), "er"),
    (re.compile(r"(?<=\w{4})c(?=e[sd]?$|ing$)"), "s"),
    (re.compile("[ao]e"), "e"),
    (re.compile("ll"), "l"),
    (re.compile(r"mmes?$"), "m"),
    (re.compile(r"ogue"), "og"),
    (re.compile(r"(?<=g)e(?=ing$|ment)"), ""),
)
_ORDERED = re.compile(r"^\s*\(?(?:\d{1,2}|[a-z])[.)]", re.IGNORECASE)
_MOST_SHOWN = 6
# Fewer things are no list, and so many are one wherever they stand.
_FEWEST, _MANY, _LONGEST_THING = 2, 3, 3
_NO_THING = STOP_WORDS | {"."}

# A word as it is shown, with how it is compared.
Word = tuple[str, str]


def straying(before: str, after: str, quotations: Sequence[str] = ()) -> str | None:
    """Return how a text strays from what it said before, nothing where it says the same.

    The items of its list may be put in another order, unless the `quotations` number them or one leans on another.
    """
    old, new = (_lines(text) for text in (before, after))
    items = [text for text in old if is_item(text)]
    if not any(map(_ORDERED.match, quotations)) and not any(leans(without_bullet(item)) for item in items):
        new = _as_before(old, new)
    return _different("\n".join(old), "\n".join(new))


def _lines(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).replace("’", "'").replace("&", " and ").replace("per cent", "%")
    return [line for line in re.sub(r"(?<=\d) %", "%", plain).splitlines() if line.strip()]


def _as_before(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return a text's lines with the items that were only moved where they stood before."""
    stood = [_items(old), _items(new)]
    if Counter(map(_bare, stood[0])) != Counter(map(_bare, stood[1])):
        return list(new)
    left = iter(sorted(stood[1], key=lambda item: list(map(_bare, stood[0])).index(_bare(item))))
    return [next(left) if is_item(line) else line for line in new]


def _items(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if is_item(line)]


def _bare(line: str) -> tuple[str, ...]:
    return tuple(root for _, root in _words(without_bullet(line), _joined))


def _different(before: str, after: str) -> str | None:
    """Return the first thing by which two texts differ, nothing where it is only how their words are written."""
    # "Long term" is "long-term", and "coordinate" is "co-ordinate".
    for way in (_parted, _joined):
        old, new = (_plain(_words(text, way)) for text in (before, after))
        if _run_on(old) == _run_on(new):
            return None
    old, new = (list(_words(text, _joined)) for text in (before, after))
    if _is_reordered(old, new):
        return None
    return _first(_plain(old), _plain(new))


def _plain(found: Iterator[Word] | Sequence[Word]) -> list[Word]:
    return [word for word in found if word[1]]


def _roots(found: Sequence[Word]) -> list[str]:
    return [root for _, root in found]


def _run_on(found: Sequence[Word]) -> str:
    """Return words written as one, numbers apart: whether two are joined is spelling."""
    return "".join(f" {root} " if root[0].isdigit() else root for _, root in found)


def _first(old: Sequence[Word], new: Sequence[Word]) -> str:
    """Return the first thing that was left out, added or moved, in words."""
    codes = SequenceMatcher(None, _roots(old), _roots(new), autojunk=False).get_opcodes()
    _, start, end, first, last = next(code for code in codes if code[0] != "equal")
    gone, come = _shown(old[start:end]), _shown(new[first:last])
    if Counter(_roots(old)) == Counter(_roots(new)):
        return f"“{come or gone}” stands elsewhere in it"
    if gone and come:
        return f"“{come}” stands in the place of “{gone}”"
    return f"“{gone}” is left out" if gone else f"“{come}” is added"


def _shown(found: Sequence[Word]) -> str:
    shown = [text for text, _ in found]
    return " ".join(shown[:_MOST_SHOWN]) + (" …" if len(shown) > _MOST_SHOWN else "")


def _is_reordered(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Say whether two texts are the same but for the order of things that one sentence lists."""
    one, other = ([key for key, _ in groupby(map(_separator, found))] for found in (old, new))
    if one == other:
        return True
    start, end = _shared(one, other), _shared(one[::-1], other[::-1])
    # Two things may begin or end with the same words.
    sides = product(range(max(0, start - _LONGEST_THING), start + 1), range(max(0, end - _LONGEST_THING), end + 1))
    return any(_lists_the_same(one, other, before, behind) for before, behind in sides)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return with how many of the same words two texts begin."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def _lists_the_same(one: Sequence[str], other: Sequence[str], start: int, end: int) -> bool:
    """Say whether between a start and an end two texts list the same things.

    Two things have to begin or end what they stand in ("one with two and three with four" lists nothing), and what
    moves has to be as long as what it makes room for: "more nurses and doctors" says "more" of both.
    """
    things, moved = (_things(found[start : len(found) - end]) for found in (one, other))
    if len(things) < _FEWEST or Counter(things) != Counter(moved) or any(_NO_THING & set(each) for each in things):
        return False
    sizes = {len(thing) for thing, as_moved in zip(things, moved, strict=True) if thing != as_moved}
    edges = (list(one[max(0, start - 1) : start]), list(one[len(one) - end :][:1]))
    return len(sizes) <= 1 and (len(things) >= _MANY or any(edge in ([], ["."]) for edge in edges))


def _things(found: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(run) for parts, run in groupby(found, bool) if parts]


def _separator(word: Word) -> str:
    """Return a word as it is compared in a list of things: nothing for what parts two of them."""
    text, root = word
    return "" if text == "," or root == _AND else root or "."


def _words(text: str, way: Callable[[str], str]) -> Iterator[Word]:
    """Yield the words of a text without articles, and its marks, which are compared by nothing."""
    found = list(_TOKEN.finditer(way(text)))
    for match, after in zip(found, [*found[1:], None], strict=True):
        if match["mark"]:
            yield match["mark"], ""
        elif match["word"].lower() not in _ARTICLES or (after and (after["word"] or "").lower() in _OF_MEASURE):
            yield match["word"], _root(match["word"])


def _parted(text: str) -> str:
    return re.sub(r"(?<=\w)-(?=[^\W\d_])|(?<=[^\W\d_])-(?=\w)", " ", text)


def _joined(text: str) -> str:
    return re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", "", text)


def _root(word: str) -> str:
    low = "".join(each for each in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(each))
    if low in NUMBER_WORDS:
        return str(NUMBER_WORDS[low])
    if low[-1] in "0123456789%":
        return low.replace(",", "")
    for spelling, same in _SPELLINGS:
        low = spelling.sub(same, low)
    return low
