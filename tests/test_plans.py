"""Plans on the command line and over HTTP, by a real server and a real process, on the briefings alone."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import docx
import httpx2 as httpx
import pytest

from assistant.settings import ROOT
from tests.served import Server, ics
from ui.shapes import plan as plan_shapes

pytestmark = pytest.mark.slow
BRIEF = {
    "problem": "Residents of care homes are taken to hospital for falls that homes could manage.",
    "place": "Two valleys",
    "months": 9,
    "team": [{"role": "paramedic", "organisation": "ambulance service"}],
    "worries": "Homes feel blamed.",
}
EXAMPLE = ROOT / "docs" / "examples" / "care-homes.toml"


def post(server: Server, brief: Any) -> httpx.Response:
    return httpx.post(f"{server.address}/v1/plans", json=brief, timeout=300)


@pytest.fixture(scope="module")
def returned(server: Server) -> Any:
    answer = post(server, BRIEF)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_what_is_returned_is_what_is_described(returned: Any) -> None:
    plan = plan_shapes.Plan.model_validate(returned)
    assert plan.brief == plan_shapes.Brief.model_validate(BRIEF)
    assert json.loads(plan.model_dump_json()) == returned
    assert [citation.number for citation in plan.citations] == list(range(1, len(plan.citations) + 1))
    used = {number for section in plan.sections for line in section.lines for number in getattr(line, "citations", [])}
    used |= {number for example in plan.examples for claim in example.claims for number in claim.citations}
    assert used == {citation.number for citation in plan.citations}


def test_every_quotation_stands_in_its_document(server: Server, returned: Any) -> None:
    for citation in returned["citations"][:10]:
        where = f"{server.address}/v1/documents/{citation['document']}/text"
        held = httpx.get(where, params={"start": citation["start"], "end": citation["end"]}).json()["text"]
        assert held == citation["quote"]


@pytest.mark.parametrize(
    ("brief", "status", "kind", "told"),
    [
        ({}, 422, "urn:ics:malformed", "problem is missing: add it"),
        ({"problem": " "}, 400, "urn:ics:usage", "the field 'problem' is empty"),
        ({"problem": "x", "budget": 3}, 422, "urn:ics:malformed", "budget is not known here"),
        ({"problem": "x", "months": "6"}, 422, "urn:ics:malformed", "months has to be a whole number, and is “6”"),
        ({"problem": "x\0"}, 400, "urn:ics:usage", "the field 'problem' holds control characters"),
        ({"problem": "x", "months": 0}, 400, "urn:ics:usage", "the field 'months' is 0"),
        ({"problem": "x", "known": "NHS number 943 476 5919"}, 400, "urn:ics:brief-refused", "identify a person"),
        ({"problem": "Mrs Smith has dementia."}, 400, "urn:ics:brief-refused", "identify a person"),
    ],
)
def test_a_brief_that_cannot_be_planned_for_is_refused(
    server: Server, brief: Any, status: int, kind: str, told: str
) -> None:
    answer = post(server, brief)
    assert (answer.status_code, answer.json()["type"]) == (status, kind), answer.text
    assert told in answer.json()["detail"]


def test_it_is_described(server: Server) -> None:
    described = httpx.get(f"{server.address}/openapi.json").json()
    operation = described["paths"]["/v1/plans"]["post"]
    assert operation["operationId"] == "plan"
    named = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
    assert described["components"]["schemas"][named]["required"] == ["problem"]


def test_the_command_writes_word_and_json(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.docx"
    run = ics(home, "plan", str(EXAMPLE), "--out", str(out), "--json")
    assert run.returncode == 0, run.stderr
    plan = plan_shapes.Plan.model_validate_json(run.stdout)
    assert run.stderr == f"Wrote {out}.\n"
    document = docx.Document(io.BytesIO(out.read_bytes()))
    assert document.paragraphs[0].text == "Project plan: South Somerset and Yeovil"
    texts = [each.text for each in document.paragraphs]
    assert all(any(citation.display in text for text in texts) for citation in plan.citations)


def test_the_command_writes_markdown(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "plan.md"
    run = ics(home, "plan", str(EXAMPLE), "--out", str(out))
    assert (run.returncode, run.stdout) == (0, ""), run.stderr
    assert out.read_text(encoding="utf-8").startswith("# Project plan: South Somerset and Yeovil\n")


@pytest.mark.parametrize(
    ("brief", "out", "code", "told"),
    [
        ('problem = "x"', "plan.pdf", 2, "name a file that ends in .docx or .md"),
        ('problem = "x"', "nowhere/plan.md", 2, "there is no folder"),
        ('place = "x"', "plan.md", 2, "the field 'problem' is empty"),
        ('problem = "Mrs Smith has dementia."', "plan.md", 4, "identify a person"),
    ],
)
def test_the_command_refuses_at_once(tmp_path: Path, brief: str, out: str, code: int, told: str) -> None:
    path = tmp_path / "brief.toml"
    path.write_text(brief, encoding="utf-8")
    run = ics(tmp_path / "home", "plan", str(path), "--out", str(tmp_path / out))
    assert (run.returncode, run.stdout) == (code, "")
    assert told in run.stderr
    assert not (tmp_path / "home").exists()
    assert not (tmp_path / out).exists()
