"""TOML or JSON -> Brief: what a team says of its project, checked; it is quoted in the plan and never obeyed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from assistant.answering.guards import check_characters, clean, guard
from assistant.answering.personal import personal_data
from assistant.errors import BriefRefusedError, UsageError
from assistant.types import Status

# A name or a place is a line; a story may have twenty pages.
MOST_NAME, MOST_STORY = 300, 100_000
MOST_MEMBERS, MOST_MONTHS = 40, 60
MOST_BYTES = 500_000
STORIES = ("problem", "people_affected", "known", "worries")
NAMES = ("place", "requested_by", "sponsor")
FIELDS = (*STORIES, *NAMES, "team", "months")
WORDS = {
    "problem": "the problem",
    "people_affected": "who is affected",
    "known": "what is known already",
    "place": "the place",
    "requested_by": "who asked for the project",
    "team": "who is in the team",
    "sponsor": "who the sponsor is",
    "months": "how many months there are",
    "worries": "what worries you",
}


@dataclass(frozen=True, slots=True)
class Member:
    """One of the team: what they do, and for whom."""

    role: str
    organisation: str = ""

    def __str__(self) -> str:
        return f"{self.role} ({self.organisation})" if self.organisation else self.role


@dataclass(frozen=True, slots=True)
class Brief:
    """What a team says of its project, in its own words; a story has a paragraph or a point on each line."""

    problem: str
    place: str = ""
    requested_by: str = ""
    sponsor: str = ""
    team: tuple[Member, ...] = ()
    people_affected: str = ""
    months: int | None = None
    known: str = ""
    worries: str = ""

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield each text with the name of its field."""
        for name in (*STORIES, *NAMES):
            yield name, getattr(self, name)
        for number, member in enumerate(self.team, 1):
            yield f"role of member {number} of the team", member.role
            yield f"organisation of member {number} of the team", member.organisation


def read_brief(path: Path) -> Brief:
    """Return the brief in a TOML file. Raise UsageError where it is malformed, BriefRefusedError as `make_brief`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"the brief {path} is larger than {MOST_BYTES // 1000} kB: shorten it")
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise UsageError(f"there is no brief {path}: see docs/examples for what one looks like") from None
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder: name a brief in it, a file of TOML") from None
    except UnicodeDecodeError:
        raise UsageError(f"the brief {path} is no text in UTF-8: save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f'the brief {path} is no TOML ({error}): write lines such as problem = "…"') from None
    return make_brief(data)


def make_brief(data: Mapping[str, Any]) -> Brief:
    """Return the brief that these fields make.

    Raise UsageError where a field is unknown, missing, too long or of another kind, and BriefRefusedError where one
    holds data that identify a person, or the case of a patient.
    """
    brief = begin_brief(data)
    if not brief.problem:
        raise UsageError("the field 'problem' is empty: say in a sentence or two what the project is to change")
    return brief


def begin_brief(data: Mapping[str, Any]) -> Brief:
    """Return the brief that these fields make so far: none has to be there. Raise as `make_brief`."""
    unknown = sorted(set(data) - set(FIELDS))
    if unknown:
        raise UsageError(f"a brief has no field {unknown[0]!r}; its fields are: {', '.join(FIELDS)}")
    texts = {name: _text(name, data.get(name)) for name in (*STORIES, *NAMES)}
    brief = Brief(**texts, team=_team(data.get("team")), months=_months(data.get("months")))
    for name, text in brief.texts():
        refuse_a_person(name, text)
    return brief


def brief_json(brief: Brief) -> dict[str, Any]:
    """Return a brief's fields, as `make_brief` takes them."""
    told = {field.name: getattr(brief, field.name) for field in fields(brief)}
    return told | {"team": [{"role": each.role, "organisation": each.organisation} for each in brief.team]}


def _text(name: str, value: Any) -> str:
    """Return a text, its lines tidied; of a list, one line a text."""
    if value is None:
        return ""
    lines = value if isinstance(value, list | tuple) and name in STORIES else [value]
    if not all(isinstance(line, str) for line in lines):
        raise UsageError(f"the field {name!r} is {value!r:.60}, and has to be a text: put it in quotation marks")
    return tidy_text(name, "\n".join(lines), MOST_STORY if name in STORIES else MOST_NAME)


def tidy_text(name: str, value: str, most: int) -> str:
    """Return a text, its lines tidied and none of them empty. Raise UsageError where it has more characters than that.

    It is raised too where the text holds control characters; `name` is what the text is called.
    """
    check_characters(value, f"the field {name!r}")
    text = "\n".join(tidy for piece in value.splitlines() if (tidy := clean(piece)))
    if len(text) > most:
        raise UsageError(f"the field {name!r} has {len(text):,} characters; at most {most:,} are read: shorten it")
    return text


