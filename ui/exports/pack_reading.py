"""A pack's file, Word or Markdown -> whether each of its quotations stands in its source as held here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.drafting.verification import Outcome, Quoted, Verdict, verify_quotation
from assistant.errors import UsageError
from assistant.ingestion.loaders import load
from assistant.settings import Settings
from assistant.types import Citation, Document
from ui.exports.answer import unescaped
from ui.exports.pack_parts import DISPUTED, QUOTATIONS, place_text
from ui.exports.plan_parts import shortened
from ui.exports.sources import place_markdown, place_of
from ui.shapes import answer as shapes
from ui.shapes.answer_json import citation_json
from ui.shapes.pack_json import Find

_OPENS = re.compile(r"\[(\d{1,6})\] (.*)")
_CHECKS = re.compile(
    r"Check (\d{1,6}): (publication|briefing) (\S{1,100}), characters (\d{1,9}) to (\d{1,9}), SHA-256 ([0-9a-f]{64})"
)
_COUNTS = re.compile(r"This pack holds (\d{1,6}) quotations?\.")
_SUFFIXES = (".docx", ".md")
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Written:
    """A quotation as a file holds it, with the line that says whose it is; without its check, nothing is `quoted`."""

    number: int
    place: str
    quoted: Quoted | None


def read_pack(path: Path, settings: Settings) -> list[str]:
    """Return the lines of a pack's file as they are shown.

    Raise UsageError where it is no pack, UnreadableFileError where it cannot be read.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"{path.name} is no pack: name a Word (.docx) or Markdown (.md) file that ics pack wrote")
    text = load(path, settings).text
    markdown = path.suffix.lower() == ".md"
    lines = [_shown(line) if markdown else line.strip() for line in text.splitlines()]
    if not any(map(_COUNTS.fullmatch, lines)) and not any(map(_CHECKS.fullmatch, lines)):
        raise UsageError(f"{path.name} holds no checked quotation: name a file that ics pack wrote")
    return lines


def verify_pack(lines: list[str], find: Find) -> dict[str, Any]:
    """Return what is found of each quotation, and of the pack, in the shape `pack_shapes.Verification`."""
    read = list(_read(lines))
    written = [each for each in read if isinstance(each, Written)]
    verdicts = [_verdict(each, find) for each in written]
    faults = _faults(read, written)
    return {
        "verified": not faults and all(each.outcome is Outcome.VERIFIED for each in verdicts),
        "quotations": [
            {"number": each.number, "document": each.document, "outcome": str(each.outcome), "reason": each.reason}
            for each in verdicts
        ],
        "faults": faults,
    }


def _shown(line: str) -> str:
    """Return a line of Markdown as it is shown: without quotation mark and escapes."""
    return unescaped(re.sub(r"^\s*> ?", "", line)).strip()


def _read(lines: list[str]) -> Iterator[Written | str]:
    """Yield each quotation from the line that opens it to its check, also one whose check is gone; else the line."""
    number, place, body = 0, "", list[str]()
    for line in filter(None, lines):
        opens, checks = _OPENS.fullmatch(line), _CHECKS.fullmatch(line)
        if checks:
            yield Written(number or int(checks[1]), place, _quoted(checks, "\n".join(body)))
            number, place, body = 0, "", []
        elif opens and (not number or int(opens[1]) == number + 1):
            if number:
                yield Written(number, place, None)
            number, place, body = int(opens[1]), opens[2], []
        elif number:  # what a source itself numbers is part of its quotation
            body.append(line)
        else:
            yield re.sub("^#+ ", "", line)
    if number:
        yield Written(number, place, None)


def _quoted(checks: re.Match[str], text: str) -> Quoted:
    number, source, document, start, end, digest = checks.groups()
    return Quoted(int(number), document, source, int(start), int(end), digest, text)


def _verdict(written: Written, find: Find) -> Verdict:
    quoted = written.quoted
    if quoted is None:
        return Verdict(written.number, "", Outcome.ALTERED, "the line by which it is checked is gone or was changed")
    if quoted.number != written.number:
        told = f"its check has the number {quoted.number}"
        return Verdict(written.number, quoted.document, Outcome.ALTERED, told)
    document = find(quoted.document)
    verdict = verify_quotation(quoted, document)
    if document is None or verdict.outcome is not Outcome.VERIFIED or _says_whose(written, quoted, document):
        return verdict
    told = "who speaks, when, with which standing or where is not told as the source has it"
    return Verdict(written.number, quoted.document, Outcome.ALTERED, told)


def _says_whose(written: Written, quoted: Quoted, document: Document) -> bool:
    told = citation_json(Citation(document, quoted.start, quoted.end), quoted.number)
    citation = shapes.Citation.model_validate(told)
    shown = place_text(citation), unescaped(place_markdown(place_of(citation)))
    return " ".join(written.place.split()) in [" ".join(text.split()) for text in shown]


def _faults(read: list[Written | str], written: list[Written]) -> list[str]:
    """Return what is wrong with a pack as a whole: quotations gone, added, or out of order."""
    found = [told for each in read if isinstance(each, str) and (told := _COUNTS.fullmatch(each))]
    faults = [] if len(found) == 1 else ["the line that says how many quotations there are is gone, or there are two"]
    if found and int(found[0][1]) != len(written):
        faults.append(f"it says “{found[0][0]}” and holds {len(written)}")
    if [each.number for each in written] != list(range(1, len(written) + 1)):
        faults.append("its quotations are not numbered from 1 on without a gap")
    if written and QUOTATIONS not in read:
        faults.append(f"the heading “{QUOTATIONS}” is gone")
    loose = (
        f"“{shortened(line, _MOST_WORDS)}” stands among its quotations, and no check covers it" for line in _loose(read)
    )
    return [*faults, *loose]


def _loose(read: list[Written | str]) -> Iterator[str]:
    """Yield the lines among the quotations that are part of none, nor the name of whom one is from."""
    places = [each.place for each in read if isinstance(each, Written)]
    begin = read.index(QUOTATIONS) + 1 if QUOTATIONS in read else len(read)
    last = max((place for place, each in enumerate(read) if isinstance(each, Written)), default=begin)
    end = next((place for place, each in enumerate(read) if place > last and each == DISPUTED), len(read))
    for each in read[begin:end]:
        if isinstance(each, str) and not any(place.startswith(f"{each}, ") for place in places):
            yield each
