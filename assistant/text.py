"""Sentences and words with their offsets, and text as it is shown and compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from assistant.types import Span

STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing done during each either else ever every few for from further get gets
    getting give given gives had has have having he her here hers him his how i if in into is it its itself just kind
    let like ll many may me might more most much must my no nor not of off on once one only or other our out over own
    please re really s same say says she should so some such t tell than that the their them then there these they
    thing things this those through to too under until up us ve very want was way we well were what when where whether
    which while who whom whose why will with within would you your""".split()
)

_DENYING = frozenset("not no never neither nor none cannot without".split())

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# No phrase ends with these.
_AMID = re.compile(r"\b(?:an?|the|of|and|or|than|between|per|into|whose|which|its|their|our)$")
# Tags that stand in Markdown, and addresses in angle brackets; not the text of "<4 hours and >12 hours".
_TAG = (
    r"</?(?:a|abbr|b|blockquote|br|code|dd|del|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol"
    r"|p|pre|s|small|span|strong|su[bp]|summary|table|tbody|td|tfoot|th|thead|tr|tt|u|ul)(?=[\s/>])[^<>\n]{0,60}>"
)
_MARKS = re.compile(rf"<sup>.*?</sup>|{_TAG}|<(?:https?|mailto):[^<>\s]+>|\*+|^#+ |`", re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]\n]+)\]\([^()\n]*\)")
_RULE = re.compile(r"^\s*[-_*]{3,}\s*$", re.MULTILINE)
_CITED = re.compile(r"\s*\[\d+\]")
# "(a)", "b.", "iii)", "(2)": what lawyers and minutes number by, kept as it is written.
_ROMAN = r"x{0,2}(?:i[vx]|vi{0,3}|i{1,3})|xx?"
_LETTER = rf"\((?:[a-z]|{_ROMAN}|\d{{1,2}})\)|(?:[a-z]|{_ROMAN})[.)]"
_BULLET = re.compile(rf"^\s*(?:[-•*▪◦–]|(?P<number>\d{{1,2}})[.)]|(?P<letter>{_LETTER}))\s+", re.IGNORECASE)
# "Recommendation 3: …" is an item where a sentence follows; where none does, it is a heading or a caption.
# A board's actions are numbered by its meeting too, or not at all: "ACTION 07/02: …", "Action (GM): …".
_LABELLED = re.compile(
    r"^\s*(?:(?i:Recommendation|Action|Principle|Objective|Goal|Aim|Ambition|Priority|Commitment|Step|Function|Finding|Lesson"
    r"|Standard|Requirement|Proposal|Enabler|Pillar|Outcome|Challenge|Option) \d{1,3}[.:]"
    r"|(?i:Action)(?: (?:no\.? )?[A-Z]{0,3}\d{1,4}(?:[/.-]\d{1,4}){0,2}| \([^()\n]{1,30}\))?:)\s.{30,}[.;]\s*(?:\n|$)"
)
# Words of a sentence with the quotation in it that is still read as one.
_MOST_QUOTED = 60
# "Recommendation 2." is no sentence: what it numbers follows.
_NUMBERING = re.compile(r"(?:[^\W\d_]+\s+)?\d{1,2}[.:]")
# "By 1 October 2025." is no sentence either: what is due by then stands before it.
_DUE = re.compile(
    r"\W*(?:(?:to be (?:done|completed) )?(?:due )?(?:by|before|on|no later than)"
    r"|(?:due|deadline|target|timescale)(?: date)?):?\s+"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?(?:(?:beginning|start|middle|end) of (?:the )?)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:next meeting|month|quarter|(?:financial )?year|\d{1,2}/\d{1,2}/(?:\d\d){1,2}"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn"
    r"|winter)(?: (?:19|20)\d\d)?)\W*",
    re.IGNORECASE,
)
# How a line ends that repeats a title, as in "Costs: continued"; not "the clinics should be continued".
CONTINUED = r"(?:[ \t]{0,3}[:(*_]|[ \t]{1,3}[–—-]){1,8}[ \t]{0,3}continued\b[\s)*_]*$"
# "continued on next page", "A case study: continued"; not "the work continued from May to June".
_CONTINUED = re.compile(
    r"^\W*continued(?: overleaf| (?:on|over|from) .{0,20}\b(?:page|overleaf)\b.{0,8})?[^\w.]*$"
    rf"|^(?!\s*[-•*▪◦–]\s)[^.\n]{{0,150}}?{CONTINUED}",
    re.MULTILINE | re.IGNORECASE,
)

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}


def fold(text: str) -> str:
    """Return text for comparison: lower case, straight quotes and dashes, no marks, single spaces."""
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(re.sub(r"[–—‑]", "-", _MARKS.sub("", _LINK.sub(r"\1", text))).lower().split())


def words(text: str) -> list[str]:
    """Return the words of a text, folded, in order."""
    return [word.removesuffix("'s") for word in _WORD.findall(fold(text))]


def content_words(text: str) -> list[str]:
    """Return the words of a text that carry meaning, in order."""
    return [word for word in words(text) if word not in STOP_WORDS]


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


@cache
def stem(word: str) -> str:
    """Return a word's stem (Snowball English)."""
    return str(_stemmer().stemWord(word))


def denials(text: str) -> list[str]:
    """Return the words of a text that deny something, in order."""
    return [word for word in words(text) if is_denial(word)]


def is_denial(word: str) -> bool:
    """Say whether a word in small letters denies something."""
    return word in _DENYING or word.endswith("n't")


def stems(text: str) -> list[str]:
    """Return the stems of the content words of a text, in order."""
    return [stem(word) for word in content_words(text)]


