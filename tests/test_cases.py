"""The case nearest to a project is found in a publication that nobody here has ever seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.drafting.brief import make_brief
from assistant.drafting.planner import draft_plan
from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.settings import Settings

pytestmark = pytest.mark.slow

BUSES = """# Getting carers home: lessons from three counties

## About this report

This report describes what three counties tried, and the society hopes that others will follow.

## Why it matters

Carers who finish at night often walk home, and many give the work up in their first winter. Employers should ask every
carer how they get home. Sponsors who never ride a night bus seldom understand why it matters.

## What counties have tried

### Night buses around Ludlow

The council hired two buses for carers who finish late, and carers chose the stops. It paid for fuel, and the drivers
were trained to wait until a door had opened. After a year nine in ten carers had stayed in their jobs, and missed
visits had halved.

### Shared lodgings in Tenbury

Nurses from three homes rented rooms above a bakery. They cooked together, and the homes paid half of the rent.

## How trust was built

Partners met each month and told each other what had gone wrong. Shared meals built more trust between councils, homes
and drivers than any contract did. A steering board signs off money, and the drivers decide on the route themselves.
"""


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    path = tmp_path / "buses.md"
    path.write_text(BUSES, encoding="utf-8")
    settings = Settings(home=tmp_path / "home", briefings=False)
    Library(settings).add([path])
    assistant = Assistant.open(settings)
    yield assistant
    assistant.close()


def test_a_made_publications_case_comes_first(assistant: Assistant) -> None:
    plan = draft_plan(
        assistant,
        make_brief(
            {
                "problem": "Home carers who finish late at night have no bus, and give up their jobs in winter.",
                "people_affected": "Carers on late shifts, and the people whose visits are missed",
            }
        ),
    )
    assert plan.examples[0].name == "Night buses around Ludlow"
    assert {claim.citations[0].section[-1] for claim in plan.examples[0].claims} == {"Night buses around Ludlow"}


def test_a_case_that_shares_nothing_is_no_example_and_stands_in_no_section(assistant: Assistant) -> None:
    plan = draft_plan(assistant, make_brief({"problem": "Dementia is found late among elders who speak Gujarati."}))
    assert plan.examples == ()
    assert not any("Ludlow" in claim.text or "bakery" in claim.text for claim in plan.claims)
