"""Documents that are brought: read by the loaders, named as their files, and quoted only where they say it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from assistant.drafting.brought import bring, bring_text, checked_names, locate
from assistant.errors import UnreadableFileError, UsageError
from assistant.settings import Settings
from assistant.types import Citation

SAID = "It agreed the *plan* with all its\npartners in May. Nothing else."


def test_a_quotation_is_cited_where_it_stands_in_the_documents_own_characters() -> None:
    document = bring_text("minutes.txt", SAID)
    found = locate("agreed the plan with all its partners in May.", document)
    assert isinstance(found, Citation)
    assert (found.quote, found.start) == ("agreed the *plan* with all its\npartners in May.", 3)


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("in May", "fewer than 4 words"),
        ("", "fewer than 4 words"),
        ("It rejected the plan with all", "does not stand in minutes.txt"),
        ("with all its partners in June", "does not stand in minutes.txt"),
        ("with all its partner", "does not stand in minutes.txt"),
        ("withall its partners in May", "does not stand in minutes.txt"),
    ],
)
def test_what_is_not_said_cannot_be_cited(quote: str, told: str) -> None:
    found = locate(quote, bring_text("minutes.txt", SAID))
    assert isinstance(found, str)
    assert told in found


def test_a_word_file_is_read(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph("The board agreed the plan in May.")
    file.save(str(tmp_path / "minutes.docx"))
    (document,) = bring([tmp_path / "minutes.docx"], Settings())
    assert (document.id, document.standing) == ("minutes.docx", "brought to this assessment")
    assert isinstance(locate("board agreed the plan", document), Citation)


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        bring([tmp_path / "none.docx"], Settings())


def test_names_are_told_apart_and_not_too_many() -> None:
    with pytest.raises(UsageError, match=r"named 'a\.txt'"):
        checked_names([bring_text("a.txt", "x"), bring_text("a.txt", "y")])
    with pytest.raises(UsageError, match="at most 20"):
        checked_names([bring_text(f"{number}.txt", "x") for number in range(21)])


def test_a_text_without_a_name_or_a_word_is_refused_and_half_characters_are_none() -> None:
    assert bring_text(" a\udcff.txt ", "x\udcff").text == "x?"
    for name, text in ((" ", "x"), ("a.txt", " \n")):
        with pytest.raises(UsageError, match="give it both"):
            bring_text(name, text)
