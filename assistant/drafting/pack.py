"""A theme or questions -> Pack: quotations that bear on them by publisher, what is contested, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answering.guards import check_question
from assistant.answering.subjects import asks_for_theme, subject_of
from assistant.answering.wording import shared_notices_of
from assistant.drafting import agreement, comparison
from assistant.drafting.planner import corpus_id
from assistant.drafting.quoting import whole
from assistant.drafting.same_subject import Subjects
from assistant.drafting.verification import span_digest
from assistant.errors import UsageError
from assistant.types import Answer, Citation, Claim, Document, Notice, Status, Turn

MOST_QUESTIONS = 50
WITHHELD = "(left out here: it seems to hold data that identify a person)"
NOT_SURE = "What the sources say may not answer this, so that nothing is quoted as an answer."
_STAGE, _MOST_NEAREST = "asking", 3
Progress = Callable[[str, int, int], None]


class Sources(comparison.Sources, Protocol):
    """What a pack asks of the assistant."""

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """Return the answer to a question."""


@dataclass(frozen=True, slots=True)
class Contested:
    """Quotations that belong together (`kind`: shared, differs, then_and_now), by what; a group for each claim."""

    kind: str
    text: str
    citations: tuple[tuple[Citation, ...], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a theme or question: who speaks, who is silent, and what is said where nobody speaks.

    `nearest` are passages that may be on it and are not quoted: those of a document that is neither sure to speak of it
    nor silent, and those that were read where nobody speaks.
    """

    text: str
    status: Status
    says: str = ""
    claims: tuple[Claim, ...] = ()
    silent: tuple[Document, ...] = ()
    nearest: tuple[Citation, ...] = ()
    contested: tuple[Contested, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation of a pack, and for which of what was asked it stands, counted from 1."""

    citation: Citation
    asked: tuple[int, ...]

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the quotation's own characters."""
        return span_digest(self.citation)


@dataclass(frozen=True, slots=True)
class Pack:
    """Quotations, by publisher and in the order of their documents, with what was asked."""

    theme: str
    asked: tuple[Asked, ...]
    quotations: tuple[Quotation, ...]
    notices: tuple[Notice, ...]
    corpus: str

    def number(self, citation: Citation) -> int:
        """Return the number of the quotation that holds a citation, counted from 1."""
        return next(n for n, each in enumerate(self.quotations, 1) if _holds(each.citation, citation))


def theme_pack(sources: Sources, theme: str) -> Pack:
    """Return the pack on a theme; one that is a question is asked. Raise UsageError where it is malformed."""
    theme = check_question(theme, "the theme")
    if comparison.asks(theme):
        asked = _on_question(sources, Subjects(sources.documents), theme)
    else:
        asked = _on_theme(sources, theme)
    return _packed(sources, asked.text, [asked])


def questions_pack(sources: Sources, questions: Sequence[str], progress: Progress | None = None) -> Pack:
    """Return the pack for up to 50 questions; `progress` is told the stage, how many are done, and of how many.

    Raise UsageError where there are none or too many, or one is malformed.
    """
    checked = check_questions(questions)
    subjects, asked = Subjects(sources.documents), []
    for done, question in enumerate(checked):
        if progress:
            progress(_STAGE, done, len(checked))
        themed = asks_for_theme(question)
        asked.append(_on_theme(sources, question) if themed else _on_question(sources, subjects, question))
    return _packed(sources, "", asked)


def check_questions(questions: Sequence[str]) -> list[str]:
    """Return questions cleaned, each once. Raise UsageError where there are none, too many, or one is malformed."""
    if not questions:
        raise UsageError("there are no questions: write one a line")
    if len(questions) > MOST_QUESTIONS:
        raise UsageError(f"there are {len(questions)} questions; at most {MOST_QUESTIONS} make a pack: leave some out")
    return list(dict.fromkeys(check_question(question, f"question {n}") for n, question in enumerate(questions, 1)))


def _on_theme(sources: Sources, theme: str) -> Asked:
    found = comparison.compare(sources, theme)
    claims = [claim for row in found.rows for claim in (*row.claims, *row.more)]
    return _quoted(Asked(_told(theme, found.status), found.status, found.text), claims, found.rows)


def _on_question(sources: Sources, subjects: Subjects, question: str) -> Asked:
    """Ask all documents together; one that the answer does not cite speaks where it answers by itself.

    What the assistant is not sure of is not quoted as an answer: it is among the nearest passages. What another case
    study says of the same kind of thing is not quoted either.
    """
    answer = sources.ask(question)
    if answer.status is not Status.ANSWERED:
        return Asked(_told(question, answer.status), answer.status, answer.text, nearest=answer.also_read)
    if not _is_sure(answer):
        passages = (citation for claim in answer.claims for citation in whole(claim))
        return Asked(question, Status.NOT_COVERED, NOT_SURE, nearest=tuple(dict.fromkeys(passages))[:_MOST_NEAREST])
    found = comparison.compare(sources, question)
    cited = {citation.document.id for claim in answer.claims for citation in claim.citations}
    claims = list(answer.claims)
    for row in found.rows:
        if row.document.id not in cited and not row.silent:
            own = sources.ask(question, documents=[row.document.id])
            claims += own.claims[:1] if _is_sure(own) else ()
    return _quoted(Asked(question, answer.status, answer.text), subjects.kept(question, claims), found.rows)


def _is_sure(answer: Answer) -> bool:
    """Say whether the assistant answers and has no doubt that it does."""
    return answer.status is Status.ANSWERED and not any(notice.kind == "doubt" for notice in answer.notices)


def _quoted(asked: Asked, claims: Iterable[Claim], rows: Iterable[comparison.Row]) -> Asked:
    """Return what was asked with the claims that can be quoted whole; a document that is not quoted is silent."""
    quoted = tuple(claim for claim in dict.fromkeys(claims) if whole(claim))
    if asked.status is Status.ANSWERED and not quoted:
        asked = replace(asked, status=Status.NOT_COVERED, says=NOT_SURE)
    speaking = {citation.document.id for claim in quoted for citation in claim.citations}
    mute = [row for row in rows if row.document.id not in speaking]
    near = [claim for row in mute for claim in (*row.claims[:1], *filter(None, [row.nearest]))]
    silent = tuple(row.document for row in mute if row.silent and row.nearest is None)
    nearest = asked.nearest or tuple(citation for claim in near for citation in whole(claim))
    return replace(asked, claims=quoted, silent=silent, nearest=nearest, contested=_contested(asked.text, quoted))


def _told(text: str, status: Status) -> str:
    return WITHHELD if status is Status.PERSONAL_DATA else text


def _contested(text: str, claims: Sequence[Claim]) -> tuple[Contested, ...]:
    subject = subject_of(text)
    found = {
        "shared": agreement.shared(subject, claims),
        "differs": agreement.differs(subject, claims),
        "then_and_now": agreement.then_and_now(claims),
    }
    return tuple(
        Contested(kind, one.text, tuple(map(whole, one.claims))) for kind, some in found.items() for one in some
    )


def _packed(sources: Sources, theme: str, asked: Sequence[Asked]) -> Pack:
    found: dict[tuple[str, int, int], Quotation] = {}
    for number, each in enumerate(asked, 1):
        for citation in (citation for claim in each.claims for citation in whole(claim)):
            key = citation.document.id, citation.start, citation.end
            before = found.get(key, Quotation(citation, ()))
            found[key] = replace(before, asked=tuple(dict.fromkeys([*before.asked, number])))
    claims = [claim for each in asked for claim in each.claims]
    return Pack(theme, tuple(asked), _ordered(found.values()), shared_notices_of(claims), corpus_id(sources))


def _ordered(quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """Return quotations by publisher, document and place; one that lies in another is told with it."""
    kept: list[Quotation] = []
    for each in sorted(quotations, key=lambda one: (*_place(one.citation), -one.citation.end)):
        if kept and _holds(kept[-1].citation, each.citation):
            kept[-1] = replace(kept[-1], asked=tuple(sorted({*kept[-1].asked, *each.asked})))
        else:
            kept.append(each)
    return tuple(kept)


def _place(citation: Citation) -> tuple[str, str, int]:
    return citation.document.publisher, citation.document.id, citation.start


def _holds(one: Citation, other: Citation) -> bool:
    return one.document.id == other.document.id and one.span.contains(other.span)
