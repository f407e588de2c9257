"""The assistant: the order in which a question runs, on one screen."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice
from typing import Self

from assistant.answering.answerers import Answerer, ExtractiveAnswerer
from assistant.answering.citations import verify
from assistant.answering.conversation import Standalone, standalone
from assistant.answering.coverage import is_doubtful, is_faint, is_of_the_sources, missing
from assistant.answering.evidence import Evidence, weigh, with_neighbours
from assistant.answering.follow_ups import asks_shorter
from assistant.answering.found import NEAREST, Found
from assistant.answering.guards import check_history, check_question, guard
from assistant.answering.known import known_of
from assistant.answering.leanings import Leanings
from assistant.answering.locators import locators
from assistant.answering.names import Names
from assistant.answering.parts import asked_for, is_of_our_words, parts, searched_for
from assistant.answering.premises import corrections, misplaced
from assistant.answering.question_patterns import Kind
from assistant.answering.questions import NUMERIC, Asked, parts_of, read_question
from assistant.answering.repeats import of_what_was_said
from assistant.answering.subjects import absent_name, is_about, of_its_subject, of_named, unknown_name, whole_name
from assistant.answering.suggestions import suggest
from assistant.answering.wording import (
    asked_of_some,
    covered_in_part,
    doubtful,
    not_covered,
    notices_of,
    out_of_scope,
    unsearched,
)
from assistant.errors import UsageError
from assistant.garbage import without_collection
from assistant.retrieval.generations import Generations
from assistant.retrieval.index import Index, open_index
from assistant.retrieval.models import LateInteractionEncoder, OnnxCrossEncoder, PairScorer
from assistant.retrieval.queries import Query, QueryReader
from assistant.retrieval.question_embedder import load_question_embedder
from assistant.retrieval.retrievers import (
    BM25Retriever,
    DenseRetriever,
    LateInteractionRetriever,
    Pool,
)
from assistant.retrieval.weights import embedding_id
from assistant.settings import Settings
from assistant.types import Answer, Claim, Document, Hit, Part, Status, Turn

_POOL = 40


class Assistant:
    """Answers questions from one generation of the index. Safe to share between threads for reading."""

    def __init__(  # noqa: PLR0913  the parts that it is put together from, each named by `open`
        self,
        index: Index,
        *,
        reader: QueryReader,
        retriever: LateInteractionRetriever,
        scorer: PairScorer,
        answerer: Answerer,
        leanings: Leanings,
        k: int = 10,
    ) -> None:
        self._index = index
        self._reader = reader
        self._retriever = retriever
        self._scorer = scorer
        self._answerer = answerer
        self._leanings = leanings
        self._k = k
        self._locators = locators(index.documents, index.chunks)
        self._names = Names([document.text for document in index.documents.values()], reader.count)
        # The same follow-ups are offered after many answers.
        self._nearest_to = lru_cache(maxsize=1_000)(self._find_nearest)

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Return an assistant on the index in use.

        Raise IndexMissingError, IndexDamagedError or ModelError, with what to do, where it cannot be opened.
        """
        with without_collection():
            return cls._open(settings)

    @classmethod
    def _open(cls, settings: Settings) -> Self:
        index = open_index(Generations(settings.home).path(), embedding_id(settings))
        encoder = LateInteractionEncoder(threads=settings.threads)
        embedder = load_question_embedder(settings)
        dense = DenseRetriever(index, embedder)
        return cls(
            index,
            reader=QueryReader(index.documents, index.chunks, encoder.vocabulary),
            retriever=LateInteractionRetriever(index, BM25Retriever(index), dense, encoder),
            scorer=OnnxCrossEncoder(threads=settings.threads),
            answerer=ExtractiveAnswerer(),
            leanings=Leanings.of(settings, embedder),
            k=settings.k,
        )

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return the documents that are searched."""
        return tuple(self._index.documents[name] for name in sorted(self._index.documents))

    def document(self, name: str) -> Document:
        """Return a document. Raise UsageError where there is none of that id."""
        self._check_documents([name])
        return self._index.documents[name]

    def ask(self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()) -> Answer:
        """Return the answer to a question. Raise UsageError for a malformed question, history or document id."""
        *_, answer = self.stream(question, history, documents)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self, question: str, history: Sequence[Turn] = (), documents: Sequence[str] = ()
    ) -> Iterator[Claim | Answer]:
        """Yield each claim as soon as it is checked, and the whole answer last. Raise UsageError as `ask` does."""
        started = time.perf_counter()
        question = check_question(question)
        check_history(history)
        self._check_documents(documents)
        verdict = guard(question, history) or self._leanings.refusal(self._reader.corrected(question))
        if verdict:
            yield _finished(Answer(_new_id(), question, question, verdict.status, verdict.text), started, started)
            return
        alone = self._standalone(question, history, documents)
        if alone.told:
            yield _finished(Answer(_new_id(), question, alone.text, Status.NOT_COVERED, alone.told), started, started)
            return
        found = Found(alone.text)
        retrieved = started
        for part in parts(alone.own, self._reader):
            # What follows is searched for together with what it follows; only what it asks itself is answered.
            query, hits = self._retrieve(searched_for(part, alone), documents, _POOL)
            found.said.append(query.said)
            asked = replace(asked_for(part, self._reader), follows=bool(alone.before))
            located = next(filter(None, (each.asked(query, hits, documents) for each in self._locators)), None)
            if located:
                retrieved = time.perf_counter()
                found.add(asked.text, hits[: self._k])
                found.faint = False
                found.lacking += located.lacking
                yield from self._told(located.of(asked), located.evidence, found)
                continue
            near = with_neighbours(hits, self._k)
            evidence = of_named(query, weigh(query.bare, asked, near, self._index.documents, self._scorer))
            named, nearest, evidence = self._by_name(asked, query.bare, hits[: self._k], evidence, documents)
            retrieved = time.perf_counter()
            claims = self._claims(asked, query.bare, nearest, evidence, found, named)
            yield from islice(claims, 1 if asks_shorter(question) else None)
        if alone.text != question:
            found.notices += of_what_was_said(question, found.claims, history)
        answer = self._compose(question, found, documents)
        yield _finished(self._with_follow_ups(answer, history, documents), started, retrieved)

    def search(
        self, query: str, history: Sequence[Turn] = (), documents: Sequence[str] = (), k: int | None = None
    ) -> tuple[str, tuple[Hit, ...]]:
        """Return the query made standalone and its k best hits. Raise UsageError as `ask` does."""
        check_history(history)
        self._check_documents(documents)
        alone = self._standalone(check_question(query), history, documents)
        return alone.text, self._retrieve(alone, documents, k or self._k)[1]

    def evidence(self, theme: str, document: str) -> list[Evidence]:
        """Return what a document's body has nearest to a theme, weighed, the best first. Raise UsageError as `ask`."""
        self._check_documents([document])
        query = replace(self._reader.read(theme), named=(), parts=frozenset({Part.BODY}))
        hits = self._retriever.retrieve(query, self._k, [document])
        asked = replace(read_question(theme), kind=Kind.OPEN)
        return weigh(query.bare, asked, hits, self._index.documents, self._scorer)

    def pool(self, texts: Sequence[str]) -> Pool:
        """Return the units that lie near several texts, with how near each lies to every one of them."""
        return self._retriever.pool([self._reader.expanded(text) for text in texts])

    def relevance(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the log-odds that a text answers a question, for each pair (question, text)."""
        return [float(logit) for logit in self._scorer.predict(list(pairs))]

    def _retrieve(self, alone: Standalone, documents: Sequence[str], k: int) -> tuple[Query, tuple[Hit, ...]]:
        query = self._reader.read(alone.text, alone.own if alone.before else "")
        if len(parts_of(alone.own)) > 1:  # one part may ask for the word of one source, and another of another
            query = replace(query, said=())
        return query, self._retriever.retrieve(query, k, documents)

    def _standalone(self, question: str, history: Sequence[Turn], documents: Sequence[str]) -> Standalone:
        """Return the question made standalone; one that finds little by itself is taken to follow what was asked."""

        def nearest(asked: str) -> tuple[Hit, ...]:
            return self._retrieve(Standalone(asked), documents, self._k)[1]

        return standalone(question, history, known_of(nearest, self._reader, self._index.documents, self._names))

    def _by_name(
        self, asked: Asked, query: str, hits: Sequence[Hit], evidence: list[Evidence], documents: Sequence[str]
    ) -> tuple[str, Sequence[Hit], list[Evidence]]:
        """Return what is lacking of a name that nothing found holds, and the hits and evidence of a search for it."""
        searched = [self._index.documents[name] for name in documents or self._index.documents]
        absent, unknown = absent_name(asked, searched), unknown_name(asked, evidence)
        if absent or not unknown:
            return f"anything on {whole_name(absent, asked.text)}" if absent else "", hits, evidence
        _, named = self._retrieve(Standalone(unknown), documents, self._k)
        weighed = weigh(query, asked, named, self._index.documents, self._scorer)
        about = [item for item in weighed if is_about(item, [unknown])]
        return f"what is asked of {unknown}", (*named[:NEAREST], *hits), about

    def _claims(  # noqa: PLR0913  what is asked, and what was found for it
        self, asked: Asked, query: str, hits: Sequence[Hit], evidence: Sequence[Evidence], found: Found, named: str
    ) -> Iterator[Claim]:
        found.add(asked.text, hits)
        if not evidence or is_faint(query, hits, evidence, of_one=bool(found.said[-1])):
            found.lacking.append(named or (asked.kind.value if asked.kind in NUMERIC else asked.text))
            found.faint = found.faint and not is_of_the_sources(query if asked.follows else asked.text, evidence)
            return
        found.faint = False
        lacking = self._leanings.lacking(asked.text)
        lack = missing(asked, evidence, query, lacking)
        if lack:
            found.lacking.append(named or lack)
            return
        found.notices += corrections(asked.text, evidence)
        found.notices += misplaced(asked, query, evidence) or ((doubtful(asked.text),) if is_doubtful(evidence) else ())
        yield from self._told(asked, of_its_subject(asked, query, evidence), found)

    def _told(self, asked: Asked, evidence: Sequence[Evidence], found: Found) -> Iterator[Claim]:
        """Yield the claims that evidence gives and that pass the checks, what they say each once."""
        for draft in filter(None, map(found.beyond, self._answerer.draft(asked, evidence))):
            result = verify(draft)
            if isinstance(result, str):
                found.dropped.append((draft, result))
            else:
                found.claims.append(result)
                yield result

    def _compose(self, question: str, found: Found, documents: Sequence[str]) -> Answer:
        limited = unsearched(documents, self._index.documents) or asked_of_some(found.limited, self._index.documents)
        left_out = () if found.completeness == "complete" else limited
        some = bool(left_out)
        answer = Answer(
            _new_id(),
            question,
            found.query,
            Status.NOT_COVERED,
            "",
            hits=tuple(found.hits),
            notices=left_out,
            dropped=tuple(found.dropped),
        )
        if found.claims:
            return replace(
                answer,
                status=Status.ANSWERED,
                claims=tuple(found.claims),
                also_read=found.nearest(self._index.documents),
                completeness=found.completeness,
                text=covered_in_part(found.told, some=some) if found.lacking else "",
                notices=(*found.notices, *left_out, *notices_of(found.claims)),
            )
        if found.faint and not found.limited and not is_of_our_words(question, found.query, self._reader):
            return replace(answer, status=Status.OUT_OF_SCOPE, text=out_of_scope(some=some))
        return replace(answer, text=not_covered(found.told, some=some), also_read=found.nearest(self._index.documents))

    def _with_follow_ups(self, answer: Answer, history: Sequence[Turn], documents: Sequence[str]) -> Answer:
        if answer.status is not Status.ANSWERED:
            return answer
        asked = [answer.query, answer.question, *(turn.content for turn in history if turn.role == "user")]
        find = partial(self._nearest_to, documents=tuple(documents))
        offered = suggest(asked, answer.claims, answer.hits, documents=self._index.documents, find=find)
        return replace(answer, follow_ups=offered)

    def _find_nearest(self, question: str, documents: tuple[str, ...]) -> Hit | None:
        return self._retriever.nearest(self._reader.read(question), documents)

    def _check_documents(self, names: Sequence[str]) -> None:
        for name in names:
            if name not in self._index.documents:
                known = ", ".join(sorted(self._index.documents)) or "none"
                raise UsageError(f"there is no document {name!r}; the documents are: {known}")

    def close(self) -> None:
        """Close the index."""
        self._index.close()


def _new_id() -> str:
    return uuid.uuid4().hex


def _finished(answer: Answer, started: float, retrieved: float) -> Answer:
    ended = time.perf_counter()
    timings = {"retrieve": retrieved - started, "answer": ended - retrieved, "total": ended - started}
    return replace(answer, timings_ms={name: round(1000 * seconds) for name, seconds in timings.items()})
