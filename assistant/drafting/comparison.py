"""Theme -> who says what, by document: one sentence or list with its quotation each, or silent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import inf, log
from typing import Protocol

from assistant.answering.answerers import unit_draft
from assistant.answering.citations import verify
from assistant.answering.evidence import Evidence
from assistant.answering.gaps import with_gaps
from assistant.answering.guards import check_question, guard
from assistant.answering.lists import shown_list
from assistant.answering.nested import list_at
from assistant.answering.subjects import asks_for_theme, subject_of
from assistant.answering.wording import nobody_speaks, shared_notices_of
from assistant.drafting import agreement
from assistant.drafting.agreement import Finding
from assistant.text import STOP_WORDS, content_words, fold, stem, stems
from assistant.types import Block, BlockKind, Claim, Document, Draft, Notice, Part, Status

# How far a unit is on the theme: late interaction, the share of the theme's words that it holds, the cross-encoder's
# log-odds. Fitted on the tuning half of tests/data/themes.jsonl (with what follows right for .94 of its rows on the
# briefings and .95 on the publications).
_WORDS_WEIGHT, _CROSS_WEIGHT, _SPEAKS = 0.5, 0.04, 0.91
# Words alone are not enough: what is less likely than this to answer is not surely on the theme. It costs one of that
# half's 87 rows in each corpus, which is then told as near.
_LIKELY = -1.0
# How much of a word counts that stands in another form, and may be another thing: "trust" and "two trusts".
_OTHER_FORM = 0.2
# From so many uses on that name a quality and no thing, a word in the singular without an article means the quality.
_QUALITY = 3
# What comes so near may be on it: of the rows of that half that speak and are not sure to, three of four do on the
# briefings, and all three on the publications.
_NEAR = 0.75
_WORD_OR_MARK = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]")
_COUNTS, _REACH = frozenset("a an each every another one".split()), 2
# What is compared of a document besides its row.
_MOST, _AMONG = 5, 3


class Sources(Protocol):
    """What a comparison asks of the assistant."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return every document that can be searched."""

    def document(self, name: str) -> Document:
        """Return a document. Raise UsageError where there is none of that id."""

    def evidence(self, theme: str, document: str) -> list[Evidence]:
        """Return what a document has nearest to a theme, weighed, the best first."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a document says on a theme: one claim, or none where it is silent; `more` is what else it has on it.

    `nearest` is what a silent document has that may be on it.
    """

    document: Document
    claims: tuple[Claim, ...] = ()
    more: tuple[Claim, ...] = ()
    nearest: Claim | None = None

    @property
    def silent(self) -> bool:
        """Say whether the document says nothing on the theme."""
        return not self.claims


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who says what on a theme. Answered has a row that speaks; a theme that is refused has no rows."""

    theme: str
    status: Status
    text: str = ""
    rows: tuple[Row, ...] = ()
    shared: tuple[Finding, ...] = ()
    differs: tuple[Finding, ...] = ()
    then_and_now: tuple[Finding, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Return every claim in the order in which it is shown, each once."""
        findings = (*self.shared, *self.differs, *self.then_and_now)
        found = [claim for row in self.rows for claim in row.claims or filter(None, [row.nearest])]
        return tuple(dict.fromkeys([*found, *(claim for finding in findings for claim in finding.claims)]))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Return what a reader must know of the sources cited."""
        return shared_notices_of(self.claims)


def compare(sources: Sources, theme: str, documents: Sequence[str] = ()) -> Comparison:
    """Return who says what on a theme, of these documents or of all. Raise UsageError for a malformed theme or id."""
    theme = check_question(theme, "the theme")
    among = [sources.document(name) for name in dict.fromkeys(documents)] or list(sources.documents)
    verdict = guard(theme)
    if verdict:
        return Comparison(theme, verdict.status, verdict.text)
    subject = subject_of(theme)
    found = {document.id: sources.evidence(subject, document.id) for document in among}
    said = {name: _claims(units) for name, units in speaking(subject, found).items()}
    # Where nobody surely speaks, what shares a word with the theme is on something else.
    near = speaking(subject, found, _NEAR, -inf) if any(said.values()) else {}
    rows = [_row(document, said[document.id], _claims(near.get(document.id, ()))) for document in among]
    rows.sort(key=lambda row: (row.document.publisher, row.document.id))
    claims = [claim for row in rows for claim in said[row.document.id]]
    return Comparison(
        theme,
        Status.ANSWERED if claims else Status.NOT_COVERED,
        "" if claims else nobody_speaks(subject),
        tuple(rows),
        agreement.shared(subject, claims),
        agreement.differs(subject, claims),
        agreement.then_and_now(claims),
    )


def asks(theme: str) -> bool:
    """Say whether a theme is a question, and not who says what on something."""
    return theme.endswith("?") and not asks_for_theme(theme)


def _row(document: Document, claims: Sequence[Claim], near: Sequence[Claim]) -> Row:
    return Row(document, tuple(claims[:1]), tuple(claims[1:]), next(iter(near), None) if not claims else None)


def speaking(
    theme: str, found: Mapping[str, Sequence[Evidence]], least: float = _SPEAKS, likely: float = _LIKELY
) -> dict[str, list[Evidence]]:
    """Return, for each document, the units that are on a theme, the nearest first: none where it is silent."""
    items = [item for units in found.values() for item in units]
    rarity, quality = _rarity(theme, items), _qualities(theme, items)
    weighed = {name: [(_nearness(item, rarity, quality), item) for item in units] for name, units in found.items()}
    return {
        name: [
            item
            for near, item in sorted(units, key=lambda pair: -pair[0])
            if near >= least and item.cross >= likely and _says(item)
        ]
        for name, units in weighed.items()
    }


def _nearness(item: Evidence, rarity: Mapping[str, float], quality: Set[str]) -> float:
    whole = sum(rarity.values())
    share = sum(weight * _held(word, item.text, word in quality) for word, weight in rarity.items()) / (whole or 1)
    return item.late + _WORDS_WEIGHT * share + _CROSS_WEIGHT * item.cross


def _held(root: str, text: str, means_quality: bool) -> float:
    """Return how far a text holds a word of the theme: less where it names a thing and the theme a quality."""
    if root not in stems(text):
        return 0.0
    return 1.0 if not means_quality or _as_quality(root, text) else _OTHER_FORM


def _qualities(theme: str, items: Sequence[Evidence]) -> frozenset[str]:
    """Return the stems of a theme that are its words as they stand, and are used for more than what is counted."""
    bare = {word for word in content_words(theme) if word == stem(word)}
    return frozenset(word for word in bare if sum(_as_quality(word, item.text) for item in items) >= _QUALITY)


def _as_quality(word: str, text: str) -> bool:
    """Say whether a text has a word in the singular, without an article and before no other noun: "trust grows"."""
    read = _WORD_OR_MARK.findall(fold(text))
    return any(
        each == word
        and not _COUNTS & {*read[max(0, place - _REACH) : place]}
        and _ends_noun(read[place + 1 : place + 2])
        for place, each in enumerate(read)
    )


def _ends_noun(after: Sequence[str]) -> bool:
    return not after or not after[0][0].isalnum() or after[0] in STOP_WORDS


def _rarity(theme: str, items: Iterable[Evidence]) -> dict[str, float]:
    """Return how rare each of the theme's stems is among what was found: one that stands nowhere is the rarest."""
    texts = [set(stems(item.text)) for item in items]
    return {word: log(1 + len(texts) / (1 + sum(word in text for text in texts))) for word in stems(theme)}


