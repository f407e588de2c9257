"""What the measure of many at once tells, and that it asks the page as a tab does; a real server for a few of each."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from evals.bench_crowd import Tab, Waited, _asked, _outcome, _page, _stream, told
from tests.served import Server

CONFIG: dict[str, Any] = {
    "components": [
        {"id": 3, "props": {"elem_id": "question", "value": None}},
        {"id": 4, "props": {"choices": [["A report", "a"], ["A page", "b"]], "value": []}},
        {"id": 5, "props": {"elem_id": "ics-current", "value": None}},
    ],
    "dependencies": [
        {"id": 0, "targets": [[4, "change"]], "inputs": [4], "outputs": [5]},
        {"id": 1, "targets": [[2, "load"]], "inputs": [5], "outputs": [3, 5]},
        {"id": 7, "targets": [[9, "click"], [3, "submit"]], "inputs": [5, 4, 3], "outputs": [3, 5]},
        {"id": 8, "targets": [], "inputs": [5, 3], "outputs": [5], "trigger_after": 7},
    ],
}


def test_a_tab_is_opened_sends_what_it_holds_and_goes_on_to_what_follows() -> None:
    tab = Tab(CONFIG)
    assert tab.joining()["fn_index"] == 1
    tab.completed({"success": True, "output": {"data": [{"__type__": "update"}, ""]}})
    assert tab.event is None
    tab.submit("Why?")
    first = tab.joining()
    assert (first["data"], first["fn_index"], first["trigger_id"]) == (["", ["a", "b"], "Why?"], 7, 3)
    tab.completed({"success": True, "output": {"data": ["", {"__type__": "update"}]}})
    second = tab.joining()
    assert (second["data"], second["fn_index"], second["session_hash"]) == (["", ""], 8, first["session_hash"])
    tab.completed({"success": True, "output": {"data": ["kept"]}})
    assert (tab.event, tab.holds[5]) == (None, "kept")


def test_what_failed_leads_to_nothing() -> None:
    tab = Tab(CONFIG)
    tab.submit("Why?")
    tab.completed({"success": False, "output": {"error": None}})
    assert tab.event is None


def test_an_answer_is_known_by_its_question() -> None:
    assert _outcome("Who's “it”?", "… Who&#39;s \\u201cit\\u201d? …", answered=True) == "its own"
    assert _outcome("Why?", "Who?", answered=True) == "another's"
    assert _outcome("Why?", "Why?", answered=False) == "not answered"


def test_what_became_of_them_is_told() -> None:
    waited = [
        Waited("its own", 0.1, 0.5, 0.9),
        Waited("its own", 0.3, None, 1.1),
        Waited("turned away", 0.2, None, 0.2),
    ]
    assert told("streams", waited).splitlines()[:2] == [
        "3 streams at once: 2 its own, 1 turned away",
        "  first event   p50 0.200 s, p95 0.290 s (3), at the latest 0.300 s",
    ]
    assert "nobody asked" in told("pages", [])


@pytest.mark.slow
def test_each_of_a_few_of_both_kinds_is_given_its_own(server: Server) -> None:
    for waited in asyncio.run(_asked(server.address, [(_stream, 6), (_page, 6)])):
        assert [each.outcome for each in waited] == ["its own"] * 6
        assert all(0 < each.first_event <= each.whole for each in waited)
        assert any(each.first_claim for each in waited)
