"""The blocks of a text: paragraphs, lists with their lead-in, tables, quotations with their speaker, each whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from assistant.ingestion.attendance import is_attendance, read_attendance
from assistant.ingestion.headings import is_prose, is_speaker
from assistant.ingestion.lines import Line, comparable
from assistant.text import ends_sentence, goes_on, sentences, trim
from assistant.types import Block, BlockKind, Heading, Part, Span

# "Our conclusions are these." leads in what follows it as well as a colon does.
_LEADS = re.compile(r"(?::|\b(?:these|as follows|the following)\.)$")
# How a document wants to be cited says nothing of what it is about.
_CITED_AS = re.compile(
    r"\W*(?:suggested citation|(?:please )?cite (?:this|as)|how to cite"
    r"|(?:this|the) \w+ (?:should|may|can) be cited)\b",
    re.IGNORECASE,
)
# Whose views these are is no finding either.
_DISCLAIMS = re.compile(r"\W*(?:the|any|all) (?:views|opinions)(?: and \w+)? (?:expressed|in this)\b", re.IGNORECASE)
_REFERENCES = re.compile(r"^(?:references?|bibliography|further reading|end ?notes|foot ?notes|notes|sources)$")
# Who made a publication; not what a board's members or a working group have to do.
_PEOPLE = re.compile(
    r"^acknowledge?ments?\b|\bcontributors?$|^contributors (?:and|to th(?:is|e))\b"
    r"|^(?:about the )?authors?(?: (?:and )?\w+)?$"
    r"|^(?:members )?(?:present|in attendance|attendance|attendees|apologies(?: for absence)?)$"
    r"|^(?:(?:annex|appendix) \w{1,3}\W+)?(?:the )?(?:"
    r"(?:members|membership) of (?:[\w-]+ ){0,10}"
    r"(?:group|panel|team|task ?force|(?:steering|advisory) (?:board|committee))"
    r"|(?:steering|advisory|working) group(?: members(?:hip)?)?)$"
)
_BULLET = re.compile(r"\s*[^\s\w]?(?:\d+|(?:[a-z]|[ivxl]{2,6})(?=[.)]))?[.)]?")
_NOTE = re.compile(r"<sup>\d+</sup> \S")
_QUOTED = re.compile(r"[“\"]|‘(?=[A-Z])")
_COLUMN = re.compile(r"(?:19|20)\d\d|\D*[^\W\d_]\D*")
_SHORTEST_LEAD = 4
_FULL = 0.8


@dataclass(slots=True)
class _Group:
    """Lines that belong together, while a text is read."""

    kind: BlockKind
    lines: list[Line]
    path: tuple[str, ...]
    items: list[Span] = field(default_factory=list)
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a text before its blocks: where its front matter ends (`front`) and its imprint begins."""

    headings: Sequence[Heading]
    contents: Span | None
    front: int
    imprint: int


def read_blocks(text: str, lines: Sequence[Line], outline: Outline) -> list[Block]:
    """Return the blocks in order."""
    groups = _join(list(_group(lines, outline.headings, outline.contents)))
    title = _own_title(outline.headings)
    blocks = [_block(group, outline, title) for group in groups]
    return [part for block in _with_leads(text, blocks) for part in _nested(text, block)]


def _group(lines: Sequence[Line], headings: Sequence[Heading], contents: Span | None) -> Iterator[_Group]:
    starts = {heading.start: heading for heading in headings}
    path: list[Heading] = []
    heading_end = -1
    for place, line in enumerate(lines):
        path = [heading for heading in path if heading.until is None or line.start < heading.until]
        titles = tuple(heading.title for heading in path)
        if contents and contents.start <= line.start < contents.end:
            yield _Group(BlockKind.CONTENTS, [line], ())
        elif line.start in starts:
            path = [heading for heading in path if heading.level < starts[line.start].level] + [starts[line.start]]
            heading_end = starts[line.start].end
            yield _Group(BlockKind.HEADING, [line], tuple(heading.title for heading in path))
        elif line.start < heading_end:
            yield _Group(BlockKind.HEADING, [line], titles)
        elif line.is_furniture or line.is_continued:
            path = _continued(line, path, headings)
            yield _Group(BlockKind.FURNITURE, [line], titles)
        elif line.is_item and not is_speaker(lines, place):
            yield _Group(BlockKind.LIST, [line], titles)
        elif line.is_row:
            yield _Group(BlockKind.TABLE, [line], titles)
        else:
            speaker = line.title.lstrip("-–— ") if is_speaker(lines, place) else None
            yield _Group(BlockKind.PARAGRAPH, [line], titles, speaker=speaker)


