"""Request ids and the log of a real server: what stands in them, and above all what does not."""

from __future__ import annotations

import re
import time
from typing import Any

import httpx2 as httpx
import pytest

from tests.served import Server

pytestmark = pytest.mark.slow
LONG = "How long is the fellows programme?"


def _logged(server: Server, request_id: str, lines: int) -> list[Any]:
    """Return the lines logged of a request: the last may be written after its answer was read."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        found = [line for line in server.log if line.get("request_id") == request_id]
        if len(found) >= lines:
            return found
        time.sleep(0.05)
    raise AssertionError(f"no {lines} lines of {request_id}")


@pytest.mark.parametrize("path", ["/health/live", "/v1/documents", "/v1/nothing", "/metrics", "/", "/mcp", "/docs"])
def test_an_id_that_is_sane_is_kept(server: Server, path: str) -> None:
    answer = httpx.get(f"{server.address}{path}", headers={"x-request-id": "trace-1.a:b_c"})
    assert answer.headers.get_list("x-request-id") == ["trace-1.a:b_c"]


@pytest.mark.parametrize("sent", [None, "", "a b", "a" * 101, '{"a": 1}', "é".encode(), "-a", "a;b"])
def test_an_id_that_is_not_is_replaced(server: Server, sent: str | bytes | None) -> None:
    headers: list[tuple[bytes, bytes]] = []
    if sent is not None:
        headers = [(b"x-request-id", sent if isinstance(sent, bytes) else sent.encode())]
    made = [httpx.get(f"{server.address}/health/live", headers=headers).headers["x-request-id"] for _ in range(2)]
    assert all(re.fullmatch(r"[0-9a-f]{32}", each) for each in made)
    assert made[0] != made[1]


@pytest.mark.parametrize("path", ["/v1/documents/none", "/nothing"])
def test_a_problem_detail_names_its_request(server: Server, path: str) -> None:
    refused = httpx.get(f"{server.address}{path}")
    assert refused.json()["request_id"] == refused.headers["x-request-id"]


@pytest.mark.parametrize("path", ["/v1/ask", "/v1/ask/stream"])
def test_an_answer_is_logged_with_its_request_and_without_its_words(server: Server, path: str) -> None:
    sent = f"answer{path.replace('/', '-')}"
    body = {"question": LONG}
    answer = httpx.post(f"{server.address}{path}", json=body, headers={"x-request-id": sent}, timeout=120)
    assert answer.status_code == 200
    told, asked = _logged(server, sent, 2)
    times = ("retrieve_ms", "answer_ms", "total_ms", "first_claim_ms", "timestamp", "answer", "ms")
    assert all(name in told for name in times[:-1])
    assert 0 <= told["first_claim_ms"] <= asked["ms"]
    assert told.pop("claims") in (1, 2, 3)
    plain: dict[str, object] = {"event": "answer", "status": "answered", "level": "info", "logger": "ics"}
    plain |= {"request_id": sent}
    assert {name: value for name, value in told.items() if name not in times} == plain
    plain = {"event": "request", "method": "POST", "route": path, "code": 200, "level": "info", "logger": "ics"}
    assert {name: value for name, value in asked.items() if name not in times} == {**plain, "request_id": sent}


CANARY = "zebrafishcanary"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/ask", {"question": f"What is the {CANARY}?"}),
        ("POST", "/v1/ask", {"question": f"What is the {CANARY}?", "documents": [CANARY]}),
        ("POST", "/v1/search", {"query": CANARY, "unknown": CANARY}),
        ("POST", "/v1/chat/completions", {"model": CANARY, "messages": []}),
        ("POST", "/mcp", {"jsonrpc": "2.0", "id": 1, "method": CANARY, "params": {"name": CANARY}}),
        ("GET", f"/v1/documents/{CANARY}?q={CANARY}", None),
        ("GET", f"/{CANARY}", None),
        ("GET", f"/v1/{CANARY}", None),
    ],
)
def test_what_was_asked_is_in_no_log_and_no_figure(server: Server, method: str, path: str, body: Any) -> None:
    headers = {"x-request-id": f"canary-{abs(hash((method, path, str(body))))}", "authorization": f"Bearer {CANARY}"}
    httpx.request(method, f"{server.address}{path}", json=body, headers=headers, timeout=120)
    _logged(server, headers["x-request-id"], 1)
    figures = httpx.get(f"{server.address}/metrics").text
    assert CANARY not in f"{server.log}{figures}".lower()


def test_what_asks_all_the_time_is_not_logged(server: Server) -> None:
    httpx.get(f"{server.address}/health/live", headers={"x-request-id": "quiet"})
    httpx.get(f"{server.address}/v1/models", headers={"x-request-id": "loud"})
    _logged(server, "loud", 1)
    assert not [line for line in server.log if line.get("request_id") == "quiet"]
