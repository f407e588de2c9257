"""The figures of a real server, read as Prometheus reads them."""

from __future__ import annotations

import time

import httpx2 as httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.served import Server

pytestmark = pytest.mark.slow
LONG, CHEST = "How long is the fellows programme?", "I have a pain in my chest, what should I do?"
Figures = dict[tuple[str, frozenset[tuple[str, str]]], float]


def _figures(server: Server) -> Figures:
    answer = httpx.get(f"{server.address}/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    families = text_string_to_metric_families(answer.text)
    return {(s.name, frozenset(s.labels.items())): s.value for family in families for s in family.samples}


def _grown(before: Figures, after: Figures, name: str, **labels: str) -> float:
    key = name, frozenset(labels.items())
    return after.get(key, 0.0) - before.get(key, 0.0)


def test_an_answer_is_counted_whichever_way_it_was_asked_for(server: Server) -> None:
    before = _figures(server)
    server.ask(LONG)
    server.events(LONG)
    message = {"model": "ics-assistant", "messages": [{"role": "user", "content": LONG}]}
    httpx.post(f"{server.address}/v1/chat/completions", json=message, timeout=120)
    server.ask(CHEST)
    after = _figures(server)
    assert _grown(before, after, "ics_answers_total", status="answered") == 3
    assert _grown(before, after, "ics_answers_total", status="clinical") == 1
    assert _grown(before, after, "ics_first_claim_seconds_count") == 3
    assert _grown(before, after, "ics_retrieval_seconds_count") == 3
    assert _grown(before, after, "ics_answer_seconds_count") == 4
    first, whole = (_grown(before, after, f"ics_{name}_seconds_sum") for name in ("first_claim", "answer"))
    assert 0 < first <= whole + 0.01


def test_requests_are_counted_by_template_and_code(server: Server) -> None:
    before = _figures(server)
    for name in ("none", "nothing", "integrated-care-fellows-programme"):
        httpx.get(f"{server.address}/v1/documents/{name}")
    httpx.request("PROPFIND", f"{server.address}/v1/documents")
    after = _figures(server)
    one = {"method": "GET", "route": "/v1/documents/{name}"}
    assert _grown(before, after, "ics_requests_total", code="404", **one) == 2
    assert _grown(before, after, "ics_requests_total", code="200", **one) == 1
    other = {"method": "other", "route": "/v1/{rest:path}", "code": "404"}
    assert {"PROPFIND", "other"} & {value for _, labels in after for _, value in labels} == {"other"}, other


@pytest.mark.parametrize(
    ("method", "path", "route"),
    [
        ("GET", "/openapi.json", "/openapi.json"),
        ("GET", "/docs", "/docs"),
        ("GET", "/docs/files/swagger-ui.css", "/docs/files"),
        ("GET", "/about", "/about"),
        ("GET", "/theme.css", "/theme.css"),
        ("POST", "/mcp", "/mcp"),
        ("HEAD", "/health/live", "/health/live"),
    ],
)
def test_what_is_served_has_a_name(server: Server, method: str, path: str, route: str) -> None:
    before = _figures(server)
    code = str(httpx.request(method, f"{server.address}{path}").status_code)
    assert _grown(before, _figures(server), "ics_requests_total", method=method, route=route, code=code) == 1


def test_what_an_open_tab_holds_is_counted_and_not_timed(server: Server) -> None:
    before = _figures(server)
    with httpx.stream("GET", f"{server.address}/gradio_api/heartbeat/abc") as beat:
        assert beat.status_code == 200
    deadline = time.monotonic() + 30
    one = {"method": "GET", "route": "/gradio_api/heartbeat/{session_hash}", "code": "200"}
    while not _grown(before, after := _figures(server), "ics_requests_total", **one) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert _grown(before, after, "ics_requests_total", **one) == 1
    metrics = {"method": "GET", "route": "/metrics", "code": "200"}
    assert _grown(before, after, "ics_request_seconds_count") == _grown(before, after, "ics_requests_total", **metrics)


def test_the_index_and_the_queue_are_told(server: Server) -> None:
    figures = {name: value for (name, labels), value in _figures(server).items() if not labels}
    assert figures["ics_index_documents"] == 5
    assert figures["ics_index_chunks"] > 100
    assert 0 < figures["ics_index_age_seconds"] < time.time() - server.home.stat().st_ctime + 3600
    assert (figures["ics_queue_waiting"], figures["ics_queue_served"], figures["ics_ready"]) == (0, 0, 1)
