"""Under which names the server answers: a forged Host is refused, and so are web pages that call its tools."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.server.problems import Fault, problem, refusal

_HOST = re.compile(
    r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,20}\.?)(?::\d{1,5})?", re.IGNORECASE
)
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto")
_MALFORMED = Fault(400, "the header Host has to hold one name, and perhaps a port", "host")


class Hosts:
    """Refuse requests for another host.

    `names` are those set by the operator. Where none are set and the server listens on this machine only, any name but
    this machine's own has to come through a proxy: a web page whose name was pointed here cannot ask by accident.
    """

    def __init__(self, app: ASGIApp, names: frozenset[str], address: str) -> None:
        self._app = app
        self._names = names
        self._is_closed = _is_loopback(address)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is meant for this server."""
        fault = self._fault(scope) if scope["type"] in ("http", "websocket") else None
        if fault is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await refusal(scope["path"], fault)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _fault(self, scope: Scope) -> Fault | None:
        headers = Headers(scope=scope)
        sent = headers.getlist("host")
        found = _HOST.fullmatch(sent[0]) if len(sent) == 1 else None
        if not found:
            return _MALFORMED
        name = found[1].lower().rstrip(".")
        if not self._is_ours(name, headers):
            return Fault(421, f"this server does not answer as {name!r}: set ICS_ALLOWED_HOSTS to its names", "host")
        origin = headers.get("origin")
        if origin and scope["path"].rstrip("/") == "/mcp" and not self._is_known(_name_of(origin)):
            return Fault(403, "web pages of other hosts may not call the tools: set ICS_ALLOWED_HOSTS", "origin")
        return None

    def _is_ours(self, name: str, headers: Headers) -> bool:
        if self._names or not self._is_closed:
            return not self._names or self._is_known(name)
        return _is_address(name) or self._is_known(name) or any(header in headers for header in _FORWARDED)

    def _is_known(self, name: str) -> bool:
        return name in self._names or _is_loopback(name)


class Origins(CORSMiddleware):
    """Let no page of another site in, and say so to a browser that asks for it."""

    def preflight_response(self, request_headers: Headers) -> Response:
        """Refuse what a browser asks before it sends a request of another site's page."""
        said = f"a page of {request_headers['origin']} cannot call this server: use its own pages, or a program"
        return problem(403, said, "origin")


def names_of(setting: str) -> frozenset[str]:
    """Return the names that a setting lists, divided by commas."""
    return frozenset(name.strip().lower().rstrip(".") for name in setting.split(",") if name.strip())


def _name_of(origin: str) -> str:
    try:
        return urlsplit(origin).hostname or ""
    except ValueError:
        return ""


def _is_loopback(name: str) -> bool:
    return name == "localhost" or name.endswith(".localhost") or (_is_address(name) and _address(name).is_loopback)


def _is_address(name: str) -> bool:
    try:
        _address(name)
    except ValueError:
        return False
    return True


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    return ipaddress.ip_address(name.strip("[]"))
