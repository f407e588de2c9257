"""What is refused or redirected before any search, without any model: words alone decide, by small named rules.

Order: personal data, then self-harm and clinical questions, then instructions to the assistant, then out of scope.
When in doubt nothing is said here (`None`); whether the sources cover a question is for the evidence to decide.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.answering import guard_patterns as patterns
from assistant.answering import instruction_patterns as instructing
from assistant.answering.personal import personal_data
from assistant.errors import UsageError
from assistant.types import Status, Turn

MAX_QUESTION = 2_000
MAX_TURNS = 50


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a question goes no further: its status, the text shown, and the name of the rule that decided."""

    status: Status
    text: str
    rule: str = ""


class Rule(NamedTuple):
    """A named pattern; `tail` is matched after a head word."""

    family: str
    name: str
    tail: re.Pattern[str]


def check_question(question: str, name: str = "the question") -> str:
    """Return the question cleaned: no invisible characters, white space collapsed, NFC; `name` is what errors call it.

    Raises UsageError if it is empty, longer than 2,000 characters, or not text.
    """
    if len(question) > MAX_QUESTION:
        raise UsageError(f"{name} has {len(question):,} characters; at most {MAX_QUESTION:,} are read: shorten it")
    check_characters(question, name)
    cleaned = clean(question)
    if not cleaned:
        raise UsageError(f"{name} is empty: type it in words")
    readable = sum(unicodedata.category(c)[0] in "LNPZ" or c in "£$€+=<>%" for c in cleaned)
    if readable < 0.6 * len(cleaned) or not any(c.isalnum() for c in cleaned):
        raise UsageError(f"{name} is mostly not text; type it in words")
    return cleaned


def check_characters(text: str, name: str) -> None:
    """Raise UsageError if a text holds what no file and no screen could: control characters, halves, non-characters."""
    if _NO_TEXT.search(text):
        raise UsageError(f"{name} holds control characters and is no text; type it, or paste it as plain text")


def check_history(history: Sequence[Turn]) -> None:
    """Raise UsageError if the history has more than 50 turns."""
    if len(history) > MAX_TURNS:
        raise UsageError(f"the history has {len(history)} turns; at most {MAX_TURNS} are read: send the latest")


def clean(text: str) -> str:
    """Return the text without invisible characters, its white space collapsed, in NFC."""
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).split())


_INVISIBLE = re.compile(patterns.INVISIBLE)
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def guard(question: str, history: Sequence[Turn] = ()) -> Verdict | None:
    """Return why the question goes no further, or None: go on. Never raises on text."""
    text = clean(question)
    if rule := personal_data(text):
        return Verdict(Status.PERSONAL_DATA, patterns.PERSONAL_DATA_TEXT, rule)
    plain = flat(text)
    said = [turn.content for turn in history if turn.role == "user"]
    found = _rules(plain, said)
    if rule := found.get("self-harm", ""):
        return Verdict(Status.CLINICAL, patterns.SELF_HARM_TEXT, rule)
    if rule := found.get("clinical", "") or _earlier_care(plain, said):
        return Verdict(Status.CLINICAL, patterns.CLINICAL_TEXT, rule)
    if rule := found.get("refused", "") or _disguised(text) or _earlier_instructions(plain, said):
        return Verdict(Status.REFUSED, patterns.REFUSED_TEXT, rule)
    return _out_of_scope(plain, found.get("out of scope", "") or found.get("elsewhere", ""))


def _out_of_scope(plain: str, rule: str) -> Verdict | None:
    if GREETING.fullmatch(plain):
        return Verdict(Status.OUT_OF_SCOPE, patterns.GREETING_TEXT, "greeting")
    if rule or ARITHMETIC.fullmatch(plain):
        return Verdict(Status.OUT_OF_SCOPE, patterns.OUT_OF_SCOPE_TEXT, rule or "arithmetic")
    if is_other_script(plain):
        return Verdict(Status.OUT_OF_SCOPE, patterns.ENGLISH_TEXT, "not English")
    return None


def is_other_script(text: str) -> bool:
    """Say whether most letters of a text are of another script than that of English."""
    letters = [c for c in text if c.isalpha()]
    return sum(c > "\u024f" for c in letters) > len(letters) / 2


# Rules, tried where one of their heads stands


def flat(text: str) -> str:
    """Return the form that the rules are written for (see `guard_patterns`)."""
    folded = text.casefold()
    if not folded.isascii():
        marks = unicodedata.normalize("NFKD", folded)
        folded = unicodedata.normalize("NFC", "".join(c for c in marks if not unicodedata.combining(c)))
    for mark, plain in _PUNCTUATION.items():
        folded = folded.replace(mark, plain)
    return f" {' '.join(_GAPS.sub(' ', folded).split())} | "


