"""Markdown: the decoded content, its tables with tabs between cells and its quotations without `>`."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.ingestion.loaders.text import decode
from assistant.settings import Settings
from assistant.types import Heading, Loaded

LINE = re.compile(r"[^\n]*\n?")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$")
TABLE = re.compile(
    r"^ {0,3}\|.+\|[ \t]*\n {0,3}\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*\n(?: {0,3}\|.*\|[ \t]*(?:\n|\Z))+", re.MULTILINE
)
CELLS = re.compile(r"(?<!\\)\|")
FRONT = re.compile(r"---[ \t]*\n((?:[^\n]*\n){1,30}?)---[ \t]*\n")
FIELD = re.compile(r"^(title|date|author|publisher):[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE | re.IGNORECASE)
QUOTED = re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE)
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")


def load_markdown(path: Path, _limits: Settings) -> Loaded:
    """Read a Markdown file; raise `UnreadableFileError` where it is not text."""
    text = QUOTED.sub("", TABLE.sub(_rows, decode(path.read_bytes(), path)))
    told = {found[1].lower(): found[2].strip() for found in FIELD.finditer(_front(text))}
    return Loaded(
        text,
        tuple(_headings(text)),
        title=told.get("title"),
        author=told.get("author"),
        published=told.get("date"),
        publisher=told.get("publisher"),
    )


def _front(text: str) -> str:
    """Return the lines between two rows of dashes that a file begins with, where it has such."""
    found = FRONT.match(text)
    return found[1] if found else ""


def _rows(table: re.Match[str]) -> str:
    """Return a table's rows with tabs between their cells, without the row of dashes."""
    rows = [line.strip().strip("|") for line in table.group().splitlines()]
    cells = [[cell.strip().replace("\\|", "|") for cell in CELLS.split(row)] for row in [rows[0], *rows[2:]]]
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
