"""Comparing the documents on a theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.drafting.comparison import compare
from assistant.types import Status
from ui.commands import output
from ui.exports.comparison import comparison_json, comparison_markdown

if TYPE_CHECKING:
    from ui.commands.opening import Answering


def say_comparison(assistant: Answering, theme: str, documents: Sequence[str], *, as_json: bool) -> bool:
    """Write who says what on a theme; return whether anybody says anything."""
    comparison = compare(assistant, theme, documents)
    if as_json:
        output.say_json(comparison_json(comparison))
    else:
        output.say_markdown(comparison_markdown(comparison))
    return comparison.status is Status.ANSWERED
