"""Markdown: the decoded content, with nothing changed but its line ends; its `#` lines are the headings."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.ingestion.loaders.text import decode
from assistant.settings import Settings
from assistant.types import Heading, Loaded

LINE = re.compile(r"[^\n]*\n?")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
EMPHASIS = re.compile(r"(\*{1,3}|_{1,3}|`)(?=\S)(.+?)(?<=\S)\1(?!\w)")


def load_markdown(path: Path, _limits: Settings) -> Loaded:
    """Read a Markdown file; raise `UnreadableFileError` where it is not text."""
    text = decode(path.read_bytes(), path)
    return Loaded(text, tuple(_headings(text)))


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