def _continued(line: Line, path: list[Heading], headings: Sequence[Heading]) -> list[Heading]:
    """Return the path below a line such as "A case study: continued": that of the heading it repeats."""
    above = [h for h in headings if h.start < line.start and comparable(h.title) == comparable(line.title)]
    if not above or not line.is_continued:
        return path
    found: list[Heading] = []
    for heading in headings:
        if heading.start <= above[-1].start:
            found = [other for other in found if other.level < heading.level] + [heading]
    return found


def _join(groups: Sequence[_Group]) -> list[_Group]:
    """Return the groups with lines that belong together as one, across page breaks and page furniture."""
    joined: list[_Group] = []
    for group in groups:
        last = next((g for g in reversed(joined) if g.kind is not BlockKind.FURNITURE), None)
        line = group.lines[0]
        goes_on = last is not None and group.kind is BlockKind.PARAGRAPH and _goes_on(last, line)
        same = last is not None and group.kind in _KEPT and _is_same(last, group)
        if last is not None and group.speaker and last.kind is BlockKind.PARAGRAPH:
            last.kind, last.speaker = BlockKind.QUOTATION, group.speaker
            last.lines.append(line)
        elif last is not None and (goes_on or same):
            _drop_furniture(joined, last)
            last.lines.append(line)
            if goes_on and last.items:
                last.items[-1] = Span(last.items[-1].start, line.end)
            else:
                last.items.append(Span(line.start, line.end))
        else:
            # What looks like a speaker's name below no paragraph is a line like any other.
            group.speaker, group.items = None, [Span(line.start, line.end)]
            joined.append(group)
    return joined


_KEPT = (BlockKind.LIST, BlockKind.TABLE, BlockKind.CONTENTS, BlockKind.HEADING)


def _is_same(last: _Group, group: _Group) -> bool:
    """Say whether two groups are one list or table: not a list that ended above wide space, or columns named anew."""
    line = group.lines[0]
    ended = last.kind is BlockKind.LIST and line.gap > 1 and ends_sentence(last.lines[-1].text)
    # A table of words alone goes on over a page; one of figures does not go on with words.
    is_new = line.gap > 0 and len(last.lines) > 1 and _names_columns(line) and not _has_words(last.lines)
    return last.kind is group.kind and last.path == group.path and not ended and not is_new


def _has_words(rows: Sequence[Line]) -> bool:
    """Say whether a table has a row of words below its first."""
    return any(map(_names_columns, islice(rows, 1, None)))


def _names_columns(line: Line) -> bool:
    """Say whether a row could name the columns of a table: words or years in every cell but the first."""
    cells = [cell.strip() for cell in line.text.split("\t")]
    return len(cells) > 1 and all(_COLUMN.fullmatch(cell) for cell in cells[1:]) and not re.search(r"\d", cells[0])


def _goes_on(last: _Group, line: Line) -> bool:
    """Say whether a line goes on with the paragraph, item or row before it: without a blank line, or cut by a page."""
    if last.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST) or last.speaker:
        return False
    above = last.lines[-1].text
    if last.kind is BlockKind.LIST and above.rstrip().endswith(":") and len(last.lines) > 1:
        # A numbered paragraph that says who speaks goes on with what is said.
        return True
    if len(last.lines) == 1 and above.endswith(":") and is_attendance(above):
        # "Present:" stands above the names, be there a blank line between.
        return True
    # What the end of a page cuts off an item stands below the item's text.
    item = f"- {above.lstrip()}" if last.kind is BlockKind.LIST else above
    return goes_on(item, line.text) or (
        line.gap == 0 and not (last.kind is BlockKind.LIST and _is_short(above, line.text))
    )


def _is_short(above: str, below: str) -> bool:
    """Say whether an item's line ends though there was room for the next: what follows is no part of it."""
    return below.lstrip()[:1].isupper() and len(above) < _FULL * len(below)


def _drop_furniture(groups: list[_Group], last: _Group) -> None:
    while groups[-1] is not last:
        groups.pop()


def _block(group: _Group, outline: Outline, own_title: str | None) -> Block:
    start, end = group.lines[0].start, group.lines[-1].end
    items = tuple(group.items) if group.kind in (BlockKind.LIST, BlockKind.TABLE) else ()
    kind = group.kind
    if (
        kind is BlockKind.PARAGRAPH
        and _QUOTED.match(group.lines[0].text.lstrip())
        and group.lines[-1].text.rstrip().endswith(("”", '"', "’"))
    ):
        kind = BlockKind.QUOTATION
    part, lead = _part(group, outline, own_title), None
    if kind is BlockKind.PARAGRAPH and part is Part.PEOPLE:
        lead, people = read_attendance(group.lines)
        kind, items = (BlockKind.LIST, tuple(people)) if people else (kind, items)
    return Block(kind, start, end, group.path, part, items, lead, group.speaker)