_PUNCTUATION = {"'": "", "’": "", "ł": "l", ":": " : ", "_": " "} | dict.fromkeys(".?!;…。？！", " | ")
_GAPS = re.compile(r"[^\w|:]+")
_WORDS = re.compile(r" (\w+)(?= )")
_ORDERED = re.compile(instructing.ORDERED)
PIECES = patterns.PIECES | instructing.PIECES


def _expand(pattern: str) -> str:
    while (longer := re.sub(r"<(\w+)>", lambda piece: PIECES[piece[1]], pattern)) != pattern:
        pattern = longer
    return pattern


def _compile(tables: Mapping[str, Sequence[tuple[str, str, str]]]) -> Mapping[str, Sequence[Rule]]:
    kin = re.findall(r"[a-z]{3,}", patterns.PIECES["relative"])
    kinfolk = " ".join([*kin, *(f"{word}s" for word in kin if word not in ("patient", "resident"))])
    rules: dict[str, list[Rule]] = {}
    for family, table in tables.items():
        for name, heads, tail in table:
            rule = Rule(family, name, re.compile(_expand(tail)))
            for head in heads.replace("<kin>", kinfolk).split():
                rules.setdefault(head, []).append(rule)
    return rules


def _languages() -> list[tuple[str, str, str]]:
    both = [(name, *pair) for name, *words in instructing.LANGUAGES for pair in (words, words[::-1])]
    return [(name, heads, rf"(?:\w+ ){{0,5}}?(?:{'|'.join(tails.split())})\b") for name, heads, tails in both]


RULES = _compile(
    {
        "self-harm": patterns.SELF_HARM,
        "clinical": patterns.CLINICAL,
        "refused": [*instructing.REFUSED, *_languages()],
        "out of scope": patterns.OUT_OF_SCOPE,
        "elsewhere": patterns.ELSEWHERE,
    }
)
GREETING = re.compile(rf" (?:{patterns.GREETING} (?:\| )?){{1,8}}(?:\| )?")
ARITHMETIC = re.compile(patterns.ARITHMETIC)


def _rules(plain: str, before: Sequence[str] = ()) -> dict[str, str]:
    """Return, by family, the name of the first rule that matches; `before` is what the user said before."""
    found: dict[str, str] = {}
    for word in _WORDS.finditer(plain):
        tried = RULES.get(word[1], ())
        if f"!{word[1]}" in RULES and _ORDERED.search(plain, max(0, word.start() - 20), word.start() + 1):
            tried = [*tried, *RULES[f"!{word[1]}"]]
        for rule in tried:
            if rule.family not in found and rule.tail.match(plain, word.end() + 1):
                found[rule.family] = rule.name
    if "refused" not in found and any(OWN.search(part) and not ASKED.match(part) for part in plain.split("|")):
        found["refused"] = "its own workings"
    if _of_our_subject(plain, before):
        return {family: name for family, name in found.items() if family != "elsewhere"}
    return _bare(plain) | found


def _of_our_subject(plain: str, before: Sequence[str]) -> bool:
    """Say whether a question has a word of our subject, itself or, if it asks of nobody in particular, before."""
    read = plain if OF_ONE.search(plain) else " ".join([plain, *(flat(text) for text in before)])
    return not patterns.SUBJECT.isdisjoint(read.split())


def _bare(plain: str) -> dict[str, str]:
    """Return what a question that holds no word of our subject asks by a word and a shape alone."""
    is_counted = COUNTED.search(plain) is not None and not OF_ONE.search(plain)
    return {
        family: "no word of our subject"
        for family, (word, shape) in BARE.items()
        if word.search(plain) and shape.search(plain) and not (family == "clinical" and is_counted)
    }


OF_ONE = re.compile(patterns.OF_ONE)
COUNTED = re.compile(patterns.COUNTED)
OWN = re.compile(_expand(instructing.OWN))
ASKED = re.compile(instructing.ASKED)
BARE = {
    "clinical": (re.compile(_expand(patterns.MEDICAL)), re.compile(_expand(patterns.MEDICAL_ASKED))),
    "refused": (re.compile(_expand(instructing.WORKINGS)), re.compile(_expand(instructing.ADDRESSED))),
}


