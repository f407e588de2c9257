"""A team's brief -> Plan: every line is guidance with citations, the team's own, an assumption or a gap."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol

from assistant.answering.gaps import LEFT_OUT
from assistant.drafting.brief import STORIES, WORDS, Brief
from assistant.drafting.cases import nearest_cases
from assistant.drafting.contrast import people_affected
from assistant.drafting.examples import examples_of
from assistant.drafting.fitting import Sources, fit
from assistant.drafting.guidance import Chosen, Guidance, choose_guidance
from assistant.drafting.language import as_read, foreign_fields
from assistant.drafting.milestones import milestones_over
from assistant.drafting.nearness import Nearness
from assistant.drafting.plan import Assumption, Example, Gap, Line, Milestone, Plan, PlanSection, Yours
from assistant.drafting.plan_sections import TOPICS, Topic
from assistant.drafting.releasing import time_kept
from assistant.drafting.section_words import tells_of_trouble
from assistant.drafting.unspoken import unspoken_of
from assistant.text import words
from assistant.types import Document

Progress = Callable[[str, int, int], None]
# A story of twenty pages is quoted by its opening; the brief holds the rest.
_MOST_PARAGRAPHS, _MOST_CHARACTERS = 12, 1_200
_STAGE, _STEPS = "drafting", 4
_MOST_POINTED, _OPENING_WORDS = 3, 12


class Corpus(Protocol):
    """What holds the documents that an assistant answers from."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return them all."""


def draft_plan(assistant: Sources, brief: Brief, progress: Progress | None = None) -> Plan:
    """Return the plan that a brief and the sources give; the same ones give the same plan.

    `progress` is told the stage, how many steps are done, and of how many.
    """
    tell = progress or (lambda _stage, _done, _total: None)
    tell(_STAGE, 0, _STEPS)
    # Only a brief that lacks the small words of English is compared with the words of the sources.
    known = cache(lambda: {word for document in assistant.documents for word in words(document.text)})
    foreign = foreign_fields(brief, lambda word: word in known())
    read = as_read(brief, foreign)
    fitting = fit(assistant, read)
    tell(_STAGE, 1, _STEPS)
    shown = Nearness.of(fitting)
    cases = nearest_cases(fitting, shown)
    tell(_STAGE, 2, _STEPS)
    guidance = choose_guidance(assistant, fitting, cases, shown)
    examples = examples_of(read, fitting, cases)
    tell(_STAGE, 3, _STEPS)
    plan = Plan(
        brief=brief,
        sections=tuple(_sections(brief, foreign, guidance, examples, shown)),
        milestones=milestones_over(brief.months),
        to_sponsor=tuple(question for topic in TOPICS for question in topic.to_sponsor),
        to_team=tuple(question for topic in TOPICS for question in topic.to_team),
        examples=examples,
        corpus=corpus_id(assistant),
    )
    tell(_STAGE, _STEPS, _STEPS)
    return plan


def corpus_id(assistant: Corpus) -> str:
    """Return what identifies the documents that an assistant answers from: a SHA-256 over their texts."""
    return corpus_of(assistant.documents)


def corpus_of(documents: Iterable[Document]) -> str:
    """Return what identifies some documents."""
    whole = hashlib.sha256()
    for document in documents:
        text = hashlib.sha256(document.text.encode()).hexdigest()
        whole.update(f"{document.id} {document.is_briefing} {text}\n".encode())
    return whole.hexdigest()


def _sections(
    brief: Brief, foreign: Sequence[str], guidance: Sequence[Chosen], examples: Sequence[Example], shown: Nearness
) -> Iterator[PlanSection]:
    """Yield the sections.

    The first says what of the brief was not read, and what of the problem no line speaks of, so that near is not taken
    for there.
    """
    told = [line.claim for chosen in guidance for line in chosen.lines]
    claims = [*told, *(claim for example in examples for claim in example.claims)] if told else []
    lacking = unspoken_of(brief, claims, shown.is_seldom) if claims and "problem" not in foreign else ()
    pairs = list(zip(TOPICS, guidance, strict=True))
    first, *others = (_section(brief, foreign, topic, chosen, _troubles(topic, pairs)) for topic, chosen in pairs)
    above = [*([_not_english(foreign)] if foreign else []), *([_cut(cut)] if (cut := cut_fields(brief)) else [])]
    below = [_not_spoken_of(lacking)] if lacking else []
    yield replace(first, lines=(*above, *first.lines, *below))
    yield from others


def _not_english(foreign: Sequence[str]) -> Gap:
    return Gap(
        f"Your brief seems not to be in English on this: {', '.join(WORDS[name] for name in foreign)}. The sources are "
        "in English and cannot be compared with it, so nothing here was chosen for what it says: what they say below "
        "holds for any project.",
        "Write it in English as well, and draft the plan again.",
    )


def cut_fields(brief: Brief) -> list[str]:
    """Return the stories of which a plan shows the opening alone."""
    told = {name: getattr(brief, name).splitlines() for name in STORIES}
    return [
        name
        for name, lines in told.items()
        if len(lines) > _MOST_PARAGRAPHS or any(len(line) > _MOST_CHARACTERS for line in lines)
    ]


