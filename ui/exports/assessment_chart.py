"""Verdicts by group, or by time -> bars as a picture, with the text that stands for it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.exports.plan_chart import wrapped
from ui.shapes.assessment import Count

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

_WIDTH, _ROW, _TOP, _LEFT, _EDGE = 1_800, 104, 90, 760, 30
_LETTERS, _LINE = 28, 34
_INK = (33, 43, 50)
# What a bar's part says, its colour and that of its letters: each is told by its place and figure too.
PARTS = (
    ("met", "met", (0, 94, 184), (255, 255, 255)),
    ("partly", "partly", (65, 182, 230), (33, 43, 50)),
    ("not_evidenced", "not evidenced", (255, 235, 150), (33, 43, 50)),
    ("not_applicable", "not applicable", (232, 237, 238), (33, 43, 50)),
)


def verdicts_png(counts: Sequence[Count]) -> bytes:
    """Return the verdicts as a bar for each group, as a PNG. Raise ValueError where there are no groups."""
    from PIL import Image, ImageDraw, ImageFont

    if not counts:
        raise ValueError("a picture needs a group")
    picture = Image.new("RGB", (_WIDTH, _TOP + _ROW * len(counts) + _EDGE), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(_LETTERS)
    _draw_legend(draw, font)
    for row, each in enumerate(counts):
        top = _TOP + row * _ROW
        lines = wrapped(draw, font, each.group)[:3]
        draw.multiline_text((_EDGE, top + (_ROW - _LINE * len(lines)) // 2), "\n".join(lines), _INK, font, spacing=4)
        _draw_bar(draw, font, each, top)
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(200, 200), optimize=True)
    return file.getvalue()


def verdicts_text(counts: Sequence[Count]) -> str:
    """Return what a reader who does not see the picture has to know."""
    return f"Bars of the verdicts. {'; '.join(map(count_text, counts))}."


def count_text(count: Count) -> str:
    """Return a group with the figures of its verdicts, those of none left out."""
    told = [f"{getattr(count, field)} {name}" for field, name, *_ in PARTS if getattr(count, field)]
    return f"{count.group}: {', '.join(told)}"


def _draw_bar(draw: ImageDraw, font: FreeTypeFont | ImageFont, count: Count, top: int) -> None:
    whole = sum(getattr(count, field) for field, *_ in PARTS)
    place = float(_LEFT)
    for field, _, colour, ink in PARTS:
        number = getattr(count, field)
        end = place + (_WIDTH - _LEFT - _EDGE) * number / whole
        if number:
            draw.rectangle((place, top + 20, end, top + 84), colour, (255, 255, 255), 2)
            draw.text(((place + end) / 2, top + 52), str(number), ink, font, anchor="mm")
        place = end


def _draw_legend(draw: ImageDraw, font: FreeTypeFont | ImageFont) -> None:
    place = float(_LEFT)
    for _, name, colour, _ in PARTS:
        draw.rectangle((place, 32, place + 28, 60), colour, _INK, 1)
        draw.text((place + 40, 46), name, _INK, font, anchor="lm")
        place += 70 + draw.textlength(name, font)
