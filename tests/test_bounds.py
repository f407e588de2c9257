"""A request that is too large or too slow is refused and its connection closed; others are served meanwhile."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ui.server.bounds import Bounded

HEAD = b"POST / HTTP/1.1\r\nHost: here\r\n"
SLOW = 1.0


class Hasty(Bounded):
    """One that waits for a second, and looks often."""

    patience, look_every, slowest = SLOW, 0.05, 100_000


async def _length(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A server on that protocol, which answers with the length of a body."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        app = Starlette(routes=[Route("/", _length, methods=["POST"])])
        server = uvicorn.Server(uvicorn.Config(app, http=Hasty, log_config=None, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


def _sent(port: int, *pieces: bytes, every: float = 0.0) -> tuple[bytes, float]:
    """Return what came back for the pieces of a request, and after how many seconds."""
    began = time.monotonic()
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as connection:
        try:
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(every)
        except OSError:  # closed at the other end
            pass
        answer = b""
        try:
            while piece := connection.recv(65_536):
                answer += piece
                if b"\r\n\r\n3" in answer:
                    break
        except ConnectionError:
            pass
    return answer, time.monotonic() - began


@pytest.mark.parametrize(
    "pieces",
    [
        [HEAD + b"X-A: " + b"a" * 100_000, *([b"a" * 100_000] * 20)],
        [HEAD, *(b"X-%d: " % number + b"a" * 10_000 + b"\r\n" for number in range(200))],
        [HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", *([b"X-A: " + b"a" * 10_000 + b"\r\n"] * 200)],
    ],
    ids=["one header", "many headers", "trailers"],
)
def test_what_is_not_body_is_bounded(port: int, pieces: list[bytes]) -> None:
    answer, seconds = _sent(port, *pieces)
    assert not answer or b"400" in answer.splitlines()[0]
    assert b"200 OK" not in answer
    assert seconds < SLOW


@pytest.mark.parametrize(
    ("head", "piece"),
    [(b"", b""), (HEAD, b"X-A: a\r\n"), (HEAD + b"Content-Length: 1000\r\n\r\n", b"a")],
    ids=["nothing", "head", "body"],
)
def test_what_comes_too_slowly_is_not_waited_for(port: int, head: bytes, piece: bytes) -> None:
    answer, seconds = _sent(port, head, *([piece] * 20), every=0.1)
    assert b"200 OK" not in answer
    if not head:  # whoever sends a request just then would take it for the answer
        assert answer == b""
    else:
        assert b"This request came too slowly." in answer or not answer
    assert SLOW <= seconds < 3 * SLOW


def test_what_comes_steadily_is_waited_for(port: int) -> None:
    size = 300_000
    pieces = [HEAD + b"Content-Length: %d\r\n\r\n" % size, *([b"a" * 20_000] * 15)]
    answer, seconds = _sent(port, *pieces, every=0.1)
    assert answer.endswith(b"300000"), answer
    assert seconds > SLOW


def test_one_connection_serves_request_after_request(port: int) -> None:
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as connection:
        for _ in range(3):
            connection.sendall(HEAD + b"Content-Length: 3\r\n\r\nabc")
            assert connection.recv(65_536).endswith(b"3")
            time.sleep(SLOW * 0.6)
