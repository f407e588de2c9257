"""A kept plan as HTML: nothing that a document or a person says becomes markup, and every line says its kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from assistant.drafting.brief import Brief, Member
from assistant.drafting.editing import Change, Do, make_change
from assistant.drafting.kept_plan import KeptPlan
from assistant.drafting.rechecking import Rechecked, recheck
from assistant.types import Answer, Status
from assistant.works import Version
from tests.made_assessments import shaped
from tests.made_kept import BRIEF, FAR, HELD, SAYS, claim, kept
from ui.exports.plan_parts import KINDS
from ui.pages.assessments import plan_link
from ui.pages.plan_view import STEPS, Progress, View, brief_html, drafting_html, plan_html, start_html, versions_html
from ui.server.kept_plans import Opened

EVIL = "<script>window.ran=1</script><img src=x onerror='window.ran=1'>\"><b>{{ 7*7 }}"
VERSION = Version(3, EVIL, "", datetime(2026, 11, 26, 10, 5, tzinfo=UTC))


def opened(plan: KeptPlan) -> Opened:
    return Opened("LINK", VERSION, recheck(plan, HELD) if plan.drafted else Rechecked(plan))


def is_clean(shown: str) -> bool:
    return not any(mark in shown for mark in ("<script>window", "<img", "<b>{{")) and "{{ 7*7 }}" in shown


@pytest.mark.parametrize("step", range(len(STEPS)))
def test_nothing_in_a_brief_becomes_markup(step: int) -> None:
    evil = Brief(EVIL, EVIL, EVIL, EVIL, (Member(EVIL, EVIL),), EVIL, 9, EVIL, EVIL)
    plan = opened(KeptPlan(evil))
    assert is_clean(brief_html(plan, View("step", step), 90))
    assert is_clean(brief_html(plan, View("brief"), 90))
    assert is_clean(start_html(View(fault=EVIL, typed=EVIL, said=EVIL, problem=EVIL), 90))
    assert is_clean(versions_html(plan, View("versions"), 90, [VERSION]))
    assert is_clean(drafting_html(plan, Progress(EVIL), View("drafting")))


def test_nothing_in_a_plan_becomes_markup() -> None:
    plan = make_change(kept(), Change(Do.EDIT, SAYS, EVIL), HELD).plan
    answer = Answer("1", EVIL, EVIL, Status.ANSWERED, "", (claim(EVIL, FAR),))
    shown = plan_html(opened(plan), View("plan", asked="time", question=EVIL, answer=answer), 90, HELD)
    assert is_clean(shown)


def test_every_line_says_its_kind_and_guidance_its_quotations() -> None:
    shown = plan_html(opened(kept()), View("plan"), 90, HELD)
    assert all(f'<p class="kind">{name}</p>' in shown for name in KINDS.values())
    assert shown.count('<details class="quotations">') == 3
    assert 'href="/sources?document=cover&amp;start=0&amp;end=' in shown
    assert "Sponsor, team, days and decision rights agreed in writing" in shown
    assert 'data-do="edit"' in shown
    assert "Drafted on 25 November 2026 by the ICS assistant. It decides nothing" in shown


def test_a_version_before_can_be_read_and_not_changed() -> None:
    shown = plan_html(opened(kept()), View("plan"), 90, HELD, newest=False)
    assert "This is version 3, as it was." in shown
    for name in ("edit", "add", "ask", "settle", "remove", "draft", "import"):
        assert f'data-do="{name}"' not in shown
    assert 'data-do="restore"' in shown


def test_a_brief_without_a_problem_cannot_be_drafted() -> None:
    assert 'data-do="draft"' not in brief_html(opened(KeptPlan()), View("brief"), 90)
    assert 'data-do="draft"' in brief_html(opened(KeptPlan(BRIEF)), View("brief"), 90)


def test_other_documents_and_another_brief_are_told() -> None:
    plan = replace(kept(), brief=replace(BRIEF, months=9))
    shown = plan_html(Opened("LINK", VERSION, recheck(plan, {})), View("plan"), 90, {})
    assert "0 still there, 0 moved, 5 gone" in shown
    assert "The brief has changed since the plan was drafted." in shown
    assert 'href="#line-l1"' in shown


def test_where_nothing_is_kept_no_plan_is_begun() -> None:
    assert 'data-do="begin"' in start_html(View(), 90)
    assert 'data-do="begin"' not in start_html(View(), 0)
    assert "You came for the section “Milestones”" in start_html(View(wanted="milestones"), 90)


def test_what_was_come_with_is_shown_and_goes_into_the_new_brief() -> None:
    shown = start_html(View(problem="“Doors open” is partly in our system."), 90)
    assert "<blockquote>“Doors open” is partly in our system.</blockquote>" in shown
    assert 'data-problem="“Doors open” is partly in our system."' in shown
    assert "<blockquote>" not in start_html(View(), 90)


def test_a_weak_point_leads_to_a_plan_that_begins_with_it_and_its_next_step() -> None:
    weak = next(each for each in shaped().judgements if each.next_step)
    address = urlsplit(plan_link(weak, "3fa9c1d27e0b", "Self-assessment: Two Valleys"))
    sent = parse_qs(address.query)
    assert (address.path, sent["section"]) == ("/plans", [weak.plan_section])
    first, second = sent["problem"][0].split("\n")
    assert first == f"“{weak.text}” is not evidenced in our system."
    assert second == "The next step that we named: Ask the nurses."
    told = [sent[name][0] for name in ("assessment", "criterion", "whence")]
    assert told == ["3fa9c1d27e0b", "core.2", "core.2 in “Self-assessment: Two Valleys”"]
