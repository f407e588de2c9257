"""Hasty spellings and misspelt words are put right; what a known word is formed to is none."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.retrieval.spelling import Spelling
from assistant.text import words

TEXT = """The Riverside lending desk (RLD) lends nurses. The principles of sharing are five, and the partnership keeps
them. The workforce is shared across partnerships. Boats lie in the harbour. A tall ladder bridge was built."""
SPELLING = Spelling(Counter(words(TEXT)), {"weather", "nursing", "sailing", "about"})


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("wat r the princples", "what are the principles"),
        ("partnrship", "partnership"),
        ("workfroce", "workforce"),
        ("Waht do they form, and how mnay?", "what do they form, and how many?"),
        ("pls tell me abt ur harbor", "please tell me about your harbour"),
        ("weather", "weather"),
        ("nursing", "nursing"),
        ("boat", "boat"),
        ("Xylophone", "Xylophone"),
        ("hrbur", "hrbur"),
        ("princples?!", "principles?!"),
        ("RLD", "RLD"),
        ("", ""),
    ],
)
def test_spelling_is_put_right(question: str, expected: str) -> None:
    assert SPELLING.corrected(question) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Members leave by the levers.", "leavers", "leavers"),
        ("Members lean on the levers.", "leavers", "levers"),
        ("The plans were planned.", "planner", "planner"),
        ("The boats were planted.", "plantor", "plantor"),
        ("The planks are here.", "planker", "planker"),
        ("All was shared.", "sharer", "sharer"),
        ("All was snared.", "sharer", "sharer"),
        ("They do open doors.", "doers", "doors"),
        ("A helper was helpful.", "helpless", "helpless"),
        ("Writing is recruiting.", "rewriting", "rewriting"),
        ("The rail plan was detailed.", "derailed", "derailed"),
        ("A review was received.", "reveiw", "review"),
        ("The common component counts.", "commonest", "commonest"),
        ("The pressure is sure.", "presure", "pressure"),
        ("Help comes by communications.", "comms", "comms"),
        ("Help comes by boat.", "comms", "comes"),
    ],
)
def test_a_word_formed_of_a_known_one_or_short_for_it_is_no_misspelling(text: str, word: str, expected: str) -> None:
    assert Spelling(Counter(words(text)), ()).corrected(word) == expected
