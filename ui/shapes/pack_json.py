"""A pack as JSON, in the shape that `pack_shapes.Pack` describes; each quotation is verified again as it is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from assistant.drafting.pack import Asked, Pack, Quotation
from assistant.drafting.quoting import whole
from assistant.drafting.verification import Outcome, Quoted, verify_quotation
from assistant.errors import UnverifiedError
from assistant.types import Document
from ui.shapes.answer_json import citation_json, notices_json, passage_json

Json = dict[str, Any]
Find = Callable[[str], Document | None]


def pack_json(pack: Pack, drafted: date, find: Find) -> Json:
    """Return a pack, of which every quotation was verified in the documents that `find` gives, as they are now.

    Raise UnverifiedError where one does not stand there any more.
    """
    quotations = [_quotation_json(each, number) for number, each in enumerate(pack.quotations, 1)]
    for told in quotations:
        _require(told, find)
    return {
        "title": title_of(pack.theme, len(pack.asked)),
        "theme": pack.theme,
        "drafted": drafted.isoformat(),
        "asked": [_asked_json(pack, each, number) for number, each in enumerate(pack.asked, 1)],
        "quotations": quotations,
        "contested": [
            {
                "kind": each.kind,
                "text": each.text,
                "asked": number,
                "quotations": [sorted({pack.number(one) for one in group}) for group in each.citations],
            }
            for number, asked in enumerate(pack.asked, 1)
            for each in asked.contested
        ],
        "notices": notices_json(pack.notices),
        "corpus": pack.corpus,
    }


def title_of(theme: str, questions: int) -> str:
    """Return the title of a pack on a theme, or for so many questions."""
    return f"Evidence pack: {theme or ('1 question' if questions == 1 else f'{questions} questions')}"


def _quotation_json(quotation: Quotation, number: int) -> Json:
    told = citation_json(quotation.citation, number)
    return told | {"sha256": quotation.sha256, "asked": list(quotation.asked)}


def _asked_json(pack: Pack, asked: Asked, number: int) -> Json:
    cited = {pack.number(citation) for claim in asked.claims for citation in whole(claim)}
    return {
        "number": number,
        "text": asked.text,
        "status": str(asked.status),
        "says": asked.says,
        "quotations": sorted(cited),
        "silent": [{"publisher": each.publisher, "document": each.id, "title": each.title} for each in asked.silent],
        "nearest": [passage_json(citation) for citation in asked.nearest],
    }


def _require(told: Json, find: Find) -> None:
    names = ("number", "document", "source", "start", "end", "sha256")
    verdict = verify_quotation(
        Quoted(**{name: told[name] for name in names}, text=told["display"]), find(told["document"])
    )
    if verdict.outcome is not Outcome.VERIFIED:
        raise UnverifiedError(
            f"quotation {verdict.number} from {verdict.document} does not stand in its source any more "
            f"({verdict.reason}): the documents were changed meanwhile; make it again"
        )
