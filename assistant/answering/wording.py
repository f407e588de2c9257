"""What the assistant says in its own words: fixed texts, which hold no statement about the subject."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.types import BlockKind, Claim, Notice

# It is read in a terminal, in a browser and in other programs.
_MORE = "whoever runs this assistant can add other documents"


def not_covered(lacking: Sequence[str]) -> str:
    """Return what was looked for and not found."""
    wanted = "; ".join(dict.fromkeys(lacking)) or "an answer"
    return f"The sources do not say this. Looked for and not found: {wanted}. The nearest passages are listed; {_MORE}."


def doubtful(question: str) -> Notice:
    """Return that what is shown may not answer a question."""
    return Notice(
        "doubt", f"The sources may not answer this: “{question}”. Shown is the nearest that they say; read it closely."
    )


def nobody_speaks(theme: str) -> str:
    """Return that no document says anything on a theme."""
    return f"None of the sources says anything on this: {theme}. {_MORE.capitalize()}."


def out_of_scope() -> str:
    """Return what the assistant is for."""
    return (
        "This is not about anything in the sources. They are about leading integrated care systems in England: "
        f"their functions, leadership, workforce, partnerships and programmes. Ask about those; {_MORE}."
    )


def notices_of(claims: Iterable[Claim]) -> tuple[Notice, ...]:
    """Return what a reader must know of the sources cited: their age, and whose words are quoted."""
    citations = [citation for claim in claims for citation in claim.citations]
    notices = {}
    for citation in citations:
        for notice in citation.document.notices:
            notices[notice.kind, citation.document.id] = Notice(
                notice.kind, f"{citation.document.publisher}: {notice.text}"
            )
        if citation.block and citation.block.kind is BlockKind.QUOTATION:
            notices["speaker", ""] = Notice(
                "speaker", "Words quoted from a person interviewed are theirs, not the publisher's position."
            )
    return tuple(notices.values())
