"""The description of the API, as programs make clients from it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi import FastAPI

from ui.routes import asking as api
from ui.routes import assessments, conversations, kept_plans, openai_api, plans
from ui.shapes.description import describe


@pytest.fixture(scope="module")
def described() -> Any:
    app = FastAPI()
    app.include_router(api.router)
    for module in (assessments, conversations, kept_plans, openai_api, plans):
        module.add_routes(app)
    return json.loads(json.dumps(describe(app)))


def test_a_problem_is_described_once(described: Any) -> None:
    told = [
        answer["content"]["application/problem+json"]
        for path in described["paths"].values()
        for operation in path.values()
        for answer in operation["responses"].values()
        if "application/problem+json" in answer.get("content", {})
    ]
    assert len(told) > 50
    assert all(each == {"schema": {"$ref": "#/components/schemas/Problem"}} for each in told)
    problem = described["components"]["schemas"]["Problem"]
    assert (problem["title"], problem["required"]) == ("Problem", ["type", "title", "status", "detail"])
    assert "default" not in problem["properties"]["request_id"]


def test_each_shape_has_a_title_of_its_own(described: Any) -> None:
    shapes = described["components"]["schemas"]
    titles = [shape["title"] for shape in shapes.values()]
    assert len(titles) == len(set(titles))
    assert {"Brief-Input", "Brief-Output"} <= set(shapes)
    assert {"BriefInput", "BriefOutput", "Question"} <= set(titles)


def test_what_may_be_left_out_of_a_body_has_no_default_that_makes_it_needed(described: Any) -> None:
    shapes = described["components"]["schemas"]
    sent = {
        name: shapes[name]["properties"] for name in ("Question", "Brief-Input", "Member", "BegunConversation", "Chat")
    }
    assert not [(name, field) for name, fields in sent.items() for field in fields if "default" in fields[field]]
    assert sent["Question"]["explain"]["description"] == "whether to add what was considered"
    assert shapes["Request"]["properties"]["set"]["description"].endswith("left out: principles")
    # What is always returned stays so.
    assert shapes["Annotation"]["properties"]["type"]["default"] == "url_citation"


def test_a_chat_is_answered_as_json_or_as_events(described: Any) -> None:
    content = described["paths"]["/v1/chat/completions"]["post"]["responses"]["200"]["content"]
    assert content["application/json"]["schema"] == {"$ref": "#/components/schemas/Completion"}
    assert "schema" not in content["text/event-stream"]
    assert content["text/event-stream"]["itemSchema"]["properties"] == {"data": {"type": "string"}}


def test_the_description_is_made_once() -> None:
    app = FastAPI()
    app.include_router(api.router)
    assert describe(app) is describe(app)
