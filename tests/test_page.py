"""The real server on loopback, the real page in a real Chromium, on the briefings alone."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.settings import ROOT

pytestmark = pytest.mark.slow
FELLOWS = ROOT.parent / "shared" / "corpus" / "integrated-care-fellows-programme.txt"
WIDTHS = (360, 1280)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "ICS_HOME": str(home), "ICS_BRIEFINGS": "true"}


def _ics(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "ui.cli", *arguments]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    port = _free_port()
    with (home.parent / "serve.log").open("w") as log:
        process = subprocess.Popen(
            _ics(home, "serve", "--port", str(port)), env=_environment(home), cwd=ROOT, stderr=log, stdout=log
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_ready(address, process)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        assert process.poll() is None, "the server ended"
        try:
            if httpx.get(f"{address}/health/ready").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError("the server was not ready within 180 s")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "no Chromium: `apt-get install chromium`"
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=options)
        yield opened
        opened.close()


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": request.param, "height": 800})
    asked: list[str] = []
    opened.on("request", lambda sent: asked.append(sent.url))
    opened.goto(address)
    yield opened
    opened.close()
    outside = [url for url in asked if not url.startswith((address, "data:", "blob:"))]
    assert outside == [], "the page asked for something from elsewhere"


def _ask(page: Page, question: str) -> None:
    box = page.get_by_label("Your question")
    box.fill(question)
    box.press("Enter")


# The page


def test_a_question_its_sources_and_a_follow_up(page: Page) -> None:
    expect(page.get_by_role("heading", name="ICS assistant")).to_be_visible()
    _ask(page, "How long is the fellows programme?")
    expect(page.get_by_text("12 months").first).to_be_visible(timeout=20_000)
    source = page.locator("summary", has_text="our briefing").first
    expect(source).to_be_visible(timeout=20_000)
    source.click()
    expect(page.locator("blockquote").first).to_be_visible()
    expect(page.locator("details[open]").first).to_contain_text("Integrated Care Fellows Programme")
    _ask(page, "and what backfill does it give?")
    expect(page.get_by_text("one day a week").first).to_be_visible(timeout=20_000)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "the page scrolls sideways"


def test_what_is_not_answered_says_so(page: Page) -> None:
    _ask(page, "How much amoxicillin should my child take?")
    expect(page.get_by_text("999").first).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="New conversation").click()
    expect(page.get_by_text("999")).to_have_count(0)
    _ask(page, "What is the salary of an ICB chief executive?")
    expect(page.get_by_text("do not say").first).to_be_visible(timeout=20_000)


def test_by_keyboard_an_example_is_asked(page: Page) -> None:
    page.get_by_role("button", name="What are the six functions of an ICS?").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("organising around a shared purpose").first).to_be_visible(timeout=20_000)


# The API


def _events(address: str, question: str) -> list[tuple[str, Any]]:
    with httpx.stream("POST", f"{address}/v1/ask/stream", json={"question": question}, timeout=120) as response:
        assert response.status_code == 200
        lines = list(response.iter_lines())
    names = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    return list(
        zip(
            names, (json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")), strict=True
        )
    )


def test_claims_come_before_the_whole_answer(address: str) -> None:
    events = _events(address, "What are the four enabling actions?")
    assert [name for name, _ in events][:2] == ["status", "status"]
    assert [name for name, _ in events][-1] == "done"
    claims, done = [data for name, data in events if name == "claim"], events[-1][1]
    assert [claim["text"] for claim in claims] == [claim["text"] for claim in done["claims"]]
    assert done == {**httpx.post(f"{address}/v1/ask", json={"question": "What are the four enabling actions?"}).json(),
                    "id": done["id"], "timings_ms": done["timings_ms"]}  # fmt: skip


def test_every_quotation_stands_in_its_document(address: str) -> None:
    answer = httpx.post(f"{address}/v1/ask", json={"question": "What did the Tameside pilot change?"}).json()
    assert answer["status"] == "answered"
    for citation in answer["citations"]:
        where = f"{address}/v1/documents/{citation['document']}/text"
        held = httpx.get(where, params={"start": citation["start"], "end": citation["end"]}).json()["text"]
        assert (held, citation["source"]) == (citation["quote"], "briefing")


def test_twenty_at_once_are_not_mixed_up(address: str) -> None:
    questions = ["What are the six functions of an ICS?", "How long is the fellows programme?"] * 10
    with ThreadPoolExecutor(20) as pool:
        ends = [events[-1] for events in pool.map(lambda question: _events(address, question), questions)]
    assert [(name, data["question"]) for name, data in ends] == [("done", question) for question in questions]
    assert len({json.dumps(data["claims"]) for _, data in ends}) == 2


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"question": " "}', 400),
        ('{"question": "What is an ICS?", "documents": ["none"]}', 400),
        ('{"question": 5}', 422),
        ('{"question": "What is an ICS?", "k": 1}', 422),
        ("{", 422),
        ('{"question": "' + "a" * 2_001 + '"}', 400),
    ],
)
@pytest.mark.parametrize("path", ["/v1/ask", "/v1/ask/stream"])
def test_a_bad_request_is_refused_with_the_reason(address: str, path: str, body: str, status: int) -> None:
    refused = httpx.post(f"{address}{path}", content=body, headers={"content-type": "application/json"})
    assert (refused.status_code, refused.headers["content-type"]) == (status, "application/problem+json")
    assert refused.json()["detail"]


def test_no_origin_is_let_in(address: str) -> None:
    answer = httpx.get(f"{address}/config", headers={"origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.skipif(not FELLOWS.exists(), reason="the publications are not here")
def test_a_change_of_the_index_is_seen_beside_the_running_server(address: str, home: Path) -> None:
    subprocess.run(_ics(home, "add", str(FELLOWS)), env=_environment(home), cwd=ROOT, check=True, capture_output=True)
    changed = time.monotonic()
    while _source(address) != "publication":
        assert time.monotonic() - changed < 5
        time.sleep(0.1)
    subprocess.run(
        _ics(home, "remove", FELLOWS.stem), env=_environment(home), cwd=ROOT, check=True, capture_output=True
    )
    time.sleep(5)
    assert _source(address) == "briefing"


def _source(address: str) -> str:
    source: str = httpx.get(f"{address}/v1/documents/{FELLOWS.stem}").json()["source"]
    return source
