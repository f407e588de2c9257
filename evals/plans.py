"""Metrics of a plan: sections, kinds and citations, the facts it says, the brief it reflects, how it stands apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.drafting.brief import Brief
from assistant.drafting.plan_sections import TOPICS
from assistant.text import words
from evals.actual import Actual, Drafted, DraftedLine, DraftedSection, Quoted
from evals.answers import citation_values, fact_values, is_cited
from evals.data import PLANS, Item
from evals.drafts import brief_of
from evals.judge import Judge
from evals.values import Table, Value, Values, mean_of, sum_of

SECTIONS = tuple(topic.id for topic in TOPICS)
# So many documents have to speak in a plan, and so much of its guidance may stand in the plan for another brief.
_FEWEST_DOCUMENTS, _MOST_SHARED = 3, 0.5
# What is measured of the claims of an answer is measured of a plan's guidance and examples too.
_OF_CLAIMS = (
    "citations_valid",
    "quotations_verbatim",
    "citation_recall",
    "citation_precision",
    "numbers_faithful",
    "names_faithful",
    "denials_faithful",
)
# Of a long story a plan quotes the opening; so many words of each of so many paragraphs are looked for.
_OPENING, _PARAGRAPHS = 30, 12
_WHOLE = (
    "plan_sections",
    "plan_kinds",
    "plan_silences",
    "plan_brief",
    "plan_citations_valid",
    "plan_quotations_verbatim",
)


def plan_table(items: Sequence[Item], actual: Mapping[str, Actual], judge: Judge) -> Table:
    """Return the values of the items that ask for a plan, where a system drafted one or refused the brief."""
    asked = [item for item in items if item.type == PLANS and actual[item.id].plan is not None]
    plans = {item.id: plan for item in asked if (plan := actual[item.id].plan) is not None}
    return {
        item.id: {
            **plan_values(item, plans[item.id], judge),
            "plan_apart": _stands_apart(item, asked, plans),
            "plan_seconds": Value(actual[item.id].seconds),
            **({} if (same := actual[item.id].same) is None else {"same_again": Value(float(same))}),
        }
        for item in asked
    }


def plan_values(item: Item, plan: Drafted, judge: Judge) -> Values:
    """Return an item's values of its plan by itself."""
    brief = brief_of(item)
    judged = judge.judge(Actual(item.id, claims=plan.guidance))
    claims = citation_values(judge.judge(Actual(item.id, claims=(*plan.guidance, *plan.examples))))
    kept = [_is_of_its_kind(line, brief) for line in plan.lines]
    others = [held for line, held in zip(plan.lines, kept, strict=True) if line.kind != "guidance"]
    values = {f"plan_{name}": claims[name] for name in _OF_CLAIMS} | {
        "plan_sections": mean_of(name in [section.id for section in plan.sections] for name in SECTIONS),
        "plan_kinds": sum_of(kept),
        "plan_silences": sum_of(map(_speaks_or_says_so, plan.sections)),
        "plan_unsupported": sum_of(not held for held in (*(each.is_supported for each in judged), *others)),
        "plan_brief": _reflected(brief, plan),
        "plan_documents": Value(float(len({each.document for each in _citations(plan)}) >= _FEWEST_DOCUMENTS)),
        "plan_vital_recall": fact_values(item, judged)["cited_vital_recall"],
        "plan_evidence": mean_of(is_cited(group, _citations(plan)) for group in item.vital_groups),
        "plan_lines": Value(float(len(plan.guidance))),
    }
    return values | {"plan_passed": Value(float(_passes(values)))}


def _passes(values: Values) -> bool:
    """Say whether the whole is right: its form, no line without support, all vital facts, some of the evidence."""
    is_whole = all(values[name].whole and values[name].share == 1.0 for name in _WHOLE)
    facts, evidence = values["plan_vital_recall"], values["plan_evidence"]
    says_it = (not facts.whole or facts.share == 1.0) and (not evidence.whole or evidence.share > 0)
    return is_whole and not values["plan_unsupported"].part and says_it


def _is_of_its_kind(line: DraftedLine, brief: Brief) -> bool:
    """Say whether a line has what its kind demands, and nothing of another kind."""
    has = (bool(line.citations), bool(line.confirm_with), bool(line.find_out))
    match line.kind:
        case "guidance":
            return has == (True, False, False)
        case "yours":
            return has == (False, False, False) and _is_said_in(line.text, told_by(brief))
        case "assumption":
            return has == (False, True, False)
        case "gap":
            return has == (False, False, True)
        case _:
            return False


def _speaks_or_says_so(section: DraftedSection) -> bool:
    """Say whether a section has guidance, or a gap that tells of its lack."""
    return any(line.kind in ("guidance", "gap") for line in section.lines)


def told_by(brief: Brief) -> str:
    """Return all that a brief says, field by field, in the words in which a plan quotes it."""
    texts = [text for name, text in brief.texts() if " of member " not in name]
    return "\n".join([*texts, "; ".join(map(str, brief.team)), f"{brief.months} months" if brief.months else ""])


def _is_said_in(text: str, whole: str) -> bool:
    """Say whether the words of a text follow one another in another."""
    said = words(text)  # of "[…]", where a story goes on, there are none
    return not said or f" {' '.join(said)} " in f" {' '.join(words(whole))} "


def _reflected(brief: Brief, plan: Drafted) -> Value:
    """Return which of the paragraphs and names of a brief stand, at least by their opening, in the team's own lines."""
    quoted = "\n".join(line.text for line in plan.lines if line.kind == "yours")
    openings = [" ".join(line.split()[:_OPENING]) for line in told_by(brief).splitlines() if line]
    return mean_of(_is_said_in(opening, quoted) for opening in openings[:_PARAGRAPHS])


def _citations(plan: Drafted) -> list[Quoted]:
    return [citation for claim in (*plan.guidance, *plan.examples) for citation in claim.citations]


def _stands_apart(item: Item, asked: Sequence[Item], plans: Mapping[str, Drafted]) -> Value:
    """Return whether less than half of the guidance, of the shorter plan, stands in the plan for any other brief."""
    mine, *others = (
        {claim.text for claim in plans[each.id].guidance}
        for each in [item, *(each for each in asked if each.cluster != item.cluster)]
    )
    if not others:
        return Value(0.0, 0.0)
    return Value(float(all(len(mine & each) < _MOST_SHARED * max(1, min(len(mine), len(each))) for each in others)))
