"""Whether the sources cover a question: on absolute evidence, and on whether the kind of thing asked for is stated.

General scores tell questions that have nothing to do with the sources; they do not tell a near miss, whose topic is
there while the fact is not. Those are told by how likely the cross-encoder, which has learned to, holds it that a unit
answers; and by rule, unless it is likely: what is asked for has to stand in a unit that speaks of what it is asked of.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from math import exp, log

from assistant.answering.evidence import Evidence
from assistant.answering.promises import are_elsewhere
from assistant.answering.question_patterns import RISES, Kind
from assistant.answering.questions import (
    NAMES,
    NUMERIC,
    Asked,
    counts,
    names_holder,
    names_organisation,
    names_person,
    noun_shown,
    share_of_words,
)
from assistant.answering.rows import is_named
from assistant.answering.spread import spread_list
from assistant.answering.subjects import (
    is_about,
    known_names,
    names_heading,
    names_term,
    names_theme,
    unknown_name,
    unknown_subject,
    whole_name,
)
from assistant.answering.titles import absent_title
from assistant.retrieval.passages import row_said, sentence
from assistant.text import content_words, fold, stem, stems, words
from assistant.types import Hit, Part

# Fitted on the tuning part of evals/: see evals/EXPERIMENTS.md.
FAINTEST = 0.74
# A question of hardly a word lies near to much ("go on then"), so it has to lie nearer.
_FAINTEST_SHORT, _SHORT = 0.9, 2
# Of the log-odds that the sources lack what a question asks, judged from the question alone (`leanings`), what is taken
# from the log-odds that a unit answers; they count up to two either way, for a question alone decides nothing.
_LACKING_WEIGHT, _LACKING_MOST = 0.5, 2.0
# Where less than the first is left nothing answers; and where a unit's own log-odds are above the second, no rule says
# otherwise.
UNLIKELY, LIKELY = -2.4, 0.5
# Below these log-odds it is told that it is not sure: of what is answered on the tuning part, half of the near misses
# lie there, and a fifth of what is answered with at least two thirds of its facts (EXPERIMENTS.md).
_DOUBTFUL = -0.25
# A sum of money, a person, an organisation is named or is not, however likely an answer looks.
_PLAIN = frozenset((Kind.MONEY, Kind.PERSON, Kind.ORGANISATION))
_ODDS_WEIGHT = 0.05
# The share of the question's words that a unit must hold, with its heading, for what it states to be of what is asked.
BESIDE = {Kind.MONEY: 0.27, Kind.SHARE: 0.27, Kind.DURATION: 0.0}
_BESIDE_ELSE = 0.15
# An outcome that is fairly likely to answer needs fewer of the words: those of near misses are below -4.
_BESIDE_OUTCOME, _BESIDE_LIKELY, _FAIRLY = 0.45, 0.3, -3.0
_SURE = -1.2
# Of the figures of the tuning part that the log-odds alone refuse, one that is there lies above both, and no near miss
# (the nearest: 3.9 and .61, 2.5 and .64).
_FAR_ABOVE, _NEAR, _FEWEST = 2.5, 0.68, 2
# The least share of a question's words that a passage on its topic holds.
_ON_TOPIC = 0.5
# How many of the best units may state a figure, a person or place, an outcome, an organisation, or be named.
_STATING, _NAMING, _TELLING, _READ, _NEAREST = 3, 3, 6, 16, 3
# What is asked of a year is told of that year.
_DATED = NUMERIC | {Kind.OUTCOME}
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:[/–-]\d\d\b)?")
_BESIDE_A_YEAR = re.compile(
    r"\byear (?:before|earlier|ago)\b|\b(?:previous|prior|last|preceding|following|next) year\b"
)
_CHANGED = re.compile(rf"\b(?:{RISES}|g[eo]t(?:ting)?|better|worse|rose|gone?|went|up|down)\b")
_PEOPLE = frozenset(
    map(
        stem,
        """people residents population patients interviewees participants staff clinicians professionals leaders
        employees workers members nurses users""".split(),
    )
)


# A question in a conversation that finds less, in the documents' own words, needs what was asked before: of 17 of the
# tuning part that no rule knows, four of the six that do, and one that does not
# (fitted with the projection alone, and moved since to the same quantile of what is found now).
_LITTLE, _OWN_WORDS = 1.03, 0.75


def _best(evidence: Sequence[Evidence]) -> list[Evidence]:
    return sorted(evidence, key=lambda item: -item.score)


def finds_little(hits: Sequence[Hit], share_known: float) -> bool:
    """Say whether a question finds little by itself though most of its words are the documents'."""
    return share_known >= _OWN_WORDS and _nearness(hits) < _LITTLE


