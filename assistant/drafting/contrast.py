"""A brief and what a case tells -> how they differ in place, people, time and means, in words that the two hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assistant.drafting.brief import Brief

_DIRECTIONS = "North|South|East|West|Central|Greater|Upper|Lower|Mid"
_NOTICED = 3
_NUMBER = r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)"
_TOLD: Mapping[str, re.Pattern[str]] = {
    "People": re.compile(
        r"\b(?:residents?|young people|older people|children|adults|men|women|mothers|families|parents|patients|carers"
        r"|care leavers|veterans|students|refugees|prisoners|nurses|midwives|pharmacists|paramedics|therapists|GPs"
        r"|social workers|home care workers|care workers|volunteers|apprentices|executives)\b",
        re.IGNORECASE,
    ),
    "Time": re.compile(
        rf"\b(?:{_NUMBER}[ -](?:months?|years?|weeks?)\b(?! old|-old)|(?:since|in|from) (?:[A-Z][a-z]+ )?20\d\d)\b"
    ),
    "Means": re.compile(
        r"£ ?\d[\d,.]*\d(?: ?(?:million|m|bn|k)\b)?|\b(?:training|funding|backfill|mentoring|apprenticeships|coaching"
        r"|workshops|coordinators?|co-ordinators?|campaign|surveillance|peer support|video links?|e-learning)\b",
        re.IGNORECASE,
    ),
}


def differences(brief: Brief, name: str, places: Iterable[str], text: str) -> str:
    """Return what is there and not here, and what is here instead; nothing where the case does not say it.

    `name` is what the case is called, `places` are the words in it that are names, and `text` is what it tells.
    """
    here = {
        "Place": brief.place,
        "People": _found("People", f"{brief.people_affected} {brief.problem}"),
        "Time": f"{brief.months} months" if brief.months else "",
        "Means": _found("Means", f"{brief.problem} {brief.known}"),
    }
    there = {"Place": _place(name, frozenset(places))} | {aspect: _found(aspect, text) for aspect in _TOLD}
    return " ".join(_contrasts(there, here))


def _contrasts(there: Mapping[str, str], here: Mapping[str, str]) -> Iterator[str]:
    for aspect, told in there.items():
        if told and told.lower() != here[aspect].lower():
            yield f"{aspect}: there, {told}; here, {here[aspect] or 'your brief does not say'}."


def _found(aspect: str, text: str) -> str:
    """Return the first words of a text that say an aspect, each once."""
    found: dict[str, str] = {}
    for each in _TOLD[aspect].findall(text):
        found.setdefault(each.lower(), each)
    return ", ".join(list(found.values())[:_NOTICED])


def _place(name: str, places: frozenset[str]) -> str:
    """Return the place that the name of a case says: its first name, what points where in it, and others joined to it.

    A name right behind a name is cut off: it is as often a word of a title.
    """
    one = rf"(?:(?:{_DIRECTIONS}) )*(?:{'|'.join(map(re.escape, sorted(places)))})\b"
    found = re.search(rf"\b{one}(?: (?:and|&|of) {one})*", name) if places else None
    return found[0] if found else ""
