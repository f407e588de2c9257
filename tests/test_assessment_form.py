"""A form: what is read of it, and every way in which it is refused."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from assistant.drafting.assessment_form import AssessmentForm, Judged, Shown, Verdict, make_form, read_form
from assistant.drafting.criteria import criteria_mark, find_criteria
from assistant.errors import BriefRefusedError, UsageError
from assistant.settings import ROOT
from tests.made_assessments import guidance
from ui.exports.assessment_template import template

JUDGED = {"criterion": "core.1", "verdict": "Met", "evidence": ["Agreed\x0b in May.", ""], "next_step": " Tell all. "}
READ = AssessmentForm(
    "principles", "", "", (Judged("core.1", Verdict.MET, "", "Tell all.", (Shown("Agreed in May."),)),)
)


def test_a_form_is_read_as_toml_and_as_json(tmp_path: Path) -> None:
    text, data = tmp_path / "form.toml", tmp_path / "form.json"
    text.write_text(
        '[[judgements]]\ncriterion = "core.1"\nverdict = "Met"\nevidence = "Agreed in May."\nnext_step = "Tell all."\n',
        encoding="utf-8",
    )
    data.write_text(json.dumps({"judgements": [JUDGED]}), encoding="utf-8")
    assert (read_form(text), read_form(data)) == (READ, READ)


def test_an_empty_form_is_written_for_the_criteria_and_read_back(tmp_path: Path) -> None:
    criteria = find_criteria("principles", [guidance()])
    path = tmp_path / "form.toml"
    path.write_text(template("principles", criteria), encoding="utf-8")
    expected = tuple(Judged(each.id) for each in criteria)
    assert read_form(path) == AssessmentForm("principles", "", criteria_mark(criteria), expected)
    texts = [each["text"] for each in tomllib.loads(path.read_text(encoding="utf-8"))["judgements"]]
    assert texts == [each.text for each in criteria]


def test_the_example_is_a_form() -> None:
    form = read_form(ROOT / "docs" / "examples" / "assessment" / "functions.toml")
    assert [each.criterion for each in form.judgements] == [f"function-{number}" for number in range(1, 6)]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ([], "has to have the fields"),
        ({"sets": "x"}, "has the field 'sets'"),
        ({"set": 3}, "the field 'set' is 3"),
        ({"judgements": {}}, "has to be a list"),
        ({"judgements": [{}] * 201}, "at most 200"),
        ({"judgements": [{}]}, "judgement 1 names no criterion"),
        ({"judgements": ["core.1"]}, "judgement 1 is 'core.1'"),
        ({"judgements": [{"criterion": "a", "verdict": "fine"}]}, "one of: not evidenced, partly, met, not applicable"),
        ({"judgements": [{"criterion": "a", "confidence": "sure"}]}, "one of: low, medium, high"),
        ({"judgements": [{"criterion": "a"}, {"criterion": "a"}]}, "'a' is judged twice"),
        ({"judgements": [{"criterion": "a", "evidence": 3}]}, "has to be a list"),
        ({"judgements": [{"criterion": "a", "evidence": [{"file": "x"}]}]}, "has the field 'file'"),
        ({"judgements": [{"criterion": "a", "next_step": "x" * 5_001}]}, "5,001 characters"),
    ],
)
def test_a_malformed_form_is_refused_with_what_to_do(data: Any, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        make_form(data)


@pytest.mark.parametrize("field", ["evidence", "next_step"])
@pytest.mark.parametrize("text", ["NHS number 943 476 5919", "Mrs Smith has dementia."])
def test_a_form_that_tells_of_a_person_is_refused(field: str, text: str) -> None:
    with pytest.raises(BriefRefusedError, match=f"{field} of core.1"):
        make_form({"judgements": [{"criterion": "core.1", field: text}]})


@pytest.mark.parametrize(
    ("name", "content"), [("form.toml", b"set = "), ("form.json", b"{"), ("form.toml", b"\xff\xfe"), ("none.toml", b"")]
)
def test_a_file_that_is_no_form_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    if content:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError):
        read_form(tmp_path / name)
