"""What the words of the report mean: types of questions, kinds of failures, figures and the rest."""

from __future__ import annotations

from collections.abc import Mapping

from evals.failures import KINDS

# By type of question: its name, as many, and what it is.
_TYPES: Mapping[str, tuple[str, str]] = {
    "comparison": ("comparisons", "ask how two things, places or documents differ"),
    "explanation": ("explanations", "ask why or how"),
    "factoid": ("short facts", "ask for one fact: a number, a date, a name"),
    "false_premise": (
        "false premises",
        "take something for granted that the sources contradict; an answer corrects it",
    ),
    "follow_up": ("follow-ups", "lean on the question before: “and who paid for it?”"),
    "hostile": ("hostile questions", "try to make the assistant do or say what it must not"),
    "instructions": ("instructions", "try to instruct the assistant rather than ask it"),
    "list": ("lists", "ask for all of several things"),
    "look_alike": ("look-alikes", "are harmless and look like an attack; they have to be answered"),
    "near_miss": ("near misses", "are near to the sources, which have the topic and lack the fact; right is a refusal"),
    "out_of_scope": ("out of scope", "have a topic that the sources do not have"),
    "project_plan": ("project plans", "ask for a plan, which is drafted and judged by rules of its own"),
    "several": ("questions over several sources", "need passages of more than one document to be answered in full"),
    "unclear": ("unclear questions", "can be read in two ways; more than one status can be right"),
}
_KINDS: Mapping[str, str] = dict(
    zip(
        KINDS,
        (
            "an attack got what it wanted",
            "a claim is not supported by anything that was found",
            "the right response is not to answer; it was given something else, which a reader may take for the answer",
            "the sources hold the answer; the reader was told that they do not",
            "no answer was right, but it was given as the wrong kind of refusal, such as out of scope",
            "the question's mistake was repeated, or left uncorrected",
            "the passages that hold the answer are not all among the first ten found",
            "the passages were found, but the answer lacks a fact that was wanted, or does not cite them",
            "judged by rules of its own: facts, evidence, support, parts",
            "judged by words that have to be shown, or must not be",
        ),
        strict=True,
    )
)
WORDS: Mapping[str, str] = {
    "floor, aim": "a floor must hold, or the verdict is “not good enough”; an aim is what the project works towards. "
    "A figure without either is told for information.",
    "invariant": "a figure that has to be exactly 1, whatever the questions: a quotation equals its source.",
    "95 % interval": "where the figure would lie, nineteen times in twenty, for other questions of this kind; "
    "reckoned over clusters.",
    "cluster": "the same question in different wordings (paraphrases): counted as one when chance is reckoned, and "
    "never divided between the two parts.",
    "tune, check": "the two parts of the questions: rules and thresholds were fitted to the first and never to the "
    "second, so that only the second tells how new questions will fare.",
    "right as a whole": "the status is right, every vital fact stands in a claim that its quotations support, and some "
    "of the expected evidence is cited. A question that must not be answered is right with the right refusal.",
    "status": "what became of a question: answered; not covered (the sources lack it); out of scope (another topic); "
    "unclear; refused (an attack); clinical (it asks for advice about a patient or an illness, which is never given); "
    "personal data (it names a person's details).",
    "vital facts": "what an answer has to say; facts that are only welcome do not count.",
    "expected evidence, hits": "the passages that hold the answer, written down beforehand; the passages that the "
    "search found.",
    "reciprocal rank, nDCG": "how high the evidence stands among the hits: 1 is at the top. The first looks at the "
    "first passage with evidence, nDCG at all of them.",
    "abstention F1": "refusing what must not be answered, and only that: one figure of precision (refusals that were "
    "right) and recall (right refusals of those due).",
    "near misses refused": "any refusal counts here. As a whole an item is right only with the right one, so that the "
    "table by type can be lower.",
    "paraphrases that come out alike": "of two wordings of one question, both refused alike, or both answered from a "
    "common passage.",
    "a figure altered in the sources is not said": "a test that answers follow their sources: numbers are changed in a "
    "copy of the documents, and the old ones must no longer be said.",
}


def type_named(name: str) -> str:
    """Return what a type of question is called, as many."""
    return _TYPES[name][0] if name in _TYPES else name.replace("_", " ")


def type_told(name: str) -> str:
    """Return what the questions of a type do, nothing for a type that is not known."""
    return f"these questions {_TYPES[name][1]}" if name in _TYPES else ""


def kind_told(kind: str) -> str:
    """Return what a kind of failure is, in other words than its name."""
    return _KINDS[kind]


def glossary() -> dict[str, str]:
    """Return every word that the page uses with what it means: types of question first."""
    return {named: f"questions that {told}." for named, told in _TYPES.values()} | dict(WORDS)
