"""The published JSON Schemas are those of the shapes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant.settings import ROOT
from ui.shapes.answer import Shape
from ui.shapes.plan import Brief
from ui.shapes.published import PUBLISHED, schema_text, write_schemas

SCHEMAS = ROOT / "docs" / "schemas"


@pytest.mark.parametrize(("name", "shape"), PUBLISHED)
def test_a_published_schema_is_the_shape(name: str, shape: type[Shape]) -> None:
    told = (SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8")
    assert told == schema_text(shape), "write them again: python -m ui.shapes.published docs/schemas"


def test_every_published_schema_is_written(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in SCHEMAS.iterdir())


def test_the_example_briefs_have_the_published_shape() -> None:
    for path in (ROOT / "docs" / "examples").glob("*.toml"):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        Brief.model_validate(told | {"worries": "\n".join(told["worries"])})
