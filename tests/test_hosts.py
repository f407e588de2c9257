"""Under which names the server answers, by what it is set to and where it listens."""

from __future__ import annotations

import httpx2 as httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from tests.served import Server
from ui.server.hosts import Hosts, names_of

FORWARDED = {"x-forwarded-for": "203.0.113.9"}


def _status(setting: str, address: str, headers: dict[str, str], path: str = "/v1/ask") -> int:
    served = Hosts(PlainTextResponse("served"), names_of(setting), address)
    return TestClient(served).get(path, headers=headers).status_code


@pytest.mark.parametrize(
    ("setting", "address", "headers", "status"),
    [
        ("", "127.0.0.1", {"host": "localhost:8000"}, 200),
        ("", "127.0.0.1", {"host": "127.0.0.1:8000"}, 200),
        ("", "127.0.0.1", {"host": "[::1]:8000"}, 200),
        ("", "::1", {"host": "evil.example"}, 421),
        ("", "localhost", {"host": "evil.example:8000"}, 421),
        ("", "127.0.0.1", {"host": "localhost.evil.example"}, 421),
        ("", "127.0.0.1", {"host": "ics.example.nhs.uk", **FORWARDED}, 200),
        ("", "0.0.0.0", {"host": "server.example.nhs.uk"}, 200),
        ("", "0.0.0.0", {"host": "192.0.2.7:8000"}, 200),
        ("ics.example.nhs.uk", "127.0.0.1", {"host": "ICS.example.nhs.uk"}, 200),
        ("ics.example.nhs.uk, b.example", "0.0.0.0", {"host": "b.example.:443"}, 200),
        ("ics.example.nhs.uk", "0.0.0.0", {"host": "localhost:8000"}, 200),
        ("ics.example.nhs.uk", "127.0.0.1", {"host": "evil.example", **FORWARDED}, 421),
        ("ics.example.nhs.uk", "0.0.0.0", {"host": "192.0.2.7"}, 421),
        ("", "0.0.0.0", {"host": "a/b"}, 400),
        ("", "0.0.0.0", {"host": "a@b"}, 400),
        ("", "0.0.0.0", {"host": "a:b"}, 400),
        ("", "0.0.0.0", {"host": ""}, 400),
        ("", "0.0.0.0", {"host": "a" * 64}, 400),
    ],
)
def test_which_hosts_are_answered(setting: str, address: str, headers: dict[str, str], status: int) -> None:
    assert _status(setting, address, headers) == status


@pytest.mark.parametrize(
    ("setting", "origin", "status"),
    [
        ("", "http://evil.example", 403),
        ("", "null", 403),
        ("", "http://[", 403),
        ("", "http://127.0.0.1:8000", 200),
        ("", "http://localhost:6274", 200),
        ("ics.example.nhs.uk", "https://ics.example.nhs.uk", 200),
        ("ics.example.nhs.uk", "https://evil.example", 403),
    ],
)
def test_a_page_of_another_host_calls_no_tools(setting: str, origin: str, status: int) -> None:
    for path in ("/mcp", "/mcp/"):
        assert _status(setting, "127.0.0.1", {"host": "localhost", "origin": origin}, path) == status
    assert _status(setting, "127.0.0.1", {"host": "localhost", "origin": origin}) == 200


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["/", "/v1/documents", "/v1/models", "/mcp", "/metrics", "/docs", "/health/ready", "/gradio_api/info"]
)
def test_a_forged_host_is_refused_everywhere(server: Server, path: str) -> None:
    refused = httpx.get(f"{server.address}{path}", headers={"host": "evil.example"})
    assert refused.status_code == 421
    assert "ICS_ALLOWED_HOSTS" in refused.text
    assert refused.headers["x-request-id"]
