"""Our own briefings on the catalogue's publications: which there are, and a briefing's file -> Document."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from assistant.ingestion.catalogue import Catalogue, Entry
from assistant.ingestion.loaders import load
from assistant.ingestion.structure import read_structure
from assistant.settings import Settings
from assistant.types import Document, Page

# "<sup>p. 15</sup>", "<sup>pp. 15–16</sup>", "<sup>pp. 3, 10</sup>": the pages of the publication that are reported on.
_MARK = re.compile(r"<sup>(pp?)\. ?([\d–-]+(?:, ?[\d–-]+)*)</sup>")
_LINE = re.compile(r"[^\n]*\n?")


def briefings(settings: Settings, catalogue: Catalogue) -> dict[str, tuple[Entry, Path]]:
    """Return, by id, each publication that there is a briefing on, with the briefing's file."""
    if not settings.briefings:
        return {}
    paths = {entry.id: (entry, settings.corpus / "briefings" / f"{entry.id}.md") for entry in catalogue.entries}
    return {name: (entry, path) for name, (entry, path) in paths.items() if path.is_file()}


def read_briefing(entry: Entry, path: Path, settings: Settings, catalogue: Catalogue, digest: str) -> Document:
    """Return the briefing in a file, described as its publication is. Raise UnreadableFileError as `load` does."""
    loaded = load(path, settings)
    # The first heading is the publication's title, which every section would begin with.
    sections = tuple(replace(heading, level=heading.level - 1) for heading in loaded.headings if heading.level > 1)
    structure = read_structure(replace(loaded, headings=sections, pages=reported_pages(loaded.text)))
    return Document(
        **entry.described(),
        notices=catalogue.notices(entry.published),
        text=loaded.text,
        headings=structure.headings,
        pages=structure.pages,
        blocks=structure.blocks,
        is_briefing=True,
        source=path.name,
        digest=digest,
    )


def reported_pages(text: str) -> tuple[Page, ...]:
    """Return the publication's pages that each line reports on: its own mark's, or those of the lead-in above it."""
    pages: list[Page] = []
    for line in _LINE.finditer(text):
        mark = _MARK.search(line.group())
        if not line.group().strip():
            continue
        if mark:
            label = mark.group(2).replace("–", "-")
            pages.append(Page(label, line.start(), line.end(), certain=mark.group(1) == "p"))
        elif pages and pages[-1].end == line.start():
            pages[-1] = replace(pages[-1], end=line.end())
    return tuple(pages)
