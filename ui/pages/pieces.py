"""Pieces of the pages as HTML, from templates in which whatever a document or a person says is only text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from assistant.text import display
from ui.exports.answer import date_words, page_words
from ui.pages.cited import quotation

FOLDER = Path(__file__).with_name("markup")
_NOTE = re.compile(r"&lt;sup&gt;([^&\n]{1,40})&lt;/sup&gt;")


def html(name: str, **values: Any) -> Markup:
    """Return the piece that the template `name` makes of some values; it may stand in another piece as it is."""
    return Markup(_ENVIRONMENT.get_template(f"{name}.html").render(values).strip())  # noqa: S704  escaped by the template


def compile_all() -> None:
    """Compile every template: of many who ask at once each would compile those that it is the first to need."""
    for name in _ENVIRONMENT.list_templates(extensions=["html"]):
        _ENVIRONMENT.get_template(name)


def script(name: str) -> str:
    """Return a script that stands beside the templates."""
    return (FOLDER / f"{name}.js").read_text(encoding="utf-8")


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        date_words=date_words,
        page_words=lambda place: page_words(place.page, place.pages),
        quotation=quotation,
        display=display,
        notes=_with_notes,
    )
    return made


def _with_notes(text: str) -> Markup:
    """Return a text, escaped, with the marks of its notes raised instead of spelt out."""
    return Markup(_NOTE.sub(r"<sup>\1</sup>", str(escape(text))))  # noqa: S704  escaped on this line


_ENVIRONMENT = _environment()
