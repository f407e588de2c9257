"""Pieces of the pages as HTML, from templates in which whatever a document or a person says is only text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ui.pages.cited import quotation
from ui.render import date_words, page_words

FOLDER = Path(__file__).with_name("markup")


def html(name: str, **values: Any) -> Markup:
    """Return the piece that the template `name` makes of some values; it may stand in another piece as it is."""
    return Markup(_ENVIRONMENT.get_template(f"{name}.html").render(values).strip())  # noqa: S704  escaped by the template


def script(name: str) -> str:
    """Return a script that stands beside the templates."""
    return (FOLDER / f"{name}.js").read_text(encoding="utf-8")


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        date_words=date_words, page_words=lambda place: page_words(place.page, place.pages), quotation=quotation
    )
    return made


_ENVIRONMENT = _environment()
