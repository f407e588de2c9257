"""What can be done on the page of plans: what the page sends -> the plan after it, and what is shown of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from assistant.answering.guards import check_question
from assistant.drafting.brief import FIELDS, MOST_MEMBERS
from assistant.drafting.editing import Change, Do, Edited, fill_in, make_change, move_milestone
from assistant.drafting.taking import Named, Taken
from assistant.errors import UsageError
from assistant.types import Span
from assistant.works import Work
from ui.pages.plan_view import SECTIONS, STEPS, View
from ui.server import kept_plans as keeping
from ui.server.kept_plans import Opened
from ui.server.service import Service

# What a reader typed, by the name under which it is sent.
_TYPED = ("text", "title", *FIELDS, "role", "organisation")


@dataclass(frozen=True, slots=True)
class Sent:
    """What the page sends: what to do, with which plan after which version, and what more it takes."""

    do: str
    link: str
    after: int
    more: Mapping[str, Any]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Sent:
        """Return what an event of the page holds."""
        return cls(str(data.get("do", "")), str(data.get("link", "")), _number(data.get("after")), data)

    def text(self, name: str) -> str:
        """Return a text, empty where there is none."""
        return str(self.more.get(name, ""))

    def number(self, name: str) -> int:
        """Return a number, 0 where there is none. Raise UsageError for what is no number."""
        text = self.text(name).strip()
        if text and not (text.isascii() and text.isdigit() and len(text) < 10):
            raise UsageError(f"{text[:20]!r} is no whole number: write it in digits")
        return int(text or 0)

    @property
    def typed(self) -> str:
        """Return what the reader wrote."""
        texts = (self.more.get(name, "") for name in _TYPED)
        return "\n".join(each for text in texts for each in (text if isinstance(text, list) else [str(text)]) if each)

    @property
    def turn(self) -> str:
        """Return the page's own number of what it sent."""
        return self.text("turn")

    @property
    def rows(self) -> int:
        """Return how many rows of the team were sent, as far as they can be shown again."""
        return min(len(self.more.get("role", [])), 2 * MOST_MEMBERS)

    @property
    def wanted(self) -> str:
        """Return the section that the reader came for, if there is one."""
        return self.text("wanted") if self.text("wanted") in SECTIONS else ""


def _number(value: Any) -> int:
    return int(value) if str(value).isascii() and str(value).isdigit() else 0


Now = tuple[Opened | None, View]


def acted(service: Service, sent: Sent) -> Now:
    """Do what the page sends; "draft" as the part that is shown says that the plan is to be drafted now.

    Raise what the assistant, its queue and the kept plans raise.
    """
    if sent.do not in _ACTS:
        raise UsageError(f"the page sent {sent.do[:20]!r}, which is nothing that can be done: load it again")
    return _ACTS[sent.do](service, sent)


def at_plan(sent: Sent, said: str = "", focus: str = "") -> View:
    """Return the view of a plan, at the section that the reader came for, if there is one."""
    return View("plan", said=said, focus=focus or (f"section-{sent.wanted}" if sent.wanted else "plan"))


def open_plan(service: Service, sent: Sent) -> tuple[Opened, View]:
    """Return the newest version of a plan, and the part of it that was asked for. Raise NotKeptError as `Works`."""
    opened, part = keeping.opened(service, sent.link), sent.text("part")
    if part == "versions":
        return opened, View("versions", focus="versions", wanted=sent.wanted)
    if opened.plan.drafted is not None and part != "brief":
        return opened, at_plan(sent, focus="changed" if opened.checked.changed and not sent.wanted else "")
    return opened, View("brief", focus="brief", wanted=sent.wanted)


def _begin(service: Service, sent: Sent) -> Now:
    fields = {"problem": sent.text("problem")} if sent.text("problem") else {}
    origin = keeping.origin_of(*map(sent.text, ("assessment", "criterion", "whence")))
    return keeping.begin(service, fields, origin), View(
        "step", focus="step", wanted=sent.wanted, said="A plan was begun."
    )


def _visit(service: Service, sent: Sent) -> Now:
    address = sent.text("address").strip()
    named = parse_qs(urlsplit(address).query).get("link", [address])[0]
    return open_plan(service, replace(sent, link=named))


def _go(service: Service, sent: Sent) -> Now:
    view = View("step", step_of(sent, "to"), focus="step", wanted=sent.wanted)
    return keeping.opened(service, sent.link), view


def step_of(sent: Sent, name: str) -> int:
    """Return which step of the brief is meant."""
    return min(_number(sent.text(name)), len(STEPS) - 1)


def _fill(service: Service, sent: Sent) -> Now:
    """Save a step of the brief, and go on to another one, to all of the brief, to the plan, or to its drafting."""
    fields = {STEPS[step_of(sent, "step")].field: _filled(sent)}
    before = keeping.checked(service, sent.link, sent.after)
    saved = keeping.save(service, before, fill_in(before.plan, fields))
    to, said = sent.text("to"), "Saved." if saved is not before else "Nothing was changed in this step."
    if to == "draft":
        return saved, View("draft")
    if to in ("brief", "plan", "versions"):
        opened, view = open_plan(service, replace(sent, more={"part": to, "wanted": sent.wanted}))
        return opened, replace(view, said=said)
    return saved, View("step", step_of(sent, "to"), focus="step", wanted=sent.wanted, said=said)


