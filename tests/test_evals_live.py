"""A served assistant is asked over HTTP, by a real server on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from assistant.types import Turn
from evals.actual import Passage, Quoted, Said
from evals.live import Served, ServerError
from tests.made_evals import item

HIT = {"document": "note", "start": 1, "end": 5, "score": 0.5, "scores": {"late_interaction": 0.8}}
ANSWER = {
    "status": "answered",
    "query": "How much did it cost?",
    "text": "It cost £230. [1]",
    "claims": [{"text": "It cost £230.", "citations": [1]}],
    "citations": [{"number": 1, "document": "note", "start": 1, "end": 5, "quote": "£230"}],
    "notices": [{"kind": "age", "text": "Old."}],
    "timings_ms": {"total": 9},
}


class Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, Any]]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.asked.append((self.path, body))
        told = ANSWER if self.path == "/v1/ask" else {"query": "q", "hits": [HIT]}
        self.send_response({"bad": 422, "broken": 500}.get(body.get("question", ""), 200))
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"documents": [{"id": "note"}, {"id": "report"}]}).encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def served() -> Iterator[Served]:
    Handler.asked = []
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Served(f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()


def test_what_a_server_says_is_stored_as_it_says_it(served: Served) -> None:
    asked = replace(item(), history=(Turn("user", "The desk?"),), standalone="What did the desk cost?")
    told = served(asked)
    assert (told.status, told.query, told.text, told.notices) == ("answered", "How much did it cost?", "", ("Old.",))
    assert told.claims == (Said("It cost £230.", (Quoted("note", 1, 5, "£230"),)),)
    assert told.hits == told.standalone_hits == (Passage("note", 1, 5, 0.5),)
    assert told.confidence == 0.8
    history = [{"role": "user", "content": "The desk?"}]
    assert Handler.asked == [
        ("/v1/search", {"query": "How much?", "history": history, "k": 20}),
        ("/v1/search", {"query": "What did the desk cost?", "k": 20}),
        ("/v1/ask", {"question": "How much?", "history": history}),
    ]


def test_a_malformed_question_is_a_result_and_a_fault_is_none(served: Served) -> None:
    assert served(replace(item(), question="bad")).status == "malformed"
    with pytest.raises(ServerError, match="failed with 500"):
        served(replace(item(), question="broken"))


def test_a_server_that_holds_more_documents_cannot_be_judged(served: Served) -> None:
    served.check(["note", "report", "other"])
    with pytest.raises(ServerError, match="it holds report besides"):
        served.check(["note"])


def test_no_server_is_a_fault_of_the_system() -> None:
    with pytest.raises(ServerError, match="cannot be reached"):
        Served("http://127.0.0.1:9")(item())
