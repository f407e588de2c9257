"""What is streamed, returned, stored, shown after a reload and exported: the same claims with the same citations."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from typing import Any

import docx
import pytest
from playwright.sync_api import APIRequestContext, expect

from assistant.settings import ROOT
from tests.browser.reader import PATIENCE, Reader

pytestmark = pytest.mark.slow
EXPORT = "/v1/conversations/{}/export?format={}"
SHOWN = """articles => articles.map(article => [
  [...article.querySelectorAll(".ics-claim")].map(claim => claim.textContent).join(" "),
  [...article.querySelectorAll("blockquote")].map(quote => quote.textContent)])"""


@dataclass(frozen=True)
class Said:
    """The words of an answer's claims, the numbers of their marks, and the quotations."""

    words: str
    marks: frozenset[int]
    quotes: tuple[str, ...]


def questions() -> list[str]:
    """Return 30 questions of the part that may be tuned on, of every status, that need no history."""
    lines = (ROOT / "evals" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    items = [item for item in map(json.loads, lines) if item["split"] == "tune" and not item["history"]]
    kept = [item["question"] for item in items if item["expected_status"] not in ("clinical", "personal_data")]
    return kept[:: len(kept) // 30][:30]


def bare(text: str) -> str:
    """Return words without marks, bullets and line ends."""
    return " ".join(re.sub(r"(?m)^\s*- ", "", re.sub(r"\[\d+\]", "", text)).split())


def said(words: str, quotes: list[str]) -> Said:
    return Said(bare(words), frozenset(map(int, re.findall(r"\[(\d+)\]", words))), tuple(map(bare, quotes)))


def of_json(claims: list[Any], citations: list[Any]) -> Said:
    words = "\n".join(claim["text"] for claim in claims)
    marks = frozenset(number for claim in claims for number in claim["citations"])
    return Said(bare(words), marks, tuple(bare(citation["display"]) for citation in citations))


def streamed(requests: APIRequestContext, address: str, question: str, conversation: str) -> tuple[Said, Any]:
    """Return what the claims of a stream said as they came, and the answer it ended with."""
    body = {"question": question, "conversation": conversation}
    text = requests.post(f"{address}/v1/ask/stream", data=body, timeout=PATIENCE).text()
    events = re.findall(r"^event: (\w+)\r?\ndata: (.*?)\r?$", text, re.MULTILINE)
    claims = [json.loads(data) for name, data in events if name == "claim"]
    citations = {one["number"]: one for claim in claims for one in claim["sources"]}
    (done,) = [json.loads(data) for name, data in events if name == "done"]
    return of_json(claims, [citations[number] for number in sorted(citations)]), done


def exported(document: bytes) -> list[Said]:
    """Return what a Word document says, an answer for each of its first headings."""
    found: list[tuple[list[str], list[str]]] = []
    beside = False
    for paragraph in docx.Document(io.BytesIO(document)).paragraphs:
        style = paragraph.style.name if paragraph.style else ""
        if style == "Heading 1":
            found.append(([], []))
        beside = style == "Heading 2" or (beside and style != "Heading 1")
        if style == "Quote":
            found[-1][1].append(paragraph.text)
        elif found and not beside and re.search(r"\[(?:\d+|…)\]$", paragraph.text):  # "[…]": items are left out
            found[-1][0].append(paragraph.text)
    return [said("\n".join(words), quotes) for words, quotes in found]


def test_thirty_answers_are_the_same_wherever_they_are_read(wide: Reader) -> None:
    requests, address, asked = wide.page.context.request, wide.address, questions()
    first, again = (requests.post(f"{address}/v1/conversations", data={}).json()["id"] for _ in range(2))
    came, ended = zip(*(streamed(requests, address, question, first) for question in asked), strict=True)
    returned = [
        requests.post(f"{address}/v1/ask", data={"question": each, "conversation": again}, timeout=PATIENCE).json()
        for each in asked
    ]
    exchanges = requests.get(f"{address}/v1/conversations/{first}").json()["exchanges"]
    stored = [exchange["answer"] for exchange in exchanges]
    assert stored == list(ended)
    expected = [of_json(answer["claims"], answer["citations"]) for answer in stored]
    assert len(expected) == 30
    assert sum(bool(each.marks) for each in expected) > 10
    assert list(came) == expected
    assert [of_json(answer["claims"], answer["citations"]) for answer in returned] == expected
    assert exported(requests.get(address + EXPORT.format(first, "docx")).body()) == expected
    wide.visit(f"/?conversation={first}")
    expect(wide.exchanges).to_have_count(30, timeout=PATIENCE)
    assert [said(*shown) for shown in wide.exchanges.evaluate_all(SHOWN)] == expected


def test_what_the_page_showed_as_it_came_is_what_is_stored_and_shown_again(wide: Reader) -> None:
    for question in ("What are the six functions of an ICS?", "What did the Tameside pilot change?"):
        wide.ask(question)
        (shown,) = wide.last.evaluate_all(SHOWN)
        conversation = wide.page.url.rsplit("=", 1)[1]
        kept = wide.page.context.request.get(f"{wide.address}/v1/conversations/{conversation}").json()
        answer = kept["exchanges"][-1]["answer"]
        assert said(*shown) == of_json(answer["claims"], answer["citations"])
        wide.page.reload()
        expect(wide.last).to_be_visible(timeout=PATIENCE)
        assert wide.last.evaluate_all(SHOWN) == [shown]
