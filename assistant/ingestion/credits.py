"""What a document's first lines and its imprint say of it: its title, who wrote and published it, and when."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.ingestion.attendance import is_attendance
from assistant.ingestion.contents import find_contents
from assistant.ingestion.dates import iso_date, stated, undated, updates
from assistant.ingestion.fields import parted, read_fields
from assistant.ingestion.headings import first_prose, is_prose, sections
from assistant.ingestion.lines import Line, is_picture_credit, lines_of
from assistant.ingestion.meetings import is_place, read_meeting
from assistant.types import Heading, Loaded

_PUBLISHED = re.compile(
    r"\b(?:first )?published\b|\bpublication date\b|\bissued\b|\b(?:approved|adopted)\b|\bdated?\b", re.I
)
_OTHERWISE = re.compile(r"\b(?:reviewed?|updated|accessed|expires?|valid|until|next)\b", re.I)
_ORGANISATION = re.compile(
    r"\b(?:NHS|institute|partnership|board|trust|foundation|unit|council|university|authority|centre|center|fund"
    r"|federation|confederation|association|department|ministry|commission|college|society|academy|office|agency"
    r"|alliance|network|inspectorate|ombudsman|commissioner|parliament|government|charity|collaborative|healthwatch|observatory|consortium|forum|ltd|limited|plc|group|committee"
    r"|think tank|associates|consulting|consultancy|service|services|England|Wales|Scotland)\b",
    re.I,
)
_BY = re.compile(r"^\W*(?:published|produced|issued)(?: in \d{4})? by:?\s+(?P<name>[^.,;|©]{3,80})", re.I)
_WRITTEN = re.compile(r"^\W*(?:written )?by:?\s+|^authors?:?\s+", re.I)
_OWNER = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)\s*(?:copyright\s*)?(?:(?:19|20)\d\d[\s,–-]*)*(?P<name>[^\W\d][^.,;|©\d]{2,80})", re.I
)
_LISTED = re.compile(r",|;|&|\band\b")
_PERSON = re.compile(
    r"(?:(?:Dr|Prof|Professor|Sir|Dame|Mr|Mrs|Ms)\.? )?[A-Z](?:[\w’'-]+|\.)(?: [A-Z]\.?)*"
    r"(?: (?:van|de|der|von|al|bin|O))*(?: [A-Z][\w’'-]+){1,2}"
)
_PAPER = re.compile(r"\b(?:meeting|minutes|papers?|agenda|reports?|private|public|confidential|draft|official)\b", re.I)
_INITIALS = frozenset("NHS ICB ICS UK PCN GP LLP CIC".split())
_FIELD = re.compile(r"\w+:")
# How a document is filed is no title.
_MARKING = re.compile(
    r"\W*(?:(?:security |protective )?(?:classification|marking)|(?:publication |document |approval |our )?reference"
    r"|document (?:number|control|status|owner)|version(?: number)?|status|prn?\d+|official(?:[ –-]+sensitive)?)"
    r"\W*(?::|$)",
    re.I,
)
_TOP, _FOOT = 14, 12
_FEWEST_WORDS, _MOST_WORDS = 4, 18
_LONGEST_FACTS = 300


@dataclass(frozen=True, slots=True)
class Credits:
    """What a document says of itself, nothing where it does not say it; `facts` are its cover's other lines."""

    title: str | None
    publisher: str | None
    published: str | None
    authors: tuple[str, ...]
    facts: str


def read_credits(loaded: Loaded) -> Credits:
    """Return what the first lines of a text, its imprint and its file's metadata say of it."""
    lines = lines_of(loaded.text)
    above = _above(loaded, lines)
    first, foot = _top(above), [line.title for line in lines[-_FOOT:]]
    labelled = read_fields(above)
    meeting = read_meeting(above, _name_of(labelled.body or ""), _name_of)
    title = labelled.title or meeting.title or _shown(loaded.title, loaded.headings) or _title(loaded, first)
    others = [line.title for line in first if line.title != title]
    others += [part for line in above if line not in first for part in _credits_in(line.title)]
    # A page's "From: the Department" is more than the web site that its metadata name; "From: Ada Vale" is not.
    said = [None if _people(labelled.publisher) else labelled.publisher, loaded.publisher, labelled.publisher]
    publisher = next(filter(None, [*said, meeting.body]), None) or _publisher(others, foot, loaded.author)
    published = _published(loaded, others, foot) or _copyright_year([*others, *foot]) or iso_date(title or "")
    return Credits(
        title=title,
        publisher=publisher,
        published=meeting.held or published,
        authors=_first_people(labelled.authors) or _authors(others) or _file_author(loaded.author),
        facts=_facts(
            loaded, lines, [line for line in first if line.title.casefold() not in f"{title}\n{publisher}".casefold()]
        ),
    )


