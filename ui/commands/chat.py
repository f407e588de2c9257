"""A conversation at the terminal: claims are printed as they are checked, sources on request."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.errors import AssistantError
from assistant.types import Answer, Claim, Status, Turn
from ui.commands import output
from ui.exports.answer import Numbering, answer_json, answer_text, claim_markdown, rest_markdown, sources_markdown

if TYPE_CHECKING:
    from ui.commands.opening import Answering

_COMMANDS = ("sources", "new", "quit")
COMMANDS = "/sources shows the quotations behind the last answer, /new starts afresh, /quit ends."
LONGEST_HISTORY = 50
REMEMBERED = (Status.ANSWERED, Status.NOT_COVERED)


class Chat:
    """A conversation that keeps its history; with `as_json`, each answer is one line of JSON."""

    def __init__(self, assistant: Answering, documents: tuple[str, ...] = (), as_json: bool = False) -> None:
        self._assistant, self._documents, self._as_json = assistant, documents, as_json
        self._history: tuple[Turn, ...] = ()
        self._last: Answer | None = None

    def run(self) -> None:
        """Answer each line that is read until `/quit` or the end of the input."""
        output.note(f"Ask a question. {COMMANDS}")
        for line in _lines():
            command = _command(line)
            if command == "quit":
                break
            if command:
                self._obey(command)
            elif line:
                self._answer(line)
        output.note("Goodbye.")

    def _obey(self, command: str) -> None:
        if command == "new":
            self._history, self._last = (), None
            output.note("A new conversation.")
        elif command == "sources":
            self._sources()
        else:
            output.note(f"/{command} is not known: {COMMANDS}")

    def _sources(self) -> None:
        citations = Numbering(self._last.claims).citations if self._last else []
        if citations:
            output.say_markdown(sources_markdown(citations))
        else:
            output.note("No answer with sources has been given yet.")

    def _answer(self, question: str) -> None:
        """Print the claims as they come, then what stands beside them; an error does not end the conversation."""
        try:
            answer = self._streamed(question)
        except AssistantError as error:
            output.note(str(error))
            return
        self._last = answer
        if self._as_json:
            output.say_line(answer_json(answer))
        else:
            output.say_markdown(rest_markdown(answer))
            sys.stdout.flush()
        self._remember(question, answer)

    def _streamed(self, question: str) -> Answer:
        numbering = Numbering()
        for part in self._assistant.stream(question, self._history, self._documents):
            if isinstance(part, Answer):
                return part
            if not self._as_json:
                self._print(part, numbering)
        raise AssistantError("The answer did not come to its end: ask again.")

    def _print(self, claim: Claim, numbering: Numbering) -> None:
        output.say_markdown(claim_markdown(claim, numbering))
        output.say("")
        sys.stdout.flush()

    def _remember(self, question: str, answer: Answer) -> None:
        """Keep the turn, unless it was refused: nothing personal is carried into later questions."""
        if answer.status in REMEMBERED:
            turns = Turn("user", question), Turn("assistant", answer_text(answer))
            self._history = (*self._history, *turns)[-LONGEST_HISTORY:]


def _command(line: str) -> str:
    """Return the command that a line is, with its slash or, as people type it, without; none of a question."""
    bare = line.removeprefix("/")
    return bare.lower() if bare != line or bare.lower() in _COMMANDS else ""


def _lines() -> Iterator[str]:
    """Yield the lines that are typed, with editing and a prompt on a terminal, until the input ends."""
    prompt = ""
    if sys.stdin.isatty() and sys.stdout.isatty():
        import contextlib

        with contextlib.suppress(ImportError):
            import readline  # noqa: F401
        prompt = "\n> "
    while True:
        try:
            yield input(prompt).strip()
        except EOFError:
            return
