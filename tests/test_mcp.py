"""The Model Context Protocol server, with the SDK's own client, over standard input and output and over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import anyio
import httpx2 as httpx
import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp.server.mcpserver.exceptions import UnexpectedToolError

from assistant.settings import ROOT
from tests.served import Server, command, environment
from ui.routes.mcp import create_server
from ui.server.service import Service
from ui.shapes import answer as shapes

pytestmark = pytest.mark.slow
PILOT, CHEST = "What did the Tameside pilot change?", "I have a pain in my chest, what should I do?"
FELLOWS = "integrated-care-fellows-programme"
Connect = Callable[[], Client]


def _own_process(home: Path) -> Client:
    """Return a client with a server of its own, at the other end of its pipes."""
    program, *arguments = command("mcp")
    process = StdioServerParameters(command=program, args=arguments, env=environment(home), cwd=ROOT)
    return Client(stdio_client(process))


@pytest.fixture
def connect(server: Server) -> Connect:
    """How a client connects to the server that all tests share."""
    return lambda: Client(f"{server.address}/mcp")


def _calls(connect: Connect, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """Return the results of calls in one session."""

    async def session() -> list[Any]:
        async with connect() as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return anyio.run(session)


def test_the_server_says_its_name_and_version(connect: Connect) -> None:
    async def said() -> tuple[str, str]:
        async with connect() as client:
            assert client.server_info
            return client.server_info.name, client.server_info.version

    assert anyio.run(said) == ("ics-assistant", version("ics-assistant"))


def test_the_tools_are_described(connect: Connect) -> None:
    async def tools() -> list[Any]:
        async with connect() as client:
            return list((await client.list_tools()).tools)

    described = {tool.name: tool for tool in anyio.run(tools)}
    assert set(described) == {"ask_ics", "search_reports", "get_passage", "list_documents"}
    assert all(
        tool.description and tool.output_schema and tool.annotations.read_only_hint for tool in described.values()
    )
    assert described["ask_ics"].input_schema["required"] == ["question"]
    assert not any(line.startswith(" ") for tool in described.values() for line in tool.description.splitlines())


@pytest.mark.parametrize("pipes", [True, False], ids=["stdio", "http"])
def test_a_session_asks_searches_and_reads(connect: Connect, server: Server, home: Path, pipes: bool) -> None:
    asked, clinical, found, listed, text = _calls(
        (lambda: _own_process(home)) if pipes else connect,
        ("ask_ics", {"question": PILOT}),
        ("ask_ics", {"question": CHEST}),
        ("search_reports", {"query": "protected time", "k": 3, "documents": [FELLOWS]}),
        ("list_documents", {}),
        ("get_passage", {"document": FELLOWS, "start": 0, "end": 40}),
    )
    answer = asked.structured_content
    assert answer == {**server.ask(PILOT), "id": answer["id"], "timings_ms": answer["timings_ms"]}
    assert "**Sources**" in asked.content[0].text
    assert clinical.structured_content["status"] == "clinical"
    assert clinical.content[0].text == clinical.structured_content["text"]
    hits = shapes.Passages.model_validate(found.structured_content).hits
    assert [hit.document for hit in hits] == [FELLOWS] * 3
    assert all(hit.text in found.content[0].text for hit in hits)
    assert listed.structured_content == httpx.get(f"{server.address}/v1/documents").json()
    assert len(text.structured_content["text"]) == 40


def test_a_quotation_is_checked_where_it_stands(connect: Connect, server: Server) -> None:
    cited = server.ask(PILOT)["citations"][0]
    place = {name: cited[name] for name in ("document", "start", "end")}
    (found,) = _calls(connect, ("get_passage", place))
    assert found.structured_content == {**place, "text": cited["quote"]}
    assert found.content[0].text == cited["quote"]


def test_a_follow_up_is_understood(connect: Connect, server: Server) -> None:
    before = "What are the four enabling actions?"
    history = [{"role": "user", "content": before}, {"role": "assistant", "content": server.ask(before)["text"]}]
    (told,) = _calls(connect, ("ask_ics", {"question": "What does the second one mean?", "history": history}))
    assert told.structured_content["query"] == server.ask("What does the second one mean?", history=history)["query"]


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("ask_ics", {"question": " "}, "the question is empty: type it in words"),
        ("ask_ics", {"question": "a" * 2_001}, "the question has 2,001 characters"),
        ("ask_ics", {"question": PILOT, "documents": ["none"]}, "there is no document 'none'; the documents are:"),
        ("get_passage", {"document": FELLOWS, "start": 9, "end": 8}, "start 9 and end 8 are no stretch of a text"),
        ("get_passage", {"document": "none", "start": 0, "end": 8}, "there is no document 'none'"),
        ("search_reports", {"query": "time", "k": 0}, "k has to be 1 or more, and is 0. search_reports needs query"),
        ("search_reports", {"query": "time", "k": "many"}, "k has to be a whole number, and is “many”."),
        ("ask_ics", {}, "question is missing: add it. ask_ics needs question and may be given history, documents"),
        ("ask_ics", {"question": 5}, "question has to be text, and is 5."),
        ("ask_ics", {"question": PILOT, "history": [{"role": "user"}]}, "history.0.content is missing: add it."),
        ("ask_ics", {"question": PILOT, "document": FELLOWS}, "ask_ics takes no 'document'. ask_ics needs"),
        ("get_passage", {}, "document is missing: add it; start is missing: add it; end is missing: add it."),
        ("list_documents", {"k": 1}, "list_documents takes no 'k'. list_documents takes nothing"),
        ("nothing", {}, "there is no tool 'nothing'; the tools are: ask_ics, search_reports"),
    ],
)
def test_what_is_wrong_is_told_to_whoever_asked(
    server: Server, name: str, arguments: dict[str, Any], said: str
) -> None:
    (told,) = _calls(lambda: Client(f"{server.address}/mcp"), (name, arguments))
    assert told.is_error
    assert told.content[0].text.startswith(said)
    assert "pydantic" not in told.content[0].text


def test_what_breaks_is_told_in_words_and_without_its_cause() -> None:
    class Broken:
        @property
        def documents(self) -> Any:
            raise RuntimeError("of no concern to who asks")

    called = create_server(cast(Service, Broken())).call_tool
    with pytest.raises(UnexpectedToolError) as raised:
        anyio.run(called, "list_documents", {})
    assert str(raised.value) == "something went wrong here; please ask again"


@pytest.mark.parametrize("mode", ["legacy", "auto"])
@pytest.mark.parametrize("path", ["/mcp", "/mcp/"])
def test_older_and_newer_clients_are_served(server: Server, mode: str, path: str) -> None:
    (listed,) = _calls(lambda: Client(f"{server.address}{path}", mode=mode), ("list_documents", {}))
    assert len(listed.structured_content["documents"]) == 5


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
@pytest.mark.parametrize("path", ["/mcp", "/mcp/"])
def test_no_stream_is_left_open(server: Server, method: str, path: str) -> None:
    refused = httpx.request(method, f"{server.address}{path}")
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")
    shapes.Problem.model_validate(refused.json())


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"jsonrpc": "2.0"}', b"[" * 10_000, b'{"a": "' + b"a" * 1_000_001 + b'"}']
)
def test_a_bad_body_breaks_nothing(server: Server, body: bytes) -> None:
    headers = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    assert 400 <= httpx.post(f"{server.address}/mcp", content=body, headers=headers).status_code < 500
    (listed,) = _calls(lambda: Client(f"{server.address}/mcp"), ("list_documents", {}))
    assert not listed.is_error


def test_a_body_of_another_type_is_a_problem_detail(server: Server) -> None:
    refused = httpx.post(f"{server.address}/mcp", content=b"<a/>", headers={"content-type": "application/xml"})
    assert refused.status_code == 400
    assert "Invalid Content-Type header" in shapes.Problem.model_validate(refused.json()).detail
