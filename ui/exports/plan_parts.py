"""What a plan's exports say beside its lines: title, names of the kinds, what it rests on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.text import stems
from ui.exports.answer import date_words
from ui.shapes.plan import Assumption, Gap, Guidance, Line, Plan, Yours

KINDS = {
    "guidance": "The sources say",
    "yours": "You say",
    "assumption": "To be confirmed",
    "gap": "Not known",
}
FIELDS = {
    "problem": "the problem",
    "people_affected": "the people affected",
    "team": "the professions in your team",
    "partners": "the organisations in your team",
    "known": "what you know already",
    "place": "your place",
    "worries": "what worries you",
}
QUOTED = {
    "people_affected": "who is affected",
    "known": "what is known already",
    "place": "the place",
    "requested_by": "who asked for the project",
    "team": "the team",
    "sponsor": "the sponsor",
    "months": "the time",
    "worries": "what worries you",
}
READING = (
    "Every line of this plan is one of four. “The sources say”: a sentence that rests on the numbered quotations, each "
    "compared, character for character, with its publication; where it is surely near to your brief, it says how, and "
    "else it may hold for any project. “You say”: your brief, in your words. “To be confirmed”: "
    "an assumption, with who confirms it. “Not known”: neither the sources nor the brief say it, with how to find out."
)
TYPED = "What stands in square brackets was typed by the team, and is no source of this plan."
_MARK = re.compile(r"\[\s*\d[\d\s,;–-]*\]")
MOST_WORDS, _MOST_TITLE = 45, 14


def title_of(plan: Plan) -> str:
    """Return the plan's title: its place, or the opening of its problem."""
    return f"Project plan: {plan.brief.place or shortened(plan.brief.problem, _MOST_TITLE)}"


def shortened(text: str, most: int = MOST_WORDS) -> str:
    """Return the opening of a text, in at most so many words."""
    words = text.split()
    return " ".join(words) if len(words) <= most else f"{' '.join(words[:most]).rstrip('.,;:')} […]"


def counted(plan: Plan) -> str:
    """Return how many lines there are of each kind, and of how many publications."""
    kinds = Counter[str](line.kind for section in plan.sections for line in section.lines)
    lines = ", ".join(f"{kinds[kind]} “{name}”" for kind, name in KINDS.items())
    documents = len({citation.document for citation in plan.citations})
    spoken = "1 publication speaks" if documents == 1 else f"{documents} publications speak"
    return f"Lines: {lines}. {spoken} in it, with {len(plan.citations)} checked quotations."


def addition(line: Line, plan: Plan) -> str:
    """Return what stands below a line.

    That is who confirms it, how to find out, whose words it is, what it was chosen for, and what became of it; and that
    a mark which was typed into it is none of this plan's.
    """
    typed = TYPED if not isinstance(line, Guidance) and _MARK.search(line.text) else ""
    return " ".join(part for part in (_addition(line, plan), line.note, typed) if part)


def _addition(line: Line, plan: Plan) -> str:
    if isinstance(line, Assumption):
        return f"Confirm with: {line.confirm_with}."
    if isinstance(line, Gap):
        return f"Find out: {line.find_out}" if line.find_out else ""
    if isinstance(line, Yours):
        return f"Your brief on {QUOTED[line.field]}." if line.field in QUOTED else ""
    speakers = {plan.citations[number - 1].speaker for number in line.citations} - {None}
    spoken = [f"In the words of {speaker}, interviewed." for speaker in sorted(map(str, speakers))]
    return " ".join([*spoken, *([in_part(*line.listed)] if line.listed else []), *_near(line)])


def _near(line: Guidance) -> Iterator[str]:
    """Yield what a line and the brief both speak of; where that stands in the heading alone, that it does."""
    told = set(stems(line.text))
    here = [shared for shared in line.shares if told.issuperset(stems(shared))]
    how = "both speak of" if here else "it stands below a heading that speaks of"
    if line.shares and line.fits in FIELDS:
        yield f"Near to {FIELDS[line.fits]}: {how} {', '.join(here or line.shares)}."


def in_part(said: int, listed: int) -> str:
    """Return the sentence that says how much of a list is said."""
    return f"{said} of {listed} items of the list; the rest stands in its source."


def rests_on(plan: Plan) -> list[str]:
    """Return the publications that speak, each with its date, standing, and how often it is quoted."""
    quoted = Counter(citation.document for citation in plan.citations)
    first = {citation.document: citation for citation in reversed(plan.citations)}
    return [
        f"{first[name].publisher or 'publisher unknown'}, {first[name].title}, {date_words(first[name].published)}"
        f"{f', {first[name].standing}' if first[name].standing else ''}: {times} "
        f"{'quotation' if times == 1 else 'quotations'}"
        f"{', from our briefing on it' if first[name].source == 'briefing' else ''}"
        for name, times in quoted.most_common()
    ]


def drafted(plan: Plan, *, marked: bool = True) -> str:
    """Return when the plan was drafted and, `marked`, from which documents: a file outlives their change."""
    mark = f" from the documents with the mark {plan.corpus[:12]}" if marked else ""
    return (
        f"Drafted on {date_words(plan.drafted)} by the ICS assistant{mark}. It decides nothing: read the sources "
        "before you do."
    )
