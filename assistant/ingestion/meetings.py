"""Minutes, agendas and papers for a meeting: what their first lines say of the body that met, and when."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.ingestion.dates import iso_date, undated
from assistant.ingestion.lines import Line

# "Draft minutes of the meeting held on …", "Agenda"; not "Notes from the field", "An agenda for change".
_BODY = "meeting|board|committee|council|group|forum|partnership"
_KIND = re.compile(
    r"\W*(?:(?:draft|unconfirmed|confirmed|unapproved|approved|ratified|final|public|private)\W+)*"
    r"(?:minutes\s+(?:of|for|from)\b"
    r"|(?:meeting )?(?:minutes|agenda(?! item)|(?:action )?notes|record)(?:\W*$|\W+(?=\D{0,12}\d))"
    rf"|(?:agenda(?! for change)|(?:action )?notes|record)\s+(?:of|for|from)\b.{{0,80}}\b(?:{_BODY}|held)\b)"
    rf"|.{{0,100}}\b(?:{_BODY})\b\W+(?:draft )?(?:minutes|agenda)\W*$",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\b(?:of|for|from) (?:the |a |an )?(?:(?:\w+ )?meeting of (?:the )?)?(?P<body>[^,]+?)"
    r"(?:,? meeting\b|,? held\b|,? on\b|\s[–—|-]\s|,|\(|$)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?P<body>.+?)\W+(?:meeting )?(?:draft )?(?:minutes|agenda)\b", re.IGNORECASE)
_HELD = re.compile(r"\bheld (?:on|at)\b|\bdate(?: of (?:the )?meeting)?\b[:\t ]|\bmeeting date\b", re.IGNORECASE)
# What else is dated near the top: "Status: approved at the meeting of 9 September", "Date of next meeting".
_OTHERWISE = re.compile(r"\b(?:status|approved|agreed|confirmed|next|previous|last|published|issued)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:street|road|lane|avenue|square|terrace|crescent|gardens|hall|hotel|library|campus|headquarters|floor"
    r"|(?:board)?rooms?|chambers?|suite|house|building|civic centre|online|teams|zoom)(?: \w{1,2})?(?=\s*(?:[,;(]|$))"
    r"|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|^\W*(?:venue|location|place|address|where)\b\W*[:\t]"
    r"|^\W*(?:held )?(?:via|at)\b",
    re.IGNORECASE,
)
_DAY = len("2025-07-08")


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a document says of its meeting: the document's `title`, the `body` that met and when it was `held`."""

    title: str | None = None
    body: str | None = None
    held: str | None = None


def is_place(line: str) -> bool:
    """Say whether a line tells where something is: a room, a street, a postcode."""
    return _PLACE.search(line) is not None


def read_meeting(cover: Sequence[Line], named: str | None, name_of: Callable[[str], str | None]) -> Meeting:
    """Return what the lines of a cover say of a meeting, the body alone where they are of no minutes and no agenda.

    `named` is the body under a label; `name_of` returns the organisation that a line names and nothing else.
    """
    kind = next((line.title for line in cover if _KIND.match(line.title) and not line.is_row), None)
    if kind is None:
        return Meeting(body=named)
    held = _date([kind, *(line.title for line in cover)])
    named = named or next((name for line in cover if not line.is_row and (name := name_of(line.title))), None)
    within = [found["body"].strip() for pattern in (_OF, _BEFORE) if (found := pattern.search(undated(kind)))]
    body = next(filter(None, map(name_of, within)), None)
    if held is None and not (body or named):
        return Meeting()
    return Meeting(_title(kind, None if body else named, held), body or named, held)


def _date(lines: Sequence[str]) -> str | None:
    """Return the date of the line that tells when it was held, else of the first with a date of no other thing."""
    dated = [(line, found) for line in lines if not _OTHERWISE.search(line) and (found := iso_date(line))]
    return next((found for line, found in dated if _HELD.search(line)), dated[0][1] if dated else None)


def _title(kind: str, body: str | None, held: str | None) -> str:
    """Return the line that says what it is, without the hours, with the body and the day that it does not name."""
    title = re.sub(r"[ ,]+(?:(?:at|from) )?\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)\b.*$", "", kind, flags=re.IGNORECASE)
    if body and body.casefold() not in title.casefold():
        title = f"{body}: {title[0].lower()}{title[1:].lower() if title.isupper() else title[1:]}"
    if held and len(held) == _DAY and not iso_date(title):
        title = f"{title.rstrip(' :.')}, {date.fromisoformat(held):%-d %B %Y}"
    return title
