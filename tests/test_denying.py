"""What evidence for “met” denies or puts off: in its own words, and in the sentence that a quotation is cut from."""

from __future__ import annotations

import pytest

from assistant.drafting.brought import bring_text, locate
from assistant.drafting.denying import affirmed, around, called_false, curbing, denying
from assistant.types import Citation

NOTE = """The board met.

We have no protected time for
therapists yet. Six nurses sit on the board.

It did not rain.

Bakers train each spring. This has not been so in Essex.
"""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("There is no protected time yet.", "no"),
        ("The budget has not been agreed.", "not"),
        ("Partners haven’t met since May.", "haven't"),
        ("A plan has yet to be written.", "yet to"),
        ("Requests were turned down in May.", "were turned down"),
        ("We lack a lead for nurses.", "lack"),
        ("Trusts refuse to release nurses.", "refuse to"),
        ("The map of 2023 has lapsed.", "has lapsed"),
        ("A budget is a distant dream.", "is a distant dream"),
        ("We intend to set up a forum.", "intend to"),
        ("Nurses will sit on it in May.", "will sit"),
        ("The trust is considering to pay a lead.", "is considering to"),
        ("The board agreed a plan to pay nurses, of its own free will.", ""),
        ("The board agreed the plan in May.", ""),
        ("Not only nurses but therapists sit on it, no later than June.", ""),
        ("Knots and notes of the northern board.", ""),
    ],
)
def test_the_word_that_denies_or_puts_off(text: str, word: str) -> None:
    assert denying(text) == word


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Few nurses sit on it.", "few"),
        ("The baker set it alone.", "alone"),
        ("Nurses sit on it in theory.", "in theory"),
        ("The map existed until 2023.", "until 2023"),
        ("One trust out of forty shares it.", "one trust out of"),
        ("Nurses were rarely asked.", "rarely"),
        ("The offer to nurses failed.", "failed"),
        ("Support was cut in April.", "was cut"),
        ("In the last few years nurses joined it.", ""),
        ("A few nurses sit on it.", ""),
        ("One of our nurses chairs it.", ""),
    ],
)
def test_the_words_that_take_back_a_part_of_what_is_said(text: str, words: str) -> None:
    assert curbing(text) == words
    assert denying(text) == ""


@pytest.mark.parametrize(
    ("quote", "word"),
    [
        ("protected time for therapists", "no"),
        ("We have no protected time", "no"),
        ("Six nurses sit on the board.", ""),
        ("time for therapists yet. Six nurses", "no"),
        ("Bakers train each spring", "not"),
    ],
)
def test_a_quotation_is_read_with_the_sentence_that_it_is_cut_from(quote: str, word: str) -> None:
    found = locate(quote, bring_text("note.txt", NOTE))
    assert isinstance(found, Citation)
    assert denying(around(found)) == word


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We have no such group.", []),
        ("There is no protected time yet; the board regrets it.", ["the board regrets it"]),
        ("Six nurses sit on the board, but none is a pharmacist.", ["six nurses sit on the board"]),
        ("No trust has refused to release a nurse.", ["no trust has refused to release a nurse"]),
        ("Requests were turned down.", []),
        ("We intend to set up a forum and train ten nurses, but no money was found.", []),
        ("The board hopes to pay nurses; six sit on it now.", ["six sit on it now"]),
        ("We will pay nurses and we trained ten in May.", ["we trained ten in may"]),
    ],
)
def test_what_is_affirmed_beside_a_denial_or_by_a_double_one(text: str, told: list[str]) -> None:
    assert [clause.strip() for clause in affirmed(text) if clause.strip()] == told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("That each trust pays is false.", "is false"),
        ("The paper wrongly says that each trust pays.", "wrongly"),
        ("Contrary to the paper, no trust pays.", "contrary to"),
        ("Myth: each trust pays.", "myth"),
        ("That each trust pays is a mistaken belief.", "is a mistaken"),
        ("It turned out to be untrue.", "turned out to be untrue"),
        ("That each trust pays is not wrong.", ""),
        ("After a false alarm we trained nurses and mended the wrong doors.", ""),
    ],
)
def test_the_words_by_which_a_text_calls_what_it_says_false(text: str, words: str) -> None:
    assert called_false(text) == words


def test_who_says_behind_a_quotation_that_it_is_false_is_heard() -> None:
    note = bring_text("note.txt", "Some write that each trust pays a nurse. This is untrue.\n\nNurses sit on it.")
    found = locate("each trust pays a nurse", note)
    assert isinstance(found, Citation)
    assert called_false(around(found)) == "is untrue"
