from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.answering.evidence import Evidence
from assistant.doctor import Finding
from assistant.errors import AssistantError, BusyError, IndexMissingError, UsageError
from assistant.library import Outcome, Report, Summary
from assistant.retrieval.retrievers import Pool
from assistant.settings import Settings
from assistant.types import Answer, Claim, Document, Hit, Status, Turn
from tests.test_render import ABSTAINED, ANSWER, BOARDS, HIT
from ui.cli import app
from ui.commands.opening import Openers, read_settings
from ui.exports.answer import answer_json

ROOT = Path(__file__).resolve().parents[1]
BATCH = [
    '{"id": "q1", "question": "How often?", "expected": "ignored"}',
    "",
    "{not json",
    '{"id": "q3"}',
    '{"id": 4, "question": "Pay?", "history": [{"role": "user", "content": "Boards"}], "documents": ["boards-2024"]}',
    '{"id": "q5", "question": "x", "documents": ["nowhere"]}',
    '{"id": "q6", "question": "x", "history": [{"role": "robot", "content": "y"}]}',
    '{"id": "q7", "question": "crash"}',
    '["a list"]',
]


@dataclass
class FakeAssistant:
    """Answers "Pay?" with an abstention and all else with the sample; notes what it was asked."""

    documents: tuple[Document, ...] = (BOARDS,)
    asked: list[tuple[str, tuple[Turn, ...], tuple[str, ...]]] = field(default_factory=list)

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        self.asked.append((question, tuple(history), tuple(documents)))
        if question == "crash":
            raise RuntimeError("no such tensor")
        if not question.strip():
            raise UsageError("The question is empty: write one.")
        if unknown := set(documents) - {"boards-2024"}:
            raise UsageError(f"There is no document {min(unknown)!r}: there is boards-2024.")
        return ABSTAINED if question == "Pay?" else ANSWER

    def stream(
        self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> Iterator[Claim | Answer]:
        answer = self.ask(question, history, documents)
        yield from answer.claims
        yield answer

    def search(
        self, query: str, history: Sequence[Turn] = (), documents: Sequence[str] = (), k: int | None = None
    ) -> tuple[str, tuple[Hit, ...]]:
        answer = self.ask(query, history, documents)
        return answer.query, answer.hits * (k or 1)

    def document(self, name: str) -> Document:
        return BOARDS

    def evidence(self, theme: str, document: str) -> list[Evidence]:
        return []

    def pool(self, texts: Sequence[str]) -> Pool:
        raise NotImplementedError("plans are drafted by the real assistant: see test_plans.py")

    def relevance(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        raise NotImplementedError("plans are drafted by the real assistant: see test_plans.py")


@dataclass
class FakeLibrary:
    """Reports the outcomes it is given."""

    actions: tuple[Any, ...] = ("added",)
    error: Exception | None = None

    def add(
        self,
        paths: Sequence[Path],
        *,
        title: str | None = None,
        publisher: str | None = None,
        published: str | None = None,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> Report:
        if self.error:
            raise self.error
        outcomes = (Outcome(str(paths[0]), action, "boards-2024", title, "why") for action in self.actions)
        return Report(tuple(outcomes), chunks=3, embedded=2, generation=1, seconds=0.5)

    def refresh(self, progress: Callable[[str, int, int], None] | None = None) -> Report:
        return Report((), chunks=3, embedded=0, generation=1, seconds=0.1)

    def remove(self, ids: Sequence[str], progress: Callable[[str, int, int], None] | None = None) -> Report:
        if ids != ["boards-2024"]:
            raise UsageError(f"There is no document {ids[0]!r}: there is boards-2024.")
        return Report((Outcome("", "removed", ids[0], None, None),), chunks=0, embedded=0, generation=2, seconds=0.1)

    def documents(self) -> tuple[Summary, ...]:
        return (
            Summary("boards-2024", BOARDS.title, BOARDS.publisher, "2024-07", "guidance", "publication", 3, 300, 2),
        )

    def document(self, id: str) -> Document:
        if id != BOARDS.id:
            raise UsageError(f"There is no document {id!r}: there is boards-2024.")
        return BOARDS


FINDINGS = (Finding("models", True, "four, as pinned", None), Finding("index", False, "damaged", "run `ics add`"))


@dataclass
class House:
    assistant: FakeAssistant = field(default_factory=FakeAssistant)
    library: FakeLibrary = field(default_factory=FakeLibrary)
    findings: tuple[Finding, ...] = FINDINGS
    missing: AssistantError | None = None

    def open(self, settings: Settings) -> FakeAssistant:
        if self.missing:
            raise self.missing
        return self.assistant

    def run(self, *args: object, typed: str | None = None) -> Result:
        openers = Openers(
            settings=read_settings,
            assistant=self.open,
            library=lambda settings: self.library,
            examine=lambda settings: self.findings,
        )
        return CliRunner().invoke(app, [str(arg) for arg in args], input=typed, obj=openers)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.chdir(tmp_path)
    return House()


def data(result: Result) -> Any:
    return json.loads(result.stdout)


def lines(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


# --- ask


def test_ask_writes_markdown_with_numbered_sources(house: House) -> None:
    result = house.run("ask", "How often?")
    assert result.exit_code == 0
    assert result.stdout.startswith("Every board meets monthly. [1] Papers come out a week before. [2] [1]\n")
    assert "[1] [2] The Boards Institute" in result.stdout
    assert result.stderr == ""


def test_ask_as_json_is_the_answer_and_nothing_else(house: House) -> None:
    result = house.run("ask", "How often?", "--document", "boards-2024", "--json")
    assert (result.exit_code, data(result), result.stderr) == (0, answer_json(ANSWER), "")
    assert house.assistant.asked == [("How often?", (), ("boards-2024",))]


def test_ask_ends_with_4_when_not_answered(house: House) -> None:
    result = house.run("ask", "Pay?", "--json")
    assert (result.exit_code, data(result)["status"]) == (4, Status.NOT_COVERED)
    assert house.run("ask", "Pay?").exit_code == 4


def test_ask_explains(house: House) -> None:
    explained = data(house.run("ask", "How often?", "--explain", "--json"))["explain"]
    assert explained["hits"][0]["page"] == "4"
    assert explained["dropped"] == [{"text": "Boards meet weekly.", "check": "numbers"}]
    shown = house.run("ask", "How often?", "--explain").stdout
    assert "**Query** boards meet how often" in shown
    assert "- numbers: Boards meet weekly." in shown
    assert "score 0.750 (bm25 3.500, late 0.750)" in shown


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_history_is_read_from_a_file_or_standard_input(house: House, command: str, tmp_path: Path) -> None:
    history = [{"role": "user", "content": "Boards"}, {"role": "assistant", "content": "Yes.", "other": 1}]
    (tmp_path / "h.json").write_text(json.dumps(history))
    house.run(command, "How often?", "--history", "h.json")
    house.run(command, "How often?", "--history", "-", typed=json.dumps(history))
    assert house.assistant.asked == [("How often?", (Turn("user", "Boards"), Turn("assistant", "Yes.")), ())] * 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "The history in h.json is not JSON"),
        ("{}", "The history is not a list"),
        ('[{"role": "user"}]', "Turn 1 of the history"),
    ],
)
def test_a_bad_history_is_wrong_usage(house: House, tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "h.json").write_text(content)
    result = house.run("ask", "x", "--history", "h.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(message)


@pytest.mark.parametrize(
    "args",
    [
        ["ask"],
        ["ask", "x", "--batch", "b.jsonl"],
        ["ask", ""],
        ["ask", "x", "--document", "nowhere"],
        ["ask", "--batch", "missing.jsonl"],
        ["ask", "x", "--history", "missing.json"],
        ["ask", "x", "--unknown-option"],
        ["search"],
        ["search", "x", "--k", "0"],
        ["show", "nowhere"],
        ["remove", "nowhere"],
        ["no-such-command"],
    ],
)
def test_wrong_usage_ends_with_2_and_writes_no_data(house: House, args: list[str]) -> None:
    result = house.run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr
    assert "Traceback" not in result.stderr


# --- batches


def test_a_batch_gives_one_answer_a_line_whatever_stands_in_it(house: House, tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text("\ufeff" + "\n".join(BATCH))
    result = house.run("ask", "--batch", "b.jsonl")
    found = lines(result)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [(line["id"], line["status"]) for line in found] == [
        ("q1", "answered"),
        ("", "error"),
        ("q3", "error"),
        (4, "not_covered"),
        ("q5", "error"),
        ("q6", "error"),
        ("q7", "error"),
        ("", "error"),
    ]
    assert found[0] == answer_json(ANSWER) | {"id": "q1"}
    assert all(line.keys() == found[0].keys() for line in found)
    assert all(not line["claims"] and not line["citations"] for line in found[1:])
    assert [line["text"].split(":")[0] for line in found if line["status"] == "error"] == [
        "Line 3 is not JSON",
        'Line 4 has no "question" that is text.',
        "There is no document 'nowhere'",
        'Turn 1 of the history needs a "role" (user or assistant) and a "content" that is text.',
        "This failed unexpectedly",
        'Line 9 is not an object with a "question".',
    ]
    assert ("Pay?", (Turn("user", "Boards"),), ("boards-2024",)) in house.assistant.asked


def test_a_batch_is_read_from_standard_input(house: House) -> None:
    assert lines(house.run("ask", "--batch", "-", typed="\n".join(BATCH)))[0]["id"] == "q1"


def test_a_search_batch(house: House) -> None:
    found = lines(house.run("search", "--batch", "-", "--k", "2", typed="\n".join(BATCH)))
    assert [line["id"] for line in found] == ["q1", None, "q3", 4, "q5", "q6", "q7", None]
    assert (found[0]["query"], len(found[0]["hits"]), found[0]["hits"][0]["start"]) == ("boards meet how often", 2, 10)
    assert found[4]["hits"] == []
    assert found[4]["status"] == "error"


def test_the_options_serve_the_lines_that_give_none(house: House) -> None:
    house.run("ask", "--batch", "-", "--document", "boards-2024", typed='{"question": "x"}')
    assert house.assistant.asked == [("x", (), ("boards-2024",))]


def test_a_line_stays_one_line_and_surrogates_do_no_harm(house: House) -> None:
    result = house.run("ask", "--batch", "-", typed='{"id": "a\\u2028b\\ud800", "question": "x"}')
    assert len(result.stdout.splitlines()) == 1
    assert data(result)["id"] == "a\u2028b\ud800"


# --- search, chat


def test_search_shows_passages_with_their_scores(house: House) -> None:
    result = house.run("search", "boards", "--json")
    assert (result.exit_code, data(result)["query"], data(result)["hits"][0]["scores"]) == (
        0,
        "boards meet how often",
        HIT.scores,
    )
    assert "**1.** *Boards in practice*, 1 Boards, page 4 (10-36)" in house.run("search", "boards").stdout


def test_search_without_hits_is_said(house: House) -> None:
    result = house.run("search", "Pay?")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No passage was found for: pay\n")


def test_a_conversation_keeps_its_history_until_new(house: House) -> None:
    result = house.run("chat", typed="How often?\n\nPay?\n/sources\n/what\n/new\nHow often?\nSources\n/quit\nnever\n")
    assert result.exit_code == 0
    first, second, third = house.assistant.asked
    assert first == ("How often?", (), ())
    assert [turn.role for turn in second[1]] == ["user", "assistant"]
    assert third[1] == ()
    assert result.stdout.startswith("Every board meets monthly. [1]\n\nPapers come out a week before. [2] [1]\n")
    assert "The sources do not say." in result.stdout
    assert result.stdout.count("> [1] Every board meets monthly.") == 1
    assert "/what is not known" in result.stderr
    assert "No answer with sources has been given yet." in result.stderr


def test_a_conversation_survives_errors_and_the_end_of_its_input(house: House) -> None:
    result = house.run("chat", "--document", "nowhere", "--json", typed="x\ny\n")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.count("There is no document 'nowhere'") == 2
    assert result.stderr.endswith("Goodbye.\n")


def test_a_conversation_as_json_is_an_answer_a_line(house: House) -> None:
    assert [line["id"] for line in lines(house.run("chat", "--json", typed="x\nPay?\n"))] == ["a1", "a2"]


# --- documents


def test_show_writes_the_canonical_text_exactly(house: House) -> None:
    text = house.run("show", "boards-2024", "--start", 10, "--end", 36)
    assert (text.exit_code, text.stdout) == (0, "Every board meets monthly.")
    assert house.run("show", "boards-2024", "--start", 0).stdout == BOARDS.text
    assert data(house.run("show", "boards-2024", "--start", 10, "--end", 15, "--json")) == {
        "document": "boards-2024",
        "start": 10,
        "end": 15,
        "text": "Every",
    }


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (0, 10_000), (-1, 4)])
def test_show_refuses_offsets_that_are_not_in_the_text(house: House, start: int, end: int) -> None:
    result = house.run("show", "boards-2024", "--start", start, "--end", end)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"give 0 <= start < end <= {len(BOARDS.text)}" in result.stderr


def test_show_writes_the_structure_as_a_tree(house: House) -> None:
    result = house.run("show", "boards-2024")
    assert result.stdout.splitlines()[3] == f"1 Boards  (page 4, 0-{len(BOARDS.text)})"
    assert result.stdout.splitlines()[4].startswith("  1.1 Duties  (pages 5-6, ")
    assert [heading["title"] for heading in data(house.run("show", "boards-2024", "--json"))["headings"]] == [
        "1 Boards",
        "1.1 Duties",
    ]


def test_documents_are_listed(house: House) -> None:
    shown = house.run("documents").stdout
    assert all(part in shown for part in ("boards-2024", "The Boards Institute", "July 2024", "publication", "3"))
    assert data(house.run("documents", "--json"))["documents"][0]["chunks"] == 3


@pytest.mark.parametrize(
    ("actions", "code"),
    [(("added", "replaced"), 0), (("unchanged",), 0), (("added", "refused"), 3), (("refused", "refused"), 1)],
)
def test_add_says_what_became_of_each_file(house: House, actions: tuple[str, ...], code: int) -> None:
    house.library = FakeLibrary(actions)
    shown = house.run("add", "x.txt", "--title", "A title")
    assert shown.exit_code == code
    assert all(action in shown.stdout for action in (*actions, "A title", "why"))
    report = house.run("add", "x.txt", "--json")
    assert report.exit_code == code
    assert [outcome["action"] for outcome in data(report)["outcomes"]] == list(actions)
    assert data(report)["generation"] == 1


def test_remove_reports(house: House) -> None:
    assert data(house.run("remove", "boards-2024", "--json"))["outcomes"][0]["action"] == "removed"


# --- errors


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (BusyError("Another run is indexing."), 75, "Another run is indexing."),
        (UsageError("No such folder."), 2, "No such folder."),
        (AssistantError("It\nfailed."), 1, "It failed."),
        (PermissionError(13, "Permission denied", "/x"), 1, "Permission denied: /x"),
        (KeyboardInterrupt(), 130, ""),
        (KeyError("x"), 1, "This failed unexpectedly (KeyError: 'x'); `ics doctor` checks what it rests on."),
    ],
)
def test_an_error_is_one_sentence_and_an_exit_code(house: House, error: Exception, code: int, message: str) -> None:
    house.library = FakeLibrary(error=error)
    result = house.run("add", "x.txt", "--json")
    assert (result.exit_code, result.stdout, result.stderr.strip()) == (code, "", message)


