"""Our search as a LlamaIndex retriever, for other LlamaIndex programs; imported by them only, and late."""

from __future__ import annotations

from collections.abc import Collection

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.ingestion.pages import pages_within
from assistant.retrieval.index import Index
from assistant.retrieval.queries import QueryReader
from assistant.retrieval.retrievers import LateInteractionRetriever
from assistant.types import Hit


class PassageRetriever(BaseRetriever):
    """Retrieves the k best passages of an index, of these documents where some are given.

    A node's text is the document's own, its id "document:start-end"; its metadata are document, title, publisher,
    published, section, start, end, and page or pages (the range) where they are known.
    """

    def __init__(
        self,
        index: Index,
        reader: QueryReader,
        retriever: LateInteractionRetriever,
        *,
        k: int = 10,
        documents: Collection[str] = (),
    ) -> None:
        self._index = index
        self._reader = reader
        self._retriever = retriever
        self._k = k
        self._among = frozenset(documents)
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._retriever.retrieve(self._reader.read(query_bundle.query_str), self._k, self._among)
        return [NodeWithScore(node=self._node(hit), score=hit.score) for hit in hits]

    def _node(self, hit: Hit) -> TextNode:
        chunk, document = hit.chunk, self._index.documents[hit.chunk.document_id]
        page, pages = pages_within(document, chunk.span)
        return TextNode(
            id_=f"{document.id}:{chunk.start}-{chunk.end}",
            text=chunk.text,
            metadata={
                "document": document.id,
                "title": document.title,
                "publisher": document.publisher,
                "published": document.published,
                "section": " > ".join(chunk.section),
                "start": chunk.start,
                "end": chunk.end,
                "page": page,
                "pages": pages,
            },
        )
