"""A plan -> what its summary says, on one page: the brief in short, and the lines to read first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from ui.exports.plan_parts import MOST_WORDS, shortened
from ui.shapes.plan import Assumption, Gap, Guidance, Line, Plan

_MOST_POINTS, _MOST_READ = 3, 70
# What is wanted mostly stands at the end of a problem.
_MOST_OF_PROBLEM = 100
_ASKED = ("sponsor", "time")
_FIRST = ("problem", "people_affected", "known", "place", "worries")
# Of an A4 page as the Word file sets it, in points: what is left for the rows of its two tables below the headings,
# what a row and a paragraph of it need beside their lines, and how high a line is. A line holds so many letters.
_PAGE, _A_ROW, _A_PARAGRAPH, _A_LINE, _LETTERS = 500.0, 5.5, 3.0, 11.5, 72


@dataclass(frozen=True, slots=True)
class Point:
    """A line of the summary, with the number and title of its section."""

    line: Line
    section: str


def facts_of(plan: Plan) -> list[tuple[str, str]]:
    """Return what the brief says in short, as pairs of a name and a value; what it leaves empty is said so."""
    brief = plan.brief
    team = ", ".join(f"{each.role} ({each.organisation})" if each.organisation else each.role for each in brief.team)
    told = [
        ("The problem", brief.problem),
        ("Who is affected", brief.people_affected),
        ("Place", brief.place),
        ("Asked for by", brief.requested_by),
        ("Sponsor", brief.sponsor),
        ("Team", team),
        ("Time", f"{brief.months} months" if brief.months else ""),
    ]
    begun = [("Begun from", plan.begun_from)] if plan.begun_from else []
    most = {"The problem": _MOST_OF_PROBLEM}
    return [*((name, shortened(value, most.get(name, MOST_WORDS)) or "not known yet") for name, value in told), *begun]


def first_points(plan: Plan) -> list[Point]:
    """Return the lines to read first: guidance, what the sponsor is to confirm, what is not known.

    So many of each as stand on the page of the summary, the most important of each before the next of any.
    """
    kinds = [_first_guidance(plan), _first_asked(plan), _first_gaps(plan)]
    room = _PAGE - sum(_height([value]) for _, value in facts_of(plan))
    taken: list[Point] = []
    for point in filter(None, chain.from_iterable(zip_longest(*kinds))):
        height = _height(point.line.text.split("\n"))
        if height <= room:
            taken.append(point)
            room -= height
    return [point for kind in kinds for point in kind if point in taken]


def _height(paragraphs: Sequence[str]) -> float:
    """Return how high a row of a table is, in points."""
    lines = sum(1 + len(text) // _LETTERS for text in paragraphs)
    return _A_ROW + _A_PARAGRAPH * len(paragraphs) + _A_LINE * lines


def _first_guidance(plan: Plan) -> list[Point]:
    """Return the guidance to read first: lines that are near to the brief, those with most words of it in common."""
    found = [
        (-len(line.shares), _FIRST.index(line.fits), Point(line, f"{number} {section.title}"))
        for number, section in enumerate(plan.sections, 1)
        for line in section.lines
        if isinstance(line, Guidance) and line.shares and line.fits in _FIRST and len(line.text.split()) <= _MOST_READ
    ]
    return [point for *_, point in sorted(found, key=lambda each: each[:2])][:_MOST_POINTS]


def _first_gaps(plan: Plan) -> list[Point]:
    """Return the first of what is not known."""
    found = [
        Point(line, f"{number} {section.title}")
        for number, section in enumerate(plan.sections, 1)
        for line in section.lines
        if isinstance(line, Gap)
    ]
    return found[:_MOST_POINTS]


def _first_asked(plan: Plan) -> list[Point]:
    """Return what the sponsor is to confirm first: who decides what, and the time that the team has."""
    return [
        Point(line, f"{number} {section.title}")
        for number, section in enumerate(plan.sections, 1)
        for line in section.lines
        if section.id in _ASKED and isinstance(line, Assumption)
    ][:_MOST_POINTS]
