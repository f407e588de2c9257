"""Question -> Query: abbreviations, spelling, the documents it names, and the parts of a document it asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.retrieval.abbreviations import explained
from assistant.retrieval.capitals import Capitals
from assistant.retrieval.naming import GENUS, Naming
from assistant.retrieval.speakers import speakers
from assistant.retrieval.spelling import Spelling
from assistant.text import STOP_WORDS, content_words, fold, stem, stems, words
from assistant.types import Chunk, Document, Part, Span

_SOURCES = re.compile(
    r"\b(?:who says|(?:each|all|any|every|both|across|different|more than one)"
    r"(?: of)?(?: the| your| our| these| those)?(?: \w+)?"
    r" (?:publication|document|source|publisher|report|paper)s?"
    r"|(?:your|these|those|the (?:two|three|four|five)) (?:publications|documents|sources|publishers|reports|papers))\b"
)
# Where is to be looked is no word of what is looked for: "across all the reports".
_PUBLISHED = r"(?:publication|document|source|publisher|report|paper)"
_ACROSS = re.compile(
    r"(?i)\b(?:looking )?(?:over|across|through|throughout|in|from) (?:all|each|every|both|any)(?: one)?(?: of)?"
    rf"(?: the| your| our| these| those)? {_PUBLISHED}s?\b,?"
)
# "What do your reports say about trust?" asks of them all, and of no word "reports".
_THEY_SAY = re.compile(
    r"(?i)\b(do|did|have) (?:your|these|those|the|all(?: of)?(?: the| your| these| those)?)(?: \w+)?"
    rf" {_PUBLISHED}s(?= (?:\w+ly |all |each |ever |also )?(?:say|said|think|find|found|recommend|mention|suggest|agree"
    r"|argue|tell)\b)"
)
# What a question says that asks for a part of a document other than its running text.
_ASKS_FOR = {
    Part.FRONT: r"who (?:wrote|published|produced|authored)|authors?|wrote|written|publish(?:ed|ers?|es)"
    r"|version|edition|updated|revised|dated?|title"
    r"|when (?:was|did) .* (?:out|appear|released|issued)|released|issued|how (?:old|recent)",
    Part.PEOPLE: r"who|whose|authors?|wrote|written|members?|membership|contribut\w+|steering group|acknowledg\w*"
    r"|present|attend\w*|apologi\w*|chair\w*"
    r"|thank\w*"
    r"|peer[- ]?review\w*|job|name|names|phd|msc|biograph\w*",
    Part.IMPRINT: r"edited|editor|copy-?edit\w*|typeset\w*|publish\w*|isbn|version|copyright|licen[cs]e\w*|charity"
    r"|address|phone|telephone|e-?mail|contact|reference (?:number|code)|p(?:ar|rn) ?\d+|copy|reproduce"
    r"|alternative format|website",
    Part.REFERENCES: r"references?|cited|cites|citations?|bibliography|footnotes?|further reading|source for",
}
_PARTS = {part: re.compile(rf"\b(?:{pattern})\b") for part, pattern in _ASKS_FOR.items()}
_FEWEST_WORDS = 2
# Of a source that is asked for by name, "what did they recommend?" leaves no word that a passage could hold.
_ALL = {"recommend": "recommendations", "find": "findings", "found": "findings", "conclude": "conclusions"}
_ASKS_ALL = re.compile(rf"(?i)^what (?:do|does|did|have|has) they (?:\w+ly |also )?({'|'.join(_ALL)})e?d?\W*$")


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched, and what the search is limited to.

    `question` is as asked, its spelling put right; `text` has its abbreviations explained; `bare` is without the
    names of publishers, and `own` is what of that a follow-up asks itself. `named` are the documents it names, `said`
    those of them whose word it asks for, or that alone speak of what it names.
    """

    question: str
    text: str
    bare: str
    named: tuple[str, ...]
    compares: bool
    parts: frozenset[Part]
    own: str = ""
    said: tuple[str, ...] = ()


