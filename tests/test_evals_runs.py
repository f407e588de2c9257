"""A run is stored, scored again for nothing, compared, accepted and reported; the exit codes say how it went."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pydantic import TypeAdapter
from typer.testing import CliRunner, Result

from assistant.errors import UsageError
from assistant.types import Answer, Chunk, Citation, Claim, Document, Hit, Notice, Status, Turn
from evals import __main__ as commands
from evals import accepted, runs
from evals.actual import Actual, Passage, read_actual, said, write_actual
from evals.generate import K, Ours, generate
from evals.running import rescore, said_before
from evals.runs import Run, begin, latest
from tests.made import place
from tests.made_evals import COST, DOCUMENTS, NOTE, RAN, actual, item, passage
from tests.made_evals import said as claimed

SPAN = place(NOTE, COST)
HIT = Hit(Chunk("note", (), SPAN.start, SPAN.end, COST), 1.0, {"late_interaction": 0.8})
CLAIM = Claim(COST, (Citation(NOTE, SPAN.start, SPAN.end),))
AT_COST = {"document": "note", "first": "The desk cost", "last": "first year."}
LINES = [
    {
        "id": "a1",
        "type": "factoid",
        "split": "tune",
        "question": "What was spent on it?",
        "expected_status": "answered",
        "expected_evidence": [
            {
                "importance": "vital",
                "alternatives": [{"document": "note", "first": "The desk cost", "last": "first year."}],
            }
        ],
        "nuggets": [{"importance": "vital", "pattern": "230"}],
    },
    {
        "id": "b2",
        "type": "near_miss",
        "split": "check",
        "question": "The kept secret?",
        "expected_status": "not_covered",
    },
    {"id": "c3", "type": "project_plan", "split": "tune", "question": "A plan?", "expected_status": "answered"},
]
RIGHT = [
    replace(actual(claimed(COST), hits=[COST], name="a1"), seconds=0.1, timings_ms={"total": 100.0}),
    actual(name="b2"),
    actual(name="c3"),
]
WRONG = [actual(claimed(RAN), hits=[RAN], name="a1"), actual(claimed(RAN), name="b2"), actual(name="c3")]


class Fake:
    """Finds the cost and says it, to whoever does not ask too much."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def search(
        self, query: str, history: Sequence[Turn] = (), documents: Sequence[str] = (), k: int | None = None
    ) -> tuple[str, tuple[Hit, ...]]:
        assert k == K
        if len(query) > 50:
            raise UsageError("too long")
        return query, (HIT,)

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        self.asked.append(question)
        notices = (Notice("age", f"old {len(self.asked) if question == 'fickle' else ''}"),)
        return Answer("1", question, question, Status.ANSWERED, "", (CLAIM,), notices=notices, timings_ms={"total": 3})


def test_what_comes_out_is_stored_as_it_was(tmp_path: Path) -> None:
    (told,) = generate(Ours(Fake()), [replace(item(), standalone="alone")])
    assert told.hits == told.standalone_hits == (Passage("note", SPAN.start, SPAN.end, 1.0),)
    assert (told.status, told.claims, told.notices) == ("answered", said(Fake().ask("x")), ("old ",))
    assert (told.confidence, told.same, told.timings_ms) == (0.8, True, {"total": 3.0})
    assert told.shown == f"{COST}\n\nold "
    write_actual(tmp_path / "a" / "actual.jsonl", [told])
    assert read_actual(tmp_path / "a" / "actual.jsonl") == (told,)


def test_a_system_that_says_something_else_when_asked_again_is_caught() -> None:
    (told,) = generate(Ours(Fake()), [replace(item(), question="fickle")])
    assert told.same is False


def test_every_tenth_is_asked_twice() -> None:
    fake = Fake()
    told = list(generate(Ours(fake), [item(name=str(n)) for n in range(12)]))
    assert [n for n, each in enumerate(told) if each.same is not None] == [0, 10]
    assert len(fake.asked) == 14


def test_a_malformed_question_is_a_result_and_a_search_has_no_status() -> None:
    long = replace(item(), question="x" * 51)
    assert next(generate(Ours(Fake()), [long])) == Actual("q", status="malformed", text="too long", same=True)
    (found,) = generate(Ours(Fake(), answers=False), [item()])
    assert (found.status, found.claims, len(found.hits)) == (None, (), 1)


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(runs, "RUNS", tmp_path / "runs")
    monkeypatch.setattr(accepted, "ACCEPTED", tmp_path / "accepted")
    return tmp_path


