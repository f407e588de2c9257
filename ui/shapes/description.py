"""The API's description, as programs make clients from it: each shape once, under a title of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ui.shapes.answer import Problem

if TYPE_CHECKING:
    from fastapi import FastAPI

Json = dict[str, Any]
_SHAPES = "#/components/schemas/"


def describe(app: FastAPI) -> Json:
    """Return the description of an app: what FastAPI makes of its routes, so that generators of clients take it."""
    if app.openapi_schema:  # made once
        return app.openapi_schema
    told = app.openapi()
    shapes: dict[str, Json] = told["components"]["schemas"]
    shapes["Problem"] = Problem.model_json_schema()
    for name, shape in shapes.items():
        # A shape that is sent in one way and returned in another has two names, and one title.
        shape["title"] = name.replace("-", "")
    for name in _sent(told["paths"], shapes):
        for field in shapes[name].get("properties", {}).values():
            _say_default(field)
    return told


def _say_default(field: Json) -> None:
    """Tell in words what stands for a field that is left out: generators make one with a default required."""
    if "const" not in field and "default" in field and (default := field.pop("default")):
        said = field.get("description")
        field["description"] = f"{said}; left out: {default}" if said else f"left out: {default}"


def _sent(paths: Json, shapes: dict[str, Json]) -> set[str]:
    """Return the names of the shapes that bodies have, with those within them."""
    found: set[str] = set()
    waiting = {
        name for path in paths.values() for operation in path.values() for name in _named(operation.get("requestBody"))
    }
    while waiting:
        found |= waiting
        waiting = {within for name in waiting for within in _named(shapes[name])} - found
    return found


def _named(part: Any) -> Iterator[str]:
    """Yield the names of the shapes that a part of the description refers to."""
    if isinstance(part, dict):
        reference = part.get("$ref")
        if isinstance(reference, str):
            yield reference.removeprefix(_SHAPES)
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _named(each)
