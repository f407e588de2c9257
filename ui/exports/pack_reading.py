"""What was read of a pack's file -> whether each quotation stands in its source, and what else the file says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from assistant.drafting.verification import Outcome, Quoted, Verdict, cut_at, verify_quotation
from assistant.errors import UsageError
from assistant.types import Citation, Document
from ui.exports.comparison import FINDINGS
from ui.exports.pack_file import PackFile
from ui.exports.pack_lines import Kind, Line, seal_of
from ui.exports.pack_parts import (
    ASKED,
    DISPUTED,
    HOW_TO_CHECK,
    MISSING,
    NOTHING_CONTESTED,
    NOTHING_MISSING,
    NOTICES,
    QUOTATIONS,
    counted,
    made_words,
    place_text,
)
from ui.exports.plan_parts import shortened
from ui.shapes import answer as shapes
from ui.shapes.answer_json import citation_json
from ui.shapes.pack_json import Find, title_of

_OPENS = re.compile(r"\[(\d{1,6})\] (.*)", re.DOTALL)
_CHECKS = re.compile(
    r"Check (\d{1,6}): (publication|briefing) (\S{1,100}), characters (\d{1,9}) to (\d{1,9}), SHA-256 ([0-9a-f]{64})"
)
_MADE = re.compile(
    re.escape(made_words("DAY", "MARK")).replace("DAY", r"[\w ]{4,30}").replace("MARK", "[0-9a-f]{4,12}")
)
_COUNTS = re.compile(r"This pack holds \d{1,6} quotations?\.")
_MARKS = re.compile(r" (?:\[[\d\] []*\]|\(nothing is quoted\))$")
_MOST_WORDS, _MOST_TOLD = 12, 20


@dataclass(frozen=True, slots=True)
class Written:
    """A quotation as a file holds it, with the line that says whose it is; without its check, nothing is `quoted`.

    `lines` are those that it is made of, and `group` is the name that it stands below.
    """

    number: int
    place: str
    quoted: Quoted | None
    lines: tuple[Line, ...]
    group: str

    @property
    def publisher(self) -> str:
        """Return the publisher that its place names."""
        return self.group if self.place.startswith(f"{self.group}, ") else self.place.partition(", ")[0]


@dataclass(frozen=True, slots=True)
class Said:
    """What a pack says beside its quotations that no source can prove: by the heading that it stands below."""

    made: tuple[Line, ...]
    asked: tuple[Line, ...]
    contested: tuple[tuple[str, tuple[Line, ...]], ...]
    missing: tuple[Line, ...]
    notices: tuple[Line, ...]


def verify_pack(file: PackFile, find: Find) -> dict[str, Any]:
    """Return what is found of each quotation, and of the pack, in the shape `pack_shapes.Verification`."""
    lines = file.lines[:-1] if _is_seal(file.lines[-1]) else file.lines
    written = list(_written(lines))
    verdicts = [_verdict(each, find) for each in written]
    said = _said(lines)
    faults = [*_sealed(file.lines), *file.strays, *_faults(lines, written, list(_as_made(said, written, lines)))]
    unproved = [*said.made, *said.asked, *(line for _, some in said.contested for line in some)]
    return {
        "verified": not faults and all(each.outcome is Outcome.VERIFIED for each in verdicts),
        "quotations": [
            {"number": each.number, "document": each.document, "outcome": str(each.outcome), "reason": each.reason}
            for each in verdicts
        ],
        "faults": faults,
        "unchecked": [line.text for line in (*unproved, *said.missing, *said.notices)],
    }


def check_is_pack(name: str, file: PackFile) -> None:
    """Raise UsageError where a file holds nothing that only a pack holds."""
    if not any(_COUNTS.fullmatch(line.text) or _CHECKS.fullmatch(line.text) for line in file.lines):
        raise UsageError(f"{name} holds no checked quotation: name a pack's file, as it was saved")


def _is_seal(line: Line) -> bool:
    return line.kind is Kind.CHECK and not _CHECKS.fullmatch(line.text)


def _sealed(lines: Sequence[Line]) -> list[str]:
    """Return what is wrong with the line that holds all the others together."""
    if not _is_seal(lines[-1]):
        return ["its last line, which is made of all the others, is gone or no more the last"]
    if lines[-1].text != seal_of(lines[:-1]):
        return ["something was added to it, left out or changed: its last line was made of other lines"]
    return []


def _written(lines: Sequence[Line]) -> Iterator[Written]:
    """Yield each quotation from the line that opens it to its check, also one whose check is gone."""
    group, opened = "", list[Line]()
    for line in lines:
        if opened and line.kind in (Kind.PLACE, Kind.PART, Kind.GROUP):
            yield _quotation(opened, group)
            opened = []
        if opened or line.kind is Kind.PLACE or _CHECKS.fullmatch(line.text):
            opened.append(line)
        if line.kind is Kind.GROUP:
            group = line.text
        if _CHECKS.fullmatch(line.text):
            yield _quotation(opened, group)
            opened = []
    if opened:
        yield _quotation(opened, group)


def _quotation(lines: Sequence[Line], group: str) -> Written:
    opens, checks = _OPENS.fullmatch(lines[0].text), _CHECKS.fullmatch(lines[-1].text)
    place = opens[2] if opens else ""
    if checks is None:
        return Written(int(opens[1]) if opens else 0, place, None, tuple(lines), group)
    number, source, document, start, end, digest = checks.groups()
    text = "\n".join(line.text for line in lines[bool(opens) : -1])
    quoted = Quoted(int(number), document, source, int(start), int(end), digest, text)
    return Written(int(opens[1]) if opens else int(number), place, quoted, tuple(lines), group)


def _verdict(written: Written, find: Find) -> Verdict:
    quoted = written.quoted
    if quoted is None:
        return Verdict(written.number, "", Outcome.ALTERED, "the line by which it is checked is gone or was changed")
    if quoted.number != written.number:
        told = f"its check has the number {quoted.number}"
        return Verdict(written.number, quoted.document, Outcome.ALTERED, told)
    document = find(quoted.document)
    verdict = verify_quotation(quoted, document)
    if document is None or verdict.outcome is not Outcome.VERIFIED:
        return verdict
    # A pack quotes whole sentences and items: what is left out behind a quotation may turn it round.
    if side := cut_at(Citation(document, quoted.start, quoted.end)):
        told = f"it does not {side} where its sentence or item does in the source: it was cut"
        return Verdict(written.number, quoted.document, Outcome.ALTERED, told)
    if _says_whose(written, quoted, document):
        return verdict
    told = "who speaks, when, with which standing or where is not told as the source has it"
    return Verdict(written.number, quoted.document, Outcome.ALTERED, told)


def _says_whose(written: Written, quoted: Quoted, document: Document) -> bool:
    told = citation_json(Citation(document, quoted.start, quoted.end), quoted.number)
    shown = place_text(shapes.Citation.model_validate(told))
    return " ".join(written.place.split()) == " ".join(shown.split())


def _said(lines: Sequence[Line]) -> Said:
    """Return what a pack says beside its quotations, found by its kind and the heading above it."""
    part, group, below = "", "", dict[tuple[str, str], list[Line]]()
    for line in lines:
        if line.kind is Kind.PART:
            part, group = line.text, ""
        elif line.kind is Kind.GROUP:
            group = line.text
        elif line.kind in (Kind.ITEM, Kind.NUMBERED) or _MADE.fullmatch(line.text):
            below.setdefault((part, group), []).append(line)
    return Said(
        tuple(line for line in below.get(("", ""), ()) if line.kind is Kind.TEXT)[:1],
        tuple(line for line in below.get((ASKED, ""), ()) if line.kind is Kind.NUMBERED),
        tuple((title, tuple(below[DISPUTED, title])) for title in FINDINGS.values() if (DISPUTED, title) in below),
        tuple(line for line in below.get((MISSING, ""), ()) if line.kind is Kind.ITEM),
        tuple(line for line in below.get((NOTICES, ""), ()) if line.kind is Kind.ITEM),
    )


def _as_made(said: Said, written: Sequence[Written], lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that a pack with these quotations has, saying this."""
    yield Line(Kind.TITLE, _title(said.asked, lines))
    yield from (*said.made, Line(Kind.TEXT, counted(len(written))), Line(Kind.TEXT, HOW_TO_CHECK))
    yield from (Line(Kind.PART, ASKED), *said.asked, Line(Kind.PART, QUOTATIONS))
    for publisher, some in groupby(written, key=lambda each: each.publisher):
        yield from (Line(Kind.GROUP, publisher), *(line for each in some for line in each.lines))
    yield Line(Kind.PART, DISPUTED)
    for title, told in said.contested:
        yield from (Line(Kind.GROUP, title), *told)
    if not said.contested:
        yield Line(Kind.TEXT, NOTHING_CONTESTED)
    yield from (Line(Kind.PART, MISSING), *(said.missing or (Line(Kind.TEXT, NOTHING_MISSING),)))
    if said.notices:
        yield from (Line(Kind.PART, NOTICES), *said.notices)