def _part(group: _Group, outline: Outline, own_title: str | None) -> Part:
    titles = [comparable(title) for title in group.path if title != own_title]
    if group.lines[0].start >= outline.imprint or _DISCLAIMS.match(group.lines[0].text):
        return Part.IMPRINT
    if is_attendance(group.lines[0].text):
        return Part.PEOPLE
    is_cover = group.kind not in (BlockKind.LIST, BlockKind.TABLE) and not is_prose(group.lines[0])
    if is_cover and group.lines[0].start < outline.front:
        return Part.FRONT
    # A note at a page's foot that is no sentence tells where something stands.
    is_pointer = bool(_NOTE.match(group.lines[0].text)) and not is_prose(group.lines[0])
    is_citation = _CITED_AS.match(group.lines[0].text) is not None
    # "About the authors" may be set below "References".
    told = next(filter(None, map(_headed, reversed(titles))), Part.BODY)
    return Part.REFERENCES if is_pointer or is_citation else told


def _headed(title: str) -> Part | None:
    """Return which part a heading says that it heads, nothing of most."""
    if _REFERENCES.match(title):
        return Part.REFERENCES
    return Part.PEOPLE if _PEOPLE.search(title) else None


def _own_title(headings: Sequence[Heading]) -> str | None:
    """Return the document's own title, the one heading above all others: it says nothing of a part."""
    above = [heading for heading in headings if heading.level <= headings[0].level]
    return above[0].title if len(above) == 1 and len(headings) > 1 else None


def _with_leads(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, with the sentence that leads a list or table in moved from its paragraph to the list."""
    for place, block in enumerate(blocks):
        following = next((b for b in blocks[place + 1 :] if b.kind is not BlockKind.FURNITURE), None)
        before = next((b for b in reversed(blocks[:place]) if b.kind is not BlockKind.FURNITURE), None)
        if _leads(text, block, following):
            rest = (
                trim(text, Span(block.start, _lead(text, block).start))
                if _lead(text, block).start > block.start
                else None
            )
            if rest:
                yield replace(block, end=rest.end)
        elif before is not None and _leads(text, before, block):
            lead = _lead(text, before)
            yield replace(block, start=lead.start, lead=lead)
        else:
            yield block


def _leads(text: str, block: Block, following: Block | None) -> bool:
    return (
        block.kind is BlockKind.PARAGRAPH
        and following is not None
        and following.kind in (BlockKind.LIST, BlockKind.TABLE)
        and _LEADS.search(text[block.start : block.end].rstrip("* ")) is not None
    )


def _lead(text: str, block: Block) -> Span:
    return _last_sentence(text, block.span)


def _last_sentence(text: str, span: Span) -> Span:
    """Return the last sentence of a stretch, with the one before it where it says hardly anything."""
    found = sentences(text, span)
    lead = found[-1]
    if len(text[lead.start : lead.end].split()) < _SHORTEST_LEAD and len(found) > 1:
        lead = Span(found[-2].start, lead.end)
    return lead


def _nested(text: str, block: Block) -> Iterator[Block]:
    """Yield a list in parts, so that an item that leads deeper items in begins a list of its own."""
    if block.kind is not BlockKind.LIST:
        yield block
        return
    for opening, items in _runs(text, block):
        kind = BlockKind.LIST if items else BlockKind.PARAGRAPH
        edges = ([opening] if opening else []) + items
        lead = _last_sentence(text, opening) if opening else None
        yield replace(block, kind=kind, start=edges[0].start, end=edges[-1].end, items=tuple(items), lead=lead)


def _runs(text: str, block: Block) -> list[tuple[Span | None, list[Span]]]:
    """Return the lists within a list, each with what leads it in.

    A new one begins after an item that ends with a colon, and where the kind of bullet changes back, or changes
    without being set deeper.
    """
    runs: list[tuple[Span | None, list[Span]]] = [(block.lead, [])]
    for place, item in enumerate(block.items):
        opening, inner = runs[-1]
        style = bullet_style(text, item)
        changes = bool(inner) and style != bullet_style(text, inner[0])
        deeper = bool(inner) and _indent(style) > _indent(bullet_style(text, inner[0]))
        if text[item.start : item.end].rstrip("* ").endswith(":") and place + 1 < len(block.items):
            runs.append((item, []))
        elif changes and (not deeper or style == bullet_style(text, opening)):
            runs.append((None, [item]))
        else:
            inner.append(item)
    return [(opening, items) for opening, items in runs if opening or items]


def _indent(style: str) -> int:
    return len(style) - len(style.lstrip())


def bullet_style(text: str, item: Span | None) -> str:
    """Return an item's indentation and bullet, numbers all the same."""
    match = _BULLET.match(text[item.start : item.end]) if item else None
    return re.sub(r"\d+|[a-z]+(?=[.)])", "1", match.group()) if match else ""
