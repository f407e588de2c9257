"""An assessment as it is kept under a link: the form as far as it is filled in, what was brought, and what came of it.

The text of a document that was brought stands in the version that brought it, and the later ones name that version: so
a year of assessing takes little room. The same holds for what an assessment came to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from assistant.drafting.assessment_form import AssessmentForm
from assistant.drafting.brought import bring_again, checked_names
from assistant.errors import ConflictError, NotKeptError, StoreDamagedError, UsageError
from assistant.types import Document, Page
from assistant.works import TYPED, Version, Work, Works

MOST_CHARACTERS = 3_000_000


@dataclass(frozen=True, slots=True)
class _Brought:
    """A document that was brought, and in which version its text stands: in that one alone."""

    name: str
    version: int
    text: str = ""
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class _Body:
    """What a version holds; `assessed` is the number of the version that holds what the last assessment came to."""

    form: AssessmentForm
    brought: tuple[_Brought, ...] = ()
    assessed: int = 0
    returned: str = ""


@dataclass(frozen=True, slots=True)
class KeptAssessment:
    """A version of a kept assessment; `returned` is the last assessment made up to it, as it was told, or nothing."""

    link: str
    version: Version
    form: AssessmentForm
    brought: tuple[Document, ...]
    assessed: int
    returned: str


@dataclass(frozen=True, slots=True)
class Past:
    """An assessment that was made: in which version, when, and what was told."""

    number: int
    made: datetime
    returned: str


class KeptAssessments:
    """The assessments among the works."""

    def __init__(self, works: Works) -> None:
        self._works = works

    def begin(self, form: AssessmentForm) -> KeptAssessment:
        """Keep a new assessment, and return its first version. Raise as `Works.create`."""
        return self.opened(self._works.create(Work.ASSESSMENT, _text(_Body(form))))

    def opened(self, link: str, number: int | None = None) -> KeptAssessment:
        """Return the newest version, or another one. Raise NotKeptError where there is none."""
        newest = number is None
        version = (
            self._works.newest(Work.ASSESSMENT, link)
            if newest
            else self._works.version(Work.ASSESSMENT, link, number or 0)
        )
        body = _body(version)
        known = {version.number: body}
        for each in {body.assessed, *(one.version for one in body.brought)} - {0, version.number}:
            known[each] = _body(self._works.version(Work.ASSESSMENT, link, each))
        returned = known[body.assessed].returned if body.assessed else ""
        brought = (_document(each, known[each.version]) for each in body.brought)
        return KeptAssessment(link, version, body.form, tuple(brought), body.assessed, returned)

    def checked(self, link: str, after: int) -> KeptAssessment:
        """Return the newest version, to be changed. Raise ConflictError where it is another than `after`."""
        found = self.opened(link)
        if found.version.number != after:
            said = f"version {found.version.number} was saved while you worked on version {after}"
            raise ConflictError(f"{said}: open the newest, and make your change again")
        return found

    def fill_in(self, before: KeptAssessment, form: AssessmentForm) -> KeptAssessment:
        """Keep a form as the next version, where it is another, as one types. Raise as `Works.save`."""
        if form == before.form:
            return before
        return self._save(before, replace(_body(before.version), form=form), TYPED)

    def bring(self, before: KeptAssessment, documents: Sequence[Document]) -> KeptAssessment:
        """Keep documents that are brought. Raise UsageError for too many or too much text, or a name that is taken."""
        checked_names([*before.brought, *documents])
        length = sum(len(each.text) for each in (*before.brought, *documents))
        if length > MOST_CHARACTERS:
            raise UsageError(
                f"the documents have {length:,} characters together; at most {MOST_CHARACTERS:,} are kept: bring the "
                "parts that hold evidence"
            )
        number = before.version.number + 1
        added = tuple(_Brought(each.id, number, each.text, each.pages) for each in documents)
        body = _body(before.version)
        note = f"brought {', '.join(each.id for each in documents)}"
        return self._save(before, replace(body, brought=(*body.brought, *added)), note)

    def take_out(self, before: KeptAssessment, name: str) -> KeptAssessment:
        """Keep the next version without a document. Raise NotKeptError where there is none of that name."""
        body = _body(before.version)
        others = tuple(each for each in body.brought if each.name != name)
        if len(others) == len(body.brought):
            raise NotKeptError(f"no document {name!r} was brought to this assessment")
        return self._save(before, replace(body, brought=others), f"took out {name}")

    def keep_assessed(self, before: KeptAssessment, returned: str) -> KeptAssessment:
        """Keep what an assessment came to, as it was told. Raise as `Works.save`."""
        body = replace(_body(before.version), assessed=before.version.number + 1, returned=returned)
        return self._save(before, body, "assessed")

    def history(self, link: str) -> tuple[Past, ...]:
        """Return the assessments that were made, the first one first. Raise as `versions`."""
        versions = reversed(self._works.versions(Work.ASSESSMENT, link))
        told = ((version, _body(version)) for version in versions)
        return tuple(
            Past(version.number, version.made, body.returned)
            for version, body in told
            if body.assessed == version.number
        )

    def versions(self, link: str) -> tuple[Version, ...]:
        """Return every version, the newest first. Raise NotKeptError where there is none of that link."""
        return self._works.versions(Work.ASSESSMENT, link)

    def delete(self, link: str) -> None:
        """Delete an assessment with all its versions and documents. Raise NotKeptError where there is none."""
        self._works.delete(Work.ASSESSMENT, link)

    def _save(self, before: KeptAssessment, body: _Body, note: str) -> KeptAssessment:
        after = before.version.number
        self._works.save(Work.ASSESSMENT, before.link, _text(_without_earlier(body, after + 1)), note, after)
        return self.opened(before.link)


def _without_earlier(body: _Body, number: int) -> _Body:
    """Return what version `number` holds itself: what stands in an earlier one is left out."""
    own = (each if each.version == number else _Brought(each.name, each.version) for each in body.brought)
    return replace(body, brought=tuple(own), returned=body.returned if body.assessed == number else "")


def _document(brought: _Brought, holder: _Body) -> Document:
    held = next(each for each in holder.brought if each.name == brought.name)
    return bring_again(held.name, held.text, held.pages)


_ADAPTER = TypeAdapter(_Body)


def _text(body: _Body) -> str:
    return _ADAPTER.dump_json(body).decode()


def _body(version: Version) -> _Body:
    try:
        return _ADAPTER.validate_json(version.body)
    except ValidationError as error:
        raise StoreDamagedError(
            f"version {version.number} of this assessment cannot be read (it is damaged, or was kept by another "
            "version of the assistant): open an earlier one, or ask whoever runs this for a backup"
        ) from error
