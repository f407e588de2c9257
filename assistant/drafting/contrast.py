"""A brief and what a case tells -> how they differ in place, people, team, time and means, like beside like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.drafting.brief import Brief
from assistant.text import stems

_DIRECTIONS = "North|South|East|West|Central|Greater|Upper|Lower|Mid"
_NOTICED, _MOST_WORDS = 3, 12
# Of whom every publication speaks, and who tells of no difference.
_ANYONE = frozenset(("patients", "users", "service users"))
_NOTHING = "nothing of the kind was recognised in your brief"
_NUMBER = r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)"
# No list of people and means is whole: what is not found is never said not to be there.
_AFFECTED = (
    r"(?:young|older|younger|disabled|working-age|bereaved|homeless|autistic) (?:people|adults|men|women)"
    r"|residents?|babies|children|teenagers|adults|men|women|mothers|fathers|couples|families|households|parents"
    r"|patients|carers|(?:service )?users|survivors|veterans|students|pupils|refugees|migrants|prisoners|tenants"
    r"|employees|neighbours"
)
_PEOPLE_AFFECTED = re.compile(
    rf"\b(?:{_AFFECTED}"
    r"|people (?:(?:with|in|under|over)|who [\w'’-]+) (?!(?:more|less|an?|the|no|other|such)\b)[\w'’-]+)\b",
    re.IGNORECASE,
)
_TOLD: Mapping[str, re.Pattern[str]] = {
    "People": _PEOPLE_AFFECTED,
    "Team": re.compile(
        r"\b(?:nurses|doctors|GPs|midwives|health visitors|paramedics|clinicians|consultants|surgeons"
        r"|(?:pharmac|\w*therap|dent|psycholog|psychiatr|special|scient)ists|dieticians|teachers|managers"
        r"|(?:(?:social|care|home care|support|youth|community|link|health|key) )?workers|(?:police|housing) officers"
        r"|volunteers|apprentices|trainees|commissioners|councillors)\b",
        re.IGNORECASE,
    ),
    # How long it lasted, as a brief says how long it may last, and not when it was.
    "Time": re.compile(
        rf"(?<!aged )(?<!age )(?<!\d[-–])\b{_NUMBER}[ -](?:months?|years?|weeks?)\b(?! old|-old| of age)"
    ),
    "Means": re.compile(
        r"£ ?\d[\d,.]*\d(?: ?(?:million|m|bn|k)\b)?|\b(?:train(?:ing|ed)|funding|grants?|bursar(?:y|ies)|backfill"
        r"|secondments?|placements?|mentoring|supervision|apprenticeships|coaching|courses?|workshops|co-?ordinators?|campaigns?"
        r"|monitoring|surveillance|screening|peer support|clinics?|hubs?|helplines?|websites?|apps?|software"
        r"|equipment|toolkits?|registers?|dashboards?|shared records|video (?:links?|calls?)|e-learning)\b",
        re.IGNORECASE,
    ),
}


def people_affected(text: str) -> tuple[str, ...]:
    """Return the people of whom a text speaks and who may be affected by what it tells, the first few, each once."""
    return tuple(dict.fromkeys(name.lower() for name in _PEOPLE_AFFECTED.findall(text)))[:_NOTICED]


def differences(brief: Brief, name: str, places: Iterable[str], text: str) -> str:
    """Return what is there and not here, and what is here instead; nothing where the case does not say it.

    `name` is what the case is called, `places` are the words in it that are names, and `text` is what it tells.
    """
    here = {
        "People": _found("People", f"{brief.people_affected} {brief.problem}"),
        "Team": tuple(dict.fromkeys(member.role for member in brief.team)),
        "Time": (f"{brief.months} months",) if brief.months else (),
        "Means": _found("Means", f"{brief.problem} {brief.known}"),
    }
    there = {aspect: _found(aspect, text) for aspect in _TOLD}
    told = [_of_place(_place(name, frozenset(places)), brief.place)]
    told += [_contrast(aspect, there[aspect], here[aspect], _own_words(brief, aspect)) for aspect in _TOLD]
    return " ".join(filter(None, told))


def _own_words(brief: Brief, aspect: str) -> str:
    """Return the brief's own words for what is here, where a field of it says just that."""
    return _shortened(brief.people_affected) if aspect == "People" else ""


def _of_place(there: str, here: str) -> str:
    """Return how two places differ; one whose name stands in the other's is no other."""
    if not there or f" {there.lower()} " in f" {here.lower()} ":
        return ""
    return f"Place: there, {there}; here, {here or _NOTHING}."


def _contrast(aspect: str, there: Sequence[str], here: Sequence[str], own: str) -> str:
    """Return what of an aspect is only there, and what is only here; nothing where all that is there is here too."""
    told = [each for each in there if each.lower() not in _ANYONE]
    more = [each for each in told if not any(_is_within(each, one) for one in here)]
    if not more:
        return ""
    names = ", ".join(more[:_NOTICED])
    else_here = own or ", ".join([each for each in here if not any(_is_within(one, each) for one in told)][:_NOTICED])
    if not else_here and len(more) < len(told):
        return f"{aspect}: there, {names} as well."
    return f"{aspect}: there, {names}; here, {else_here or _NOTHING}."


def _is_within(one: str, other: str) -> bool:
    """Say whether every word of a name stands in another, in whatever form."""
    return set(stems(one)) <= set(stems(other))


def _shortened(text: str) -> str:
    """Return the opening of a text."""
    told = text.split()
    return " ".join(told[:_MOST_WORDS]).rstrip(".,;") + (" …" if len(told) > _MOST_WORDS else "")


def _found(aspect: str, text: str) -> tuple[str, ...]:
    """Return the words of a text that say an aspect, each once."""
    found: dict[str, str] = {}
    for each in _TOLD[aspect].findall(text):
        found.setdefault(each.lower(), each)
    return tuple(found.values())


def _place(name: str, places: frozenset[str]) -> str:
    """Return the place that the name of a case says: its first name, what points where in it, and others joined to it.

    A name right behind a name is cut off: it is as often a word of a title.
    """
    one = rf"(?:(?:{_DIRECTIONS}) )*(?:{'|'.join(map(re.escape, sorted(places)))})\b"
    found = re.search(rf"\b{one}(?: (?:and|&|of) {one})*", name) if places else None
    return found[0] if found else ""
