"""A pack as JSON: what it says, and that nothing is written that does not stand in its source any more."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from assistant.errors import UnverifiedError
from tests.made_packs import COVER, DOCUMENTS, FAR, made_pack, shaped_pack
from ui.shapes.pack_json import pack_json


def test_each_quotation_carries_the_hash_of_its_span() -> None:
    pack = shaped_pack()
    assert [each.number for each in pack.quotations] == [1, 2, 3, 4]
    for each in pack.quotations:
        text = DOCUMENTS[each.document].text[each.start : each.end]
        assert (each.quote, each.sha256) == (text, hashlib.sha256(text.encode()).hexdigest())


def test_what_was_asked_names_its_quotations() -> None:
    pack = shaped_pack()
    assert pack.title == "Evidence pack: 4 questions"
    assert [(each.number, each.quotations) for each in pack.asked] == [(1, [1, 2]), (2, []), (3, [2, 3, 4]), (4, [])]
    assert pack.notices[0].text.endswith("Written before the Act.")


@pytest.mark.parametrize("text", [COVER.text.replace(FAR, "Sponsors were near."), f"New.\n\n{COVER.text}"])
def test_a_source_that_changed_meanwhile_is_not_quoted(text: str) -> None:
    held = DOCUMENTS | {"cover": replace(COVER, text=text)}
    with pytest.raises(UnverifiedError, match="does not stand in its source any more"):
        pack_json(made_pack(), date(2026, 11, 25), held.get)
