"""Support without a model: what a quotation holds is supported, what was changed is not."""

from __future__ import annotations

import pytest

from evals.quantities import numbers_in, stands
from evals.support import Supporter, new_pairs
from tests.made_evals import COST, DENIED, GROWTH, NOTE, RAN

SUPPORTER = Supporter([NOTE])


@pytest.mark.parametrize("text", [COST, RAN, GROWTH, DENIED])
def test_a_sentence_supports_itself(text: str) -> None:
    support = SUPPORTER.support(text, [text])
    assert (support.pairs, support.words) == (1.0, 1.0)
    assert support.is_enough


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("The desk cost £230 in year one.", COST),
        ("It lent 40 ladders in 2021.", GROWTH),
        ("Ottoline Marsh ran the desk.", RAN),
        ("The desk cost two hundred and thirty pounds", "The desk cost 230 pounds in its first year."),
        ("About 2.8m people", "It serves 2.8 million people"),
        ("It is 33% of staff", "33 per cent of staff"),
    ],
)
def test_the_same_in_other_words_keeps_its_numbers_names_and_denials(said: str, quote: str) -> None:
    support = SUPPORTER.support(said, [quote])
    assert (support.numbers is not False, support.names is not False, support.denials) == (True, True, True)


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("The desk cost £280 in its first year.", COST),
        ("The desk cost 230 ladders in its first year.", COST),
        ("In 2021 the desk lent 75 ladders.", GROWTH),
        ("In 2022 the desk lent 40 saws.", GROWTH),
        ("between 2015 and 2015", "between 2015 and 2018"),
        ("23% of staff", "23 of the staff"),
    ],
)
def test_a_number_of_something_else_does_not_stand(said: str, quote: str) -> None:
    assert stands(numbers_in(said), numbers_in(quote)) is False
    assert not SUPPORTER.support(said, [quote]).is_enough


def test_what_has_no_numbers_or_names_is_not_judged_by_them() -> None:
    support = SUPPORTER.support("the desk was run well", ["the desk was run well"])
    assert (support.numbers, support.names) == (None, None)


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("The desk was run by Ottoline Finch-Hatton.", RAN),
        ("Harlow lent 75 saws.", "In 2022 it lent 75 saws to Epping."),
    ],
)
def test_another_name_does_not_stand(said: str, quote: str) -> None:
    assert SUPPORTER.support(said, [quote]).names is False


@pytest.mark.parametrize(
    ("said", "quote"),
    [("The desk did close in the winter.", DENIED), ("The desk was not run by Ottoline Marsh and Clara Finch.", RAN)],
)
def test_a_denial_has_to_agree(said: str, quote: str) -> None:
    assert not SUPPORTER.support(said, [quote]).denials


def test_a_denial_of_a_sentence_not_used_is_no_fault() -> None:
    assert SUPPORTER.support(COST, [f"{COST} {DENIED}"]).denials


def test_another_subject_is_not_supported() -> None:
    support = SUPPORTER.support("Winters are cold and ladders were expensive to insure.", [RAN])
    assert support.pairs == 0.0
    assert not support.is_enough


def test_a_citation_that_adds_nothing_is_found() -> None:
    assert new_pairs(f"{COST} {RAN}", [COST, RAN]) == [True, True]
    assert new_pairs(COST, [COST, RAN]) == [True, False]
    assert new_pairs(COST, [COST, COST]) == [True, False]
