"""A form and the documents held -> Assessment: no verdict without evidence shown, and what others did where it is weak.

A verdict for which nothing is shown is told as not evidenced, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.wording import in_part, notices_of
from assistant.drafting.assessment_form import CONFIDENCES, AssessmentForm, Judged, Shown, Verdict
from assistant.drafting.bearing import bears_on, instructs
from assistant.drafting.brought import locate
from assistant.drafting.criteria import Criterion, criteria_mark, find_criteria, set_of
from assistant.drafting.denying import affirmed, around, called_false, curbing, denying
from assistant.drafting.elsewhere import Elsewhere, Progress, done_elsewhere
from assistant.drafting.fitting import Sources
from assistant.drafting.planner import corpus_id
from assistant.errors import UsageError
from assistant.text import content_words, stem, stems
from assistant.types import Citation, Claim, Document, Notice

# Evidence says something by so many words: one may be a number, and none of those that only agree, deny or put off.
_FEWEST_TELLING = 3
_MAY = re.compile(r"(?<=\w )May\b")  # the month, which is no word of politeness
_SAYS_NOTHING = frozenset(
    """yes yep yeah no nope none nil null na tbc tba tbd ok okay done unknown unsure pending todo later soon ongoing
    progress evidence evidenced met partly partially fully complete completed confirm confirmed applicable available
    see above below true false sure maybe perhaps probably think believe know hope good fine already place""".split()
)
# On how many weak points it is told what others did.
_MOST_WEAK = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence shown: the user's words, or a place in a document they bring; `fault` says why it does not count.

    `remark` says what to look at again, where it denies or puts off and is shown for what is said to be met.
    """

    text: str
    document: str = ""
    citation: Citation | None = None
    fault: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A criterion, its verdict, and the reason where that is not the verdict given."""

    criterion: Criterion
    verdict: Verdict
    said: Verdict | None = None
    reason: str = ""
    confidence: str = ""
    next_step: str = ""
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        if self.verdict in (Verdict.MET, Verdict.PARTLY) and not any(not each.fault for each in self.evidence):
            raise ValueError(f"{self.criterion.id} cannot be {self.verdict} without evidence shown")


@dataclass(frozen=True, slots=True)
class Assessment:
    """The judgements in the order of their criteria, and what others did where the verdict is worst."""

    set: str
    system: str
    judgements: tuple[Judgement, ...]
    elsewhere: tuple[Elsewhere, ...]
    brought: tuple[Document, ...]
    criteria: str
    corpus: str

    @property
    def worst_first(self) -> tuple[Judgement, ...]:
        """Return the judgements, the worst verdict first, and of these the least confident.

        What nobody judged yet stands last: it is not known to be weak.
        """
        return tuple(sorted(self.judgements, key=lambda each: (each.said is None, *_rank(each))))

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Return what a reader must know of the sources cited."""
        said = [Claim(each.criterion.text, each.criterion.citations) for each in self.judgements]
        done = [claim for each in self.elsewhere for claim in each.claims]
        return (*in_part(done), *notices_of([*said, *done]))


def assess(
    sources: Sources, form: AssessmentForm, brought: Sequence[Document] = (), progress: Progress | None = None
) -> Assessment:
    """Return the assessment that a form and the documents brought with it give; `brought` are cited, never indexed.

    Raise UsageError where the form judges criteria that the documents held do not have.
    """
    judgements = judge(form, sources.documents, brought)
    return Assessment(
        set=form.set,
        system=form.system,
        judgements=judgements,
        elsewhere=tuple(done_elsewhere(sources, _weak(judgements), progress or (lambda _stage, _done, _total: None))),
        brought=tuple(brought),
        criteria=criteria_mark([each.criterion for each in judgements]),
        corpus=corpus_id(sources),
    )


def judge(
    form: AssessmentForm, documents: Sequence[Document], brought: Sequence[Document] = ()
) -> tuple[Judgement, ...]:
    """Return the verdict on each criterion, with its evidence looked up in what was brought. Raise as `check_form`."""
    criteria = check_form(form, documents)
    judged = {each.criterion: each for each in form.judgements}
    held = {document.id: document for document in brought}
    return tuple(_judgement(each, judged.get(each.id), held) for each in criteria)


def check_form(form: AssessmentForm, documents: Sequence[Document]) -> tuple[Criterion, ...]:
    """Return the criteria that a form judges. Raise UsageError where the documents do not have them."""
    criteria = find_criteria(form.set, documents)
    mark = criteria_mark(criteria)
    if form.criteria and form.criteria != mark:
        own = set_of(form.criteria, documents)
        if own:
            raise UsageError(f"the form is of the set {own!r}, and {form.set!r} was asked for: ask for its own set")
        raise UsageError(
            f"the form was written for the criteria {form.criteria}, and those of the documents held now are {mark} "
            "(a publication took its briefing's place, or was changed): write a new form with ics assess --template "
            "and carry your evidence over"
        )
    known = [each.id for each in criteria]
    unknown = next((each.criterion for each in form.judgements if each.criterion not in known), None)
    if unknown:
        raise UsageError(f"there is no criterion {unknown!r} in the set {form.set!r}; there are: {', '.join(known)}")
    return criteria


