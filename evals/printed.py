"""Figures, verdicts and flips as text. Of the part not tuned on, sums and ids are shown, never a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.data import Item
from evals.selftest import Tried
from evals.verdict import Change, Flip, Row, Verdict


def figures(rows: Iterable[Row | None]) -> str:
    """Return figures as a table of text: value, 95 % interval, floor, aim, whether they are reached."""
    lines = [f"{'':50s} {'value':>7s} {'95 % interval':>15s} {'n':>4s} {'floor':>6s} {'aim':>6s}"]
    for row in filter(None, rows):
        metric = row.metric
        bounds = [f"{bound:6g}" if bound is not None else f"{'':6s}" for bound in (metric.floor, metric.aim)]
        reached = {None: "", False: "below the floor", True: "aim reached" if row.reaches_aim else "floor reached"}
        if metric.floor is not None and not metric.higher and row.reaches_floor is False:
            reached[False] = "above the floor"
        span = f"[{row.low:.3f}, {row.high:.3f}]"
        lines.append(
            f"{metric.title:50s} {row.value:7.3f} {span:>15s} {row.count:4d} {bounds[0]} {bounds[1]}  "
            f"{reached[row.reaches_floor]}"
        )
    return "\n".join(line.rstrip() for line in lines)


def changes(found: Iterable[Change]) -> str:
    """Return figures beside the accepted ones, those that changed alone."""
    lines = [
        f"{change.metric.title:50s} {change.before:7.3f} -> {change.now:7.3f}  p = {change.chance:.3f}"
        for change in found
        if abs(change.before - change.now) >= 5e-4
    ]
    return "\n".join(lines) or "no figure changed"


def flips(found: Sequence[Flip], items: Iterable[Item]) -> str:
    """Return the items that flipped; the question beside those that may be tuned on."""
    asked = {item.id: item for item in items}
    lines = []
    for flip in sorted(found, key=lambda flip: (flip.metric, flip.gained, flip.item)):
        item = asked[flip.item]
        shown = item.question if item.split == "tune" else "(not tuned on: not shown)"
        lines.append(
            f"{'gained' if flip.gained else 'lost  '} {flip.metric:14s} {item.id:8s} {item.type:14s} {shown[:90]}"
        )
    return "\n".join(lines) or "no item flipped"


def verdict(told: Verdict) -> str:
    """Return a verdict with its reasons, and the checks that were not made."""
    lines = [*told.reasons, *(f"not checked: {each}" for each in told.unchecked)]
    return "\n".join([f"verdict: {told.code.name.lower()} ({int(told.code)})", *(f"  {each}" for each in lines)])


def tried(found: Iterable[Tried]) -> str:
    """Return the tests of the metrics as a table of text."""
    lines = []
    for each in found:
        share = each.caught / max(1, each.tried)
        told = f"{each.name:25s} {each.metric:24s} {each.caught:5d} of {each.tried:5d} = {share:.3f}"
        lines.append(f"{told}  wanted {each.wanted:.2f}  {'' if each.passes else 'FAILS'}")
    return "\n".join(line.rstrip() for line in lines)
