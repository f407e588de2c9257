"""A pack is read back from Word and Markdown: whole, it is verified; whatever is changed in it is found out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from assistant.errors import UnreadableFileError, UsageError
from assistant.settings import Settings
from assistant.types import Document
from tests.made_packs import COVER, DOCUMENTS, shaped_pack
from ui.exports.pack import pack_markdown, pack_word
from ui.exports.pack_reading import read_pack, verify_pack
from ui.shapes.pack import Verification

MARKDOWN = pack_markdown(shaped_pack())
START = COVER.text.index("Sponsors")


def found(text: str, held: dict[str, Document] = DOCUMENTS, folder: Path | None = None) -> Verification:
    assert folder
    path = folder / "pack.md"
    path.write_text(text, encoding="utf-8")
    return Verification.model_validate(verify_pack(read_pack(path, Settings()), held.get))


def outcomes(verification: Verification) -> list[str]:
    return [each.outcome for each in verification.quotations]


def test_a_whole_pack_is_verified(tmp_path: Path) -> None:
    verification = found(MARKDOWN, folder=tmp_path)
    assert (verification.verified, outcomes(verification), verification.faults) == (True, ["verified"] * 4, [])


def test_a_whole_word_pack_is_verified(tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    path.write_bytes(pack_word(shaped_pack()))
    verification = Verification.model_validate(verify_pack(read_pack(path, Settings()), DOCUMENTS.get))
    assert (verification.verified, outcomes(verification)) == (True, ["verified"] * 4)


@pytest.mark.parametrize(
    ("change", "number", "outcome"),
    [
        (lambda text: text.replace("were too far from", "were not far from"), 2, "altered"),
        (lambda text: text.replace("> - a desk lends staff\n", ""), 1, "altered"),
        (lambda text: text.replace(f"characters {START} to", f"characters {START + 1} to"), 2, "moved"),
        (lambda text: re.sub("(Check 2: .*SHA-256 )[0-9a-f]{4}", r"\g<1>0000", text), 2, "altered"),
        (lambda text: re.sub("Check 2: .*", "", text), 2, "altered"),
        (lambda text: re.sub("Check 2: .*SHA", "Check 2: SHA", text), 2, "altered"),
        (lambda text: text.replace("Check 2: publication cover", "Check 2: publication x"), 2, "source not held"),
        (lambda text: text.replace("Check 2: publication cover", "Check 2: publication voices"), 2, "altered"),
        (lambda text: text.replace("Check 2: publication", "Check 2: briefing"), 2, "altered"),
        (lambda text: text.replace("[2] Publisher of the cover", "[2] The King's Fund"), 2, "altered"),
        (
            lambda text: text.replace("[2] Publisher of the cover, *The cover*, undated", "[2] P, *C*, 2025"),
            2,
            "altered",
        ),
        (lambda text: text.replace("in the words of A nurse", "in the words of A minister"), 3, "altered"),
    ],
)
def test_a_tampered_pack_is_found_out(change: Callable[[str], str], number: int, outcome: str, tmp_path: Path) -> None:
    tampered = change(MARKDOWN)
    assert tampered != MARKDOWN
    verification = found(tampered, folder=tmp_path)
    assert not verification.verified
    expected = ["verified"] * 4
    expected[number - 1] = outcome
    assert outcomes(verification) == expected


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.replace("holds 4 quotations", "holds 3 quotations"), "and holds 4"),
        (lambda text: text.replace("This pack holds 4 quotations.\n", ""), "is gone"),
        (lambda text: text.replace("\n[2] ", "\n[5] ").replace("Check 2:", "Check 5:"), "not numbered"),
        (lambda text: re.sub(r"\[2\] Publisher.*?Check 2: [^\n]*\n", "", text, flags=re.DOTALL), "and holds 3"),
        (lambda text: re.sub("(Check 2: .*)", r"\1\n\n> All is paid for.", text), "“All is paid for.” stands among"),
        (lambda text: re.sub("(Check 4: .*)", r"\1\n\n> All is paid for.", text), "“All is paid for.” stands among"),
        (lambda text: text.replace("## Quotations\n", "## Quotations\n\n> All is paid for.\n"), "stands among"),
        (lambda text: text.replace("## Quotations\n", "> All is paid for.\n"), "the heading “Quotations” is gone"),
        (
            lambda text: re.sub("(Check 2: .*)", r"\1\n\n## What is contested\n\n> All is paid for.", text),
            "stands among",
        ),
    ],
)
def test_quotations_gone_or_added_are_found_out(change: Callable[[str], str], told: str, tmp_path: Path) -> None:
    verification = found(change(MARKDOWN), folder=tmp_path)
    assert not verification.verified
    assert any(told in fault for fault in verification.faults), verification


@pytest.mark.parametrize(
    ("old", "new", "outcome"),
    [("too far", "not far", "altered"), (f"characters {START} ", f"characters {START + 1} ", "moved")],
)
def test_a_tampered_word_pack_is_found_out(old: str, new: str, outcome: str, tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    path.write_bytes(pack_word(shaped_pack()))
    document = docx.Document(str(path))
    run = next(run for each in document.paragraphs for run in each.runs if old in run.text)
    run.text = run.text.replace(old, new)
    document.save(str(path))
    verification = Verification.model_validate(verify_pack(read_pack(path, Settings()), DOCUMENTS.get))
    assert (verification.verified, outcomes(verification)[1]) == (False, outcome)


def test_a_paragraph_that_was_put_among_the_quotations_of_a_word_pack_is_found_out(tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    path.write_bytes(pack_word(shaped_pack()))
    document = docx.Document(str(path))
    check = next(each for each in document.paragraphs if each.text.startswith("Check 3:"))
    check.insert_paragraph_before("All is paid for.", style="Quote")
    document.save(str(path))
    within = Verification.model_validate(verify_pack(read_pack(path, Settings()), DOCUMENTS.get))
    assert (within.verified, outcomes(within)[2]) == (False, "altered")
    document = docx.Document(io.BytesIO(pack_word(shaped_pack())))
    opening = next(each for each in document.paragraphs if each.text.startswith("[3] "))
    opening.insert_paragraph_before("All is paid for.", style="Quote")
    document.save(str(path))
    beside = Verification.model_validate(verify_pack(read_pack(path, Settings()), DOCUMENTS.get))
    assert not beside.verified
    assert any("“All is paid for.” stands among" in fault for fault in beside.faults)


def test_a_source_that_was_changed_here_is_told(tmp_path: Path) -> None:
    longer = replace(COVER, text=f"A new line.\n\n{COVER.text}")
    verification = found(MARKDOWN, DOCUMENTS | {"cover": longer}, tmp_path)
    assert outcomes(verification) == ["moved", "moved", "verified", "verified"]


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("pack.md", "# A letter\n\nDear board,\n", UsageError),
        ("pack.txt", MARKDOWN, UsageError),
        ("pack.md", "", UnreadableFileError),
        ("pack.docx", "no Word file", UnreadableFileError),
    ],
)
def test_what_is_no_pack_is_refused(name: str, content: str, error: type[Exception], tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(error):
        read_pack(tmp_path / name, Settings())


def test_what_is_found_has_its_shape() -> None:
    empty: dict[str, Any] = verify_pack(["This pack holds 0 quotations."], DOCUMENTS.get)
    assert empty == {"verified": True, "quotations": [], "faults": []}
