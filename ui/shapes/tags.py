"""The groups in which the API's description shows its operations, in order."""

from __future__ import annotations

from enum import StrEnum


class Tag(StrEnum):
    """A group of operations, by its name."""

    QUESTIONS = "Questions"
    DOCUMENTS = "Documents"
    CONVERSATIONS = "Conversations"
    PLANS = "Project plans"
    PACKS = "Evidence packs"
    ASSESSMENTS = "Self-assessments"
    OPENAI = "For OpenAI's clients"
    WATCHING = "Watching the server"


_SAID = {
    Tag.QUESTIONS: "Ask, search, and see who says what. Each claim of an answer has numbered, verbatim quotations.",
    Tag.DOCUMENTS: "What is searched: its structure, and its text by which any quotation can be checked.",
    Tag.CONVERSATIONS: "What a caller asked, kept for them alone, and how they rated the answers.",
    Tag.PLANS: "Drafted from a team's brief; kept under a link that nobody can guess, where it is to be worked on.",
    Tag.PACKS: "Quotations on a theme or for questions, each with what it takes to verify it, and their verification.",
    Tag.ASSESSMENTS: "Judgements on what good looks like, none without its evidence; kept under a link too.",
    Tag.OPENAI: "Chat completions and models as OpenAI's clients expect them, errors too.",
    Tag.WATCHING: "Whether the server runs and answers, and its figures.",
}


def described() -> list[dict[str, str]]:
    """Return the groups as the description lists them."""
    return [{"name": tag.value, "description": _SAID[tag]} for tag in Tag]
