"""A quotation as it was written down -> whether it stands in its source as that is held here."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import category

from assistant.ingestion.splitter import units_of
from assistant.text import display
from assistant.types import Citation, Document, Span

# What may stand between two words of a source and is not shown: white space, punctuation, marks of notes and emphasis.
_BETWEEN = r"(?>(?:<sup>.*?</sup>|<[^<>\n]{1,60}>|\W|_)+)"
_WORD = re.compile(r"[^\W_]+")
# Control characters, halves of characters and what is none: no Word file holds them.
_NOT_HELD = frozenset(("Cc", "Cs", "Cn"))


class Outcome(StrEnum):
    """What became of a quotation. Only a verified one may be relied on."""

    VERIFIED = "verified"
    MOVED = "moved"
    ALTERED = "altered"
    NOT_HELD = "source not held"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as it was written down: the text that is shown, and the stretch of a document it is said to be.

    `source` is "publication" or "briefing", and `sha256` that of the stretch's own characters in UTF-8.
    """

    number: int
    document: str
    source: str
    start: int
    end: int
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a quotation, and why."""

    number: int
    document: str
    outcome: Outcome
    reason: str


def span_digest(citation: Citation) -> str:
    """Return the SHA-256 of a citation's own characters in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(citation.quote.encode("utf-8", "surrogatepass")).hexdigest()


def verify_quotation(quoted: Quoted, document: Document | None) -> Verdict:
    """Return whether a quotation stands in its document, with the reason; `None` is a document that is not held."""
    outcome, reason = _outcome(quoted, document)
    return Verdict(quoted.number, quoted.document, outcome, reason)


def _outcome(quoted: Quoted, document: Document | None) -> tuple[Outcome, str]:
    if document is None:
        return Outcome.NOT_HELD, f"there is no document {quoted.document} here: add it with ics add"
    there = _cited(document, quoted.start, quoted.end)
    same_words = there is not None and _as_shown(display(there.quote)) == _as_shown(quoted.text)
    held = "briefing" if document.is_briefing else "publication"
    if there is not None and span_digest(there) == quoted.sha256:
        if same_words and _is_cut_in_a_word(there):
            return Outcome.ALTERED, "it is cut in the middle of a word: the source goes on"
        if same_words and quoted.source == held:
            return Outcome.VERIFIED, "the source has these characters at this place"
        if same_words:
            return Outcome.ALTERED, f"it is said to be quoted from the {quoted.source}, and stands in the {held}"
        return Outcome.ALTERED, "the words shown are not those that the source has at this place"
    if same_words:
        return Outcome.ALTERED, "the source has these words at this place, but the SHA-256 is not theirs"
    if quoted.source != held:
        return Outcome.NOT_HELD, f"it quotes the {quoted.source}, and the {held} is what is held here"
    return _elsewhere(quoted, document)


def _elsewhere(quoted: Quoted, document: Document) -> tuple[Outcome, str]:
    place = find_words(document.text, quoted.text)
    if place is None:
        return Outcome.ALTERED, "the source has these words nowhere"
    return Outcome.MOVED, f"in the source these words begin at {place.start}, not where it is said"


def _cited(document: Document, start: int, end: int) -> Citation | None:
    return Citation(document, start, end) if 0 <= start < end <= len(document.text) else None


def _is_cut_in_a_word(citation: Citation) -> bool:
    """Say whether a stretch begins or ends between two letters of one word, as nothing that is quoted does."""
    text = citation.document.text
    edges = (text[edge - 1 : edge + 1] for edge in (citation.start, citation.end) if edge)
    return any(len(edge) > 1 and edge.isalnum() for edge in edges)


def cut_at(citation: Citation) -> str:
    """Return which side of a quotation is cut off from the sentence or item that it stands in, nothing for whole ones.

    A document of which no parts are known has none to be cut off from.
    """
    blocks = [each for each in citation.document.blocks if each.start < citation.end and citation.start < each.end]
    parts = [unit.span for block in blocks for unit in units_of(citation.document, block)]
    parts += [Span(each.start, each.end) for each in blocks] + [each.lead for each in blocks if each.lead]
    starts, ends = {each.start for each in parts}, {each.end for each in parts}
    text = citation.document.text
    before = max((edge for edge in starts if edge <= citation.start), default=citation.start)
    behind = min((edge for edge in ends if edge >= citation.end), default=citation.end)
    if not blocks:
        return ""
    if _WORD.search(text, before, citation.start):
        return "begin"
    return "end" if _WORD.search(text, citation.end, behind) else ""


def _as_shown(text: str) -> str:
    """Return a text with single spaces and without what no file can hold.

    A mark that turns the direction of writing or joins words stays: whoever adds one changes what is seen.
    """
    return " ".join("".join(each for each in text if category(each) not in _NOT_HELD or each.isspace()).split())


def find_words(text: str, shown: str) -> Span | None:
    """Return where the words of a quotation follow one another in a text, if they do."""
    found = _WORD.findall(shown)
    place = re.search(rf"(?<!\w){_BETWEEN.join(map(re.escape, found))}(?!\w)", text) if found else None
    return Span(place.start(), place.end()) if place else None
