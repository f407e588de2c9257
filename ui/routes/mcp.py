"""A Model Context Protocol server: programs that use tools can ask, search and read through it."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Literal

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import CallToolResult, InputRequiredResult, TextContent, Tool, ToolAnnotations
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from assistant.answering.guards import MAX_QUESTION
from assistant.errors import AssistantError
from assistant.pipeline import Assistant
from assistant.types import Turn
from ui.exports.answer import answer_markdown
from ui.routes.asking import Chosen, Passages
from ui.server.named import NamedRoute
from ui.server.nowhere import METHODS
from ui.server.service import Service
from ui.shapes import answer as shapes
from ui.shapes.answer_json import Json, answer_json, documents_json, hits_json, text_json
from ui.shapes.faults import misfits
from ui.version import PACKAGE, installed

PATH = "/mcp"
_INSTRUCTIONS = (
    "Answers about leading integrated care systems (ICSs) in England, from published reports and guidance. Every "
    "sentence rests on a quotation that was checked in its source. Keep the numbered sources when you pass an answer "
    "on, and give no patient's details."
)
_BROKEN = "something went wrong here; please ask again"
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, destructive_hint=False, open_world_hint=False)


class Message(BaseModel):
    """One turn of a conversation."""

    model_config = ConfigDict(extra="forbid")
    role: Literal["user", "assistant"]
    content: str


Words = Annotated[str, Field(description=f"in plain English, up to {MAX_QUESTION:,} characters")]
History = Annotated[list[Message], Field(default_factory=list, max_length=50, description="what was said before")]


class Tools:
    """The tools, over a started service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def ask_ics(self, question: Words, history: History, documents: Chosen) -> Annotated[CallToolResult, shapes.Answer]:
        """Answer a question about leading integrated care systems, with numbered sources and their quotations.

        A question that the sources do not cover, or that asks for clinical advice, is told so: see `status`.
        """
        turns = [Turn(message.role, message.content) for message in history]
        with self._lent() as assistant:
            answer = assistant.ask(question, turns, documents)
            return _result(answer_markdown(answer), answer_json(answer))

    def search_reports(
        self, query: Words, documents: Chosen, k: Passages
    ) -> Annotated[CallToolResult, shapes.Passages]:
        """Find the k passages of the reports that are nearest to a query, best first, with document and offsets."""
        with self._lent() as assistant:
            standalone, hits = assistant.search(query, documents=documents, k=k)
            found: Json = {"query": standalone, "hits": hits_json(hits, assistant.documents)}
        return _result("\n\n".join(map(_passage, found["hits"])), found)

    def get_passage(
        self, document: str, start: Annotated[int, Field(ge=0)], end: Annotated[int, Field(ge=1)]
    ) -> Annotated[CallToolResult, shapes.Text]:
        """Return a document's own text between two offsets, to check a quotation or to read around it."""
        with _told():
            found = text_json(self._service.document(document), start, end)
        return _result(found["text"], found)

    def list_documents(self) -> Annotated[CallToolResult, shapes.Documents]:
        """List the reports that are searched: id, title, publisher, date, standing."""
        with _told():
            found = documents_json(self._service.documents.values())
        return _result(json.dumps(found, ensure_ascii=False, indent=1), found)

    @contextmanager
    def _lent(self) -> Iterator[Assistant]:
        with _told(), self._service.assistant(self._service.place()) as assistant:
            yield assistant


class Server(MCPServer[Any]):
    """The SDK's server, which tells in words what is wrong with a call."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool. Raise ToolError where there is none of that name, or its arguments are not those described."""
        tools = {tool.name: tool for tool in await self.list_tools()}
        if name not in tools:
            raise ToolError(f"there is no tool {name!r}; the tools are: {', '.join(tools)}")
        taken = tools[name].input_schema["properties"]
        unknown = [repr(argument) for argument in arguments if argument not in taken]
        if unknown:
            raise ToolError(f"{name} takes no {', '.join(unknown)}. {_taking(tools[name])}")
        try:
            return await super().call_tool(name, arguments, context)
        except UnexpectedToolError as error:
            raise UnexpectedToolError(_BROKEN) from error
        except ToolError as error:
            # The SDK puts "Error executing tool" before what was raised.
            raised = error.__cause__ or error
            if not isinstance(raised, ValidationError):
                raise ToolError(str(raised)) from error
            wrong = "; ".join(map(str, misfits(raised.errors(), arguments)[:5]))
            raise ToolError(f"{wrong}. {_taking(tools[name])}") from error


def _taking(tool: Tool) -> str:
    """Return in words what a tool takes."""
    needed = tool.input_schema.get("required", [])
    others = [name for name in tool.input_schema["properties"] if name not in needed]
    told = [f"needs {', '.join(needed)}"] if needed else []
    told += [f"may be given {', '.join(others)}"] if others else []
    return f"{tool.name} {' and '.join(told) or 'takes nothing'}"


def create_server(service: Service) -> MCPServer[Any]:
    """Return the server over a started service."""
    server = Server(PACKAGE, title="ICS assistant", instructions=_INSTRUCTIONS, version=installed())
    tools = Tools(service)
    for tool in (tools.ask_ics, tools.search_reports, tools.get_passage, tools.list_documents):
        server.add_tool(tool, description=inspect.getdoc(tool), annotations=_READS)
    return server


def routes(server: MCPServer[Any]) -> list[BaseRoute]:
    """Return its routes at /mcp (streamable HTTP); its `session_manager` has to run while they are served.

    No request relies on an earlier one, so that any process can take it. Hosts and origins are checked before it.
    """
    unchecked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    served = server.streamable_http_app(stateless_http=True, json_response=True, transport_security=unchecked)
    endpoint = next(route.endpoint for route in served.routes if isinstance(route, Route))
    others = [method for method in METHODS if method != "POST"]
    return [
        route
        for path in (PATH, f"{PATH}/")
        for route in (NamedRoute(path, endpoint, methods=["POST"]), NamedRoute(path, _only_post, methods=others))
    ]


async def _only_post(_request: Request) -> Response:
    """Refuse what opens or ends a session: there is none, and a stream would stay open with nothing to say."""
    raise HTTPException(405, headers={"Allow": "POST"})


@contextmanager
def _told() -> Iterator[None]:
    """Tell our own errors to the caller, whose model reads them."""
    try:
        yield
    except AssistantError as error:
        raise ToolError(str(error)) from error


def _result(text: str, found: Json) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=found)


def _passage(hit: Json) -> str:
    return f"{hit['document']} {hit['start']}-{hit['end']} ({' > '.join(hit['section'])})\n{hit['text']}"
