"""A question that compares two or three that it names -> the same question of each: "how do X and Y differ?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_COMPARES = re.compile(
    r"\b(?:compar\w+|contrast\w*|differ\w*|versus|vs?|unlike|alike|similar\w*|(?:the )?same|stack(?:s|ed)? up)\b",
    re.IGNORECASE,
)
# What a question begins with is written large and no name.
_OPENS = r"(?!(?:How|Wh\w+|Do|Does|Did|Is|Are|Was|Were|Has|Have|Can|Could|Compar\w+|Contrast|Of|In|For|Both|The)\b)"
_NAME = rf"{_OPENS}[A-Z][\w’'-]*(?: (?:of |upon |in |the )?[A-Z][\w’'-]*)*"
_WITH = r",? (?:and|&|versus|vs?\.?|with|to|or|from|against) |, "
_NAMES = re.compile(rf"(?:{_NAME})(?:(?:{_WITH})(?:the )?(?:{_NAME}))+")
_MOST = 3
# What stands so often with what follows it is one name with it.
_TOGETHER = 0.5


def of_each(question: str, count: Callable[[str], int]) -> Sequence[str]:
    """Return the question once for each that it compares; the question alone where it compares none that it names.

    `count` says how often a text stands in the documents: "Humber" hardly without "and North Yorkshire", so that both
    are one name.
    """
    places = list(_NAMES.finditer(question)) if _COMPARES.search(question) else []
    for place in places:
        names = _names(place.group(), count)
        if 2 <= len(names) <= _MOST:
            return [f"{question[: place.start()]}{name}{question[place.end() :]}" for name in names]
    return (question,)


def _names(text: str, count: Callable[[str], int]) -> list[str]:
    """Return the names of a run, those together that are one."""
    pieces = re.split(rf"({_WITH})", text)
    names = pieces[:1]
    for between, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        both = f"{names[-1]}{between}{piece}"
        if count(both) > _TOGETHER * count(names[-1]):
            names[-1] = both
        else:
            names.append(piece)
    return names
