"""What is wrong with what was sent, in words: where it is, what is expected there, and what stands there instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic_core.core_schema import ErrorType

# By pydantic's kind of error; its own text names types of Python. What it says of a validator of ours is ours.
_TEXT, _NUMBER, _WHOLE, _YES_OR_NO = "has to be text", "has to be a number", "has to be a whole number", "true or false"
_OBJECT, _LIST = "has to be an object with named fields", "has to be a list"
_SAID = {
    "missing": "is missing: add it",
    "extra_forbidden": "is not known here: leave it out, or write it as it is described",
    "string_type": _TEXT,
    "string_sub_type": _TEXT,
    "string_unicode": "has to be text in UTF-8",
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": "is too large a number",
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": "has to be a finite number",
    "bool_type": f"has to be {_YES_OR_NO}",
    "bool_parsing": f"has to be {_YES_OR_NO}",
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _OBJECT,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dataclass_type": _OBJECT,
    "none_required": "has to be null, or left out",
    "literal_error": "has to be {expected}",
    "enum": "has to be {expected}",
    "greater_than_equal": "has to be {ge} or more",
    "greater_than": "has to be more than {gt}",
    "less_than_equal": "has to be {le} or less",
    "less_than": "has to be less than {lt}",
    "too_short": "holds too few: give at least {min_length}",
    "too_long": "holds too many: give at most {max_length}",
    "string_too_short": "is too short: give at least {min_length} characters",
    "string_too_long": "is too long: give at most {max_length} characters",
    "string_pattern_mismatch": "is not written in the form that is described: {pattern}",
    "union_tag_invalid": "needs a field {discriminator} that is one of {expected_tags}",
    "union_tag_not_found": "needs a field {discriminator} that says which kind it is",
}
_SOMETHING_ELSE = "is not what is described"
_VERBS = ("has ", "is ", "holds ", "needs ")
_SHOWN = ("has to be", "is not written", "is too large")
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Misfit:
    """A place in what was sent, as in `history.0.role` (empty for all of it), and what is wrong there."""

    place: str
    said: str

    def __str__(self) -> str:
        """Return both as one phrase."""
        place = self.place or "what was sent"
        return f"{place} {self.said}" if self.said.startswith(_VERBS) else f"{place}: {self.said}"


def misfits(errors: Iterable[Mapping[str, Any]], sent: object = None) -> tuple[Misfit, ...]:
    """Return pydantic's errors in words. `sent` is what they are about: what is no place in it is none to be told of.

    Of a value that may be of several kinds, what is wrong with the nearest of them is told.
    """
    told = [(_place(error, sent), error) for error in errors]
    outer = {place[:length] for place, _ in told for length in range(len(place))}
    found: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for place, error in told:
        if place not in outer:
            found.setdefault(place, []).append(error)
    return tuple(Misfit(".".join(place), _said(there)) for place, there in found.items())


def _place(error: Mapping[str, Any], sent: object) -> tuple[str, ...]:
    """Return where an error is, without the names by which pydantic tells the kinds of a value apart."""
    value, place = sent, []
    for part in error["loc"]:
        if isinstance(value, Mapping | list):
            inside = part in value if isinstance(value, Mapping) else isinstance(part, int) and part < len(value)
            if not inside and not (error["type"] == "missing" and part == error["loc"][-1]):
                continue
            value = value[part] if inside else None
        elif sent is not None:
            continue
        place.append(str(part))
    return tuple(place)


def _said(errors: Sequence[Mapping[str, Any]]) -> str:
    """Return what is wrong in one place: all that might stand there, and what does."""
    said = ", or ".join(dict.fromkeys(map(_expected, errors)))
    if "input" not in errors[0] or not said.startswith(_SHOWN):
        return said
    return f"{said}, and is {_shown(errors[0]['input'])}"


def _expected(error: Mapping[str, Any]) -> str:
    if error["type"] not in get_args(ErrorType) or error["type"] == "value_error":
        return str(error["msg"]).removeprefix("Value error, ")
    return _SAID.get(error["type"], _SOMETHING_ELSE).format(**error.get("ctx", {}))


def _shown(value: object) -> str:
    """Return a value as it is written in JSON, or what it is where that is long."""
    if isinstance(value, str):
        short = value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…"
        return f"“{short.encode('utf-8', 'backslashreplace').decode('utf-8')}”"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return str(value)[:_LONGEST_SHOWN]
    return "a list" if isinstance(value, list | tuple) else "an object"
