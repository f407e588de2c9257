"""What the exports of a pack say beside its quotations, and the lines by which a quotation is checked."""

from __future__ import annotations

from collections.abc import Container
from itertools import groupby

from ui.exports.answer import date_words, page_words
from ui.exports.comparison import FINDINGS
from ui.exports.sources import place_of
from ui.shapes.answer import AlsoRead, Citation
from ui.shapes.answer_json import marks
from ui.shapes.pack import Asked, Contested, Pack, Quotation, Silent

ASKED, QUOTATIONS, DISPUTED, MISSING = "What was asked", "Quotations", "What is contested", "What is missing"
NOTICES = "Please note"
NOTHING_CONTESTED = "Nothing was found of which it is sure that publishers differ, agree or have changed their words."
NOTHING_MISSING = "Everything that was asked is covered, and every publication says something on it."
HOW_TO_CHECK = (
    "Each quotation was compared with its source, character for character, when this file was written. The line below "
    "it says where it stands, in characters of the document, and the SHA-256 of these characters in UTF-8; the last "
    "line is made of all the others. “ics verify” with this file compares them all again, and names the lines that no "
    "source can prove."
)


def intro(pack: Pack) -> list[str]:
    """Return when and from what the pack was made, how many quotations it holds, and how to check them."""
    count = len(pack.quotations)
    return [
        made_words(date_words(pack.drafted), pack.corpus[:12]),
        counted(count),
        HOW_TO_CHECK,
    ]


def made_words(day: str, mark: str) -> str:
    """Return the sentence that says when and from what a pack was made."""
    return f"Made on {day} by the ICS assistant from the documents with the mark {mark}."


def counted(count: int) -> str:
    """Return the sentence that says how many quotations a pack holds."""
    return f"This pack holds {count} {'quotation' if count == 1 else 'quotations'}."


def by_publisher(pack: Pack) -> list[tuple[str, list[Quotation]]]:
    """Return the publishers in order, each with its quotations."""
    grouped = groupby(pack.quotations, key=lambda each: each.publisher or "publisher unknown")
    return [(name, list(some)) for name, some in grouped]


def place_text(citation: Citation) -> str:
    """Return that place as one line of text."""
    place = place_of(citation)
    return f"{place.before}{place.title}{place.after}"


def check_line(quotation: Quotation) -> str:
    """Return the line by which a quotation is checked."""
    return (
        f"Check {quotation.number}: {quotation.source} {quotation.document}, characters {quotation.start} to "
        f"{quotation.end}, SHA-256 {quotation.sha256}"
    )


def asked_lines(pack: Pack) -> list[str]:
    """Return what was asked, each with the numbers of its quotations."""
    return [f"{each.text} {marks(each.quotations) or '(nothing is quoted)'}" for each in pack.asked]


def contested_lines(pack: Pack) -> list[tuple[str, list[str]]]:
    """Return what belongs together, by kind: each with the numbers of those who speak."""
    told = [
        (title, [_contested(pack, each) for each in pack.contested if each.kind == kind])
        for kind, title in FINDINGS.items()
    ]
    return [(title, lines) for title, lines in told if lines]


def _contested(pack: Pack, contested: Contested) -> str:
    groups = [f"{pack.quotations[group[0] - 1].publisher} {marks(group)}" for group in contested.quotations if group]
    asked = f" (On: {pack.asked[contested.asked - 1].text})" if len(pack.asked) > 1 else ""
    return f"{contested.text} {'; '.join(groups)}.{asked}"


def missing_lines(pack: Pack) -> list[str]:
    """Return what is not covered with the nearest passages, who may speak of it, and which sources are silent."""
    return [line for each in pack.asked for line in (*_not_covered(each), *_perhaps(each), *_silent(pack, each))]


def _not_covered(asked: Asked) -> list[str]:
    if not asked.says:
        return []
    nearest = "; ".join(dict.fromkeys(_nearest(each) for each in asked.nearest))
    return [f"“{asked.text}”: {asked.says}{f' Nearest, and no answer: {nearest}.' if nearest else ''}"]


def _perhaps(asked: Asked) -> list[str]:
    """Return where stands what may be on something and is not quoted: such a publication is not silent."""
    if asked.says or not asked.nearest:
        return []
    places = "; ".join(dict.fromkeys(map(_nearest, asked.nearest)))
    return [f"“{asked.text}”: what may be on it, too, and is not quoted, since it is not sure, stands in {places}."]


def _nearest(passage: AlsoRead) -> str:
    where = page_words(passage.page, passage.pages)
    section = f"section “{passage.section[-1]}”" if passage.section else ""
    return ", ".join(part for part in (passage.publisher, passage.title, section, where) if part)


def _silent(pack: Pack, asked: Asked) -> list[str]:
    """Return which publications are silent: a publisher is not, where another of its publications speaks."""
    if not asked.silent:
        return []
    speaking = {pack.quotations[number - 1].publisher for number in asked.quotations}
    names = "; ".join(_silent_one(each, speaking) for each in asked.silent)
    return [f"“{asked.text}”: nothing on it was found in {names}."]


def _silent_one(silent: Silent, speaking: Container[str]) -> str:
    elsewhere = ", which speaks in another publication" if silent.publisher and silent.publisher in speaking else ""
    return f"“{silent.title}” ({silent.publisher or 'publisher unknown'}{elsewhere})"
