"""What is wrong with what was sent is said in words, never in those of pydantic."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ui.shapes.faults import misfits


class Ask(BaseModel):
    do: Literal["ask"]
    text: str


class Wait(BaseModel):
    do: Literal["wait"]
    days: int


class Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    name: str = Field("a", max_length=3, pattern="^a*$")
    much: int = Field(1, ge=1, le=9)
    sure: bool = True
    names: list[str] = Field(default_factory=list, max_length=2)
    words: str | list[str] | None = None
    step: Annotated[Ask | Wait, Field(discriminator="do")] | None = None
    inner: Ask | None = None

    @field_validator("much")
    @classmethod
    def is_odd(cls, value: int) -> int:
        if value == 4:
            raise ValueError("four is one too many: send 3")
        return value


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": 5}, "name has to be text, and is 5"),
        ({"name": True}, "name has to be text, and is true"),
        ({"name": None}, "name has to be text, and is null"),
        ({"name": "aaaa"}, "name is too long: give at most 3 characters"),
        ({"name": "b"}, "name is not written in the form that is described: ^a*$, and is “b”"),
        ({"much": 0}, "much has to be 1 or more, and is 0"),
        ({"much": 10**9}, "much has to be 9 or less, and is 1000000000"),
        ({"much": "a" * 100}, f"much has to be a whole number, and is “{'a' * 60}…”"),
        ({"much": 4}, "much: four is one too many: send 3"),
        ({"sure": "\ud800"}, "sure has to be true or false, and is “\\ud800”"),
        ({"names": ["a", "b", "c"]}, "names holds too many: give at most 2"),
        ({"names": [1]}, "names.0 has to be text, and is 1"),
        ({"words": {}}, "words has to be text, or has to be a list, and is an object"),
        ({"words": [1]}, "words.0 has to be text, and is 1"),
        ({"step": {"do": "run"}}, "step needs a field 'do' that is one of 'ask', 'wait'"),
        ({"step": {"do": "wait"}}, "step.days is missing: add it"),
        ({"inner": []}, "inner has to be an object with named fields, and is a list"),
        ({"inner": {"do": "wait", "text": "a"}}, "inner.do has to be 'ask', and is “wait”"),
        ({"more": 1}, "more is not known here: leave it out, or write it as it is described"),
        ([], "what was sent has to be an object with named fields, and is a list"),
    ],
)
def test_a_misfit_is_said_in_words(sent: Any, said: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Sent.model_validate(sent)
    assert "; ".join(map(str, misfits(raised.value.errors(), sent))) == said


def test_a_value_that_is_not_told_is_not_shown() -> None:
    with pytest.raises(ValidationError) as raised:
        Sent.model_validate({"name": 5})
    assert [str(each) for each in misfits(raised.value.errors(include_input=False))] == ["name has to be text"]
