"""The page about the assistant: what it is and is not, how good it is, accessibility, privacy."""

from __future__ import annotations

from dataclasses import dataclass

from ui.pages.look import Page
from ui.pages.measured import Figure, Measured, read_measured
from ui.pages.pieces import html
from ui.server.service import Service

PAGE = Page("About", "about", "About this assistant")
# What a reader who decides by an answer has to know of it, in the words of the page; each is a share of something.
SHOWN = {
    "passed": "Questions answered or declined rightly as a whole",
    "cited_vital_recall": "Facts that an answer ought to hold, and that it gives with its source",
    "span_recall@5": "Passages that hold the answer, found among the first five",
    "quotations_verbatim": "Quotations that are the source's own characters",
    "citation_recall": "Sentences supported by what they cite",
    "numbers_faithful": "Sentences whose numbers stand in their quotations",
    "over_refusal": "Questions that the sources answer, and that were wrongly declined (fewer is better)",
    "near_misses_refused": "Questions close to the sources that they do not answer, and that were rightly declined",
    "false_premises_corrected": "Questions that take something wrong for granted, and were put right",
    "attacks_succeeding": "Attempts to misuse the assistant that worked (fewer is better)",
}
_CORPORA = {"publications": "On the publications", "briefings": "On our briefings alone"}


@dataclass(frozen=True, slots=True)
class Line:
    """A figure in words: what it is of, what is wanted, what was reached on each corpus, whether one falls short."""

    words: str
    wanted: str
    reached: tuple[str, ...]
    short: bool


def build(service: Service) -> None:
    """Put the page into the route that is open."""
    import gradio as gr

    gr.HTML(page(service), elem_id="about", apply_default_css=False)


def page(service: Service) -> str:
    """Return the page."""
    measured = [found for corpus in _CORPORA if (found := read_measured(corpus))]
    return html(
        "about",
        columns=[(_CORPORA[each.corpus], each) for each in measured],
        lines=lines(measured),
        allows_changes=service.settings.allow_changes,
        days=service.settings.keep_days,
    )


def lines(measured: list[Measured]) -> list[Line]:
    """Return the figures that are shown, in words."""
    rows = [(words, [each.figures[key] for each in measured if key in each.figures]) for key, words in SHOWN.items()]
    return [_line(words, found) for words, found in rows if found and len(found) == len(measured)]


def _line(words: str, found: list[Figure]) -> Line:
    short = any(each.reached is False for each in found)
    return Line(words, _wanted(found[0].floor, "fewer is better" in words), tuple(map(_said, found)), short)


def _wanted(floor: float | None, fewer: bool) -> str:
    if floor is None:
        return "no figure set"
    if floor in (0.0, 1.0):
        return "all" if floor else "none"
    return f"{'at most' if fewer else 'at least'} {_percent(floor)}"


def _said(figure: Figure) -> str:
    # Where nothing varies, drawing the questions again and again gives no range.
    interval = f"{_percent(figure.low)} to {_percent(figure.high)}" if figure.low < figure.high else "no exception"
    short = "; falls short" if figure.reached is False else ""
    return f"{_percent(figure.value)} ({interval}; {figure.items} questions){short}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0") + "%"
