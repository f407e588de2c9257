"""A theme or questions -> Pack: quotations that bear on them by publisher, what is contested, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from assistant.answering.guards import check_question
from assistant.answering.wording import notices_of
from assistant.drafting import agreement, comparison
from assistant.drafting.planner import corpus_id
from assistant.drafting.verification import span_digest
from assistant.errors import UsageError
from assistant.text import display, words
from assistant.types import Answer, BlockKind, Citation, Claim, Document, Notice, Status, Turn

MOST_QUESTIONS = 50
WITHHELD = "(left out here: it seems to hold data that identify a person)"
_STAGE = "asking"
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
    """What became of a theme or question: who speaks, who is silent, and what is said where nobody speaks."""

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
    """Return the pack on a theme. Raise UsageError where it is malformed."""
    asked = _on_theme(sources, check_question(theme, "theme"))
    return _packed(sources, asked.text, [asked])


def questions_pack(sources: Sources, questions: Sequence[str], progress: Progress | None = None) -> Pack:
    """Return the pack for up to 50 questions; `progress` is told the stage, how many are done, and of how many.

    Raise UsageError where there are none or too many, or one is malformed.
    """
    checked = check_questions(questions)
    asked = []
    for done, question in enumerate(checked):
        if progress:
            progress(_STAGE, done, len(checked))
        asked.append(_on_question(sources, question))
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
    claims = (*(claim for row in found.rows for claim in (*row.claims, *row.more)), *_claims_of(found))
    return Asked(
        _told(theme, found.status),
        found.status,
        found.text,
        tuple(dict.fromkeys(claims)),
        tuple(row.document for row in found.rows if row.silent),
        (),
        _contested(found.shared, found.differs, found.then_and_now),
    )


def _on_question(sources: Sources, question: str) -> Asked:
    """Ask all documents together; one that the answer does not cite speaks where a comparison finds it on the theme."""
    answer = sources.ask(question)
    if answer.status is not Status.ANSWERED:
        return Asked(_told(question, answer.status), answer.status, answer.text, nearest=answer.also_read)
    found = comparison.compare(sources, question)
    cited = {citation.document.id for claim in answer.claims for citation in claim.citations}
    others = [row for row in found.rows if row.document.id not in cited]
    claims = (*answer.claims, *(claim for row in others for claim in row.claims), *_claims_of(found))
    return Asked(
        question,
        answer.status,
        answer.text,
        tuple(dict.fromkeys(claims)),
        tuple(row.document for row in others if row.silent),
        (),
        _contested(found.shared, found.differs, found.then_and_now),
    )


def _claims_of(found: comparison.Comparison) -> list[Claim]:
    """Return the claims that are shared, differ or have changed."""
    return [claim for one in (*found.shared, *found.differs, *found.then_and_now) for claim in one.claims]


def _told(text: str, status: Status) -> str:
    return WITHHELD if status is Status.PERSONAL_DATA else text


def _contested(*found: Iterable[agreement.Finding]) -> tuple[Contested, ...]:
    kinds = zip(("shared", "differs", "then_and_now"), found, strict=True)
    return tuple(
        Contested(kind, finding.text, tuple(map(whole, finding.claims))) for kind, some in kinds for finding in some
    )


def whole(claim: Claim) -> tuple[Citation, ...]:
    """Return a claim's citations; those of a list with nothing left out between them are one."""
    found: list[Citation] = []
    for each in claim.citations:
        last = found[-1] if found else None
        if last and _same_list(last, each) and _touch(last, each):
            found[-1] = Citation(each.document, last.start, max(last.end, each.end))
        else:
            found.append(each)
    return tuple(found)


def _same_list(one: Citation, other: Citation) -> bool:
    block = other.block
    same = one.document.id == other.document.id and block is not None and one.block == block
    return same and block is not None and block.kind is BlockKind.LIST


def _touch(one: Citation, other: Citation) -> bool:
    """Say whether nothing but bullets and marks stands between two citations."""
    between = display(one.document.text[one.end : other.start])
    return one.start <= other.start and not any(word.isalpha() for word in words(between))


def _packed(sources: Sources, theme: str, asked: Sequence[Asked]) -> Pack:
    found: dict[tuple[str, int, int], Quotation] = {}
    for number, each in enumerate(asked, 1):
        for citation in (citation for claim in each.claims for citation in whole(claim)):
            key = citation.document.id, citation.start, citation.end
            before = found.get(key, Quotation(citation, ()))
            found[key] = replace(before, asked=tuple(dict.fromkeys([*before.asked, number])))
    claims = [claim for each in asked for claim in each.claims]
    return Pack(theme, tuple(asked), _ordered(found.values()), notices_of(claims), corpus_id(sources))


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