def _nearness(hits: Sequence[Hit]) -> float:
    """Return how near the nearest hits lie, from about 0.5 to 1.6: embedding and late interaction."""
    dense = max((hit.scores.get("dense", 0.0) for hit in hits), default=0.0)
    return dense + max((hit.scores["late_interaction"] for hit in hits), default=0.0)


def odds(evidence: Sequence[Evidence]) -> float:
    """Return the log-odds that one of the units answers: that none does has a logit of 0 (evals/cross_encoder.py)."""
    return log(sum(exp(item.cross) for item in evidence)) if evidence else -math.inf


def likelihood(evidence: Sequence[Evidence], lacking: float) -> float:
    """Return the log-odds that the question is answered: by the units, and by what its like are found to be."""
    return odds(evidence) - _LACKING_WEIGHT * max(-_LACKING_MOST, min(_LACKING_MOST, lacking))


def is_doubtful(evidence: Sequence[Evidence]) -> bool:
    """Say whether units that are taken to answer may well not; a title page that is asked for does."""
    best = _best(evidence)[:1]
    return odds(evidence) < _DOUBTFUL and not (best and best[0].hit.chunk.part is Part.FRONT)


def strength(hits: Sequence[Hit], evidence: Sequence[Evidence]) -> float:
    """Return how much evidence there is, from about 0.4 (none) to 1.6; that nothing answers makes it less."""
    return _nearness(hits) + _ODDS_WEIGHT * min(odds(evidence), 0.0)


def is_faint(query: str, hits: Sequence[Hit], evidence: Sequence[Evidence], *, of_one: bool = False) -> bool:
    """Say whether nothing in the sources speaks of what is asked.

    A likely answer is not faint where the documents of `of_one` source are asked, or the question holds a name.
    """
    best = _best(evidence)[:_NEAREST]
    if names_theme(query, evidence) or names_heading(query, best) or names_term(query, best):
        return False
    if odds(evidence) > 0 and (of_one or _holds_name(query, evidence)):
        return False
    least = _FAINTEST_SHORT if len(content_words(query)) <= _SHORT else FAINTEST
    return strength(hits, evidence) < least


def _holds_name(query: str, evidence: Sequence[Evidence]) -> bool:
    """Say whether a word of a question is a name: the units found write it large, and never small."""
    texts = " ".join(item.text for item in evidence)
    found = [word for word in content_words(query) if word.isalpha() and re.search(rf"\b{word.capitalize()}\b", texts)]
    return any(not re.search(rf"\b{word}\b", texts) for word in found)


def is_of_the_sources(question: str, evidence: Sequence[Evidence]) -> bool:
    """Say whether a passage holds most of a question's words, and a name of it among them: its topic is there."""
    names = known_names(question, evidence)
    about = [item for item in evidence if names and is_about(item, names)]
    return any(share_of_words(question, f"{item.document.title} {item.hit.chunk.text}") >= _ON_TOPIC for item in about)


def missing(asked: Asked, evidence: Sequence[Evidence], query: str | None = None, lacking: float = 0.0) -> str | None:
    """Return what is asked for and not stated in the evidence, or nothing where it may be there.

    `query` is the question made standalone, where that says more than the question; `lacking` are the log-odds, judged
    from the question alone, that the sources do not say it.
    """
    query, likely = query or asked.text, odds(evidence)
    best = _best(evidence)
    known = known_names(query, best)
    title = absent_title(asked, {item.document.id: item.document for item in best}.values())
    unknown = title or unknown_name(asked, best) or unknown_subject(asked.text, best)
    if unknown:
        return f"anything on {whole_name(unknown, asked.text)}"
    if asked.items and are_elsewhere(asked, best) and not spread_list(asked, best):
        return f"the {asked.items} things themselves"
    is_row = bool(best) and is_named(query, best[0].document, best[0].unit)
    if (is_row or asked.kind in _DATED) and (year := _absent_year(query, best)):
        return f"anything on {year}"
    # What a cell holds needs no word of a table's row for it.
    is_title_page = bool(best) and best[0].hit.chunk.part is Part.FRONT
    told = is_title_page or (
        is_row and asked.kind not in NAMES and (asked.kind not in NUMERIC or best[0].states(asked))
    )
    if told or (likely > LIKELY and asked.kind not in _PLAIN) or names_theme(query, best):
        return None
    about = [item for item in best if is_about(item, known)]
    if unstated := _unstated(asked, query, best, about):
        return unstated
    return None if likelihood(evidence, lacking) >= UNLIKELY or _stands_alone(asked, best) else asked.text


