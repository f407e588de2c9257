"""The JSON Schemas that others may rely on: written into a folder by `python -m ui.shapes.published FOLDER`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ui.shapes import assessment as assessment_shapes
from ui.shapes import kept_assessment as kept_assessment_shapes
from ui.shapes import kept_plan as kept_plan_shapes
from ui.shapes import pack as pack_shapes
from ui.shapes import plan as plan_shapes
from ui.shapes.answer import Shape

PUBLISHED: tuple[tuple[str, type[Shape]], ...] = (
    ("brief", plan_shapes.Brief),
    ("plan", plan_shapes.Plan),
    ("kept-plan", kept_plan_shapes.KeptPlan),
    ("pack", pack_shapes.Pack),
    ("verification", pack_shapes.Verification),
    ("assessment-form", assessment_shapes.Form),
    ("criteria", assessment_shapes.Criteria),
    ("assessment", assessment_shapes.Assessment),
    ("kept-assessment", kept_assessment_shapes.KeptAssessment),
)


def schema_text(shape: type[Shape]) -> str:
    """Return a shape's JSON Schema as the text of its file."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **shape.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every published schema into a folder."""
    for name, shape in PUBLISHED:
        (folder / f"{name}.schema.json").write_text(schema_text(shape), encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
