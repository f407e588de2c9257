"""A sentence of a document -> whether it can stand in a plan by itself: it tells a reader something to plan by."""

from __future__ import annotations

import re
from statistics import median

from assistant.answering.answerers import BACKWARD
from assistant.ingestion.splitter import units_of
from assistant.retrieval.passages import sentence
from assistant.text import ends_sentence, numbers, words
from assistant.types import Block, BlockKind, Document, Span, Unit

_SHORTEST, _LONGEST = 6, 75
# With the sentences that it leans on; a saying of so few words is nothing to plan by.
_LONGEST_WHOLE, _SHORTEST_SAYING = 100, 12
# Sections in which a publication speaks of itself.
_ABOUT_ITSELF = re.compile(
    r"(?:annex|appendix|about$|about (?:this|the) (?:report|document|guidance|paper|page|authors?)|acknowledgements"
    r"|(?:research |our )?(?:methods?|methodology|approach|aims|questions)$|introduction$"
    r"|(?:key (?:messages|points|findings)|(?:executive )?summary)$|(?:other|further) (?:guidance|reading|resources))",
    re.IGNORECASE,
)
_ITSELF = (
    r"(?:this|the|our) (?:(?!of|for|in|on|to|by|that|with)[\w'-]+ ){0,2}?"
    r"(?:report|guidance|document|paper|page|briefing|publication|(?:sub)?section|chapter|annex|appendix)"
)
# What tells a reader nothing to plan by: what a publication says of itself and of how it was made, who may apply for
# something and how, whom it names one after another, and what its subject is in a word.
_NO_GUIDANCE = re.compile(
    rf"\b{_ITSELF} (?:also )?(?:is|was|aims|considers|contains|covers|describes|does|draws|examines|explains"
    r"|explores|focuses|gives|has|highlights|hopes|identifies|includes|leaves|lists|looks|names|outlines|presents"
    r"|provides|sets out|shows|spreads|studies|summarises|uses|will)\b"
    rf"|\b(?:published|wrote|updated|of) {_ITSELF}\b|\b(?:are|is|were|was) described (?:in|below|above)\b"
    r"|\bno (?:one we (?:spoke to|interviewed|asked)|interviewees?|respondents?|participants?)\b"
    r"|\b(?:programme|course|scheme|fellowship)\b.{0,40}\b(?:is|are) (?:only )?open\b|\bapplicants?\b"
    r"|\bfor more (?:details?|information)\b|^(?:methods?|samples?|sources?):"
    r"|\b(?:closing date|expressions? of interest|get in touch|contact us|find out more|view the latest)\b"
    r"|\binvites? (?:anyone|everyone|applications|expressions|you)\b|\bplease\b"
    r"|\bnames (?!are\b)[^.:,]+,[^.:,]+,"
    r"|^(?:an? )?[\w ]{3,60}(?:\(\w+\) )?\b(?:is|are) (?:an? )?(?:\w+ )?partnerships?\b",
    re.IGNORECASE,
)
# A sentence that leans on the one before it: beside those that begin with "it" or "they", these.
_LEANING = re.compile(
    r"(?:notably|often, this|as one|another|in (?:this|that|these|doing so)|to do (?:so|this)|for (?:example|instance)"
    r"|the (?:latter|former|others?|same)|in (?:addition|contrast)|as a result|moreover|furthermore|likewise|thus"
    r"|therefore|hence|yet|but|and|indeed|together,? they|some (?:[\w-]+ ){1,3}(?:already )?(?:doing|done) so"
    r"|other \w+ (?:have|has) (?:made )?(?:similar|also)|during this|first(?:ly)?(?=,)"
    r"|second(?:ly)?(?=,)|finally(?=,)|at the same time|as part of (?:this|these|that|those)"
    r"|on (?:one|another) level|in (?:recognition|light|view|support|spite) of (?:this|these|that)"
    r"|the [\w-]+ (?:is |was |has |are |were |have )?also"
    r"|as (?:noted|mentioned|touched on|described|discussed|outlined|set out) "
    r"|(?:(?:as|when|while|since|once|after|before) )?the (?:programme|project|pilot|model|approach|work|scheme"
    r"|initiative|process|event|team|levy|partnership|network"
    r"|academy|challenges|impacts|outcomes|benefits|lessons|aims?)(?! (?:of|for|in|to|which|that)\b))\b",
    re.IGNORECASE,
)
# So does one that soon speaks of "these"; what leads a list in may mean the list.
_SPEAKS_OF_THESE = re.compile(
    r"\W*(?:[\w'’,-]+ ){1,6}(?:these|such|this) (?!is\b|was\b)\w+"
    r"|\W*(?!(?:if|when|whe\w+|while|although|as|because|since|once|unless)\b)[^.;:–]{0,90}, this (?:may|can|could|will"
    r"|would|should|might|has|means|is|was)\b",
    re.IGNORECASE,
)
# What was said before, and not only whom it was said of: no name above it tells that.
_POINTS_BACK = re.compile(
    r"\W*(?:this|that|these|those) (?:(?:approach|change|model|shift|focus|way|view|process|arrangement)s? )?"
    r"(?:\w+ly )?"
    r"(?:(?:is|are|was|were|has|have|had|can|could|will|would|should|may|might|led|made|meant)\b"
    r"|(?:allow|creat|enabl|help|includ|involv|lead|mak|mean|reflect|requir|show)(?:s|es|ed)?\b)",
    re.IGNORECASE,
)
# "There is a risk that" and "it is important to" lean on nothing.
_EXPLETIVE = re.compile(
    r"\W*(?:there (?:is|are|was|were|has|have|needs?|can|may)\b|it (?:is|was) (?!to )(?:[\w-]+ ){1,3}(?:that|to)\b)",
    re.I,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|will|would|should|must|may|might|do|does|did|needs?|[a-z]{2,}ed"
    r"|took|takes|made|makes|said|says|gave|gives|found|finds|led|leads|held|holds|ran|runs|met|saw|felt|sees|feels)\b"
)
_FRAGMENT = re.compile(
    r"(?:including|comprised|comprising|composed|made up|consisting|(?:led|chaired) by) ", re.IGNORECASE
)
_FEELS = re.compile(r"\W*(?:I|I'm|I've|I'd)\b")
# Those who sit somewhere: a list of them is no guidance.
_PEOPLE = re.compile(
    r"(?:\w{2,}(?:ists?|ians?|ers|ors|tor|ger|ker|ner)|nurses?|leads?|surgeons?|midwives|MDs?|GPs?|AHPs?|CDs?|DPHs?|care"
    r"|authority|lay|executives?|representatives?)$"
)
_SHORT_MEMBER, _FEWEST_MEMBERS, _MUCH = 4, 3, 0.45
# A text of which so many words are numbers describes a place; half of the items of a list of names have fewer words.
_MOST_NUMBERS, _SHORTEST_ITEM = 0.15, 3


