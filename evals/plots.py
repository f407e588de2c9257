"""Plots as inline SVG, each with its words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from evals.verdict import Row

_WIDTH, _HEIGHT = 180, 22
_SIDE, _EDGE = 320, 42


def bar(row: Row) -> str:
    """Return a figure as a dot with its interval, on a line from 0 to 1, with its floor and its aim as marks."""
    metric = row.metric
    told = f"{metric.title}: {row.value:.3f}, interval {row.low:.3f} to {row.high:.3f}"
    parts = [f'<line class="axis" x1="5" x2="{_WIDTH - 5}" y1="11" y2="11"/>']
    for bound, name in ((metric.floor, "floor"), (metric.aim, "aim")):
        if bound is not None:
            told += f", {name} {bound:g}"
            parts.append(f'<line class="{name}" x1="{_x(bound)}" x2="{_x(bound)}" y1="3" y2="19"/>')
    parts.append(f'<line class="span" x1="{_x(row.low)}" x2="{_x(row.high)}" y1="11" y2="11"/>')
    parts.append(f'<circle class="dot" cx="{_x(row.value)}" cy="11" r="4"/>')
    return _svg(_WIDTH, _HEIGHT, told, "".join(parts))


def _x(share: float) -> float:
    return round(5 + min(1.0, max(0.0, share)) * (_WIDTH - 10), 1)


@dataclass(frozen=True, slots=True)
class Point:
    """How many of the answers are wrong (`risk`) among those given for the surest questions (`coverage`)."""

    coverage: float
    risk: float


def risks(given: Sequence[tuple[float, bool]], asked: int) -> list[Point]:
    """Return the risk at each coverage, from each answer's confidence and whether it was right, the surest first."""
    points, wrong = [], 0
    for number, (_, right) in enumerate(sorted(given, key=lambda pair: -pair[0]), 1):
        wrong += not right
        points.append(Point(number / asked, wrong / number))
    return points


def risk_plot(points: Sequence[Point]) -> str:
    """Return risk against coverage as a line."""
    if not points:
        return ""
    told = "; ".join(f"at coverage {p.coverage:.2f} the risk is {p.risk:.2f}" for p in thinned(points))
    path = " ".join(f"{_place(p.coverage)},{_SIDE - _place(p.risk)}" for p in points)
    names = (
        f'<text x="{_SIDE / 2}" y="{_SIDE - 4}" text-anchor="middle">coverage: share of questions answered</text>'
        f'<text x="12" y="{_SIDE / 2}" text-anchor="middle" transform="rotate(-90 12 {_SIDE / 2})">'
        "risk: share wrong</text>"
    )
    inside = f'{_grid()}{names}<polyline class="line" points="{path}"/>'
    return _svg(_SIDE, _SIDE, f"Risk against coverage: {told}", inside)


def _grid() -> str:
    """Return lines and numbers at every quarter of both axes."""
    parts = []
    for quarter in range(5):
        at, share = _place(quarter / 4), f"{quarter / 4:g}"
        y = _SIDE - at
        parts.append(f'<line class="grid" x1="{_EDGE}" x2="{_SIDE - _EDGE}" y1="{y}" y2="{y}"/>')
        parts.append(f'<text x="{_EDGE - 5}" y="{y + 4}" text-anchor="end">{share}</text>')
        parts.append(f'<text x="{at}" y="{_SIDE - _EDGE + 16}" text-anchor="middle">{share}</text>')
    return "".join(parts)


def _place(share: float) -> float:
    return round(_EDGE + share * (_SIDE - 2 * _EDGE), 1)


def thinned(points: Sequence[Point], count: int = 8) -> list[Point]:
    """Return some of many points, evenly spread, the last among them."""
    step = max(1, len(points) // count)
    return [point for number, point in enumerate(points, 1) if number % step == 0 or number == len(points)]


def _svg(width: int, height: int, told: str, inside: str) -> str:
    return (
        f'<svg role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"<title>{escape(told)}</title>{inside}</svg>"
    )
