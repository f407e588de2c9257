"""What can stand in a plan is told by how a text speaks, in any publication: here in ones that were made for it."""

from __future__ import annotations

import pytest

from assistant.drafting.usable import is_usable, whole_thought
from assistant.types import Document
from tests.made import Piece, chunk_with, listed, made, quoted

SAID = "Wardens and porters should meet each week before the doors open."


def usable(text: str, *, section: tuple[str, ...] = ("Doors",), below_its_name: bool = False) -> bool:
    document = made(Piece(f"{SAID} {text}" if text != SAID else SAID, section=section), name="gatehouse")
    return is_usable(document, chunk_with(document, text)[1], below_its_name=below_its_name)


def test_a_whole_sentence_that_tells_what_to_do_can_be_said() -> None:
    assert usable(SAID)


@pytest.mark.parametrize(
    "text",
    [
        "This handbook page describes the doors of six old gatehouses.",
        "The report covers the years in which the doors were oiled.",
        "Elements of this guidance will change when the doors do.",
        "The porters' course is open to wardens in their first two years.",
        "Applicants are told in May, and the closing date is in March.",
        "The society invites anyone with a key to get in touch.",
        "No interviewee proposed that the doors should be closed.",
        "A gatehouse trust (GT) is a partnership of wardens and porters.",
        "The following section gives more examples of doors that open.",
        "Method: interviews with wardens, porters and those who pass the gates.",
        "For more details of the doors, see the porter's own book.",
        "Beside the wardens, the winter school names porters, cooks, bell ringers and drivers.",
    ],
)
def test_what_a_publication_says_of_itself_or_of_applying_is_no_guidance(text: str) -> None:
    assert not usable(text)


@pytest.mark.parametrize(
    "heading", ["Annex B: the doors", "About this handbook's authors", "Methods", "Acknowledgements"]
)
def test_sections_about_the_publication_are_left_out(heading: str) -> None:
    assert usable(SAID, section=(heading,)) is (heading == "About this handbook's authors")
    assert not usable(SAID, section=("About the authors",))


@pytest.mark.parametrize(
    "text",
    [
        "Comprised of wardens of the north and the south gate.",
        "Open, calm forum between north, south and east gate.",
        "The board is made up of wardens, porters, night nurses, drivers, key managers.",
        "Including doors of oak and of iron where there are any.",
    ],
)
def test_fragments_and_lists_of_who_sits_somewhere_are_no_guidance(text: str) -> None:
    assert not usable(text)


@pytest.mark.parametrize(
    ("text", "taken_in"),
    [
        ("They agree there who oils the hinges in the summer months.", True),
        ("The programme was stopped for a year when money ran out.", True),
        ("To do so, they have hung a bell beside each of the gates.", True),
        ("For example, the north gate kept a book of all its keys.", True),
        ("Indeed, the north gate kept a book of all its keys.", True),
        ("Some north gates are already doing so in the summer months.", True),
        ("Together they hang a bell beside each of the gates.", True),
        ("As part of this, each gate has to be oiled by its own warden.", True),
        ("As the programme grew, its gates were painted by those who pass.", True),
        ("There is a risk that hinges rust when nobody feels responsible.", False),
        ("It is important that keys hang where everyone can see them.", False),
    ],
)
def test_what_leans_on_the_sentence_before_is_said_with_it(text: str, taken_in: bool) -> None:
    document = made(Piece(f"{SAID} {text}"))
    span = whole_thought(document, chunk_with(document, text)[1])
    assert span is not None
    assert document.text[span.start : span.end] == (f"{SAID} {text}" if taken_in else text)


def test_what_leans_on_nothing_that_can_be_taken_in_needs_a_name_above_it() -> None:
    text = "They agree there who oils the hinges in the summer months."
    document = made(Piece(text))
    unit = chunk_with(document, text)[1]
    assert whole_thought(document, unit) is None
    assert not is_usable(document, unit)
    assert is_usable(document, unit, below_its_name=True)


@pytest.mark.parametrize(
    ("text", "points_back"),
    [
        ("This really is a matter for everyone who passes the gates.", True),
        ("These were oiled by porters in the winter of that year.", True),
        ("This gatehouse oils each of its doors in the summer months.", False),
        ("The programme oils each of its doors in the summer months.", False),
    ],
)
def test_below_a_name_what_points_back_within_its_paragraph_is_said_with_that(text: str, points_back: bool) -> None:
    alone, after = made(Piece(text)), made(Piece(f"{SAID} {text}"))
    assert is_usable(alone, chunk_with(alone, text)[1], below_its_name=True)
    span = whole_thought(after, chunk_with(after, text)[1], below_its_name=True)
    assert span is not None
    assert after.text[span.start : span.end] == (f"{SAID} {text}" if points_back else text)


def test_a_list_below_a_lead_in_that_leans_on_what_was_said_needs_a_name_above_it() -> None:
    items = ("oiling each of the hinges twice a year", "hanging up every key in the hall", "opening at dawn")
    for lead, understood in (("They have these tasks in each year:", False), ("Wardens have these tasks:", True)):
        document = made(listed(lead, *items))
        unit = chunk_with(document, items[0])[1]
        assert is_usable(document, unit) is understood
        assert is_usable(document, unit, below_its_name=True)


def test_a_chain_of_sentences_that_is_too_long_is_not_said() -> None:
    long = " ".join(f"They oil the {number}th hinge, and wait until it has dried in the wind." for number in range(9))
    document = made(Piece(f"{SAID} {long} They rest in March."))
    assert whole_thought(document, chunk_with(document, "They rest in March.")[1]) is None


def listing(*items: str) -> Document:
    return made(listed("The gates have these tasks:", *items))


def test_a_list_of_names_is_none_and_a_list_of_tasks_is() -> None:
    tasks = listing("oiling each of the hinges twice a year", "hanging up every key in the hall", "opening at dawn")
    assert is_usable(tasks, chunk_with(tasks, "oiling each of the hinges twice a year")[1])
    names = listing("hinges", "keys", "a group that mends what breaks between north and south")
    assert not is_usable(names, chunk_with(names, "a group that mends what breaks between north and south")[1])


def test_a_saying_is_no_guidance_and_a_story_may_be() -> None:
    saying, story = (
        "Doors are like friends, really.",
        "We kept the door open all night, and by spring the porters had met everyone.",
    )
    feeling = "I feel as if the doors had been closed to us for a year and more."
    document = made(quoted(saying, "Warden"), quoted(story, "Porter"), quoted(feeling, "Guard"))
    assert not is_usable(document, chunk_with(document, feeling)[1])
    assert not is_usable(document, chunk_with(document, saying)[1])
    assert is_usable(document, chunk_with(document, story)[1])


def test_a_lead_in_without_its_list_is_no_guidance() -> None:
    assert not usable("Wardens were also seeking a way to keep all of the keys:")
