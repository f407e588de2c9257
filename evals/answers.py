"""Metrics of an answer: its citations, the support of its claims, its facts and its lists."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.types import BlockKind, Span
from evals.actual import Actual, Quoted
from evals.data import Group, Item, Nugget, Place
from evals.judge import Judge, Judged
from evals.retrieval import shared
from evals.values import Value, Values, mean_of, sum_of

# A citation quotes a place if the two share half of the shorter one.
_CITED = 0.5


def cites(citation: Quoted, place: Place) -> bool:
    """Say whether a citation quotes a place, or lies in a span that the evidence is somewhere inside."""
    if citation.document != place.document or citation.start >= citation.end:
        return False
    shorter = min(citation.end - citation.start, place.span.end - place.span.start)
    return shared(Span(max(0, citation.start), citation.end), place.span) >= _CITED * shorter


def answer_values(item: Item, actual: Actual, judge: Judge) -> Values:
    """Return an item's values of what the answer says."""
    judged = judge.judge(actual)
    values = citation_values(judged) | fact_values(item, judged)
    if item.type == "list":
        values |= list_values(item, actual, judge)
    return values | {"words": Value(float(sum(len(claim.text.split()) for claim in actual.claims)))}


def citation_values(judged: Sequence[Judged]) -> dict[str, Value]:
    """Return the values of claims and their citations, of which there are as many as there are claims or citations."""
    supports = [each.support for each in judged if each.support]
    return {
        "citations_valid": sum_of(held for each in judged for held in each.resolves),
        "quotations_verbatim": sum_of(held for each in judged for held in each.verbatim),
        "citation_recall": sum_of(each.is_supported for each in judged),
        "citation_precision": sum_of(each.is_supported and adds for each in judged for adds in each.adds),
        "unsupported_claims": sum_of(not each.elsewhere for each in judged),
        "numbers_faithful": sum_of(held for each in supports if (held := each.numbers) is not None),
        "names_faithful": sum_of(held for each in supports if (held := each.names) is not None),
        "denials_faithful": sum_of(each.denials for each in supports),
        "pair_precision": sum_of(each.pairs for each in supports),
        "word_precision": sum_of(each.words for each in supports),
    }


def fact_values(item: Item, judged: Sequence[Judged]) -> dict[str, Value]:
    """Return the values of the facts and the evidence expected."""
    said = "\n".join(each.claim.text for each in judged)
    cited = "\n".join(each.claim.text for each in judged if each.is_supported)
    citations = [citation for each in judged for citation in each.claim.citations]
    return {
        "vital_recall": mean_of(_states(said, nugget) for nugget in item.vital_nuggets),
        "cited_vital_recall": mean_of(_states(cited, nugget) for nugget in item.vital_nuggets),
        "evidence_cited": mean_of(is_cited(group, citations) for group in item.vital_groups),
    }


def _states(text: str, nugget: Nugget) -> bool:
    return bool(nugget.pattern.search(text))


def is_cited(group: Group, citations: Sequence[Quoted]) -> bool:
    """Say whether some citation quotes a place of a group."""
    return any(cites(citation, place) for citation in citations for place in group.places)


def list_values(item: Item, actual: Actual, judge: Judge) -> dict[str, Value]:
    """Return how many of the expected list's items are cited, and how many of the items cited are of it.

    It applies where the expected evidence, of a publication, holds a list of two items or more.
    """
    best: dict[str, Value] = {}
    cited = [citation for claim in actual.claims for citation in claim.citations]
    in_lists = [citation for citation in cited if _is_in_list(citation, judge)]
    for place in (place for group in item.vital_groups for place in group.places if not place.inside):
        expected = _items_in(place, judge)
        if len(expected) < 2:
            continue
        recall = mean_of(any(_quotes(citation, place, span) for citation in cited) for span in expected)
        precision = sum_of(cites(citation, place) for citation in in_lists)
        if not best or recall.share > best["list_recall"].share:
            best = {"list_recall": recall, "list_precision": precision}
    return best


def _items_in(place: Place, judge: Judge) -> list[Span]:
    blocks = judge.documents[place.document].blocks
    return [span for block in blocks for span in block.items if place.span.contains(span)]


def _quotes(citation: Quoted, place: Place, span: Span) -> bool:
    return cites(citation, Place(place.document, span)) and citation.start < span.end


def _is_in_list(citation: Quoted, judge: Judge) -> bool:
    document = judge.documents.get(citation.document)
    block = document.block_at(citation.start) if document else None
    return block is not None and block.kind is BlockKind.LIST
