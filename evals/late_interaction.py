"""Fits the last layers of late interaction, and the projection that the packaged model lacks, on training questions.

Of all units and all chunks of a batch, those that answer a question shall lie nearest to it (softmax over late
interaction's scores; Khattab and Zaharia 2020).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.ingestion.splitter import split
from assistant.retrieval.models import LateInteractionEncoder
from assistant.retrieval.passages import passage, unit_passage
from assistant.retrieval.queries import QueryReader
from assistant.retrieval.weights import LATE_INTERACTION, LEARNED_LATE_INTERACTION, PROJECTION, learned_arrays
from assistant.types import Document
from evals.layers import Hidden, LastLayers
from evals.training import TrainingQuestion

FIRST = 9  # of twelve layers, the first that is trained
_EPOCHS, _BATCH, _SCALE = 2, 8, 40.0
_LAYER_RATE, _PROJECTION_RATE, _SCALE_RATE = 1e-4, 3e-4, 3e-3
_LONGEST = 80  # tokens of a unit that are read
_NEAREST, _DRAWN = 32, 8  # of a question: nearest wrong units, how many are drawn a time


@dataclass(frozen=True, slots=True)
class Text:
    """A text as the layers that are not trained leave it, and which of its tokens count."""

    hidden: Hidden
    kept: torch.Tensor


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the numbers of the texts that answer it, and of the nearest that do not."""

    question: Text
    right: tuple[int, ...]
    wrong: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Corpus:
    """The units and the chunks of some documents, and the questions that a unit answers, with both."""

    unit_texts: Sequence[Text]
    chunk_texts: Sequence[Text]
    units: Sequence[Example]
    chunks: Sequence[Example]


class LateInteractionFit:
    """The layers as packaged and the projection as it was learned before, while they are fitted."""

    def __init__(self) -> None:
        self.layers = LastLayers(LATE_INTERACTION, FIRST)
        learned = learned_arrays(LEARNED_LATE_INTERACTION)[PROJECTION]
        self.projection = torch.nn.Parameter(torch.tensor(learned.astype(np.float32)))
        self.scale = torch.nn.Parameter(torch.tensor(_SCALE).log())
        self._encoder = LateInteractionEncoder(learned=False)

    def texts(self, texts: Sequence[str]) -> list[Text]:
        """Return texts as the layers that are not trained leave them."""
        read = [self._encoder.tokenised(text) for text in texts]
        hidden = self.layers.lower([encoding for encoding, _ in read])
        return [Text(rows, torch.tensor(kept)) for rows, (_, kept) in zip(hidden, read, strict=True)]

    def vectors(self, texts: Sequence[Text]) -> list[torch.Tensor]:
        """Return the token vectors of each text: arrays of shape (tokens, 256), rows of length 1."""
        rows = torch.nn.functional.normalize(
            self.layers.upper([text.hidden for text in texts]) @ self.projection, dim=-1
        )
        return [row[: len(text.hidden)][text.kept] for row, text in zip(rows, texts, strict=True)]

    def loss(self, examples: Sequence[Example], texts: Sequence[Text], draw: random.Random) -> torch.Tensor:
        """Return the mean negative log-likelihood of a right text among those drawn for all examples."""
        drawn = {number for one in examples for number in draw.sample(one.wrong, min(_DRAWN, len(one.wrong)))}
        numbers = sorted(drawn | {number for one in examples for number in one.right[:2]})
        vectors = self.vectors([texts[number] for number in numbers])
        padded = torch.nn.utils.rnn.pad_sequence(vectors, batch_first=True)
        lengths = torch.tensor([len(rows) for rows in vectors])
        gaps = -10.0 * (torch.arange(padded.shape[1])[None, :] >= lengths[:, None])[..., None]
        total = torch.zeros(())
        for one, asked in zip(examples, self.vectors([one.question for one in examples]), strict=True):
            scores = (padded @ asked.T + gaps).amax(dim=1).mean(dim=1) * self.scale.exp()
            right = [place for place, number in enumerate(numbers) if number in one.right]
            total = total + torch.logsumexp(scores, 0) - torch.logsumexp(scores[right], 0)
        return total / len(examples)