_BULLETS = re.compile(r"^(?:[-•▪◦*+–]\s+)+")
_STRAY = (
    (re.compile(r"([,;:])\1+"), r"\1"),
    (re.compile(r"(?<!\.)\.\.(?!\.)"), "."),
    (re.compile(r"\s+([,.;:])(?=\s|$)"), r"\1"),
)


def tidy_marks(text: str) -> str:
    """Return lines without what the editing of a list leaves: other bullets, empty items, doubled and stray marks."""
    lines = []
    for line in text.splitlines():
        bullet, bare = ("- " if _BULLETS.match(line) else ""), _BULLETS.sub("", line)
        for stray, mark in _STRAY:
            bare = stray.sub(mark, bare)
        bare = re.sub(r"^[,;.](?!\.)\s*", "", bare)
        lines += [f"{bullet}{bare}"] if any(each.isalnum() for each in bare) else []
    return "\n".join(lines)


def _team(value: Any) -> tuple[Member, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or len(value) > MOST_MEMBERS:
        raise UsageError(
            f'the field \'team\' is a list of at most {MOST_MEMBERS} of {{role = "…", organisation = "…"}}'
        )
    return tuple(_member(number, each) for number, each in enumerate(value, 1))


def _member(number: int, value: Any) -> Member:
    which = f"member {number} of the team"
    if not isinstance(value, Mapping) or not set(value) <= {"role", "organisation"}:
        raise UsageError(f'{which} is {value!r:.60}, and has to be {{role = "…", organisation = "…"}}')
    role, organisation = (_text(f"{name} of {which}", value.get(name)) for name in ("role", "organisation"))
    if not role:
        raise UsageError(f"{which} has no role: say what they do, for example GP, nurse, social worker")
    return Member(role, organisation)


def _months(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_MONTHS:
        raise UsageError(f"the field 'months' is {value!r:.60}, and has to be a whole number from 1 to {MOST_MONTHS}")
    return value


# One person rather than a group, and what is said of a person's care.
_ONE = re.compile(
    r"\b\d{1,3}[- ]?(?:years?[- ]old|y/?o\b)|\b(?:Mr|Mrs|Ms|Miss|Master)\.? [A-Z]"
    r"|\b(?i:this|our|my|one|a|the) (?i:patient|resident|client|service user|man|woman|boy|girl|lady|gentleman)\b"
    r"|\b(?i:he|she|his|her|him|i|my)\b|\b(?i:patient|resident|client) [A-Z]{1,2}\b"
)
_CASE = re.compile(
    r"\b\d{1,3}[- ]?(?:years?[- ]old|y/?o\b).{0,120}\b(?:diagnosed|prescribed|admitted|sectioned|discharged|\d+ ?mg"
    r"|overdos\w+|medication|symptoms?|history of|suffers from|presented with)\b"
    r"|\b(?:Mr|Mrs|Ms|Miss|Master)\.? [A-Z][\w'’-]+.{0,120}\b(?:diagnosed|prescribed|admitted|sectioned|discharged|died"
    r"|\d+ ?mg|overdos\w+|medication|symptoms?|dementia|cancer|autis\w+|depress\w+|suicid\w+|diabet\w+)\b"
    r"|\b(?i:this|our|my|one) (?:patient|resident|client|service user)\b.{0,120}\b(?:diagnosed|prescribed|admitted"
    r"|sectioned|discharged|died|\d+ ?mg|overdos\w+|was given|presented with)\b"
)


def refuse_a_person(name: str, text: str) -> None:
    """Raise BriefRefusedError where a text identifies a person, tells a patient's case or asks for a person's care."""
    kind = personal_data(text)
    if kind:
        raise BriefRefusedError(
            f"the field {name!r} seems to hold data that identify a person ({kind}), and nothing was kept: describe "
            "the situation and not the person, without names, numbers, addresses and dates of birth"
        )
    for line in text.splitlines():
        verdict = guard(line) if _ONE.search(line) else None
        if _CASE.search(line) or (verdict and verdict.status is Status.CLINICAL):
            said = f" {verdict.text}" if verdict and verdict.status is Status.CLINICAL else ""
            raise BriefRefusedError(
                f"the field {name!r} seems to speak of one person's care, and nothing was kept: describe the group "
                f"that the project is for.{said}"
            )
