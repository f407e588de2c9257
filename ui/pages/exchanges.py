"""A conversation as HTML: what was asked, the claims with their marks, and the sources beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.store import WITHHELD, Conversation, Feedback
from assistant.types import Span
from ui.exports.answer import date_words, page_words, read_besides
from ui.exports.conversation import own_words
from ui.pages.cited import lines_of, sources_of
from ui.pages.pieces import html
from ui.pages.sources import link
from ui.server.keeping import withheld
from ui.shapes import answer as shapes
from ui.shapes.answer_json import marks

EXAMPLES = {
    "leaders": (
        "What are the six functions of an ICS?",
        "What does good look like for protected time?",
        "How can a system be held to shared outcomes?",
    ),
    "fellows": (
        "How long is the fellows programme, and what backfill does it give?",
        "What are the benefits of taking part in the fellows programme?",
    ),
    "evaluators": (
        "What did the Tameside pilot change?",
        "How many people did the King’s Fund interview?",
    ),
}
REASONS = {
    "up": ("It answered the question", "The sources were useful", "It saved me time"),
    "down": (
        "It is wrong",
        "Something is missing",
        "It is not what I asked",
        "The sources do say this",
        "It is out of date",
        "It is hard to read",
    ),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the last exchange stands: the conversation that can be saved, and what goes on until it has an answer.

    `found`: the reader is led to it.
    """

    conversation: str = ""
    asking: str = ""
    found: bool = False


@dataclass(frozen=True, slots=True)
class Pending:
    """A question on its way: what is going on, and the claims that are checked so far."""

    question: str
    asking: str
    claims: tuple[shapes.Claim, ...] = ()
    citations: tuple[shapes.Citation, ...] = ()

    @property
    def answer(self) -> shapes.Answer:
        """Return it as an answer that has nothing but these claims yet."""
        return shapes.Answer(
            id="asked", question=self.question, query=self.question, status="answered", completeness=None,
            text="", claims=list(self.claims), citations=list(self.citations), also_read=[], follow_ups=[],
            notices=[], engine="", timings_ms={},
        )  # fmt: skip


Ratings = Mapping[str, Feedback]
SEARCHING = "Searching the sources…"


def welcome_html() -> str:
    """Return what stands in the place of a conversation before its first question."""
    return html("welcome", examples=EXAMPLES)


def past_html(answers: Sequence[shapes.Answer], ratings: Ratings, rated: str = "") -> str:
    """Return exchanges before the last, with their sources folded away.

    `rated` is the answer whose rating was given just now: a reason is asked for there, and nowhere else.
    """
    return "\n".join(_exchange(answer, ratings, rated=rated) for answer in answers)


def last_html(
    answers: Sequence[shapes.Answer], ratings: Ratings, conversation: str = "", found: bool = False, rated: str = ""
) -> str:
    """Return the last exchange of a conversation that is kept, if it is, or the welcome where there is none."""
    return _exchange(answers[-1], ratings, Place(conversation, found=found), rated) if answers else welcome_html()


def pending_html(pending: Pending) -> str:
    """Return a question on its way, with the claims so far."""
    return _exchange(pending.answer, {}, Place(asking=pending.asking))


def stopped_html(question: str, replaces: str, text: str) -> str:
    """Return a question that was stopped, with what is said of that, and how it is asked again."""
    return html("stopped", question=question, replaces=replaces, text=text)


def kept_html(conversations: Sequence[Conversation], current: str, days: int) -> str:
    """Return the list of what is kept; `current` is the conversation that is open, if one is."""
    return html("kept", conversations=conversations, current=current, days=days)


def editing_html() -> str:
    """Return what stands above the box while the last question is changed."""
    return html("editing")


def filter_html(searched: str) -> str:
    """Return the button that shows which documents are searched."""
    return html("filter", searched=searched)


def status_html(text: str) -> str:
    """Return what is told to a screen reader, once, and not shown."""
    return html("status", text=text)


