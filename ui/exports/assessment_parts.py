"""What the exports of an assessment say, and in which words: title, summary, rows of the table, evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from assistant.drafting.plan_sections import TOPICS
from ui.exports.answer import date_words, page_words
from ui.exports.plan_parts import shortened
from ui.shapes.answer_json import marks
from ui.shapes.assessment import Assessment, Count, Elsewhere, Evidence, Judgement

SETS = {
    "principles": "Core expectations and five principles of clinical and care professional leadership (2021)",
    "functions": "Six functions of an integrated care system (2024)",
}
SUMMARY, OVER_TIME, WORST, NOT_JUDGED, ELSEWHERE, BROUGHT, SOURCES = (
    "Summary",
    "Over time",
    "The weakest first",
    "Not judged yet, and so not evidenced",
    "What other systems did on the weak points",
    "Documents brought as evidence",
    "Sources",
)
SILENT = "Nothing was found that surely tells what a named place or organisation did on this."
NO_EVIDENCE = "none"
ORDER = "The worst verdict stands first, and of one verdict what you are least sure of."
NOTHING_JUDGED = "Nothing is judged yet."
PLANNED = {topic.id: topic.title for topic in TOPICS}
_MOST_WORDS = 20
READING = (
    "The verdicts and the evidence are the user's own. “Met” and “partly” stand only where evidence is shown: written, "
    "or quoted from a document that was brought, in which the quotation was found, character for character. Documents "
    "that are brought are read for this assessment alone. The criteria are quoted from their publication, or from our "
    "briefing on it where the sources say so."
)


def title_of(assessment: Assessment) -> str:
    """Return the title: whose assessment it is, and when it was made."""
    told = filter(None, [assessment.system, when(assessment)])
    return f"Self-assessment: {', '.join(told)}"


def when(assessment: Assessment) -> str:
    """Return the day and time of an assessment and its version, as far as there are: two of one day are not alike."""
    told = [date_words(assessment.assessed)]
    told += [f"{assessment.time} UTC"] if assessment.time else []
    return ", ".join(told + ([f"version {assessment.version}"] if assessment.version else []))


def made(assessment: Assessment) -> str:
    """Return when and from what the assessment was made."""
    return (
        f"{SETS[assessment.set]}. Assessed on {when(assessment)}, with the ICS assistant, on the "
        f"documents with the mark {assessment.corpus[:12]}."
    )


def counted(assessment: Assessment) -> str:
    """Return how many criteria have each verdict."""
    counts = Counter(each.verdict for each in assessment.judgements)
    told = [f"{counts[name]} {name}" for name in ("met", "partly", "not evidenced", "not applicable")]
    waiting = len(not_judged(assessment))
    told[2] += f" (of these {waiting} not judged yet)" if waiting else ""
    return f"{len(assessment.judgements)} criteria: {', '.join(told)}."


def over_time(assessments: Sequence[Assessment]) -> list[Count]:
    """Return how many criteria had each verdict at the time of each assessment, which stands in a group's place."""
    return [_count(when(each), each.counts) for each in assessments]


def _count(name: str, counts: Sequence[Count]) -> Count:
    fields = ("met", "partly", "not_evidenced", "not_applicable")
    return Count(group=name, **{field: sum(getattr(each, field) for each in counts) for field in fields})


def worst_first(assessment: Assessment) -> list[Judgement]:
    """Return what was judged, the worst first: of one that was kept, too, in which what was not stood among it."""
    found = {each.id: each for each in assessment.judgements}
    return [found[name] for name in assessment.worst_first if found[name].said]


def by_verdict(assessment: Assessment) -> list[tuple[str, list[Judgement]]]:
    """Return what was judged by verdict, the worst first."""
    return [(verdict, list(some)) for verdict, some in groupby(worst_first(assessment), key=lambda each: each.verdict)]


def not_judged(assessment: Assessment) -> list[Judgement]:
    """Return what was not judged yet, in the order of the criteria."""
    return [each for each in assessment.judgements if not each.said]


def criterion_lines(judgement: Judgement) -> list[str]:
    """Return a criterion as lines, the first with its id and marks."""
    first, *others = judgement.text.split("\n")
    return [f"{judgement.id}: {first} {marks(judgement.citations)}", *others]


def verdict_words(judgement: Judgement) -> str:
    """Return a verdict with its confidence."""
    confidence = f"; {judgement.confidence} confidence" if judgement.confidence else ""
    return f"{judgement.verdict[:1].upper()}{judgement.verdict[1:]}{confidence}"


def evidence_words(evidence: Evidence) -> str:
    """Return evidence with where it stands, and why it does not count where it does not."""
    if evidence.fault:
        return f"Does not count: {evidence.fault}." + (f" It says: {evidence.text}" if evidence.text else "")
    remark = f" {evidence.remark[:1].upper()}{evidence.remark[1:]}." if evidence.remark else ""
    if evidence.place is None:
        return evidence.text + remark
    place = evidence.place
    where = [evidence.document, page_words(place.page, None), f"characters {place.start} to {place.end}"]
    return f"“{evidence.text}” ({', '.join(part for part in where if part)}){remark}"


def to_look_at(assessment: Assessment) -> str:
    """Return which criteria are said to be met by what denies or puts off, nothing where there are none."""
    found = [each.id for each in assessment.judgements if any(one.remark for one in each.evidence)]
    return f"Please look again, as evidence for “met” denies something or puts it off: {', '.join(found)}." * bool(
        found
    )


def opening(judgement: Judgement) -> str:
    """Return a criterion's id and opening, with its marks."""
    first, *_ = judgement.text.split("\n")
    return f"{judgement.id}: {shortened(first, _MOST_WORDS)} {marks(judgement.citations)}"


def weak_point(elsewhere: Elsewhere, assessment: Assessment) -> str:
    """Return a weak point as a heading: its id and the opening of its criterion."""
    criterion = next(each for each in assessment.judgements if each.id == elsewhere.criterion)
    opening, *_ = criterion.text.split("\n")
    return f"{criterion.id}: {shortened(opening, _MOST_WORDS)}"


def begun_words(criterion: str, title: str) -> str:
    """Return what a plan says that is begun from a criterion of an assessment."""
    return f"{criterion} in “{title}”"


def next_words(judgement: Judgement) -> str:
    """Return the next step, or that none is named."""
    return judgement.next_step or "not named yet"


def plan_words(judgement: Judgement, assessment: Assessment) -> str:
    """Return which section of a plan works on a weak point, and when a plan was begun from it; else nothing."""
    if judgement.verdict not in ("not evidenced", "partly"):
        return ""
    days = [date_words(each.day) for each in assessment.plans if each.criterion == judgement.id]
    begun = f"; a plan was begun from this on {' and on '.join(dict.fromkeys(days))}" if days else ""
    return f"section “{PLANNED[judgement.plan_section]}” of a plan works on this{begun}"


def brought_lines(assessment: Assessment) -> list[str]:
    """Return the documents that were brought, each with its length and hash."""
    return [
        f"{each.name}: {each.characters:,} characters, SHA-256 of its text {each.sha256}"
        for each in assessment.documents
    ]
