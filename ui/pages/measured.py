"""The figures of the last accepted evaluation, as it wrote them into a file beside its accepted runs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.settings import ROOT

FOLDER = ROOT / "evals" / "accepted"


class Figure(BaseModel):
    """A share, its 95 % interval, of how many questions, and the least (or most) that is wanted of it."""

    model_config = ConfigDict(frozen=True)
    title: str
    value: float
    low: float
    high: float
    items: int
    floor: float | None
    aim: float | None
    reached: bool | None


class Measured(BaseModel):
    """What an evaluation came to: on which corpus, when, over how many questions."""

    model_config = ConfigDict(frozen=True)
    corpus: str
    made: datetime
    items: int
    to_answer: int
    figures: dict[str, Figure]


def read_measured(corpus: str, folder: Path = FOLDER) -> Measured | None:
    """Return the figures of a corpus, nothing where this installation holds none that can be read."""
    try:
        return Measured.model_validate_json((folder / f"{corpus}-figures.json").read_bytes())
    except (OSError, ValidationError):
        return None