def stored(folder: Path, told: Sequence[Actual], **configuration: Any) -> Run:
    made = TypeAdapter(dict[str, Document]).dump_json(DOCUMENTS)
    (folder / "documents.json").write_bytes(made)
    about = {"corpus": "publications", "mode": "answers", "part": "all", "made": "today", "data": "d", "documents": "e"}
    about |= {"code": {"commit": "abc", "changed": "False"}} | configuration
    run = begin(about, [json.dumps(line) for line in LINES], folder)
    write_actual(run.folder / "actual.jsonl", told)
    write_actual(run.folder / "baselines" / "abstain.jsonl", [Actual(each.id, status="not_covered") for each in told])
    rescore(run)
    return run


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(commands.app, list(arguments))


def test_a_run_is_read_as_it_was_stored_and_scored(folders: Path) -> None:
    run = stored(folders, RIGHT)
    again = latest("publications")
    assert again.folder == run.folder
    assert [each.id for each in again.items] == ["a1", "b2", "c3"]
    assert [each.id for each in Run(run.folder, part="check").items] == ["b2"]
    assert again.systems == ("ours", "abstain")
    assert again.documents == DOCUMENTS
    assert again.values()["a1"]["passed"].share == again.values()["b2"]["passed"].share == 1.0
    assert again.values("abstain")["a1"]["over_refusal"].share == 1.0
    assert "c3" not in again.values()
    with pytest.raises(FileNotFoundError, match="no run of the briefings yet"):
        latest("briefings")


def test_the_whole_way_from_accepting_to_a_regression(folders: Path) -> None:
    assert invoke("compare").exit_code == 2  # no run yet
    run = stored(folders, RIGHT)
    missing = invoke("compare")
    assert (missing.exit_code, "no run of the publications was accepted yet" in missing.output) == (5, True)
    assert invoke("accept", "--reason", "the first").exit_code == 0
    assert "desk" not in (folders / "accepted" / "publications.json").read_text(encoding="utf-8")
    well = invoke("compare", "--no-floors")
    assert (well.exit_code, "no item flipped" in well.output) == (0, True)
    stored(folders, WRONG)
    worse = invoke("compare", "--no-floors")
    assert worse.exit_code == 4  # two items are too few to be sure
    assert "lost   passed         a1       factoid        What was spent on it?" in worse.output
    assert "not tuned on: not shown" in worse.output
    assert "secret" not in worse.output
    older = invoke("compare", "--no-floors", "--run", str(run.folder))
    assert older.exit_code == 0


def test_scoring_again_asks_nothing_and_floors_decide(folders: Path) -> None:
    run = stored(folders, RIGHT)
    (run.folder / "values.json").unlink()
    told = invoke("run", "--stored", str(run.folder))
    assert (told.exit_code, "verdict: pass (0)" in told.output) == (0, True)
    wrong = invoke("run", "--stored", str(stored(folders, WRONG).folder))
    assert (wrong.exit_code, "floor: near misses refused is 0.000" in wrong.output) == (1, True)
    assert invoke("run", "--stored", str(run.folder), "--no-floors").exit_code == 0


def test_what_the_same_code_said_to_the_same_items_is_taken_over(folders: Path) -> None:
    before = stored(folders, RIGHT, code={"assistant": "x"}, settings={})
    same = stored(folders, WRONG, code={"assistant": "x"}, settings={})
    assert said_before(same, before) == {each.id: each for each in RIGHT}
    assert said_before(stored(folders, WRONG, code={"assistant": "y"}, settings={}), before) == {}
    assert said_before(stored(folders, WRONG, code={"assistant": "x"}, settings={"k": 3}), before) == {}
    lines = (before.folder / "items.jsonl").read_text(encoding="utf-8")
    (before.folder / "items.jsonl").write_text(lines.replace("secret?", "other?"), encoding="utf-8")
    assert set(said_before(same, Run(before.folder))) == {"a1", "c3"}


