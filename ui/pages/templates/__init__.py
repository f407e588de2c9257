"""The templates of the pages: everything that they show is escaped, so that nothing shown can become markup."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from assistant.ingestion.loaders import LOADERS
from ui import reading
from ui.render import date_words

_FOLDER = Path(__file__).parent
_NOTE = re.compile(r"&lt;sup&gt;([^&\n]{1,40})&lt;/sup&gt;")


def render(name: str, **shown: Any) -> str:
    """Return a template's HTML with what it shows."""
    return str(_environment().get_template(f"{name}.html.jinja").render(**shown))


def text_of(name: str) -> str:
    """Return the text of a style sheet or script."""
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _environment() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["notes"] = _with_notes
    environment.globals.update(
        date_words=date_words,
        contents=reading.contents,
        part_of=reading.part_of,
        part_size=reading.PART,
        most_found=reading.MOST_FOUND,
        suffixes=",".join(LOADERS),
    )
    return environment


def _with_notes(text: str) -> Any:
    """Return a text, escaped, with the marks of its notes raised instead of spelt out."""
    from markupsafe import Markup, escape

    return Markup(_NOTE.sub(r"<sup>\1</sup>", str(escape(text))))  # noqa: S704  escaped on this line
