"""Faults planted into expected answers, each with the metric that is meant to catch it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random

from assistant.text import words
from assistant.types import Document
from evals.actual import Actual, Quoted, Said
from evals.data import Item
from evals.support import Supporter

_DIGITS = re.compile(r"\d+(?:[,.]\d+)*")
_AUXILIARY = re.compile(r"\b(is|are|was|were|has|have|can|will|should|must|may|could|would)\b(?! not\b|n't)")
_DENIAL = re.compile(r"\b(?:not|never|no) ", re.IGNORECASE)


@dataclass(frozen=True)
class Spoiling:
    """What a fault may draw on: the item, the documents, what knows names, and a draw that is the same each time."""

    item: Item
    documents: Mapping[str, Document]
    supporter: Supporter
    draw: Random


Fault = Callable[[Said, Spoiling], Said | None]


def wrong_number(claim: Said, by: Spoiling) -> Said | None:
    """Return a claim with one number changed in one digit."""
    found = list(_DIGITS.finditer(claim.text))
    if not found:
        return None
    match = by.draw.choice(found)
    place = match.end() - 1
    other = str((int(claim.text[place]) + by.draw.randint(1, 9)) % 10)
    return replace(claim, text=f"{claim.text[:place]}{other}{claim.text[place + 1 :]}")


def number_of_section(claim: Said, by: Spoiling) -> Said | None:
    """Return a claim with one number swapped for another of the same section."""
    document = by.documents[claim.citations[0].document]
    block = document.block_at(claim.citations[0].start)
    section = [each for each in document.blocks if block and each.section == block.section]
    others = {n for each in section for n in _DIGITS.findall(document.text[each.start : each.end])}
    found = [match for match in _DIGITS.finditer(claim.text) if others - {match.group()}]
    if not found:
        return None
    match = by.draw.choice(found)
    other = by.draw.choice(sorted(others - {match.group()}))
    return replace(claim, text=f"{claim.text[: match.start()]}{other}{claim.text[match.end() :]}")


def swapped_name(claim: Said, by: Spoiling) -> Said | None:
    """Return a claim with a name swapped for another of the same document."""
    document = by.documents[claim.citations[0].document]
    quoted = set(words(claim.citations[0].quote))
    named = [name for name in by.supporter.names_in(claim.text) if len(name) > 2]
    others = sorted(name for name in set(by.supporter.names_in(document.text)) if not quoted & set(words(name)))
    if not named or not others:
        return None
    name, other = by.draw.choice(named), by.draw.choice(others)
    return replace(claim, text=re.sub(rf"\b{re.escape(name)}", other, claim.text, count=1))


def swapped_citation(claim: Said, by: Spoiling) -> Said | None:
    """Return a claim that cites another passage of the same document."""
    document = by.documents[claim.citations[0].document]
    cited = range(claim.citations[0].start, claim.citations[0].end)
    others = [block for block in document.blocks if block.end - block.start > 60 and block.start not in cited]
    if not others:
        return None
    block = by.draw.choice(others)
    text = document.text[block.start : block.end]
    return replace(claim, citations=(Quoted(document.id, block.start, block.end, text),))


def dropped_citation(claim: Said, _by: Spoiling) -> Said | None:
    """Return a claim without its citations."""
    return replace(claim, citations=())


def changed_quotation(claim: Said, by: Spoiling) -> Said | None:
    """Return a claim whose quotation lacks a word."""
    first = claim.citations[0]
    told = first.quote.split(" ")
    del told[by.draw.randrange(len(told))]
    return replace(claim, citations=(replace(first, quote=" ".join(told)), *claim.citations[1:]))


def shifted_citation(claim: Said, by: Spoiling) -> Said | None:
    """Return a claim whose citation names a place a few characters off."""
    first = claim.citations[0]
    by_characters = by.draw.randint(1, 9)
    moved = replace(first, start=first.start + by_characters, end=first.end + by_characters)
    return replace(claim, citations=(moved, *claim.citations[1:]))


def dangling_citation(claim: Said, _by: Spoiling) -> Said | None:
    """Return a claim whose citation names a place that no document has."""
    first = claim.citations[0]
    return replace(claim, citations=(replace(first, end=10**9), *claim.citations[1:]))


def denial(claim: Said, _by: Spoiling) -> Said | None:
    """Return a claim that denies what its quotation says, or says what that denies."""
    if _DENIAL.search(claim.text):
        return replace(claim, text=_DENIAL.sub("", claim.text, count=1))
    if not _AUXILIARY.search(claim.text):
        return None
    return replace(claim, text=_AUXILIARY.sub(r"\1 not", claim.text, count=1))


# Each fault of a claim, with the metric that is meant to catch it.
FAULTS: tuple[tuple[Fault, str], ...] = (
    (wrong_number, "numbers_faithful"),
    (number_of_section, "numbers_faithful"),
    (swapped_name, "names_faithful"),
    (swapped_citation, "citation_recall"),
    (dropped_citation, "citation_recall"),
    (changed_quotation, "quotations_verbatim"),
    (shifted_citation, "quotations_verbatim"),
    (dangling_citation, "citations_valid"),
    (denial, "denials_faithful"),
)


def dropped_fact(actual: Actual, by: Spoiling) -> Actual | None:
    """Return an answer without the sentences that state one of the vital facts, the first that it states."""
    for nugget in by.item.vital_nuggets:
        if any(nugget.pattern.search(claim.text) for claim in actual.claims):
            kept = [claim for claim in actual.claims if not nugget.pattern.search(claim.text)]
            return replace(actual, claims=tuple(kept))
    return None