def _says(item: Evidence) -> bool:
    """Say whether a unit states something: no heading, nothing of the title page."""
    block = item.document.block_at(item.unit.start)
    return item.hit.chunk.part is Part.BODY and block is not None and block.kind is not BlockKind.HEADING


def _claims(units: Sequence[Evidence]) -> list[Claim]:
    """Return the claims that units make, each once, none that lies in another; a list says where it has more."""
    claims: list[Claim] = []
    for draft in [*_list(units), *map(unit_draft, units)]:
        result = verify(with_gaps(draft))
        if isinstance(result, Claim) and not _is_said(result, claims):
            claims.append(result)
    return claims[:_MOST]


def _list(units: Sequence[Evidence]) -> list[Draft]:
    """Return the list that the best unit lies in, whole, where three of the best five are items of it."""
    whole = list_at(units[0].document, units[0].unit.start) if units else None
    if whole is None or whole.lead is None:
        return []
    inside = [item for item in units[:_MOST] if item.document is units[0].document and _is_in(item, whole)]
    return [shown_list(units[0].document, whole.lead, whole.items)] if len(inside) >= _AMONG else []


def _is_in(item: Evidence, whole: Block) -> bool:
    return any(each.overlaps(item.unit.span) for each in whole.items)


def _is_said(claim: Claim, claims: Sequence[Claim]) -> bool:
    said = [citation.span for other in claims for citation in other.citations]
    # The lead-in of a list may introduce more than one claim.
    return any(claim.citations[-1].span.overlaps(span) for span in said)