def numbers(text: str) -> list[str]:
    """Return the numbers of a text in digits without separators, number words up to twenty and tens included."""
    found = [match.group().replace(",", "") for match in _NUMBER.finditer(fold(text))]
    return found + [str(NUMBER_WORDS[word]) for word in words(text) if word in NUMBER_WORDS]


def is_item(line: str) -> bool:
    """Say whether a line begins with a bullet or an item's number, or numbers what it says with a word before it."""
    return bool(_BULLET.match(line) or _LABELLED.match(line))


def without_marks(text: str) -> str:
    """Return an answer's text without the numbers of its sources: "Two of them. [1] [2]" -> "Two of them."."""
    return _CITED.sub("", text)


def item_number(line: str) -> str:
    """Return the number that an item begins with, nothing where it has a bullet, a letter or a label."""
    match = _BULLET.match(line)
    return (match["number"] or "") if match else ""


def item_mark(line: str) -> str:
    """Return the number or letter that an item begins with, as it is shown: "3.", "(a)"; nothing where it has none."""
    match = _BULLET.match(line)
    return (f"{match['number']}." if match["number"] else match["letter"] or "") if match else ""


def in_one_line(text: str) -> str:
    """Return an item, and what is listed below it, in one line: "it is run by one of: a school; a club"."""
    first, *others = text.split("\n")
    line = first.rstrip()
    for other in others:
        inner = is_item(other) and not item_number(other)
        after = "; " if is_item(other) and not line.endswith((":", ";", ",", ".", "!", "?")) else " "
        line += after + (without_bullet(other) if inner else other.strip())
    return line


def without_bullet(text: str) -> str:
    """Return an item's text without its bullet or number."""
    return _BULLET.sub("", text)


def display(text: str) -> str:
    """Return a quotation as it is shown: joined over page breaks, without link, footnote and emphasis marks."""
    shown = _CONTINUED.sub("", _RULE.sub("", text))
    shown = _MARKS.sub("", _LINK.sub(r"\1", shown)).replace("\t", " | " if "\n" in text.strip() else " – ")
    joined: list[str] = []
    for raw in filter(str.strip, shown.splitlines()):
        line = " ".join(raw.split())
        if joined and not is_item(line) and goes_on(joined[-1], raw):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return "\n".join(joined)


def goes_on(above: str, below: str) -> bool:
    """Say whether a line that ends no sentence goes on in the next: which begins small, or below an item's text.

    A line goes on too that ends amid a phrase: "after the winter of".
    """
    is_below = below.startswith("  ") and is_item(above) and not is_item(below)
    is_phrase = below.lstrip()[:1].islower() or is_below or bool(_AMID.search(above.rstrip()))
    return is_phrase and not ends_sentence(above)


def _ends_sentence(text: str) -> bool:
    return text.rstrip("\"'’”)] ").endswith((".", "!", "?", ":", ";", "…"))


def ends_sentence(text: str) -> bool:
    """Say whether a text ends as a sentence does, marks, quotes and brackets after it left aside."""
    return _ends_sentence(_MARKS.sub("", text).rstrip())


def sentences(text: str, span: Span) -> list[Span]:
    """Return the sentences inside a span, without the white space around them (nupunkt's English model)."""
    import nupunkt

    # Marks are replaced by as many spaces, so that "said so.<sup>1</sup> Next" is split and offsets stay true.
    masked = _MARKS.sub(lambda match: " " * len(match.group()), text[span.start : span.end])
    masked = _RULE.sub(lambda match: " " * len(match.group()), masked).replace("\n", " ")
    spans: list[Span] = []
    for start, end in nupunkt.sent_spans(masked):
        found = trim(text, Span(span.start + start, span.start + end)) if end > start else None
        if (
            found
            and spans
            and (
                _NUMBERING.fullmatch(text, spans[-1].start, spans[-1].end)
                or _DUE.fullmatch(text, found.start, found.end)
            )
        ):
            spans[-1] = Span(spans[-1].start, found.end)
        elif found:
            spans.append(found)
    return _with_whole_quotations(text, spans)


def _with_whole_quotations(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return sentences, those within one pair of quotation marks as one with what stands before and behind them.

    A quotation that is very long, or whose end is not marked, stays in its sentences.
    """
    whole: list[Span] = []
    first, curly, straight = None, 0, 0
    for span in spans:
        said = text[span.start : span.end]
        curly = max(0, curly + said.count("“") - said.count("”"))
        straight = (straight + said.count('"')) % 2
        whole.append(span)
        if curly or straight:
            first = len(whole) - 1 if first is None else first
        elif first is not None:
            quoted = Span(whole[first].start, span.end)
            if len(text[quoted.start : quoted.end].split()) <= _MOST_QUOTED:
                whole[first:] = [quoted]
            first = None
    return whole


def trim(text: str, span: Span) -> Span | None:
    """Return a span without the white space at its ends, or nothing where no character is left."""
    inside = text[span.start : span.end]
    start = span.start + len(inside) - len(inside.lstrip())
    end = span.end - len(inside) + len(inside.rstrip())
    return Span(start, end) if start < end else None


def asking(question: str) -> str:
    """Return the sentences of a question that ask: those with a question mark, else the last."""
    told = re.split(r"(?<=[.?!])\s+", question)
    return " ".join([sentence for sentence in told if sentence.endswith("?")] or told[-1:])


def focus(question: str, longest: int = 40) -> str:
    """Return what a long story asks, in at most so many words."""
    return question if len(question.split()) <= longest else " ".join(asking(question).split()[-longest:])
