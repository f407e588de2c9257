"""Assessments over HTTP, of a real server on loopback, on the briefings alone."""

from __future__ import annotations

import io
from typing import Any

import docx
import httpx2 as httpx
import pytest

from tests.served import Server, rare_word
from ui.shapes import assessment as assessment_shapes

pytestmark = pytest.mark.slow
WORD = rare_word()
SAID = f"The {WORD} committee agreed three shared ambitions, and every partner signed them."
BODY = {
    "set": "functions",
    "system": "Two Valleys",
    "judgements": [
        {
            "criterion": "function-1",
            "verdict": "met",
            "evidence": [{"document": "note.txt", "quote": "agreed three shared ambitions"}],
        },
        {"criterion": "function-5", "verdict": "met"},
    ],
    "documents": [{"name": "note.txt", "text": SAID}],
}


def post(server: Server, body: Any, **query: str) -> httpx.Response:
    return httpx.post(f"{server.address}/v1/assessments", json=body, params=query, timeout=300)


@pytest.fixture(scope="module")
def returned(server: Server) -> assessment_shapes.Assessment:
    answer = post(server, BODY)
    assert answer.status_code == 200, answer.text
    return assessment_shapes.Assessment.model_validate(answer.json())


def test_no_verdict_stands_without_evidence(returned: assessment_shapes.Assessment) -> None:
    verdicts = {each.id: each.verdict for each in returned.judgements}
    assert verdicts == {"function-1": "met"} | {f"function-{number}": "not evidenced" for number in range(2, 7)}
    assert returned.worst_first == [f"function-{number}" for number in (5, 1, 2, 3, 4, 6)]


def test_evidence_and_criteria_are_cited_where_they_stand(
    server: Server, returned: assessment_shapes.Assessment
) -> None:
    place = returned.judgements[0].evidence[0].place
    assert place is not None
    assert SAID[place.start : place.end] == "agreed three shared ambitions"
    for citation in returned.citations:
        where = f"{server.address}/v1/documents/{citation.document}/text?start={citation.start}&end={citation.end}"
        assert httpx.get(where).json()["text"] == citation.quote
    assert all(each.citations for each in returned.judgements)


def test_what_was_brought_is_in_no_index_and_on_no_disk(server: Server, returned: assessment_shapes.Assessment) -> None:
    assert returned.documents[0].name == "note.txt"
    found = httpx.post(f"{server.address}/v1/search", json={"query": f"{WORD} committee"}, timeout=60).json()
    assert not any(WORD in hit["text"] for hit in found["hits"])
    files = [path for path in server.home.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if WORD.encode() in path.read_bytes()]


def test_it_is_given_as_word(server: Server) -> None:
    answer = post(server, BODY, format="docx")
    document = docx.Document(io.BytesIO(answer.content))
    assert document.paragraphs[0].text.startswith("Self-assessment: Two Valleys, ")
    assert len(document.inline_shapes) == 1


def test_the_criteria_are_listed_and_a_form_for_them_is_taken(server: Server) -> None:
    listed = httpx.get(f"{server.address}/v1/criteria", params={"set": "functions"}).json()
    criteria = assessment_shapes.Criteria.model_validate(listed)
    assert [each.id for each in criteria.items] == [f"function-{number}" for number in range(1, 7)]
    assert post(server, BODY | {"criteria": criteria.criteria}).status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({"set": "virtues"}, 422, "set"),
        ({"criteria": "0" * 12}, 400, "was written for the criteria"),
        ({"judgements": [{"criterion": "core.9"}]}, 400, "no criterion 'core.9'"),
        ({"judgements": [{"criterion": "core.1", "next_step": "Mrs Smith has dementia."}]}, 400, "identify a person"),
        ({"documents": [{"name": "a", "text": "x"}, {"name": "a", "text": "y"}]}, 400, "two documents are named"),
        ({"documents": [{"name": "a", "text": ""}]}, 422, "text"),
    ],
)
def test_a_bad_body_is_refused_with_the_reason(server: Server, body: Any, status: int, told: str) -> None:
    refused = post(server, body)
    assert (refused.status_code, refused.headers["content-type"]) == (status, "application/problem+json")
    assert told in refused.json()["detail"]


def test_they_are_described(server: Server) -> None:
    paths = httpx.get(f"{server.address}/openapi.json").json()["paths"]
    names = paths["/v1/assessments"]["post"]["operationId"], paths["/v1/criteria"]["get"]["operationId"]
    assert names == ("assess", "criteria")
