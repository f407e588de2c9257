"""Markdown: the decoded content, with headings marked `#`, tables with tabs between cells, quotations without `>`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from assistant.ingestion.dates import latest
from assistant.ingestion.loaders.drawn_tables import cells_of
from assistant.ingestion.loaders.front_matter import front_matter
from assistant.ingestion.loaders.text import decode
from assistant.settings import Settings
from assistant.text import ends_sentence
from assistant.types import Heading, Loaded

LINE = re.compile(r"[^\n]*\n?")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$")
# A line alone with a row of "=" or "-" right below it; a sentence above dashes ends what they part.
UNDERLINED = re.compile(
    r"(?:\A|(?<=\n\n)) {0,3}(?![-*+] |[>#|])(?=[^\n]*[^\W_])(?P<title>\S[^\n]*)\n {0,3}(?P<row>=+|-{2,})[ \t]*$",
    re.MULTILINE,
)
TABLE = re.compile(
    r"^(?=[^\n|]*\|)[^\n]+\n(?=[^\n|]*\|)[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\n"
    r"(?:(?=[^\n|]*\|)[^\n]+(?:\n|\Z))+",
    re.MULTILINE,
)
OUTER = re.compile(r"^[ \t]*\||(?<!\\)\|[ \t]*$")
QUOTED = re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE)
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")


def load_markdown(path: Path, _limits: Settings) -> Loaded:
    """Read a Markdown file; raise `UnreadableFileError` where it is not text."""
    text = decode(path.read_bytes(), path)
    told, begin = front_matter(text)
    text = TABLE.sub(_rows, UNDERLINED.sub(_marked, QUOTED.sub("", text[begin:])))
    return Loaded(
        text,
        tuple(_headings(text)),
        title=_first(told, "title"),
        author="; ".join(told.get("authors") or told.get("author") or ()) or None,
        published=latest(_first(told, "published", "date"), _first(told, "updated", "last updated", "lastmod")),
        publisher=_first(told, "publisher", "organisation", "organization"),
    )


def _first(told: Mapping[str, tuple[str, ...]], *names: str) -> str | None:
    return next((value for name in names for value in told.get(name, ())), None)


def _marked(underlined: re.Match[str]) -> str:
    """Return an underlined heading as one that is marked `#`."""
    title, row = underlined["title"], underlined["row"]
    if row.startswith("-") and ends_sentence(title):
        return underlined.group()
    return f"{'#' if row.startswith('=') else '##'} {title}"


def _rows(table: re.Match[str]) -> str:
    """Return a table's rows with tabs between their cells, without the row of dashes."""
    rows = [OUTER.sub("", line) for line in table.group().split("\n") if line.strip()]
    cells = [cells_of(row) for row in [rows[0], *rows[2:]]]
    return "\n".join("\t".join(row).rstrip() for row in cells) + "\n"


def _headings(text: str) -> list[Heading]:
    headings: list[Heading] = []
    fence = ""
    for line in LINE.finditer(text):
        content = line.group().rstrip("\n")
        if mark := FENCE.match(content):
            # A fence is closed by one of its own kind, at least as long.
            fence = mark.group(1) if not fence else "" if mark.group(1).startswith(fence) else fence
        elif not fence and (found := HEADING.match(content)):
            end = line.start() + len(content)
            headings.append(Heading(_shown(found.group(2)), len(found.group(1)), line.start(), end))
    return headings


def _shown(title: str) -> str:
    return EMPHASIS.sub(r"\2", LINK.sub(r"\1", title)).strip()