def _cut(names: Sequence[str]) -> Gap:
    return Gap(
        f"Your brief is longer than this plan can show, on this: {', '.join(WORDS[name] for name in names)}. Where it "
        f"says “{LEFT_OUT}”, the rest is left out; what the sources say was chosen by the opening.",
        "Write what matters most first, and shortly, and draft the plan again.",
    )


def _not_spoken_of(lacking: Sequence[str]) -> Gap:
    quoted = ", ".join(f"“{words}”" for words in lacking)
    return Gap(
        f"Of your problem, nothing that was chosen speaks of: {quoted}.",
        "Ask those who know of these; what is quoted is near to your project in other ways.",
    )


def _troubles(topic: Topic, pairs: Sequence[tuple[Topic, Chosen]]) -> list[tuple[int, Guidance]]:
    """Return the lines of other sections that quote what went wrong elsewhere, for the section of the risks."""
    if topic.id != "risks":
        return []
    return [
        (number, line)
        for number, (other, chosen) in enumerate(pairs, 1)
        for line in chosen.lines
        if other is not topic and tells_of_trouble(line.claim.text)
    ]


def _section(
    brief: Brief,
    foreign: Sequence[str],
    topic: Topic,
    chosen: Chosen,
    troubles: Sequence[tuple[int, Guidance]],
) -> PlanSection:
    # What is not in English was told on top: nothing can be found on it.
    is_unread = not topic.general and "problem" in foreign
    found: Sequence[Line] = chosen.lines or (() if is_unread else (_nothing_found(topic, chosen.beside, troubles),))
    lines = [*_told(brief, as_read(brief, foreign), topic), *found, *_assumed(brief, topic)]
    return PlanSection(topic.id, topic.title, topic.about, tuple(lines))


def _told(brief: Brief, read: Brief, topic: Topic) -> Iterator[Line]:
    """Yield what the brief says on a section in its own words, and a gap for each field left empty."""
    for field, find_out in topic.quotes:
        texts = list(_quoted(brief, field))
        yield from (Yours(text, field) for text in texts)
        if not texts:
            yield Gap(_unsaid(read, field), find_out)


def _unsaid(brief: Brief, field: str) -> str:
    """Return that a field is empty; of who is affected, the problem may speak."""
    named = people_affected(brief.problem) if field == "people_affected" else ()
    if not named:
        return f"Your brief does not say: {WORDS[field]}."
    return f"Your problem speaks of {', '.join(named)}; your brief does not say how many are affected, nor who else is."


def _quoted(brief: Brief, field: str) -> Iterator[str]:
    if field == "team":
        yield from ["; ".join(map(str, brief.team))] if brief.team else []
    elif field == "months":
        yield from ([f"{brief.months} months"] if brief.months else [])
    else:
        lines = getattr(brief, field).splitlines()
        yield from (_shortened(line) for line in lines[:_MOST_PARAGRAPHS])
        if len(lines) > _MOST_PARAGRAPHS:
            yield LEFT_OUT


def _shortened(line: str) -> str:
    """Return a paragraph, or its opening up to a whole word where it is very long."""
    return line if len(line) <= _MOST_CHARACTERS else f"{line[:_MOST_CHARACTERS].rpartition(' ')[0]} {LEFT_OUT}"


def _nothing_found(
    topic: Topic, beside: Sequence[tuple[int, Guidance]], troubles: Sequence[tuple[int, Guidance]]
) -> Gap:
    if troubles:
        text = f"What else may go wrong, beside what this plan quotes in {_where(troubles)}."
    elif beside:
        text = f"What else there is to say on this, beside what this plan quotes in {_where(beside)}."
    elif not topic.general:
        text = "Nothing was found that surely speaks of your problem; other sections quote what is near in other ways."
    else:
        text = "Nothing that the sources say on this lies near enough to your brief to be quoted here."
    return Gap(text, f"Ask those who worked on it before, and look for guidance of your own: {topic.asks[0]}")


def _where(lines: Sequence[tuple[int, Guidance]]) -> str:
    """Return where lines are quoted, and how they begin."""
    return "; ".join(
        f"section {number}, “{' '.join(line.claim.text.split()[:_OPENING_WORDS])} …”"
        for number, line in lines[:_MOST_POINTED]
    )


def _assumed(brief: Brief, topic: Topic) -> Iterator[Line]:
    if topic.id == "time":
        yield from time_kept(brief)
    yield from (Assumption(text, who) for text, who in topic.assumes)
    if topic.id != "milestones":
        return
    planned = milestones_over(brief.months)
    if not planned:
        yield Gap("No step can be dated before the months are known.", "Agree the months with the sponsor first.")
    for each in planned:
        yield Assumption(milestone_text(each), each.confirm_with)


def milestone_text(milestone: Milestone) -> str:
    """Return a milestone as the line of the plan that says it."""
    first, last = milestone.start, milestone.end
    when = f"Month {first}" if first == last else f"Months {first} to {last}"
    return f"{when}: {milestone.title}."
