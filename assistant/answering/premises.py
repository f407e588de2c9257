"""What a question takes for granted and the sources have otherwise, or of another: said beside the answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.question_patterns import MONTHS
from assistant.answering.questions import Asked, noun_shown, proper_names
from assistant.answering.subjects import holds, is_about, whole_name
from assistant.retrieval.passages import row_said, sentence
from assistant.text import NUMBER_WORDS, STOP_WORDS, fold, stem
from assistant.types import Document, Notice

_BEST = 3
_SURE = -0.3
# A whole number and the word after it: "25 trusts", "164,000 vacancies"; no year, no part of "1-25" or "£25".
_COUNT = re.compile(
    rf"(?<![\w.,£$€-])(?!(?:19|20)\d\d )(\d[\d,]*(?:\.\d+)?|{'|'.join(NUMBER_WORDS)}) ([a-z]+)(?![\w-])"
)
_SECTION = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+")
_SCALES = frozenset("thousand million billion percent per pm am".split())
# A name that more than four of a document's sections hold, and so large a share of them, is of all it says, as a
# country's is.
_SECTIONS, _EVERYWHERE = 4, 0.25


def corrections(question: str, evidence: Sequence[Evidence]) -> tuple[Notice, ...]:
    """Return a notice for each number of the question that the best evidence gives otherwise, of the same noun."""
    asked = _counted(question)
    best = [item for item in sorted(evidence, key=lambda item: -item.cross)[:_BEST] if item.cross > _SURE]
    notices = []
    for noun, number in asked.items():
        stated = [each for item in best for each in _counted(_own(item)).get(noun, ())]
        if stated and not {*number} & {*stated}:
            text = f"The question says {number[0]} {noun_shown(question, noun)}; the source says {stated[0]}."
            notices.append(Notice("premise", text))
    return tuple(notices)


def _own(item: Evidence) -> str:
    """Return a unit with what leads it in; of a row itself alone, for the names of columns count nothing.

    A section's number ("5 Inequalities") counts nothing either.
    """
    return sentence(item.document, item.unit) if row_said(item.document, item.unit) else _SECTION.sub("", item.text)


def misplaced(asked: Asked, query: str, evidence: Sequence[Evidence]) -> tuple[Notice, ...]:
    """Return a doubt where the best evidence speaks of what is asked, but not of whom the question ascribes it to.

    `query` is the question without the names of documents. A question of more than one thing, or that follows another,
    has names that no one passage need hold.
    """
    if asked.wide or asked.follows or not evidence:
        return ()
    names = [name for name in proper_names(asked.text) if name.lower() not in MONTHS and holds(query, name)]
    best, section = evidence[0], evidence[0].hit.chunk.section
    # Who names a source asks for its word, and ascribes nothing to it.
    sources = " ".join(name for item in evidence for name in (item.document.publisher, *item.document.names))
    known = [name for name in names if any(holds(item.document.text, name) for item in evidence)]
    known = [name for name in known if not holds(sources, name)]
    absent = [name for name in known if not is_about(best, [name]) and not _is_everywhere(name, best.document)]
    if not absent or not section:
        return ()
    shown = " and ".join(dict.fromkeys(whole_name(name, asked.text) for name in absent))
    text = f"The question speaks of {shown}; the passage that comes nearest, under “{section[-1]}”, does not."
    return (Notice("doubt", text),)


def _is_everywhere(name: str, document: Document) -> bool:
    held = {block.section: False for block in document.blocks}
    for block in document.blocks:
        held[block.section] = held[block.section] or holds(document.text[block.start : block.end], name)
    return sum(held.values()) > max(_SECTIONS, _EVERYWHERE * len(held))


def _counted(text: str) -> dict[str, list[str]]:
    """Return the numbers that stand directly before each noun, by the noun's stem, in digits and without commas."""
    counted: dict[str, list[str]] = {}
    for number, noun in _COUNT.findall(fold(text)):
        digits = str(NUMBER_WORDS.get(number, number)).replace(",", "")
        if digits != "1" and noun not in STOP_WORDS and noun not in NUMBER_WORDS and noun not in _SCALES:
            counted.setdefault(stem(noun), []).append(digits)
    return counted
