"""The log as it is written: JSON whoever writes, and nothing of an exception's message."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from assistant.settings import ROOT

PROGRAM = """
import logging, sys
from ui.server import logs, request_ids
logs.install(sys.argv[1])
logs.requested("GET", "/v1/documents", 200, 0.0123)
logs.requested("GET", "/metrics", 200, 0.1)
logs.requested("GET", "/metrics", 500, 0.1)
request_ids.current.set("mine")
logging.getLogger("another").info("not of interest")
try:
    raise ValueError("the canary")
except ValueError:
    logging.getLogger("another").exception("it broke")
"""


def _run(level: str) -> list[dict[str, object]]:
    run = subprocess.run([sys.executable, "-c", PROGRAM, level], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not run.stdout
    assert "canary" not in run.stderr
    lines = [json.loads(line) for line in run.stderr.splitlines()]
    return [{name: value for name, value in line.items() if name != "timestamp"} for line in lines]


BROKEN = {
    "event": "it broke",
    "level": "error",
    "logger": "another",
    "request_id": "mine",
    "error": "ValueError",
    "at": ["<string>:11 <module>"],
}


def test_every_line_is_json_without_an_exceptions_message() -> None:
    of_ours = {"event": "request", "level": "info", "logger": "ics", "method": "GET"}
    assert _run("info") == [
        {**of_ours, "route": "/v1/documents", "code": 200, "ms": 12},
        {**of_ours, "route": "/metrics", "code": 500, "ms": 100},
        BROKEN,
    ]


@pytest.mark.parametrize("level", ["warning", "error"])
def test_a_higher_level_leaves_requests_out(level: str) -> None:
    assert _run(level) == [BROKEN]
