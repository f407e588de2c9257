"""Keys of callers: given to browsers as cookies, chosen by programs, never kept as they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import httpx2 as httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from assistant.errors import UsageError
from tests.served import Server
from ui.server import problems
from ui.server.callers import COOKIE, HEADER, Caller, CallerKeys, caller_of

KEY = "k" * 32
SET = re.compile(r"ics_caller=([\w-]{43}); Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax(; Secure)?")


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = FastAPI()
    app.add_middleware(CallerKeys, pages=("/page",))
    problems.install(app)

    @app.get("/")
    def who(request: Request, caller: Caller) -> dict[str, str]:
        return {"caller": caller, **request.cookies}

    @app.get("/page")
    @app.get("/public")
    def public() -> None:
        pass

    with TestClient(app, "http://ics.example") as client:
        yield client


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def test_a_browser_gets_a_key_once(client: TestClient) -> None:
    first = client.get("/")
    given = SET.fullmatch(first.headers["set-cookie"])
    assert given
    assert given[2] is None
    assert first.json() == {"caller": digest(given[1]), COOKIE: given[1]}
    again = client.get("/")
    assert (again.json(), "set-cookie" in again.headers) == (first.json(), False)


def test_an_error_gives_no_key(client: TestClient) -> None:
    refused = client.get("/nowhere")
    assert (refused.status_code, "set-cookie" in refused.headers) == (404, False)
    assert "set-cookie" in client.get("/").headers


@pytest.mark.parametrize(("path", "given"), [("/public", False), ("/page", True), ("/", True)])
def test_a_key_is_given_where_a_caller_is_asked_for(client: TestClient, path: str, given: bool) -> None:
    assert ("set-cookie" in client.get(path).headers) == given


def test_two_browsers_get_two_keys(client: TestClient) -> None:
    first = client.get("/").json()
    client.cookies.clear()
    assert client.get("/").json() != first


def test_a_key_given_over_https_stays_there(client: TestClient) -> None:
    given = SET.fullmatch(client.get("https://ics.example/").headers["set-cookie"])
    assert given
    assert given[2] == "; Secure"


def test_a_cookie_of_another_shape_is_replaced_and_others_are_left(client: TestClient) -> None:
    answer = client.get("/", headers={"cookie": f"theme=dark; {COOKIE}=guessed"})
    given = SET.fullmatch(answer.headers["set-cookie"])
    assert given
    assert answer.json() == {"caller": digest(given[1]), "theme": "dark", COOKIE: given[1]}


def test_a_program_chooses_its_key(client: TestClient) -> None:
    answer = client.get("/", headers={HEADER: KEY})
    assert (answer.json(), "set-cookie" in answer.headers) == ({"caller": digest(KEY)}, False)
    client.get("/")
    assert client.get("/", headers={HEADER: KEY}).json()["caller"] == digest(KEY)


def test_a_key_that_can_be_guessed_is_refused(client: TestClient) -> None:
    refused = client.get("/", headers={HEADER: "k" * 31})
    detail = "the caller's key has 31 characters: send at least 32 that nobody can guess as X-Caller-Key"
    assert (refused.status_code, refused.json()["detail"]) == (400, detail)


def test_a_request_without_a_key_has_no_caller() -> None:
    with pytest.raises(UsageError, match="has no caller's key"):
        caller_of(Request({"type": "http", "headers": []}))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "given", "kept"),
    [
        ("/", True, None),
        ("/v1/conversations", True, "private, no-store"),
        ("/v1/plans/kept/none", False, "private, no-store"),
        ("/v1/documents", False, "private, no-store"),
        *((path, False, None) for path in ("/health/live", "/metrics", "/openapi.json", "/docs", "/sources")),
    ],
)
def test_who_is_given_a_key_and_what_may_be_kept_on_the_way(
    server: Server, path: str, given: bool, kept: str | None
) -> None:
    headers = httpx.get(f"{server.address}{path}").headers
    assert (bool(SET.fullmatch(headers.get("set-cookie", ""))), headers.get("cache-control")) == (given, kept)


@pytest.mark.slow
def test_an_answer_that_comes_by_claim_is_kept_by_nobody_either(server: Server) -> None:
    asked = {"question": "What are the four enabling actions?"}
    answer = httpx.post(f"{server.address}/v1/ask/stream", json=asked, timeout=60)
    assert (answer.headers.get_list("cache-control"), "set-cookie" in answer.headers) == (["private, no-store"], True)
