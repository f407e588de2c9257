"""The house itself: what may import what, that it starts fast, that it is small, and that the README is true."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import timeit
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from assistant.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
README = ROOT / "README.md"

# The order of the modules of assistant/: each may import those that stand before it, none that stands after it.
# A name also stands for what lies in its folder.
ORDER = [
    "errors",
    "printed",
    "types",
    "text",
    "settings",
    "ingestion.catalogue",
    "ingestion.dates",
    "ingestion.loaders",
    "ingestion.lines",
    "ingestion.meetings",
    "ingestion.contents",
    "ingestion.pages",
    "ingestion.headings",
    "ingestion.attendance",
    "ingestion.blocks",
    "ingestion.structure",
    "ingestion.briefings",
    "ingestion.tables",
    "ingestion.splitter",
    "ingestion.fields",
    "ingestion.credits",
    "ingestion.reader",
    "retrieval.weights",
    "retrieval.models",
    "retrieval.question_embedder",
    "retrieval.vectors",
    "retrieval.passages",
    "retrieval.generations",
    "retrieval.chroma",
    "retrieval.index",
    "retrieval.speakers",
    "retrieval.abbreviations",
    "retrieval.spelling",
    "retrieval.naming",
    "retrieval.capitals",
    "retrieval.queries",
    "retrieval.retrievers",
    "retrieval.llamaindex",
    "answering.wording",
    "answering.guard_patterns",
    "answering.instruction_patterns",
    "answering.persons",
    "answering.personal",
    "answering.guards",
    "answering.leanings",
    "answering.question_patterns",
    "answering.questions",
    "answering.names",
    "answering.listed",
    "answering.own_items",
    "answering.compared",
    "answering.counted",
    "answering.follow_ups",
    "answering.conversation",
    "answering.parts",
    "answering.repeats",
    "answering.rows",
    "answering.evidence",
    "answering.enough",
    "answering.led_to",
    "answering.located",
    "answering.numbered",
    "answering.headed",
    "answering.summaries",
    "answering.locators",
    "answering.subjects",
    "answering.titles",
    "answering.promises",
    "answering.nested",
    "answering.spread",
    "answering.coverage",
    "answering.known",
    "answering.premises",
    "answering.gaps",
    "answering.prompts",
    "answering.lists",
    "answering.spoken",
    "answering.answerers",
    "answering.citations",
    "answering.suggestions",
    "answering.found",
    "database",
    "store",
    "works",
    "library",
    "doctor",
    "garbage",
    "pipeline",
    "query_engine",
    "drafting.agreement",
    "drafting.comparison",
    "drafting.brief",
    "drafting.plan_sections",
    "drafting.section_words",
    "drafting.usable",
    "drafting.case_studies",
    "drafting.place_names",
    "drafting.fitting",
    "drafting.nearness",
    "drafting.cases",
    "drafting.saying",
    "drafting.candidates",
    "drafting.guidance",
    "drafting.plan",
    "drafting.milestones",
    "drafting.releasing",
    "drafting.contrast",
    "drafting.examples",
    "drafting.unspoken",
    "drafting.language",
    "drafting.planner",
    "drafting.verification",
    "drafting.kept_plan",
    "drafting.rechecking",
    "drafting.straying",
    "drafting.editing",
    "drafting.redrafting",
    "drafting.taking",
    "drafting.merging",
    "drafting.quoting",
    "drafting.same_subject",
    "drafting.pack",
    "drafting.criteria",
    "drafting.assessment_form",
    "drafting.brought",
    "drafting.bearing",
    "drafting.denying",
    "drafting.elsewhere",
    "drafting.assessment",
    "drafting.kept_assessment",
]

# What takes 0.1 s or more to import, or brings in something that does: it is imported by the function that needs it.
HEAVY = set(
    """bm25s bs4 chromadb docx gradio fastapi httpx jinja2 llama_index lxml mcp mcp_types nltk numpy onnxruntime openai
    pandas pebble PIL pypdf pypdfium2 requests scipy sentence_transformers sklearn tokenizers torch trafilatura
    transformers uvicorn""".split()
)
# Modules that may import a heavy package at their top, each with the reason. They are themselves imported late.
LATE: dict[str, set[str]] = {
    "assistant.retrieval.llamaindex": {"llama_index"},  # its class is LlamaIndex's own; only their programs import it
    "assistant.query_engine": {"llama_index"},
    # Only `ics serve` and `ics mcp` import these, after they have said that they start.
    "ui.routes.mcp": {"mcp", "mcp_types"},
    "ui.server.bounds": {"uvicorn"},
    **{
        key: {"fastapi"}
        for key in """ui.app ui.pages.docs ui.routes.asking ui.routes.assessments ui.routes.comparisons
        ui.routes.conversations ui.routes.files ui.routes.kept_assessments ui.routes.kept_plans ui.routes.openai_api
        ui.routes.packs ui.routes.plans ui.routes.uploads ui.server.callers ui.server.nowhere ui.server.openai_errors
        ui.server.parameters ui.server.problems""".split()
    },
    **{key: {"gradio"} for key in ("ui.pages.chat", "ui.pages.chat_parts", "ui.pages.look")},
    "ui.pages.pieces": {"jinja2"},
    "ui.pages.site": {"fastapi", "gradio"},
}

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for package in ("assistant", "ui", "evals")
    for path in sorted((ROOT / package).rglob("*.py"))
}


def parsed(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """Yield the full name of every module that import statements among `nodes` name."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                known = inner in MODULES or f"{inner}.__init__" in MODULES
                yield inner if known else f"{node.module}"


