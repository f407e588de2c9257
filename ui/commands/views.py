"""How documents, reports, findings and settings are shown at the terminal and as JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.errors import UsageError
from ui.commands import output
from ui.exports.answer import date_words, document_json, page_words

if TYPE_CHECKING:
    from assistant.doctor import Finding
    from assistant.library import Report, Summary
    from assistant.settings import Settings
    from assistant.types import Document

SUMMARY = ("Document", "Title", "Publisher", "Date", "Standing", "Indexed", "Passages")
SOURCES = {"publication": "publication", "briefing": "our briefing"}


def say_report(report: Report, as_json: bool) -> None:
    """Say what became of each file, and what the index holds now."""
    if as_json:
        output.say_json(asdict(report))
        return
    rows = [(item.action, item.document_id, item.title, item.path, item.reason) for item in report.outcomes]
    output.say_table(("Done", "Document", "Title", "File", "Reason"), rows)
    output.note(
        f"{report.chunks} passages in the index, {report.embedded} newly embedded; "
        f"generation {report.generation}, {report.seconds:.1f} s."
    )


def say_documents(summaries: Sequence[Summary], as_json: bool) -> None:
    """List the documents, and whether the publication or our briefing on it is indexed."""
    if as_json:
        output.say_json({"documents": [asdict(summary) for summary in summaries]})
    elif not summaries:
        output.note("No index yet: add documents with `ics add PATH`; the first question makes one of the briefings.")
    else:
        output.say_table(SUMMARY, [_summary_row(summary) for summary in summaries])


def _summary_row(each: Summary) -> tuple[object, ...]:
    dated, indexed = date_words(each.published), SOURCES[each.source]
    return each.id, each.title, each.publisher, dated, each.standing, indexed, each.chunks


def say_structure(document: Document, as_json: bool) -> None:
    """Show a document's headings as an indented tree, each with its page and the offsets of its section."""
    structure = document_json(document)
    if as_json:
        output.say_json(structure)
        return
    publisher, dated = document.publisher or "publisher unknown", date_words(document.published)
    described = [publisher, dated, document.standing, SOURCES[structure["source"]], f"{len(document.text)} characters"]
    output.say(f"{document.title}\n{', '.join(part for part in described if part)}\n")
    for heading in structure["headings"]:
        place = [page_words(heading["page"], heading["pages"]), f"{heading['start']}-{heading['section_end']}"]
        indent = "  " * (heading["level"] - 1)
        output.say(f"{indent}{heading['title']}  ({', '.join(part for part in place if part)})")


def say_text(document: Document, start: int, end: int, as_json: bool) -> None:
    """Write the canonical text between two offsets and nothing else, but a line's end on a terminal."""
    length = len(document.text)
    if not 0 <= start < end <= length:
        raise UsageError(f"{document.id} has no text from {start} to {end}: give 0 <= start < end <= {length}.")
    text = document.text[start:end]
    if as_json:
        output.say_json({"document": document.id, "start": start, "end": end, "text": text})
    else:
        sys.stdout.write(f"{text}\n" if sys.stdout.isatty() else text)


def say_findings(findings: Sequence[Finding], as_json: bool) -> None:
    """Say what was checked, what is wrong, and how to mend it."""
    if as_json:
        sound = all(finding.ok for finding in findings)
        output.say_json({"ok": sound, "findings": [asdict(finding) for finding in findings]})
        return
    rows = [("ok" if each.ok else "wrong", each.check, each.detail, each.mend) for each in findings]
    output.say_table(("", "Check", "Found", "To mend it"), rows)


def say_settings(settings: Settings, as_json: bool) -> None:
    """Show each setting, its value and where it comes from."""
    from ui.commands.config import settings_json

    entries = settings_json(settings)
    if as_json:
        output.say_json({"settings": entries})
        return
    columns = ("variable", "value", "source", "description")
    output.say_table(("Setting", "Value", "From", "What it is"), [[each[name] for name in columns] for each in entries])