def _earlier_care(plain: str, said: Sequence[str]) -> str:
    """Return a rule's name if the question carries on from one about someone's care."""
    if not said or not _CARRIED_ON.fullmatch(plain) or _of_our_subject(plain, ()):
        return ""
    if not OF_ONE.search(plain) and not _STILL_CARE.search(plain):
        return ""
    rule = _rules(flat(said[-1]), said[:-1]).get("clinical", "")
    return f"{rule}, earlier" if rule else ""


_CARRIED_ON = re.compile(patterns.CARRIED_ON)
_STILL_CARE = re.compile(_expand(patterns.STILL_CARE))


# Instructions to the assistant


def instructions(text: str) -> str:
    """Return the name of the rule by which a text instructs, deceives or insults the assistant, or an empty string."""
    return _rules(flat(text)).get("refused", "") or _disguised(text)


def _disguised(text: str) -> str:
    if not _MARKED.isdisjoint(text) and MARKUP.search(text):
        return "markup"
    for form in _forms(text):
        if rule := _rules(form).get("refused", "") or ("glued" if form[:1] != " " and _GLUED.search(form) else ""):
            return rule
    return "language" if not text.isascii() and UNSPACED.search(flat(text)) else ""


MARKUP = re.compile("|".join(instructing.MARKUP), re.IGNORECASE)
UNSPACED = re.compile("|".join(instructing.UNSPACED))
_MARKED = frozenset("<[]:#;{/")
_LEET = str.maketrans("01345789@$!", "oieastbgasi")
_LETTERLIKE = frozenset("01345789@$!")
_MIXED = re.compile(r"[A-Za-z][01345789@$!]+[A-Za-z]|\b[01345789@$!]+[A-Za-z]{2}|[A-Za-z]{2}[0134@$!]+\b")
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?:[ .\-_*|/]{1,3}[^\W\d_](?![^\W_])){3,}")
_SPLIT = re.compile(r"(?<=[a-z])-(?=[a-z])", re.IGNORECASE)
_LONG = re.compile(r"[^\W\d_]{15,}")
_BACKWARDS = ("backward", "revers", "tpmorp", "snoitcurtsni", "erongi", "selur")
_BLOB = re.compile(r"(?<![\w+/])[A-Za-z0-9+/]{12,4000}={0,2}(?![\w+/=])")
_CONFUSABLE = str.maketrans(
    "АВЕКМНОРСТУХІЅЈаеорсухіѕјԁһΑΒΕΗΙΚΜΝΟΡΤΧαοινρ", "ABEKMHOPCTYXISJaeopcyxisjdhABEHIKMNOPTXaoivp"
)
_GLUED = re.compile(instructing.GLUED)


def _forms(text: str) -> Iterator[str]:
    """Yield what a text's disguises hide: look-alike letters, digits for letters, spaced letters, encodings."""
    if any("\u0370" <= char <= "\u058f" for char in text):
        yield flat(text.translate(_CONFUSABLE))
    if not _LETTERLIKE.isdisjoint(text) and _MIXED.search(text):
        yield flat(text.translate(_LEET))
        yield flat(re.sub(r"(?<=[A-Za-z])1+", lambda ones: "l" * len(ones[0]), text).translate(_LEET))
    if _SPACED.search(text):
        joined = _SPACED.sub(lambda run: re.sub(r"[\W_]", "", run[0]), text)
        yield flat(joined)
        yield re.sub(r"[\W_]", "", joined.casefold())
    if len(_SPLIT.findall(text)) > 1:
        yield flat(_SPLIT.sub("", text))
    yield from (word.casefold() for word in _LONG.findall(text))
    if any(word in text.casefold() for word in _BACKWARDS):
        yield flat(text[::-1])
    if "rot13" in text.casefold():
        yield flat(codecs.decode(text, "rot13"))
    yield from (flat(hidden) for blob in _BLOB.findall(text) if (hidden := _decode(blob)))


def _decode(blob: str) -> str:
    """Return what a blob of base64 or hexadecimal says, if that is printable."""
    for decode in (binascii.unhexlify, base64.b64decode):
        try:
            hidden = decode(blob).decode("ascii")
        except ValueError:
            continue
        if hidden.isprintable():
            return hidden
    return ""


_GO_ON = re.compile(instructing.GO_ON)


def _earlier_instructions(plain: str, said: Sequence[str]) -> str:
    """Return a rule's name if the question carries on, or completes, what an earlier turn instructed."""
    if not said:
        return ""
    if _GO_ON.match(plain) or plain.count(" ") <= 4:
        return next((f"{rule}, earlier" for text in said if (rule := instructions(clean(text)))), "")
    if len(said[-1]) + len(plain) > 400 or instructions(clean(said[-1])):
        return ""
    return _rules(flat(f"{said[-1]} {plain}")).get("refused", "")