def alert_html(text: str) -> str:
    """Return what went wrong, and what to do."""
    return html("alert", text=text)


def announced(answer: shapes.Answer) -> str:
    """Return what a screen reader is told when an answer is ready, once."""
    if answer.status != "answered":
        return f"Answer ready: {' '.join(answer.text.split())}"
    sources = len(sources_of(answer.citations))
    ready = f"Answer ready, {_counted(len(answer.claims), 'statement')}, {_counted(sources, 'source')}."
    doubt = any(notice.kind == "doubt" for notice in answer.notices)
    told = "Not sure." if doubt else "Answered in part." if answer.completeness == "partial" else ""
    return f"{ready} {told}".rstrip()


def thanks(given: Feedback) -> str:
    """Return what is said of a rating as it is kept: also what of it was not, and why."""
    written = "reason was" if given.reason or given.comment else "rating was"
    return withheld(given) or f"Thank you: your {written} kept with the answer."


def _exchange(answer: shapes.Answer, ratings: Ratings, last: Place | None = None, rated: str = "") -> str:
    lines = [lines_of(claim, answer.citations) for claim in answer.claims]
    sources = sources_of(answer.citations, answer.notices)
    rating = ratings.get(answer.id)
    return html(
        "exchange",
        answer=answer,
        asking=last.asking if last else "",
        conversation=last.conversation if last else "",
        last=last is not None,
        found=last is not None and last.found,
        changeable=last is not None and answer.question != WITHHELD,
        claims=html("claims", claims=lines, answer=answer.id),
        sources=html(
            "cited",
            sources=sources,
            also_read=answer.also_read,
            beside=read_besides(bool(sources)),
            answer=answer.id,
            reader=_reader,
        ),
        copied=_copied(answer),
        missing=own_words(answer),
        rating=rating,
        thanks=thanks(rating) if rating else "",
        again=rating is not None and bool(withheld(rating)),
        asks=rated == answer.id,
        reasons=REASONS,
    )


def _reader(place: shapes.Place) -> str:
    """Return the address at which a place is read in its document."""
    return link(place.document, Span(place.start, place.end))


def _copied(answer: shapes.Answer) -> str:
    """Return an exchange as plain text with its notices and numbered sources, to be pasted elsewhere.

    What was read and is not cited stands below them; where nothing is cited, with its text, and that it is no answer.
    """
    notices = [f"- {text}" for text in dict.fromkeys(notice.text for notice in answer.notices)]
    sources = [f"[{one.number}] {_place(one)}: “{one.display}”" for one in answer.citations]
    title, said = read_besides(bool(answer.citations))
    others = [f"- {_place(one)}{f': {one.display}' if said else ''}" for one in answer.also_read]
    noted, cited = ["Please note:", *notices] if notices else [], ["Sources:", *sources] if sources else []
    beside = [f"{title}{f'. {said}' if said else ':'}", *others] if others else []
    claims, own = [_marked(claim, answer.citations) for claim in answer.claims], own_words(answer)
    return "\n\n".join([answer.question, *claims, *([own] if own else []), *noted, *cited, *beside])


def _marked(claim: shapes.Claim, citations: Sequence[shapes.Citation]) -> str:
    """Return a claim with its marks, each item of a list with its own."""
    lines = lines_of(claim, citations)
    return "\n".join(f"{'- ' * line.item}{line.text} {marks(line.numbers)}".rstrip() for line in lines)


def _place(passage: shapes.Passage) -> str:
    section = f"section “{' > '.join(passage.section)}”" if passage.section else ""
    briefing = f"{'quoted ' * isinstance(passage, shapes.Citation)}from our briefing on it"
    page = page_words(passage.page, passage.pages)
    where = [section, page, briefing if passage.source == "briefing" else ""]
    parts = [passage.publisher or "publisher unknown", passage.title, date_words(passage.published), *where]
    return ", ".join(part for part in parts if part)


def _counted(number: int, noun: str) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return f"{words[number] if number < len(words) else number} {noun}{'' if number == 1 else 's'}"