def at_top(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs when a module is imported: nothing in functions or for the type checker only."""
    for child in ast.iter_child_nodes(node):
        only_typed = isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")
        if not only_typed and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield child
            yield from at_top(child)


def places(name: str) -> list[int]:
    """Return where a module, or the modules of a package, stand in ORDER."""
    inner = name.removeprefix("assistant").removeprefix(".").removesuffix("__init__").removesuffix(".")
    folder = f"{inner}." if inner else ""
    return [n for n, entry in enumerate(ORDER) if f"{inner}.".startswith(f"{entry}.") or entry.startswith(folder)]


# ── What may import what ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith("assistant.")])
def test_a_module_imports_only_what_stands_before_it(name: str) -> None:
    own = places(name)
    assert own, f"{name} has no place in ORDER: give it one"
    targets = [t for t in imported(ast.walk(parsed(name))) if t.split(".")[0] == "assistant"]
    ahead = [t for t in targets if not places(t) or max(places(t)) > max(own)]
    assert not ahead, f"{name} imports what stands after it: {ahead}"


@pytest.mark.parametrize(("package", "others"), [("assistant", {"ui", "evals"}), ("ui", {"evals"}), ("evals", {"ui"})])
def test_packages_keep_their_distance(package: str, others: set[str]) -> None:
    names = [name for name in MODULES if name.split(".")[0] == package]
    met = {name: {t.split(".")[0] for t in imported(ast.walk(parsed(name)))} & (others | {"tests"}) for name in names}
    assert not {name: found for name, found in met.items() if found}


# ── It starts fast ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith("evals")])
def test_heavy_packages_are_imported_where_they_are_used(name: str) -> None:
    heavy = {t.split(".")[0] for t in imported(at_top(parsed(name)))} & HEAVY
    assert heavy <= LATE.get(name, set())


HELP = """
import sys
from ui.cli import main
sys.argv = ["ics", "--help"]
try:
    main()
finally:
    print(*sys.modules)
"""


def test_help_loads_nothing_heavy() -> None:
    run = subprocess.run([sys.executable, "-c", HELP], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    loaded = {name.split(".")[0] for name in run.stdout.splitlines()[-1].split()}
    assert {"ui", "typer"} <= loaded
    assert not loaded & HEAVY


@pytest.mark.timed
def test_help_answers_in_half_a_second() -> None:
    program = Path(sys.executable).with_name("ics")
    assert program.exists(), f"{program} is missing: run `make setup`"
    assert (
        min(timeit.repeat(lambda: subprocess.run([program, "--help"], capture_output=True, check=True), number=1)) < 0.5
    )


# ── It stays small ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", MODULES)
def test_files_and_functions_fit_the_eye(name: str) -> None:
    assert len(MODULES[name].read_text(encoding="utf-8").splitlines()) <= 320
    functions = [n for n in ast.walk(parsed(name)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {n.name: n.end_lineno - n.lineno + 1 for n in functions if n.end_lineno and n.end_lineno - n.lineno >= 60}
    assert not long


# ── Installed is what is named ───────────────────────────────────────────────────────────────────────────────────────


def test_every_dependency_is_pinned() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if line and not line.startswith("#"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + [name for extra in project["optional-dependencies"].values() for name in extra]
    names = {re.split(r"[^\w.-]", name)[0] for name in wanted} - {project["name"]}
    assert {canonical(name) for name in names} <= {canonical(name) for name in pins}
    assert pins["torch"] == "2.13.0"


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


# ── The README is true ───────────────────────────────────────────────────────────────────────────────────────────────


def section(title: str) -> str:
    """Return what the README says under the heading `title`."""
    found = re.search(rf"(?ms)^## {re.escape(title)}$\n(.*?)(?=^## |\Z)", README.read_text(encoding="utf-8"))
    assert found, f"README.md has no section '## {title}'"
    return found[1]


def rows(title: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its two head lines."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]] for line in lines[2:]]


def mapped() -> list[str]:
    """Return the paths in the README's map: the first word of a line, below the folders it is indented under."""
    block = re.search(r"(?ms)^```\w*$\n(.*?)^```$", section("Map"))
    assert block, "the README's map is not in a fenced block"
    paths, folders = [], [(-1, "")]
    for line in filter(str.strip, block[1].splitlines()):
        indent, word = len(line) - len(line.lstrip()), line.split()[0]
        if indent > 12:  # a description that goes on
            continue
        while folders[-1][0] >= indent:
            folders.pop()
        paths.append(folders[-1][1] + word)
        if word.endswith("/"):
            folders.append((indent, paths[-1]))
    return paths


def test_the_map_shows_every_module_and_nothing_else() -> None:
    paths = mapped()
    assert not [path for path in paths if not (ROOT / path).exists()], "on the map, but not there"
    modules = {path.relative_to(ROOT).as_posix() for path in MODULES.values() if path.name != "__init__.py"}
    assert not modules - set(paths), "there, but not on the map"
    assert len(paths) == len(set(paths))


def shown(default: Any) -> str:
    """Return a setting's default as the README's table writes it."""
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, Path) and default.is_relative_to(ROOT):
        return default.relative_to(ROOT).as_posix()
    return str(default) or "empty"


