"""Comparisons over HTTP, of a real server on loopback, on the briefings alone."""

from __future__ import annotations

import httpx2 as httpx
import pytest

from tests.served import Server
from ui.shapes.comparison import Comparison

pytestmark = pytest.mark.slow


def test_a_comparison_is_what_is_described_and_its_quotations_stand(server: Server) -> None:
    answer = httpx.post(f"{server.address}/v1/compare", json={"theme": "suicide prevention"}, timeout=60)
    assert answer.status_code == 200, answer.text
    found = Comparison.model_validate(answer.json())
    assert (found.theme, found.status, len(found.rows)) == ("suicide prevention", "answered", 5)
    assert any(row.silent for row in found.rows)
    for citation in found.citations:
        where = f"{server.address}/v1/documents/{citation.document}/text?start={citation.start}&end={citation.end}"
        assert httpx.get(where).json()["text"] == citation.quote


def test_a_clinical_theme_is_a_result(server: Server) -> None:
    told = httpx.post(f"{server.address}/v1/compare", json={"theme": "How much ibuprofen can I take?"}).json()
    assert (told["status"], told["rows"]) == ("clinical", [])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"theme": ""}, 400),
        ({"theme": "x" * 2_001}, 400),
        ({"theme": "boats", "documents": ["none"]}, 400),
        ({}, 422),
        ({"theme": "boats", "k": 3}, 422),
    ],
)
def test_a_bad_body_is_refused_with_the_reason(server: Server, body: dict[str, object], status: int) -> None:
    refused = httpx.post(f"{server.address}/v1/compare", json=body)
    assert (refused.status_code, refused.headers["content-type"]) == (status, "application/problem+json")
    assert refused.json()["detail"]


def test_another_method_is_told_which_one_it_takes(server: Server) -> None:
    refused = httpx.get(f"{server.address}/v1/compare")
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")


def test_it_is_described_with_an_example(server: Server) -> None:
    described = httpx.get(f"{server.address}/openapi.json").json()
    assert described["paths"]["/v1/compare"]["post"]["operationId"] == "compare_documents"
    assert described["components"]["schemas"]["Theme"]["properties"]["theme"]["examples"]
