"""Parameters in an address, as strictly as what is sent in a body: unknown ones and odd numbers are refused."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import Request, params
from fastapi.dependencies.utils import get_flat_params
from fastapi.exceptions import RequestValidationError
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from ui.server import openai_errors


def _digits(value: Any) -> Any:
    """Refuse what Python reads as a number and nobody else does, as 1_0."""
    if isinstance(value, str) and not re.fullmatch(r"[+-]?\d+", value, re.ASCII):
        raise PydanticCustomError("int_parsing", "a whole number")
    return value


Whole = Annotated[int, BeforeValidator(_digits)]


async def only_known(request: Request) -> None:
    """Refuse parameters that the route does not take; clients of OpenAI's may send more, there and in the body."""
    route = request.scope["route"]
    if not route.include_in_schema or not route.path.startswith("/v1/") or openai_errors.is_theirs(route.path):
        return
    known = {field.alias for field in get_flat_params(route.dependant) if isinstance(field.field_info, params.Query)}
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise RequestValidationError([{"type": "extra_forbidden", "loc": ("query", name)} for name in unknown])
