"""The packaged embedding model as ONNX, kept in the home folder: it embeds questions without importing torch.

Passages are embedded by sentence-transformers, which it takes many seconds to import: too long for a command that asks
one question or adds a short document. The same weights run by onnxruntime give the same vectors, which is proved when
they are written.
"""

from __future__ import annotations

import hashlib
import logging
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.retrieval.models import Embedder, OnnxModel, load_embedder
from assistant.retrieval.weights import EMBEDDING
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.retrieval.models import Vectors

_LONGEST = 256  # tokens, as the model's own settings have it
_INPUTS = ["input_ids", "attention_mask", "token_type_ids"]
# So many passages are embedded sooner than sentence-transformers is imported: some 20 ms each.
FEW = 64
_OPSET = 17  # of the ONNX operators, which onnxruntime has known since 1.12
# Texts of several lengths, one longer than is read, that both ways embed alike to within this.
_TRIED, _ALIKE = ["ward", "Who runs the boats?", "Nine boats lie in the harbour, and " * 60], 1e-5


class QuestionEmbedder:
    """Embeds questions, and a few passages, one by one by the model that was kept."""

    def __init__(self, file: Path, threads: int) -> None:
        self._model = OnnxModel(file, EMBEDDING.verified() / "tokenizer.json", threads=threads, longest=_LONGEST)

    def encode(self, sentences: list[str], **_: Any) -> Vectors:
        """Return an array of shape (texts, 384), rows of length 1, whatever options are given."""
        import numpy as np

        return np.concatenate([self._model.run([self._model.tokenizer.encode(text)]) for text in sentences])


def load_question_embedder(settings: Settings) -> Embedder:
    """Return what embeds questions: the packaged model kept in the home folder, or the model that the settings choose.

    Raise ModelError where it cannot be loaded.
    """
    if settings.embedding_model:
        return load_embedder(settings)
    if _is_kept(settings):
        return QuestionEmbedder(_file(settings), settings.threads)
    whole = _load_and_keep(settings)
    return QuestionEmbedder(_file(settings), settings.threads) if _is_kept(settings) else whole


def load_passage_embedder(settings: Settings, passages: int) -> Embedder:
    """Return what embeds so many passages, and keep the packaged model where it is not kept and can be.

    Raise ModelError where it cannot be loaded.
    """
    if passages <= FEW and not settings.embedding_model and _is_kept(settings):
        return QuestionEmbedder(_file(settings), settings.threads)
    return _load_and_keep(settings)


def _load_and_keep(settings: Settings) -> Embedder:
    embedder = load_embedder(settings)
    if not settings.embedding_model and not _is_kept(settings):
        try:
            _keep(embedder, settings)
        except Exception as error:  # noqa: BLE001  a home that may only be read, a full disk, an exporter that changed
            logging.getLogger(__name__).warning("the embedding model is not kept for questions: %s", error)
    return embedder


def _file(settings: Settings) -> Path:
    return settings.home / "models" / f"{EMBEDDING.name}-{EMBEDDING.sha256[:12]}.onnx"


def _digest_file(settings: Settings) -> Path:
    return _file(settings).with_suffix(".sha256")


def _is_kept(settings: Settings) -> bool:
    """Say whether the model is there as it was written."""
    try:
        with _file(settings).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        return found == _digest_file(settings).read_text()
    except OSError:
        return False


def _keep(embedder: Embedder, settings: Settings) -> None:
    """Write the model, whole or not at all. Raise OSError where that cannot be done, ValueError where it is unlike."""
    import numpy as np
    from filelock import FileLock

    file = _file(settings)
    file.parent.mkdir(parents=True, exist_ok=True)
    part, digest = file.with_suffix(".part"), _digest_file(settings)
    with FileLock(file.with_suffix(".lock")):
        if _is_kept(settings):  # by another process, meanwhile
            return
        try:
            _export(embedder, part)
            kept = QuestionEmbedder(part, settings.threads).encode(_TRIED)
            if not np.allclose(kept, embedder.encode(_TRIED, normalize_embeddings=True), atol=_ALIKE):
                raise ValueError("onnxruntime embeds otherwise than sentence-transformers")
            digest.write_text(hashlib.sha256(part.read_bytes()).hexdigest())
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)


def _export(embedder: Embedder, file: Path) -> None:
    import torch

    class Embedding(torch.nn.Module):  # type: ignore[misc]  # torch comes without types
        """The model with one input an argument, as an exporter wants it."""

        def __init__(self) -> None:
            super().__init__()
            self.model: Any = embedder

        def forward(self, *inputs: torch.Tensor) -> Any:
            return self.model(dict(zip(_INPUTS, inputs, strict=True)))["sentence_embedding"]

    example = tuple(torch.ones(2, 8, dtype=torch.int64) for _ in _INPUTS)
    with warnings.catch_warnings(action="ignore"):  # that the exporter is the old one, and of what it takes as fixed
        torch.onnx.export(
            Embedding(),
            example,
            file,
            input_names=_INPUTS,
            output_names=["embedding"],
            dynamic_axes={name: {0: "texts", 1: "tokens"} for name in _INPUTS},
            opset_version=_OPSET,
            dynamo=False,  # the new one needs a compiler of its own (onnxscript)
        )
