"""The encoders that run the models."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

from assistant.errors import ModelError
from assistant.retrieval.weights import (
    CROSS_ENCODER,
    EMBEDDING,
    LATE_INTERACTION,
    LEARNED_CROSS_ENCODER,
    LEARNED_LATE_INTERACTION,
    PROJECTION,
    Packaged,
    learned_arrays,
)
from assistant.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """What turns texts into one vector each; a `SentenceTransformer` fits as it is."""

    def encode(self, sentences: list[str], **options: Any) -> Any:
        """Return an array of shape (texts, dimensions)."""
        ...


class TokenEncoder(Protocol):
    """What turns texts into one vector a token, each of length 1."""

    def encode(self, texts: Sequence[str]) -> list[Vectors]:
        """Return an array of shape (tokens, dimensions) for each text."""
        ...


class PairScorer(Protocol):
    """What scores how well each text answers a question; a `CrossEncoder` fits as it is."""

    def predict(self, sentences: list[tuple[str, str]]) -> Any:
        """Return a score for each pair (question, text); higher is better."""
        ...


class OnnxModel:
    """An ONNX model with its tokenizer, a file each; `longest` is how many tokens of a text are read.

    `learned` are arrays that take the place of those of the same names in the file.
    """

    def __init__(
        self,
        file: Path,
        tokenizer: Path,
        *,
        threads: int,
        longest: int,
        learned: Mapping[str, NDArray[Any]] | None = None,
    ) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Threads that spin while they wait take the cores from whatever else runs.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # The session reads them as long as it lives.
        self._learned = {
            name: onnxruntime.OrtValue.ortvalue_from_numpy(value) for name, value in (learned or {}).items()
        }
        for name, value in self._learned.items():
            options.add_initializer(name, value)
        self._session = onnxruntime.InferenceSession(str(file), options)
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.enable_truncation(longest)
        self.tokenizer.no_padding()

    @classmethod
    def packaged(cls, packaged: Packaged, **options: Any) -> Self:
        """Return a packaged model. Raise ModelError where a file of it is missing or not the pinned one."""
        folder = packaged.verified()
        return cls(folder / packaged.file, folder / "tokenizer.json", **options)

    def run(self, encodings: Sequence[Any]) -> Vectors:
        """Return the model's first output for a batch of tokenised texts."""
        import numpy as np

        longest = max(len(encoding) for encoding in encodings)
        inputs = {
            name: np.array([row + [0] * (longest - len(row)) for row in rows], dtype=np.int64)
            for name, rows in {
                "input_ids": [encoding.ids for encoding in encodings],
                "attention_mask": [encoding.attention_mask for encoding in encodings],
                "token_type_ids": [encoding.type_ids for encoding in encodings],
            }.items()
        }
        output: Vectors = self._session.run(None, inputs)[0]
        return output


class LateInteractionEncoder:
    """The packaged ColBERT-like model: a vector for each token that is no punctuation (Khattab and Zaharia 2020).

    With `learned`, through our own last layers and a projection of shape (384, 256); else as the packaged file gives
    them, of 384 dimensions.
    """

    def __init__(self, *, threads: int = 2, longest: int = 512, batch: int = 8, learned: bool = True) -> None:
        arrays = learned_arrays(LEARNED_LATE_INTERACTION) if learned else {}
        projection = arrays.pop(PROJECTION, None)
        self._projection = None if projection is None else projection.astype("float32")
        self._model = OnnxModel.packaged(LATE_INTERACTION, threads=threads, longest=longest, learned=arrays)
        self._batch = batch

    @cached_property
    def _punctuation(self) -> frozenset[int]:
        vocabulary = self._model.tokenizer.get_vocab()
        return frozenset(number for token, number in vocabulary.items() if not any(c.isalnum() for c in token))

    @property
    def vocabulary(self) -> frozenset[str]:
        """Return the words that the model knows whole: the common words of English."""
        return frozenset(self._model.tokenizer.get_vocab())

    def tokenised(self, text: str) -> tuple[Any, list[bool]]:
        """Return a text in tokens, and of each whether it counts: whether it is no punctuation."""
        encoding = self._model.tokenizer.encode(text)
        return encoding, [token not in self._punctuation for token in encoding.ids]

    def encode(self, texts: Sequence[str]) -> list[Vectors]:
        """Return the token vectors of each text: arrays of shape (tokens, 256), rows of length 1."""
        import numpy as np

        vectors: dict[int, Vectors] = {}
        for places in _batches([len(text) for text in texts], self._batch):
            read = [self.tokenised(texts[place]) for place in places]
            outputs = self._model.run([encoding for encoding, _ in read])
            for place, (_, kept), output in zip(places, read, outputs, strict=True):
                rows = output[: len(kept)][kept]
                rows = rows if self._projection is None else rows @ self._projection
                vectors[place] = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        return [vectors[place] for place in range(len(texts))]


class OnnxCrossEncoder:
    """The packaged cross-encoder, which reads question and text together."""

    def __init__(self, *, threads: int = 2, longest: int = 160, batch: int = 8, learned: bool = True) -> None:
        arrays = learned_arrays(LEARNED_CROSS_ENCODER) if learned else None
        self._model = OnnxModel.packaged(CROSS_ENCODER, threads=threads, longest=longest, learned=arrays)
        self.tokenizer = self._model.tokenizer
        self._batch = batch

    def predict(self, sentences: list[tuple[str, str]]) -> list[float]:
        """Return a logit for each pair (question, text)."""
        encodings = self._model.tokenizer.encode_batch(sentences) if sentences else []
        logits: dict[int, float] = {}
        for places in _batches([sum(encoding.attention_mask) for encoding in encodings], self._batch):
            rows = self._model.run([encodings[place] for place in places])
            logits |= {place: float(row[0]) for place, row in zip(places, rows, strict=True)}
        return [logits[place] for place in range(len(sentences))]


def _batches(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """Yield the places of texts in batches of like length, so that little is spent on padding."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    for first in range(0, len(order), size):
        yield order[first : first + size]


def load_embedder(settings: Settings) -> Embedder:
    """Return the embedding model. Raise ModelError where it cannot be loaded."""
    if not settings.allow_hub:
        os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    path = settings.embedding_model or str(EMBEDDING.verified())
    import torch
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.set_num_threads(settings.threads)
    try:
        options = {"use_safetensors": True}
        model: Embedder = SentenceTransformer(path, device="cpu", trust_remote_code=False, model_kwargs=options)
    except (OSError, ValueError, SafetensorError) as error:
        raise ModelError(f"the embedding model {path} cannot be loaded ({error}): check ICS_EMBEDDING_MODEL") from error
    return model
