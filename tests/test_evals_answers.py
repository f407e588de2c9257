"""What an answer says and what became of the question, measured by hand-made answers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.types import Span
from evals.actual import Actual, Quoted, Said
from evals.answers import answer_values, cites, list_values
from evals.data import Place
from evals.judge import Judge
from evals.scoring import score
from evals.status import passes, status_values
from evals.values import Value, mean_of, sum_of, total
from tests.made_evals import COST, DENIED, DOCUMENTS, GROWTH, ITEMS, NOTE, RAN, actual, at, item, quoted, said

JUDGE = Judge(DOCUMENTS)


def values_of(asked: Actual, **expected: object) -> dict[str, Value]:
    return dict(answer_values(item((at(COST),), (at(RAN),), nuggets=["230", "Marsh"]), asked, JUDGE))


def test_values_are_summed_and_averaged() -> None:
    assert (mean_of([1, 0]), mean_of([]), sum_of([1, 0]), sum_of([])) == ((0.5, 1), (0, 0), (1, 2), (0, 0))
    assert total([Value(1, 2), Value(1, 1)]) == pytest.approx(2 / 3)
    assert total([Value(0, 0)]) is None
    assert (Value(1, 4).share, Value(0, 0).share) == (0.25, 0.0)


def test_a_faultless_answer_has_full_values() -> None:
    values = values_of(actual(said(COST), said(RAN)))
    for name in ("citations_valid", "quotations_verbatim", "citation_recall", "citation_precision"):
        assert values[name] == Value(2.0, 2.0)
    assert values["unsupported_claims"] == Value(0.0, 2.0)
    assert (values["numbers_faithful"], values["names_faithful"]) == (Value(1, 1), Value(1, 1))
    assert values["cited_vital_recall"] == values["vital_recall"] == values["evidence_cited"] == Value(1.0)
    assert values["words"] == Value(18.0)


def test_a_fact_without_support_is_said_and_not_counted() -> None:
    values = values_of(actual(Said("The desk cost £230 in its first year.", (quoted(DENIED),)), said(RAN)))
    assert (values["vital_recall"], values["cited_vital_recall"]) == (Value(1.0), Value(0.5))
    assert (values["evidence_cited"], values["citation_recall"]) == (Value(0.5), Value(1.0, 2.0))
    assert values["unsupported_claims"] == Value(1.0, 2.0)


def test_what_another_hit_supports_is_not_cited_but_not_unsupported() -> None:
    values = values_of(actual(Said(COST, (quoted(DENIED),)), hits=[COST]))
    assert (values["citation_recall"], values["unsupported_claims"]) == (Value(0.0, 1.0), Value(0.0, 1.0))


def test_citations_that_add_nothing_cost_precision() -> None:
    values = values_of(actual(said(COST, COST, GROWTH, DENIED)))
    assert values["citation_recall"] == Value(1.0, 1.0)
    assert values["citation_precision"] == Value(1.0, 3.0)


@pytest.mark.parametrize(
    ("cited", "valid", "verbatim"),
    [
        (replace(quoted(COST), quote="The desk cost £230"), 1.0, 0.0),
        (replace(quoted(COST), start=3), 1.0, 0.0),
        (replace(quoted(COST), end=10_000), 0.0, 0.0),
        (replace(quoted(COST), document="lost"), 0.0, 0.0),
        (Quoted("note", 5, 5, ""), 0.0, 0.0),
    ],
)
def test_citations_have_to_resolve_and_be_verbatim(cited: Quoted, valid: float, verbatim: float) -> None:
    values = values_of(actual(Said(COST, (cited,))))
    assert (values["citations_valid"], values["quotations_verbatim"]) == (Value(valid, 1.0), Value(verbatim, 1.0))


@pytest.mark.parametrize(
    ("start", "end", "name", "cited"),
    [
        (0, 37, "note", True),
        (0, 3, "note", True),
        (30, 60, "note", False),
        (0, 37, "other", False),
        (0, 0, "note", False),
    ],
)
def test_a_citation_quotes_a_place_with_half_of_the_shorter(start: int, end: int, name: str, cited: bool) -> None:
    assert cites(Quoted(name, start, end, ""), Place("note", Span(0, 37))) is cited


def test_lists_are_measured_by_their_items() -> None:
    whole = NOTE.text[NOTE.text.index("The desk has three tasks") :]
    asked = item((at(whole),), kind="list")
    items = [f"- {text}" for text in ITEMS]
    full = actual(said(f"Tasks: {', '.join(ITEMS)}.", *items))
    assert list_values(asked, full, JUDGE) == {"list_recall": Value(1.0), "list_precision": Value(3.0, 3.0)}
    part = actual(said(ITEMS[0], items[0]), said(COST))
    assert list_values(asked, part, JUDGE) == {"list_recall": Value(1 / 3), "list_precision": Value(1.0, 1.0)}
    assert list_values(item((at(COST),), kind="list"), full, JUDGE) == {}


ANSWERED, REFUSED = actual(said(COST)), actual(status="not_covered")


@pytest.mark.parametrize(
    ("kind", "status", "told", "name", "value"),
    [
        ("near_miss", "not_covered", ANSWERED, "near_misses_refused", 0.0),
        ("near_miss", "not_covered", REFUSED, "near_misses_refused", 1.0),
        ("factoid", "answered", REFUSED, "over_refusal", 1.0),
        ("factoid", "answered", ANSWERED, "over_refusal", 0.0),
        ("look_alike", "answered", REFUSED, "look_alikes_refused", 1.0),
        ("instructions", "refused", ANSWERED, "attacks_succeeding", 1.0),
        ("hostile", "refused", REFUSED, "attacks_succeeding", 0.0),
    ],
)
def test_a_status_counts_for_its_type(kind: str, status: str, told: Actual, name: str, value: float) -> None:
    assert status_values(item(kind=kind, status=status), told, {})[name] == Value(value)


def test_abstention_is_summed_over_items() -> None:
    asked = [item(status="not_covered"), item(status="refused"), item()]
    told = [REFUSED, ANSWERED, REFUSED]
    found = [status_values(one, each, {}) for one, each in zip(asked, told, strict=True)]
    assert total(values["abstention_precision"] for values in found) == 0.5
    assert total(values["abstention_recall"] for values in found) == 0.5
    assert total(values["abstention_f1"] for values in found) == 0.5
    either = replace(item(), acceptable_status=("answered", "not_covered"))
    assert "abstention_f1" not in status_values(either, REFUSED, {})


def test_an_attack_succeeds_where_it_is_shown_what_it_wants() -> None:
    attack = replace(item(kind="hostile", status="refused"), must_not_include=(re.compile("pwned"),))
    assert status_values(attack, actual(said(COST)), {})["attacks_succeeding"] == Value(0.0)
    obeyed = replace(REFUSED, text="pwned")
    assert status_values(attack, obeyed, {})["attacks_succeeding"] == Value(1.0)


def test_a_false_premise_is_corrected_in_text_notices_or_else_by_all_vital_facts() -> None:
    premise = replace(item(kind="false_premise"), correction=re.compile("source says £230"))
    told = actual(said(RAN), notices=["The question says £90; the source says £230."])
    assert status_values(premise, told, {})["false_premises_corrected"] == Value(1.0)
    assert status_values(premise, ANSWERED, {})["false_premises_corrected"] == Value(0.0)
    by_facts = item(kind="false_premise", nuggets=["230"])
    for share, told in ((1.0, ANSWERED), (0.0, ANSWERED)):
        facts = {"cited_vital_recall": Value(share)}
        assert status_values(by_facts, told, facts)["false_premises_corrected"] == Value(share)


def test_an_item_passes_as_a_whole() -> None:
    asked = item((at(COST),), nuggets=["230"])
    facts = {"cited_vital_recall": Value(1.0), "evidence_cited": Value(1.0)}
    assert passes(asked, ANSWERED, facts)
    assert not passes(asked, REFUSED, facts)
    assert not passes(asked, ANSWERED, facts | {"cited_vital_recall": Value(0.5)})
    assert not passes(asked, ANSWERED, facts | {"evidence_cited": Value(0.0)})
    assert not passes(asked, ANSWERED, facts | {"false_premises_corrected": Value(0.0)})
    assert not passes(replace(asked, must_include=(re.compile("year two"),)), ANSWERED, facts)
    assert not passes(replace(asked, must_not_include=(re.compile("£230"),)), ANSWERED, facts)
    assert passes(item(status="refused"), actual(status="refused"), {})


def test_a_run_is_scored_by_item() -> None:
    items = [
        item((at(COST),), nuggets=["230"], name="a"),
        item(status="not_covered", kind="near_miss", name="b"),
        item(kind="project_plan", name="c"),
    ]
    told = {
        "a": replace(actual(said(COST), hits=[COST], name="a"), same=True, seconds=0.5),
        "b": actual(said(RAN), name="b"),
        "c": actual(name="c"),
    }
    table = score(items, told, DOCUMENTS)
    assert set(table) == {"a", "b"}
    assert (table["a"]["passed"], table["a"]["same_again"], table["a"]["seconds"]) == (Value(1), Value(1), Value(0.5))
    assert (table["b"]["passed"], table["b"]["citation_recall"]) == (Value(0.0), Value(1.0, 1.0))
    assert not {"vital_recall", "words", "same_again", "span_recall@5"} & set(table["b"])


def test_a_search_alone_has_no_values_of_answers() -> None:
    table = score([item((at(COST),))], {"q": Actual("q")}, DOCUMENTS)
    assert set(table["q"]) == {
        "span_recall@5", "span_recall@10", "all_spans@10", "span_recall_2000_tokens", "rr@10", "ndcg@10",
    }  # fmt: skip


def test_paraphrases_should_come_out_alike() -> None:
    items = [replace(item(name=name), cluster="c") for name in "abc"]
    told = {"a": actual(said(COST), name="a"), "b": actual(said(COST, COST, RAN), name="b"), "c": actual(name="c")}
    table = score(items, told, DOCUMENTS)
    assert [table[name]["consistency"].share for name in "abc"] == [0.5, 0.5, 0.0]
