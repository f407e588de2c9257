"""Whether a question needs what was said before it: it points back, goes on, or says hardly anything."""

from __future__ import annotations

import re

from assistant.answering.counted import asks_of_another
from assistant.answering.listed import may_point, points_into_a_list
from assistant.answering.questions import proper_names
from assistant.text import content_words, without_marks

OPENING = re.compile(r"^(?:and|but|or|so|ok(?:ay)?|right|thanks?|great|yes|no|also|then)\b[\s,.!-]*", re.IGNORECASE)
ABOUT = re.compile(r"^(?:what|how) about\b\s*|^(?:same|and) (?:question )?for\b\s*", re.IGNORECASE)
_POINTERS = """it its it's they them their theirs he she him her his hers there that those these this one ones same such
others? former latter else more again instead""".split()
_POINTING = re.compile(rf"\b(?:{'|'.join(_POINTERS)})\b", re.IGNORECASE)
_NO_POINTERS = (
    r"\b(?:is|are|was|were|would|do|does|did|has|can|could) there\b",
    r"\bthere (?:is|are|was|were|be|been|any)\b",
    r"\bthere's\b",
    r"\b(?:so|say|sure|know|think|believe|told|heard|mean|means|means|out|find|found|given|argue|suggest"
    r"|is it|it is|it's|was it) that\b",
    r"\bthat (?:the|we|i|a|an|is|are|was|were|has|have|can|could|will|would|should|must|they|support|help|make)\b",
    r"\bthis (?:report|paper|guidance|year|week|month|morning|afternoon)\b",
    r"\bmore than\b",
    r"\bone (?:of|day|year|hour)\b",
    r"\bis it\b.*\bto\b",
    r"\b(?:is|was|isn't|is not) it (?:really |also |still )?(?:true|right|correct|the case|a fact|fair|false) that\b",
)
NOT_POINTING = re.compile("|".join(_NO_POINTERS), re.IGNORECASE)
_ASKING = re.compile(
    r"\?|\b(?:what|who|when|where|why|how|which|whose|tell|give|list|name|explain|show|describe|summari[sz]e|any|and)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"^(?:good|great|thanks?|thank you|ok(?:ay)?|right|fine|helpful|useful|interesting|nice|perfect|lovely|got it|i see"
    r"|sounds|that'?s)\b(?![^.!]*\b(?:tell|give|list|name|explain|show|describe)\b)",
    re.IGNORECASE,
)
_MOST_IN_REMARK = 5
_THE_SAME = re.compile(
    r"\b(?:do|does|did|doing|done|say|says|said|have|has|had) (?:(?:just |exactly )?the same|so too|likewise)"
    r"(?=\W*$|[?.!,;]| (?:there|here|too|in|on|about|for|at|by|with|thing)\b)"
    r"|\b(?:agree|disagree|in agreement)(?: with (?:that|this|it|them))?(?: too| as well)?\W*$",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:again|once more|repeat|remind(?: me| us)?|recap|restate)\b", re.IGNORECASE)
# What was said is shown with its sources, which say whose it is, and cannot be said in other words than theirs.
_BEFORE_IT = r"(?:(?:and|but|ok|so|please|can you|could you|give me|i want|what(?:'s| is)|in|the|an?) )*"
_IT = r"(?:that|this|it|they|these|those|he|she)"
_OF_WHAT_WAS_SAID = re.compile(
    rf"{_BEFORE_IT}(?:who (?:said|says) (?:so|{_IT})|says who|whose (?:words|views?) (?:is|are|was|were) {_IT}"
    rf"|where (?:does|do|did|is|was) {_IT} (?:(?:come )?from|said|written|stated|say (?:so|{_IT}))"
    rf"|(?:what|which) (?:page|document|report|paper)(?: (?:is|was) {_IT}(?: (?:in|on|from))?)?"
    rf"|sources?(?: (?:for|of) {_IT})?)(?: please)?\W*",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"\b(?:interviewees?|participants?|said|says?|told|quot\w+|described|called it)\b", re.IGNORECASE)
_SHORTER = re.compile(
    rf"{_BEFORE_IT}(?:short(?:er)?|brief(?:er)?|simpler?|plain english|tl;?dr|nutshell|one (?:sentence|line))"
    r"(?: version| words| form| answer)?(?: please)?\W*",
    re.IGNORECASE,
)
# Whether it is still so no source can say: what they said is shown again, with when that was.
_STILL = re.compile(
    rf"{_BEFORE_IT}(?:is|are|was|were|does|do|has|have) {_IT}(?: all)? still\b[^,;.?!]{{0,40}}\W*"
    rf"|{_BEFORE_IT}(?:is|are) {_IT} (?:up to date|out of date|current|recent)\W*",
    re.IGNORECASE,
)
_AUXILIARY = r"(?:can|could|do|does|did|should|shall|will|would|must|may|might|have|has|had|are|were)"
# Whom a word of the same question means: "councils" in "how can councils protect their budgets?", and "fellows" in "who
# are the fellows and what do they do?"; "the programme" may be one that was spoken of.
_OWN_SUBJECT = re.compile(
    rf"\b{_AUXILIARY} (?!(?:the|this|that|these|those|any|some|all|both)\b)(?:[\w-]+ ){{0,2}}?[A-Za-z-]{{2,}}s\b"
    r"(?: [\w-]+){1,6}? (?:their|themselves)$"
    r"|(?:^\W*|\bthat )(?!(?:the|this|that|these|those|it|they|do|does|did)\b)(?:[\w-]+ ){1,3}"
    r"(?:has|have|had|lacks?|needs?|keeps?) (?:its|their)$",
    re.IGNORECASE,
)
_TWO_QUESTIONS = re.compile(
    r"^(?:who|what|where|which)\b.{0,80}?,? and (?:what|how|where|when|why|who|which)\b[^?]*"
    r"\b(?:they|their|them|it|its)$",
    re.IGNORECASE,
)
_FEWEST = 2
_ENOUGH_TO_POINT_AT = 3
_LONGEST_FOLLOW_UP = 30


def points(question: str) -> bool:
    """Say whether a question points at something that was said, as "it" and "that desk" do."""
    return bool(_POINTING.search(NOT_POINTING.sub(" ", question)))


def asks_again(question: str) -> bool:
    """Say whether a question asks to have something said again."""
    return _AGAIN.search(question) is not None


def asks_only_again(question: str) -> bool:
    """Say whether a question asks to have what was said said again, or shorter, or whose it is, and nothing else."""
    again = asks_again(question) and not content_words(_AGAIN.sub(" ", question))
    others = (asks_whether_still, asks_shorter, _OF_WHAT_WAS_SAID.fullmatch)
    return again or any(other(question.strip()) for other in others)


def asks_whose(question: str) -> bool:
    """Say whether a question asks whose, or of where, what was said is, and nothing else."""
    return _OF_WHAT_WAS_SAID.fullmatch(question.strip()) is not None


def whose(told: str) -> str:
    """Return what finds whose a sentence is that was told in other words than the sources': of a person's, these."""
    return f"Quote someone: {told}" if _SPOKEN.search(told) else told


def asks_whether_still(question: str) -> bool:
    """Say whether a question asks whether what was said is still so."""
    return _STILL.fullmatch(question.strip()) is not None


def asks_shorter(question: str) -> bool:
    """Say whether a question asks for less of what was said."""
    return _SHORTER.fullmatch(question.strip()) is not None


def is_remark(text: str, answer: str = "") -> bool:
    """Say whether a message asks nothing, as "thanks, sounds good" does; what was answered with sources did ask."""
    if "?" not in text and _PRAISE.search(text.strip()):
        return True
    if without_marks(answer) != answer or asks_of_another(text) or may_point(text):
        return False
    return not (_ASKING.search(text) or proper_names(text) or len(content_words(text)) > _MOST_IN_REMARK)


def is_follow_up(question: str) -> bool:
    """Say whether a question needs what was said before: it points back, opens with "and", or says hardly anything."""
    bare = OPENING.sub("", question.strip())
    if asks_only_again(question):
        return True
    if ABOUT.match(bare) or (bare != question.strip() and re.match(r"(?i)(?:and|but|or)\b", question.strip())):
        return True
    clear = NOT_POINTING.sub(" ", bare)
    pointing = _POINTING.search(clear)
    if pointing and _means_its_own(clear[: pointing.end()]):
        return False
    if len(content_words(question)) <= _FEWEST and not proper_names(question):
        return True
    if _THE_SAME.search(bare):
        return True
    if pointing and len(bare.split()) <= _LONGEST_FOLLOW_UP:
        # Words before it, in the same question, may be what it points at.
        before = clear[: pointing.start()]
        return len(content_words(before)) < _ENOUGH_TO_POINT_AT and not proper_names(before)
    return asks_of_another(bare) or points_into_a_list(bare)


def _means_its_own(text: str) -> bool:
    """Say whether the word that ends the beginning of a question means somebody whom the question names itself."""
    if _OWN_SUBJECT.search(text):
        return True
    first = re.split(r",? and (?=what|how|where|when|why|who|which)", text, maxsplit=1, flags=re.IGNORECASE)[0]
    return _TWO_QUESTIONS.match(text) is not None and bool(content_words(first))


def names_its_subject(question: str) -> bool:
    """Say whether a question names what it asks of and points at nothing else: it needs no history, found or not."""
    return bool(proper_names(question)) and not points(question)