def is_usable(document: Document, unit: Unit, *, below_its_name: bool = False) -> bool:
    """Say whether a unit can stand in a plan: no heading, fragment or list of names, nothing about the publication.

    What leans on what was said before can where that is taken in, or `below_its_name` where it is said below the name
    of what it tells of; so can a list whose lead-in does.
    """
    block = document.block_at(unit.start)
    if block is None or block.kind is BlockKind.HEADING or any(map(_ABOUT_ITSELF.match, block.section)):
        return False
    text = sentence(document, unit)
    size = len(text.split())
    # A lead-in without its list tells nothing.
    is_whole = unit.span == block.listing or (not text.endswith(":") and (unit.lead is not None or ends_sentence(text)))
    tells = len(numbers(text)) <= max(1, _MOST_NUMBERS * size) and not _NO_GUIDANCE.search(text)
    is_named = _is_roster(text) or _only_names(document, block, unit)
    whole = whole_thought(document, unit, below_its_name=below_its_name)
    return (
        _SHORTEST <= size <= _LONGEST
        and is_whole
        and tells
        and not is_named
        and not _is_fragment(block, unit, text)
        and (below_its_name or not _begins_leaning(_led(document, block, unit)))
        and whole is not None
        and not (block.kind is BlockKind.QUOTATION and _FEELS.match(document.text[whole.start : whole.end]))
    )


def _led(document: Document, block: Block, unit: Unit) -> str:
    """Return what leads a list or its item in."""
    lead = unit.lead or (block.lead if unit.span == block.listing else None)
    return document.text[lead.start : lead.end] if lead else ""


def whole_thought(document: Document, unit: Unit, *, below_its_name: bool = False) -> Span | None:
    """Return a sentence with those before it that it leans on, nothing where these are not to be had or too long.

    What is said `below_its_name` leans on less, and where it begins a paragraph on nothing.
    """
    block, span = document.block_at(unit.start), unit.span
    if block is None or block.items or unit.lead is not None:
        return span
    before = [each for each in units_of(document, block) if each.end <= span.start]
    if below_its_name and not before:
        return span
    while (_POINTS_BACK.match if below_its_name else leans)(document.text[span.start : span.end]):
        if not before:
            return None
        span = Span(before.pop().start, span.end)
        if len(document.text[span.start : span.end].split()) > _LONGEST_WHOLE:
            return None
    return span


def leans(text: str) -> bool:
    """Say whether a sentence begins with something that only the one before it explains."""
    if _EXPLETIVE.match(text):
        return False
    return _begins_leaning(text) or _SPEAKS_OF_THESE.match(text) is not None


def _begins_leaning(text: str) -> bool:
    return bool({*words(text)[:1]} & BACKWARD) or _LEANING.match(text) is not None


def _is_fragment(block: Block, unit: Unit, text: str) -> bool:
    """Say whether a text is no sentence by itself; an item below its lead-in need not be one."""
    if block.kind is BlockKind.QUOTATION:  # a saying, or what one person feels
        return len(text.split()) < _SHORTEST_SAYING or _FEELS.match(text) is not None
    if unit.lead is not None or block.items or _VERB.search(text):
        return bool(_FRAGMENT.match(text))
    return bool(_FRAGMENT.match(text)) or text.startswith(("A ", "An ")) or not re.search(r"[a-rt-z]s\b", text)


def _is_roster(text: str) -> bool:
    """Say whether much of a text names who sits somewhere, one after another."""
    members = [each.split() for each in re.split(r"[,;:/]| and | – | - ", text.rstrip(". "))]
    short = [each for each in members if 1 <= len(each) <= _SHORT_MEMBER]
    people = [each for each in short if _PEOPLE.match(each[-1])]
    size = len(text.split())
    return len(people) >= _FEWEST_MEMBERS and sum(map(len, people)) >= _MUCH * size


def _only_names(document: Document, block: Block, unit: Unit) -> bool:
    """Say whether a unit is a list of names, or an item of one."""
    if not block.items or (unit.lead is None and unit.span != block.listing):
        return False
    return median(len(words(document.text[item.start : item.end])) for item in block.items) < _SHORTEST_ITEM
