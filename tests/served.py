"""Real processes of the `ics` command, and a real server on loopback."""

from __future__ import annotations

import json
import os
import secrets
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2 as httpx

from assistant.doctor import Finding, examine
from assistant.settings import ROOT, Settings

# Made once: each call would read all certificates anew, 50 ms of the processor that the server is timed on.
CERTIFICATES = ssl.create_default_context()
FELLOWS = ROOT.parent / "shared" / "corpus" / "integrated-care-fellows-programme.txt"


def environment(home: Path, **settings: str) -> dict[str, str]:
    """Return the environment of a command, on the briefings unless the settings say otherwise."""
    return {**os.environ, "ICS_HOME": str(home), "ICS_BRIEFINGS": "true", **settings}


def command(*arguments: str) -> list[str]:
    """Return the command line of `ics`."""
    return [sys.executable, "-m", "ui.cli", *arguments]


def ics(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        command(*arguments), env=environment(home), cwd=ROOT, check=False, capture_output=True, text=True, timeout=300
    )


def faults(home: Path) -> list[Finding]:
    """Return what `ics doctor` finds wrong with a home, without a process of its own."""
    return [each for each in examine(Settings(home=home, briefings=True)) if not each.ok]


def rare_word() -> str:
    """Return a word that nothing else says: tests of one process share a server, and the files that it keeps."""
    return "".join(secrets.choice("bdfgklmnprstvz") + secrets.choice("aeiou") for _ in range(6))


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    home: Path
    address: str
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> list[Any]:
        """Return the lines of JSON that it has logged."""
        lines = _log(self.home).read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def says(self, words: str, within: float = 30) -> bool:
        """Say whether words are in what it tells its operator, at the latest after so many seconds."""
        deadline = time.monotonic() + within
        while words not in _log(self.home).read_text(encoding="utf-8"):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True

    def ask(self, question: str, **more: Any) -> Any:
        """Return the answer to a question."""
        body = {"question": question, **more}
        answer = httpx.post(f"{self.address}/v1/ask", json=body, timeout=120, verify=CERTIFICATES)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def events(self, question: str, **more: Any) -> list[tuple[str, Any, float]]:
        """Return the events of an answer: name, data, and the seconds after which it came."""
        started, found, name = time.monotonic(), [], ""
        body = {"question": question, **more}
        path = f"{self.address}/v1/ask/stream"
        with httpx.stream("POST", path, json=body, timeout=300, verify=CERTIFICATES) as response:
            assert response.status_code == 200, response.read()
            for line in response.iter_lines():
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    found.append((name, json.loads(line.removeprefix("data: ")), time.monotonic() - started))
        return found


@contextmanager
def served(home: Path, host: str = "127.0.0.1", **settings: str) -> Iterator[Server]:
    """Serve until the end of a block, on a free port."""
    with socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as free:
        port = free.getsockname()[1]
    home.parent.mkdir(parents=True, exist_ok=True)
    with _log(home).open("wb") as log:
        process = subprocess.Popen(
            command("serve", "--host", host, "--port", str(port)),
            env=environment(home, **settings),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
    server = Server(home, f"http://{f'[{host}]' if ':' in host else host}:{port}", process)
    try:
        _wait_until_ready(server)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)


def _log(home: Path) -> Path:
    return home.with_name(f"{home.name}.log")


def _wait_until_ready(server: Server) -> None:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        assert server.process.poll() is None, "the server ended"
        try:
            if httpx.get(f"{server.address}/health/ready", verify=CERTIFICATES).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError("the server was not ready within 300 s")
