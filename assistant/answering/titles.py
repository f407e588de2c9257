"""The titles of plans, acts and reviews that a question asks of, and that no document holds.

Each word of "the 10 Year Health Plan" stands in the sources; what it says does not, and what they say of another plan
is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.questions import ASKER, TOLD, Asked
from assistant.text import STOP_WORDS, asking, content_words, fold
from assistant.types import Document

# What such a title ends with.
_FORM = r"""(?:Plan|Framework|Strategy|Review|Report|Guidance|Guidelines?|Blueprint|Act|Bill|Fund|Paper|Stocktake
|Charter|Standards?|Mandate|Toolkit|Inquiry|Taskforce|Commission|Compact|Concordat)""".replace("\n", "")
_LARGE = r"(?:[A-Z][\w’'&]*(?:-[\w’'&]+)*|\d+(?:-[\w’'&]+)?)"
_TITLE = re.compile(rf"\b{_LARGE}(?: (?:(?:and|of|for|in|on|&) )?{_LARGE})* {_FORM}\b")
_ABBREVIATION = re.compile(r"[A-Z]{2,}")
# Two words beside its form tell a title; of fewer ("the Workforce Plan") many are meant.
_TELLING = 2
# A title that is mostly in a document's own is a free form of it: "the Clinical Leadership Framework".
_FREELY = 0.5


def absent_title(asked: Asked, documents: Iterable[Document]) -> str | None:
    """Return a title in what is asked that none of the documents holds, in its own text or freely as its own."""
    text = ASKER.sub("", TOLD.sub("", asking(asked.text)))
    if _is_large(text):
        return None
    held = list(documents)
    titles = filter(None, (_bare(match.group()) for match in _TITLE.finditer(text)))
    return next((title for title in titles if not any(_holds(document, title) for document in held)), None)


def _is_large(text: str) -> bool:
    """Say whether a text is written large throughout, so that large letters tell nothing."""
    small = [word for word in text.split()[1:] if word.lower() in STOP_WORDS and word.isalpha()]
    return any(word.istitle() for word in small if word != "I")


def _bare(title: str) -> str:
    """Return a title without who issued it and what opens its sentence, nothing where little more is left."""
    found = re.split(r"['’]s? ", title)[-1].split()
    while found and (found[0].lower() in STOP_WORDS or _ABBREVIATION.fullmatch(found[0])):
        found = found[1:]
    return " ".join(found) if len(found) > _TELLING else ""


def _holds(document: Document, title: str) -> bool:
    if re.search(rf"\b{re.escape(_spaced(title))}\b", _spaced(document.text)):
        return True
    own = set(content_words(" ".join([document.title, document.publisher, *document.names])))
    telling = content_words(title)[:-1]
    return sum(word in own for word in telling) > _FREELY * len(telling)


def _spaced(text: str) -> str:
    return fold(re.sub(r"[-–—]", " ", text))