def test_a_missing_index_is_said_plainly(house: House) -> None:
    house.missing = IndexMissingError("There is no index yet: run `ics add PATH`.")
    result = house.run("ask", "--batch", "-", typed="{}")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "There is no index yet: run `ics add PATH`.\n"


def test_a_reader_who_leaves_is_no_error() -> None:
    command = f"{sys.executable} -m ui.cli config --json | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1)
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "closed", "told"),
    [
        ("config", "1>&-", "standard output is closed: leave it open"),
        ("--help", "1>&-", "standard output is closed: leave it open"),
        ("ask --history - Who?", "0<&-", "standard input is closed: leave it open"),
    ],
)
def test_a_closed_stream_that_is_needed_is_said_plainly(arguments: str, closed: str, told: str) -> None:
    command = f"{sys.executable} -m ui.cli {arguments} {closed}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.startswith(told), done.stderr.count("\n")) == (2, True, 1), done.stderr


def test_where_no_note_can_be_written_the_data_still_is() -> None:
    command = f"{sys.executable} -m ui.cli config --json 2>&-"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["settings"]


@pytest.mark.parametrize("k", ["0", "101"])
def test_a_search_takes_as_many_passages_as_over_http(house: House, k: str) -> None:
    assert house.run("search", "Pay?", "--k", k).exit_code == 2


