"""What an answer cites, as a reader sees it: lines with their marks, sources, and quotations within their passage."""

from __future__ import annotations

from typing import Any

from ui.pages.cited import Line, Stretch, lines_of, quotation, sources_of, stretches
from ui.shapes import answer as shapes

LIST = "Boards have to:\n- listen\n- plan"


def citation(number: int, quote: str, **more: Any) -> shapes.Citation:
    values = {
        "document": "boards", "title": "Boards", "publisher": "The Boards Institute", "published": "2021-05",
        "standing": "paper", "source": "publication", "section": ["1 Duties"], "page": "4", "pages": None,
        "start": 10 * number, "end": 10 * number + len(quote), "quote": quote, "display": quote, "context": LIST,
        "speaker": None,
    }  # fmt: skip
    return shapes.Citation(**values | more, number=number)


LEAD, LISTEN, PLAN = citation(1, "Boards have to:"), citation(2, "- listen"), citation(3, "- plan")


def test_each_item_of_a_list_has_its_own_mark_and_no_bullet() -> None:
    claim = shapes.Claim(text=LIST, citations=[1, 2, 3])
    assert lines_of(claim, [LEAD, LISTEN, PLAN]) == (
        Line("Boards have to:", (1,), item=False),
        Line("listen", (2,), item=True),
        Line("plan", (3,), item=True),
    )
    assert [quotation(each) for each in (LEAD, LISTEN)] == ["Boards have to:", "listen"]


def test_a_mark_of_what_is_left_out_stands_in_its_place_and_bears_no_number() -> None:
    claim = shapes.Claim(text="Boards have to:\n- […]\n- listen\n- […]\n- plan", citations=[1, 2, 3])
    shown = [(line.text, line.numbers) for line in lines_of(claim, [LEAD, LISTEN, PLAN])]
    assert shown == [("Boards have to:", (1,)), ("[…]", ()), ("listen", (2,)), ("[…]", ()), ("plan", (3,))]


def test_citations_of_one_place_share_a_source_and_those_of_one_list_its_passage() -> None:
    elsewhere = citation(4, "Chairs rest.", section=["2 Chairs"], context="Chairs rest.")
    first, second = sources_of([LEAD, PLAN, elsewhere])
    assert first.citations == (LEAD, PLAN)
    (passage,) = first.passages
    assert passage.around == (
        Stretch("Boards have to:", quoted=True),
        Stretch("\n- listen\n", quoted=False),
        Stretch("- plan", quoted=True),
    )
    (whole,) = second.passages
    assert (whole.citations, whole.around) == ((elsewhere,), ())


def test_quotations_that_overlap_or_are_not_there_leave_the_passage_whole() -> None:
    for quotes in (["a b", "b c"], ["a b c d"], ["z"], []):
        assert "".join(part.text for part in stretches("a b c d", quotes)) == "a b c d"
    assert stretches("a b", ["z"]) == (Stretch("a b", quoted=False),)


def test_a_source_from_before_the_act_says_so_once() -> None:
    old = shapes.Notice(
        kind="source-date", text="The Boards Institute: Written before: the Health and Care Act 2022 set up boards."
    )
    other = shapes.Notice(kind="source-date", text="Others: Written before: the Health and Care Act 2022.")
    ages = [
        sources_of([LEAD], [old])[0].age,
        sources_of([LEAD], [other])[0].age,
        sources_of([citation(1, "x", standing="guidance, written before the Health and Care Act 2022")], [old])[0].age,
    ]
    assert ages == ["Written before the Health and Care Act 2022", "", ""]
