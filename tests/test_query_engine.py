"""Our query engine as a LlamaIndex program uses it: alone, and as one of the engines that a router chooses from."""

from __future__ import annotations

import re

import anyio
import pytest
from llama_index.core.base.base_selector import BaseSelector, SelectorResult, SingleSelection
from llama_index.core.llms.mock import MockLLM
from llama_index.core.prompts.mixin import PromptDictType
from llama_index.core.query_engine import RouterQueryEngine
from llama_index.core.response_synthesizers import TreeSummarize
from llama_index.core.schema import QueryBundle
from llama_index.core.tools import QueryEngineTool, ToolMetadata

from assistant import Assistant
from assistant.errors import UsageError
from assistant.query_engine import CheckedQueryEngine

pytestmark = pytest.mark.slow
PILOT, SALARY = "What did the Tameside pilot change?", "What is the salary of an ICB chief executive?"
FELLOWS = "integrated-care-fellows-programme"


@pytest.fixture(scope="module")
def assistant(assistant_on_briefings: Assistant) -> Assistant:
    return assistant_on_briefings


def test_a_response_has_our_text_and_its_quotations(assistant: Assistant) -> None:
    response = CheckedQueryEngine(assistant=assistant).query(PILOT)
    answer = assistant.ask(PILOT)
    nodes = [scored.node for scored in response.source_nodes]
    assert (response.metadata or {})["status"] == "answered"
    assert all(claim.text in str(response) for claim in answer.claims)
    assert {int(mark) for mark in re.findall(r"\[(\d+)\]", str(response))} == set(range(1, len(nodes) + 1))
    for number, node in enumerate(nodes, 1):
        place = node.metadata
        text = assistant.document(place["document"]).text
        assert node.get_content() == text[place["start"] : place["end"]]
        assert node.node_id == f"{place['document']}:{place['start']}-{place['end']}"
        assert (place["number"], place["source"]) == (number, "briefing")
    cited = {(c.document.id, c.start, c.end) for claim in answer.claims for c in claim.citations}
    assert {(n.metadata["document"], n.metadata["start"], n.metadata["end"]) for n in nodes} == cited


def test_what_is_not_covered_has_no_source(assistant: Assistant) -> None:
    response = CheckedQueryEngine(assistant=assistant).query(SALARY)
    assert str(response) == assistant.ask(SALARY).text
    assert (response.source_nodes, (response.metadata or {})["status"]) == ([], "not_covered")


def test_it_can_be_awaited_and_kept_to_documents(assistant: Assistant) -> None:
    engine = CheckedQueryEngine(assistant=assistant, documents=[FELLOWS])
    response = anyio.run(engine.aquery, "How long is the fellows programme?")
    assert {scored.node.metadata["document"] for scored in response.source_nodes} == {FELLOWS}


def test_what_is_malformed_is_said(assistant: Assistant) -> None:
    with pytest.raises(UsageError, match="the question is empty"):
        CheckedQueryEngine(assistant=assistant).query(" ")
    with pytest.raises(UsageError, match="there is no document 'none'"):
        CheckedQueryEngine(assistant=assistant, documents=["none"]).query(PILOT)


class First(BaseSelector):
    """Chooses the first engine."""

    def _get_prompts(self) -> PromptDictType:
        return {}

    def _update_prompts(self, prompts: PromptDictType) -> None:
        return None

    def _select(self, choices: object, query: QueryBundle) -> SelectorResult:
        return SelectorResult(selections=[SingleSelection(index=0, reason="it is the first")])

    async def _aselect(self, choices: object, query: QueryBundle) -> SelectorResult:
        return self._select(choices, query)


def test_a_router_passes_questions_to_it(assistant: Assistant) -> None:
    engine = CheckedQueryEngine(assistant=assistant)
    tool = QueryEngineTool(query_engine=engine, metadata=ToolMetadata(name="ics", description="Answers about ICSs."))
    llm = MockLLM()
    summarizer = TreeSummarize(llm=llm)
    router = RouterQueryEngine(First(), [tool], llm=llm, summarizer=summarizer)
    routed, own = router.query(PILOT), engine.query(PILOT)
    assert str(routed) == str(own)
    assert [one.node_id for one in routed.source_nodes] == [one.node_id for one in own.source_nodes]