def _shown(title: str | None, headings: Sequence[Heading]) -> str | None:
    """Return a file's title without what its program puts behind the heading: a site's or an organisation's name."""
    above = [
        heading.title for heading in headings if title and re.match(r"\s+[|–—»-]\s", title.removeprefix(heading.title))
    ]
    return next((shown for shown in above if title and title.startswith(shown)), title)


def _facts(loaded: Loaded, lines: Sequence[Line], cover: Sequence[Line]) -> str:
    """Return the lines of the cover above all prose and headings that say more: a subtitle, a meeting, an edition."""
    ends = [line.start for line in lines[first_prose(lines) :]] + [below.start for below in _sections(loaded)]
    end = min(ends, default=0)
    headings = {heading.start for heading in loaded.headings}
    said = [
        line.title
        for line in cover
        if line.start < end and line.start not in headings and not line.is_furniture and not line.is_row
    ]
    telling = [
        line.rstrip(".") for line in said if len(line.split()) > 2 and not _people(line) and not _FIELD.match(line)
    ]
    return ". ".join(telling)[:_LONGEST_FACTS]


def is_organisation(name: str) -> bool:
    """Say whether a name is an organisation's and not a person's."""
    return bool(_ORGANISATION.search(name)) or name.startswith("The ")


def _top(above: Sequence[Line]) -> list[Line]:
    """Return the short lines of those above the text."""
    short = [line for line in above if not is_prose(line) or _PUBLISHED.search(line.text)]
    return [line for line in short if line.title and len(line.title.split()) <= _MOST_WORDS]


def _above(loaded: Loaded, lines: Sequence[Line]) -> list[Line]:
    """Return the lines above the Contents list or the first section, else those around the first prose."""
    contents = find_contents(lines)
    ends = [section.start for section in _sections(loaded)] + ([contents.span.start] if contents else [])
    # Who came to a meeting neither wrote nor published its minutes.
    ends += [line.start for line in lines if is_attendance(line.text) and not line.is_row]
    return parted([line for line in lines if line.start < min(ends, default=line.end)][:_TOP])


def _sections(loaded: Loaded) -> list[Heading]:
    """Return the sections: not what is set like one under the title, with nothing between, down to who publishes it."""
    cover = set()
    for above, below in itertools.pairwise(loaded.headings):
        if loaded.text[above.end : below.start].strip():
            break
        cover |= {above.start} | ({below.start} if _is_name(below.title) else set())
    return [section for section in sections(loaded.headings) if section.start not in cover]


def _credits_in(line: str) -> Iterator[str]:
    """Yield what credits stand in a line of prose: "Published by the Board, May 2031. Written by Ottoline Marsh."."""
    for sentence in re.split(r"(?<=[.;])\s+(?=[A-Z0-9])", line):
        said = sentence.rstrip(" .;")
        parts = said.split(", ")
        if _BY.match(said) or (_WRITTEN.match(said) and _people(_WRITTEN.sub("", parts[0]))):
            yield from (said, *parts)
        elif all(_is_name(part) or not undated(part) for part in parts):
            yield from parts


def _title(loaded: Loaded, top: Sequence[Line]) -> str | None:
    if loaded.headings:
        return min(loaded.headings, key=lambda heading: (heading.level, heading.start)).title
    worded = [line for line in top if any(letter.isalpha() for letter in line.title) and not _is_date(line.title)]
    worded = [line for line in worded if not _MARKING.match(line.title) and not is_place(line.title)] or worded
    place = next((number for number, line in enumerate(worded) if not _is_name(line.title)), 0)
    run = worded[place : place + 1]
    # A long title runs on over the next line.
    for line in worded[place + 1 : place + 3]:
        if line.gap or _is_name(line.title) or _people(line.title) or line.start > run[-1].end + 40:
            break
        run.append(line)
    return " ".join(line.title for line in run) or None


def _is_date(line: str) -> bool:
    """Say whether a line tells a date and hardly more: a title may end with one."""
    is_told = _PUBLISHED.search(line) or _OTHERWISE.search(line) or len(undated(line).split()) < _FEWEST_WORDS
    return bool(iso_date(line) and is_told)


