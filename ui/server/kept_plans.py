"""Plans that are kept, as the API and the page use them: read, checked again, changed, and saved as a new version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from assistant.drafting.brief import MOST_NAME, refuse_a_person, tidy_text
from assistant.drafting.editing import Edited, fill_in
from assistant.drafting.kept_assessment import KeptAssessments
from assistant.drafting.kept_plan import KeptPlan, Origin, read_kept, write_kept
from assistant.drafting.merging import merge
from assistant.drafting.planner import Progress
from assistant.drafting.rechecking import Rechecked, recheck
from assistant.drafting.redrafting import draft_kept
from assistant.drafting.taking import Taken, take_claims
from assistant.errors import ConflictError, UsageError
from assistant.works import Version, Work, mark_of
from ui.exports.assessment_parts import begun_words, title_of
from ui.exports.plan_reading import read_markdown, version_of
from ui.server.queue import Place
from ui.server.service import Service
from ui.shapes.assessment import Assessment, Begun
from ui.shapes.kept_plan_json import drafted_json
from ui.shapes.plan import Plan


@dataclass(frozen=True, slots=True)
class Opened:
    """A version of a kept plan, checked again in the documents as they are now."""

    link: str
    version: Version
    checked: Rechecked

    @property
    def plan(self) -> KeptPlan:
        """Return the plan, whose quotations all stand in the documents."""
        return self.checked.plan


def begin(service: Service, fields: Mapping[str, Any], origin: Origin | None = None) -> Opened:
    """Keep a new plan, with as much of its brief as there is. Raise as `fill_in` and `Works.create`."""
    edited = fill_in(KeptPlan(origin=origin), fields)
    link = service.works.create(Work.PLAN, write_kept(edited.plan), edited.note or "begun")
    return opened(service, link)


def origin_of(assessment: str, criterion: str, text: str) -> Origin | None:
    """Return what a plan is begun from, nothing where that is no weak point of an assessment. Raise as a brief does."""
    if not re.fullmatch(r"[0-9a-f]{12}", assessment) or not re.fullmatch(r"[a-z]+-?[\d.]{1,8}", criterion):
        return None
    told = tidy_text("begun_from", text, MOST_NAME)
    refuse_a_person("begun_from", told)
    return Origin(assessment, criterion, told)


def weak_point(service: Service, assessment: str, criterion: str) -> Origin:
    """Return a criterion of a kept assessment as what a plan is begun from.

    Raise NotKeptError where there is no such assessment, UsageError where it has no such criterion or was not assessed.
    """
    kept = KeptAssessments(service.works).opened(assessment)
    if not kept.returned:
        raise UsageError("the assessment that begun_from names is not assessed yet: assess it first")
    made = Assessment.model_validate_json(kept.returned)
    if criterion not in (each.id for each in made.judgements):
        known = ", ".join(each.id for each in made.judgements)
        raise UsageError(f"the assessment that begun_from names has no criterion {criterion!r}: it has {known}")
    return Origin(mark_of(assessment), criterion, begun_words(criterion, title_of(made)))


def begun_from(service: Service, assessment: str) -> list[tuple[str, datetime]]:
    """Return the criteria of a kept assessment from which plans that are still kept were begun, and when."""
    found = service.works.begun_with(Work.PLAN, mark_of(assessment))
    told = ((read_kept(each.body).origin, each.made) for each in found)
    return [(origin.criterion, made) for origin, made in told if origin and origin.assessment == mark_of(assessment)]


def with_plans(service: Service, link: str, assessment: Assessment) -> Assessment:
    """Return a kept assessment with the plans that were begun from its weak points."""
    plans = [Begun(criterion=criterion, day=made.date().isoformat()) for criterion, made in begun_from(service, link)]
    return assessment.model_copy(update={"plans": plans})


def opened(service: Service, link: str, number: int | None = None) -> Opened:
    """Return the newest version of a plan, or another one. Raise NotKeptError where there is none."""
    works = service.works
    version = works.newest(Work.PLAN, link) if number is None else works.version(Work.PLAN, link, number)
    plan = read_kept(version.body)
    return Opened(link, version, recheck(plan, service.documents) if plan.drafted else Rechecked(plan))


def checked(service: Service, link: str, after: int) -> Opened:
    """Return the newest version of a plan, to be changed. Raise ConflictError where it is another than `after`."""
    found = opened(service, link)
    last = found.version.number
    if last < after:
        raise UsageError(f"this plan has no version {after}: its newest is {last}")
    if last > after:
        said = f"version {last} was saved while you worked on version {after}"
        raise ConflictError(f"{said}: open the newest, and make your change again")
    return found


def save(service: Service, before: Opened, edited: Edited) -> Opened:
    """Keep what was made of a version as the next one; where nothing was done, there is none. Raise as `Works.save`."""
    if not edited.note:
        return before
    after = before.version.number
    service.works.save(Work.PLAN, before.link, write_kept(edited.plan), edited.note, after)
    return opened(service, before.link)


def restored(service: Service, before: Opened, number: int) -> Edited:
    """Return an earlier version as it stands in the documents now. Raise NotKeptError where there is none."""
    return Edited(opened(service, before.link, number).plan.behind(before.plan), f"went back to version {number}")


def rechecked(before: Opened) -> Edited:
    """Return a plan as it was found when it was checked again; nothing is done where the documents are the same."""
    return Edited(before.plan, before.checked.note if before.checked.changed else "")


def draft(service: Service, before: Opened, place: Place, progress: Progress | None = None) -> Opened:
    """Draft a plan when it is a place's turn, and keep it. Raise as `draft_kept` and `save`."""
    with service.assistant(place) as assistant:
        edited = draft_kept(assistant, before.plan, datetime.now(UTC).date(), progress)
    return save(service, before, edited)


def take(service: Service, before: Opened, place: Place, taken: Taken) -> Opened:
    """Take checked claims into a section when it is a place's turn, and keep it. Raise as `take_claims` and `save`."""
    with service.assistant(place) as assistant:
        edited = take_claims(assistant, before.plan, taken)
    return save(service, before, edited)


def read_in(service: Service, before: Opened, markdown: str) -> Edited:
    """Return a plan with what was changed in its Markdown since that was written. Raise as `merge`."""
    number = version_of(markdown) or before.version.number
    base = before if number == before.version.number else opened(service, before.link, number)
    written = read_markdown(markdown, exported(service, base), number)
    return merge(before.plan, base.plan, written, service.documents)


def exported(service: Service, opened: Opened) -> Plan:
    """Return what was drafted, in the shape that is exported. Raise UsageError where nothing was."""
    return Plan.model_validate(drafted_json(opened.checked, service.documents))
