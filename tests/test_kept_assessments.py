"""Kept assessments over HTTP, of a real server on loopback, on the briefings alone."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import httpx2 as httpx
import pytest

from assistant.drafting.assessment_form import make_form
from assistant.drafting.kept_assessment import KeptAssessments
from assistant.store import FILE
from assistant.works import Works
from tests.served import Server, rare_word
from ui.shapes import kept_assessment as kept_shapes

pytestmark = pytest.mark.slow
WORD = rare_word()
SAID = f"The {WORD} committee agreed three shared ambitions, and every partner signed them."
MET = {
    "criterion": "function-1",
    "verdict": "met",
    "evidence": [{"document": "note.txt", "quote": "agreed three shared ambitions"}],
}
BARE = {"criterion": "function-5", "verdict": "met", "confidence": "low", "next_step": "Ask the nurses."}


def kept(answer: httpx.Response, status: int = 200) -> kept_shapes.KeptAssessment:
    assert answer.status_code == status, answer.text
    return kept_shapes.KeptAssessment.model_validate(answer.json())


class Client:
    """An assessment at a server, and what is done with it."""

    def __init__(self, server: Server) -> None:
        self.root = f"{server.address}/v1/assessments/kept"
        body = {"set": "functions", "system": "Two Valleys"}
        self.begun = kept(httpx.post(self.root, json=body, timeout=60), 201)
        self.address = f"{self.root}/{self.begun.link}"

    def save(self, after: int, *judgements: Any, **more: Any) -> httpx.Response:
        body = {"after": after, "system": "Two Valleys", "judgements": list(judgements), **more}
        return httpx.put(self.address, json=body, timeout=60)

    def bring(self, after: int, name: str, content: bytes) -> httpx.Response:
        address = f"{self.address}/documents"
        return httpx.post(address, params={"after": after}, files=[("files", (name, content))], timeout=60)

    def assess(self, after: int) -> httpx.Response:
        return httpx.post(f"{self.address}/assess", json={"after": after}, timeout=300)


@pytest.fixture
def client(server: Server) -> Client:
    return Client(server)


def test_an_assessment_is_filled_in_assessed_exported_and_deleted(server: Server, client: Client) -> None:
    assert (client.begun.version, client.begun.assessment, client.begun.fault) == (1, None, "")
    assert len(client.begun.judgements) == 6
    brought = kept(client.bring(1, "note.txt", SAID.encode()))
    assert [each.name for each in brought.documents] == ["note.txt"]
    saved = kept(client.save(2, MET, BARE))
    first, fifth = saved.judgements[0], saved.judgements[4]
    place = first.evidence[0].place
    assert place
    assert SAID[place.start : place.end] == MET["evidence"][0]["quote"]  # type: ignore[index]
    assert (fifth.verdict, fifth.said, fifth.reason) == (
        "not evidenced",
        "met",
        "You say “met”, and no evidence is shown.",
    )
    assert httpx.get(f"{client.address}/export").status_code == 400
    assessed = kept(client.assess(3))
    assert (assessed.version, assessed.assessed) == (4, 4)
    assert assessed.assessment
    assert {each.id: each.verdict for each in assessed.assessment.judgements}["function-1"] == "met"
    again = kept(httpx.get(client.address))
    assert again == assessed
    versions = kept_shapes.AssessmentVersions.model_validate(httpx.get(f"{client.address}/versions").json()).versions
    assert [(each.number, each.note) for each in versions] == [
        (4, "assessed"),
        (3, "filled in"),
        (2, "brought note.txt"),
        (1, "begun"),
    ]
    assert [len(each.counts) for each in versions] == [6, 0, 0, 0]
    word = httpx.get(f"{client.address}/export").content
    title = docx.Document(io.BytesIO(word)).paragraphs[0].text
    assert re.fullmatch(r"Self-assessment: Two Valleys, \d+ \w+ \d{4}, \d\d:\d\d UTC, version 4", title)
    markdown = httpx.get(f"{client.address}/export", params={"format": "md"}).text
    assert markdown.startswith("# Self-assessment: Two Valleys")
    assert httpx.delete(client.address).status_code == 204
    assert httpx.get(client.address).status_code == 404
    assert not [path for path in server.home.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()]


def test_a_plan_is_begun_from_a_weak_point_and_each_says_so(server: Server, client: Client) -> None:
    def begin(criterion: str, link: str = client.begun.link) -> httpx.Response:
        body = {"begun_from": {"assessment": link, "criterion": criterion}}
        return httpx.post(f"{server.address}/v1/plans/kept", json=body, timeout=60)

    early = begin("function-5")
    assert (early.status_code, "not assessed yet" in early.json()["detail"]) == (400, True)
    assert kept(client.assess(1)).assessed
    begun = begin("function-5")
    assert begun.status_code == 201, begun.text
    assessment = kept(httpx.get(client.address)).assessment
    assert assessment
    assert [each.criterion for each in assessment.plans] == ["function-5"]
    assert "function-1, function-2" in begin("function-50").json()["detail"]
    assert begin("function-5", "x" * 32).status_code == 404


def test_what_was_brought_is_in_no_index_and_in_no_file_but_the_store(server: Server, client: Client) -> None:
    kept(client.bring(1, "note.txt", SAID.encode()))
    found = httpx.post(f"{server.address}/v1/search", json={"query": f"{WORD} committee"}, timeout=60).json()
    assert not any(WORD in hit["text"] for hit in found["hits"])
    holding = [path.name for path in server.home.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()]
    assert holding
    assert all(name.startswith("store.sqlite") for name in holding)
    assert kept(httpx.delete(f"{client.address}/documents/note.txt", params={"after": 2})).documents == []
    httpx.delete(client.address)


def test_an_earlier_version_is_read_as_it_was(client: Client) -> None:
    client.save(1, BARE)
    client.bring(2, "note.txt", b"Some text.")
    client.save(3)
    assert kept(httpx.get(f"{client.address}/versions/2")).form.judgements[0].next_step == "Ask the nurses."
    assert kept(httpx.get(client.address)).form.judgements == []
    client.save(4, BARE)
    gone = httpx.get(f"{client.address}/versions/4")  # a minute's typing is one version
    assert (gone.status_code, gone.json()["detail"]) == (
        404,
        "no version 4 of this assessment is kept: the newest is 5",
    )


def test_who_saves_second_is_told_and_overwrites_nothing(client: Client) -> None:
    client.save(1, BARE)
    for late in (client.save(1), client.assess(1), client.bring(1, "note.txt", b"Some text.")):
        assert (late.status_code, late.json()["type"]) == (409, "urn:ics:conflict")
        assert "version 2 was saved while you worked on version 1" in late.json()["detail"]
    assert kept(httpx.get(client.address)).version == 2


@pytest.mark.parametrize(
    ("judgement", "status", "told"),
    [
        ({"criterion": "core.9"}, 400, "no criterion 'core.9'"),
        ({"criterion": "function-1", "verdict": "splendid"}, 422, "verdict"),
        ({"criterion": "function-1", "next_step": "Mrs Smith has dementia."}, 400, "identify a person"),
    ],
)
def test_a_bad_form_is_refused_and_changes_nothing(client: Client, judgement: Any, status: int, told: str) -> None:
    refused = client.save(1, judgement)
    assert (refused.status_code, refused.headers["content-type"]) == (status, "application/problem+json")
    assert told in refused.json()["detail"]
    assert kept(httpx.get(client.address)).version == 1


def test_a_document_that_cannot_be_read_is_refused_with_the_reason(client: Client) -> None:
    for name, content, told in (("empty.txt", b"", "is empty"), ("a.pdf", b"%PDF-1.4 broken", "a.pdf")):
        refused = client.bring(1, name, content)
        assert refused.status_code == 400, refused.text
        assert told in refused.json()["detail"]


def test_what_was_filled_in_for_other_criteria_is_still_read_and_is_not_judged(server: Server, client: Client) -> None:
    works = KeptAssessments(Works(server.home / FILE, 90))
    form = make_form({"set": "functions", "criteria": "0" * 12, "judgements": [BARE]})
    link = works.begin(form).link
    found = kept(httpx.get(f"{client.root}/{link}"))
    assert (found.form.judgements[0].next_step, found.judgements) == ("Ask the nurses.", [])
    assert "was written for the criteria 000000000000" in found.fault
    refused = httpx.post(f"{client.root}/{link}/assess", json={"after": 1}, timeout=60)
    assert (refused.status_code, refused.json()["type"]) == (400, "urn:ics:usage")


@pytest.mark.parametrize("lacking", ["system", "judgements"])
def test_a_form_that_lacks_a_field_empties_nothing(client: Client, lacking: str) -> None:
    whole = {"after": 1, "system": "Two Valleys", "judgements": []}
    refused = httpx.put(client.address, json={name: told for name, told in whole.items() if name != lacking})
    assert (refused.status_code, refused.json()["detail"]) == (422, f"{lacking} is missing: add it")


def test_a_link_that_was_guessed_opens_nothing(client: Client) -> None:
    assert httpx.get(f"{client.root}/{'A' * 32}").status_code == 404
