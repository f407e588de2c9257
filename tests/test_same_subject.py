"""Of the claims that answer a question, those of another case study than the first's stay where they are on it, too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.drafting.case_studies import case_studies
from assistant.drafting.same_subject import Subjects
from assistant.types import Claim, Document
from tests.made_packs import claim
from tests.test_case_studies import LUDLOW, WHY, titled

PAGE = 9_000  # a document of more characters is told section by section
FERRIES = (
    "A ferry was hired for four carers, and 92% of its crew were glad of it.",
    "Carers had asked for it in Clun.",
)
WHOLE = titled(
    (("1 Why night buses matter",), WHY),
    (("2 What was tried", "Night buses around Ludlow"), LUDLOW),
    (("2 What was tried", "Ferries across Clun"), FERRIES),
    (("3 More",), ("Words without a matter. " * (PAGE // 20), "The people of Ludlow and of Clun were asked.")),
)
BUS, FERRY = claim(WHOLE, LUDLOW[0]), claim(WHOLE, FERRIES[0])
WHY_SO = claim(WHOLE, WHY[0])


def test_both_are_case_studies() -> None:
    assert [section[-1] for section in case_studies(WHOLE)] == ["Night buses around Ludlow", "Ferries across Clun"]


@pytest.mark.parametrize(
    ("question", "claims", "kept"),
    [
        ("What did the night bus do for carers?", [BUS, FERRY], [BUS]),
        ("What did the ferry do for carers?", [FERRY, BUS], [FERRY]),
        ("What was hired for carers?", [BUS, FERRY], [BUS, FERRY]),
        ("What did the night bus do for carers?", [BUS, WHY_SO, FERRY], [BUS, WHY_SO]),
        ("Why do night buses matter?", [WHY_SO, FERRY], [WHY_SO, FERRY]),
        ("What did the night bus do, and what did the ferry do?", [BUS, FERRY], [BUS, FERRY]),
        ("What did the night bus do?", [], []),
    ],
)
def test_what_is_kept(question: str, claims: list[Claim], kept: list[Claim]) -> None:
    assert Subjects([WHOLE]).kept(question, claims) == kept


def test_a_page_is_of_one_subject() -> None:
    page: Document = replace(WHOLE, text=WHOLE.text[:800], blocks=tuple(b for b in WHOLE.blocks if b.end <= 800))
    both = [claim(page, LUDLOW[0]), claim(page, FERRIES[0])]
    assert Subjects([page]).kept("What did the night bus do for carers?", both) == both