class QueryReader:
    """Reads questions with the words, abbreviations and names of the documents held."""

    def __init__(self, documents: Mapping[str, Document], chunks: Sequence[Chunk], english: Collection[str]) -> None:
        """Take the documents held, their chunks, and words of English, which are no misspellings."""
        self._documents = documents
        self._chunks = chunks
        self._english = english

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """Return the abbreviations that the documents explain, in lower case, with what they stand for."""
        found: Counter[tuple[str, str]] = Counter()
        for document in self._documents.values():
            for short, meaning in explained(document.text):
                found[short.lower(), meaning] += 1
        # The commonest meaning counts; Counter keeps the order of first occurrence among equals.
        return {short: meaning for (short, meaning), _ in reversed(found.most_common())}

    @cached_property
    def _plain_words(self) -> frozenset[str]:
        """Return the abbreviations that the documents write small more often than large: "place" is a word as well."""
        texts = (document.text for document in self._documents.values())
        written = Counter(word for text in texts for word in re.findall(r"\b[A-Za-z]{2,6}\b", text))
        return frozenset(short for short in self.abbreviations if written[short] > written[short.upper()])

    @cached_property
    def _initials(self) -> dict[str, str]:
        """Return the names of people, in small letters, whom the documents call by their initials: "Juno Carrick"."""
        texts = (document.text for document in self._documents.values())
        small = {word for text in texts for word in re.findall(r"\b[a-z][\w’'-]*", text)}
        names = ((short, name) for short, name in self.abbreviations.items() if name.count(" ") in (1, 2))
        return {name: short.upper() for short, name in names if small.isdisjoint(name.split())}

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """Return how often each word occurs in the documents and their titles."""
        texts = [chunk.text for chunk in self._chunks] + [document.title for document in self._documents.values()]
        return Counter(word for text in texts for word in words(text))

    def read(self, question: str, own: str = "") -> Query:
        """Return what to search for a question that stands alone, of which a follow-up asks its `own` part itself."""
        text = self._with_initials(self.corrected(question))
        folded = fold(text)
        called = self._naming.in_question(folded)
        named = tuple(sorted({document for own in called.values() for document in own}))
        compares = bool(_SOURCES.search(folded)) or len({self._documents[name].publisher for name in named}) > 1
        said = () if compares else self._naming.by(speakers(folded, [*called]), called)
        without = _impersonal if said else _without
        if not (said or compares):
            said = self._naming.of_one(called)
        bare, own = (without(_of_them(each), [*called]) for each in (text, self.corrected(own)))
        bare = _ASKS_ALL.sub(lambda asked: f"What are the {_ALL[asked[1].lower()]}?", bare) if said else bare
        return Query(text, self.expanded(text), bare, named, compares, self._parts(folded), own, said)

    def _with_initials(self, text: str) -> str:
        """Return a text with the initials of the people named in it, by which the documents call them."""
        for name, own in self._initials.items():
            text = re.sub(rf"(?i)\b{re.escape(name)}\b(?!\W*{own}\b)", rf"\g<0> ({own})", text)
        return text

    @cached_property
    def _naming(self) -> Naming:
        return Naming(self._documents)

    def count(self, text: str) -> int:
        """Return how often a text stands in the documents, in large or small letters."""
        return sum(each.count(fold(text)) for each in self._naming.folded)

    def named_first(self, text: str) -> Span | None:
        """Return where in a text a document, or who published it, is named first, by the longest of its names."""
        return self._naming.first(text)

    def _parts(self, folded: str) -> frozenset[Part]:
        """Return the parts of a document that may answer: beside the body only what the question asks for."""
        asked = {part for part, pattern in _PARTS.items() if pattern.search(folded)}
        named = {part for word in content_words(folded) for part in self._only_in(word)}
        return frozenset({Part.BODY} | asked | named)

    @cached_property
    def _where(self) -> dict[str, set[Part]]:
        where: dict[str, set[Part]] = {}
        for chunk in self._chunks:
            for word in words(chunk.text):
                where.setdefault(word, set()).add(chunk.part)
        return where

    def _only_in(self, word: str) -> set[Part]:
        """Return the parts in which a word occurs, where it is in none of the running text: a name, mostly."""
        parts = self._where.get(word, set())
        return set() if Part.BODY in parts or word.isdigit() or word in self._english else parts

    @cached_property
    def _document_stems(self) -> frozenset[str]:
        return frozenset(stem(word) for word in self.vocabulary)

    def share_known(self, question: str) -> float:
        """Return the share of a question's content words whose stems the documents hold; 1 where it has none."""
        asked = stems(question)
        return sum(each in self._document_stems for each in asked) / len(asked) if asked else 1.0

    def corrected(self, question: str) -> str:
        """Return a question with hasty spellings, unknown words and names in small letters put right."""
        return self._capitals.restored(self._spelling.corrected(question))

    @cached_property
    def _capitals(self) -> Capitals:
        return Capitals(document.text for document in self._documents.values())

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(self.vocabulary, self._english)

    def expanded(self, text: str) -> str:
        """Return a text with what its abbreviations stand for, each once, after it."""
        found = list(re.finditer(r"\b[A-Za-z&]{2,6}\b", text))
        seen: set[str] = set()
        for match in reversed(found):
            short = match.group().lower()
            if short not in self.abbreviations and match.group()[:-1].isupper():  # "ICBs", but not "ICS"
                short = short.removesuffix("s")
            if short in self._plain_words and not match.group().isupper():
                continue
            meaning = self.abbreviations.get(short)
            if meaning and short not in seen and meaning not in text.lower() and short not in STOP_WORDS:
                seen.add(short)
                text = f"{text[: match.end()]} ({meaning}){text[match.end() :]}"
        return text


def _of_them(text: str) -> str:
    """Return a text without the words for all sources together, where it has others."""
    bare = _THEY_SAY.sub(r"\1 they", _ACROSS.sub(" ", text))
    return bare if content_words(bare) else text


def _impersonal(text: str, names: Sequence[str]) -> str:
    """Return a text in which "they" stands for names, unless no word that carries meaning were left.

    Where one source alone is searched, its name is in the way.
    """
    bare = text.replace("’", "'")
    for name in names:
        bare = re.sub(rf"(?i)(?:\bthe )?(?<!\w){re.escape(name)}(?:'s)?(?!\w){GENUS}", "they", bare)
    return bare if content_words(bare) else text


def _without(text: str, names: Sequence[str]) -> str:
    """Return a text without names, unless fewer than two words that carry meaning were left."""
    bare = text.replace("’", "'")
    for name in names:
        bare = re.sub(
            rf"(?i)(?:\b(?:the|in|by|from|according to) )*(?<!\w){re.escape(name)}(?:'s)?(?!\w){GENUS}", " ", bare
        )
    return bare if len(content_words(bare)) >= _FEWEST_WORDS else text
