"""Documents added and removed over HTTP: real files, sent to a real server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from filelock import FileLock

from assistant.retrieval.generations import Generations
from tests.files import docx_file, locked_pdf, pdf_file
from tests.served import Server, faults
from ui.routes.files import safe_name
from ui.shapes import answer as shapes

pytestmark = pytest.mark.slow
LONG = "How long is the fellows programme?"
BRIEFING = "integrated-care-fellows-programme"
NOTE = "# The hedgerow count\n\nElmbridge counted 412 hedgerows in the spring of 2025, and wrote down who tends them.\n"


def _send(server: Server, *files: Path | tuple[str, bytes], **more: Any) -> httpx.Response:
    named = [(each.name, each.read_bytes()) if isinstance(each, Path) else each for each in files]
    return httpx.post(f"{server.address}/v1/documents", files=[("files", each) for each in named], timeout=300, **more)


def _outcomes(answer: httpx.Response) -> list[tuple[str, str, str | None]]:
    """Return file, action and document of each outcome of a change that was made."""
    assert answer.status_code == 200, answer.text
    report = shapes.Report.model_validate(answer.json())
    return [(each.path, each.action, each.document_id) for each in report.outcomes]


def _ids(server: Server) -> set[str]:
    return {each["id"] for each in httpx.get(f"{server.address}/v1/documents").json()["documents"]}


def _remove(server: Server, name: str) -> httpx.Response:
    return httpx.delete(f"{server.address}/v1/documents/{name}", timeout=300)


def _is_problem(answer: httpx.Response, status: int, kind: str) -> bool:
    found = shapes.Problem.model_validate(answer.json())
    return (answer.status_code, found.status, found.type) == (status, status, f"urn:ics:{kind}")


def test_files_are_added_while_questions_are_answered_and_served_when_told_so(
    open_server: Server, tmp_path: Path
) -> None:
    note, count, word = "working-well-together", "the-hedgerow-count", docx_file(tmp_path)
    files: list[Path | tuple[str, bytes]] = [
        pdf_file(tmp_path),
        ("../../count.md", NOTE.encode()),
        locked_pdf(tmp_path, "secret"),
    ]
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(_send, open_server, *files)
        while not sent.done():
            assert open_server.ask(LONG)["status"] == "answered"
        answer = sent.result()
    assert _outcomes(answer) == [
        ("note.pdf", "added", note), ("count.md", "added", count), ("locked.pdf", "refused", None)
    ]  # fmt: skip
    assert "only with a password" in answer.json()["outcomes"][2]["reason"]
    assert {note, count} <= _ids(open_server)  # at once, without another look
    told = open_server.ask("How many hedgerows did Elmbridge count?", documents=[count])
    assert "412" in told["text"]
    assert _outcomes(_send(open_server, word)) == [("note.docx", "replaced", note)]
    assert _outcomes(_remove(open_server, note)) == [("note.docx", "removed", note)]
    assert note not in _ids(open_server)
    assert _left(open_server) == []
    assert faults(open_server.home) == []


def _left(server: Server) -> list[Path]:
    """Return what an upload left behind."""
    return [*server.home.glob("uploads/*"), *server.home.glob("generations/*.part"), *server.home.parent.glob("*.md")]


def test_a_document_is_described_by_who_sends_it(open_server: Server) -> None:
    titled = {"title": "Hedges", "publisher": "Elmbridge", "published": "2025-03"}
    assert _outcomes(_send(open_server, ("count.md", NOTE.encode()), data=titled))[0][2] == "hedges"
    held = httpx.get(f"{open_server.address}/v1/documents/hedges").json()
    assert {key: held[key] for key in titled} == titled


def test_another_run_is_named_and_nothing_changes(open_server: Server) -> None:
    generations = Generations(open_server.home)
    with generations.locked():
        answer = _send(open_server, ("count.md", NOTE.encode()))
        assert _is_problem(answer, 503, "busy")
        assert generations.holder() in answer.json()["detail"]
        assert int(answer.headers["retry-after"]) > 0
    with FileLock(open_server.home / "uploads.lock"):
        assert _is_problem(_send(open_server, ("count.md", NOTE.encode())), 503, "busy")
    assert _left(open_server) == []


def test_what_is_too_large_is_turned_away(open_server: Server) -> None:
    assert _is_problem(_send(open_server, ("long.md", b"a" * 1_200_000)), 413, "too-large")

    def endless() -> Iterator[bytes]:
        yield b'--x\r\ncontent-disposition: form-data; name="files"; filename="long.md"\r\n\r\n'
        for _ in range(50):
            yield b"a" * 100_000

    headers = {"content-type": "multipart/form-data; boundary=x"}
    address = f"{open_server.address}/v1/documents"
    assert _is_problem(httpx.post(address, content=endless(), headers=headers), 413, "too-large")
    assert _left(open_server) == []


FILE = [("files", ("count.md", NOTE.encode()))]


@pytest.mark.parametrize(
    ("sent", "status", "kind"),
    [
        ({"json": {"files": []}}, 400, "usage"),
        ({"data": {"title": "none"}}, 400, "usage"),
        ({"files": [*FILE, *FILE], "data": {"title": "two"}}, 400, "usage"),
        ({"files": FILE * 21}, 400, "unreadable"),
        ({"files": FILE, "data": {"published": "last year"}}, 422, "malformed"),
        ({"files": FILE, "data": {"title": "a\x1bb"}}, 422, "malformed"),
        ({"files": FILE, "data": {"standing": "law"}}, 422, "malformed"),
        ({"content": b"--", "headers": {"content-type": "multipart/form-data"}}, 400, "unreadable"),
    ],
)
def test_a_bad_form_is_refused_with_the_reason(
    open_server: Server, sent: dict[str, Any], status: int, kind: str
) -> None:
    assert _is_problem(httpx.post(f"{open_server.address}/v1/documents", **sent), status, kind)


def test_what_cannot_be_removed_says_why(open_server: Server) -> None:
    assert _is_problem(_remove(open_server, "none"), 404, "not-found")
    refused = _remove(open_server, BRIEFING)
    assert _is_problem(refused, 400, "usage")
    assert "ICS_BRIEFINGS" in refused.json()["detail"]


def test_another_site_cannot_change_documents(open_server: Server) -> None:
    before = httpx.get(f"{open_server.address}/v1/documents").json()
    own = _send(open_server, ("photo.png", b"\x89PNG"), headers={"origin": open_server.address})
    assert _outcomes(own) == [("photo.png", "refused", None)]  # a result, though all files are
    for origin in ("https://elsewhere.example", "null"):
        answer = _send(open_server, ("count.md", NOTE.encode()), headers={"origin": origin})
        assert _is_problem(answer, 403, "forbidden")
    assert httpx.get(f"{open_server.address}/v1/documents").json() == before


def test_where_it_is_not_allowed_nothing_changes(server: Server) -> None:
    for answer in (_send(server, ("count.md", NOTE.encode())), _remove(server, BRIEFING)):
        assert _is_problem(answer, 403, "forbidden")
        assert "ICS_ALLOW_CHANGES" in answer.json()["detail"]
    assert "the-hedgerow-count" not in _ids(server)


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\papers\\Board paper.docx", "Board paper.docx"),
        (".hidden.md", "hidden.md"),
        ("a\x00b\x1b[31m\u202etxt.pdf", "ab[31mtxt.pdf"),
        ("", "document"),
        ("..", "document"),
        ("é" * 500 + ".pdf", "é" * 60 + ".pdf"),
        ("half\ud800.md", "half.md"),
    ],
)
def test_a_name_climbs_nowhere(given: str, safe: str) -> None:
    assert safe_name(given) == safe
