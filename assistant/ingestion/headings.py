"""The headings that a Contents list does not name: marked with `#`, or found by their shape and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.ingestion.lines import Line, has_number, has_title_shape
from assistant.text import ends_sentence, words
from assistant.types import Heading

_CAPTION = re.compile(r"^(?:figure|fig\.|chart|table|source|adapted from|note)\b", re.IGNORECASE)
_EDITION = re.compile(
    r"^(?:version|edition|updated|published|last updated|date)\b|^(?:\d{1,2} )?[A-Z][a-z]+ (?:19|20)\d\d$"
    r"|^(?:mon|tues|wednes|thurs|fri|satur|sun)day\b[^.?!]*\d",
    re.IGNORECASE,
)
_ROLES = frozenset(
    """leader lead officer director executive chief chair manager consultant nurse doctor clinician gp midwife
    pharmacist therapist paramedic practitioner professional worker carer patient representative member fellow
    commissioner councillor head president partner registrar secretary adviser advisor co-ordinator coordinator
    participant interviewee resident volunteer trustee governor clerk mayor teacher analyst coach facilitator
    parent mother father student trainee tenant owner assistant administrator technician scientist researcher matron
    sister radiographer physiotherapist psychologist dietitian optometrist dentist paramedic navigator receptionist
    apprentice accountant chaplain organiser founder governor employer employee user survivor daughter son wife
    husband man woman boy girl lady gentleman""".split()
)
_HONORIFIC = re.compile(r"^(?:dr|prof|professor|sir|dame|lord|baroness|mr|mrs|ms)\b", re.IGNORECASE)
_SPEECH = re.compile(r"\b(?:i|i'm|i've|we|we're|we've|our|us|my|me|you|your|you're)\b|^[“\"‘']", re.IGNORECASE)
# A name and a post set below others, as in a list of who was there.
_COLUMNS = re.compile(r"\S {3,}\S")
_SET_OFF, _NAMING = 3, 2
_FIRST_NUMBER = re.compile(r"\d{1,2}(?=[. ])(?!\.\d)")
_RESUMES = re.compile(
    r"(?:Another|Other|Elsewhere|A (?:further|second|third)|Further|More (?:broadly|generally|widely)|Overall"
    r"|\w+s (?:are|were|have|had) also)\b"
)
_LONGEST_SPEAKER = 9
_SHORTEST_PROSE = 8


def marked_headings(lines: Sequence[Line], named: Sequence[Heading]) -> list[Heading]:
    """Return the lines marked with `#`; one that the Contents list does not name lies below those that it names."""
    highest = 1 + max((heading.level for heading in named), default=0)
    marked = [line for line in lines if line.hashes and line.title and not line.is_continued]
    return [Heading(line.title, max(line.hashes, highest), line.start, line.end) for line in marked]


def sections(marked: Sequence[Heading]) -> list[Heading]:
    """Return the headings after the first that stand beside one another: neither the title nor a subtitle does."""
    counts = Counter(heading.level for heading in marked)
    # Word and PDF files set the title and their chapters at one level.
    return [heading for heading in marked[1:] if counts[heading.level] > 1 + (heading.level == min(counts))]


def shaped_headings(lines: Sequence[Line], named: Sequence[Heading]) -> list[Heading]:
    """Return the lines that are headings by shape and place, each a level below the last named one above it."""
    chains: list[list[Line]] = [[]]
    first = first_prose(lines)
    # What stands above the first prose is the title page; without a Contents list its last line may be a heading.
    earliest = first if named else max(1, first - 1)
    if named:
        # Below the first heading that the Contents list names, all is text.
        earliest = min(first, next((n for n, line in enumerate(lines) if line.start >= named[0].end), first))
    for place, line in enumerate(lines):
        if place >= earliest and _could_be_heading(lines, place, named):
            chains[-1].append(line)
        elif chains[-1]:
            # A heading has text below it: at most two stand together, and none stands above a named one.
            chains[-1] = [] if _inside(line, named) else chains[-1][-2:]
            chains.append([])
    shaped = [line for chain in chains[:-1] for line in chain]
    begins = [*(line.start for line in shaped), *(heading.start for heading in named)]
    return [
        Heading(line.title, _level(line, named), line.start, line.end, _until(line, lines, begins)) for line in shaped
    ]


def _until(box: Line, lines: Sequence[Line], begins: Sequence[int]) -> int | None:
    """Return where the text around a box goes on: nothing marks the end of a box but that it speaks of "others".

    A box is set off by empty lines, or tells of somebody or some place by name; its first paragraph is its own.
    """
    names = re.findall(r"(?<=\s)[A-Z][a-z]\w+", box.title)
    if box.gap < _SET_OFF and len(names) < _NAMING:
        return None
    end = min((begin for begin in begins if begin > box.start), default=lines[-1].end)
    inside = [line for line in lines if box.end <= line.start < end and is_prose(line)]
    return next((line.start for line in inside[1:] if _RESUMES.match(line.text)), None)


def _could_be_heading(lines: Sequence[Line], place: int, named: Sequence[Heading]) -> bool:
    line = lines[place]
    following = lines[place + 1] if place + 1 < len(lines) else None
    # Right below another heading there may be no blank line.
    is_below_named = place > 0 and _inside(lines[place - 1], named)
    return (
        has_title_shape(replace(line, gap=1) if is_below_named else line)
        and not _inside(line, named)
        and not line.is_continued
        and not _CAPTION.match(line.title)
        and not _EDITION.match(line.title)
        and not is_speaker(lines, place)
        and following is not None
        and (
            not has_number(line.title)
            or _is_number_above(line, following)
            or _begins_section(following)
            or (not following.is_item and _counts_on(lines, place))
        )
    )


def _begins_section(line: Line) -> bool:
    """Say whether a line is running text and no item, or the first line of a paragraph whose lines are broken."""
    return not line.is_item and (is_prose(line) or (line.gap_after == 0 and len(line.text.split()) >= _SHORTEST_PROSE))


def _counts_on(lines: Sequence[Line], place: int) -> bool:
    """Say whether a line has the number after that of a heading above it: "10. Date of next meeting"."""
    number = _FIRST_NUMBER.match(lines[place].title)
    before = f"{int(number[0]) - 1}" if number else ""
    return any(
        each.title.startswith((f"{before}.", f"{before} ")) and has_title_shape(each) and _begins_section(following)
        for each, following in pairwise(lines[:place])
    )


def _is_number_above(line: Line, following: Line) -> bool:
    """Say whether a heading "2 Costs" stands right above one of its own, "2.1 Staff"."""
    return following.title.startswith(line.title.split()[0].rstrip(".") + ".")


def _inside(line: Line, named: Sequence[Heading]) -> bool:
    return any(heading.start <= line.start < heading.end for heading in named)


def _level(line: Line, named: Sequence[Heading]) -> int:
    above = [heading.level for heading in named if heading.start < line.start]
    return above[-1] + 1 if above else 1


def is_prose(line: Line) -> bool:
    """Say whether a line is a sentence or more of running text."""
    return len(line.text.split()) >= _SHORTEST_PROSE and ends_sentence(line.text) and not line.is_row


def first_prose(lines: Sequence[Line]) -> int:
    """Return the place of the line that running text begins on, be its lines broken; that after the last for none."""
    begun, count = 0, 0
    for place, line in enumerate(lines):
        if line.gap or line.is_item or line.is_row:
            begun, count = place, 0
        count += len(line.text.split())
        if is_prose(line) or (
            count >= _SHORTEST_PROSE and ends_sentence(line.text) and not (line.is_row or lines[begun].is_item)
        ):
            return begun
    return len(lines)


def is_speaker(lines: Sequence[Line], place: int) -> bool:
    """Say whether a line names whose words the quotation above it holds: a role or a title, after speech."""
    line = lines[place]
    if place == 0 or len(line.text.split()) > _LONGEST_SPEAKER or ends_sentence(line.text):
        return False
    if (line.is_item and not line.text.lstrip().startswith(("–", "—"))) or _COLUMNS.search(line.text.strip()):
        return False
    title = line.title.lstrip("–— ")
    if line.gap == 0 and _is_quoted(lines[place - 1]) and not has_number(title):
        return True
    return (bool(_HONORIFIC.match(title)) or any(is_role(part) for part in title.split(","))) and _follows_speech(
        lines, place
    )


def _is_quoted(line: Line) -> bool:
    """Say whether a line closes a quotation: what stands right below it names who speaks."""
    return line.text.rstrip().endswith(("”", "’")) and len(line.text.split()) > 1


def is_role(phrase: str) -> bool:
    """Say whether a phrase is what somebody does, and no name."""
    return _head(phrase) in _ROLES


def _head(phrase: str) -> str:
    """Return the noun that a role's name is built on: "chief executive of a trust" -> "executive"."""
    found = words(re.split(r"\b(?:of|at|for|in|on|with)\b", phrase)[0])
    return found[-1] if found else ""


def _follows_speech(lines: Sequence[Line], place: int) -> bool:
    """Say whether the paragraph above is speech: by its words, its marks, or what introduces it; or its speaker."""
    above = [number for number in range(max(0, place - 4), place) if not lines[number].is_furniture][::-1]
    if above and is_speaker(lines, above[0]):
        return True
    if not above or lines[above[0]].is_item or len(lines[above[0]].text.split()) < 5:
        return False
    if _SPEECH.search(lines[above[0]].text.replace("’", "'")):
        return True
    if len(above) < 2 or lines[above[1]].is_item:
        return False
    return lines[above[1]].text.rstrip().endswith(":") or is_speaker(lines, above[1])