def _title(asked: Sequence[Line], lines: Sequence[Line]) -> str:
    """Return the title of a pack on what was asked: one question may stand there as a theme does."""
    told = title_of("", len(asked))
    theme = title_of(_MARKS.sub("", asked[0].text), 1) if len(asked) == 1 else told
    return theme if lines[0].text == theme else told


def _faults(lines: Sequence[Line], written: Sequence[Written], made: Sequence[Line]) -> Iterator[str]:
    """Yield where a pack's lines are not those that a pack with its quotations has."""
    if [each.number for each in written] != list(range(1, len(written) + 1)):
        yield "its quotations are not numbered from 1 on without a gap"
    matcher = SequenceMatcher(None, [*map(_key, made)], [*map(_key, lines)], autojunk=False)
    told = [
        *(f"“{_opening(line)}” is gone, or does not stand there" for line in _unmatched(made, matcher, 0)),
        *(f"“{_opening(line)}” stands there, and no check covers it" for line in _unmatched(lines, matcher, 1)),
    ]
    yield from told[:_MOST_TOLD]
    if len(told) > _MOST_TOLD:
        yield f"{len(told) - _MOST_TOLD} more lines of it are not those of a pack"


def _unmatched(lines: Sequence[Line], matcher: SequenceMatcher[tuple[str, str]], side: int) -> Iterator[Line]:
    for tag, *places in matcher.get_opcodes():
        if tag != "equal":
            yield from lines[places[2 * side] : places[2 * side + 1]]


def _key(line: Line) -> tuple[str, str]:
    return line.kind, line.text


def _opening(line: Line) -> str:
    return shortened(line.text, _MOST_WORDS)
