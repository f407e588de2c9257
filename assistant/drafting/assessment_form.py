"""TOML or JSON -> AssessmentForm: a user's own judgements and evidence, criterion by criterion, checked."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.answering.guards import check_characters, clean
from assistant.drafting.brief import refuse_a_person
from assistant.errors import UsageError

MOST_BYTES, MOST_TEXT, MOST_EVIDENCE, MOST_JUDGEMENTS = 900_000, 5_000, 20, 200
_FIELDS = {"set", "system", "criteria", "judgements"}
_JUDGED = {"criterion", "text", "verdict", "confidence", "next_step", "evidence"}
_TAKEN = {"document", "quote"}


class Verdict(StrEnum):
    """How far a criterion is met; the worst first."""

    NOT_EVIDENCED = "not evidenced"
    PARTLY = "partly"
    MET = "met"
    NOT_APPLICABLE = "not applicable"


CONFIDENCES = ("", "low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Shown:
    """Evidence as it is put forward: the user's own words, or words of a document that they bring."""

    text: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a user says on a criterion."""

    criterion: str
    verdict: Verdict = Verdict.NOT_EVIDENCED
    confidence: str = ""
    next_step: str = ""
    evidence: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class AssessmentForm:
    """What a user fills in; `criteria` is the mark of those it was written for, empty where it does not say."""

    set: str
    system: str = ""
    criteria: str = ""
    judgements: tuple[Judged, ...] = ()


def read_form(path: Path) -> AssessmentForm:
    """Return the form in a TOML or JSON file. Raise UsageError where it is malformed, and as `make_form` does."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"the form {path} is larger than {MOST_BYTES // 1000} kB: shorten it")
        text = path.read_text(encoding="utf-8-sig")
        data = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except FileNotFoundError:
        raise UsageError(f"there is no form {path}: write an empty one with ics assess --template FILE.toml") from None
    except UnicodeDecodeError:
        raise UsageError(f"the form {path} is no text in UTF-8: save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise UsageError(f"the form {path} cannot be read ({error}): begin with ics assess --template") from None
    return make_form(data)


def make_form(data: object) -> AssessmentForm:
    """Return a form from its fields.

    Raise UsageError for an unknown, missing or malformed field, BriefRefusedError where a text tells of a person.
    """
    told = _mapping("the form", data, _FIELDS)
    judgements = _list("judgements", told.get("judgements"), MOST_JUDGEMENTS)
    form = AssessmentForm(
        set=_text("set", told.get("set")) or "principles",
        system=_text("system", told.get("system")),
        criteria=_text("criteria", told.get("criteria")),
        judgements=tuple(_judged(number, each) for number, each in enumerate(judgements, 1)),
    )
    names = [each.criterion for each in form.judgements]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise UsageError(f"the criterion {twice!r} is judged twice: keep one of the two")
    for name, text in _texts(form):
        refuse_a_person(name, text)
    return form


def _texts(form: AssessmentForm) -> Iterator[tuple[str, str]]:
    yield "system", form.system
    for each in form.judgements:
        yield f"next_step of {each.criterion}", each.next_step
        yield from ((f"evidence of {each.criterion}", shown.text) for shown in each.evidence)


def _judged(number: int, value: object) -> Judged:
    which = f"judgement {number}"
    told = _mapping(which, value, _JUDGED)
    criterion = _text(f"criterion of {which}", told.get("criterion"))
    if not criterion:
        raise UsageError(f"{which} names no criterion: write its id, as in principle-1.1")
    evidence = told.get("evidence")
    several = (
        [evidence] if isinstance(evidence, str | Mapping) else _list(f"evidence of {which}", evidence, MOST_EVIDENCE)
    )
    found = (_shown(f"evidence of {criterion}", each) for each in several)
    return Judged(
        criterion=criterion,
        verdict=Verdict(_one_of(f"verdict of {criterion}", told.get("verdict"), tuple(Verdict))),
        confidence=_one_of(f"confidence of {criterion}", told.get("confidence"), CONFIDENCES),
        next_step=_text(f"next_step of {criterion}", told.get("next_step")),
        evidence=tuple(each for each in found if each.text or each.document),
    )


def _shown(name: str, value: object) -> Shown:
    if not isinstance(value, Mapping):
        return Shown(_text(name, value))
    told = _mapping(name, value, _TAKEN)
    return Shown(
        _text(f"quote in the {name}", told.get("quote")), _text(f"document in the {name}", told.get("document"))
    )


def _mapping(name: str, value: object, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise UsageError(f"{name} is {value!r:.60}, and has to have the fields {', '.join(sorted(known))}")
    unknown = sorted(set(map(str, value)) - known)
    if unknown:
        raise UsageError(f"{name} has the field {unknown[0]!r}, which is not known; it has: {', '.join(sorted(known))}")
    return value


def _list(name: str, value: object, most: int) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > most:
        raise UsageError(f"the field {name!r} has to be a list of at most {most}")
    return value


def _text(name: str, value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UsageError(f"the field {name!r} is {value!r:.60}, and has to be a text: put it in quotation marks")
    if len(value) > MOST_TEXT:
        raise UsageError(
            f"the field {name!r} has {len(value):,} characters; at most {MOST_TEXT:,} are read: shorten it"
        )
    check_characters(value, f"the field {name!r}")
    return clean("".join(each if each.isprintable() or each.isspace() else " " for each in value))


def _one_of(name: str, value: object, known: tuple[str, ...]) -> str:
    told = _text(name, value).lower()
    if told not in known and (told or "" in known):
        raise UsageError(f"the {name} is {told!r}, and has to be one of: {', '.join(filter(None, known))}")
    return told or known[0]