def _judgement(criterion: Criterion, judged: Judged | None, held: Mapping[str, Document]) -> Judgement:
    if judged is None:
        return Judgement(criterion, Verdict.NOT_EVIDENCED, reason="The form says nothing on it.")
    evidence = tuple(_evidence(each, criterion, held) for each in judged.evidence)
    if judged.verdict is Verdict.MET:
        evidence = tuple(each if each.fault else _looked_at(each) for each in evidence)
    verdict, reason = judged.verdict, ""
    if verdict is Verdict.MET and not any(bears_on(each.text, criterion) for each in evidence if not each.fault):
        verdict = Verdict.PARTLY
        reason = (
            "You say “met”, and what is shown shares no telling word with the criterion or what is said around it: "
            "write what it has to do with it."
        )
    if verdict in (Verdict.MET, Verdict.PARTLY) and all(each.fault for each in evidence):
        verdict, reason = Verdict.NOT_EVIDENCED, _reason(judged.verdict, evidence)
    # Nobody is confident of a verdict that was not theirs.
    confidence = "" if reason else judged.confidence
    return Judgement(criterion, verdict, judged.verdict, reason, confidence, judged.next_step, evidence)


def _reason(said: Verdict, evidence: Sequence[Evidence]) -> str:
    faults = "; ".join(dict.fromkeys(each.fault for each in evidence))
    why = f"what is shown does not count: {faults}" if faults else "no evidence is shown"
    return f"You say “{said}”, and {why}."


def _evidence(shown: Shown, criterion: Criterion, held: Mapping[str, Document]) -> Evidence:
    if not shown.document:
        return Evidence(shown.text, fault=_wrong(shown.text) or _lacks(shown.text, criterion.text))
    document = held.get(shown.document)
    if document is None:
        return Evidence(shown.text, shown.document, fault=f"the document {shown.document} was not brought")
    found = locate(shown.text, document)
    if isinstance(found, str):
        return Evidence(shown.text, shown.document, fault=found)
    return Evidence(found.quote, shown.document, found, _wrong(found.quote, around(found)) or _lacks(found.quote))


def _wrong(text: str, whole: str = "") -> str:
    """Return why a text shows nothing whatever it says: it instructs its reader, or is called false where it stands."""
    if instructs(text):
        return "it tells who reads it what to say, and not what was done"
    word = called_false(whole or text)
    return f"{'what stands around it' if whole else 'it'} calls it false (“{word}”)" if word else ""


def _looked_at(evidence: Evidence) -> Evidence:
    """Return evidence for “met” as it stands, with what to look at again, or that it does not count.

    What does nothing but deny or put off shows nothing that is met; what also affirms something is the team's to judge.
    """
    cited = evidence.citation
    text, whose = (around(cited), "the sentence it is from") if cited else (evidence.text, "it")
    word = denying(text)
    if word and all(_lacks(clause) for clause in affirmed(text)):
        told = "so that it shows nothing that is met (write what is there, or say “partly” or “not evidenced”)"
        return replace(evidence, fault=f"{whose} says “{word}”, {told}")
    if word := word or curbing(text):
        return replace(evidence, remark=f"please look again: you say “met”, and {whose} says “{word}”")
    return evidence


def _lacks(text: str, criterion: str = "") -> str:
    """Return what a text lacks to be evidence, nothing where it says something, and more than the criterion does."""
    telling = {word for word in content_words(text) if len(word) > 1 and word not in _SAYS_NOTHING}
    telling |= {found.group() for found in _MAY.finditer(text)}
    if len(telling) < _FEWEST_TELLING or sum(not word.isdigit() for word in telling) < _FEWEST_TELLING - 1:
        return "it says too little (write in a sentence what was done, by whom or when)"
    if set(map(stem, telling)) <= set(stems(criterion)):
        return "it says what the criterion says (write what shows that it is so: who did what, or when)"
    return ""


def _rank(judgement: Judgement) -> tuple[int, int]:
    return list(Verdict).index(judgement.verdict), CONFIDENCES.index(judgement.confidence)


def _weak(judgements: Sequence[Judgement]) -> list[Criterion]:
    """Return the criteria of the weak points that the form judges, the worst first."""
    judged = [each for each in judgements if each.said is not None]
    weak = [each for each in judged if each.verdict in (Verdict.NOT_EVIDENCED, Verdict.PARTLY)]
    return [each.criterion for each in sorted(weak, key=_rank)[:_MOST_WEAK]]
