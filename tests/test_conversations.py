"""Kept conversations over HTTP, of a real server: whose they are, what they hold, and that they outlive it."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from assistant.errors import NotKeptError
from assistant.store import Exchange, Store
from tests.served import Server, served
from ui.server.callers import HEADER
from ui.shapes import answer as shapes

pytestmark = pytest.mark.slow
SIX, NEXT = "What are the six functions of an ICS?", "What else do they say about that?"
LONG, PATIENT = "How long is the fellows programme?", "My patient's NHS number is 943 476 5919, who leads?"


@pytest.fixture
def anne(server: Server) -> Iterator[httpx.Client]:
    with program(server) as client:
        yield client


def program(server: Server, key: str | None = None) -> httpx.Client:
    """Return a program with a key of its own."""
    return httpx.Client(base_url=server.address, headers={HEADER: key or secrets.token_hex(16)}, timeout=120)


def begun(client: httpx.Client, title: str = "") -> str:
    made = client.post("/v1/conversations", json={"title": title})
    assert made.status_code == 201, made.text
    return shapes.Conversation.model_validate(made.json()).id


def ask(client: httpx.Client, question: str, **more: Any) -> Any:
    answer = client.post("/v1/ask", json={"question": question, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def stream(client: httpx.Client, question: str, **more: Any) -> Any:
    """Return the whole answer that a stream ends with."""
    with client.stream("POST", "/v1/ask/stream", json={"question": question, **more}) as response:
        last = [line for line in response.iter_lines() if line.startswith("data: ")][-1]
    return json.loads(last.removeprefix("data: "))


def whole(client: httpx.Client, id: str) -> Any:
    found = client.get(f"/v1/conversations/{id}")
    assert found.status_code == 200, found.text
    shapes.WholeConversation.model_validate(found.json())
    return found.json()


def refused(answer: httpx.Response, status: int, kind: str) -> bool:
    problem = shapes.Problem.model_validate(answer.json())
    return (answer.status_code, problem.status, problem.type) == (status, status, f"urn:ics:{kind}")


# What is kept


def test_a_conversation_holds_what_was_returned_and_is_the_history(anne: httpx.Client) -> None:
    id = begun(anne)
    first, second = ask(anne, SIX, conversation=id), stream(anne, NEXT, conversation=id)
    kept = whole(anne, id)
    assert [each["answer"] for each in kept["exchanges"]] == [first, second]
    assert [each["question"] for each in kept["exchanges"]] == [SIX, NEXT]
    assert kept["title"] == SIX
    assert second["query"] != NEXT
    history = [{"role": "user", "content": SIX}, {"role": "assistant", "content": first["text"]}]
    sent = ask(anne, NEXT, history=history)
    assert sent == second | {"id": sent["id"], "timings_ms": sent["timings_ms"]}


def test_conversations_are_listed_renamed_and_deleted(anne: httpx.Client) -> None:
    older, newer = begun(anne, "Older"), begun(anne)
    renamed = anne.patch(f"/v1/conversations/{newer}", json={"title": "Newer"})
    assert shapes.Conversation.model_validate(renamed.json()).title == "Newer"
    listed = shapes.Conversations.model_validate(anne.get("/v1/conversations").json()).conversations
    assert [(each.id, each.title) for each in listed] == [(newer, "Newer"), (older, "Older")]
    deleted = anne.delete(f"/v1/conversations/{older}")
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert refused(anne.get(f"/v1/conversations/{older}"), 404, "not-kept")
    assert [each["id"] for each in anne.get("/v1/conversations").json()["conversations"]] == [newer]


def test_what_identifies_a_person_is_not_kept(anne: httpx.Client, home: Path) -> None:
    id = begun(anne)
    answer = ask(anne, PATIENT, conversation=id)
    assert answer["status"] == "personal_data"
    kept = whole(anne, id)
    assert kept["title"] == kept["exchanges"][0]["question"] == "(not kept)"
    assert kept["exchanges"][0]["answer"] == answer | {"question": "(not kept)", "query": "(not kept)"}
    assert not any(b"943 476 5919" in path.read_bytes() for path in home.glob("store.sqlite*"))
    assert ask(anne, LONG, conversation=id)["query"] == LONG


def test_an_exchange_says_which_documents_were_chosen(anne: httpx.Client) -> None:
    id, chosen = begun(anne), ["integrated-care-fellows-programme"]
    ask(anne, LONG, conversation=id, documents=chosen)
    stream(anne, SIX, conversation=id, documents=chosen)
    ask(anne, SIX, conversation=id)
    assert [each["documents"] for each in whole(anne, id)["exchanges"]] == [chosen, chosen, None]


# Whose it is


def test_nobody_reaches_anothers_conversation(server: Server, anne: httpx.Client) -> None:
    id, before = begun(anne, "Mine"), ask(anne, LONG)
    ask(anne, LONG, conversation=id)
    kept = whole(anne, id)
    with httpx.Client(base_url=server.address, timeout=60) as bob:  # a browser
        assert bob.get("/v1/conversations").json() == {"conversations": []}
        assert len(bob.cookies) == 1
        own = begun(bob, "Bob's")
        question = {"question": LONG, "conversation": id}
        tried = [
            bob.get(f"/v1/conversations/{id}"),
            bob.get(f"/v1/conversations/{id}/export?format=md"),
            bob.patch(f"/v1/conversations/{id}", json={"title": "Bob's"}),
            bob.delete(f"/v1/conversations/{id}"),
            bob.post("/v1/ask", json=question),
            bob.post("/v1/ask/stream", json=question),
            bob.post("/v1/feedback", json={"answer_id": before["id"], "rating": "down"}),
            bob.get("/v1/conversations/none"),
        ]
        assert all(refused(answer, 404, "not-kept") for answer in tried)
        assert [each["id"] for each in bob.get("/v1/conversations").json()["conversations"]] == [own]
    assert whole(anne, id) == kept


def test_a_restart_loses_nothing_and_opens_nothing(server: Server) -> None:
    key = secrets.token_hex(16)
    with program(server, key) as anne, httpx.Client(base_url=server.address) as bob:
        id, bobs = begun(anne), begun(bob, "Bob's")
        answer = ask(anne, LONG, conversation=id)
        kept, cookies = whole(anne, id), dict(bob.cookies)
    assert cookies
    owner, long_ago = hashlib.sha256(key.encode()).hexdigest(), datetime.now(UTC) - timedelta(days=91)
    store = Store(server.home / "store.sqlite", 90)
    store.keep(owner, Exchange("old", "Old?", '{"query": "Old?"}', long_ago))
    assert store.exchange(owner, "old").question == "Old?"
    # A server that was started afterwards knows nothing but what stands in the home folder.
    with served(server.home) as second, program(second, key) as anne, httpx.Client(base_url=second.address) as bob:
        assert whole(anne, id) == kept
        assert kept["exchanges"][0]["answer"] == answer
        bob.cookies.update(cookies)
        assert [each["id"] for each in bob.get("/v1/conversations").json()["conversations"]] == [bobs]
        assert refused(bob.get(f"/v1/conversations/{id}"), 404, "not-kept")
        rated = anne.post("/v1/feedback", json={"answer_id": answer["id"], "rating": "up"})
        assert rated.status_code == 200
    with pytest.raises(NotKeptError):  # forgotten when the server started
        store.exchange(owner, "old")
    assert answer["id"] in [exchange.answer_id for exchange, _ in store.feedback()]


# Ratings


def test_an_answer_is_rated_whether_it_was_in_a_conversation_or_not(anne: httpx.Client) -> None:
    for answer in (ask(anne, LONG), stream(anne, LONG, conversation=begun(anne))):
        body = {"answer_id": answer["id"], "rating": "down", "reason": "source", "comment": "An older one."}
        rated = shapes.Feedback.model_validate(anne.post("/v1/feedback", json=body).json())
        assert (rated.answer_id, rated.rating, rated.notices) == (answer["id"], "down", [])
        told = anne.post("/v1/feedback", json={**body, "comment": PATIENT}).json()["notices"]
        assert [notice["kind"] for notice in told] == ["withheld"]
    assert refused(anne.post("/v1/feedback", json={"answer_id": "none", "rating": "up"}), 404, "not-kept")


# What is refused


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "kind"),
    [
        ("POST", "/v1/conversations", '{"title": "' + "a" * 201 + '"}', 422, "malformed"),
        ("POST", "/v1/conversations", '{"title": "\\ud800"}', 422, "malformed"),
        ("POST", "/v1/conversations", '{"name": "a"}', 422, "malformed"),
        ("POST", "/v1/conversations", '{"title": "NHS number 943 476 5919"}', 400, "usage"),
        ("PATCH", "/v1/conversations/none", '{"title": ""}', 422, "malformed"),
        ("PATCH", "/v1/conversations/none", '{"title": " "}', 400, "usage"),
        ("PATCH", "/v1/conversations/none", '{"title": "a"}', 404, "not-kept"),
        ("POST", "/v1/feedback", '{"answer_id": "none", "rating": "sideways"}', 422, "malformed"),
        ("POST", "/v1/feedback", '{"answer_id": "\\ud800", "rating": "up"}', 422, "malformed"),
        ("POST", "/v1/ask", '{"question": "What is an ICS?", "conversation": "none"}', 404, "not-kept"),
        ("POST", "/v1/ask/stream", '{"question": "What is an ICS?", "conversation": ""}', 404, "not-kept"),
        ("PUT", "/v1/conversations/none", "{}", 405, "method-not-allowed"),
    ],
)
def test_what_is_malformed_is_refused(
    anne: httpx.Client, method: str, path: str, body: str, status: int, kind: str
) -> None:
    answer = anne.request(method, path, content=body, headers={"content-type": "application/json"})
    assert refused(answer, status, kind)


def test_a_history_beside_a_conversation_is_refused(anne: httpx.Client) -> None:
    body = {"question": NEXT, "conversation": begun(anne), "history": [{"role": "user", "content": SIX}]}
    assert refused(anne.post("/v1/ask", json=body), 400, "usage")


def test_a_key_that_can_be_guessed_is_refused(server: Server) -> None:
    assert refused(httpx.get(f"{server.address}/v1/conversations", headers={HEADER: "short"}), 400, "usage")
