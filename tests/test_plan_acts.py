"""What the page of plans sends is done, refused or told, and each answer is another one than that before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.drafting.kept_plan import write_kept
from assistant.settings import Settings
from assistant.types import Document
from assistant.works import Work
from tests.made_kept import CONFIRM, FIRST, HELD, SAYS, UNKNOWN, kept
from ui.pages.plan_acts import Sent
from ui.pages.plan_view import STEPS
from ui.pages.plans import acting
from ui.server import kept_plans as keeping
from ui.server.service import Service

REFUSED = "Mrs Smith has dementia."


@pytest.fixture
def service(tmp_path: Path) -> Service:
    return Service(Settings(home=tmp_path))


@pytest.fixture
def link(service: Service) -> str:
    return keeping.begin(service, {"place": "Two valleys"}).link


def last(service: Service, **sent: Any) -> str:
    """Return the page after something is sent."""
    return str(list(acting(service, Sent.of(sent)))[-1])


def step(service: Service, link: str, number: int, **more: Any) -> str:
    sent = {"do": "fill", "link": link, "after": "1", "step": str(number), "to": str(number + 1), **more}
    return last(service, **sent)


def test_the_same_refusal_is_another_answer(service: Service, link: str) -> None:
    one, two = (step(service, link, 1, problem=REFUSED, turn=turn) for turn in ("1", "2"))
    assert one != two
    assert one.replace('data-turn="1"', 'data-turn="2"') == two


def test_a_team_that_is_refused_has_all_its_rows(service: Service, link: str) -> None:
    shown = step(service, link, 3, role=["GP", "nurse", "", "", "", ""], organisation=["", "", "trust", "", "", ""])
    assert "member 3 of the team has no role" in shown
    assert shown.count('name="role[]"') == 6
    assert step(service, link, 3, role=["GP"], organisation=[""], to="3").count('name="role[]"') == 3


@pytest.mark.parametrize("known", [1, 2])
def test_who_goes_back_from_an_old_list_of_versions_is_told(service: Service, link: str, known: int) -> None:
    step(service, link, 1, problem="Falls at night.")
    seen = last(service, do="look", link=link, after=str(known), number="1")
    assert f'data-after="{known}"' in seen
    shown = last(service, do="restore", link=link, after=str(known), number="1")
    assert ("version 2 was saved while you worked on version 1" in shown) == (known == 1)
    assert service.works.newest(Work.PLAN, link).number == 1 + known


def test_what_was_typed_into_a_plan_that_is_gone_is_told(service: Service, link: str) -> None:
    service.works.delete(Work.PLAN, link)
    shown = step(service, link, 1, problem="Falls at night.")
    assert "no plan is kept under this link" in shown
    assert "<blockquote>Falls at night.</blockquote>" in shown


def test_a_fault_is_told(service: Service, link: str, caplog: pytest.LogCaptureFixture) -> None:
    shown = last(service, do="take", link=link, after="1", chosen=["no JSON"])
    assert "something went wrong here" in shown
    assert "JSONDecodeError" in caplog.text


@pytest.mark.parametrize("typed", ["0", "twelve", "600"])
def test_months_that_are_none_are_told_and_the_step_stays(service: Service, link: str, typed: str) -> None:
    months = next(number for number, each in enumerate(STEPS) if each.field == "months")
    shown = step(service, link, months, months=typed)
    assert "That did not work" in shown
    assert "How many months does the project have?" in shown
    assert "Saved" in step(service, link, months, months="12")


class Held(Service):
    """A service that holds a made document, without models."""

    @property
    def documents(self) -> Mapping[str, Document]:
        return HELD


ACTS: list[tuple[dict[str, str], str]] = [
    ({"do": "begin"}, "step"),
    ({"do": "visit", "address": "https://ics.example/plans?link=LINK"}, "plan"),
    ({"do": "open", "part": "brief"}, "brief"),
    ({"do": "open", "part": "plan"}, "plan"),
    ({"do": "open", "part": "plan", "wanted": "time"}, "section-time"),
    ({"do": "open", "part": "versions"}, "versions"),
    ({"do": "go", "to": "1"}, "step"),
    ({"do": "fill", "step": "0", "to": "1", "place": "Three valleys"}, "step"),
    ({"do": "fill", "step": "0", "to": "brief", "place": "Three valleys"}, "brief"),
    ({"do": "fill", "step": "0", "to": "plan", "place": "Three valleys"}, "plan"),
    ({"do": "edit", "line": SAYS, "text": "We have a day."}, f"line-{SAYS}"),
    ({"do": "edit", "line": UNKNOWN, "text": "In May."}, f"line-{UNKNOWN}"),
    ({"do": "settle", "line": CONFIRM}, f"line-{CONFIRM}"),
    ({"do": "settle", "line": FIRST}, f"line-{FIRST}"),
    ({"do": "add", "section": "time", "text": "Tuesdays are ours."}, "line-l8"),
    ({"do": "remove", "line": SAYS}, "section-time"),
    ({"do": "milestone", "number": "2", "title": "Agreed", "start": "2", "end": "3"}, "milestone-2"),
    ({"do": "recheck"}, "plan"),
    ({"do": "import", "markdown": "Nothing of a plan."}, "fault"),
    ({"do": "look", "number": "1"}, "older"),
    ({"do": "restore", "number": "1"}, "plan"),
    ({"do": "delete"}, "begin"),
    ({"do": "nothing"}, "fault"),
]


@pytest.mark.parametrize(("sent", "focus"), ACTS, ids=str)
def test_after_each_act_the_keyboard_goes_on_where_it_was_done(
    tmp_path: Path, sent: dict[str, str], focus: str
) -> None:
    service = Held(Settings(home=tmp_path))
    link = service.works.create(Work.PLAN, write_kept(kept()))
    service.works.save(Work.PLAN, link, write_kept(kept()), "again", 1)
    told = {name: value.replace("LINK", link) for name, value in sent.items()}
    shown = last(service, **{"link": link, "after": "2", **told})
    assert re.search(r'data-focus="([^"]*)"', shown)[1] == focus  # type: ignore[index]
    (reached,) = re.findall(rf'<[^>]* id="{focus}"[^>]*>', shown)
    assert 'tabindex="-1"' in reached
