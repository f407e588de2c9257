"""What questions call the documents held: by their names, a word of their kind, or words of their titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from assistant.retrieval.abbreviations import explained
from assistant.retrieval.speakers import speakers
from assistant.text import content_words, fold, words
from assistant.types import Document, Span

Called = Mapping[str, Iterable[str]]

_FEWEST_WORDS, _NAMING_TITLE = 2, 4
# What any document may be called.
_OF_ANY = frozenset(
    "annual final interim executive summary report review strategy plan chapter part briefing paper".split()
)
# "… recommend NHS England does" asks for the word of whoever recommends.
_SPOKEN_OF = (
    r"\b(?:about|towards?|views? (?:of|on)|think of|abolition of"
    r"|(?:recommend|suggest|say|think|want|expect|advise|argue|propose|ask)(?:s|ed)?(?: that)?)"
)
# What a question may call the one document that is of the kind.
_KINDS = tuple("guidance report paper study evaluation strategy review framework policy briefing minutes plan".split())
_CALLED = re.compile(rf"(?=\b(((?:[\w’'-]+ ){{1,3}})({'|'.join(_KINDS)})\b))")
# "in the King's Fund report": the noun goes with the name.
_NOUN = r" (?:report|paper|study|guidance|publication|document|evaluation|strategy|review|framework|policy)\b"
GENUS = rf"(?:{_NOUN})?"


class Naming:
    """What each of the documents held may be called."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        """Take the documents by their ids."""
        self._documents = documents

    @cached_property
    def folded(self) -> list[str]:
        """Return the documents' texts, folded."""
        return [fold(document.text) for document in self._documents.values()]

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        names: dict[str, set[str]] = {}
        for document in self._documents.values():
            # A short title, as "Workforce", is what questions are about.
            title = [document.title] if len(content_words(document.title)) >= _NAMING_TITLE else []
            for name in {*document.names, *title}:
                names.setdefault(fold(name), set()).add(document.id)
        for name, own in self._of_one.items():
            names.setdefault(name, set()).add(own)
        return names

    @cached_property
    def _kinds(self) -> dict[str, set[str]]:
        """Return what a question may call a document, "the guidance", with the one of that kind, if only one is."""
        kinds = {f"{article} {kind}": kind for kind in _KINDS for article in ("the", "this")}
        held = self._documents.values()
        alike = {kind: {each.id for each in held if kind in words(f"{each.kind} {each.title}")} for kind in _KINDS}
        return {name: alike[kind] if len(alike[kind]) == 1 else set() for name, kind in kinds.items()}

    @cached_property
    def _of_one(self) -> dict[str, str]:
        """Return what no other document speaks of, with the document that it is the title or the subject of."""
        held = self._documents.values()
        names = ((name, each.id) for each in held for name in (*_short_title(each), *_subjects(each)))
        return {fold(name): own for name, own in names if self._is_of_one(name)}

    def _is_of_one(self, name: str) -> bool:
        """Say whether at most one of the documents held speaks of a name, be it of one thing or of several."""
        one = re.compile(rf"(?<!\w){re.escape(fold(name).removesuffix('s'))}s?(?!\w)")
        return sum(one.search(text) is not None for text in self.folded) <= 1

    def in_question(self, folded: str) -> dict[str, Iterable[str]]:
        """Return what a folded question calls documents, the longest first, with their ids; none where many may be."""
        found: dict[str, Iterable[str]] = {
            name: self._names[name] for name in sorted(self._names, key=len, reverse=True) if _is_source(name, folded)
        }
        found |= {name: own for name, own in self._described(folded).items() if name not in found}
        kinds = [name for name in self._kinds if _is_source(name, folded)]
        # "The guidance" is a source where it says something, or stands beside another source.
        return found | {name: self._kinds[name] for name in (kinds if found else speakers(folded, kinds))}

    def by(self, names: Sequence[str], called: Called) -> tuple[str, ...]:
        """Return the documents of some of the names in a question, those that others published with them as well."""
        held = self._documents.values()
        shared = {each.id for each in held for name in names if _occurs(name, fold(each.publisher))}
        return tuple(sorted(shared.union(document for name in names for document in called[name])))

    def of_one(self, called: Called) -> tuple[str, ...]:
        """Return the documents that alone speak of what a question names."""
        return tuple(sorted({self._of_one[name] for name in called if name in self._of_one}))

    def first(self, text: str) -> Span | None:
        """Return where in a text a document, or who published it, is named first, by the longest of its names."""
        same = text.replace("’", "'")
        names = "|".join(map(re.escape, sorted(self._names, key=len, reverse=True)))
        match = re.search(rf"(?i)(?<!\w)(?:{names})(?!\w)", same) if names else None
        return Span(match.start(), match.end()) if match else None

    def _described(self, folded: str) -> dict[str, list[str]]:
        """Return what a question calls a document by its kind and words of what it is called: "the vale strategy"."""
        found: dict[str, list[str]] = {}
        for phrase, before, kind in _CALLED.findall(folded):
            asked = set(content_words(f"{before} {kind}"))
            own = [name for name, known in self._words_of.items() if asked <= known]
            if asked - _OF_ANY.union(_KINDS) and len(own) == 1 and content_words(before.split()[0]):
                found[phrase] = own
        return found

    @cached_property
    def _words_of(self) -> dict[str, set[str]]:
        called = {
            name: " ".join(
                [each.title, each.publisher, each.kind, each.source, *each.names, (each.published or "")[:4]]
            )
            for name, each in self._documents.items()
        }
        return {name: set(words(re.sub(r"[_./-]", " ", text))) for name, text in called.items()}


def _short_title(document: Document) -> Iterator[str]:
    """Yield a title without what explains it, where it is more than a common word: "Left offline: a review"."""
    head = document.title.partition(":")[0]
    said = content_words(head)
    if len(said) >= _FEWEST_WORDS and not _OF_ANY.issuperset(said):
        yield head


def _subjects(document: Document) -> Iterator[str]:
    """Yield what a title names and the text shortens, with its abbreviation.

    "Evaluation of the Ageing Well (AW) programme" is on all that is asked of AW, and "guidance for AW teams" is not.
    """
    title = fold(document.title)
    for both in explained(document.text):
        if both[1] in title and not re.search(rf"\b(?:for|by|from)\b.*{re.escape(both[1])}", title):
            yield from both


def _occurs(name: str, folded: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) is not None


def _is_source(name: str, folded: str) -> bool:
    """Say whether a question names a source, and does not only ask what others say of it: "… about NHS England"."""
    return _occurs(name, re.sub(rf"{_SPOKEN_OF} (?:the )?{re.escape(name)}(?!'s|{_NOUN})", " ", folded))
