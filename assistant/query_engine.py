"""Our answers as a LlamaIndex query engine, for other LlamaIndex programs; imported by them only, and late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core.base.response.schema import Response
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.schema import NodeWithScore, TextNode

from assistant.pipeline import Assistant
from assistant.types import Answer, Citation, Claim


class CheckedQueryEngine(CustomQueryEngine):
    """Answers a question with an open assistant, from these documents where some are given.

    A response's text are the claims with marks, [1] being the first of its source nodes, and what the answer says
    itself. A source node's text is a quotation, character for character; its id is "document:start-end", its metadata
    are number, document, title, publisher, published, standing, source, section, start, end, and page or pages (the
    range) where they are known. The response's metadata are the answer's id, status, completeness, query and notices.
    Nodes bear no score: each of them is cited.
    """

    assistant: Assistant
    documents: Sequence[str] = ()

    def custom_query(self, query_str: str) -> Response:
        """Return the response to a question. Raise UsageError where it is malformed, or a document unknown."""
        answer = self.assistant.ask(query_str, documents=self.documents)
        cited = list(dict.fromkeys(citation for claim in answer.claims for citation in claim.citations))
        numbers = {citation: number for number, citation in enumerate(cited, 1)}
        said = [_marked(claim, numbers) for claim in answer.claims]
        return Response(
            "\n\n".join(part for part in (*said, answer.text) if part),
            source_nodes=[NodeWithScore(node=_node(citation, number)) for citation, number in numbers.items()],
            metadata=_metadata(answer),
        )


def _marked(claim: Claim, numbers: dict[Citation, int]) -> str:
    return f"{claim.text} {' '.join(f'[{numbers[citation]}]' for citation in dict.fromkeys(claim.citations))}"


def _metadata(answer: Answer) -> dict[str, Any]:
    return {
        "id": answer.id,
        "status": str(answer.status),
        "completeness": answer.completeness,
        "query": answer.query,
        "notices": [notice.text for notice in answer.notices],
    }


def _node(citation: Citation, number: int) -> TextNode:
    document = citation.document
    page, pages = document.pages_of(citation.span)
    return TextNode(
        id_=f"{document.id}:{citation.start}-{citation.end}",
        text=citation.quote,
        metadata={
            "number": number,
            "document": document.id,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "standing": document.standing,
            "source": "briefing" if document.is_briefing else "publication",
            "section": " > ".join(citation.section),
            "start": citation.start,
            "end": citation.end,
            "page": page,
            "pages": pages,
        },
    )
