"""When the documents are others, each quotation is still there, moved or gone, and a line that lost one says so."""

from __future__ import annotations

from dataclasses import replace

from assistant.drafting.kept_plan import Kind, plan_of
from assistant.drafting.planner import corpus_of
from assistant.drafting.rechecking import Found, recheck
from assistant.types import Document
from tests.made import listed, made, quoted
from tests.made_kept import CONFIRM, DAY, DESK, FAR, FREE, HELD, LEAD, LIST, NOTE, SAYS, kept

OPENING = "This is a new first paragraph of the note."


def test_the_same_documents_change_nothing() -> None:
    checked = recheck(kept(), HELD)
    assert (checked.plan, checked.changed, checked.lost) == (kept(), False, ())
    assert checked.found == (Found.THERE,) * 5


def test_a_document_more_is_a_change_and_leaves_every_quotation_there() -> None:
    other = made("Something else.", name="other")
    checked = recheck(kept(), HELD | {"other": other})
    assert checked.changed
    assert set(checked.found) == {Found.THERE}
    assert checked.plan.whole.corpus == corpus_of([NOTE, other])
    assert checked.note == "sources checked again: 5 quotations still there, 0 moved, 0 gone"


def test_what_moved_gets_its_new_place() -> None:
    longer = made(OPENING, DAY, listed(LEAD, FREE, DESK, section=("Time", "Cover")), FAR, name="cover", page="4")
    checked = recheck(kept(), {longer.id: longer})
    assert set(checked.found) == {Found.MOVED}
    assert checked.lost == ()
    moved = [each.quote for each in plan_of(checked.plan, {longer.id: longer}).citations]
    assert moved == [each.quote for each in plan_of(kept(), HELD).citations]
    # What was found is true of these documents.
    assert set(recheck(checked.plan, {longer.id: longer}).found) == {Found.THERE}


def test_a_line_that_lost_a_quotation_is_to_be_confirmed_and_says_so() -> None:
    shorter = made(DAY, listed(LEAD, FREE, section=("Time", "Cover")), name="cover", page="4")
    checked = recheck(kept(), {shorter.id: shorter})
    assert [checked.found.count(each) for each in Found] == [3, 0, 2]
    assert checked.lost == (LIST,)
    lost = checked.plan.whole.line(LIST)
    assert (lost.kind, lost.quotations, lost.text) == (Kind.ASSUMPTION, (), kept().whole.line(LIST).text)
    assert lost.more == "whoever holds Publisher of the cover, The cover"
    assert "no longer stand in them" in lost.note
    assert checked.plan.whole.line(SAYS) == kept().whole.line(SAYS)
    assert checked.plan.whole.line(CONFIRM) == kept().whole.line(CONFIRM)
    # The example said nothing but what is gone.
    assert checked.plan.whole.examples == ()


def test_a_document_that_is_gone_or_of_another_kind_takes_its_lines_along() -> None:
    held: tuple[dict[str, Document], ...] = ({}, {NOTE.id: replace(made("Else.", name="cover"), is_briefing=True)})
    for documents in held:
        checked = recheck(kept(), documents)
        assert set(checked.found) == {Found.GONE}
        assert checked.lost == (SAYS, LIST)
        assert not list(plan_of(checked.plan, documents).claims)


def test_a_quotation_with_other_white_space_is_found_by_its_words() -> None:
    other = made(DAY.replace("one day", "one  day"), listed(LEAD, FREE, DESK), FAR, name="cover")
    checked = recheck(kept(), {other.id: other})
    assert checked.found[0] is Found.MOVED
    assert checked.plan.whole.line(SAYS).quotations[0].text == "Fellows get one  day a week for a year"


def test_a_quotation_that_moved_into_somebodys_mouth_holds_no_line() -> None:
    other = made(DAY, listed(LEAD, FREE), quoted(f"- {DESK}", "A nurse"), FAR, name="cover")
    checked = recheck(kept(), {other.id: other})
    assert Found.GONE not in checked.found
    assert checked.lost == (LIST,)
