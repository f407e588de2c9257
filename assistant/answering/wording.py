"""What the assistant says in its own words: fixed texts, which hold no statement about the subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from assistant.types import BlockKind, Claim, Document, Notice

# It is read in a terminal, in a browser and in other programs.
_MORE = "whoever runs this assistant can add other documents"
_NOT_SAID, _NOT_ABOUT = "do not say this.", "This is not about anything in the"
_NONE_LISTED, _NONE_NUMBERED = "That list has", "The sources speak of no"
# Of the documents that were chosen, so many are named.
_FEW = 3


def not_covered(lacking: Sequence[str], *, some: bool = False) -> str:
    """Return that the sources, or those of them chosen, do not answer, and what was looked for and not found."""
    return f"The {_searched(some)} {_NOT_SAID} {_not_found(lacking)}"


def covered_in_part(lacking: Sequence[str], *, some: bool = False) -> str:
    """Return what was looked for and not found beside what is answered."""
    return f"The {_searched(some)} answer a part of this. {_not_found(lacking)}"


def _searched(some: bool) -> str:
    return "documents searched" if some else "sources"


def _not_found(lacking: Sequence[str]) -> str:
    wanted = "; ".join(f"“{each}”" if each.endswith("?") else each for each in dict.fromkeys(lacking))
    told = f"Looked for and not found: {wanted}. " if wanted else ""
    return f"{told}The nearest passages are listed; {_MORE}."


def unsearched(chosen: Iterable[str], documents: Mapping[str, Document]) -> tuple[Notice, ...]:
    """Return that only the documents chosen, by their ids, were searched, where not all of them were."""
    searched = _only(chosen, documents)
    return (Notice("searched", f"{searched} The others may say it: ask in all documents."),) if searched else ()


def asked_of_some(said: Iterable[str], documents: Mapping[str, Document]) -> tuple[Notice, ...]:
    """Return that only the documents, by their ids, whose word was asked for were searched, where that is not all."""
    searched = _only(said, documents)
    told = f"The question asks for the word of some. {searched} The others may say it: ask without the name."
    return (Notice("named", told),) if searched else ()


def _only(chosen: Iterable[str], documents: Mapping[str, Document]) -> str:
    titles = [documents[name].title for name in dict.fromkeys(chosen)]
    if not titles or len(titles) == len(documents):
        return ""
    named = f" ({'; '.join(f'“{title}”' for title in titles)})" if len(titles) <= _FEW else ""
    return f"Only {len(titles)} of {len(documents)} documents {'was' if len(titles) == 1 else 'were'} searched{named}."


def doubtful(question: str) -> Notice:
    """Return that what is shown may not answer a question."""
    return Notice(
        "doubt", f"The sources may not answer this: “{question}”. Shown is the nearest that they say; read it closely."
    )


def repeated() -> Notice:
    """Return that a follow-up brought nothing new."""
    return Notice(
        "repeated",
        "Nothing here is new: all of it was said above. It may be the answer, or all that was found on this.",
    )


def as_of(claims: Iterable[Claim]) -> Notice:
    """Return of when what is shown is, where it was asked whether it is still so."""
    dates = {each.document.id: each.document for claim in claims for each in claim.citations}.values()
    told = "; ".join(f"{each.publisher}, {each.published or 'no date known'}" for each in dates)
    return Notice("still", f"Whether this is still so the sources cannot say. They said it then: {told}.")


def nobody_speaks(theme: str) -> str:
    """Return that no document says anything on a theme."""
    return f"None of the sources says anything on this: {theme}. {_MORE.capitalize()}."


def out_of_scope(*, some: bool = False) -> str:
    """Return what the assistant is for."""
    return (
        f"{_NOT_ABOUT} {_searched(some)}. The sources are about leading integrated care systems "
        f"in England: their functions, leadership, workforce, partnerships and programmes. Ask about those; {_MORE}."
    )


def beyond_list(items: int, *, before: bool = False) -> str:
    """Return that a list has no item where one was pointed at: before its first, or beyond its last."""
    where = "before the first" if before else "after the last"
    return f"{_NONE_LISTED} {items} items, and none {where}. Ask about one of them, or ask for the list again."


def beyond_sources(counted: str) -> str:
    """Return that no document speaks of a phase or principle of a number."""
    return f"{_NONE_NUMBERED} {counted}. Ask about one that they speak of; {_MORE}."


def tells_nothing(text: str) -> bool:
    """Say whether a text is our own word that nothing is answered: no list and no name in it is the sources'."""
    return text.startswith(
        (_NOT_ABOUT, _NONE_LISTED, _NONE_NUMBERED, *(f"The {_searched(some)} {_NOT_SAID}" for some in (False, True)))
    )


def left_out(claim: Claim) -> tuple[int, int] | None:
    """Return how many items of a list a claim says, and of how many, where it lists some and leaves others out."""
    if "\n- " not in claim.text:
        return None
    blocks = {(each.document.id, block.start): block for each in claim.citations if (block := each.block)}
    items = [item for block in blocks.values() for item in block.items]
    said = sum(any(each.span.overlaps(item) for each in claim.citations) for item in items)
    return (said, len(items)) if said < len(items) else None


def in_part(claims: Iterable[Claim]) -> tuple[Notice, ...]:
    """Return the notice that lists are said in part, if any are."""
    told = " and ".join(f"{said} of {listed}" for said, listed in filter(None, map(left_out, claims)))
    return (Notice("in-part", f"Of a list, {told} items are said here: its source has the rest."),) if told else ()


def shared_notices_of(claims: Iterable[Claim]) -> tuple[Notice, ...]:
    """Return the same for many sources side by side: each text once, with all whose it is.

    A publisher of several of the documents cited is named with the title of each.
    """
    claims = list(claims)
    documents = {each.document.id: each.document for claim in claims for each in claim.citations}
    several = Counter(document.publisher for document in documents.values())
    whose: dict[tuple[str, str], list[str]] = {}
    for each in documents.values():
        name = f"{each.publisher}, “{each.title}”" if several[each.publisher] > 1 else each.publisher
        for notice in each.notices:
            whose.setdefault((notice.kind, notice.text), []).append(name)
    told = (Notice(kind, f"{'; '.join(names)}: {text}") for (kind, text), names in whose.items())
    return (*told, *(notice for notice in notices_of(claims) if notice.kind == "speaker"))


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
                "speaker", "Words quoted from a person are theirs, not the publisher's position."
            )
    return tuple(notices.values())