def _stands_alone(asked: Asked, best: Sequence[Evidence]) -> bool:
    """Say whether the first unit states the figure asked for, far above all others and near to the question."""
    if asked.kind not in NUMERIC or len(best) < _FEWEST:
        return False
    return best[0].score - best[1].score >= _FAR_ABOVE and best[0].late >= _NEAR and best[0].states(asked)


def _absent_year(query: str, best: Sequence[Evidence]) -> str | None:
    """Return a year asked for that none of the best passages holds, nor any that tells of the year before."""
    years = _YEAR.findall(query)
    return next((year for year in years if not any(_is_of(year, item) for item in best[:_STATING])), None)


def _is_of(year: str, item: Evidence) -> bool:
    chunk = item.hit.chunk
    held = fold(" ".join([chunk.text, *chunk.section, item.document.title, item.document.published or ""]))
    if len(year) > 4:  # "2024/25" is not told of by "2023/24"
        return bool(re.search(rf"{year[2:4]}[/–-](?:20)?{year[-2:]}\b", held))
    short = year[2:]
    return bool(re.search(rf"{year}|\b{short}[/–-]\d|\d[/–-]{short}\b", held) or _BESIDE_A_YEAR.search(held))


def _unstated(asked: Asked, query: str, best: Sequence[Evidence], about: Sequence[Evidence]) -> str | None:
    """Return the kind of thing asked for, where nothing that speaks of its subject states one."""
    if asked.kind in NUMERIC:
        figures = _figures(asked, query, [item for item in about if item in best[:_STATING]])
        return _uncounted(asked, figures) if figures else asked.kind.value
    told = {
        Kind.ORGANISATION: lambda: any(names_organisation(asked.text, each.hit.chunk.text) for each in about[:_READ]),
        Kind.NAME: lambda: any(names_holder(asked.text, each.text) for each in about[:_READ]),
        Kind.PERSON: lambda: any(_names_person(asked, each) for each in about[:_NAMING]),
        Kind.PLACE: lambda: any(each.states(asked) for each in about[:_NAMING]),
        Kind.OUTCOME: lambda: any(_tells(asked, query, each) for each in about[:_TELLING]),
    }.get(asked.kind)
    return None if told is None or told() else asked.kind.value


def _figures(asked: Asked, query: str, about: Sequence[Evidence]) -> list[Evidence]:
    least = BESIDE.get(asked.kind, _BESIDE_ELSE)
    return [item for item in about if item.states(asked) and share_of_words(query, item.text) >= least]


def _tells(asked: Asked, query: str, item: Evidence) -> bool:
    # "Better or worse" need not be said of what fell from 52 to 38.
    of_it = _CHANGED.sub(" ", fold(query))
    least = _BESIDE_LIKELY if item.cross > _FAIRLY else _BESIDE_OUTCOME
    return item.states(asked) and share_of_words(of_it, item.text) >= least


def _names_person(asked: Asked, item: Evidence) -> bool:
    own = sentence(item.document, item.unit)
    small = [word for word in words(own) if re.search(rf"\b{re.escape(word)}\b", item.document.text)]
    return names_person(asked.text, own, small)


def _counts(head: str, item: Evidence) -> bool:
    """Say whether a unit counts something: a number stands beside it, or a column of figures is named so."""
    return counts(head, item.text) or head in stems(row_said(item.document, item.unit))


def _uncounted(asked: Asked, found: Sequence[Evidence]) -> str | None:
    """Return what is counted, where no number stands beside it and the best unit is not sure to answer."""
    if asked.kind is not Kind.COUNT or not asked.head or found[0].cross > _SURE:
        return None
    heads = _PEOPLE if asked.head in _PEOPLE else {asked.head}
    beside = any(_counts(head, item) for item in found for head in heads)
    return None if beside else f"a number of {noun_shown(fold(asked.text), asked.head)}"
