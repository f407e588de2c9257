"""A text that a team changed strays from what the sources say wherever a word came, went or moved."""

from __future__ import annotations

import pytest

from assistant.drafting.straying import straying

DAY = "Where a sponsor agrees, fellows partly keep one day a week free in the first round."
SEATS = "The council gave more seats to Northtown and fewer to Southtown."
SWAP = "Bakers work with millers and porters with carters."
LIST = "Bakers lend:\n- two ovens\n- a cart for flour\n- sieves"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (DAY, DAY),
        (DAY, "Where the sponsor agrees: fellows partly keep 1 day a week free in the first round!"),
        (DAY, "where sponsor agrees – fellows partly keep one day a week free in the first round"),
        ("Organisations prioritise labour at the centre.", "Organizations prioritize labor at the center."),
        ("Travelling bakers co-ordinate a programme.", "Traveling bakers coordinate a program."),
        ("A long-term plan for well-being lasts twelve months.", "A long term plan for wellbeing lasts 12 months."),
        ("Bakers’ pay rose by 5 per cent.", "Bakers' pay rose by 5%."),
        ("Bakers & millers met.", "Bakers and millers met."),
        ("Flour, salt and water are cheap.", "Flour, salt, and water are cheap."),
        (LIST, "Bakers lend:\n- sieves\n- two ovens\n- a cart for flour"),
        (LIST, "Bakers lend\n* Two ovens;\n* A cart for flour;\n* Sieves."),
        (LIST, "Bakers lend: two ovens, a cart for flour, sieves"),
        ("Bakers met; millers slept.", "Bakers met. Millers slept."),
    ],
)
def test_the_same_words_written_otherwise_do_not_stray(before: str, after: str) -> None:
    assert straying(before, after) is None


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ("Where a sponsor agrees, fellows partly keep time free in the first round.", "“time” stands in the place of"),
        ("Where a sponsor agrees, fellows partly keep one day free in the first round.", "“week” is left out"),
        ("Where a sponsor agrees, fellows keep one day a week free in the first round.", "“partly” is left out"),
        ("Fellows partly keep one day a week free in the first round.", "“Where sponsor agrees” is left out"),
        ("Where a sponsor agrees, fellows partly keep one day a week free.", "“in first round” is left out"),
        (f"{DAY[:-1]}, but mainly because bakers insist.", "“but mainly because bakers insist” is added"),
        (f"Always: {DAY}", "“Always” is added"),
        (DAY.replace("partly", "mainly"), "“mainly” stands in the place of “partly”"),
        (DAY.replace("Where", "If"), "“If” stands in the place of “Where”"),
        (DAY.replace("one day", "half a day"), "“half” stands in the place of “one”"),
        (DAY.replace("first", "second"), "“second” stands in the place of “first”"),
        (DAY.replace("fellows", "fellow"), "“fellow” stands in the place of “fellows”"),
        (DAY.replace("keep", "kept"), "“kept” stands in the place of “keep”"),
        (DAY.replace("free.", "free"), None),
        (DAY.replace("agrees,", "agrees, nearly all"), "“nearly all” is added"),
        (DAY.replace(".", "?"), "“?” is added"),
        (f"{DAY} So does Essex.", "“So does Essex” is added"),
        ("Fellows keep one day free.", "“Where sponsor agrees” is left out"),
    ],
)
def test_any_word_that_comes_or_goes_strays(after: str, told: str | None) -> None:
    strays = straying(DAY, after)
    assert strays is None if told is None else (strays or "").startswith(told)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (SEATS, "The council gave more seats to Southtown and fewer to Northtown."),
        (SEATS, "The council gave fewer seats to Northtown and more to Southtown."),
        (SWAP, "Bakers work with porters and millers with carters."),
        ("Six mills and two shops pay.", "Two mills and six shops pay."),
        ("Northtown leads Southtown.", "Southtown leads Northtown."),
        ("They hire more bakers and millers.", "They hire millers and more bakers."),
        ("Unpaid bakers, millers and porters met.", "Unpaid porters, bakers and millers met."),
        ("Six mills and two shops pay.", "Two shops and six mills pay."),
        ("It is for mill management, flour and carts.", "It is for mill carts, flour and management."),
        ("They did not agree. Because it rained they left.", "They did not agree because it rained. They left."),
        ("They bake on Mondays. Only in May they rest.", "They bake on Mondays only. In May they rest."),
        ("They need time and, in some places, flour.", "They need flour and, in some places, time."),
        ("They hire bakers and not millers.", "They hire not millers and bakers."),
        ("Bakers left. Millers stayed.", "Millers left. Bakers stayed."),
        ("Bakers left. Millers stayed.", "Millers stayed. Bakers left."),
        ("Bakers met. They slept.", "They slept. Bakers met."),
    ],
)
def test_a_word_that_moves_to_where_it_says_something_else_strays(before: str, after: str) -> None:
    assert (straying(before, after) or "").endswith("stands elsewhere in it")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Few bakers met.", "A few bakers met.", "“A” is added"),
        ("Most bakers met.", "The most bakers met.", "“The” is added"),
        ("Public health care is free.", "Public health and care is free.", "“and” is added"),
        ("Bakers and millers met.", "Bakers or millers met.", "“or” stands in the place of “and”"),
        ("It is for those aged 65+.", "It is for those aged 65.", "“+” is left out"),
        ("It takes 1-2 weeks.", "It takes 12 weeks.", "“12” stands in the place of “1 - 2”"),
        ("Bakers did not meet.", "Bakers did meet.", "“not” is left out"),
        (
            "It is enough, bakers noted: all agree.",
            "It is enough. Bakers noted: all agree.",
            "“.” stands in the place of “,”",
        ),
        ("No, bakers should rest.", "No bakers should rest.", "“,” is left out"),
        ("Bakers, who are trained, may rest.", "Bakers who are trained may rest.", "“,” is left out"),
        ("They are unsure of what it may do.", "They are unsure. Of what it may do.", "“.” is added"),
        ("They avoid bread and butter.", "They avoid bread, and butter.", "“,” is added"),
        ("Bakers may meet.", "Bakers will meet.", "“will” stands in the place of “may”"),
        ("Half of it is empty, a baker said.", "Half of it is empty.", "“baker said” is left out"),
        ("A deputy of the baker decides.", "The baker decides.", "“deputy of” is left out"),
        ("Bakers met. Only some stayed.", "Bakers met.", "“Only some stayed” is left out"),
        ("Train all (of them). Pay bakers.", "Train all (of them), pay bakers.", "“)” stands in the place of “.”"),
        ("Pay bakers (if they agree) and millers.", "Pay bakers (if they agree and millers).", "“)” is left out"),
        ("Train all.\nPay them.", "Train all.\nPay\nthem.", "“a new line” is added"),
        (LIST, "Bakers lend:\n- two ovens\n- sieves", "“cart for flour” is left out"),
        (LIST, "- two ovens\n- a cart for flour\n- sieves", "“Bakers lend” is left out"),
        (LIST, f"{LIST}\n- a mill", "“mill” is added"),
    ],
)
def test_small_words_signs_sentences_and_items_count_too(before: str, after: str, told: str) -> None:
    assert straying(before, after) == told


def test_items_that_are_numbered_or_lean_on_one_another_stay_in_their_order() -> None:
    before, after = "Bake so:\n- knead\n- rest", "Bake so:\n- rest\n- knead"
    assert straying(before, after) is None
    assert straying(before, after, ["1. knead", "2. rest"]) == "“rest” stands elsewhere in it"
    leaning = "Bake so:\n- knead it\n- finally, rest"
    assert straying(leaning, "Bake so:\n- finally, rest\n- knead it") == "“knead it” stands elsewhere in it"
