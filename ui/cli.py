"""The `ics` command. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 in part, 4 not answered, 75 busy."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from ui.commands import drafting as cli_drafting
from ui.commands import output
from ui.commands.opening import AsJson, Openers
from ui.version import installed

if TYPE_CHECKING:
    from assistant.library import Report
    from assistant.types import Answer
    from ui.commands.opening import Answering, Keeping


class Border(TyperGroup):
    """The border at which every error becomes one plain sentence and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except KeyboardInterrupt:
            raise typer.Exit(output.INTERRUPTED) from None
        except BrokenPipeError:
            output.close_quietly()
            raise typer.Exit(output.FAILED) from None
        except Exception as error:
            if sys.flags.dev_mode:  # python -X dev shows where it happened
                raise
            output.note(output.sentence(error))
            raise typer.Exit(output.exit_code(error)) from None


app = typer.Typer(
    cls=Border,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)

Batch = Annotated[
    Path | None, typer.Option(metavar="FILE.jsonl", help='One {"id", "question"} a line; "-" reads standard input.')
]
Among = Annotated[list[str] | None, typer.Option("--document", metavar="ID", help="Search only here; repeatable.")]
History = Annotated[Path | None, typer.Option(metavar="FILE", help="JSON list of {role, content}.")]


def main() -> None:
    """Run the command line: the console entry point."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    output.stand_in_for_closed()
    try:
        app(prog_name="ics")
    except output.ClosedError as error:  # `--help` is written before any command is run
        output.note(output.sentence(error))
        sys.exit(output.exit_code(error))


@app.callback()
def start(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=lambda asked: _version(asked))] = False,
) -> None:
    """Answer questions of leaders of integrated care systems from publications, with checked quotations."""


@app.command()
def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")],
    title: Annotated[str | None, typer.Option(help="Title of a single document that the catalogue lacks.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Its publisher.")] = None,
    published: Annotated[str | None, typer.Option(help="Its date: 2024, 2024-07 or 2024-07-31.")] = None,
    as_json: AsJson = False,
) -> None:
    """Read files or folders and index them."""
    library = _library(context)
    with output.progress() as progress:
        report = library.add(paths, title=title, publisher=publisher, published=published, progress=progress)
    _report(report, as_json)


@app.command()
def remove(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="As `ics documents` lists them.")],
    as_json: AsJson = False,
) -> None:
    """Take documents out; a publication's briefing comes back."""
    library = _library(context)
    with output.progress() as progress:
        report = library.remove(ids, progress=progress)
    _report(report, as_json)


@app.command()
def documents(context: typer.Context, as_json: AsJson = False) -> None:
    """List the documents that answers rest on."""
    from ui.commands import views as cli_views

    cli_views.say_documents(_library(context).documents(), as_json)


