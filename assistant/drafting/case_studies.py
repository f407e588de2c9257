"""Document -> its case studies: the sections that tell what was done somewhere, of any publication.

A case study shows itself by its heading: it says so, speaks of a project, or names a place or an organisation of which
the section tells what was done; or by its text, which tells of one such place after another.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assistant.retrieval.passages import is_short
from assistant.text import display, fold, sentences
from assistant.types import Block, BlockKind, Document, Part, Span

_SAYS_SO = re.compile(r"\bcase stud(?:y|ies)\b|^examples? (?:of|from)\b|\bin practice$|\bspotlight on\b")
_OF_A_PROJECT = re.compile(
    r"\b(?:projects?|pilots?)\b.*\b(?:so far|history|story)\b|\bwhat (?:did )?(?:we|they) (?:did|do)\b"
    r"|^about (?:this|the) (?:work|project|pilot|programme)\b"
)
# "Oakham's desk" is of a name wherever it stands.
_LARGE = re.compile(r"(?:(?<=[a-z,;] )|(?<=\())[A-Z][a-z]{2,}|\b[A-Z][a-z]{2,}(?=['’]s\b)")
_NAME = re.compile(r"\b[A-Z][a-z]{2,}\b")
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
# Abbreviations that name no one system.
_EVERYONES = frozenset("NHS ICS ICSs ICB ICP PCN VCSE MDT GP".split())
# In the past or the perfect: what was done, and not what should be.
_DONE = re.compile(
    r"\b(?:was|were|had|has|have|became|began|led|made|brought|took|gave|built|held|ran|set up|met|saw|found|wrote"
    r"|[a-z]{3,}ed)\b"
)
_COMPASS = frozenset("north south east west central greater upper lower".split())
_DATES = frozenset(
    each.lower() for names in (calendar.month_name, calendar.month_abbr, calendar.day_name) for each in names
)
# So many of a section's sentences tell what was done, or name a place, if it tells of a case or of several.
_TELLING, _NAMING, _FEWEST = 0.2, 0.3, 2


@dataclass(frozen=True, slots=True)
class CaseStudy:
    """A section that tells what was done: what it is called, and its heading where that says of whom it tells.

    `names` are the words of that heading any of which says the same.
    """

    name: str
    heading: Span | None = None
    names: frozenset[str] = frozenset()

    def is_named_in(self, text: str) -> bool:
        """Say whether a text says by itself of whom the case tells."""
        return bool(self.names & set(re.findall(r"\w+", text)))


def case_studies(document: Document) -> Mapping[tuple[str, ...], CaseStudy]:
    """Return the case studies of a document, by their section."""
    names, told = names_of(document), _texts(document)
    headings = {heading.title: Span(heading.start, heading.end) for heading in reversed(document.headings)}
    headed = {section for section, texts in told.items() if section and _is_case(section, texts, names)}
    places = {name: section for section in headed for name in _NAME.findall(section[-1]) if name in names}
    found = {}
    for section, texts in told.items():
        if section in headed:
            found[section] = _headed(document, section, headings, names)
        elif section and _tells_of_places(texts, places):
            found[section] = CaseStudy(_called(document, section))
    return found


def _headed(
    document: Document, section: tuple[str, ...], headings: Mapping[str, Span], names: Collection[str]
) -> CaseStudy:
    title = section[-1]
    telling = frozenset(name for name in _NAME.findall(title) if name in names)
    if not telling and not _says_so(section[:-1]):
        return CaseStudy(_called(document, section))
    return CaseStudy(
        title.rstrip("…. "), headings.get(title), telling | frozenset(_ACRONYM.findall(title)) - _EVERYONES
    )


def _texts(document: Document) -> Mapping[tuple[str, ...], list[str]]:
    """Return the sentences, items and rows of each section of the body."""
    told: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for block in document.blocks:
        if block.part is Part.BODY and block.kind is not BlockKind.HEADING:
            told[block.section] += [display(document.text[each.start : each.end]) for each in _pieces(document, block)]
    return told


def _pieces(document: Document, block: Block) -> Collection[Span]:
    return block.items or sentences(document.text, block.span)


def names_of(document: Document) -> frozenset[str]:
    """Return the words that a document writes as names within its sentences and headings, and never small.

    Those of dates, and its publisher's, are none.
    """
    texts = [document.text[block.start : block.end] for block in document.blocks]
    large = {word for text in texts for word in _LARGE.findall(text)}
    small = {word for text in texts for word in re.findall(r"\b[a-z]{3,}\b", text)} | _DATES | _COMPASS
    own = {word for text in (document.publisher, *document.names) for word in fold(text).split()}
    return frozenset(word for word in large if word.lower() not in small | own)


def _says_so(section: tuple[str, ...]) -> bool:
    return any(_SAYS_SO.search(fold(heading)) for heading in section)


def _is_case(section: tuple[str, ...], texts: list[str], names: Collection[str]) -> bool:
    """Say whether a section's headings show a case study."""
    if _says_so(section) or _OF_A_PROJECT.search(fold(section[-1])):
        return True
    done = sum(bool(_DONE.search(text)) for text in texts)
    return any(name in names for name in _NAME.findall(section[-1])) and done >= _TELLING * len(texts)


def _tells_of_places(texts: list[str], places: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether a section tells of the places of two case studies or more, and of little else."""
    named = [{places[name] for name in _NAME.findall(text) if name in places} for text in texts]
    telling = sum(map(bool, named))
    return len(set().union(*named)) >= _FEWEST and telling >= max(_FEWEST, _NAMING * len(texts))


def _called(document: Document, section: tuple[str, ...]) -> str:
    """Return what a case is called whose heading does not say of whom it tells: on a page, with the page's title."""
    heading = section[-1].rstrip("…. ")
    return f"{document.title}: {heading}" if is_short(document) else heading
