"""A pack is verified as it was read from Word and Markdown: whatever is changed in it is found out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from assistant.drafting.verification import span_digest
from assistant.errors import UsageError
from assistant.settings import Settings
from assistant.types import Citation, Document
from tests.made_packs import COVER, DOCUMENTS, FAR, shaped_pack
from ui.exports.pack import lines_markdown, pack_markdown, pack_word
from ui.exports.pack_file import read_markdown, read_word
from ui.exports.pack_lines import Kind, Line, seal_of
from ui.exports.pack_reading import check_is_pack, verify_pack
from ui.shapes.pack import Verification

MARKDOWN = pack_markdown(shaped_pack())
START = COVER.text.index("Sponsors")


def found(text: str, held: dict[str, Document] = DOCUMENTS, folder: Path | None = None) -> Verification:
    assert folder
    path = folder / "pack.md"
    path.write_text(text, encoding="utf-8")
    return Verification.model_validate(verify_pack(read_markdown(path, Settings()), held.get))


def found_in_word(path: Path) -> Verification:
    return Verification.model_validate(verify_pack(read_word(path, Settings()), DOCUMENTS.get))


def sealed_again(text: str, folder: Path) -> str:
    """Return Markdown as a forger leaves it who knows how the last line is made."""
    (folder / "forged.md").write_text(text, encoding="utf-8")
    *lines, _ = read_markdown(folder / "forged.md", Settings()).lines
    return lines_markdown([*lines, Line(Kind.CHECK, seal_of(lines))])


@pytest.mark.parametrize(
    ("shown", "told"),
    [("Sponsors were too far from the tea", "in the middle of a word"), ("Sponsors were too far", "it was cut")],
)
def test_a_quotation_that_was_cut_by_hand_is_found_out_though_all_is_written_anew(
    shown: str, told: str, tmp_path: Path
) -> None:
    cited = Citation(COVER, START, START + len(shown))
    whole = COVER.text.index(FAR)
    check = re.escape(f"characters {whole} to {whole + len(FAR)}") + ", SHA-256 [0-9a-f]{64}"
    cut = re.sub(check, f"characters {cited.start} to {cited.end}, SHA-256 {span_digest(cited)}", MARKDOWN)
    verification = found(sealed_again(cut.replace(FAR, shown), tmp_path), folder=tmp_path)
    assert (verification.verified, outcomes(verification).count("altered")) == (False, 1)
    assert told in next(each.reason for each in verification.quotations if each.outcome == "altered")


def outcomes(verification: Verification) -> list[str]:
    return [each.outcome for each in verification.quotations]


def test_a_whole_pack_is_verified(tmp_path: Path) -> None:
    verification = found(MARKDOWN, folder=tmp_path)
    assert (verification.verified, outcomes(verification), verification.faults) == (True, ["verified"] * 4, [])


def test_a_whole_word_pack_is_verified(tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    path.write_bytes(pack_word(shaped_pack()))
    verification = found_in_word(path)
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


ADDED = "> All is paid for."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda text: text.replace("holds 4 quotations", "holds 3 quotations"),
            "“This pack holds 3 quotations.” stands",
        ),
        (lambda text: text.replace("This pack holds 4 quotations.\n\n", ""), "“This pack holds 4 quotations.” is gone"),
        (lambda text: text.replace("\n[2] ", "\n[5] ").replace("Check 2:", "Check 5:"), "not numbered"),
        (lambda text: re.sub(r"\[2\] Publisher.*?Check 2: [^\n]*\n\n", "", text, flags=re.DOTALL), "holds 3"),
        (lambda text: re.sub("(Check 2: .*)", rf"\1\n\n{ADDED}", text), "“All is paid for.” stands"),
        (lambda text: re.sub("(Check 4: .*)", rf"\1\n\n{ADDED}", text), "“All is paid for.” stands"),
        (lambda text: text.replace("## Quotations\n", f"## Quotations\n\n{ADDED}\n"), "“All is paid for.” stands"),
        (lambda text: text.replace("## Quotations\n", f"{ADDED}\n"), "“Quotations” is gone"),
        (lambda text: re.sub("(Check 2: .*)", rf"\1\n\n## What is contested\n\n{ADDED}", text), "“All is paid for."),
        (lambda text: text.replace("## What was asked\n", f"## What was asked\n\n{ADDED}\n"), "“All is paid for."),
        (lambda text: text.replace("## What is missing\n", "## What is missing\n\nAll is paid.\n"), "“All is paid.”"),
        (
            lambda text: text.replace("## What is missing\n", "## Approved by the board\n\n## What is missing\n"),
            "“Appr",
        ),
        (lambda text: text.replace("### Publisher of the voices", "### The King's Fund"), "“The King's Fund” stands"),
        (
            lambda text: text.replace("# Evidence pack: 4 questions", "# Evidence that all is paid"),
            "“Evidence that all",
        ),
        (lambda text: text.replace("names the lines that no source can prove", "names no lines"), "“Each quotation"),
        (lambda text: text.replace("4. (left out", "4. Yes.\n5. (left out"), "“Evidence pack: 4 questions”"),
        (lambda text: re.sub("(Check of the whole.*)", rf"\1\n\n{ADDED}", text), "no more the last"),
        (lambda text: re.sub("(Check of the whole.*)", rf"{ADDED}\n\n\1", text), "“All is paid for.” stands"),
        (
            lambda text: re.sub("Check of the whole.*", "", text),
            "its last line, which is made of all the others, is gone",
        ),
    ],
)
def test_what_is_gone_or_added_anywhere_is_found_out(change: Callable[[str], str], told: str, tmp_path: Path) -> None:
    tampered = change(MARKDOWN)
    assert tampered != MARKDOWN
    verification = found(tampered, folder=tmp_path)
    assert not verification.verified
    assert any(told in fault for fault in verification.faults), verification
    if "Check of the whole" in told or "last" in told:
        return
    forged = found(sealed_again(tampered, tmp_path), folder=tmp_path)
    assert not forged.verified
    assert any(told in fault for fault in forged.faults), forged


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("What does a desk cost? (", "What does a desk cost? It is paid for. ("),
        ("The sources do not say this.", "The sources say that it is paid for."),
        ("Written before the Act.", "Written by the board."),
        ("25 November 2026", "1 April 2026"),
    ],
)
def test_what_no_source_can_prove_is_held_by_the_last_line_and_named(old: str, new: str, tmp_path: Path) -> None:
    tampered = MARKDOWN.replace(old, new)
    verification = found(tampered, folder=tmp_path)
    assert not verification.verified
    assert any("added to it, left out or changed" in fault for fault in verification.faults)
    forged = found(sealed_again(tampered, tmp_path), folder=tmp_path)
    assert any(new in line for line in forged.unchecked)


def test_every_line_is_a_quotation_fixed_or_named_as_unproved(tmp_path: Path) -> None:
    """Whatever line is changed or taken out, sealed anew or not: it is a fault, or among what no source can prove."""
    (tmp_path / "pack.md").write_text(MARKDOWN, encoding="utf-8")
    *lines, _ = read_markdown(tmp_path / "pack.md", Settings()).lines
    for place, line in enumerate(lines):
        other = replace(line, text=f"{line.text} All is paid for.")
        for changed in ([*lines[:place], other, *lines[place + 1 :]], [*lines[:place], *lines[place + 1 :]]):
            told = lines_markdown([*changed, Line(Kind.CHECK, seal_of(lines))])
            assert not found(told, folder=tmp_path).verified, line
            forged = found(sealed_again(told, tmp_path), folder=tmp_path)
            assert not forged.verified or len(changed) < len(lines) or other.text in forged.unchecked, line


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
    verification = found_in_word(path)
    assert (verification.verified, outcomes(verification)[1]) == (False, outcome)


def test_a_paragraph_that_was_put_among_the_quotations_of_a_word_pack_is_found_out(tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    path.write_bytes(pack_word(shaped_pack()))
    document = docx.Document(str(path))
    check = next(each for each in document.paragraphs if each.text.startswith("Check 3:"))
    check.insert_paragraph_before("All is paid for.", style="Quote")
    document.save(str(path))
    within = found_in_word(path)
    assert (within.verified, outcomes(within)[2]) == (False, "altered")
    path.write_bytes(pack_word(shaped_pack()))
    document = docx.Document(str(path))
    opening = next(each for each in document.paragraphs if each.text.startswith("[3] "))
    opening.insert_paragraph_before("All is paid for.", style="Quote")
    document.save(str(path))
    beside = found_in_word(path)
    assert not beside.verified
    assert any("“All is paid for.” stands" in fault for fault in beside.faults)


def test_a_source_that_was_changed_here_is_told(tmp_path: Path) -> None:
    longer = replace(COVER, text=f"A new line.\n\n{COVER.text}")
    verification = found(MARKDOWN, DOCUMENTS | {"cover": longer}, tmp_path)
    assert outcomes(verification) == ["moved", "moved", "verified", "verified"]


def test_what_is_no_pack_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_text("# A letter\n\nDear board,\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"letter\.md holds no checked quotation"):
        check_is_pack(path.name, read_markdown(path, Settings()))
    path.write_text(MARKDOWN, encoding="utf-8")
    check_is_pack(path.name, read_markdown(path, Settings()))
