"""Fits the last layers of the cross-encoder on training questions, so that it tells what answers from what does not.

Of a question's likeliest units, those that answer shall stand first; where none answers, that none does, which has a
logit of 0, shall be likelier than any (softmax over the units and none). What is learned is therefore the log-odds
that a unit answers. The units are those that the search finds, so the questions that near misses are come with the
very sentences that mislead. What stands near to an answer misleads as well: of a question that is answered, the units
of other chunks than the right ones are held against none by themselves, as if it were not.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from numpy.typing import NDArray

from assistant.answering.evidence import weigh, with_neighbours
from assistant.answering.questions import read_question
from assistant.retrieval.generations import Generations
from assistant.retrieval.index import open_index
from assistant.retrieval.models import LateInteractionEncoder, OnnxCrossEncoder, load_embedder
from assistant.retrieval.passages import brief
from assistant.retrieval.queries import QueryReader
from assistant.retrieval.retrievers import BM25Retriever, DenseRetriever, LateInteractionRetriever
from assistant.retrieval.weights import CROSS_ENCODER, embedding_id
from assistant.settings import Settings
from assistant.text import focus
from evals.layers import LastLayers
from evals.training import TrainingQuestion

FIRST = 8  # of twelve layers, the first that is trained
_EPOCHS, _BATCH, _SCALE = 2, 4, 0.5
_POOL, _PAIRS = 40, 8
_OTHERS = 0.3  # the weight of that the units of other chunks do not answer
_RATE, _SCALE_RATE = 1e-4, 3e-3
_CLASSIFIER = "classifier"


@dataclass(frozen=True, slots=True)
class Example:
    """A question, texts that may answer it, and of each whether it does, and whether a chunk that answers holds it."""

    question: str
    texts: tuple[str, ...]
    right: tuple[bool, ...]
    beside: tuple[bool, ...]


def fit(examples: Sequence[Example], epochs: int = _EPOCHS) -> dict[str, NDArray[Any]]:
    """Return the layers by the names of the packaged file. Takes some 41 minutes for 5,500 questions."""
    torch.manual_seed(0)
    draw = random.Random(0)  # noqa: S311
    layers = LastLayers(CROSS_ENCODER, FIRST)
    bias, weight = layers.vector(f"{_CLASSIFIER}.bias"), layers.matrix(_CLASSIFIER)
    head = [torch.nn.Parameter(weight), torch.nn.Parameter(bias)]
    scale = torch.nn.Parameter(torch.tensor(_SCALE).log())
    tokenizer = OnnxCrossEncoder(learned=False).tokenizer
    pairs = [(example.question, text) for example in examples for text in example.texts]
    rows = iter(layers.lower(tokenizer.encode_batch(pairs)))
    hidden = [[next(rows) for _ in example.texts] for example in examples]
    trained = [*layers.trained.parameters(), *head]
    optimiser = torch.optim.AdamW([{"params": trained, "weight_decay": 0.01}, {"params": [scale], "weight_decay": 0.0}])
    steps = epochs * -(-len(examples) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [_RATE, _SCALE_RATE], total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear"
    )
    layers.train()
    for _ in range(epochs):
        order = draw.sample(range(len(examples)), len(examples))
        for first in range(0, len(order), _BATCH):
            places = order[first : first + _BATCH]
            texts = [text for place in places for text in hidden[place]]
            logits = (layers.pooled(texts) @ head[0] + head[1])[:, 0] * scale.exp()
            loss = _loss(logits, [examples[place] for place in places])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimiser.step()
            schedule.step()
    grown = scale.exp().detach()
    return layers.initializers({f"{_CLASSIFIER}.weight": head[0] * grown, f"{_CLASSIFIER}.bias": head[1] * grown})


def _loss(logits: torch.Tensor, examples: Sequence[Example]) -> torch.Tensor:
    """Return the mean negative log-likelihood of what is right: a unit that answers, or none; and of others, none."""
    total, first = torch.zeros(()), 0
    for example in examples:
        mine = torch.cat([logits[first : first + len(example.texts)], torch.zeros(1)])
        right = torch.tensor([*example.right, not any(example.right)])
        total = total + torch.logsumexp(mine, 0) - torch.logsumexp(mine[right], 0)
        if any(example.right):
            others = torch.tensor([*(not beside for beside in example.beside), True])
            total = total + _OTHERS * torch.logsumexp(mine[others], 0)
        first += len(example.texts)
    return total / len(examples)


def found_for(questions: Sequence[TrainingQuestion], settings: Settings) -> list[Example]:
    """Return an example for each question for which the search finds a unit that answers, or that nothing answers."""
    index = open_index(Generations(settings.home).path(), embedding_id(settings))
    encoder = LateInteractionEncoder()
    reader = QueryReader(index.documents, index.chunks, encoder.vocabulary)
    dense = DenseRetriever(index, load_embedder(settings))
    retriever = LateInteractionRetriever(index, BM25Retriever(index), dense, encoder)
    examples = []
    for one in questions:
        query = reader.read(one.question)
        near = with_neighbours(retriever.retrieve(query, _POOL), settings.k)
        asked = read_question(reader.corrected(one.question))
        units = weigh(query.bare, asked, near, index.documents, _Unweighed())
        units.sort(key=lambda item: not one.is_at(item.hit.chunk, item.unit))
        answering = {(item.document.id, item.hit.chunk.start) for item in units if one.is_at(item.hit.chunk, item.unit)}
        units = units[:_PAIRS]
        texts = tuple(brief(item.document, item.hit.chunk, item.unit) for item in units)
        right = tuple(not one.missing and one.is_at(item.hit.chunk, item.unit) for item in units)
        if texts and (one.missing or any(right)):
            beside = tuple((item.document.id, item.hit.chunk.start) in answering for item in units)
            examples.append(Example(focus(query.bare), texts, right, beside))
    return examples


class _Unweighed:
    """Leaves the order of units to what comes before the cross-encoder."""

    def predict(self, sentences: list[tuple[str, str]]) -> list[float]:
        return [0.0] * len(sentences)
