"""Packs over HTTP, of a real server on loopback, on the briefings alone."""

from __future__ import annotations

import hashlib
import io
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docx
import httpx2 as httpx
import pytest

from tests.served import Server, ics, rare_word
from ui.shapes import pack as pack_shapes

pytestmark = pytest.mark.slow
QUESTIONS = ["What are the six functions of an ICS?", "What is the salary of an ICB chief executive?"]


def post(server: Server, body: Any, **query: str) -> httpx.Response:
    return httpx.post(f"{server.address}/v1/packs", json=body, params=query, timeout=120)


def test_a_pack_is_what_is_described_and_its_quotations_stand(server: Server) -> None:
    answer = post(server, {"questions": QUESTIONS})
    assert answer.status_code == 200, answer.text
    pack = pack_shapes.Pack.model_validate(answer.json())
    assert [each.status for each in pack.asked] == ["answered", "not_covered"]
    assert pack.quotations
    for each in pack.quotations:
        where = f"{server.address}/v1/documents/{each.document}/text?start={each.start}&end={each.end}"
        held = httpx.get(where).json()["text"]
        assert (held, hashlib.sha256(held.encode()).hexdigest()) == (each.quote, each.sha256)


@pytest.mark.parametrize("suffix", ["md", "docx"])
def test_a_pack_as_a_file_is_verified_and_a_tampered_one_found_out(server: Server, tmp_path: Path, suffix: str) -> None:
    answer = post(server, {"theme": "protected time for clinical leaders"}, format=suffix)
    assert f'.{suffix}"' in answer.headers["content-disposition"]
    path = tmp_path / f"pack.{suffix}"
    path.write_bytes(answer.content)
    whole = ics(server.home, "verify", str(path))
    assert (whole.returncode, "Every quotation is verified." in whole.stdout) == (0, True), whole.stderr
    tampered = _with_another_word(path)
    told = ics(server.home, "verify", str(tampered), "--json")
    found = pack_shapes.Verification.model_validate_json(told.stdout)
    sent = httpx.post(
        f"{server.address}/v1/packs/verify", files=[("files", (tampered.name, tampered.read_bytes()))], timeout=60
    )
    assert pack_shapes.Verification.model_validate(sent.json()) == found
    assert (told.returncode, found.verified) == (1, False)
    assert [each.outcome for each in found.quotations].count("altered") == 1


MANY = [f"What do the sources say about leadership in place {number}?" for number in range(50)]


def test_a_pack_whose_reader_left_stops_and_keeps_no_question_waiting_meanwhile(server: Server) -> None:
    with ThreadPoolExecutor(2) as both:
        packs = [both.submit(_left_after, server, 6) for _ in range(2)]
        time.sleep(1)
        began = time.monotonic()
        assert server.ask("What are the four enabling actions?")["status"] == "answered"
        assert not any(pack.done() for pack in packs)
        assert time.monotonic() - began < 5
    ended = time.monotonic() + 5
    while not (stopped := "ics_queue_served 0.0" in httpx.get(f"{server.address}/metrics").text):
        assert time.monotonic() < ended
        time.sleep(0.2)
    assert stopped


def _left_after(server: Server, seconds: float) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{server.address}/v1/packs", json={"questions": MANY}, timeout=seconds)


def _with_another_word(path: Path) -> Path:
    if path.suffix == ".md":
        lines = path.read_text(encoding="utf-8").split("\n")
        place = next(n for n, line in enumerate(lines) if line.startswith("> "))
        lines[place] = f"> Never {lines[place].removeprefix('> ')}"
        path.write_text("\n".join(lines), encoding="utf-8")
        return path
    document = docx.Document(io.BytesIO(path.read_bytes()))
    next(each for each in document.paragraphs if each.style and each.style.name == "Quote").runs[0].text += " Never."
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({}, 400, "send one of"),
        ({"theme": "x", "questions": ["y"]}, 400, "send one of"),
        ({"questions": [" "]}, 400, "question 1 is empty"),
        ({"questions": ["What?"] * 51}, 400, "at most 50"),
        ({"theme": "x", "k": 3}, 422, "k is not known here"),
    ],
)
def test_a_bad_body_is_refused_with_the_reason(server: Server, body: Any, status: int, told: str) -> None:
    refused = post(server, body)
    assert (refused.status_code, refused.headers["content-type"]) == (status, "application/problem+json")
    assert told in refused.json()["detail"]


def test_a_clinical_theme_is_a_pack_of_nothing(server: Server) -> None:
    told = post(server, {"theme": "How much ibuprofen can I take?"}).json()
    assert ([each["status"] for each in told["asked"]], told["quotations"]) == (["clinical"], [])


def test_one_file_is_verified_at_a_time_which_is_described_and_said(server: Server) -> None:
    files = [("files", (name, b"A pack.")) for name in ("a.md", "b.md")]
    refused = httpx.post(f"{server.address}/v1/packs/verify", files=files, timeout=60)
    assert refused.status_code == 400
    assert "Maximum number of files is 1" in refused.json()["detail"]
    body = httpx.get(f"{server.address}/openapi.json").json()["paths"]["/v1/packs/verify"]["post"]["requestBody"]
    files = body["content"]["multipart/form-data"]["schema"]["properties"]["files"]
    assert (files["maxItems"], files["description"]) == (
        1,
        "the Word (.docx) or Markdown (.md) file of a pack, up to ICS_MAX_FILE_MB",
    )


def test_it_is_described(server: Server) -> None:
    described = httpx.get(f"{server.address}/openapi.json").json()
    assert described["paths"]["/v1/packs"]["post"]["operationId"] == "pack"
    assert described["components"]["schemas"]["Wanted"]["properties"]["theme"]["examples"]


@pytest.mark.parametrize(("name", "told"), [("other.md", "holds no checked quotation"), ("pack.pdf", "is no pack")])
def test_what_is_no_pack_is_refused_with_its_name_and_left_nowhere(server: Server, name: str, told: str) -> None:
    word = rare_word().encode()
    files = [("files", (name, b"A %s wrote this." % word))]
    refused = httpx.post(f"{server.address}/v1/packs/verify", files=files, timeout=60)
    assert (refused.status_code, refused.json()["type"]) == (400, "urn:ics:usage")
    assert refused.json()["detail"].startswith(name)
    assert told in refused.json()["detail"]
    assert not [path for path in server.home.rglob("*") if path.is_file() and word in path.read_bytes()]
