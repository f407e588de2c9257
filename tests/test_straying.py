"""A text that a team changed strays from its quotations, or says less of the same: order, turns, joins."""

from __future__ import annotations

import pytest

from assistant.drafting.straying import straying
from assistant.types import Citation
from tests.made import listed, made, place

SEATS = "The council gave more seats to Northtown and fewer to Southtown."
LEADS = "Essex leads Kent on housing, and Kent leads Essex on care."


def strays(source: str, text: str) -> str | None:
    document = made(source)
    return straying(text, [Citation(document, 0, len(document.text))])


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (SEATS, SEATS),
        (SEATS, "The council gave more seats to Northtown."),
        (LEADS, "Kent leads Essex on care."),
        ("The board meets monthly and decides.", "The board decides."),
        ("The board, which meets monthly, decides.", "The board decides"),
        ("The programme lasts 12 months and gives one day a week.", "The programme gives one day a week."),
        ("The programme lasts twelve months.", "Programmes last 12 months."),
        ("Boards, forums and panels of patients meet.", "Boards and panels of patients meet."),
        ("We found that trust grows slowly.", "Trust grows slowly."),
        ("It is important to give time to nurses to learn.", "Give time to learn."),
        ("Sponsors were near. Teams were far from the board.", "Teams were far from the board."),
        ("The board meets. Sponsors and the board decide.", "The board decide."),
        ("Fellows get one day a week for about a year.", "Fellows get one day a week."),
    ],
)
def test_who_says_less_of_the_same_in_the_same_order_does_not_stray(source: str, text: str) -> None:
    assert strays(source, text) is None


@pytest.mark.parametrize(
    ("source", "text", "told"),
    [
        (SEATS, "The council gave more seats to Southtown and fewer to Northtown.", "“fewer” stands elsewhere"),
        (SEATS, "The council gave fewer seats to Northtown and more to Southtown.", "“seats” stands elsewhere"),
        ("Northtown leads Southtown.", "Southtown leads Northtown.", "“leads” stands elsewhere"),
        ("Northtown leads Southtown.", "Northtown loses Southtown.", "“loses” is not in them"),
        ("Six trusts and two councils pay.", "Two trusts and six councils pay.", "“trusts” stands elsewhere"),
    ],
)
def test_other_words_and_another_order_stray(source: str, text: str, told: str) -> None:
    assert (strays(source, text) or "").startswith(told)


@pytest.mark.parametrize(
    ("source", "text", "word"),
    [
        ("Nurses may not prescribe alone.", "Nurses may prescribe alone.", "not"),
        ("Only trusts with a forum may apply.", "Trusts with a forum may apply.", "only"),
        ("The fund pays at least five teams.", "The fund pays five teams.", "least"),
        ("The fund pays up to five teams.", "The fund pays five teams.", "up"),
        ("Systems share risk only when trust is there.", "Systems share risk.", "only"),
        ("Systems share risk, except in winter.", "Systems share risk.", "except"),
        ("Until trust is there, systems share little.", "Systems share little.", "until"),
        ("Leaders fail to share risk.", "Leaders share risk.", "fail"),
        ("Partners hope to share a budget.", "Partners share a budget.", "hope"),
        ("Partners met to agree a plan.", "Partners agree a plan.", "to"),
        ("Some nurses feared that posts would go.", "Posts would go.", "some"),
        ("The stay lasts six or nine months.", "The stay lasts six months.", "or"),
        ("Systems should pool budgets.", "Systems pool budgets.", "should"),
        ("The north is led by the south.", "The north is led the south.", "by"),
        ("The deputy of the nurse decides.", "The nurse decides.", "of"),
        ("Most nurses didn't leave.", "Most nurses leave.", "didn't"),
        ("Fellows get one day a week.", "Fellows get one.", "day"),
    ],
)
def test_a_turn_that_is_left_out_strays(source: str, text: str, word: str) -> None:
    assert strays(source, text) == f"“{word}” is left out"


@pytest.mark.parametrize(
    ("source", "text", "word"),
    [
        ("Three seats go to trusts and five to councils.", "Three seats go to councils.", "councils"),
        ("It was funded by trusts and run by councils.", "It was funded by councils.", "by"),
        ("It was funded by trusts and run by councils.", "It was funded and run by councils.", "run"),
        ("Essex leads on housing and Kent on care.", "Essex leads on care.", "care"),
        ("Trusts train nurses and councils train carers.", "Trusts train nurses and carers.", "carers"),
        ("Sponsors were near. Teams were far.", "Sponsors were far.", "far"),
        ("The rate is 92% of staff and 10% of sponsors.", "The rate is 92% of sponsors.", "of"),
    ],
)
def test_what_is_said_of_something_else_strays(source: str, text: str, word: str) -> None:
    assert strays(source, text) == f"“{word}” is said there of something else"


@pytest.mark.parametrize(
    ("source", "text", "told"),
    [
        ("Half of the posts stand empty, its council found.", "Half of the posts stand empty.", "who found it"),
        ("Half of the posts stand empty, one baker said.", "Half of the posts stand empty.", "who said it"),
        ("Trust, said one baker, grows slowly.", "Trust grows slowly.", "who said it"),
        ("As one baker explained, trust grows slowly.", "Trust grows slowly.", "who explained it"),
        ("Bakers found that trust grows slowly.", "Trust grows slowly.", "who found it"),
        ("Trust grows slowly, according to the bakers.", "Trust grows slowly.", "“according”"),
        ("Trust grows slowly according to the bakers.", "Trust grows slowly.", "“according”"),
        ("According to the bakers, trust grows slowly.", "Trust grows slowly.", "“according”"),
    ],
)
def test_who_found_or_said_it_may_not_be_left_out(source: str, text: str, told: str) -> None:
    assert strays(source, text) == f"{told} is left out"
    assert strays(source, source) is None


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Trust grows slowly, we found.", "Trust grows slowly."),
        ("Teams met, and leaders added two seats.", "Teams met."),
    ],
)
def test_what_the_publication_says_itself_and_what_tells_of_nobody_may_be_left_out(source: str, text: str) -> None:
    assert strays(source, text) is None


def test_items_may_be_left_out_and_what_introduces_them_may_not() -> None:
    lead, first, second = "What held teams back is:", "lack of time", "sponsors who were far"
    note = made(listed(lead, first, second))
    spans = [place(note, each) for each in (lead, f"- {first}", f"- {second}")]
    citations = [Citation(note, each.start, each.end) for each in spans]
    assert straying(f"{lead}\n- {second}", citations) is None
    assert straying(f"- {first}\n- {second}", citations) == "what introduces it is left out"
    assert straying(f"{lead}\n- {second}\n- {first}", citations) == "“lack” stands elsewhere in them"
