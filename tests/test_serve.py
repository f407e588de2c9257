"""`ics serve` on addresses of several kinds, as real processes, and the settings that hold however it is asked."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx2 as httpx
import pytest
from mcp import Client

from tests.served import Server, ics, served

pytestmark = pytest.mark.slow
# How many passages its searches return where they do not say.
K = 4


def has_sixth() -> bool:
    """Say whether this machine has an address of IPv6 of its own: some containers have none."""
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False


SIXTH = has_sixth()
needs_sixth = pytest.mark.skipif(not SIXTH, reason="this machine has no ::1")


@pytest.fixture(scope="module")
def sixth(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on an address of IPv6, where there is one, with a setting of its own."""
    own = shutil.copytree(home, tmp_path_factory.mktemp("sixth") / "home")
    with served(own, "::1" if SIXTH else "127.0.0.1", ICS_K=str(K)) as running:
        yield running


@needs_sixth
def test_an_address_of_ipv6_is_served_and_said_in_brackets(sixth: Server) -> None:
    assert httpx.get(f"{sixth.address}/health/ready").status_code == 200
    # Whoever asks a server that has just opened may be quicker than its own word that it has.
    assert sixth.says(f"Ready: {sixth.address} (")


@pytest.mark.parametrize(("body", "found"), [({}, K), ({"k": None}, K), ({"k": 2}, 2), ({"k": 100}, 100)])
def test_a_search_that_does_not_say_returns_as_many_as_the_setting(
    sixth: Server, body: dict[str, Any], found: int
) -> None:
    answer = httpx.post(f"{sixth.address}/v1/search", json={"query": "leadership", **body}, timeout=60)
    assert len(answer.json()["hits"]) == found


def test_so_does_one_of_a_program_that_calls_tools(sixth: Server) -> None:
    async def hits() -> int:
        async with Client(f"{sixth.address}/mcp") as client:
            told = await client.call_tool("search_reports", {"query": "leadership"})
            return len((told.structured_content or {})["hits"])

    assert anyio.run(hits) == K


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("nowhere.invalid", "the host 'nowhere.invalid' is not known here: give --host an address of this machine"),
        ("192.0.2.1", "cannot be listened on (Cannot assign requested address): choose another --host"),
    ],
)
def test_a_host_that_is_not_this_machine_is_refused_with_what_to_change(tmp_path: Path, host: str, told: str) -> None:
    done = ics(tmp_path, "serve", "--host", host)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr


@needs_sixth
def test_a_port_that_is_taken_is_refused_with_its_address(tmp_path: Path) -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as taken:
        port = taken.getsockname()[1]
        done = ics(tmp_path, "serve", "--host", "::1", "--port", str(port))
    assert f"[::1]:{port} cannot be listened on (Address already in use): choose another --port" in done.stderr
