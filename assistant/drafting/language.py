"""A brief -> the fields that are in another language than the sources, which are in English: nothing can fit them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from assistant.answering.guards import is_other_script
from assistant.drafting.brief import STORIES, Brief
from assistant.text import STOP_WORDS, words

# Of fewer words nobody can tell. Of plain English prose a third and more are small words and the sources know half of
# the others; of nine other European languages at most a sixth and a seventh.
_FEWEST, _SMALL, _KNOWN = 10, 0.2, 0.25


def foreign_fields(brief: Brief, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the fields that are surely not in English; `is_known` says whether the sources hold a word.

    Where one is, a few words of another are enough: nobody writes one line in French and the next in English.
    """
    texts = {name: getattr(brief, name) for name in STORIES} | {"team": ", ".join(each.role for each in brief.team)}
    surely = [name for name in STORIES if _is_foreign(texts[name], is_known, _FEWEST)]
    others = [name for name in texts if surely and texts[name] and _is_foreign(texts[name], is_known, 1)]
    return tuple(name for name in texts if name in surely or name in others)


def as_read(brief: Brief, foreign: Collection[str]) -> Brief:
    """Return what can be compared with the sources of a brief: all but the fields that are in another language."""
    left = {name: "" for name in STORIES if name in foreign}
    return replace(brief, **left, team=() if "team" in foreign else brief.team)  # type: ignore[arg-type]


def _is_foreign(text: str, is_known: Callable[[str], bool], fewest: int) -> bool:
    if is_other_script(text):
        return True
    told = words(text)
    others = [word for word in told if word not in STOP_WORDS]
    if len(told) < fewest or len(told) - len(others) >= _SMALL * len(told):
        return False
    return sum(map(is_known, others)) <= _KNOWN * len(others)
