"""What was cited -> up to three questions that might be asked next, each of which the sources can answer.

Made by rule from the lists and headings around what was cited and from what another document has on the same, and
offered only where a search for it finds the place that it was made from. Rather none than a silly one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from assistant.text import NUMBER_WORDS, content_words, display, stems
from assistant.types import Block, Citation, Claim, Document, Heading, Hit, Part, Span

MOST = 3
# How many searches the offer may cost.
_TRIES = 4
# How many headings away a list or a section may stand from what was cited.
_LISTS_WITHIN, _HEADINGS_WITHIN = 2, 2
# How near what is found has to lie, by late interaction; and elsewhere, as a share of the nearest of all.
_NEAR, _RELATED = 0.66, 0.9
# A question with this share of its words in another one is that question again.
_SAME = 0.6
_NO_THING = "staff|people|members|authors|interviewees|leaders"
_LEAD = re.compile(rf"(?s)^The (?!{_NO_THING})(.{{8,110}}?),? (?:are|were)(?: these| as follows)?:?$")
_GOOD = re.compile(r"^What good looks like for (?:[^()]*\()?([^()]{4,80}?)\)? (?:is|are):?$")
_ASIDE = re.compile(r",? (?:according to the (?:report|guidance|page)|the (?:report|guidance) (?:says|finds)),?")
_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|principle \d+:|chapter \d+:?)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
# A heading that says nothing by itself, points elsewhere, or is a whole sentence.
_BARE = re.compile(
    r"\b(?:introduction|about|foreword|context|aims?|methods?|methodology|conclusions?|summary|annex|appendix|contents"
    r"|references|acknowledgements|overview|background|key (?:messages|points|findings|facts)"
    r"|other guidance|resources|case stud(?:y|ies)"
    r"|examples?|what good looks like|action required|phase|interview|design|contributors|themes|next|details"
    r"|challenges|questions|it|its|we|our|us|you|your|they|this|these|those|that|here|above|below|following|so far"
    r"|is|are|was|were|be|must|should|can|will|has|have|does|did|do)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:how|why|\w{3,}ing)\b", re.IGNORECASE)
_WITH_ARTICLE = frozenset(
    """Confederation Fund Foundation Commission Council Association Institute Trust Academy University Department
    Centre Partnership""".split()
)
_NAMED_WITH_ARTICLE = frozenset("partnership project programme academy exchange model scheme pilot".split())
_FEWEST, _LONGEST = 2, 9
_LONGEST_PUBLISHER = 5

Find = Callable[[str], Hit | None]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question, and the place that it was made from and has to be answered from."""

    question: str
    document: Document
    place: Span


def suggest(
    asked: Sequence[str], claims: Sequence[Claim], hits: Sequence[Hit], *, documents: Mapping[str, Document], find: Find
) -> tuple[str, ...]:
    """Return up to three questions that stand alone, were not asked before and find their own place in a search.

    `asked` are the questions so far, `hits` what was found for the last one, `find` searches for a question.
    """
    offered: list[str] = []
    tried = 0
    for suggestion in _candidates(claims, hits, documents):
        if len(offered) == MOST or tried == _TRIES:
            break
        if any(_repeats(suggestion.question, other) for other in (*asked, *offered)):
            continue
        tried += 1
        if _is_found(suggestion, find(suggestion.question)):
            offered.append(suggestion.question)
    return tuple(offered)


def _candidates(
    claims: Sequence[Claim], hits: Sequence[Hit], documents: Mapping[str, Document]
) -> Iterator[Suggestion]:
    """Yield a list near what was cited, the same in another document, a heading near by, and so on in turn."""
    cited = [citation for claim in claims for citation in claim.citations]
    first = cited[0]
    sources = (_of_lists(first, cited), _elsewhere(hits, cited, documents), _of_headings(first, cited))
    turns = zip_longest(*sources)
    return (suggestion for suggestion in chain.from_iterable(turns) if suggestion is not None)


def _of_lists(first: Citation, cited: Sequence[Citation]) -> Iterator[Suggestion]:
    """Yield questions that lists of the cited document answer, the nearest first."""
    document = first.document
    listed = [block for block in document.blocks if block.lead and block.listing and block.part is Part.BODY]
    own = _place(document, first.start)
    near = [block for block in listed if abs(_place(document, block.start) - own) <= _LISTS_WITHIN]
    for block in sorted(near, key=lambda block: (abs(block.start - first.start), block.start)):
        question = _asked_of_list(document, block)
        if question and not _is_cited(document, block.span, cited):
            yield Suggestion(question, document, block.span)


def _asked_of_list(document: Document, block: Block) -> str | None:
    """Return the question that a list with its lead-in answers: "The five rules are" -> "What are the five rules?"."""
    assert block.lead is not None
    lead = _ASIDE.sub("", display(document.text[block.lead.start : block.lead.end])).strip()
    good, lead = _GOOD.match(lead), _BRACKETS.sub("", lead)
    if good:
        return f"What does good look like for {good[1]}?"
    found = _LEAD.match(lead)
    return f"What are the {found[1]}?" if found and not re.search(r"[:;.?!]|, with\b", found[1]) else None


