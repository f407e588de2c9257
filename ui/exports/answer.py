"""Answers as Markdown with numbered sources, and as JSON: one place, used by every interface."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from assistant.answering.gaps import LEFT_OUT
from assistant.text import display, fold, in_one_line, is_item, without_bullet, words
from assistant.types import Answer, Citation, Claim
from ui.shapes.answer_json import Numbering, answer_json, answer_text, document_json, hits_json, joined, marks

__all__ = [
    "Numbering", "answer_json", "answer_markdown", "answer_text", "claim_markdown", "date_words", "document_json",
    "hits_json", "marked_lines", "page_words", "plain", "rest_markdown", "source_line", "sources_markdown", "spoken",
    "unescaped", "within_words",
]  # fmt: skip

ALSO_READ, NEAREST = "Also read, and not cited", "The nearest passages"
_NEAREST_SAID = "They do not answer the question; they stand closest to it."
_ASIDES = "|".join(("Please note", "Sources", ALSO_READ, NEAREST, "Nearest passages read", "You might ask next"))
_ASIDE = re.compile(rf"^\*\*(?:{_ASIDES})\*\*$", re.MULTILINE)
_ESCAPED = re.compile(r"\\([\\`*<_\]#>])")
MARKUP = re.compile(r"[\\`*<]|(?<!\w)_|_(?!\w)|\](?=\()|^ *[#>]", re.MULTILINE)


def answer_markdown(answer: Answer) -> str:
    """Return the answer with its notices, its numbered sources and what might be asked next."""
    numbering = Numbering()
    body = joined([claim_markdown(claim, numbering) for claim in answer.claims])
    parts = [body, _said(answer), sources_markdown(numbering.citations), _beyond(answer)]
    return "\n\n".join(part for part in parts if part)


def rest_markdown(answer: Answer) -> str:
    """Return what is left to show once the claims have been: a line a source, without the quotations."""
    places = _places(Numbering(answer.claims).citations)
    sources = _listed("Sources", [f"{marks(numbered)} {place}" for place, numbered in places])
    return "\n\n".join(part for part in (_said(answer), sources, _beyond(answer)) if part)


def claim_markdown(claim: Claim, numbering: Numbering) -> str:
    """Return a claim with its marks: a list's items bear their own where each is found in one citation."""
    quotes = {numbering.number(citation): citation.quote for citation in claim.citations}
    return "\n".join(_marked(line, numbers) for line, numbers in marked_lines(claim.text, quotes))


def marked_lines(text: str, quotes: Mapping[int, str]) -> list[tuple[str, list[int]]]:
    """Return a claim's lines with the numbers of their citations, whose quotations are `quotes`.

    A list's items bear their own where each is found in one quotation, else the first line bears them all.
    """
    lines = text.split("\n")
    owners = [_owner(line, quotes) for line in lines] if len(lines) > 1 else []
    # An item without words, "[…]", marks what is left out, and rests on nothing.
    if all(owner or not is_item(line) or not words(line) for owner, line in zip(owners, lines, strict=False)):
        placed = [[owner] if owner else [] for owner in owners]
        if {number for numbers in placed for number in numbers} == set(quotes) and len(quotes) > 1:
            return list(zip(lines, placed, strict=True))
    return [(lines[0], list(quotes)), *((line, []) for line in lines[1:])]


def sources_markdown(citations: Sequence[Citation]) -> str:
    """Return the numbered sources with their quotations; those that follow one another in one place share its line."""
    entries: list[str] = []
    for place, numbered in _places(citations):
        quotations = [_quoted(citation, number, len(numbered) > 1) for number, citation in numbered.items()]
        entries += [f"{marks(numbered)} {place}", *quotations]
    return "\n\n".join(["**Sources**", *entries]) if entries else ""


def source_line(citation: Citation) -> str:
    """Return where a citation stands: publisher, title, date, standing, section, page and whose words they are."""
    document, block = citation.document, citation.block
    speaker = f", in the words of {plain(block.speaker)}" if block and block.speaker else ""
    briefing = ", quoted from our briefing on it" if document.is_briefing else ""
    return f"{_where(citation, full=True)}{speaker}{briefing}"


