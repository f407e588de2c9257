"""Fits the projection of late interaction's token vectors, which the packaged model lacks, on questions of their own.

The packaged model gives a token's vector before the layer that its makers put last. That layer is learned here anew:
a matrix near the identity, so that of all units of the publications the one that answers a question lies nearest to
it (softmax over the units of a batch; Khattab and Zaharia 2020). Its questions (`training.jsonl`) are for this alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.ingestion.splitter import split
from assistant.retrieval.models import LateInteractionEncoder
from assistant.retrieval.passages import unit_passage
from assistant.retrieval.queries import QueryReader
from assistant.types import Chunk, Document, Unit

TRAINING = Path(__file__).resolve().parent / "training.jsonl"
_EPOCHS, _BATCH, _RATE, _DECAY, _TEMPERATURE = 4, 16, 1e-3, 0.01, 60.0
_LONGEST = 64  # tokens of a unit that are read
_HARD, _DRAWN, _RIGHT = 48, 12, 4  # of a question: nearest wrong units, how many are drawn a time, right ones
_DIMENSIONS = 256
_OVERLAP = 0.5

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pair:
    """A question's token vectors, of shape (tokens, 384), and the places of the units that answer it."""

    tokens: Vectors
    right: tuple[int, ...]


def fit(documents: Mapping[str, Document], path: Path = TRAINING) -> NDArray[np.float16]:
    """Return the projection, of shape (384, 256), fitted on the questions of a file. Takes some ten minutes."""
    torch.manual_seed(0)
    encoder = LateInteractionEncoder(projected=False)
    chunks = [chunk for name in sorted(documents) for chunk in split(documents[name])]
    units = [(chunk, unit) for chunk in chunks for unit in chunk.units]
    tokens = encoder.encode([unit_passage(documents[chunk.document_id], chunk, unit) for chunk, unit in units])
    reader = QueryReader(documents, chunks, encoder.vocabulary)
    pairs = _pairs(path, documents, units, encoder, reader)
    return reduced(_trained(pairs, tokens, [_hardest(pair, tokens) for pair in pairs]))


def reduced(matrix: NDArray[Any], dimensions: int = _DIMENSIONS) -> NDArray[np.float16]:
    """Return a matrix of fewer columns that keeps the products of projected vectors as well as any (Eckart-Young)."""
    values, vectors = np.linalg.eigh(matrix @ matrix.T)
    kept: NDArray[np.float16] = vectors[:, -dimensions:] * np.sqrt(np.maximum(values[-dimensions:], 0))
    return kept.astype(np.float16)


def _pairs(
    path: Path,
    documents: Mapping[str, Document],
    units: Sequence[tuple[Chunk, Unit]],
    encoder: LateInteractionEncoder,
    reader: QueryReader,
) -> list[Pair]:
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    questions = encoder.encode([reader.read(line["question"]).bare for line in lines])
    found = [Pair(tokens, _right(line, documents, units)) for line, tokens in zip(lines, questions, strict=True)]
    return [pair for pair in found if pair.right]


def _right(
    line: Mapping[str, str], documents: Mapping[str, Document], units: Sequence[tuple[Chunk, Unit]]
) -> tuple[int, ...]:
    """Return the units that share at least half of the shorter with the passage that answers."""
    text = documents[line["document"]].text
    start = text.index(line["first"])
    end = text.index(line["last"], start) + len(line["last"])
    return tuple(
        place
        for place, (chunk, unit) in enumerate(units)
        if chunk.document_id == line["document"]
        and min(unit.end, end) - max(unit.start, start) >= _OVERLAP * min(unit.end - unit.start, end - start)
    )


def _hardest(pair: Pair, tokens: Sequence[Vectors]) -> list[int]:
    """Return the wrong units that lie nearest to a question before anything is learned."""
    starts = np.cumsum([0, *(len(rows) for rows in tokens)])[:-1]
    best = np.maximum.reduceat(np.concatenate(tokens) @ pair.tokens.T, starts, axis=0).mean(axis=1)
    return [int(place) for place in np.argsort(-best)[: 2 * _HARD] if place not in pair.right][:_HARD]


def _trained(pairs: Sequence[Pair], tokens: Sequence[Vectors], hardest: Sequence[Sequence[int]]) -> NDArray[Any]:
    draw = np.random.RandomState(0)
    size = tokens[0].shape[1]
    change = torch.zeros(size, size, requires_grad=True)
    scale = torch.tensor(float(np.log(_TEMPERATURE)), requires_grad=True)
    optimiser = torch.optim.Adam([{"params": [change], "lr": _RATE}, {"params": [scale], "lr": 0.01}])
    steps = _EPOCHS * -(-len(pairs) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, [_RATE, 0.01], total_steps=steps + 1)
    for _ in range(_EPOCHS):
        order = draw.permutation(len(pairs))
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            drawn = {int(place) for one in batch for place in draw.choice(hardest[one], _DRAWN, replace=False)}
            places = sorted(drawn | {place for one in batch for place in pairs[one].right[:_RIGHT]})
            loss = _loss(torch.eye(size) + change, scale, [pairs[one] for one in batch], places, tokens)
            optimiser.zero_grad()
            (loss + _DECAY * (change**2).sum()).backward()
            optimiser.step()
            schedule.step()
    trained: NDArray[Any] = (torch.eye(size) + change).detach().numpy()
    return trained


def _loss(
    matrix: torch.Tensor, scale: torch.Tensor, pairs: Sequence[Pair], places: Sequence[int], tokens: Sequence[Vectors]
) -> torch.Tensor:
    """Return the mean negative log-likelihood of a right unit among all those of the batch."""
    rows, gaps = _padded([tokens[place] for place in places])
    units = torch.nn.functional.normalize(rows @ matrix, dim=-1)
    total = torch.zeros(())
    for pair in pairs:
        asked = torch.nn.functional.normalize(torch.from_numpy(pair.tokens) @ matrix, dim=-1)
        scores = (units @ asked.T + gaps).amax(dim=1).mean(dim=1) * scale.exp()
        right = [number for number, place in enumerate(places) if place in pair.right]
        total = total + torch.logsumexp(scores, 0) - torch.logsumexp(scores[right], 0)
    return total / len(pairs)


def _padded(texts: Sequence[Vectors]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return texts of shape (texts, 64, 384), the longer cut, and what keeps their padding from being the nearest."""
    rows = torch.zeros(len(texts), _LONGEST, texts[0].shape[1])
    gaps = torch.full((len(texts), _LONGEST, 1), -10.0)
    for number, text in enumerate(texts):
        kept = text[:_LONGEST]
        rows[number, : len(kept)] = torch.from_numpy(kept)
        gaps[number, : len(kept)] = 0.0
    return rows, gaps
