"""The shapes of an evidence pack and of what verifying one finds."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ui.shapes.answer import AlsoRead, Citation, Notice, Shape


class Quotation(Citation):
    """A quotation with the SHA-256 of its own characters (`quote` in UTF-8)."""

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    asked: list[int] = Field(description="numbers of the theme or questions it stands for")


class Silent(Shape):
    """A document that says nothing on what was asked."""

    publisher: str
    document: str
    title: str


class Asked(Shape):
    """A theme or question, and the numbers of the quotations that bear on it."""

    number: int
    text: str
    status: Literal["answered", "not_covered", "out_of_scope", "clinical", "refused", "personal_data", "error"]
    says: str = Field(description="what is said where it is not covered, or in part")
    quotations: list[int]
    silent: list[Silent]
    nearest: list[AlsoRead] = Field(description="passages that may be on it and are not quoted")


class Contested(Shape):
    """Quotations that belong together, and by what: told only where that is sure."""

    kind: Literal["shared", "differs", "then_and_now"]
    text: str
    asked: int
    quotations: list[list[int]] = Field(description="a group for each of those who speak")


class Pack(Shape):
    """An evidence pack: its quotations stand by publisher, numbered from 1."""

    title: str
    theme: str = Field(description="empty where questions were asked")
    drafted: str = Field(description="the day, as in 2026-11-25")
    asked: list[Asked]
    quotations: list[Quotation]
    contested: list[Contested]
    notices: list[Notice]
    corpus: str = Field(description="what identifies the documents that it was made from")


class Verdict(Shape):
    """What verifying found of a quotation."""

    number: int
    document: str
    outcome: Literal["verified", "moved", "altered", "source not held"]
    reason: str


class Verification(Shape):
    """What verifying found of a pack; `verified` only where every quotation is and nothing was added or left out."""

    verified: bool
    quotations: list[Verdict]
    faults: list[str] = Field(description="what is wrong with the pack as a whole")
    unchecked: list[str] = Field(description="its lines that no source can prove: what was asked, contested, missing")