def date_words(published: str | None) -> str:
    """Return a date such as `2021-09-02` or `2024-07` in words, or "undated"."""
    found = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", published or "")
    if not found or not 1 <= int(found[2]) <= 12:
        return published or "undated"
    month = f"{month_name[int(found[2])]} {found[1]}"
    return f"{int(found[3])} {month}" if found[3] else month


def page_words(page: str | None, pages: str | None) -> str:
    """Return "page 15", a range of pages, "about page 15" where it is not certain, or nothing where none is known."""
    if page is not None:
        return f"page {page}"
    if pages is None:
        return ""
    return f"pages {pages}" if set("-,") & set(pages) else f"about page {pages}"


def within_words(section: Sequence[str], page: str | None, pages: str | None) -> list[str]:
    """Return where in a document something stands: its section, and its page as `page_words` does; "" if not known."""
    return [f"section “{' > '.join(section)}”" if section else "", page_words(page, pages)]


def plain(text: str) -> str:
    """Return the text with its Markdown characters escaped, so that it shows as it is and links to nothing."""
    return MARKUP.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], text)


def read_besides(cited: bool) -> tuple[str, str]:
    """Return the heading of what was read and is not cited, and what is said of it: where nothing is, no evidence."""
    return (ALSO_READ, "") if cited else (NEAREST, _NEAREST_SAID)


def listed(lines: Iterable[str]) -> str:
    """Return lines of text as a list in Markdown."""
    return "\n".join(f"- {plain(line)}" for line in lines)


def unescaped(markdown: str) -> str:
    """Return what `plain` was given."""
    return _ESCAPED.sub(r"\1", markdown)


def spoken(markdown: str) -> str:
    """Return what an answer in Markdown says, without its notices, sources and escapes."""
    return unescaped(_ASIDE.split(markdown)[0]).strip()


def _said(answer: Answer) -> str:
    notices = _listed("Please note", [plain(notice.text) for notice in dict.fromkeys(answer.notices)])
    return "\n\n".join(part for part in (plain(answer.text), notices) if part)


def _beyond(answer: Answer) -> str:
    title, said = read_besides(bool(answer.claims))
    nearest = _listed(title, [_where(citation) for citation in answer.also_read], said)
    next_ones = _listed("You might ask next", [plain(question) for question in answer.follow_ups])
    return "\n\n".join(part for part in (nearest, next_ones) if part)


def _owner(line: str, quotes: Mapping[int, str]) -> int | None:
    """Return the number of the first quotation in which the line's words stand."""
    words = _bare(without_bullet(line).removesuffix(LEFT_OUT))
    found = (number for number, quote in quotes.items() if words in _bare(quote))
    return next(found, None) if words else None


def _bare(text: str) -> str:
    return fold(in_one_line(display(text))).rstrip(".;:, ")


def _marked(line: str, numbers: Sequence[int]) -> str:
    return f"{plain(line)} {marks(numbers)}" if numbers else plain(line)


def _where(citation: Citation, full: bool = False) -> str:
    document = citation.document
    section, page = within_words([plain(heading) for heading in citation.section], *document.pages_of(citation.span))
    standing = f" ({document.standing})" if full and document.standing else ""
    dated = date_words(document.published) + plain(standing)
    parts = [plain(document.publisher) or "publisher unknown", f"*{plain(document.title)}*", dated, section, page]
    return ", ".join(part for part in parts if part)


def _places(citations: Sequence[Citation]) -> list[tuple[str, dict[int, Citation]]]:
    """Return the source lines in order, each with the numbered citations that follow one another there."""
    grouped = groupby(enumerate(citations, 1), key=lambda numbered: source_line(numbered[1]))
    return [(place, dict(numbered)) for place, numbered in grouped]


def _quoted(citation: Citation, number: int, marked: bool) -> str:
    mark = f"{marks([number])} " if marked else ""
    lines = (mark + plain(display(citation.quote))).split("\n")
    return "\n>\n".join(f"> {line}" for line in lines).replace("\n>\n> - ", "\n> - ")


def _listed(title: str, items: Sequence[str], said: str = "") -> str:
    head = [f"**{title}**\n", *([f"{said}\n"] if said else [])]
    return "\n".join([*head, *(f"- {item}" for item in items)]) if items else ""
