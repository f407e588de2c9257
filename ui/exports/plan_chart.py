"""Milestones -> a chart as a picture, with the text that stands for it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.shapes.plan import Milestone

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

_WIDTH, _ROW, _TOP, _LEFT, _EDGE = 1_800, 84, 90, 760, 30
_LETTERS, _LINE = 28, 34
_INK, _BLUE, _GRID = (33, 43, 50), (0, 94, 184), (216, 221, 224)
_MOST_LABELS = 24


def chart_png(milestones: Sequence[Milestone]) -> bytes:
    """Return the milestones as bars over the months, as a PNG. Raise ValueError where there are none."""
    from PIL import Image, ImageDraw, ImageFont

    months = max(each.end for each in milestones)
    picture = Image.new("RGB", (_WIDTH, _TOP + _ROW * len(milestones) + _EDGE), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(_LETTERS)
    _draw_months(draw, font, months, picture.height)
    for row, each in enumerate(milestones):
        top = _TOP + row * _ROW
        lines = wrapped(draw, font, each.title)
        draw.multiline_text((_EDGE, top + (_ROW - _LINE * len(lines)) // 2), "\n".join(lines), _INK, font, spacing=4)
        draw.rounded_rectangle((_x(each.start - 1, months) + 3, top + 18, _x(each.end, months) - 3, top + 62), 8, _BLUE)
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(200, 200), optimize=True)
    return file.getvalue()


def chart_text(milestones: Sequence[Milestone]) -> str:
    """Return what a reader who does not see the chart has to know."""
    told = "; ".join(f"{when(each)}: {each.title}" for each in milestones)
    return f"Chart of the milestones over {max(each.end for each in milestones)} months. {told}."


def when(milestone: Milestone) -> str:
    """Return "month 3" or "months 3 to 5"."""
    return (
        f"month {milestone.start}"
        if milestone.start == milestone.end
        else f"months {milestone.start} to {milestone.end}"
    )


def _x(month: int, months: int) -> float:
    return _LEFT + month * (_WIDTH - _LEFT - _EDGE) / months


def _draw_months(draw: ImageDraw, font: FreeTypeFont | ImageFont, months: int, height: int) -> None:
    every = 1 + (months - 1) // _MOST_LABELS
    draw.text((_EDGE, 30), "Month", _INK, font)
    for month in range(months + 1):
        draw.line((_x(month, months), _TOP, _x(month, months), height - _EDGE), _GRID, 2)
    for month in range(1, months + 1, every):
        middle = (_x(month - 1, months) + _x(month, months)) / 2
        draw.text((middle, 46), str(month), _INK, font, anchor="mm")


def wrapped(draw: ImageDraw, font: FreeTypeFont | ImageFont, text: str) -> list[str]:
    """Return a text in lines that fit beside the bars."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, font) <= _LEFT - 2 * _EDGE:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