@pytest.mark.parametrize("other", [{"part": "tune"}, {"mode": "retrieval"}])
def test_a_search_or_the_part_tuned_on_cannot_be_accepted(folders: Path, other: dict[str, str]) -> None:
    stored(folders, RIGHT, **other)
    told = invoke("accept", "--reason", "x")
    assert (told.exit_code, "only a run with answers" in told.output) == (2, True)


def test_what_goes_wrong_has_its_exit_code(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert invoke("validate", "--publications", str(folders / "nowhere")).exit_code == 2
    assert invoke("run", "--corpus", "novels").exit_code == 2

    def fails(*_: object) -> None:
        raise UsageError("the system fell over")

    monkeypatch.setattr(commands, "prepared", fails)
    told = invoke("run")
    assert (told.exit_code, "the system fell over" in told.output) == (3, True)


def reported(run: Run, *options: str) -> str:
    """Return the page of a run's report, which is made by the command."""
    told = invoke("report", *options)
    assert told.exit_code == 0, told.output
    return (run.folder / "report.html").read_text(encoding="utf-8")


def test_the_report_tells_what_is_weak_and_shows_no_question_kept_apart(folders: Path) -> None:
    run = stored(folders, WRONG)
    page = reported(run)
    assert "The three worst weaknesses" in page
    assert "None rests on more than a handful of items" in page
    assert "where at least None" not in page
    assert "floor: near misses refused is 0.000, the floor is 0.6" in page
    assert "answers what it must not" in page
    assert "What was spent on it?" in page
    assert COST in page
    assert "secret" not in page
    assert "src=" not in page
    links = re.findall(r'href="(.*?)"', page)
    assert links
    assert all(link[0] == "#" and f'id="{link[1:]}"' in page for link in links)
    assert COST not in reported(run, "--no-texts")


def test_the_report_says_what_it_is_of_and_what_was_not_checked(folders: Path) -> None:
    run = stored(folders, RIGHT)
    page = reported(run)
    assert "<strong>1 of 1</strong> questions are right as a whole" in page
    assert "2 items, 1 of the part tuned on (tune) and 1 of the part kept apart (check)" in page
    assert "The figures and the verdict are of the 1 item of the part kept apart (check)" in page
    assert "these items were tuned on" not in page
    assert "Verdict: pass" in page
    assert "What was checked holds" in page
    assert "<li>regression: no run of the publications was accepted yet" in page
    assert "This was not looked at" in page
    invoke("accept", "--reason", "the first")
    page = reported(run)
    assert "nothing is worse than in the accepted run" in page
    assert "No item flipped" in page
    assert "not looked at" not in page


def test_the_report_warns_where_the_items_were_tuned_on(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_evals_runs.LINES", [LINES[0]])
    run = stored(folders, WRONG[:1], part="tune")
    page = reported(run)
    assert "publications, 1 item of the part tuned on (tune), today</title>" in page
    assert "Warning: these items were tuned on." in page
    assert "Both parts together" not in page
    assert '<article id="item-a1"' in page
    assert 'short facts (1): <a href="#item-a1">a1</a>' in page


def test_the_report_of_a_search_alone_tells_no_status(folders: Path) -> None:
    run = stored(folders, [replace(each, status=None, claims=()) for each in WRONG], mode="retrieval")
    assert invoke("report").exit_code == 0
    page = (run.folder / "report.html").read_text(encoding="utf-8")
    assert "What became of the questions" not in page
    assert "The worst items" not in page
    assert "right as a whole (" not in page


def test_machines_read_the_same(folders: Path) -> None:
    run = stored(folders, WRONG)
    invoke("report")
    suites = {each.get("name"): each for each in ElementTree.parse(run.folder / "junit.xml").getroot()}
    assert {name: (each.get("tests"), each.get("failures")) for name, each in suites.items() if name != "floors"} == {
        "factoid": ("1", "1"),
        "near_miss": ("1", "1"),
    }
    assert int(str(suites["floors"].get("failures"))) > 0
    told = json.loads((run.folder / "report.json").read_text(encoding="utf-8"))
    assert told["verdict"]["code"] == 1
    assert told["figures"]["tune"]["span_recall@5"]["value"] == 0.0
    assert told["types"]["near_miss"]["near_misses_refused"]["value"] == 0.0
    assert "secret" not in json.dumps(told)


def test_hits_are_stored_as_places() -> None:
    assert passage(COST) == Passage("note", SPAN.start, SPAN.end)
