"""Labels of printed pages -> the range that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable


def page_range(labels: Iterable[tuple[str, bool]]) -> str:
    """Return the range of a stretch of pages, each by its label and whether it is certain.

    A label that is not certain is a range itself, or a list: what a briefing reports on need not follow one another.
    """
    parts = [[label] if certain else re.split(r"[-,] ?", label) for label, certain in labels]
    start, end = parts[0][0], parts[-1][-1]
    if all(part.isdecimal() for some in parts for part in some):
        numbers = [int(part) for some in parts for part in some]
        start, end = str(min(numbers)), str(max(numbers))
    if start == end:
        return start
    return f"{start} to {end}" if "-" in start + end else f"{start}-{end}"
