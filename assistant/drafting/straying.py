"""A text before and after a change -> where the change strays from what it said: no word may come, go or move.

Which words matter to what a sentence says is not asked: an amount of time, a degree, a condition, a scope and a reason
look like any other words. So whatever is added, left out or moved counts, and where sentences and their parts end,
which changes what is said of whom. What stays free is how the same words are written: capitals, articles, spelling,
which of like marks stands there, and the order of a list's items.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from assistant.drafting.usable import leans
from assistant.text import NUMBER_WORDS, is_item, without_bullet

_TOKEN = re.compile(
    r"(?P<mark>[,;:.!()\n]|\s[–—-]\s)"
    r"|(?P<word>[£$€]?\d+(?:,\d{3})*(?:\.\d+)?%?|[^\W\d_]+(?:'[^\W\d_]+)*|[?+<>≤≥=~±]|(?<=\d)[–-](?=\d))"
)
_ARTICLES = frozenset(("a", "an", "the"))
# "A few" are not few, and "the most" are not most.
_OF_MEASURE = frozenset(("few", "little", "most"))
# How the marks are compared that end a sentence, and those that end a part of one, be it a line.
_STOP, _PAUSE = ".", ","
# A comma before the last of several things is one of style: another is among so many words and marks that end with it.
_LAST, _NEAR = frozenset(("and", "or")), 5
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
_ORDERED = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-z])[.)]|[a-z]{3,} \d{1,2}[.:])", re.IGNORECASE)
_MOST_SHOWN = 6

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
    lines = [line for line in re.sub(r"(?<=\d) %", "%", plain).splitlines() if line.strip()]
    # How an item, and what leads it in, ends is a matter of style.
    beside = [is_item(line) or is_item(after) for line, after in pairwise([*lines, ""])]
    return [line.rstrip(" .;,:") if listed else line for line, listed in zip(lines, beside, strict=True)]


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
        old, new = (_compared(list(_words(text, way))) for text in (before, after))
        if _run_on(old) == _run_on(new):
            return None
    old, new = (_compared(list(_words(text, _joined))) for text in (before, after))
    return _first(old, new)


def _compared(found: Sequence[Word]) -> list[Word]:
    """Return words without marks of style, of which the last is one, with one mark between two words at most."""
    kept: list[Word] = []
    for word in found:
        if _is_mark(word) and (not kept or _is_mark(kept[-1])):
            if kept and word[1] == _STOP:  # "(all of them)." ends a sentence
                kept[-1] = word
        elif word[1] in _LAST and kept and kept[-1][0] == "," and any(each[0] == "," for each in kept[-_NEAR:-1]):
            kept[-1] = word
        else:
            kept.append(word)
    return kept[:-1] if kept and _is_mark(kept[-1]) else kept


def _is_mark(word: Word) -> bool:
    return word[1] in (_STOP, _PAUSE)


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
    shown = [word[0] for word in found if not _is_mark(word)]
    shown = shown or ["a new line" if word[0] == "\n" else word[0] for word in found]
    return " ".join(shown[:_MOST_SHOWN]) + (" …" if len(shown) > _MOST_SHOWN else "")


def _words(text: str, way: Callable[[str], str]) -> Iterator[Word]:
    """Yield the words of a text without articles, and its marks, each with how it is compared."""
    found = list(_TOKEN.finditer(way(text)))
    for match, after in zip(found, [*found[1:], None], strict=True):
        if match["mark"]:
            yield match["mark"], _STOP if match["mark"] in ".!;" else _PAUSE
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