@app.command()
def show(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID")],
    start: Annotated[int | None, typer.Option(help="First character of the canonical text to write.")] = None,
    end: Annotated[int | None, typer.Option(help="The character after the last.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a document's structure, or its text between two offsets."""
    from ui.commands import views as cli_views

    document = _library(context).document(id)
    if start is None and end is None:
        cli_views.say_structure(document, as_json)
    else:
        cli_views.say_text(document, 0 if start is None else start, len(document.text) if end is None else end, as_json)


@app.command()
def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(metavar="QUESTION")] = None,
    batch: Batch = None,
    history: History = None,
    document: Among = None,
    explain: Annotated[bool, typer.Option(help="Add what was considered and dropped.")] = False,
    as_json: AsJson = False,
) -> None:
    """Answer a question, with numbered sources."""
    from ui.commands import asking as cli_asking

    turns = cli_asking.checked(question, batch, history)
    assistant = _assistant(context)
    if batch:
        cli_asking.ask_batch(assistant, batch, cli_asking.Request("", turns, tuple(document or ())), explain)
    else:
        answer = assistant.ask(question or "", history=turns, documents=tuple(document or ()))
        cli_asking.say_answer(assistant, answer, explain=explain, as_json=as_json)
        _end_unless_answered(answer)


@app.command()
def chat(context: typer.Context, document: Among = None, as_json: AsJson = False) -> None:
    """Hold a conversation in the terminal."""
    from ui.commands.chat import Chat

    Chat(_assistant(context), tuple(document or ()), as_json).run()


@app.command()
def search(
    context: typer.Context,
    query: Annotated[str | None, typer.Argument(metavar="QUERY")] = None,
    k: Annotated[int | None, typer.Option("--k", "-k", help="How many passages, 1 to 100; left out: ICS_K.")] = None,
    batch: Batch = None,
    history: History = None,
    document: Among = None,
    as_json: AsJson = False,
) -> None:
    """Find passages, with where their scores come from."""
    from ui.commands import asking as cli_asking

    cli_asking.check_k(k)
    turns = cli_asking.checked(query, batch, history)
    assistant = _assistant(context)
    request = cli_asking.Request(query or "", turns, tuple(document or ()))
    if batch:
        cli_asking.search_batch(assistant, batch, request, k)
    else:
        cli_asking.search_one(assistant, request, k, as_json)


@app.command()
def compare(
    context: typer.Context,
    theme: Annotated[str, typer.Argument(metavar="THEME", help='As in "protected time for clinical leaders".')],
    document: Among = None,
    as_json: AsJson = False,
) -> None:
    """Show who says what on a theme, by publisher."""
    from ui.commands import comparing as cli_comparing

    if not cli_comparing.say_comparison(_assistant(context), theme, tuple(document or ()), as_json=as_json):
        raise typer.Exit(output.REFUSED)


for drafted in (cli_drafting.plan, cli_drafting.pack, cli_drafting.verify, cli_drafting.assess):
    app.command()(drafted)


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
) -> None:
    """Serve the chat page and the API."""
    from ui.commands.serve import serve

    serve(context.ensure_object(Openers).settings(), host, port)


@app.command()
def mcp(context: typer.Context) -> None:
    """Serve programs that speak the Model Context Protocol, over standard input and output."""
    from ui.commands.serve import serve_programs

    serve_programs(context.ensure_object(Openers).settings())


@app.command()
def doctor(context: typer.Context, as_json: AsJson = False) -> None:
    """Check the installation, and say how to mend it."""
    from ui.commands import views as cli_views

    openers = context.ensure_object(Openers)
    findings = openers.examine(openers.settings())
    cli_views.say_findings(findings, as_json)
    if not all(finding.ok for finding in findings):
        raise typer.Exit(output.FAILED)


@app.command()
def config(context: typer.Context, as_json: AsJson = False) -> None:
    """Show the settings and where each comes from."""
    from ui.commands import views as cli_views

    cli_views.say_settings(context.ensure_object(Openers).settings(), as_json)


def _assistant(context: typer.Context) -> Answering:
    openers = context.ensure_object(Openers)
    return openers.assistant(openers.settings())


def _library(context: typer.Context) -> Keeping:
    openers = context.ensure_object(Openers)
    return openers.library(openers.settings())


def _report(report: Report, as_json: bool) -> None:
    """Say what was done; exit 3 where some files were refused, 1 where all were."""
    from ui.commands import views as cli_views

    cli_views.say_report(report, as_json)
    refused = [outcome for outcome in report.outcomes if outcome.action == "refused"]
    if refused:
        raise typer.Exit(output.FAILED if len(refused) == len(report.outcomes) else output.PART)


def _end_unless_answered(answer: Answer) -> None:
    if answer.status != "answered":
        raise typer.Exit(output.REFUSED)


def _version(asked: bool) -> None:
    if asked:
        output.say(f"ics {installed() or '(not installed: `make setup` does it)'}")
        raise typer.Exit


if __name__ == "__main__":
    main()
