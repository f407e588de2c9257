"""Comparisons as JSON, in the shape that `interfaces.md` fixes, and as Markdown with numbered sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.drafting.agreement import Finding, document_of
from assistant.drafting.comparison import Comparison, Row
from assistant.types import Claim
from ui.exports.answer import claim_markdown, date_words, plain, sources_markdown
from ui.shapes.answer_json import Numbering, citation_json, notices_json, source_of

Json = dict[str, Any]
SILENT, NEAREST = "silent", "not surely; the nearest it has, which may or may not be on this"
FINDINGS = {"shared": "What they share", "differs": "Where they differ", "then_and_now": "Then and now"}


def comparison_json(comparison: Comparison) -> Json:
    """Return a comparison: a row a document, what is shared, differs and has changed, and the numbered citations."""
    numbering = Numbering(comparison.claims)
    found: Json = {
        name: [_finding_json(finding, numbering) for finding in getattr(comparison, name)] for name in FINDINGS
    }
    return {
        "theme": comparison.theme,
        "status": str(comparison.status),
        "text": comparison.text,
        "rows": [_row_json(row, numbering) for row in comparison.rows],
        **found,
        "citations": [citation_json(citation, place) for place, citation in enumerate(numbering.citations, 1)],
        "notices": notices_json(comparison.notices),
    }


def comparison_markdown(comparison: Comparison) -> str:
    """Return a comparison: each document and what it says or that it is silent, what was found, and the sources."""
    numbering = Numbering(comparison.claims)
    rows = [_row_markdown(row, numbering) for row in comparison.rows]
    findings = [_findings_markdown(title, getattr(comparison, name), numbering) for name, title in FINDINGS.items()]
    notices = "\n".join(f"- {plain(notice.text)}" for notice in comparison.notices)
    told = f"**Please note**\n\n{notices}" if notices else ""
    parts = [plain(comparison.text), *rows, *findings, told, sources_markdown(numbering.citations)]
    return "\n\n".join(part for part in parts if part)


def row_title(row: Row) -> str:
    """Return whose row it is: publisher, title and date."""
    document = row.document
    return ", ".join([document.publisher or "publisher unknown", document.title, date_words(document.published)])


def _row_json(row: Row, numbering: Numbering) -> Json:
    document = row.document
    return {
        "publisher": document.publisher,
        "document": document.id,
        "title": document.title,
        "published": document.published,
        "source": source_of(document),
        "silent": row.silent,
        "claims": [_claim_json(claim, numbering) for claim in row.claims],
        "nearest": _claim_json(row.nearest, numbering) if row.nearest else None,
    }


def _claim_json(claim: Claim, numbering: Numbering) -> Json:
    return {"text": claim.text, "citations": numbering.of(claim)}


def _finding_json(finding: Finding, numbering: Numbering) -> Json:
    claims = [
        {"publisher": document_of(claim).publisher, "document": document_of(claim).id, **_claim_json(claim, numbering)}
        for claim in finding.claims
    ]
    return {"text": finding.text, "claims": claims}


def _row_markdown(row: Row, numbering: Numbering) -> str:
    near = [f"{NEAREST}:", claim_markdown(row.nearest, numbering)] if row.nearest else [SILENT]
    said = [claim_markdown(claim, numbering) for claim in row.claims] or near
    return "\n\n".join([f"**{plain(row_title(row))}**", *said])


def _findings_markdown(title: str, findings: Iterable[Finding], numbering: Numbering) -> str:
    told = []
    for finding in findings:
        told.append(finding.text)
        told += [
            f"{plain(document_of(claim).publisher)}: {claim_markdown(claim, numbering)}" for claim in finding.claims
        ]
    return "\n\n".join([f"**{title}**", *told]) if told else ""
