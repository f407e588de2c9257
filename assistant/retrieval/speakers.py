"""Whose word a question asks for: "what does the Riverside Trust say about …", "who wrote the harbour report"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NOUN = (
    "reports?|papers?|stud(?:y|ies)|guidance|publications?|documents?|page|review|research|website|evaluation|strategy"
    "|framework|policy"
)
_SAYS = (
    r"(?:say|think|find|recommend|suggest|argue|believe|advise|conclude|report|describe|mention|warn|identify|identifie"
    r"|write|state|propose|stress|stresse|highlight|define|tell|note|interview|survey|consult|examine)(?:s|d|ed)?"
    r"|said|saying|thought|found|wrote|told"
)
_NAME = "\0"
_ASKED = (
    rf"\baccording to (?:the )?{_NAME}",
    rf"\b(?:do|does|did|has|have) (?:the )?{_NAME}(?: (?:{_NOUN}))? (?:\w+ly |also |ever )?(?:{_SAYS})\b",
    # "The harbour report" is a noun there, and says nothing yet.
    rf"{_NAME}(?: (?:{_NOUN}))? (?:\w+ly |also )?(?!report\b)(?:{_SAYS})\b",
    rf"\b(?:in|from) (?:the )?{_NAME}(?:'s)?(?: \w+)? (?:{_NOUN})\b",
    # A document is asked about itself.
    rf"\b(?:summari[sz]e|sum up|tl;?dr|(?:summary|overview|gist|synopsis) of) (?:the )?{_NAME}",
    rf"\b(?:wr[io]te|written|authors? of|authored|publish(?:ed)?|version of|edition of) (?:the )?{_NAME}",
    rf"{_NAME}(?: (?:{_NOUN}))? (?:was |were |been |come |came )?(?:written|published|updated|released|out)\b",
    rf"\bin (?:the )?{_NAME}'s (?:view|opinion|words)\b",
    rf"{_NAME}'s (?:own )?(?:view|position|advice|take|stance|opinion|findings?|recommendations?|conclusions?)\b",
)


def speakers(question: str, names: Sequence[str]) -> list[str]:
    """Return those of some names, all folded as the question is, whose word the question asks for.

    Of names that lie within one another the longest counts.
    """
    if not names:
        return []
    found: list[str] = []
    among = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    occurrences = list(re.finditer(rf"(?<!\w)(?:{among})(?!\w)", question))
    for place in occurrences:
        name = place.group()
        # A name that says itself what it is of, as "2024 report", needs no noun after it.
        said = re.sub(rf"^.*\b({_NOUN})$", rf"{_NAME} \1", name) if re.search(rf"\b(?:{_NOUN})$", name) else _NAME
        text = question[: place.start()] + said + question[place.end() :]
        if any(re.search(pattern, text) for pattern in _ASKED):
            found.append(name)
    return list(dict.fromkeys(found))