def _draft(service: Service, sent: Sent) -> Now:
    return keeping.checked(service, sent.link, sent.after), View("draft")


def _filled(sent: Sent) -> Any:
    """Return what was filled in, as the field takes it."""
    name = STEPS[step_of(sent, "step")].field
    if name == "team":
        pairs = zip(sent.more.get("role", []), sent.more.get("organisation", []), strict=False)
        return [{"role": role, "organisation": held} for role, held in pairs if role.strip() or held.strip()]
    text = sent.text(name)
    if name == "months":
        return sent.number(name) if text.strip() else None
    return text


def _changing(change: Callable[[Service, Opened, Sent], Edited], said: str) -> Callable[[Service, Sent], Now]:
    """Return what changes a plan, saves it, and shows the line that it was about."""

    def act(service: Service, sent: Sent) -> Now:
        before = keeping.checked(service, sent.link, sent.after)
        after = keeping.save(service, before, change(service, before, sent))
        told = said if after is not before else "Nothing was changed."
        return after, replace(at_plan(sent, told), focus=_place(before, after, sent))

    return act


def _place(before: Opened, after: Opened, sent: Sent) -> str:
    """Return where a reader goes on: at what was changed or added, or in the section of the line that was removed."""
    line, section = sent.text("line"), sent.text("section")
    if sent.do == "milestone":
        return f"milestone-{sent.number('number')}"
    lines = [each.id for each in after.plan.whole.lines] if after.plan.drafted else []
    if line in lines:
        return f"line-{line}"
    if section and after.plan.drafted:
        return f"line-{after.plan.drafted.section(section).lines[-1].id}"
    if line and before.plan.drafted:
        return f"section-{before.plan.drafted.section_of(line).id}"
    return "plan"


def _line(do: Do, target: str = "line") -> Callable[[Service, Opened, Sent], Edited]:
    def change(service: Service, before: Opened, sent: Sent) -> Edited:
        return make_change(before.plan, Change(do, sent.text(target), sent.text("text")), service.documents)

    return change


def _milestone(_service: Service, before: Opened, sent: Sent) -> Edited:
    start, end = sent.number("start"), sent.number("end")
    return move_milestone(before.plan, sent.number("number"), sent.text("title"), start, end)


def _ask(service: Service, sent: Sent) -> Now:
    opened, question = keeping.opened(service, sent.link), sent.text("question").strip()
    check_question(question)
    with service.assistant(service.place()) as assistant:
        answer = assistant.ask(question)
    section = sent.text("section")
    return opened, View("plan", focus="answer", asked=section, question=question, answer=answer)


def _take(service: Service, sent: Sent) -> Now:
    before = keeping.checked(service, sent.link, sent.after)
    chosen = map(json.loads, sent.more.get("chosen", []))
    named = (Named(each["document"], tuple(Span(*span) for span in each["spans"])) for each in chosen)
    taken = Taken(sent.text("section"), sent.text("question"), tuple(named))
    after = keeping.take(service, before, service.place(), taken)
    return after, replace(at_plan(sent, "Taken into the plan."), focus=_place(before, after, sent))


def _look(service: Service, sent: Sent) -> Now:
    opened = keeping.opened(service, sent.link, sent.number("number"))
    return opened, View("plan" if opened.plan.drafted else "brief", focus="older", after=sent.after)


def _restore(service: Service, sent: Sent) -> Now:
    before = keeping.checked(service, sent.link, sent.after)
    after = keeping.save(service, before, keeping.restored(service, before, sent.number("number")))
    _, view = open_plan(service, sent)
    return after, replace(view, said=f"Version {sent.number('number')} is the newest again.")


def _delete(service: Service, sent: Sent) -> Now:
    service.works.delete(Work.PLAN, sent.link)
    return None, View(said="The plan was deleted, with all its versions.", focus="begin")


_ACTS: dict[str, Callable[[Service, Sent], Now]] = {
    "begin": _begin,
    "visit": _visit,
    "open": open_plan,
    "go": _go,
    "fill": _fill,
    "draft": _draft,
    "edit": _changing(_line(Do.EDIT), "Saved."),
    "settle": _changing(_line(Do.SETTLE), "Saved: it is yours now."),
    "add": _changing(_line(Do.ADD, "section"), "Added."),
    "remove": _changing(_line(Do.REMOVE), "Removed. It is still in the versions before."),
    "milestone": _changing(_milestone, "Saved."),
    "recheck": _changing(lambda _service, before, _sent: keeping.rechecked(before), "Saved as it was found."),
    "import": _changing(
        lambda service, before, sent: keeping.read_in(service, before, sent.text("markdown")), "The file was read in."
    ),
    "ask": _ask,
    "take": _take,
    "look": _look,
    "restore": _restore,
    "delete": _delete,
}
