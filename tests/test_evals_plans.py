"""Plans are drafted, stored and scored: each metric tells of what it is meant to tell of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from assistant.retrieval.retrievers import Pool
from assistant.types import Document
from evals.accepted import Accepted, BaselineError, check_same_data
from evals.actual import Actual, Drafted, DraftedLine, DraftedSection, Said, read_actual, write_actual
from evals.data import PLANS, Item, item_of
from evals.drafts import Drafting, brief_of, told
from evals.judge import Judge
from evals.plan_faults import PLAN_FAULTS, PlanFault, expected_plan, spoilt_plans
from evals.plans import SECTIONS, plan_table, plan_values
from evals.runs import Run
from evals.scoring import score
from evals.selftest import plan_faults
from tests.made_evals import COST, DENIED, DOCUMENTS, GROWTH, RAN, actual, at, item, quoted, said
from tests.made_plans import plan as made_plan

JUDGE = Judge(DOCUMENTS)
BRIEF = {
    "problem": "Ladders are lent to nobody.\nSaws go blunt.",
    "place": "Harlow",
    "months": 6,
    "team": [{"role": "joiner"}],
}
ITEMS = [
    replace(item((at(COST),), nuggets=["230"], kind=PLANS, name="a"), brief=BRIEF),
    replace(
        item((at(RAN),), (at(DENIED),), nuggets=["Marsh"], kind=PLANS, name="b"), question="Who lends our ladders?"
    ),
]
PLAN = expected_plan(ITEMS[0], DOCUMENTS)


class Unused:
    """Sources that must not be asked."""

    documents: tuple[Document, ...] = ()

    def pool(self, texts: Sequence[str]) -> Pool:
        raise AssertionError(texts)

    def relevance(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        raise AssertionError(pairs)


def share(name: str, plan: Drafted, of: Item = ITEMS[0]) -> float:
    return plan_values(of, plan, JUDGE)[name].share


def with_line(line: DraftedLine) -> Drafted:
    first, *others = PLAN.sections
    return replace(PLAN, sections=(replace(first, lines=(*first.lines, line)), *others))


def test_a_brief_is_the_items_own_or_else_the_question() -> None:
    assert brief_of(ITEMS[0]).place == "Harlow"
    assert brief_of(ITEMS[1]).problem == "Who lends our ladders?"
    values = {"id": "a", "type": PLANS, "question": "A plan?", "expected_status": "answered", "brief": BRIEF}
    assert item_of(values, {}).brief == BRIEF


def test_a_faultless_plan_has_full_values() -> None:
    values = plan_values(ITEMS[0], PLAN, JUDGE)
    lacking = {name for name, value in values.items() if value.whole and value.share != 1.0}
    assert lacking == {"plan_unsupported", "plan_documents"}  # none is unsupported, and there is one document
    assert values["plan_unsupported"].part == 0
    assert values["plan_passed"].share == 1


@pytest.mark.parametrize(
    "line",
    [
        DraftedLine("guidance", COST),
        DraftedLine("guidance", COST, (quoted(COST),), confirm_with="sponsor"),
        DraftedLine("yours", "We were promised a hall."),
        DraftedLine("yours", "Harlow", (quoted(COST),)),
        DraftedLine("assumption", "A hall is free."),
        DraftedLine("gap", "Nothing is known.", confirm_with="sponsor"),
        DraftedLine("hope", "All goes well."),
    ],
)
def test_a_line_has_what_its_kind_demands_and_nothing_else(line: DraftedLine) -> None:
    assert share("plan_kinds", with_line(line)) < 1
    assert share("plan_passed", with_line(line)) == 0


@pytest.mark.parametrize("text", ["6 months", "joiner", "Saws go blunt.", "[…]"])
def test_what_the_brief_says_is_the_teams_own(text: str) -> None:
    assert share("plan_kinds", with_line(DraftedLine("yours", text))) == 1


def test_all_of_the_brief_has_to_be_there() -> None:
    lines = tuple(line for line in PLAN.sections[0].lines if line.text != "Harlow")
    assert share("plan_brief", replace(PLAN, sections=(replace(PLAN.sections[0], lines=lines),))) == 0.8
    assert share("plan_brief", Drafted()) == 0


def test_a_line_that_its_citations_do_not_hold_is_unsupported() -> None:
    wrong = with_line(DraftedLine("guidance", GROWTH, (quoted(COST),)))
    assert plan_values(ITEMS[0], wrong, JUDGE)["plan_unsupported"].part == 1
    assert share("plan_citation_recall", wrong) == 0.5


def test_facts_count_in_guidance_and_evidence_in_examples_too() -> None:
    plan = Drafted((DraftedSection(SECTIONS[0], (DraftedLine("gap", "Nothing.", find_out="Ask."),)),), (said(COST),))
    values = plan_values(ITEMS[0], plan, JUDGE)
    assert (values["plan_vital_recall"].share, values["plan_evidence"].share) == (0, 1)
    assert values["plan_sections"].share == 1 / len(SECTIONS)


def test_plans_for_different_briefs_share_less_than_half() -> None:
    same = {each.id: Actual(each.id, status="drafted", plan=PLAN, seconds=2.0) for each in ITEMS}
    table = plan_table(ITEMS, same, JUDGE)
    assert [table[each.id]["plan_apart"].share for each in ITEMS] == [0, 0]
    assert table["a"]["plan_seconds"].part == 2
    other = same | {"b": Actual("b", status="drafted", plan=expected_plan(ITEMS[1], DOCUMENTS))}
    assert plan_table(ITEMS, other, JUDGE)["a"]["plan_apart"].share == 1
    paraphrased = [replace(each, cluster="one") for each in ITEMS]
    assert plan_table(paraphrased, same, JUDGE)["a"]["plan_apart"].whole == 0


def test_a_plan_is_scored_beside_answers_and_changes_none_of_their_values() -> None:
    asked = item((at(COST),), nuggets=["230"], name="c")
    answered = {"c": actual(said(COST), hits=[COST], name="c")}
    alone = score([asked], answered, DOCUMENTS)
    beside = score([asked, *ITEMS], answered | {each.id: Actual(each.id, plan=PLAN) for each in ITEMS}, DOCUMENTS)
    assert beside["c"] == alone["c"]
    assert all(name.startswith("plan_") for name in beside["a"])
    assert "a" not in score([asked, *ITEMS], answered | {each.id: Actual(each.id) for each in ITEMS}, DOCUMENTS)


@pytest.mark.parametrize(("fault", "metric"), PLAN_FAULTS, ids=lambda each: getattr(each, "__name__", ""))
def test_each_fault_changes_a_plan_and_is_caught(fault: PlanFault, metric: str) -> None:
    spoilt = list(spoilt_plans(ITEMS, DOCUMENTS, fault))
    assert all(plan != changed for _, plan, changed in spoilt)
    found = [each for each in plan_faults(ITEMS, JUDGE) if (each.name, each.metric) == (fault.__name__, metric)]
    assert [(each.tried, each.caught) for each in found] == ([(len(spoilt), len(spoilt))] if spoilt else [])


def test_a_metric_that_does_not_tell_fails_the_test_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.plans._is_of_its_kind", lambda *_: True)
    failing = {each.name for each in plan_faults(ITEMS, JUDGE) if not each.passes}
    assert {"swapped_kind", "uncited_guidance"} <= failing


def test_a_plan_is_stored_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "actual.jsonl"
    one = Actual("a", status="drafted", plan=PLAN, same=True)
    write_actual(path, [one])
    assert read_actual(path) == (one,)


def test_what_a_server_returns_is_stored_alike() -> None:
    found = told(made_plan().model_dump(mode="json"))
    assert [line.kind for line in found.sections[0].lines] == ["yours", "guidance", "guidance", "assumption"]
    assert [len(line.citations) for line in found.sections[0].lines] == [0, 1, 3, 0]
    assert found.sections[1].lines[0].find_out == "Ask the board."
    assert [len(claim.citations) for claim in found.examples] == [1]


def test_a_brief_that_tells_of_a_person_gives_no_plan_and_no_value() -> None:
    refused = replace(ITEMS[1], question="Mr Jones, 81, was admitted with pneumonia last week. Plan his care.")
    came = Drafting(lambda each: actual(said(COST), name=each.id), Unused())(refused)
    assert (came.status, came.plan) == ("refused", Drafted())
    assert plan_table([ITEMS[1]], {"b": came}, JUDGE)["b"]["plan_sections"].share == 0
    assert Drafting(lambda each: actual(said(COST), name=each.id), Unused())(item()).claims == (
        Said(COST, (quoted(COST),)),
    )


def test_a_run_accepted_before_plans_were_scored_is_still_compared(tmp_path: Path) -> None:
    run = SimpleNamespace(
        items=ITEMS, part="all", corpus="briefings", configuration={"part": "all"}, values=lambda: {"a": {}, "b": {}}
    )
    check_same_data(cast(Run, run), Accepted({}, {}, {}, {}))
    with pytest.raises(BaselineError, match="all of this run are new or changed, such as a"):
        check_same_data(cast(Run, run), Accepted({}, {"a": "another"}, {}, {}))