def test_the_settings_table_is_the_settings() -> None:
    table = {name.strip("`"): default.strip("`") for name, default, *_ in rows("Settings")}
    fields = Settings.model_fields.items()
    assert table == {f"ICS_{name.upper()}": shown(field.get_default()) for name, field in fields}


def test_the_commands_table_is_the_commands() -> None:
    from ui import cli

    app = next(value for value in vars(cli).values() if isinstance(value, typer.Typer))
    group: Any = typer.main.get_command(app)
    assert sorted(re.findall(r"`ics ([a-z-]+)", " ".join(row[0] for row in rows("Commands")))) == sorted(group.commands)
    everywhere = re.findall(r"(?m)(?:^|`|\$ |bin/)ics ([a-z-]+)", README.read_text(encoding="utf-8"))
    assert set(everywhere) <= set(group.commands)


def test_make_commands_in_the_readme_are_targets() -> None:
    targets = re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"))
    told = re.findall(r"(?m)(?:^|`|\$ )make ([a-z-]+)", README.read_text(encoding="utf-8"))
    assert told
    assert set(told) <= set(targets)


# ── Nothing of the publications is in here ───────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared, which holds the publications and the tool")
def test_no_sentence_of_a_publication_is_in_the_repository() -> None:
    tool = [sys.executable, str(SHARED / "tools" / "own_words.py")]
    run = subprocess.run(tool, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
