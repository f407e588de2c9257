"""A kept plan is written and read back whole, and no line can be what it is not."""

from __future__ import annotations

import json

import pytest

from assistant.drafting.brief import Brief, Member
from assistant.drafting.editing import Change, Do, make_change
from assistant.drafting.kept_plan import KeptLine, KeptPlan, Kind, plan_of, read_kept, write_kept
from assistant.errors import StoreDamagedError, UsageError
from tests.made_kept import HELD, NOTE, SAYS, kept


def test_what_is_written_is_read_back() -> None:
    begun = KeptPlan(Brief("", place="Two valleys", team=(Member("nurse"),), months=3))
    for plan in (KeptPlan(), begun, kept()):
        assert read_kept(write_kept(plan)) == plan


def test_a_plan_is_read_from_the_documents() -> None:
    plan = plan_of(kept(), HELD)
    assert [len(section.lines) for section in plan.sections] == [4, 3]
    assert {citation.document for citation in plan.citations} == {NOTE}
    assert [citation.quote for citation in plan.citations] == [
        each.text for line in kept().whole.lines for each in line.quotations
    ] + [kept().whole.examples[0].claims[0].quotations[0].text]


@pytest.mark.parametrize("kind", ["guidance", "yours"])
def test_guidance_has_quotations_and_nothing_else_has(kind: Kind) -> None:
    line = kept().whole.line(SAYS)
    with pytest.raises(ValueError, match="cannot have"):
        KeptLine("l1", Kind(kind), "text", quotations=() if kind == "guidance" else line.quotations)


UNREADABLE = (
    r"^this version cannot be read \(it is damaged, or was kept by another version of the assistant\): "
    r"go back to another one$"
)


@pytest.mark.parametrize("body", ["", "{", "[]", '{"brief": {"problem": 5}}'])
def test_a_version_that_is_none_is_told(body: str) -> None:
    with pytest.raises(StoreDamagedError, match=UNREADABLE):
        read_kept(body)


def test_guidance_without_its_quotations_is_no_version() -> None:
    told = json.loads(write_kept(kept()))
    told["drafted"]["sections"][0]["lines"][0]["quotations"] = []
    with pytest.raises(StoreDamagedError, match=UNREADABLE):
        read_kept(json.dumps(told))


def test_who_goes_back_gives_no_id_of_a_line_a_second_time() -> None:
    longer = make_change(kept(), Change(Do.ADD, "time", "Wednesdays are ours."), HELD).plan
    again = make_change(kept().behind(longer), Change(Do.ADD, "time", "Thursdays are ours."), HELD).plan
    assert again.whole.section("time").lines[-1].id == "l9"
    begun = KeptPlan(Brief("Falls.")).behind(again)
    assert (begun.drafted, begun.made) == (None, 9)
    assert read_kept(write_kept(begun)) == begun


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(UsageError, match="no line 'l99'"):
        kept().whole.line("l99")
    with pytest.raises(UsageError, match="its sections are: time, milestones"):
        kept().whole.section("none")
    with pytest.raises(UsageError, match="not drafted yet"):
        _ = KeptPlan().whole
