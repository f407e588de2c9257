"""The shape of a comparison: who says what on a theme."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ui.shapes.answer import Citation, Claim, Notice, Shape, Source


class Row(Shape):
    """What a document says on a theme: without `claims` it says nothing surely, and `nearest` may be on it then."""

    publisher: str
    document: str
    title: str
    published: str | None
    source: Source
    silent: bool
    claims: list[Claim]
    nearest: Claim | None


class Said(Claim):
    """A claim, and whose it is."""

    publisher: str
    document: str


class Finding(Shape):
    """Claims of different publishers or dates that belong together, and by what."""

    text: str
    claims: list[Said]


class Comparison(Shape):
    """Who says what on a theme; `rows` is empty where the theme is refused, as a question would be."""

    theme: str
    status: Literal["answered", "not_covered", "out_of_scope", "clinical", "refused", "personal_data"]
    text: str
    rows: list[Row]
    shared: list[Finding] = Field(description="what publishers say alike; empty unless it is sure")
    differs: list[Finding] = Field(description="where publishers differ; empty unless it is sure")
    then_and_now: list[Finding] = Field(description="an older plan and what became of it; empty unless it is sure")
    citations: list[Citation]
    notices: list[Notice]