def fit(
    corpora: Sequence[tuple[Mapping[str, Document], Sequence[TrainingQuestion]]], epochs: int = _EPOCHS
) -> dict[str, NDArray[Any]]:
    """Return the layers and the projection by the names of the packaged file, fitted on corpora with their questions.

    Took some 25 minutes for 2,000 answered questions, in numbers of 32 bits.
    """
    torch.manual_seed(0)
    draw = random.Random(0)  # noqa: S311
    fitting = LateInteractionFit()
    read = [_read(fitting, documents, questions) for documents, questions in corpora]
    steps = epochs * sum(-(-len(corpus.units) // _BATCH) for corpus in read)
    rates = [_LAYER_RATE, _PROJECTION_RATE, _SCALE_RATE]
    groups = [list(fitting.layers.trained.parameters()), [fitting.projection], [fitting.scale]]
    optimiser = torch.optim.AdamW([{"params": group, "weight_decay": 0.01} for group in groups])
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, rates, total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear"
    )
    fitting.layers.train()
    for _ in range(epochs):
        for corpus, places in _batches(read, draw):
            loss = fitting.loss([corpus.units[place] for place in places], corpus.unit_texts, draw) + fitting.loss(
                [corpus.chunks[place] for place in places], corpus.chunk_texts, draw
            )
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(groups[0], 1.0)
            optimiser.step()
            schedule.step()
    # The pooler is no part of what late interaction compares.
    layers = {name: array for name, array in fitting.layers.initializers({}).items() if "pooler" not in name}
    return layers | {PROJECTION: fitting.projection.detach().numpy().astype(np.float16)}


def _batches(read: Sequence[_Corpus], draw: random.Random) -> list[tuple[_Corpus, list[int]]]:
    """Return the places of all examples in drawn order, so many at a time, each time of one corpus.

    What one corpus says another may say as well, so texts of one are not held against questions on another.
    """
    batches = []
    for corpus in read:
        order = draw.sample(range(len(corpus.units)), len(corpus.units))
        batches += [(corpus, order[first : first + _BATCH]) for first in range(0, len(order), _BATCH)]
    return draw.sample(batches, len(batches))


def _read(
    fitting: LateInteractionFit, documents: Mapping[str, Document], questions: Sequence[TrainingQuestion]
) -> _Corpus:
    chunks = [chunk for name in sorted(documents) for chunk in split(documents[name])]
    units = [(number, chunk, unit) for number, chunk in enumerate(chunks) for unit in chunk.units]
    reader = QueryReader(documents, chunks, LateInteractionEncoder(learned=False).vocabulary)
    answered = [one for one in questions if not one.missing]
    asked = fitting.texts([reader.read(one.question).bare for one in answered])
    unit_texts = [
        Text(text.hidden[:_LONGEST], text.kept[:_LONGEST])
        for text in fitting.texts([unit_passage(documents[chunk.document_id], chunk, unit) for _, chunk, unit in units])
    ]
    chunk_texts = fitting.texts([passage(documents[chunk.document_id], chunk) for chunk in chunks])
    right = [tuple(place for place, (_, chunk, unit) in enumerate(units) if one.is_at(chunk, unit)) for one in answered]
    owners = [tuple(sorted({units[place][0] for place in places})) for places in right]
    return _Corpus(
        unit_texts,
        chunk_texts,
        _examples(fitting, asked, right, unit_texts),
        _examples(fitting, asked, owners, chunk_texts),
    )


def _examples(
    fitting: LateInteractionFit, asked: Sequence[Text], right: Sequence[tuple[int, ...]], texts: Sequence[Text]
) -> list[Example]:
    """Return the questions that a text answers, with the wrong texts that lie nearest before anything is learned."""
    with torch.no_grad():
        rows = [one for first in range(0, len(texts), _BATCH) for one in fitting.vectors(texts[first:][:_BATCH])]
        tokens = [fitting.vectors([question])[0].numpy() for question in asked]
    starts = np.cumsum([0, *map(len, rows)])[:-1]
    together = torch.cat(rows).numpy()
    examples = []
    for question, mine, places in zip(asked, tokens, right, strict=True):
        scores = np.maximum.reduceat(together @ mine.T, starts, axis=0).mean(axis=1)
        wrong = [int(place) for place in np.argsort(-scores) if place not in places][:_NEAREST]
        if places:
            examples.append(Example(question, places, tuple(wrong)))
    return examples
