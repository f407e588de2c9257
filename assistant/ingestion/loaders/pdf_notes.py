"""The notes at the foot of a PDF's pages: told apart from the text, and set where they part no sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.ingestion.loaders.pdf_lines import Line
from assistant.ingestion.loaders.pdf_paragraphs import Paragraph, is_rest

RAISED = re.compile(r"<sup>(\d{1,3})</sup>\s*(?=\S)")
NUMBERED = re.compile(r"(\d{1,3})(?:[.)]?\s+(?=\S)|(?=[A-Z“‘]))")  # some programs set nothing between
MARKS = re.compile(r"<sup>([\d,–-]+)</sup>")
SMALLER = 0.93


def parted(pages: Sequence[Sequence[Line]], body: float) -> tuple[list[list[Line]], list[list[Line]]]:
    """Return the lines of each page's text, and those of each note, which begin with its raised mark.

    A note begins with a mark that stands in its page's text or the page's before, raised itself or set smaller than
    running text (`body` is the size of that), and goes on below in its own type.
    """
    texts: list[list[Line]] = []
    notes: list[list[Line]] = []
    before: set[str] = set()
    for lines in pages:
        marks = {mark for line in lines for mark in _marks(line)}
        text, found = _parted(lines, marks | before, body)
        texts.append(text)
        notes += found
        before = marks
    return texts, notes


def _marks(line: Line) -> Iterator[str]:
    """Yield the marks of notes in a line: not the one that it begins with."""
    for found in MARKS.finditer(line.text):
        if found.start():
            yield from re.split(r"\D+", found[1])


def _parted(lines: Sequence[Line], marks: set[str], body: float) -> tuple[list[Line], list[list[Line]]]:
    text: list[Line] = []
    notes: list[list[Line]] = []
    last: Line | None = None
    for line in lines:
        begun = _begun(line, marks, body)
        goes_on = last is not None and line.size == last.size and 0 < line.base - last.base < 2 * line.size
        if begun:
            notes.append([begun])
        elif goes_on:
            notes[-1].append(line)
        else:
            text.append(line)
        last = line if begun or goes_on else None
    return text, notes


def _begun(line: Line, marks: set[str], body: float) -> Line | None:
    """Return a line that begins a note, its mark raised; nothing for another line."""
    text = f"{line.marker} {line.text}".lstrip()
    found = RAISED.match(text) or (NUMBERED.match(text) if line.size < SMALLER * body else None)
    if found is None or found[1] not in marks or line.is_row:
        return None
    return replace(line, text=f"<sup>{found[1]}</sup> {text[found.end() :]}", marker="", text_left=line.left)


def with_notes(text: Sequence[Paragraph], notes: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs with each note below the section, or the page, in which its mark stands."""
    places = [_place(text, note) for note in notes]
    told: list[Paragraph] = []
    for place in range(len(text) + 1):
        told += [note for note, at in zip(notes, places, strict=True) if at == place]
        told += text[place : place + 1]
    return told


def _place(text: Sequence[Paragraph], note: Paragraph) -> int:
    """Return the place in the text before which a note stands: no sentence, list or table goes on behind it."""
    found = RAISED.match(note.text)
    page = note.first.page
    marked = [
        place
        for place, paragraph in enumerate(text)
        if page - 1 <= paragraph.first.page <= page and found and found[1] in _marks_in(paragraph)
    ]
    place = (
        marked[-1] + 1 if marked else next((n for n, other in enumerate(text) if other.first.page > page), len(text))
    )
    while place < len(text) and not text[place].level and (text[place].first.page <= page or _goes_on(text, place)):
        place += 1
    return place


def _marks_in(paragraph: Paragraph) -> set[str]:
    return {mark for found in MARKS.finditer(paragraph.text) for mark in re.split(r"\D+", found[1])}


def _goes_on(text: Sequence[Paragraph], place: int) -> bool:
    """Say whether a paragraph goes on with the one before: the same sentence, list or table."""
    before, here = text[place - 1], text[place]
    if here.marker or here.first.is_row:
        return bool(before.marker) == bool(here.marker) and before.first.is_row == here.first.is_row
    return is_rest(before, here)
