"""Whom a question speaks of by name, and whether a passage speaks of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.question_patterns import MONTHS
from assistant.answering.questions import ASKER, TOLD, Asked, proper_names
from assistant.retrieval.abbreviations import spelled_out
from assistant.retrieval.passages import introduction, is_short
from assistant.retrieval.queries import Query
from assistant.text import STOP_WORDS, asking, content_words, stem, stems, words
from assistant.types import Document, Part

# In logits, by how much what a named document says may be less likely to answer than another's word.
_HARDLY_LESS = 3.0
_A_DOCUMENT = re.compile(
    r"(?i)\b(?:report|paper|guidance|study|document|publication|page|evaluation|strategy|review)\b"
)
_OTHERS = re.compile(
    r"(?i)\b(?:compar\w+|contrast\w*|differ\w*|unlike|vs?|versus|other\w*|elsewhere|else|both|each|across|anywhere)\b"
)
# What people put before a theme when they ask for it.
_ASKED_FOR = re.compile(
    r"(?i)^(?:who says what|(?:is there )?(?:any|some)thing(?: (?:else|more))?(?: said)?|compare .{0,60}? say"
    r"|(?:what|which) (?:do|does|did|is|of)\b.{0,60}?"
    r"\b(?:say|says|said|think|find(?: out)?|found(?: out)?|write|recommend|suggest|report))"
    r" (?:about|on|of)\s+"
)


_MEANING = re.compile(
    r"(?i)(?:so |and )?(?:what(?:'s|’s| is| are| does)|whats|define|explain) (?:an? |the )?(?:meaning of |meant by )?"
    r"(?P<term>[\w'’-]+)(?: mean| means| stand for)?\W*$"
)


def asks_for_theme(text: str) -> bool:
    """Say whether a text asks what is said on a theme, as "what do they say about trust?" does."""
    return _ASKED_FOR.match(text) is not None


def subject_of(theme: str) -> str:
    """Return what a theme is about, or what is asked to be told of, without what people put before it."""
    return _ASKED_FOR.sub("", theme).strip(" ?.") or theme


def unknown_subject(question: str, evidence: Sequence[Evidence]) -> str | None:
    """Return what the sources are asked to say something about, where no document found holds a word of it."""
    if not asks_for_theme(question):
        return None
    subject = subject_of(question)
    asked = content_words(subject)
    known = any(_is_known(form, evidence) for word in asked for form in (word, stem(word)))
    return subject if asked and not known else None


def names_theme(question: str, evidence: Sequence[Evidence]) -> bool:
    """Say whether a question asks what is said on a theme, and a unit found has all of the theme's words."""
    theme = set(stems(subject_of(question))) if asks_for_theme(question) else set()
    return bool(theme) and any(theme <= set(stems(item.text)) for item in evidence)


def names_term(question: str, evidence: Sequence[Evidence]) -> bool:
    """Say whether a question only asks what a word means, and a unit found holds it."""
    term = _MEANING.match(question.strip())
    asked = set(stems(term["term"])) if term else set()
    return bool(asked) and any(asked <= set(stems(item.text)) for item in evidence)


def names_heading(question: str, evidence: Sequence[Evidence]) -> bool:
    """Say whether a question holds, word by word, the heading or lead-in of a unit found, of two words or more."""
    asked = f" {' '.join(words(question))} "
    return any(
        _is_telling(words(title)) and f" {' '.join(words(title))} " in asked
        for item in evidence
        for title in introduction(item.document, item.hit.chunk, item.unit).split(": ")
    )


def _is_telling(title: Sequence[str]) -> bool:
    return len(title) > 1 and title[0] not in STOP_WORDS


def is_about(item: Evidence, names: Sequence[str]) -> bool:
    """Say whether a unit's section, or its document where that is a short page, holds every name."""
    document, chunk = item.document, item.hit.chunk
    text = document.text if is_short(document) else chunk.text
    called = [document.title, document.publisher, *document.names, *chunk.section]
    scope = " ".join([*called, text, spelled_out(text, document.text)])
    return all(holds(scope, name) for name in names)


def holds(text: str, name: str) -> bool:
    """Say whether a text holds a name, in large or small letters, as a word or at the beginning of one."""
    bare = re.sub(r"['’]s?$", "", name)
    pattern = re.sub("['’]", "['’]", re.escape(bare))
    return re.search(rf"(?<!\w){pattern}", text, re.IGNORECASE) is not None


def known_names(question: str, evidence: Sequence[Evidence]) -> list[str]:
    """Return the names in a question that some document found holds."""
    return [name for name in proper_names(question) if name.lower() not in MONTHS and _is_known(name, evidence)]


def _is_known(name: str, evidence: Sequence[Evidence]) -> bool:
    return is_named(name, {item.document.id: item.document for item in evidence}.values())


def is_named(name: str, documents: Iterable[Document]) -> bool:
    """Say whether a document holds a name, whole or as far as "Worcs" is one of Worcestershire."""
    name = re.sub(r"(?<=\w{4})s$", "", name)
    # Its text is searched as it is: with what is said of it, it would be written anew for every name.
    return any(
        holds(each.text, name) or holds(" ".join([each.title, each.publisher, *each.names]), name) for each in documents
    )


def names_asked(asked: Asked) -> list[str]:
    """Return the names in what is asked; abbreviations are the user's own, and so is the place they say they are in."""
    names = proper_names(ASKER.sub("", TOLD.sub("", asking(asked.text))))
    return [name for name in names if len(name) > 3 and not name.isupper()]


def absent_name(asked: Asked, documents: Collection[Document]) -> str | None:
    """Return a name in what is asked that stands in none of the documents."""
    return next((name for name in names_asked(asked) if not is_named(name, documents)), None)


def of_its_subject(asked: Asked, query: str, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """Return the evidence that speaks of whom the query names; all of it where none does, or more is asked of.

    Who wrote a document, and when, is told by its title page, whomever the question names.

    A wide question that names one ("South Yorkshire") may ask two things of it; one that names more compares.
    """
    if evidence and evidence[0].hit.chunk.part is Part.FRONT:
        return evidence
    names = known_names(query, evidence)
    if asked.wide and (" ".join(names) not in query or _OTHERS.search(query)):
        return evidence
    return [item for item in evidence if names and is_about(item, names)] or evidence


def of_named(query: Query, evidence: list[Evidence]) -> list[Evidence]:
    """Return the evidence of the documents that a question names, where it is hardly less likely to answer.

    Who only publishes is spoken of in other documents as well: "NHS England" is no document, its guidance is.
    """
    named = query.named if _A_DOCUMENT.search(query.question) else ()
    own = [item for item in evidence if item.document.id in named]
    likeliest = max((item.cross for item in evidence), default=0.0)
    return own if any(item.cross >= likeliest - _HARDLY_LESS for item in own) else evidence


def unknown_name(asked: Asked, evidence: Sequence[Evidence]) -> str | None:
    """Return a name in what is asked that stands in no document that was found."""
    return next((name for name in names_asked(asked) if not _is_known(name, evidence)), None)


def whole_name(name: str, question: str) -> str:
    """Return a name with the words in capitals around it: "Central" as "North Central London"."""
    capital = r"[A-Z][\w-]*"
    found = re.search(rf"(?<!\w)(?:{capital} )*{re.escape(name)}(?: {capital})*", question[:1].lower() + question[1:])
    return re.sub(r"['’]s?$", "", found.group() if found else name)