def _of_headings(first: Citation, cited: Sequence[Citation]) -> Iterator[Suggestion]:
    """Yield questions on the sections after and before the one cited, the nearest first."""
    headings = first.document.headings
    own = _place(first.document, first.start)
    near = range(max(0, own - _HEADINGS_WITHIN), min(len(headings), own + _HEADINGS_WITHIN + 1))
    for place in sorted(near, key=lambda place: (abs(place - own), -place)):
        section = _section(first.document, place)
        question = _asked_of_heading(first.document, headings[place])
        if question and not _is_cited(first.document, section, cited):
            yield Suggestion(question, first.document, section)


def _place(document: Document, offset: int) -> int:
    """Return the number of the heading that an offset stands under."""
    return max((place for place, heading in enumerate(document.headings) if heading.start <= offset), default=0)


def _section(document: Document, place: int) -> Span:
    heading = document.headings[place]
    later = (other.start for other in document.headings[place + 1 :] if other.level <= heading.level)
    return Span(heading.start, next(later, len(document.text)))


def _elsewhere(
    hits: Sequence[Hit], cited: Sequence[Citation], documents: Mapping[str, Document]
) -> Iterator[Suggestion]:
    """Yield questions on sections of documents not cited that were found for the same question."""
    told = {citation.document.publisher for citation in cited}
    least = _RELATED * max((hit.scores["late_interaction"] for hit in hits), default=0.0)
    for hit in hits:
        document = documents[hit.chunk.document_id]
        if document.publisher in told or not hit.chunk.section or hit.scores["late_interaction"] < least:
            continue
        heading = next((each for each in document.headings if each.title == hit.chunk.section[-1]), None)
        question = _asked_of_heading(document, heading) if heading else None
        if heading and question:
            yield Suggestion(question, document, _section(document, document.headings.index(heading)))


def _asked_of_heading(document: Document, heading: Heading) -> str | None:
    """Return what may be asked of a section, or nothing where its heading does not read well inside a question."""
    publisher, theme = _publisher(document), _theme(document, heading.title)
    if heading.title.lower() in document.title.lower():
        return None
    return f"What {publisher} say about {theme}?" if publisher and theme else None


def _theme(document: Document, title: str) -> str | None:
    """Return a heading as it reads after "say about", or nothing."""
    bare = _BRACKETS.sub("", _NUMBERED.sub("", title)).strip()
    if re.match(r"\d+[.)] ", title) and len(bare.split()) <= _LONGEST and not _reads_badly(document, f"On {bare}"):
        return f"“{bare}”"  # a step or an action, mostly, and then an order
    if not _FEWEST <= len(bare.split()) <= _LONGEST or _reads_badly(document, bare):
        return None
    first = bare.split()[0]
    if first.lower() in NUMBER_WORDS:
        return f"the {bare[:1].lower()}{bare[1:]}"
    if _OPENING.match(bare) or not _begins_with_name(document, bare):
        return bare[:1].lower() + bare[1:]
    return f"the {bare}" if bare.split()[-1].lower() in _NAMED_WITH_ARTICLE else bare


def _reads_badly(document: Document, title: str) -> bool:
    """Say whether a heading is no theme: bare, a sentence, an order, or of one word that carries meaning."""
    if re.search(r"[:;.,!?…‘’“”\"']", title.replace("’s", "")) or len(content_words(title)) < _FEWEST:
        return True
    asks = re.match(r"(?:how|why)\b", title, re.IGNORECASE) is not None
    if _BARE.search(re.sub(r"\b(?:is|are|was|were|can|do|does|did|have|has)\b", "", title) if asks else title):
        return True
    # What the document also writes after "to" is an order: "Grip outcomes tightly".
    first = re.escape(title.split()[0].lower())
    is_order = re.search(rf"\bto {first}\b", document.text) or re.match(r"\w+ (?:into|up|on|to)\b|\w+ed\b", title)
    return not _OPENING.match(title) and is_order is not None


def _begins_with_name(document: Document, title: str) -> bool:
    """Say whether a title's first word is a name: large inside a sentence, or before another large word."""
    first, second = title.split()[:2]
    before_name = second[:1].isupper() and not second.isupper()
    inside = re.search(rf"[a-z,] {re.escape(first)}\b", document.text) is not None
    return first[1:2].isupper() or before_name or inside


def _publisher(document: Document) -> str | None:
    """Return a publisher with its verb, as in "does the King's Fund", or nothing where its name is too long."""
    name = document.publisher.strip()
    if not name or "," in name or len(name.split()) > _LONGEST_PUBLISHER:
        return None
    if name.startswith("The "):
        name = f"the {name[4:]}"
    elif name.split()[-1] in _WITH_ARTICLE:
        name = f"the {name}"
    return f"{'do' if ' and ' in name else 'does'} {name}"


def _is_cited(document: Document, place: Span, cited: Sequence[Citation]) -> bool:
    return any(citation.document is document and citation.span.overlaps(place) for citation in cited)


def _repeats(question: str, other: str) -> bool:
    mine, theirs = set(stems(question)), set(stems(other))
    return len(mine & theirs) >= _SAME * min(len(mine), len(theirs) or 1)


def _is_found(suggestion: Suggestion, hit: Hit | None) -> bool:
    """Say whether what is found lies in the suggestion's place, and near enough to answer."""
    if hit is None or hit.chunk.document_id != suggestion.document.id:
        return False
    return hit.chunk.span.overlaps(suggestion.place) and hit.scores["late_interaction"] >= _NEAR
