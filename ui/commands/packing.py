"""Making an evidence pack from the command line, and verifying one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answering.guards import check_question
from assistant.drafting.pack import check_questions
from assistant.errors import UsageError
from ui.commands import output

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.types import Document
    from ui.commands.opening import Answering, Keeping
    from ui.shapes.pack_json import Find


def asked_for(theme: str | None, questions: Path | None) -> tuple[str, ...] | str:
    """Return the theme, or the questions of a file, checked. Raise UsageError where it makes no sense."""
    if (theme is None) == (questions is None):
        raise UsageError('a pack is made on a theme or for questions: say ics pack "THEME", or --questions FILE.txt')
    if questions is None:
        return check_question(theme or "", "the theme")
    try:
        lines = questions.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{questions} cannot be read ({error}): name a text file in UTF-8, a question a line"
        ) from None
    return tuple(check_questions([line for line in lines if line.strip()]))


def say_pack(
    assistant: Callable[[], Answering], library: Keeping, asked: tuple[str, ...] | str, out: Path | None, as_json: bool
) -> bool:
    """Make a pack; write it to its file, or to standard output; return whether anything is quoted."""
    from assistant.drafting.pack import questions_pack, theme_pack
    from ui.exports.pack import pack_markdown, pack_word
    from ui.shapes.pack import Pack
    from ui.shapes.pack_json import pack_json

    opened = assistant()
    with output.progress(beside_data=as_json) as progress:
        made = theme_pack(opened, asked) if isinstance(asked, str) else questions_pack(opened, asked, progress)
    told = pack_json(made, datetime.now(UTC).date(), finder(library))
    pack = Pack.model_validate(told)
    if out:
        output.write_out(out, lambda: pack_word(pack), lambda: pack_markdown(pack))
    if as_json:
        output.say_json(told)
    elif not out:
        output.say_markdown(pack_markdown(pack))
    return bool(pack.quotations)


def say_verification(file: Path, settings: Settings, library: Keeping, as_json: bool) -> bool:
    """Say of each quotation of a pack whether it stands in its source; return whether all do."""
    from ui.exports.pack_file import read_pack
    from ui.exports.pack_reading import check_is_pack, verify_pack

    if not file.is_file():
        raise UsageError(f"there is no file {file}: name a pack that ics pack wrote")
    read = read_pack(file, settings)
    check_is_pack(file.name, read)
    found = verify_pack(read, finder(library))
    if as_json:
        output.say_json(found)
    else:
        rows = [(each["number"], each["document"], each["outcome"], each["reason"]) for each in found["quotations"]]
        output.say_table(("Quotation", "Document", "Outcome", "Why"), rows)
        for fault in found["faults"]:
            output.say(f"The pack as a whole: {fault}.")
        if found["unchecked"]:
            output.say("No source can prove what else the pack says:")
        for line in found["unchecked"]:
            output.say(f"  - {line}")
        output.say(_verified(found))
    return bool(found["verified"])


def _verified(found: dict[str, Any]) -> str:
    if found["verified"]:
        return "Every quotation is verified."
    if all(each["outcome"] == "verified" for each in found["quotations"]):
        return "NOT verified: every quotation stands in its source, and the pack is not as it was made."
    return "NOT every quotation is verified."


def finder(library: Keeping) -> Find:
    """Return what finds a document as it is held now, or nothing where it is not held."""

    @cache
    def find(name: str) -> Document | None:
        return library.document(name) if name in held else None

    held = {each.id for each in library.documents()}
    return find