# --- doctor, config, help


def test_doctor_ends_with_1_when_something_is_wrong(house: House) -> None:
    result = house.run("doctor", "--json")
    assert (result.exit_code, data(result)["ok"], data(result)["findings"][1]["mend"]) == (1, False, "run `ics add`")
    assert "run `ics add`" in house.run("doctor").stdout
    house.findings = FINDINGS[:1]
    assert house.run("doctor").exit_code == 0


def test_config_says_where_each_setting_comes_from(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("ICS_THREADS=3\nICS_K=5\n")
    monkeypatch.setenv("ICS_K", "7")
    entries = {entry["name"]: entry for entry in data(house.run("config", "--json"))["settings"]}
    assert set(entries) == set(Settings.model_fields)
    assert [(entries[name]["value"], entries[name]["source"]) for name in ("k", "threads", "home")] == [
        (7, "environment"),
        (3, ".env"),
        (".ics", "default"),
    ]
    assert "ICS_THREADS" in house.run("config").stdout


def test_config_masks_secrets(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    class Secretive(Settings):
        llm_api_key: str = "sk-123"
        chroma_url: str = "https://me:sesame@example.org"

    result = CliRunner().invoke(app, ["config", "--json"], obj=Openers(settings=Secretive))
    values = {entry["name"]: entry["value"] for entry in data(result)["settings"]}
    assert (values["llm_api_key"], values["chroma_url"]) == ("********", "https://********@example.org")
    assert "sk-123" not in result.output


def test_a_wrong_setting_is_named(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ICS_K", "many")
    result = house.run("documents")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("The setting ICS_K has to be a whole number; ")


def test_help_is_quick_and_version_is_said(house: House) -> None:
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "ui.cli", "--help"], cwd=ROOT, check=True, capture_output=True)
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.5
    assert house.run("--version").stdout.startswith("ics ")


def test_output_is_utf8_whatever_the_locale() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "ICS_HOME": "caf\u00e9"}
    command = [sys.executable, "-m", "ui.cli", "config", "--json"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert json.loads(done.stdout)["settings"][0]["value"] == "caf\u00e9"
