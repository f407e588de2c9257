"""Criteria and assessments as JSON, in the shapes of `assessment_shapes`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from assistant.drafting.assessment import Assessment, Evidence, Judgement
from assistant.drafting.assessment_form import Verdict
from assistant.drafting.criteria import Criterion, criteria_mark
from assistant.drafting.elsewhere import Elsewhere
from assistant.drafting.verification import span_digest
from assistant.types import Claim, Document
from ui.shapes.answer_json import Numbering, citation_json, notices_json

Json = dict[str, Any]


def criteria_json(name: str, criteria: Sequence[Criterion]) -> Json:
    """Return the criteria of a set with their numbered citations."""
    numbering = Numbering(_said(each) for each in criteria)
    return {
        "set": name,
        "criteria": criteria_mark(criteria),
        "items": [_criterion_json(each, numbering) for each in criteria],
        "citations": _citations(numbering),
    }


def assessment_json(assessment: Assessment, made: datetime, version: int | None = None) -> Json:
    """Return an assessment with its numbered citations, and when it was made, in UTC; `version` is that of a kept one.

    Two of one day are told apart by it.
    """
    numbering = Numbering(_said(each.criterion) for each in assessment.judgements)
    elsewhere = [_elsewhere_json(each, numbering) for each in assessment.elsewhere]
    return {
        "set": assessment.set,
        "system": assessment.system,
        "assessed": made.date().isoformat(),
        "time": f"{made:%H:%M}",
        "version": version,
        "judgements": [_judgement_json(each, numbering) for each in assessment.judgements],
        "worst_first": [each.criterion.id for each in assessment.worst_first],
        "counts": [
            _count_json(group, list(some))
            for group, some in groupby(assessment.judgements, key=lambda each: each.criterion.group)
        ],
        "elsewhere": elsewhere,
        "documents": brought_json(assessment.brought),
        "citations": _citations(numbering),
        "notices": notices_json(assessment.notices),
        "criteria": assessment.criteria,
        "corpus": assessment.corpus,
    }


def brought_json(documents: Sequence[Document]) -> list[Json]:
    """Return the documents that were brought: names, lengths and hashes, and not their text."""
    return [{"name": each.id, "characters": len(each.text), "sha256": each.digest} for each in documents]


def _said(criterion: Criterion) -> Claim:
    return Claim(criterion.text, criterion.citations)


def _citations(numbering: Numbering) -> list[Json]:
    return [citation_json(citation, number) for number, citation in enumerate(numbering.citations, 1)]


def _criterion_json(criterion: Criterion, numbering: Numbering) -> Json:
    return {
        "id": criterion.id,
        "group": criterion.group,
        "text": criterion.text,
        "citations": numbering.of(_said(criterion)),
        "plan_section": criterion.plan_section,
    }


def _judgement_json(judgement: Judgement, numbering: Numbering) -> Json:
    return {
        **_criterion_json(judgement.criterion, numbering),
        "verdict": str(judgement.verdict),
        "said": str(judgement.said) if judgement.said else None,
        "reason": judgement.reason,
        "confidence": judgement.confidence,
        "next_step": judgement.next_step,
        "evidence": [evidence_json(each) for each in judgement.evidence],
    }


def evidence_json(evidence: Evidence) -> Json:
    """Return evidence shown, with its place where it was found."""
    place, cited = None, evidence.citation
    if cited:
        page, _ = cited.document.pages_of(cited.span)
        place = {"start": cited.start, "end": cited.end, "page": page, "sha256": span_digest(cited)}
    told = {"text": evidence.text, "document": evidence.document, "place": place}
    return {**told, "fault": evidence.fault, "remark": evidence.remark}


def _elsewhere_json(elsewhere: Elsewhere, numbering: Numbering) -> Json:
    claims = [{"text": claim.text, "citations": numbering.of(claim)} for claim in elsewhere.claims]
    told = {"criterion": elsewhere.criterion.id, "question": elsewhere.question}
    return {**told, "silent": not claims, "claims": claims}


def _count_json(group: str, judgements: Sequence[Judgement]) -> Json:
    counts = {
        verdict.replace(" ", "_"): sum(each.verdict is verdict for each in judgements) for verdict in reversed(Verdict)
    }
    return {"group": group, **counts}