def _is_name(line: str) -> bool:
    """Say whether a line is an organisation's name and nothing else: all its words of weight are capitals."""
    weighty = [word for word in line.split() if len(word) > 3]
    is_short = len(line.split()) <= 8 and "\t" not in line
    return is_short and is_organisation(line) and all(word[0].isupper() for word in weighty)


def _publisher(top: Sequence[str], foot: Sequence[str], author: str | None) -> str | None:
    said = [
        undated(match["name"].strip())
        for line in (*top, *foot)
        for match in (_BY.match(line), _OWNER.search(line))
        if match and not is_picture_credit(line)
    ]
    bare = [line for line in map(undated, top) if not is_place(line)] + list(_addressed(top))
    # A letterhead names a part of it too: "Vale Council - Northern region".
    names = [name for line in bare for name in (line, re.split(r" [–—-] ", line)[0])]
    # What is set in capitals may as well be what kind of paper it is.
    names = sorted(filter(_is_name, names), key=str.isupper)
    names = [name for name in map(_name_of, names) if name]
    organisations = [name for name in said if is_organisation(name)]
    if author and is_organisation(author):
        return author
    return next(iter([*organisations, *names, *said]), None)


def _addressed(lines: Sequence[str]) -> Iterator[str]:
    """Yield the organisations whose address a line gives: "Vale Trust, 4 Mill Street"; a venue is none."""
    yield from (name for line in lines if is_place(line) and _ORGANISATION.search(name := line.split(",")[0]))


def _name_of(line: str) -> str | None:
    """Return the organisation that a line names and nothing else: "VALE CARE BOARD, in public" -> "Vale Care Board"."""
    bare = re.sub(r"^meeting of (?:the )?", "", undated(line), flags=re.I)
    name = re.split(r"\b(?:meeting )?in (?:public|private|common)\b", bare, flags=re.I)[0].strip(" ,(")
    if not _is_name(name) or is_place(name):
        return None
    if name.isupper():
        return None if _PAPER.search(name) else _small(name)
    return name


def _small(name: str) -> str:
    """Return a name that is set in capitals as it is written elsewhere: "VALE CARE BOARD" -> "Vale Care Board"."""
    small = (word if word in _INITIALS else word.capitalize() for word in name.split())
    return re.sub(r"(?<= )(?:And|Of|The|For|In)(?= )", lambda found: found.group().lower(), " ".join(small))


def _published(loaded: Loaded, top: Sequence[str], foot: Sequence[str]) -> str | None:
    """Return the date that the metadata state, else that of the line that says it is published, else the first.

    What was updated since is of that date.
    """
    dated = [(line, found) for line in top for part in _parts(line) if (found := iso_date(part))]
    first = next((found for line, found in dated if _PUBLISHED.search(line)), dated[0][1] if dated else None)
    return max(filter(None, (stated(loaded.published or "") or first, *updates([*top, *foot]))), default=None)


def _parts(line: str) -> Iterator[str]:
    """Yield the parts of a line that may hold its date: not "Next review: May 2026"."""
    yield from (part for part in re.split(r"[.;|\t]", line) if not _OTHERWISE.search(part) or _PUBLISHED.search(part))


def _copyright_year(lines: Sequence[str]) -> str | None:
    years = [
        year for line in lines if re.search(r"©|\bcopyright\b", line, re.I) for year in re.findall(r"20\d\d", line)
    ]
    return max(years, default=None)


def _authors(top: Sequence[str]) -> tuple[str, ...]:
    for line in top:
        people = tuple(_people(_WRITTEN.sub("", line)))
        if len(people) > 1 or (people and _WRITTEN.match(line)):
            return people
    return ()


def _file_author(name: str | None) -> tuple[str, ...]:
    return () if is_organisation(name or "") else tuple(_people(name))


def _first_people(line: str | None) -> tuple[str, ...]:
    """Return the people that a line names, without their posts: "Ada Vale, Director; Tom O'Hara, Nurse"."""
    return tuple(name for part in _LISTED.split(line or "") for name in _people(part))


def _people(line: str | None) -> list[str]:
    """Return the people that a line names and nothing else."""
    parts = [part.strip() for part in _LISTED.split(line or "") if part.strip()]
    are_people = parts and all(_PERSON.fullmatch(part) and not is_organisation(part) for part in parts)
    return parts if are_people else []
