"""Kept assessments on disk: what was filled in, brought and assessed is found again, and nobody overwrites another."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.drafting import kept_assessment
from assistant.drafting.assessment_form import make_form
from assistant.drafting.brought import bring_text
from assistant.drafting.kept_assessment import KeptAssessment, KeptAssessments
from assistant.errors import ConflictError, NotKeptError, StoreDamagedError, UsageError
from assistant.types import Page
from assistant.works import Work, Works
from tests.made_assessments import FORM, MINUTES

EMPTY = make_form({"set": "principles", "system": "Two Valleys"})
PAGED = replace(bring_text("report.pdf", "One page.\n\nAnother page."), pages=(Page("1", 0, 9), Page("2", 11, 24)))


@pytest.fixture
def works(tmp_path: Path) -> Works:
    return Works(tmp_path / "home" / "store.sqlite", 90)


@pytest.fixture
def kept(works: Works) -> KeptAssessments:
    return KeptAssessments(works)


def filled(kept: KeptAssessments) -> KeptAssessment:
    """Return an assessment with documents, that was filled in and assessed twice."""
    opened = kept.bring(kept.begin(EMPTY), [MINUTES, PAGED])
    opened = kept.keep_assessed(kept.fill_in(opened, make_form(FORM)), '{"first": 1}')
    return kept.keep_assessed(kept.fill_in(opened, EMPTY), '{"second": 2}')


def test_everything_is_found_again_in_each_version(kept: KeptAssessments) -> None:
    last = filled(kept)
    assert (last.version.number, last.form, last.returned) == (6, EMPTY, '{"second": 2}')
    first = kept.opened(last.link, 4)
    assert (first.form, first.assessed, first.returned) == (make_form(FORM), 4, '{"first": 1}')
    assert kept.opened(last.link, 5).returned == '{"first": 1}'
    assert [(each.id, each.text, each.pages) for each in last.brought] == [
        (each.id, each.text, each.pages) for each in (MINUTES, PAGED)
    ]
    assert kept.opened(last.link, 1).brought == ()


def test_the_past_is_told_from_the_first_assessment_on(kept: KeptAssessments) -> None:
    past = kept.history(filled(kept).link)
    assert [(each.number, each.returned) for each in past] == [(4, '{"first": 1}'), (6, '{"second": 2}')]
    assert past[0].made < past[1].made


def test_a_text_that_was_brought_is_written_down_once(kept: KeptAssessments, works: Works) -> None:
    link = filled(kept).link
    holding = [each.number for each in works.versions(Work.ASSESSMENT, link) if "Another page" in each.body]
    assert holding == [2]


def test_what_is_saved_as_one_types_leaves_what_was_brought_and_assessed(kept: KeptAssessments) -> None:
    opened = filled(kept)
    for number in range(5):
        opened = kept.fill_in(opened, replace(EMPTY, system=f"System {number}"))
    assert [each.number for each in kept.versions(opened.link)] == [11, 6, 5, 4, 3, 2, 1]
    assert [each.text for each in opened.brought] == [MINUTES.text, PAGED.text]
    assert (opened.form.system, opened.assessed, opened.returned) == ("System 4", 6, '{"second": 2}')
    assert [each.number for each in kept.history(opened.link)] == [4, 6]


def test_what_is_the_same_makes_no_version(kept: KeptAssessments) -> None:
    begun = kept.begin(EMPTY)
    assert kept.fill_in(begun, EMPTY) is begun
    assert len(kept.versions(begun.link)) == 1


def test_a_document_is_taken_out_and_brought_anew_under_its_name(kept: KeptAssessments) -> None:
    brought = kept.bring(kept.begin(EMPTY), [MINUTES])
    without = kept.take_out(brought, MINUTES.id)
    assert without.brought == ()
    other = bring_text(MINUTES.id, "Other minutes.")
    assert [each.text for each in kept.bring(without, [other]).brought] == ["Other minutes."]
    assert [each.text for each in kept.opened(brought.link, 2).brought] == [MINUTES.text]
    with pytest.raises(NotKeptError, match=r"no document 'none\.txt' was brought"):
        kept.take_out(brought, "none.txt")


def test_a_name_that_is_taken_and_too_much_text_are_refused(
    kept: KeptAssessments, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought = kept.bring(kept.begin(EMPTY), [MINUTES])
    with pytest.raises(UsageError, match=r"two documents are named 'minutes\.txt'"):
        kept.bring(brought, [MINUTES])
    monkeypatch.setattr(kept_assessment, "MOST_CHARACTERS", len(MINUTES.text))
    with pytest.raises(UsageError, match="bring the parts that hold evidence"):
        kept.bring(brought, [PAGED])
    assert kept.opened(brought.link).version.number == 2


def test_who_saves_second_overwrites_nothing(kept: KeptAssessments) -> None:
    begun = kept.begin(EMPTY)
    kept.fill_in(begun, make_form(FORM))
    told = "version 2 was saved while you worked on version 1"
    with pytest.raises(ConflictError, match=told):
        kept.fill_in(begun, replace(EMPTY, system="Late"))
    with pytest.raises(ConflictError, match=told):
        kept.checked(begun.link, 1)
    assert kept.opened(begun.link).form == make_form(FORM)


def test_what_is_deleted_is_gone_and_a_plan_is_no_assessment(kept: KeptAssessments, works: Works) -> None:
    link = filled(kept).link
    kept.delete(link)
    for gone in (link, works.create(Work.PLAN, "{}")):
        with pytest.raises(NotKeptError):
            kept.opened(gone)


def test_a_version_that_cannot_be_read_is_told(kept: KeptAssessments, works: Works) -> None:
    link = works.create(Work.ASSESSMENT, json.dumps({"form": 1}))
    with pytest.raises(StoreDamagedError, match=r"^version 1 .* cannot be read \(it is damaged, or was kept"):
        kept.opened(link)
