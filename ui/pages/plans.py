"""The page of plans: a brief in steps, the plan drafted from it, edited line by line, over weeks, under its link."""

from __future__ import annotations

import logging
import queue
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from assistant.errors import AssistantError, ConflictError, UsageError
from assistant.works import Work
from ui.pages import plan_view as seen
from ui.pages.look import Page
from ui.pages.pieces import script
from ui.pages.plan_acts import Sent, acted, at_plan, open_plan, step_of
from ui.pages.plan_view import Progress, View
from ui.server import kept_plans as keeping
from ui.server.kept_plans import Opened
from ui.server.service import Service

PAGE = Page("Plans", "plans", "Plans")
_FIELD = re.compile(r"the field '(\w+)'")
_LOOK_EVERY = 0.2
_MOST_BEGUN = 4_000
_DOING = (
    "Reading the sources for what fits your brief…",
    "Looking for the case studies nearest to it…",
    "Choosing what the sources say, and checking every quotation…",
    "Putting the plan together…",
)


def build(service: Service) -> None:
    """Put the page into the route that is open."""
    import gradio as gr

    def show(request: gr.Request) -> str:
        return visit(service, dict(request.query_params))

    def act(event: gr.EventData) -> Iterator[str]:
        yield from acting(service, Sent.of(event._data or {}))

    # Gradio looks the names of the types up outside these functions, where they are not known.
    show.__annotations__["request"] = gr.Request
    act.__annotations__["event"] = gr.EventData
    shown = gr.HTML(elem_id="plans", apply_default_css=False, js_on_load=script("plans"))
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    gr.on(None, show, None, shown, queue=False, **quiet)
    # The page is shown a moment before its event ends: what is pressed in between is to be done as well.
    shown.submit(act, None, shown, concurrency_limit=None, trigger_mode="multiple", **quiet)


def visit(service: Service, parameters: Mapping[str, str]) -> str:
    """Return the page that an address asks for.

    `link` opens a plan, `section` leads to one of its sections, `problem` is what a new one begins with, and
    `assessment`, `criterion` and `whence` say where it is begun from.
    """
    sent = Sent("open", parameters.get("link", ""), 0, {"wanted": parameters.get("section", "")})
    try:
        origin = keeping.origin_of(*(parameters.get(name, "") for name in ("assessment", "criterion", "whence")))
        begun = View(wanted=sent.wanted, problem=parameters.get("problem", "")[:_MOST_BEGUN], origin=origin)
        return _shown(service, *(open_plan(service, sent) if sent.link else (None, begun)))
    except AssistantError as error:
        return _shown(service, None, View(fault=f"That did not work: {error}", focus="fault", wanted=sent.wanted))


def acting(service: Service, sent: Sent) -> Iterator[str]:
    """Do what the page sends, and yield the page as it is then; of a plan that is drafted, with its progress."""
    try:
        opened, view = acted(service, sent)
        if opened and view.part == "draft":
            yield from _drafting(service, opened, sent)
        else:
            yield _shown(service, opened, replace(view, turn=sent.turn))
    except AssistantError as error:
        yield _failed(service, sent, error)
    except Exception:  # the page waits for an answer
        logging.getLogger(__name__).exception("what the page of plans sent was not done")
        yield _failed(service, sent, UsageError("something went wrong here; please try again"))


def _shown(service: Service, opened: Opened | None, view: View) -> str:
    days = service.works.days
    if opened is None:
        return seen.start_html(view, days)
    newest = view.part in ("step", "versions") or _is_newest(service, opened)
    if view.part == "versions":
        return seen.versions_html(opened, view, days, service.works.versions(Work.PLAN, opened.link))
    if view.part == "plan" and opened.plan.drafted is not None:
        return seen.plan_html(opened, view, days, service.documents, newest=newest)
    return seen.brief_html(opened, view, days, newest=newest)


def _is_newest(service: Service, opened: Opened) -> bool:
    return service.works.newest(Work.PLAN, opened.link).number == opened.version.number


def _failed(service: Service, sent: Sent, error: AssistantError) -> str:
    """Return the newest version with what went wrong; what was typed is put back into its place by the page."""
    told = f"That did not work: {_as_shown(error)}"
    conflict = isinstance(error, ConflictError)
    if conflict:
        told = f"Not saved yet: {error}. The newest is shown below, with what you typed in its place."
    try:
        opened, view = open_plan(service, sent)
    except AssistantError:
        gone = View(fault=told, typed=sent.typed, focus="fault", turn=sent.turn)
        return seen.start_html(gone, service.works.days)
    if sent.do == "fill":
        view = replace(view, part="step", step=step_of(sent, "step"))
    asked = sent.text("section") if sent.do in ("ask", "take") else ""
    typed = sent.typed if conflict else ""
    view = replace(view, fault=told, focus="fault", turn=sent.turn, said="", typed=typed, rows=sent.rows)
    return _shown(service, opened, replace(view, asked=asked, question=sent.text("question")))


def _as_shown(error: AssistantError) -> str:
    """Return what went wrong, with the fields called as the page calls them."""
    titles = {step.field: step.title for step in seen.STEPS} | {"line": "The line"}
    return _FIELD.sub(lambda match: f"“{titles.get(match[1], match[1])}”", str(error))


def _drafting(service: Service, before: Opened, sent: Sent) -> Iterator[str]:
    """Yield how far the drafting is, and the plan. It goes on, and is saved, when nobody looks any more."""
    place, told = service.place(), queue.SimpleQueue[Progress | Opened | BaseException]()

    def work() -> None:
        try:
            told.put(keeping.draft(service, before, place, lambda _, done, steps: told.put(_progress(done, steps))))
        except BaseException as error:  # noqa: BLE001  told where it is waited for
            told.put(error)

    threading.Thread(target=work, name="drafting", daemon=True).start()
    view = View("drafting", focus="drafting", turn=sent.turn, wanted=sent.wanted)
    yield seen.drafting_html(before, Progress("Waiting for its turn…"), view)
    view, waiting = replace(view, focus=""), 0
    while True:
        try:
            item = told.get(timeout=_LOOK_EVERY)
        except queue.Empty:
            if place.number and place.number != waiting:
                waiting = place.number
                yield seen.drafting_html(before, Progress(f"Waiting: yours is number {waiting} in the queue."), view)
            continue
        if isinstance(item, Progress):
            yield seen.drafting_html(before, item, view)
        elif isinstance(item, Opened):
            yield _shown(service, item, replace(at_plan(sent, "The plan is drafted."), turn=sent.turn))
            return
        else:
            raise item


def _progress(done: int, steps: int) -> Progress:
    return Progress(_DOING[min(done, len(_DOING) - 1)], done, steps)
