"""The lines of a pack: in order, on one line each, and the last made of all the others."""

from __future__ import annotations

from dataclasses import replace

from assistant.types import Span
from tests.made_packs import shaped_pack
from ui.exports.pack_lines import Kind, pack_lines, seal_of


def test_lines_stand_in_order_and_the_last_is_made_of_the_others() -> None:
    *lines, last = pack_lines(shaped_pack())
    assert [line.text for line in lines if line.kind is Kind.PART] == [
        "What was asked",
        "Quotations",
        "What is contested",
        "What is missing",
        "Please note",
    ]
    assert [line.kind for line in lines].count(Kind.QUOTE) == 4
    assert last.kind is Kind.CHECK
    assert last.text == seal_of(lines)
    assert last.text.startswith(f"Check of the whole: {len(lines)} lines, SHA-256 ")


def test_the_last_line_tells_every_change() -> None:
    *lines, _ = pack_lines(shaped_pack())
    seals = {seal_of(lines), seal_of(lines[:-1]), seal_of([*reversed(lines)])}
    for place, line in enumerate(lines):
        for other in (replace(line, text=f"{line.text}."), replace(line, title=Span(0, 1))):
            seals.add(seal_of([*lines[:place], other, *lines[place + 1 :]]))
    assert len(seals) == 3 + 2 * len(lines)


def test_a_line_stays_one_and_holds_what_a_file_can() -> None:
    pack = shaped_pack()
    asked = [pack.asked[0].model_copy(update={"text": "Two\nlines\x07?"}), *pack.asked[1:]]
    numbered = next(line for line in pack_lines(pack.model_copy(update={"asked": asked})) if line.kind is Kind.NUMBERED)
    assert numbered.text == "Two lines? [1] [2]"
