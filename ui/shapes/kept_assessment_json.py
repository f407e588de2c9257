"""A kept assessment as JSON, in the shapes of `kept_assessment`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from assistant.drafting.assessment import Judgement, judge
from assistant.drafting.assessment_form import AssessmentForm, Judged
from assistant.drafting.kept_assessment import KeptAssessment, Past
from assistant.errors import UsageError
from assistant.types import Document
from assistant.works import Version
from ui.shapes.assessment_json import brought_json, evidence_json

Json = dict[str, Any]


def told_json(kept: KeptAssessment, documents: Sequence[Document]) -> Json:
    """Return a version of a kept assessment, judged as things stand in the documents held now."""
    judgements: tuple[Judgement, ...] = ()
    fault = ""
    try:
        judgements = judge(kept.form, documents, kept.brought)
    except UsageError as error:  # the criteria are others now, or their source is gone: what is kept can still be read
        fault = str(error)
    return _kept_json(kept, judgements, fault)


def versions_json(versions: Sequence[Version], past: Sequence[Past]) -> Json:
    """Return the versions, the newest first, each with the verdicts by group where it was assessed."""
    counts = {each.number: json.loads(each.returned)["counts"] for each in past}
    return {
        "versions": [
            {"number": each.number, "note": each.note, "saved": each.made, "counts": counts.get(each.number, [])}
            for each in versions
        ]
    }


def form_json(form: AssessmentForm) -> Json:
    """Return a form as it is sent."""
    judgements = [_judged_json(each) for each in form.judgements]
    return {"set": form.set, "system": form.system, "criteria": form.criteria, "judgements": judgements}


def _kept_json(kept: KeptAssessment, judgements: Sequence[Judgement], fault: str) -> Json:
    return {
        "link": kept.link,
        "version": kept.version.number,
        "saved": kept.version.made,
        "form": form_json(kept.form),
        "documents": brought_json(kept.brought),
        "judgements": [_checked_json(each) for each in judgements],
        "fault": fault,
        "assessed": kept.assessed or None,
        "assessment": json.loads(kept.returned) if kept.returned else None,
    }


def _judged_json(judged: Judged) -> Json:
    return {
        "criterion": judged.criterion,
        "verdict": str(judged.verdict),
        "confidence": judged.confidence,
        "next_step": judged.next_step,
        "evidence": [
            {"document": each.document, "quote": each.text} if each.document else each.text for each in judged.evidence
        ],
    }


def _checked_json(judgement: Judgement) -> Json:
    return {
        "criterion": judgement.criterion.id,
        "verdict": str(judgement.verdict),
        "said": str(judgement.said) if judgement.said else None,
        "reason": judgement.reason,
        "evidence": [evidence_json(each) for each in judgement.evidence],
    }
