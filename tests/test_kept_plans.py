"""Plans that are kept, over HTTP: sittings, versions, conflicts, claims taken in, files out and in; a real server."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import httpx2 as httpx
import pytest

from assistant.library import Library
from assistant.settings import Settings
from tests.served import Server, served
from ui.shapes import kept_plan as shapes

pytestmark = pytest.mark.slow
PROBLEM = "Residents of care homes are taken to hospital for falls that homes could manage."
QUESTION = "How long is the fellows programme, and what backfill does it give?"


@dataclass
class Kept:
    """A plan that is kept, as a program uses it: it works on the version that it saw last."""

    server: Server
    told: Any

    @property
    def address(self) -> str:
        return f"{self.server.address}/v1/plans/kept/{self.told['link']}"

    @property
    def after(self) -> int:
        return int(self.told["version"]["number"])

    def lines(self, kind: str) -> list[Any]:
        return [line for section in self.told["plan"]["sections"] for line in section["lines"] if line["kind"] == kind]

    def line(self, id: str) -> Any:
        return next(line for section in self.told["plan"]["sections"] for line in section["lines"] if line["id"] == id)

    def post(self, path: str, **body: Any) -> Any:
        return self._seen(httpx.post(f"{self.address}/{path}", json={"after": self.after, **body}, timeout=300))

    def change(self, **operation: Any) -> Any:
        return self._seen(httpx.patch(self.address, json={"after": self.after, "operation": operation}, timeout=60))

    def _seen(self, answer: httpx.Response) -> Any:
        assert answer.status_code == 200, answer.text
        self.told = answer.json()
        assert json.loads(shapes.KeptPlan.model_validate(self.told).model_dump_json()) == self.told
        return self.told


def begin(server: Server, **brief: Any) -> Kept:
    answer = httpx.post(f"{server.address}/v1/plans/kept", json={"brief": brief}, timeout=60)
    assert answer.status_code == 201, answer.text
    return Kept(server, answer.json())


@pytest.fixture
def plan(server: Server) -> Kept:
    """A plan that is drafted."""
    made = begin(server, problem=PROBLEM, months=9, worries="Homes feel blamed.")
    made.post("draft")
    return made


def refused(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, str(answer.json()["type"]).removeprefix("urn:ics:")


def test_a_plan_is_written_in_sittings(server: Server) -> None:
    plan = begin(server, place="Two valleys")
    assert (plan.told["brief"]["place"], plan.told["plan"], plan.after) == ("Two valleys", None, 1)
    too_early = httpx.post(f"{plan.address}/draft", json={"after": 1})
    assert refused(too_early) == (400, "usage")
    assert "the field 'problem' is empty" in too_early.json()["detail"]
    plan.change(do="fill", brief={"problem": PROBLEM, "team": [{"role": "nurse"}]})
    plan.post("draft")
    assert len(plan.lines("guidance")) >= 10
    assert [each["note"] for each in httpx.get(f"{plan.address}/versions").json()["versions"]] == [
        "drafted",
        "filled in: the problem, who is in the team",
        "filled in: the place",
    ]
    assert httpx.get(plan.address).json() == plan.told
    assert httpx.get(f"{plan.address}/versions/1").json()["brief"]["problem"] == ""
    plan.change(do="fill", brief={"months": 9})
    assert plan.told["stale"]
    assert httpx.delete(plan.address).status_code == 204
    assert refused(httpx.get(plan.address)) == (404, "not-kept")


def test_a_line_is_edited_and_an_earlier_version_comes_back(plan: Kept) -> None:
    first, confirm = plan.lines("guidance")[0], plan.lines("assumption")[0]
    plan.change(do="edit", line=first["id"], text="Bananas are good for 97 elephants.")
    assert plan.line(first["id"])["kind"] == "yours"
    assert plan.line(first["id"])["note"].startswith("You changed what the sources say")
    plan.change(do="settle", line=confirm["id"])
    plan.change(do="add", section="time", text="Wednesdays are ours.")
    ours = next(each for each in plan.lines("yours") if each["text"] == "Wednesdays are ours.")
    plan.change(do="milestone", number=1, title="Days agreed", start=1, end=2)
    assert plan.told["plan"]["milestones"][0]["title"] == "Days agreed"
    plan.change(do="remove", line=plan.lines("gap")[0]["id"])
    plan.change(do="restore", version=2)
    assert plan.told["version"]["note"] == "went back to version 2"
    assert plan.line(first["id"]) == first
    plan.change(do="add", section="time", text="Thursdays are ours.")
    assert len({each["id"] for each in [*plan.lines("yours"), ours]}) == len(plan.lines("yours")) + 1
    before = plan.after
    plan.change(do="recheck")  # the documents are the same
    assert plan.after == before


def test_who_saves_second_is_told_and_loses_nothing(plan: Kept) -> None:
    line = plan.lines("assumption")[0]["id"]
    plan.change(do="edit", line=line, text="First.")
    late = {"after": plan.after - 1, "operation": {"do": "edit", "line": line, "text": "Second."}}
    answer = httpx.patch(plan.address, json=late)
    assert refused(answer) == (409, "conflict")
    assert httpx.get(plan.address).json() == plan.told
    for path in ("draft", "claims", "import"):
        more = {"section": "time", "question": "x", "document": "x", "spans": [[0, 1]]} if path == "claims" else {}
        more |= {"markdown": "x"} if path == "import" else {}
        assert refused(httpx.post(f"{plan.address}/{path}", json={"after": 1, **more})) == (409, "conflict")
    assert refused(httpx.patch(plan.address, json={**late, "after": 99})) == (400, "usage")


def test_a_claim_is_taken_in_and_never_in_the_callers_words(plan: Kept) -> None:
    answer = plan.server.ask(QUESTION)
    claim = answer["claims"][0]
    cited = [answer["citations"][number - 1] for number in claim["citations"]]
    spans = [[each["start"], each["end"]] for each in cited]
    named = {"section": "time", "question": QUESTION, "document": cited[0]["document"]}
    for wrong, told in (([[0, 10]], "no such claim"), ([[9, 3]], "is no span")):
        answer = httpx.post(f"{plan.address}/claims", json={"after": plan.after, **named, "spans": wrong})
        assert refused(answer) == (400, "usage")
        assert told in answer.json()["detail"]
    plan.post("claims", **named, spans=spans)
    taken = next(each for each in plan.told["plan"]["sections"] if each["id"] == "time")["lines"][-1]
    assert (taken["kind"], taken["text"]) == ("guidance", claim["text"])
    numbers = taken["citations"]
    assert [plan.told["plan"]["citations"][number - 1]["quote"] for number in numbers] == [
        each["quote"] for each in cited
    ]


def test_files_go_out_and_edited_markdown_comes_in(plan: Kept) -> None:
    word = httpx.get(f"{plan.address}/export")
    document = docx.Document(io.BytesIO(word.content))
    quoted = [each.text for each in document.paragraphs if each.style and each.style.name == "Quote"]
    assert [text.split("] ", 1)[-1] for text in quoted] == [each["display"] for each in plan.told["plan"]["citations"]]
    markdown = httpx.get(f"{plan.address}/export?format=md").text
    assert f"Version {plan.after} of this plan." in markdown
    before = plan.after
    plan.post("import", markdown=markdown)
    assert plan.after == before
    one = "Each risk has one owner in the team"
    plan.change(do="add", section="time", text="A colleague's line.")
    plan.post("import", markdown=markdown.replace(one, "Each risk has two owners in the team"))
    assert plan.told["version"]["note"] == "read from a file: 1 changed"
    assert any(line["text"].startswith("Each risk has two owners") for line in plan.lines("assumption"))
    assert any(line["text"] == "A colleague's line." for line in plan.lines("yours"))
    broken = httpx.post(
        f"{plan.address}/import", json={"after": plan.after, "markdown": markdown.replace("**You", "**I")}
    )
    assert refused(broken) == (400, "usage")
    assert "cannot be read" in broken.json()["detail"]


@pytest.mark.parametrize(
    ("brief", "status", "kind", "told"),
    [
        ({"known": "NHS number 943 476 5919"}, 400, "brief-refused", "nothing was kept"),
        ({"problem": "Mrs Smith has dementia."}, 400, "brief-refused", "identify a person"),
        ({"months": 0}, 400, "usage", "the field 'months' is 0"),
        ({"budget": 3}, 422, "malformed", "brief.budget is not known here"),
    ],
)
def test_a_brief_that_tells_of_a_person_is_refused(
    server: Server, brief: Any, status: int, kind: str, told: str
) -> None:
    answer = httpx.post(f"{server.address}/v1/plans/kept", json={"brief": brief})
    assert refused(answer) == (status, kind)
    assert told in answer.json()["detail"]


def test_an_unknown_link_is_told_for_every_route(server: Server) -> None:
    address = f"{server.address}/v1/plans/kept/nothing"
    gone = [
        httpx.get(address),
        httpx.delete(address),
        httpx.patch(address, json={"after": 1, "operation": {"do": "recheck"}}),
        *(httpx.get(f"{address}/{path}") for path in ("versions", "versions/1", "export")),
        httpx.post(f"{address}/draft", json={"after": 1}),
        httpx.post(f"{address}/import", json={"after": 1, "markdown": "x"}),
    ]
    assert {refused(answer) for answer in gone} == {(404, "not-kept")}


def test_when_the_documents_change_each_quotation_is_checked_again(home: Path, tmp_path: Path) -> None:
    own, note = Path(shutil.copytree(home, tmp_path / "home")), tmp_path / "note.txt"
    said = "The zephyr desk of Harbour Trust lends seven cover nurses to care homes for night falls."
    note.write_text(f"Zephyr desk\n\n{said}\n\nIt began in March.\n", encoding="utf-8")
    library = Library(Settings(home=own, briefings=True))
    library.add([note], title="Zephyr desk", publisher="Harbour Trust")
    with served(own) as server:
        plan = begin(server, problem="Care homes lack the cover nurses of the zephyr desk for night falls.")
        plan.post("draft")
        asked = server.ask("How many cover nurses does the zephyr desk of Harbour Trust lend?")
        cited = asked["citations"][0]
        if not any(each["document"] == cited["document"] for each in plan.told["plan"]["citations"]):
            plan.post("claims", section="time", question=asked["question"], document=cited["document"],
                      spans=[[cited["start"], cited["end"]]])  # fmt: skip
        assert cited["document"] == "zephyr-desk"
        gone = [line["id"] for line in plan.lines("guidance") if _rests_on(plan, line, "zephyr-desk")]
        assert gone
        library.remove(["zephyr-desk"])
        server_sees_it(server, "zephyr-desk")
        plan.told = httpx.get(plan.address).json()
        assert plan.told["checked"]["changed"]
        assert plan.told["checked"]["gone"] >= len(gone)
        assert plan.told["checked"]["lost"] == gone
        lost = plan.line(gone[0])
        assert (lost["kind"], lost["confirm_with"]) == ("assumption", "whoever holds Harbour Trust, Zephyr desk")
        assert "no longer stand in them" in lost["note"]
        plan.change(do="recheck")
        assert plan.told["version"]["note"].startswith("sources checked again: ")
        assert not plan.told["checked"]["changed"]
        assert plan.line(gone[0]) == lost


def _rests_on(plan: Kept, line: Any, document: str) -> bool:
    return any(plan.told["plan"]["citations"][number - 1]["document"] == document for number in line["citations"])


def server_sees_it(server: Server, gone: str) -> None:
    """Wait until a document is no longer served."""
    import time

    deadline = time.monotonic() + 30
    while httpx.get(f"{server.address}/v1/documents/{gone}").status_code == 200:
        assert time.monotonic() < deadline
        time.sleep(0.2)
