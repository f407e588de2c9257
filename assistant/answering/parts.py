"""A question -> the parts it is answered in, and what each asks for, with the words and names of the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.compared import of_each
from assistant.answering.conversation import Standalone
from assistant.answering.follow_ups import is_follow_up, points
from assistant.answering.question_patterns import Kind
from assistant.answering.questions import Asked, parts_of, proper_names, read_question
from assistant.retrieval.queries import QueryReader
from assistant.text import content_words

_STANDS = 2
# "What does trust mean?", "what do you mean by trust?": what it is; not what an act means for somebody.
_MEANING = re.compile(
    r"(?i)(?:so |and |please |can you )*"
    r"(?:what (?:does|do) (?:the term )?(?P<does>[^?]{2,60}?) (?:actually |really )?mean"
    r"|what(?: (?:do|does) (?:you|they|it) mean|(?: is|'s|’s) meant) by (?P<by>[^?]{2,60}?)"
    r"|(?:define|(?:what(?: is|'s|’s) )?the meaning of) (?P<of>[^?]{2,60}?))"
    r"(?:,? (?:here|exactly|in practice|in (?:this|that) context|in plain english|please))?\W*"
)


def parts(question: str, reader: QueryReader) -> Sequence[str]:
    """Return the questions that a question holds, or the same question of each that it compares."""
    held = [as_what_is(part) for part in parts_of(question)]
    each = of_each(held[0], reader.count) if len(held) == 1 else held
    # Publishers are compared as they are searched.
    return held if len(each) > 1 and reader.read(question).compares else each


def as_what_is(question: str) -> str:
    """Return a question for the meaning of a term as the question what it is, any other as it is."""
    match = _MEANING.fullmatch(question.strip())
    term = match and (match["does"] or match["by"] or match["of"])
    return f"What is {term}?" if term and not points(term) else question


def searched_for(part: str, alone: Standalone) -> Standalone:
    """Return what is searched for a part of a question: what follows the rest of it together with that.

    A question that was only put beside others ("What is a desk? Which three towns?") is searched for by itself.
    """
    before = alone.own.partition(part)[0].rstrip()
    # What is no stretch of the question was made of it, and asks for a thing of its own.
    beside = part not in alone.own or (part.endswith("?") and (not before or before.endswith("?")))
    own = beside and len(content_words(part)) >= _STANDS and not points(part)
    return alone if is_follow_up(part) and not alone.before and not own else replace(alone, own=part)


def asked_for(part: str, reader: QueryReader) -> Asked:
    """Return what a question asks for; of a definition, with what its abbreviations stand for."""
    asked = read_question(reader.corrected(part))
    return replace(asked, text=reader.expanded(asked.text)) if asked.kind is Kind.DEFINITION else asked


def is_of_our_words(question: str, query: str, reader: QueryReader) -> bool:
    """Say whether the documents use every word of a question that tells something: it may be near to their field.

    A follow-up ("why?", "and Oakham?") asks of what the query holds besides: a name that they lack tells nothing there.
    """
    if question == query:
        return bool(content_words(question)) and reader.share_known(question) == 1.0
    names = "|".join(map(re.escape, proper_names(f"x {question}")))
    return reader.share_known(re.sub(rf"\b(?:{names})(?!\w)", " ", question) if names else question) == 1.0
