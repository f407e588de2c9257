"""The lines of a canonical text, and what the shape of a line says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.text import CONTINUED, ends_sentence, fold, is_item, without_bullet

_HASHES = re.compile(r"^\s{0,3}(#{1,6})\s+")
_RULE = re.compile(r"^\s*[-_*]{3,}\s*$")
_CONTINUED = re.compile(CONTINUED, re.IGNORECASE)
_CONTINUED_ON = re.compile(
    r"^\W*continued (?:overleaf|(?:on|over|from) .{0,20}\b(?:page|overleaf)\b.{0,8})\W*$", re.IGNORECASE
)
# "A third centre" and "I was asked" begin with words, not with a chapter's letter.
_NUMBER = re.compile(r"^(?:(?:\d{1,2}(?:\.\d{1,2})*|[B-HJ-Z])[.)]?|[AI][.)])\s+(?=\S)")
_ROMAN = re.compile(r"[IVXL]{2,6}[.)] ")
_BOX = re.compile(r"^(?:case study|case example|box \d+|vignette|spotlight)\b\W* \S", re.IGNORECASE)
_PICTURE = re.compile(r"^\W*(?:\w+ )?(?:photo\w*|images?|pictures?|illustrations?|icons?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line `text[start:end]` that is not blank; `gap` counts the blank lines before it, `feeds` the form feeds."""

    text: str
    start: int
    end: int
    gap: int
    gap_after: int = 0
    feeds: int = 0

    @property
    def hashes(self) -> int:
        """Return the number of `#` that mark it as a heading, 0 where none do."""
        match = _HASHES.match(self.text)
        return len(match.group(1)) if match else 0

    @property
    def title(self) -> str:
        """Return the line as a title: without `#`, emphasis, "continued", and the wide spaces of justified lines."""
        return " ".join(_CONTINUED.sub("", _HASHES.sub("", self.text)).replace("*", "").split(" ")).strip()

    @property
    def is_rule(self) -> bool:
        """Say whether it is a row of dashes."""
        return bool(_RULE.match(self.text))

    @property
    def is_continued(self) -> bool:
        """Say whether it repeats a title and says "continued"."""
        is_told = bool(_CONTINUED.search(self.text)) and (not self.is_item or has_number(self.title))
        return is_told and not self.is_furniture and len(self.text.split()) < 25

    @property
    def is_furniture(self) -> bool:
        """Say whether it belongs to the page and not to the text."""
        return self.is_rule or bool(_CONTINUED_ON.match(self.text.strip()))

    @property
    def is_item(self) -> bool:
        """Say whether it begins a list item."""
        return is_item(self.text) and not self.is_row

    @property
    def is_row(self) -> bool:
        """Say whether it is a table row or goes on with one."""
        return "\t" in without_bullet(self.text)

    @property
    def stands_alone(self) -> bool:
        """Say whether blank lines, or the ends of the text, stand on both sides."""
        return self.gap > 0 and self.gap_after > 0


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of a text that are not blank; those at its ends count as having a blank line beside them."""
    found: list[Line] = []
    offset, gap, feeds = 0, 1, 0
    for raw in text.splitlines(keepends=True):
        if raw.strip():
            content = raw.rstrip()
            found.append(Line(content, offset, offset + len(content), gap, feeds=feeds))
            gap = feeds = 0
        else:
            gap += 1
        offset += len(raw)
        feeds += raw.count("\f")
    after = [line.gap for line in found[1:]] + [1]
    return tuple(replace(line, gap_after=gap) for line, gap in zip(found, after, strict=False))


def comparable(title: str) -> str:
    """Return a title for comparison: folded, without a leading number and punctuation at its ends."""
    return fold(_NUMBER.sub("", title.strip().replace("#", "").replace("*", "").strip())).strip(" .:-")


def has_number(title: str) -> bool:
    """Say whether a title begins with a chapter's number."""
    return title[:1].isdigit() and bool(_NUMBER.match(title))


def has_title_shape(line: Line) -> bool:
    """Say whether a line could be a heading by its shape: alone, short, begins a phrase, ends no sentence."""
    title = line.title
    return (
        (line.stands_alone or (line.gap > 0 and bool(_BOX.match(title))))
        and not line.is_row
        and not line.is_furniture
        and (not line.is_item or has_number(title) or bool(_ROMAN.match(title)))
        and 1 <= len(title.split()) <= 18
        and not _NUMBER.sub("", title)[:1].islower()
        and (title[0].isupper() or title[0].isdigit() or title[0] in "‘'“\"")
        and any(letter.isalpha() for letter in title)
        and not title.startswith(("“", '"', "<", "[", "www.", "http"))
        and "©" not in title
        and (title.endswith(("?", "…", "...", "..")) or not ends_sentence(title))
        and not title.endswith((",", ";", ":"))
    )


def is_picture_credit(text: str) -> bool:
    """Say whether a line tells whose a picture is, and not whose the document is."""
    return bool(_PICTURE.match(text))


def joined(lines: Sequence[Line]) -> str:
    """Return the titles of lines as one."""
    return " ".join(line.title for line in lines)
