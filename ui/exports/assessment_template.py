"""Criteria -> an empty form as TOML, to be filled in by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from assistant.drafting.assessment_form import CONFIDENCES, Verdict
from assistant.drafting.criteria import Criterion, criteria_mark

_HEAD = """\
# A self-assessment. Fill in what you can, and leave the rest as it is; then: ics assess THIS-FILE.toml --out FILE.docx
#
# verdict     one of: {verdicts}
# confidence  one of: {confidences}; or nothing
# evidence    a list. Your own words, who did what and when: "The board agreed it in May." Words of a document
#             that you bring with --document PATH:
#             {{ document = "minutes.docx", quote = "at least four words as they stand there" }}
#
# "met" and "partly" count only with evidence. Describe no single person: names, numbers and cases are refused.
# The text of each criterion stands here for you to read; changing it changes nothing.
"""


def template(name: str, criteria: Sequence[Criterion]) -> str:
    """Return an empty form for a set of criteria."""
    head = _HEAD.format(verdicts=", ".join(Verdict), confidences=", ".join(filter(None, CONFIDENCES)))
    top = f'set = {_quoted(name)}\ncriteria = {_quoted(criteria_mark(criteria))}\nsystem = ""\n'
    groups = groupby(criteria, key=lambda each: each.group)
    return "\n".join([head, top, *(_group(title, list(some)) for title, some in groups)])


def _group(title: str, criteria: Sequence[Criterion]) -> str:
    return "\n".join([f"# {' '.join(title.split())}\n", *map(_judgement, criteria)])


def _judgement(criterion: Criterion) -> str:
    return (
        "[[judgements]]\n"
        f"criterion = {_quoted(criterion.id)}\n"
        f"text = {_quoted(criterion.text)}\n"
        f"verdict = {_quoted(Verdict.NOT_EVIDENCED)}\n"
        'confidence = ""\n'
        "evidence = []\n"
        'next_step = ""\n'
    )


def _quoted(text: str) -> str:
    """Return a text as a basic string of TOML, in which all that JSON escapes is escaped in the same way."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
